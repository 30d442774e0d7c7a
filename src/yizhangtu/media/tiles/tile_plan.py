"""The size and ink of a poster and a paper size → the sheets it is printed on, and what each shows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from yizhangtu.media.tiles.tile_cuts import Cuts, InkSpan, TiledSide, cut
from yizhangtu.style.page.tiles_style import TilesStyle

CODE = 300.0  # letters that cost as much as cutting a QR code
NUMBER, SHORT = 60.0, 20.0  # a phone number or another long one; a name or another text of few letters


class Ink(NamedTuple):
    """Ink that a cut should avoid, in mm from the poster's top left corner: a letter or a QR code. A `word` is the
    ground of several letters, also between them, and costs so much to divide from left to right."""

    left: float
    top: float
    right: float
    bottom: float
    code: bool = False
    word: float = 0.0

    @property
    def cost(self) -> float:
        """The cost of a cut through it."""
        return CODE if self.code else self.word or 1.0


class Paper(NamedTuple):
    """A sheet in its orientation, in mm, and the place of the picture's upper left corner on it."""

    width: float
    height: float
    left: float = 0.0
    top: float = 0.0


class Tile(NamedTuple):
    """One sheet: its column and row (from 0), its number (from 1), its piece of the poster in mm, and by how much it
    extends to the right and below, where the next sheets are glued on."""

    column: int
    row: int
    number: int
    x: float
    y: float
    width: float
    height: float
    right: float
    below: float

    @property
    def address(self) -> str:
        """The letter of the column and the number of the row."""
        return f"{letters(self.column)}{self.row + 1}"


@dataclass(frozen=True, slots=True)
class Tiles:
    """A poster of `width` × `height` mm on sheets of `paper`; `cut_letters` are divided by a cut, `broken` of these are
    complete on no sheet."""

    width: float
    height: float
    paper: Paper
    columns: Cuts
    rows: Cuts
    cut_letters: int = 0
    broken: int = 0

    @property
    def count(self) -> int:
        return self.columns.count * self.rows.count

    def __iter__(self) -> Iterator[Tile]:
        """The sheets row by row, from the left."""
        number = 0
        for row in range(self.rows.count):
            top, bottom = self.rows.piece(row)
            for column in range(self.columns.count):
                left, right = self.columns.piece(column)
                number += 1
                yield Tile(
                    column, row, number, left, top, right - left, bottom - top,
                    self.columns.flaps[column], self.rows.flaps[row],
                )  # fmt: skip

    def address(self, column: int, row: int) -> str:
        """The address of a neighbour; "" where there is none."""
        there = column < self.columns.count and row < self.rows.count
        return f"{letters(column)}{row + 1}" if there else ""


def letters(column: int) -> str:
    """A…Z, then AA…: the name of a column."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def plan_tiles(
    width: float, height: float, paper: tuple[float, float], style: TilesStyle, inks: Sequence[Ink] = ()
) -> Tiles:
    """The fewest sheets that hold the poster at its own size, portrait or landscape; of equals, the one that cuts less.
    `paper` is a sheet's size in mm. A poster no larger than the paper takes one sheet, centred and without margins."""
    ways = [paper] if paper[0] == paper[1] else [paper, (paper[1], paper[0])]
    fitting = [one for one in ways if width <= one[0] + 0.01 and height <= one[1] + 0.01]
    if fitting:
        wide, high = fitting[0]
        whole = (Cuts((0.0, width), (0.0,)), Cuts((0.0, height), (0.0,)))
        return Tiles(width, height, Paper(wide, high, (wide - width) / 2, (high - height) / 2), *whole)
    counts = [_across(width, one, style).count * _down(height, one, style).count for one in ways]
    plans = [
        _planned(width, height, one, style, inks)
        for one, count in zip(ways, counts, strict=True)
        if count == min(counts)
    ]
    return min(plans, key=lambda pair: pair[0])[1]


def _planned(
    width: float, height: float, paper: tuple[float, float], style: TilesStyle, inks: Sequence[Ink]
) -> tuple[float, Tiles]:
    across = [InkSpan(ink.left, ink.right, ink.cost, bool(ink.word)) for ink in inks]
    down = [InkSpan(ink.top, ink.bottom, ink.cost) for ink in inks if not ink.word]
    columns, cost = cut(_across(width, paper, style), across)
    rows, more = cut(_down(height, paper, style), down)
    parted = [
        one
        for one in inks
        if not one.code and not one.word and (columns.through(one.left, one.right) or rows.through(one.top, one.bottom))
    ]
    whole = sum(columns.whole(one.left, one.right) and rows.whole(one.top, one.bottom) for one in parted)
    margin = style.margin
    sheet = Paper(*paper, margin.left, margin.top)
    return cost + more, Tiles(width, height, sheet, columns, rows, len(parted), len(parted) - whole)


def _across(width: float, paper: tuple[float, float], style: TilesStyle) -> TiledSide:
    margin = style.margin
    return _side(width, paper[0] - margin.left - margin.right, style)


def _down(height: float, paper: tuple[float, float], style: TilesStyle) -> TiledSide:
    margin = style.margin
    return _side(height, paper[1] - margin.top - margin.bottom, style)


def _side(length: float, room: float, style: TilesStyle) -> TiledSide:
    return TiledSide(length, room, style.overlap, style.least, style.clear, style.ease)
