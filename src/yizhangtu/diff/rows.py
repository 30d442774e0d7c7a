"""Rows of lists, points and standards of two versions → what has changed in them."""

from collections.abc import Iterator, Mapping
from typing import Any

from yizhangtu.diff.change import CHANGED, NEW, Change, cut, shown
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
WHOLE_GROUP = "（这一类合计）"  # stands for the cap of a group among its items
BY_NAME = "standards"  # matched by 场合 and 项目 alone: limits of another occasion are no earlier version of them
READER = frozenset({"within", "points", "limit", "at_least", "urban", "rural", "cap"})


def flat(rows: object) -> list[Mapping[str, Any]]:
    """The rows of a table; items of groups (加分, 扣分) one by one, with the name of their group."""
    found: list[Mapping[str, Any]] = []
    for row in rows if isinstance(rows, list) else ():
        items = row.get("items")
        if isinstance(items, list):
            group = {"group": row["group"]} if row.get("group") else {}
            if row.get("cap"):
                found.append({**group, "item": WHOLE_GROUP, "cap": row["cap"]})
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

    matching = match([named(one) for one in before], [named(one) for one in after], key == BY_NAME)
    for at in matching.added:
        mark, row = (NEW, at + 1) if _on_row(after[at]) else ("", 0)
        yield Change("新增", f"{title}新增“{called(after[at])}”", key, True, mark=mark, row=row)
    for at in matching.removed:
        gone = f"{title}“{called(before[at])}”" if _on_row(before[at]) else ""
        yield Change("删去", f"{title}删去“{called(before[at])}”", key, True, removed=gone)
    for a, b in matching.pairs:
        one, other, row = before[a], after[b], b + 1
        if called(one) != called(other):
            alike = len(names) > 1 and one.get(names[0]) == other.get(names[0])
            earlier = f"原名：{shown(one.get(names[-1])) if alike else called(one)}"
            yield Change(
                "改名", f"{title}“{called(one)}”改成“{called(other)}”", key, mark=CHANGED, was=earlier, row=row
            )
        for cell in sorted((one.keys() | other.keys()) - set(names)):
            if one.get(cell) != other.get(cell):
                yield _cell_change(key, f"{title}“{called(other)}”", cell, one, other, row)
    if matching.moved:
        moved = [called(after[at]) for at in sorted(matching.moved)[:5]]
        yield Change("移到", f"{title}里“{'”“'.join(moved)}”换了位置", key)


def _on_row(row: Mapping[str, Any]) -> bool:
    """Whether a row of a flat table is a row of the sheet, and no cap of a group."""
    return row.get("item") != WHOLE_GROUP


def _cell_change(
    key: str, row_name: str, cell: str, old: Mapping[str, Any], new: Mapping[str, Any], row: int
) -> Change:
    was, now = _shown(cell, old.get(cell)), _shown(cell, new.get(cell))
    name = CELLS.get(cell, "其他")
    text = f"{row_name}的{name}：{cut(was) or '没有写'} → {cut(now) or '不再写'}"
    if not _on_row(new):
        return Change(name, text, key, cell in READER)
    earlier = f"原{name}：{was}" if was else f"原来没有写{name}"
    return Change(name, text, key, cell in READER, mark=CHANGED, was=earlier, row=row)


def _shown(cell: str, value: object) -> str:
    """A cell in words. A 形式 that is not used has a box, as on the sheet."""
    if cell == "channels" and isinstance(value, list):
        return "、".join(f"{'' if one.get('chosen') else '□'}{one['name']}" for one in value)
    return shown(value)
