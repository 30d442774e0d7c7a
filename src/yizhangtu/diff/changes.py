"""The canonical data of two versions of a guide → all changes, those that concern the reader first."""

from collections.abc import Iterator, Mapping
from typing import Any

from yizhangtu.diff.change import Change, listed, said, shown
from yizhangtu.diff.rows import TABLES, row_changes
from yizhangtu.diff.steps import step_changes

# (key, what it is called, whether it concerns the reader first)
TEXTS = (
    ("materials", "要带的材料", True), ("conditions", "申请条件", True), ("fee", "收费", True),
    ("place", "在哪办", True), ("hours", "什么时候办", True), ("phone", "咨询电话", True),
    ("assistant", "帮办代办", True), ("result", "办理结果", True),
    ("handler", "办理主体", False), ("title", "名称", False), ("number", "编号", False), ("list", "所属清单", False),
    ("basis", "依据", False), ("notes", "备注", False), ("period", "周期", True), ("base", "基础分", True),
    ("encouraged", "提倡", False), ("forbidden", "禁止", False), ("consequences", "奖惩", False),
    ("columns", "栏目", False), ("picture", "一张图", False), ("kind", "类型", False),
)  # fmt: skip
DEADLINES = (("promised", "承诺"), ("statutory", "法定"), ("excluded", "不计入"), ("note", "说明"))
PUBLICATION = "publication"


def changes(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[Change, ...]:
    """Everything that differs, besides 发布 (its version and dates change with every version)."""
    found = [*_deadline(old, new), *_oversight(old, new)]
    for key, title, reader in TEXTS:
        one, other = old.get(key), new.get(key)
        if one == other:
            continue
        long = isinstance(one, list) and isinstance(other, list) and max(len(one), len(other)) > 1
        text = f"{title}{listed(one, other)}" if long else said(title, shown(one), shown(other))
        found.append(Change(title, text, key, reader))
    for key in TABLES:
        if old.get(key) != new.get(key):
            found += row_changes(key, old.get(key), new.get(key))
    if old.get("steps") != new.get("steps"):
        found += step_changes(old.get("steps"), new.get("steps"))
    known = {"deadline", "oversight", "steps", PUBLICATION, *TABLES, *(key for key, _, _ in TEXTS)}
    for key in sorted((old.keys() | new.keys()) - known):
        if old.get(key) != new.get(key):
            found.append(Change("其他", said("其他", shown(old.get(key)), shown(new.get(key))), key))
    return tuple(sorted(found, key=lambda one: not one.reader))


def _deadline(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Change]:
    before, after = old.get("deadline", {}), new.get("deadline", {})
    for key, title in DEADLINES:
        one, other = before.get(key), after.get(key)
        if one != other:
            name = "时间要求" if key == "promised" else f"时间要求的{title}"
            yield Change("时限", said(name, shown(one), shown(other)), "deadline", True)


def _oversight(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Change]:
    """监督管理: its phones apart from who watches and how."""
    before, after = old.get("oversight", []), new.get("oversight", [])
    phones = [[one["phone"] for one in side if "phone" in one] for side in (before, after)]
    if phones[0] != phones[1]:
        yield Change("电话", said("监督电话", shown(phones[0]), shown(phones[1])), "oversight", True)
    others = [[{k: v for k, v in one.items() if k != "phone"} for one in side] for side in (before, after)]
    if others[0] != others[1]:
        yield Change("监督", f"监督管理{listed(others[0], others[1])}", "oversight")
