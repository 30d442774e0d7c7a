"""Elements of a file + expected steps → findings: each step with its number, name, handler, deadline, details, outcomes
and where they lead."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from yizhangtu.model.guide import Guide
from yizhangtu.verify.elements import LANE, Elements, ElementText, leftover
from yizhangtu.verify.expected_steps import (
    ENDS,
    JOINTS,
    WAYS,
    ExpectedElement,
    ExpectedOutcome,
    ExpectedStep,
    expected_steps,
)
from yizhangtu.verify.expected_texts import ExpectedText
from yizhangtu.verify.findings import LEGIBLE, MISPLACED, MISSING, NUMBER, Finding, on_pages, quoted
from yizhangtu.verify.letters import LEAST, Reading, em_mm, folded

STEP = re.compile(r"step-(\d+)\.([a-z]+)(?:-(\d+))?")
OPTIONAL = {
    "deadline": "时限",
    "detail": "内容",
    "materials": "材料",
    "vote": "表决",
    "notice": "公示",
    "announcement": "公布",
    "online": "线上",
}
SHEET = re.compile(r"接?第\d+[张页面屏板]")
BADGE = re.compile(r"\d+(?:–\d+)?")
ELSE = "其他"  # the lane of steps without a handler


@dataclass(frozen=True)
class StepElements:
    """The steps of a guide in a file. `once`: no step stands twice; `drawn`: dot's own drawing was asked for, whose
    arrows lead everywhere without numbers."""

    elements: Elements
    reading: Reading
    guide: Guide
    once: bool

    def findings(self) -> Iterator[Finding]:
        """Everything that is wrong with the steps."""
        steps = expected_steps(self.guide)
        for step in steps:
            name = f"step-{step.number}"
            if not self.elements.of(f"{name}.name") and not self.elements.of(f"{name}.number"):
                yield MISSING, step.span, f"缺{step.label}"
                continue
            yield from self._step(step)
        yield from self._surplus(steps)

    def pages(self) -> dict[str, set[int]]:
        """Number of a step → the pages on which it stands."""
        return {
            step.badge: {one.page for one in self.elements.of(f"step-{step.number}.name")}
            for step in expected_steps(self.guide)
        }

    def size_findings(self, least: float) -> Iterator[Finding]:
        """Steps of which no page has the name and the texts in letters of at least `least` mm."""
        for step in expected_steps(self.guide):
            names = [step.name.name, *(part.name for part in step.parts[1:])]
            own = self.elements.joined(names)
            sizes = [
                min(size for size in map(em_mm, one.letters) if size) for one in own if any(map(em_mm, one.letters))
            ]
            if sizes and max(sizes) < least * LEAST:
                what = f"{step.label}只有 {max(sizes):.1f} 毫米高，不到 {least:g} 毫米"
                yield LEGIBLE, step.span, f"{_where(own)}{what}"

    def _step(self, step: ExpectedStep) -> Iterator[Finding]:
        for part in (step.name, *step.parts):
            code = NUMBER if part.name.endswith((".name", ".number")) else MISPLACED
            yield from self.element_findings(part, code)
        yield from self._handler(step)
        if self.once and (times := self._times(step)) > 1:
            own = self.elements.of(f"step-{step.number}.number")
            yield NUMBER, step.span, f"{_where(own)}{step.label}出现了 {times} 次"
        for outcome in step.outcomes:
            yield from self._outcome(outcome, step)

    def element_findings(self, one: ExpectedElement, code: str = MISPLACED) -> Iterator[Finding]:
        """What is wrong with one element."""
        own = self.elements.of(one.name)
        if not own:
            if one.needed:
                yield code, one.span, f"没有写{one.label}{quoted(''.join(part.written for part in one.parts))}"
            return
        yield from compared(own, one.parts, one.extra, one.label, one.span, code)

    def _times(self, step: ExpectedStep) -> int:
        text = "".join(one.text for one in self.elements.of(f"step-{step.number}.number"))
        return len(text) // len(folded(step.badge)) if text and step.badge else 0

    def _handler(self, step: ExpectedStep) -> Iterator[Finding]:
        """The handler is on the card, or it is the head of the lane that the card is in."""
        own = self.elements.of(f"step-{step.number}.handler")
        lanes = [name for name in self.elements.names if name.startswith(LANE)]
        if own or not lanes:
            if step.handler:
                yield from self.element_findings(step.handler)
            elif own:
                yield MISPLACED, step.span, f"{_where(own)}{step.label}多写了办理“{own[0].text}”"
            return
        if step.inner and not step.handler:
            return  # a block in the card of a step, which stands in the lane of that step
        wanted = step.handler.parts[0].words if step.handler else ELSE
        for name in self.elements.of(step.name.name):
            heads = self.elements.heads_above(step.name.name, name.page)
            nearest = min(heads, key=lambda head: abs(head.middle - name.middle), default=None)
            if nearest is None or nearest.text != wanted:
                yield MISPLACED, step.span, f"第{name.page}页{step.label}不在{quoted(wanted)}一列"

    def _outcome(self, outcome: ExpectedOutcome, step: ExpectedStep) -> Iterator[Finding]:
        own = self.elements.joined([f"{outcome.name}.{part}" for part in ("label", "note")])
        if own:
            yield from compared(own, outcome.texts, f"{JOINTS}|{WAYS}", outcome.label, outcome.span, MISPLACED)
        else:
            pages = {one.page for one in self.elements.of(step.name.name)}
            text = "".join(self.reading.page(page).text for page in pages)
            for one in outcome.texts:
                if one.words not in text:
                    yield MISPLACED, one.span, f"没有写{outcome.label}{quoted(one.written)}"
        yield from self._target(outcome, step)

    def _target(self, outcome: ExpectedOutcome, step: ExpectedStep) -> Iterator[Finding]:
        own = self.elements.joined([f"{outcome.name}.target", outcome.name])
        numbers = [number for one in own for number in BADGE.findall(SHEET.sub("", one.text))]
        wrong = [number for number in numbers if number != outcome.target]
        where = f"去第{outcome.target}步" if outcome.target else "办结"
        if wrong:
            yield NUMBER, outcome.span, f"{_where(own)}{outcome.label}写的是去第{wrong[0]}步，应当{where}"
        elif outcome.target and own and not numbers and any(re.fullmatch(ENDS, one.text) for one in own):
            yield NUMBER, outcome.span, f"{_where(own)}{outcome.label}写的是“{own[0].text}”，应当{where}"
        elif outcome.stated and not numbers and not self._is_led(outcome, step):
            yield NUMBER, outcome.span, f"{outcome.label}没有写明{where}"

    def _is_led(self, outcome: ExpectedOutcome, step: ExpectedStep) -> bool:
        """Whether an arrow may lead to a step without a number: dot's own drawing has one for each outcome; elsewhere
        the step names where it is entered from, or stands further on, below or right."""
        if str(self.guide.layout.form or "") == "graph":
            return True
        target = next((one.number for one in expected_steps(self.guide) if one.badge == outcome.target), -1)
        if any(step.badge in BADGE.findall(one.text) for one in self.elements.of(f"step-{target}.entrance")):
            return True
        own, ends = (self.elements.of(f"step-{number}.number") for number in (step.number, target))
        return any(_further(one, end) for one in own for end in ends)

    def _surplus(self, steps: Sequence[ExpectedStep]) -> Iterator[Finding]:
        """What the file has and the definition has not."""
        for name in self.elements.names:
            match = STEP.match(name)
            if not match:
                continue
            number, part, outcome = int(match[1]), match[2], match[3]
            if number >= len(steps):
                if name == f"step-{number}.name":
                    yield NUMBER, None, f"多了一步“{self.elements.of(name)[0].text}”"
                continue
            step = steps[number]
            if part in OPTIONAL and not any(one.name == name for one in step.parts):
                text = self.elements.of(name)[0].text
                yield MISPLACED, step.span, f"{step.label}多写了{OPTIONAL[part]}{quoted(text)}"
            elif part == "outcome" and int(outcome) > max(1, len(step.outcomes)):
                yield MISPLACED, step.span, f"{step.label}多了一个结果“{self.elements.of(name)[0].text}”"


def compared(
    own: Sequence[ElementText],
    parts: Sequence[ExpectedText],
    extra: str,
    label: str,
    span: object,
    code: str,
) -> Iterator[Finding]:
    """What is wrong with an element that several pages repeat, or that goes on from one to the next."""
    words = [part.words for part in parts]
    whole = leftover("".join(one.text for one in own), words, extra)
    if whole == ([], "") or all(leftover(one.text, words, extra) == ([], "") for one in own):
        return
    missing, more = whole
    for part in parts:
        if part.words in missing:
            text = "".join(one.text for one in own)
            yield code, part.span, f"{_where(own)}{label}写的是{quoted(text)}，应当是{quoted(part.written)}"
            return
    yield code, next((part.span for part in parts), None), f"{_where(own)}{label}多写了{quoted(more)}"


def _further(one: ElementText, other: ElementText) -> bool:
    """Whether the second stands below the first or right of it, or on a later page."""
    if one.page != other.page:
        return other.page > one.page
    return other.letters[0].top > one.letters[0].bottom or other.middle > one.middle


def _where(own: Sequence[ElementText]) -> str:
    return on_pages([one.page for one in own])
