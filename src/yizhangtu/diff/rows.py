"""Rows of lists, points and standards of two versions → what has changed in them."""

from collections.abc import Iterator, Mapping
from typing import Any

from yizhangtu.diff.change import Change, cut, shown
from yizhangtu.diff.matching import Named, match

CELLS = {
    "handler": "办理主体", "within": "时限", "oversight": "监督", "basis": "依据", "channels": "形式",
    "department": "责任部门", "role": "村级职责", "assistant": "帮办代办", "note": "备注", "group": "类别",
    "points": "分值", "cap": "上限", "evidence": "认定", "range": "范围", "benefit": "待遇", "limit": "上限",
    "at_least": "下限", "urban": "城", "rural": "乡", "columns": "其他各栏",
}  # fmt: skip
TABLES = {
    "items": ("事项", ("item",)),
    "rewards": ("加分", ("group", "item")),
    "penalties": ("扣分", ("group", "item")),
    "bands": ("等级", ("name",)),
    "exchange": ("兑换", ("good",)),
    "standards": ("标准", ("occasion", "item")),
}
READER = frozenset({"within", "points", "limit", "at_least", "urban", "rural", "cap"})


def flat(rows: object) -> list[Mapping[str, Any]]:
    """The rows of a table; items of groups (加分, 扣分) one by one, with the name of their group."""
    found: list[Mapping[str, Any]] = []
    for row in rows if isinstance(rows, list) else ():
        items = row.get("items")
        if isinstance(items, list):
            group = {"group": row["group"]} if row.get("group") else {}
            if row.get("cap"):
                found.append({**group, "item": "（这一类合计）", "cap": row["cap"]})
            found += [{**group, **one} for one in items]
        else:
            found.append(row)
    return found


def row_changes(key: str, old: object, new: object) -> Iterator[Change]:
    """What has changed in a table of a guide, by its English key."""
    title, names = TABLES[key]
    before, after = flat(old), flat(new)

    def called(row: Mapping[str, Any]) -> str:
        return "·".join(cut(shown(row[name])) for name in names if row.get(name))

    def named(row: Mapping[str, Any]) -> Named:
        return Named(
            called(row), shown([row[one] for one in sorted(row) if one not in names]), shown(row.get("handler"))
        )

    matching = match([named(one) for one in before], [named(one) for one in after])
    for at in matching.added:
        yield Change("新增", f"{title}新增“{called(after[at])}”", key, True)
    for at in matching.removed:
        yield Change("删去", f"{title}删去“{called(before[at])}”", key, True)
    for a, b in matching.pairs:
        one, other = before[a], after[b]
        if called(one) != called(other):
            yield Change("改名", f"{title}“{called(one)}”改成“{called(other)}”", key)
        for cell in sorted((one.keys() | other.keys()) - set(names)):
            was, is_ = one.get(cell), other.get(cell)
            if was != is_:
                words = f"{cut(shown(was)) or '没有写'} → {cut(shown(is_)) or '不再写'}"
                name = CELLS.get(cell, "其他")
                yield Change(name, f"{title}“{called(other)}”的{name}：{words}", key, cell in READER)
    if matching.moved:
        moved = [called(after[at]) for at in sorted(matching.moved)[:5]]
        yield Change("移到", f"{title}里“{'”“'.join(moved)}”换了位置", key)
