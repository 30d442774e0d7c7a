"""A line of cards and a width → the columns of the rail, the names, handlers and times."""

from collections.abc import Iterator
from typing import NamedTuple

from yizhangtu.export.terminal.cells import width
from yizhangtu.export.terminal.pen import Pen, Row, plain
from yizhangtu.model.line import Card, Line, Shape

LEAST = 40  # cells; narrower terminals are treated as this wide
MOST_USED = 120  # longer rows are hard to read
COLUMNS_FROM = 70  # cells; on narrower terminals handler and time stand below the name
HANDLER_AT, TIME_AT = 0.475, 0.75  # of the width
NAME_LEAST = 12  # cells for a name; with less room handler and time stand below it
TEXT_LEAST = 14  # cells for text at any depth
BADGE_MOST = 9  # cells; a longer badge is written before the name


class RailColumns(NamedTuple):
    """Column positions in cells, counted from 0."""

    width: int
    columns: bool
    slot: int  # badge on the rail, and a blank
    inner: int  # for the badges inside blocks
    name_at: int
    handler_at: int
    time_at: int
    level: int  # cells of the branch of one level of nesting
    hang: int  # where the branches inside a block start, from its badge

    @property
    def rail_at(self) -> int:
        return (self.slot - 1) // 2


def rail_columns(line: Line, pen: Pen, asked: int) -> RailColumns:
    wide = max(LEAST, min(asked, MOST_USED))
    slot = _slot((badge(card) for card in line.cards), 4) + 1
    inner = _slot((badge(card) for top in line.cards for card in nested_cards(top)), 2)
    name_at = slot + pen.line_cells + 1
    deepest = max((depth(card) for card in line.cards), default=0)
    room = wide - name_at - inner - 1 - TEXT_LEAST
    stroke = pen.line_cells
    # From generous to tight: "├─ " below the name, below the badge, without its arm and blank.
    ways = [(2 * stroke + 1, inner + 1), (2 * stroke + 1, 1), (stroke + 1, 1), (stroke, 0)]
    level, hang = next(((n, m) for n, m in ways if n * deepest + m * (deepest - 1) <= room), ways[-1])
    columns = wide >= COLUMNS_FROM
    return RailColumns(
        wide, columns, slot, inner, name_at, round(wide * HANDLER_AT), round(wide * TIME_AT), level, hang
    )


def badge(card: Card) -> str:
    """The number as the terminal shows it: 4, <4> for a check, 6-8 for a block."""
    text = number(card.badge)
    return f"<{text}>" if text and card.shape is Shape.CHECK else text


def number(text: str) -> str:
    """A badge without characters of ambiguous width: 6–8 → 6-8."""
    return plain(text).replace("–", "-").replace("—", "-")


def nested_cards(card: Card) -> Iterator[Card]:
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


def deeper(places: RailColumns, pen: Pen, rest: Row, last: bool) -> tuple[Row, Row]:
    """The rows to the left of a member's first row and of its other rows. Where a further level would leave no room for
    text, members are not indented further."""
    if pen.cells(rest) + places.level > places.width - places.inner - 1 - TEXT_LEAST:
        return rest, rest
    strokes = pen.strokes
    turn = strokes.last if last else strokes.fork
    arm = strokes.across if places.level > pen.line_cells + 1 else ""
    column = pen.cells(rest) + places.level
    first = pen.to((*rest, pen.drawn(turn + arm)), column)
    return first, pen.to(rest if last else (*rest, pen.drawn(strokes.down)), column)


def _slot(badges: Iterator[str], least: int) -> int:
    return max([least, *(cells for text in badges if (cells := width(text)) <= BADGE_MOST)])
