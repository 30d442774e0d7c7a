"""Colours and signs of outcomes on pages → those that say other news than the definition."""

from __future__ import annotations

from collections.abc import Sequence

from helpers.finger.definition import END, Definition, Way
from helpers.finger.marks import Drawn, Said
from yizhangtu.model.diagnostics import Span, Text
from yizhangtu.read.guide.amounts import parse_band
from yizhangtu.style.tones import Tones

GOOD, BAD, NEUTRAL = "good", "bad", "neutral"
_STATED = {"通过": GOOD, "不通过": BAD, "平常": NEUTRAL, "good": GOOD, "bad": BAD, "neutral": NEUTRAL}
_ROLES = {
    "ok": GOOD, "check-circle": GOOD,
    "fail": BAD, "x-circle": BAD,
    "turn": NEUTRAL, "arrows-split": NEUTRAL,
}  # fmt: skip
_SPAN = Span("", 1, 1, 1, 1)


def tone_faults(definition: Definition, drawn: Sequence[Drawn], words: Tones) -> list[str]:
    """Outcomes that are drawn as good, bad or neutral news and are not, and bad news without colour or sign."""
    faults: list[str] = []
    for number, page in enumerate(drawn, start=1):
        for (node, outcome), said in sorted(page.said.items()):
            labels = definition.outcomes.get(node, [])
            if not 0 < outcome <= len(labels):
                continue
            right, shown = expected(definition, node, outcome, words), tones_of(said)
            if right == NEUTRAL and Way(node, outcome, END) in definition.ways:
                continue  # it looks like the end that it leads to: 办结 or 到此
            name = f"page {number}: {definition.shown(node)} {labels[outcome - 1]}"
            faults += [f"{name} is {right} news and looks {one}" for one in sorted(shown - {right})]
            if right == BAD and said.label and not shown:
                faults.append(f"{name} is bad news and does not look so")
    return faults


def expected(definition: Definition, node: int, outcome: int, words: Tones) -> str:
    """The news of an outcome: as its author says (性质), an amount is none, else by its words."""
    stated = definition.stated.get((node, outcome))
    label = definition.outcomes[node][outcome - 1]
    if stated:
        return _STATED[stated]
    return NEUTRAL if parse_band(Text(label, _SPAN)) else str(words.of(label).value)


def tones_of(said: Said) -> set[str]:
    """What colours and signs of an outcome say."""
    return {_ROLES[one] for one in said.looks if one in _ROLES}
