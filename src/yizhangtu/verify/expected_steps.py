"""A guide → the elements of its steps: the name of each, the texts that must be on it, and what else may be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from yizhangtu.model.diagnostics import Span
from yizhangtu.model.guide import Branch, Entry, Go, GoTo, Guide, Inline, Parallel, Step, material_text, walk
from yizhangtu.verify.expected_texts import ExpectedText, badge_of, expected_text

# What the program writes beside the author's texts, as regular expressions.
JOINTS = "[：，、；（）()·　]"
WAYS = r"退回|接着办?|到此|不予办理|办结|再来一次|再办一次|回到|转到|同时办|都办完|接?第\d+[张页面屏板]|[↩→↻]"
NUMBERS = "[一二三四五六七八九十百]+"
FLAGS = f"开始|办结|到此|不予办理|{NUMBERS}"
ENDS = r"办结|到此|不予办理"
ANY = ".*"


class ExpectedElement(NamedTuple):
    """An element: the texts that it must have, and a regular expression for what else it may have. `needed` says that
    it must be drawn; `label` names it in messages: 第3步“复审”的时限."""

    name: str
    parts: tuple[ExpectedText, ...]
    label: str
    span: Span | None
    extra: str = ""
    needed: bool = True


class ExpectedOutcome(NamedTuple):
    """An outcome, or (number 0) the way on from a step without outcomes: its texts, and the number of the step that it
    leads to ("" for the end). `stated`: that number must be printed, because no arrow without one leads there."""

    name: str
    texts: tuple[ExpectedText, ...]
    target: str
    label: str
    span: Span | None
    stated: bool


class ExpectedStep(NamedTuple):
    """A step or block with its parts and outcomes; `badge` is its printed number, `handler` who does it. An `inner` one
    belongs to another step or block, in whose card it may be drawn."""

    number: int
    badge: str
    label: str
    span: Span | None
    name: ExpectedElement
    parts: tuple[ExpectedElement, ...]
    handler: ExpectedElement | None
    outcomes: tuple[ExpectedOutcome, ...]
    inner: bool = False

    @property
    def texts(self) -> Iterator[ExpectedText]:
        """Every text of the step and its outcomes."""
        for one in (self.name, *self.parts, *((self.handler,) if self.handler else ())):
            yield from one.parts
        for outcome in self.outcomes:
            yield from outcome.texts


def expected_steps(guide: Guide) -> tuple[ExpectedStep, ...]:
    """Steps and blocks in the order written; the index of each is the number in the names of its elements."""
    entries = walk(guide.steps)
    ways = _Ways(guide)
    return tuple(_step(guide, number, entry, ways, _near(entries, number)) for number, entry in enumerate(entries))


class _Ways:
    """Which step comes after which by the order written, 接着 and the end of blocks; "" is the end."""

    def __init__(self, guide: Guide) -> None:
        self.badges = {str(one.name): badge_of(one) for one in walk(guide.steps) if one.name}
        self.after: dict[int, str] = {}  # by the index of an entry
        self._at = 0
        self._follow(guide.steps, "")

    def _follow(self, entries: Sequence[Entry], last: str) -> None:
        """Walk entries in the order of their indices; `last` is what comes after all of them."""
        for number, entry in enumerate(entries):
            index, self._at = self._at, self._at + 1
            after = badge_of(entries[number + 1]) if number + 1 < len(entries) else last
            if entry.next is not None:
                after = self.badges.get(str(entry.next.name), "") if isinstance(entry.next, GoTo) else ""
            self.after[index] = after
            for inner in _groups(entry):
                self._follow(inner, after)


def _groups(entry: Entry) -> tuple[tuple[Entry, ...], ...]:
    """The lists of entries inside one: members, or outcomes with steps of their own."""
    if isinstance(entry, Parallel):
        return entry.members
    return tuple(branch.target.entries for branch in entry.branches if isinstance(branch.target, Inline))


def _whole(guide: Guide) -> bool:
    """Whether details stand on the cards: an author may leave them out."""
    return guide.layout.level in (None, 3)


def _step(guide: Guide, number: int, entry: Entry, ways: _Ways, near: tuple[str, ...]) -> ExpectedStep:
    badge, whole = badge_of(entry), _whole(guide)
    own = f"第{badge}步" + (f"“{entry.name}”" if entry.name else "")
    step = f"step-{number}"

    def part(
        name: str, what: str, texts: Sequence[tuple[str, object]], extra: str = "", needed: bool = True
    ) -> ExpectedElement:
        parts = tuple(expected_text(text, source, what) for text, source in texts if text)
        span = next((one.span for one in parts if one.span), entry.span)
        return ExpectedElement(f"{step}.{name}", parts, f"{own}的{what}", span, extra, needed)

    name = part("name", "名称", [(str(entry.name or "同时办理"), entry.name)])
    parts = [part("number", "编号", [(badge, None)])]
    if entry.within:
        parts.append(part("deadline", "时限", [(str(entry.within.text), entry.within.text)]))
    if entry.detail:
        parts.append(part("detail", "内容", [(str(entry.detail), entry.detail)], needed=whole))
    if entry.materials:
        texts = [(material_text(one), one.name) for one in entry.materials]
        parts.append(part("materials", "材料", texts, "材料|[：、]", needed=whole))
    if isinstance(entry, Step):
        if isinstance(entry.announcement, str):
            texts = [(str(entry.announcement), entry.announcement)]
            parts.append(part("announcement", "公布", texts, "公布|：", needed=whole))
        if entry.online:
            words = "可以线上办" if entry.online is True else str(entry.online)
            parts.append(part("online", "线上", [(words, entry.online)], "线上：", needed=whole))
        if entry.vote:
            texts = [(str(text), text) for text in (entry.vote.quorum, entry.vote.majority) if text]
            parts.append(part("vote", "表决", texts, "到会|通过|[：；]", needed=whole))
        if isinstance(entry.notice, str):
            parts.append(part("notice", "公示", [(str(entry.notice), entry.notice)], "公示|：", needed=whole))
    who = entry.by or (guide.handlers[0] if guide.handlers and isinstance(entry, Step) else None)
    handler = part("handler", "办理", [(str(who), who)]) if who else None
    outcomes = tuple(_outcomes(entry, number, own, ways, near))
    inner = not any(entry is one for one in guide.steps)
    return ExpectedStep(number, badge, own, entry.span, name, tuple(parts), handler, outcomes, inner)


def _outcomes(entry: Entry, index: int, own: str, ways: _Ways, near: tuple[str, ...]) -> Iterator[ExpectedOutcome]:
    step, after = f"step-{index}", ways.after[index]
    if isinstance(entry, Parallel):
        return
    for number, branch in enumerate(entry.branches, 1):
        yield _outcome(branch, f"{step}.outcome-{number}", own, ways, (after, near))
    if not entry.branches:
        span = entry.next.name.span if isinstance(entry.next, GoTo) else entry.span
        stated = isinstance(entry.next, GoTo) and after not in (*near, badge_of(entry))
        again = (expected_text(str(entry.every), entry.every, "循环"),) if entry.every else ()
        yield ExpectedOutcome(f"{step}.outcome-0", again, after, f"{own}的接着", span, stated)


def _outcome(branch: Branch, name: str, own: str, ways: _Ways, follow: tuple[str, tuple[str, ...]]) -> ExpectedOutcome:
    texts = [expected_text(str(branch.outcome), branch.outcome, "判断")]
    if branch.note:
        texts.append(expected_text(str(branch.note), branch.note, "说明"))
    after, near = follow
    stated = False
    match branch.target:
        case GoTo(name=wanted):
            target = ways.badges.get(str(wanted), "")
            stated = target not in near
        case Inline(entries=entries) if entries:
            target = badge_of(entries[0])
        case Go.END:
            target = ""
        case _:
            target = after
    label = f"{own}的结果“{branch.outcome}”"
    return ExpectedOutcome(name, tuple(texts), target, label, branch.outcome.span, stated)


def _near(entries: Sequence[Entry], at: int) -> tuple[str, ...]:
    """Numbers of the steps that an arrow without a number may reach from a step: the next one in the definition, and
    the next one outside each block around it."""
    found = [*entries[at + 1 : at + 2], *entries[at + 1 + _size(entries[at]) :][:1]]
    for place, outer in enumerate(entries[:at]):
        size = _size(outer)
        if place + size >= at:
            found += entries[place + 1 + size :][:1]
    return tuple(badge_of(one) for one in found)


def _size(entry: Entry) -> int:
    """How many entries are inside one."""
    return sum(len(walk(inner)) for inner in _groups(entry))
