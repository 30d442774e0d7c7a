"""A line of cards → the steps of a page: nested lists in the order of the poster, their words those of `content`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from yizhangtu.content.spoken import closing_in_words, ways_in_words
from yizhangtu.model.line import Card, Exit, Line, Panel, Shape
from yizhangtu.model.words import numeral


class StepWay(NamedTuple):
    """How it goes on from a step, in words. `step` is the part of them that names a step (第3步), `badge` the number of
    that step; "" where none is named. `tone` is good, bad or neutral."""

    before: str
    step: str = ""
    after: str = ""
    badge: str = ""
    tone: str = "neutral"


class StepBranch(NamedTuple):
    """An outcome with steps of its own, or one of several things done at the same time."""

    title: str
    note: str
    tone: str
    steps: tuple[SiteStep, ...]


class SiteStep(NamedTuple):
    """A step of a page. `phase` is the heading that stands before it, "" for none; `sources` say from which earlier
    steps one comes here; `closing` stands below its branches."""

    badge: str
    title: str
    caption: str
    check: bool
    mine: bool
    watched: bool
    handler: str
    handler_icon: str
    deadline: str
    detail: str
    remarks: tuple[str, ...]
    mark: str
    sources: tuple[str, ...]
    ways: tuple[StepWay, ...]
    branches: tuple[StepBranch, ...]
    closing: StepWay | None
    linked: bool
    phase: str = ""


def steps_of_line(line: Line) -> tuple[SiteStep, ...]:
    """The steps of a page."""
    return tuple(_with_phases(line))


def _with_phases(line: Line) -> Iterator[SiteStep]:
    phase: int | None = None
    for card, following in _followed(line.cards):
        begins = card.phase != phase and card.phase is not None
        phase = card.phase
        yield _step(card, following)._replace(
            phase=line.phases[card.phase] if begins and card.phase is not None else ""
        )


def _followed(cards: Sequence[Card]) -> Iterator[tuple[Card, str]]:
    """Every card with the number of the next one, "" for the last."""
    for place, card in enumerate(cards, 1):
        yield card, cards[place].badge if place < len(cards) else ""


def _step(card: Card, following: str) -> SiteStep:
    long = any(len(panel.rows) > 1 for panel in card.panels)
    return SiteStep(
        card.badge, card.title, card.caption, card.shape is Shape.CHECK, card.mine, card.watched, card.handler,
        card.handler_icon, card.deadline, card.detail, tuple(one.text for one in card.remarks), card.mark,
        tuple(f"从第{one.badge}步{f'（{one.label}）' if one.label else ''}转来" for one in card.entrances),
        tuple(_way(words, exit_, following) for words, exit_ in ways_in_words(card, following)),
        tuple(_branch(panel, place, long) for place, panel in enumerate(card.panels, 1)),
        _way(closing_in_words(card, following), None, following) if card.panels else None,
        card.linked,
    )  # fmt: skip


def _branch(panel: Panel, place: int, long: bool) -> StepBranch:
    title = panel.condition or (f"第{numeral(place)}路" if long else "")
    rows = tuple(_step(card, following) for card, following in _followed(panel.rows))
    return StepBranch(title, panel.note, panel.tone.value, rows)


def _way(words: str, exit_: Exit | None, following: str) -> StepWay:
    """The words with the step in them that they lead to."""
    badge = exit_.badge if exit_ is not None and exit_.badge else following
    tone = exit_.tone.value if exit_ is not None else "neutral"
    name = f"第{badge}步"
    before, step, after = words.rpartition(name) if badge else ("", "", words)
    return StepWay(before, step, after, badge if step else "", tone) if step else StepWay(words, tone=tone)
