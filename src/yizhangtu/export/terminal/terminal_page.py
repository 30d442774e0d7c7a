"""A line of cards and a width → where the rail, the names and the columns stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from yizhangtu.export.terminal.cells import width
from yizhangtu.export.terminal.pen import Pen, Row, plain
from yizhangtu.model.line import Card, Line, Shape

LEAST = 40  # cells; a narrower terminal is treated as one of these
MOST_USED = 120  # in a longer row the eye loses its line
COLUMNS_FROM = 70  # three columns from this width on, else who and when below the name
HANDLER_AT, TIME_AT = 0.475, 0.75  # of the width
NAME_LEAST = 12  # cells for a name; with less left of the columns, who and when go below it
TEXT_LEAST = 14  # cells for text at any depth
BADGE_MOST = 9  # a longer badge is written before the name


@dataclass(frozen=True, slots=True)
class Page:
    """Places in cells, counted from 0."""

    width: int
    columns: bool
    slot: int  # for a badge on the rail and the blank behind it
    inner: int  # for the badges inside blocks
    name_at: int
    handler_at: int
    time_at: int
    level: int  # cells of the branch of one level of nesting
    hang: int  # where the branches inside a block start, from its badge

    @property
    def rail_at(self) -> int:
        return (self.slot - 1) // 2


def page_of(line: Line, pen: Pen, asked: int) -> Page:
    wide = max(LEAST, min(asked, MOST_USED))
    slot = _slot((badge(card) for card in line.cards), 4) + 1
    inner = _slot((badge(card) for top in line.cards for card in inner_cards(top)), 2)
    name_at = slot + pen.line_cells + 1
    deepest = max((depth(card) for card in line.cards), default=0)
    room = wide - name_at - inner - 1 - TEXT_LEAST
    stroke = pen.line_cells
    # From generous to tight: "├─ " below the name, below the badge, then without arm and blank.
    ways = [(2 * stroke + 1, inner + 1), (2 * stroke + 1, 1), (stroke + 1, 1), (stroke, 0)]
    level, hang = next(((n, m) for n, m in ways if n * deepest + m * (deepest - 1) <= room), ways[-1])
    columns = wide >= COLUMNS_FROM
    return Page(wide, columns, slot, inner, name_at, round(wide * HANDLER_AT), round(wide * TIME_AT), level, hang)


def badge(card: Card) -> str:
    """The number as the terminal shows it: 4, <4> for a check, 6-8 for a block."""
    text = number(card.badge)
    return f"<{text}>" if text and card.shape is Shape.CHECK else text


def number(text: str) -> str:
    """A badge without characters of ambiguous width: 6–8 → 6-8."""
    return plain(text).replace("–", "-").replace("—", "-")


def inner_cards(card: Card) -> Iterator[Card]:
    """All cards inside a card, to any depth."""
    stack = [card]
    while stack:
        rows = [row for panel in stack.pop().panels for row in panel.rows]
        yield from rows
        stack += rows


def depth(card: Card) -> int:
    """Levels of panels inside a card."""
    levels, row = 0, [card]
    while any(card.panels for card in row):
        row = [inner for card in row for panel in card.panels for inner in panel.rows]
        levels += 1
    return levels


def deeper(page: Page, pen: Pen, rest: Row, last: bool) -> tuple[Row, Row]:
    """What stands left of a member's first row and of its further ones; beyond the last level that leaves room for
    text, members stand as deep as their block."""
    if pen.cells(rest) + page.level > page.width - page.inner - 1 - TEXT_LEAST:
        return rest, rest
    strokes = pen.strokes
    turn = strokes.last if last else strokes.fork
    arm = strokes.across if page.level > pen.line_cells + 1 else ""
    column = pen.cells(rest) + page.level
    first = pen.to((*rest, pen.drawn(turn + arm)), column)
    return first, pen.to(rest if last else (*rest, pen.drawn(strokes.down)), column)


def _slot(badges: Iterator[str], least: int) -> int:
    return max([least, *(cells for text in badges if (cells := width(text)) <= BADGE_MOST)])
