"""Things with amounts → rows with all amounts in one column to the right of the things."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from yizhangtu.export.terminal.cells import width
from yizhangtu.export.terminal.pen import Row, Segment, plain
from yizhangtu.export.terminal.text_area import GUTTER, INDENT, TextArea, longest

NUMBER_MOST = 12  # cells; a longer amount is written below its thing
UNIT_MOST = 8
ROOMS = (32, 40, 48, 56)  # cells for the things: a wide gap makes it hard to follow a row


class Amount(NamedTuple):
    """One thing with its amount (`number` and `unit`, such as +2 and /次) and remarks."""

    thing: str
    number: str = ""
    unit: str = ""
    role: str = ""
    remarks: tuple[str, ...] = ()

    @property
    def fits(self) -> bool:
        """Whether number and unit are short enough for the columns."""
        return width(plain(self.number)) <= NUMBER_MOST and width(plain(self.unit)) <= UNIT_MOST


class AmountColumns(NamedTuple):
    """The columns shared by all things of a guide: numbers end at `edge`, units follow, short remarks start at
    `beyond`."""

    area: TextArea
    room: int
    edge: int
    beyond: int

    @classmethod
    def of(cls, amounts: Sequence[Amount], area: TextArea) -> AmountColumns:
        """Choose the width for the things that needs about the fewest rows."""
        fitting = [amount for amount in amounts if amount.fits]
        number = longest([amount.number for amount in fitting], NUMBER_MOST)
        unit = longest([amount.unit for amount in fitting], UNIT_MOST)
        tail = GUTTER + number + (1 + unit if unit else 0)
        left = area.width - INDENT - tail
        things = [(width(plain(amount.thing)), sum(map(width, map(plain, amount.remarks)))) for amount in amounts]
        most = max((thing for thing, _ in things), default=0)
        rooms = [room for room in ROOMS if room < min(most, left)] + [min(most, left, ROOMS[-1])]

        def rows(room: int) -> int:
            beyond = left - room - GUTTER
            return sum(-(-thing // max(1, room)) + (below > beyond) for thing, below in things)

        room = min(rooms, key=rows)
        return cls(area, room, INDENT + room + GUTTER + number, INDENT + room + tail + GUTTER)

    def rows(self, amount: Amount) -> Iterator[Row]:
        """The thing, its amount beside its last line, the remarks below."""
        area, pen = self.area, self.area.pen
        indent = Segment(" " * INDENT)
        lines = pen.wrap(plain(amount.thing), self.room) or [()]
        yield from ((indent, *line) for line in lines[:-1])
        number, unit = plain(amount.number), plain(amount.unit)
        beside: list[tuple[int, Row]] = [(0, (indent, *lines[-1]))]
        remarks = amount.remarks
        if not amount.fits:
            remarks = (f"分值：{number}{unit}", *remarks)
        elif number or unit:
            beside.append((self.edge - width(number), (Segment(number, amount.role),)))
            beside.append((self.edge + 1, (Segment(unit, "head"),) if unit else ()))
        parts: list[Row] = [(Segment(plain(text)),) for text in remarks if plain(text)]
        below = area.flow(parts, INDENT + GUTTER)
        beside_amount = area.flow(parts)
        if len(beside_amount) == 1 and amount.fits and self.beyond + pen.cells(beside_amount[0], 2) <= area.width:
            beside.append((self.beyond, beside_amount[0]))
            below = []
        yield pen.columns(tuple(beside), area.width)
        yield from below
