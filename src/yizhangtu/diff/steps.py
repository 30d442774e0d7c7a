"""The steps of two versions → what has changed in them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from yizhangtu.diff.change import Change, listed, said, shown
from yizhangtu.diff.matching import Named, match

# (key, what it is called, whether it concerns the reader first)
FIELDS = (
    ("within", "时限", True),
    ("by", "谁来办", True),
    ("materials", "要带的材料", True),
    ("online", "线上办", True),
    ("detail", "怎么做", False),
    ("oversight", "谁来监督", False),
    ("notice", "公示", False),
    ("vote", "表决", False),
    ("phase", "阶段", False),
    ("basis", "依据", False),
    ("risk", "风险", False),
    ("control", "防控", False),
)
GO = {"next": "下一步", "end": "办结"}


class StepView(NamedTuple):
    """One step or 并行 block, nested ones included. `number` counts from 1 in the order written; `inside`: the outcome
    or block that it belongs to."""

    number: int
    name: str
    values: Mapping[str, Any]
    inside: str = ""

    @property
    def called(self) -> str:
        """第4步“村级审查”."""
        return f"第{self.number}步“{self.name}”" if self.name else f"第{self.number}步"

    @property
    def named(self) -> Named:
        """What is compared of it."""
        return Named(self.name, shown(self.values.get("detail", "")), shown(self.values.get("by", "")))


def views(steps: object) -> list[StepView]:
    """All steps of the canonical data of a guide, by number; none where it has no list of steps."""
    found: list[StepView] = []
    _collect(steps if isinstance(steps, list) else [], "", found)
    return found


def _collect(entries: Sequence[Mapping[str, Any]], inside: str, found: list[StepView]) -> None:
    for entry in entries:
        name = str(entry.get("step", ""))
        found.append(StepView(len(found) + 1, name, entry, inside))
        for member in entry.get("parallel", ()):
            _collect(member, name, found)
        for branch in entry.get("branches", ()):
            if isinstance(branch.get("to"), list):
                _collect(branch["to"], f"{name}：{branch.get('outcome', '')}", found)


def step_changes(old: object, new: object) -> Iterator[Change]:
    """What has changed in the steps of a guide."""
    if not isinstance(old, list) or not isinstance(new, list):  # 操作流程: 无
        if old != new:
            yield Change("步骤", said("操作流程", shown(old) if isinstance(old, str) else "", ""), "steps")
        return
    before, after = views(old), views(new)
    matching = match([one.named for one in before], [one.named for one in after])
    for at in matching.added:
        yield Change("新增", f"新增{after[at].called}", "steps", True, after[at].number, "新增")
    for at in matching.removed:
        yield Change("删去", f"删去原来的{before[at].called}", "steps", True, 0, "删去", before[at].number)
    for a, b in matching.pairs:
        yield from _pair(before[a], after[b], b in matching.moved)


def _pair(old: StepView, new: StepView, moved: bool) -> Iterator[Change]:
    if old.name != new.name:
        yield Change("改名", f"第{new.number}步改名：“{old.name}” → “{new.name}”", "steps", False, new.number, "改")
    if moved or old.inside != new.inside:
        yield Change("移到", f"“{new.name}”从第{old.number}步移到第{new.number}步", "steps", False, new.number, "改")
    for key, title, reader in FIELDS:
        one, other = old.values.get(key), new.values.get(key)
        if one != other:
            words = (
                listed(one, other) if key == "materials" else f"：{shown(one) or '没有写'} → {shown(other) or '不再写'}"
            )
            text = f"{new.called}的{title}{words}"
            yield Change(title, text, "steps", reader, new.number, "改", 0, shown(one))
    known = {key for key, _, _ in FIELDS} | {"step", "parallel", "branches"}
    if (old.values.get("next"), old.values.get("every")) != (new.values.get("next"), new.values.get("every")):
        yield Change("去处", f"{new.called}接着去哪：{_way(old)} → {_way(new)}", "steps", True, new.number, "改")
    known |= {"next", "every"}
    for key in sorted((old.values.keys() | new.values.keys()) - known):
        one, other = old.values.get(key), new.values.get(key)
        if one != other:
            yield Change("其他", f"{new.called}：{shown(one) or '没有写'} → {shown(other) or '不再写'}", "steps", False,
                         new.number, "改")  # fmt: skip
    yield from _outcomes(old, new)


def _way(step: StepView) -> str:
    words = _target(step.values.get("next"))
    every = step.values.get("every")
    return f"{words}（{every}）" if every else words


def _outcomes(old: StepView, new: StepView) -> Iterator[Change]:
    """Outcomes of a 判断: new, removed, or leading elsewhere."""
    before = {str(one.get("outcome")): one for one in old.values.get("branches", ())}
    after = {str(one.get("outcome")): one for one in new.values.get("branches", ())}
    for outcome, one in after.items():
        if outcome not in before:
            yield Change("结果", f"{new.called}新增一种结果：{outcome} → {_target(one.get('to'))}", "steps", True,
                         new.number, "改")  # fmt: skip
            continue
        for key, title in (("to", ""), ("note", "的说明"), ("tone", "的性质")):
            was, is_ = before[outcome].get(key), one.get(key)
            if key == "to" and isinstance(was, list) and isinstance(is_, list):
                continue  # its steps are compared themselves
            if was != is_:
                one_, other = (_target(was), _target(is_)) if key == "to" else (shown(was), shown(is_))
                words = f"{new.called}的结果“{outcome}”{title}：{one_ or '没有写'} → {other or '不再写'}"
                yield Change("结果", words, "steps", key == "to", new.number, "改")
    for outcome in before:
        if outcome not in after:
            yield Change("结果", f"{new.called}删去一种结果：{outcome}", "steps", True, new.number, "改")


def _target(target: object) -> str:
    if isinstance(target, Mapping):
        return GO.get(str(target.get("go")), str(target.get("go", "")))
    if isinstance(target, list):
        return "另办“" + "、".join(str(one.get("step", "")) for one in target) + "”"
    return f"“{target}”" if target else "下一步"
