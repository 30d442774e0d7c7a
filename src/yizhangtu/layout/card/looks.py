"""How good, bad and neutral news look: one look for tabs, side trips, pills and the legend."""

from __future__ import annotations

from typing import NamedTuple

from yizhangtu.model.guide import Tone
from yizhangtu.model.line import Card, Exit
from yizhangtu.style.flow_style import FlowStyle


class ToneLook(NamedTuple):
    """Colours by role, the sign, and the mark of the legend. Without colours the sign and the rule tell them apart."""

    ink: str
    ground: str
    icon: str
    mark: str


LOOKS = {
    Tone.GOOD: ToneLook("ok", "oktint", "check-circle", "good"),
    Tone.BAD: ToneLook("fail", "failtint", "x-circle", "bad"),
    Tone.NEUTRAL: ToneLook("turn", "turntint", "arrows-split", "turn"),
}
SOLE = ToneLook("line", "", "arrow-down", "")  # the only way on, which is no outcome


def rule_of(style: FlowStyle, tone: Tone) -> tuple[float, ...]:
    """The dashes of the rule above a tab: whole for good news, dashed for bad, dotted for neutral."""
    return {Tone.GOOD: (), Tone.BAD: style.tab_dash, Tone.NEUTRAL: style.tab_dots}[tone]


def arrow_pill(style: FlowStyle, card: Card) -> str:
    """The words that stand on the arrow to the next card, "" where there are none or a tab holds them."""
    return card.arrow_label if card.linked and arrow_tab(style, card) is None else ""


def arrow_tab(style: FlowStyle, card: Card) -> Exit | None:
    """The tab at the foot of a card that its arrow starts at, where the words are too long to stand on the arrow."""
    if not card.linked or card.arrow is None:
        return None
    long = len(card.arrow.words) > style.label_most or bool(card.arrow.note)
    return card.arrow if long else None


def arrow_tone(card: Card) -> Tone:
    """The tone of the arrow to the next card."""
    return card.arrow.tone if card.arrow else Tone.NEUTRAL
