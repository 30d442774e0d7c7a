"""The steps of two versions → what has changed in them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from yizhangtu.diff.change import CHANGED, NEW, Change, listed, said, shown
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
WAS = {"within": "原", "detail": "原文"}  # before the earlier value on a card, for others 原 and the name of the field
GO = {"next": "下一步", "end": "办结"}


class StepView(NamedTuple):
    """One step or 并行 block, nested ones included. `entry` counts all of them from 1 in the order written; `badge` is
    the number that is printed: blocks have none of their own, but the range of the steps in them. `outer`: the entry of
    the block or step that it belongs to, 0 for none."""

    entry: int
    badge: str
    name: str
    values: Mapping[str, Any]
    outer: int = 0

    @property
    def called(self) -> str:
        """第4步“村级审查”."""
        return f"第{self.badge}步“{self.name}”" if self.name else f"第{self.badge}步"

    @property
    def named(self) -> Named:
        """What is compared of it."""
        return Named(self.name, shown(self.values.get("detail", "")), shown(self.values.get("by", "")))


def views(steps: object) -> list[StepView]:
    """All steps of the canonical data of a guide, by number; none where it has no list of steps."""
    found: list[StepView] = []
    _collect(steps if isinstance(steps, list) else [], 0, found, 0)
    return found


def _collect(entries: Sequence[Mapping[str, Any]], outer: int, found: list[StepView], steps: int) -> int:
    """Append the views of entries, `steps` steps being before them; return the number of steps up to their end."""
    for entry in entries:
        name, block = str(entry.get("step", "")), "parallel" in entry
        place, first = len(found), steps + 1
        found.append(StepView(place + 1, str(first), name, entry, outer))
        steps += not block
        for member in entry.get("parallel", ()):
            steps = _collect(member, place + 1, found, steps)
        for branch in entry.get("branches", ()):
            if isinstance(branch.get("to"), list):
                steps = _collect(branch["to"], place + 1, found, steps)
        if block and steps > first:
            found[place] = found[place]._replace(badge=f"{first}–{steps}")
    return steps


def step_changes(old: object, new: object) -> Iterator[Change]:
    """What has changed in the steps of a guide."""
    if not isinstance(old, list) or not isinstance(new, list):  # 操作流程: 无
        if old != new:
            yield Change("步骤", said("操作流程", shown(old) if isinstance(old, str) else "", ""), "steps")
        return
    before, after = views(old), views(new)
    matching = match([one.named for one in before], [one.named for one in after])
    for at in matching.added:
        yield Change("新增", f"新增{after[at].called}", "steps", True, after[at].entry, NEW)
    for at in matching.removed:
        yield Change("删去", f"删去原来的{before[at].called}", "steps", True, removed=before[at].called)
    becomes = {0: 0, **{before[a].entry: after[b].entry for a, b in matching.pairs}}
    for a, b in matching.pairs:
        elsewhere = becomes.get(before[a].outer) != after[b].outer
        yield from _pair(before[a], after[b], elsewhere or b in matching.moved)


def _pair(old: StepView, new: StepView, moved: bool) -> Iterator[Change]:
    """What has changed in one step."""

    def change(topic: str, text: str, was: str, reader: bool = False) -> Change:
        return Change(topic, text, "steps", reader, new.entry, CHANGED, "", was)

    if old.name != new.name:
        yield change("改名", f"第{new.badge}步改名：“{old.name}” → “{new.name}”", f"原名：{old.name or '没有写'}")
    if moved and old.badge == new.badge:
        yield change("移到", f"{new.called}换了位置", "原来在别处")
    elif moved:
        yield change("移到", f"“{new.name}”从第{old.badge}步移到第{new.badge}步", f"原来是第{old.badge}步")
    for key, title, reader in FIELDS:
        one, other = old.values.get(key), new.values.get(key)
        if one == other:
            continue
        if key == "materials":
            words = listed(one, other)
            yield change(title, f"{new.called}的{title}{words}", f"{title}{words}", reader)
            continue
        words = f"：{shown(one) or '没有写'} → {shown(other) or '不再写'}"
        was = f"{WAS.get(key, f'原{title}')}：{shown(one)}" if one else f"原来没有写{title}"
        yield change(title, f"{new.called}的{title}{words}", was, reader)
    ways = [(one.values.get("next"), one.values.get("every")) for one in (old, new)]
    if ways[0] != ways[1]:
        yield change("去处", f"{new.called}接着去哪：{_way(old)} → {_way(new)}", f"原来接着去：{_way(old)}", True)
    known = {key for key, _, _ in FIELDS} | {"step", "parallel", "branches", "next", "every"}
    for key in sorted((old.values.keys() | new.values.keys()) - known):
        one, other = old.values.get(key), new.values.get(key)
        if one != other:
            words = f"{new.called}：{shown(one) or '没有写'} → {shown(other) or '不再写'}"
            yield change("其他", words, f"原：{shown(one)}" if one else "")
    for text, was, reader in _outcomes(old, new):
        yield change("结果", text, was, reader)


def _way(step: StepView) -> str:
    words = _target(step.values.get("next"))
    every = step.values.get("every")
    return f"{words}（{every}）" if every else words


def _outcomes(old: StepView, new: StepView) -> Iterator[tuple[str, str, bool]]:
    """Outcomes of a 判断 that are new, removed, or lead elsewhere: the sentence, what is said on the card, and whether
    it concerns the reader first."""
    before = {str(one.get("outcome")): one for one in old.values.get("branches", ())}
    after = {str(one.get("outcome")): one for one in new.values.get("branches", ())}
    for outcome, one in after.items():
        if outcome not in before:
            words = f"{new.called}新增一种结果：{outcome} → {_target(one.get('to'))}"
            yield words, f"新增结果：{outcome}", True
            continue
        for key, title in (("to", ""), ("note", "的说明"), ("tone", "的性质")):
            was, is_ = before[outcome].get(key), one.get(key)
            if key == "to" and isinstance(was, list) and isinstance(is_, list):
                continue  # its steps are compared themselves
            if was != is_:
                one_, other = (_target(was), _target(is_)) if key == "to" else (shown(was), shown(is_))
                words = f"{new.called}的结果“{outcome}”{title}：{one_ or '没有写'} → {other or '不再写'}"
                yield words, f"“{outcome}”{title}原来：{one_ or '没有写'}", key == "to"
    for outcome in before:
        if outcome not in after:
            yield f"{new.called}删去一种结果：{outcome}", f"删去结果：{outcome}", True


def _target(target: object) -> str:
    if isinstance(target, Mapping):
        return GO.get(str(target.get("go")), str(target.get("go", "")))
    if isinstance(target, list):
        return "另办“" + "、".join(str(one.get("step", "")) for one in target) + "”"
    return f"“{target}”" if target else "下一步"
