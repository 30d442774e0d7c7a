"""Things and what each is worth → rows with the amounts in one column at the right of the things."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from yizhangtu.export.terminal.cells import width
from yizhangtu.export.terminal.pen import Bit, Row, plain
from yizhangtu.export.terminal.terminal_rows import GUTTER, INDENT, Sheet, longest

NUMBER_MOST = 12  # cells; a longer amount stands below its thing
UNIT_MOST = 8
ROOMS = (32, 40, 48, 56)  # cells for the things: no more, so that the eye finds from a thing to its amount


@dataclass(frozen=True, slots=True)
class Amount:
    """One thing: `number` and `unit` (+2 and /次) of what it is worth, and what else is said about it."""

    thing: str
    number: str = ""
    unit: str = ""
    role: str = ""
    remarks: tuple[str, ...] = ()

    @property
    def fits(self) -> bool:
        """Whether number and unit are short enough for the columns."""
        return width(plain(self.number)) <= NUMBER_MOST and width(plain(self.unit)) <= UNIT_MOST


@dataclass(frozen=True, slots=True)
class Ledger:
    """Where the columns stand, the same for all things of a guide: numbers end at `edge`, units stand behind it, and
    from `beyond` on what else is said, if it is short."""

    sheet: Sheet
    room: int
    edge: int
    beyond: int

    @classmethod
    def of(cls, amounts: Sequence[Amount], sheet: Sheet) -> Ledger:
        """The numbers as near to the things as makes about the fewest rows."""
        fitting = [amount for amount in amounts if amount.fits]
        number = longest([amount.number for amount in fitting], NUMBER_MOST)
        unit = longest([amount.unit for amount in fitting], UNIT_MOST)
        tail = GUTTER + number + (1 + unit if unit else 0)
        left = sheet.width - INDENT - tail
        things = [(width(plain(amount.thing)), sum(map(width, map(plain, amount.remarks)))) for amount in amounts]
        most = max((thing for thing, _ in things), default=0)
        rooms = [room for room in ROOMS if room < min(most, left)] + [min(most, left, ROOMS[-1])]

        def rows(room: int) -> int:
            beyond = left - room - GUTTER
            return sum(-(-thing // max(1, room)) + (said > beyond) for thing, said in things)

        room = min(rooms, key=rows)
        return cls(sheet, room, INDENT + room + GUTTER + number, INDENT + room + tail + GUTTER)

    def rows(self, amount: Amount) -> Iterator[Row]:
        """The thing, its amount beside its last line, and below it the remarks."""
        sheet, pen = self.sheet, self.sheet.pen
        indent = Bit(" " * INDENT)
        lines = pen.wrap(plain(amount.thing), self.room) or [()]
        yield from ((indent, *line) for line in lines[:-1])
        number, unit = plain(amount.number), plain(amount.unit)
        beside: list[tuple[int, Row]] = [(0, (indent, *lines[-1]))]
        remarks = amount.remarks
        if not amount.fits:
            remarks = (f"分值：{number}{unit}", *remarks)
        elif number or unit:
            beside.append((self.edge - width(number), (Bit(number, amount.role),)))
            beside.append((self.edge + 1, (Bit(unit, "head"),) if unit else ()))
        parts: list[Row] = [(Bit(plain(text)),) for text in remarks if plain(text)]
        said = sheet.flow(parts, INDENT + GUTTER)
        told = sheet.flow(parts)
        if len(told) == 1 and amount.fits and self.beyond + pen.cells(told[0], 2) <= sheet.width:
            beside.append((self.beyond, told[0]))
            said = []
        yield pen.columns(tuple(beside), sheet.width)
        yield from said
