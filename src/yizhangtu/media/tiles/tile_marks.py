"""A sheet of a tiled poster → the marks around its piece of the picture: cutting lines, gluing marks, its address.

The picture itself has no marks. Dashed lines are to be cut. A sheet is cut at the left and above, and glued on the
flaps of its neighbours there; at the edges of the poster it is cut too.
"""

from __future__ import annotations

from typing import NamedTuple

from yizhangtu.draw.page_canvas import PageCanvas
from yizhangtu.draw.text_block import TextSetter
from yizhangtu.media.tiles.tile_plan import Tile, Tiles
from yizhangtu.model.theme import Theme
from yizhangtu.style.page.tiles_style import TilesStyle

CUT, GLUE = "沿虚线裁", "粘贴处"


class Marker(NamedTuple):
    """Paints the sheets of one poster. `title` is printed on each, and `part` ("" or 第2幅) if the poster has several
    pages."""

    type: TextSetter
    style: TilesStyle
    theme: Theme
    title: str
    part: str = ""

    def sheet(self, number: int, tiles: Tiles, tile: Tile) -> PageCanvas:
        """The marks of one sheet on page `number` of the document."""
        paper = tiles.paper
        canvas = PageCanvas(self.type.typesetter, paper.width, paper.height, self.theme, number)
        frame = _Frame(paper.left, paper.top, tile.width, tile.height, tile.right, tile.below)
        self._cuts(canvas, tiles, tile, frame)
        self._flaps(canvas, frame)
        self._hints(canvas, frame)
        self._address(canvas, tiles, tile, frame)
        return canvas

    def frame(self, number: int, tiles: Tiles) -> PageCanvas:
        """The marks of a sheet that holds the whole poster: cutting lines where the paper is larger."""
        paper = tiles.paper
        canvas = PageCanvas(self.type.typesetter, paper.width, paper.height, self.theme, number)
        half, pad = self.style.cut.width / 2, self.style.pad
        if paper.left > pad:
            self._cut(canvas, paper.left - half, None)
            self._cut(canvas, paper.left + tiles.width + half, None)
        if paper.top > pad:
            self._cut(canvas, None, paper.top - half)
            self._cut(canvas, None, paper.top + tiles.height + half)
        return canvas

    def _cuts(self, canvas: PageCanvas, tiles: Tiles, tile: Tile, frame: _Frame) -> None:
        """Paint dashed lines along the picture, from edge to edge of the paper."""
        half = self.style.cut.width / 2
        self._cut(canvas, frame.left - half, None)
        self._cut(canvas, None, frame.top - half)
        if tile.column == tiles.columns.count - 1:
            self._cut(canvas, frame.right + half, None)
        if tile.row == tiles.rows.count - 1:
            self._cut(canvas, None, frame.bottom + half)

    def _cut(self, canvas: PageCanvas, x: float | None, y: float | None) -> None:
        """Paint a line to cut along, vertical at `x` or horizontal at `y`."""
        cut = self.style.cut
        ends = ((x, 0.0), (x, canvas.height)) if x is not None else ((0.0, y or 0.0), (canvas.width, y or 0.0))
        canvas.line(ends, "ink", cut.width, cut.dash)

    def _flaps(self, canvas: PageCanvas, frame: _Frame) -> None:
        """Paint brackets outside the picture at both ends of the strips on which the next sheets are glued."""
        length, size, pad = self.style.join.length, self.style.text, self.style.pad
        word = self.type.line(GLUE, size, 1.0, fill="grey")
        high = size * 1.08 * len(GLUE)
        if frame.flap_right:
            centre = frame.right + frame.flap_right / 2
            for y, towards in ((frame.top, -1), (frame.end_bottom, 1)):
                self._ticks(canvas, [(x, y, 0, towards) for x in (frame.right, frame.end_right)])
                top = y + pad if towards > 0 else y - pad - length
                canvas.block(centre - word.width / 2, top + (length - word.height) / 2, word)
        if frame.flap_bottom:
            centre = frame.bottom + frame.flap_bottom / 2
            for x, towards in ((frame.left, -1), (frame.end_right, 1)):
                self._ticks(canvas, [(x, y, towards, 0) for y in (frame.bottom, frame.end_bottom)])
                middle = x + towards * (pad + length / 2)
                self._stack(canvas, GLUE, middle, centre - high / 2, "grey")

    def _ticks(self, canvas: PageCanvas, ticks: list[tuple[float, float, int, int]]) -> None:
        """Paint short lines that point away from the picture, with a gap."""
        join, pad = self.style.join, self.style.pad
        for x, y, right, down in ticks:
            start = (x + right * pad, y + down * pad)
            end = (start[0] + right * join.length, start[1] + down * join.length)
            canvas.line((start, end), "ink", join.width)

    def _stack(self, canvas: PageCanvas, text: str, centre: float, top: float, fill: str) -> None:
        """Paint a word from top to bottom."""
        size = self.style.text
        for number, char in enumerate(text):
            canvas.block(centre - size / 2, top + number * size * 1.08, self.type.line(char, size, 1.08, fill=fill))

    def _hints(self, canvas: PageCanvas, frame: _Frame) -> None:
        """Paint scissors with a word, beside the left line and above the top line."""
        size, icon, pad = self.style.text, self.style.icon, self.style.pad
        word = self.type.line(CUT, size, 1.0, fill="ink")
        x = frame.left + frame.width * self.style.hint_at
        y = frame.top - pad - icon
        canvas.icon("scissors", x, y, icon, "ink")
        canvas.block(x + icon + pad, y + (icon - word.height) / 2, word)
        middle = frame.left - pad - icon / 2
        y = frame.top + frame.height * self.style.hint_at
        canvas.icon("scissors", middle - icon / 2, y, icon, "ink")
        self._stack(canvas, CUT, middle, y + icon + pad, "ink")

    def _address(self, canvas: PageCanvas, tiles: Tiles, tile: Tile, frame: _Frame) -> None:
        """Paint the address of the sheet, the number of sheets, and the addresses of the right and lower neighbour."""
        style = self.style.address
        gap = style.gap
        address = self.type.line(tile.address, style.text, 1.0, True, "ink")
        bottom = canvas.height - self.style.edge
        x = frame.left + gap / 2
        canvas.block(x, bottom - address.height, address)
        x += address.width + gap
        end = frame.left + frame.width - gap / 2
        low = bottom - self.style.text
        for words in (f"{self.part}第{tile.number}张 共{tiles.count}张", *neighbours(tiles, tile)):
            line = self.type.line(words, self.style.text, 1.0, fill="ink")
            canvas.block(x, low, line)
            x += line.width + gap
        title = self.type.cut(f"《{self.title}》", end - x, self.style.text)
        if len(title) > len("《…"):  # the map has the full title
            canvas.block(x, low, self.type.line(title, self.style.text, 1.0, fill="grey"))


class _Frame(NamedTuple):
    """The piece on its sheet: its top left corner, its size, and the flaps beyond it, in mm."""

    left: float
    top: float
    width: float
    height: float
    flap_right: float
    flap_bottom: float

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def bottom(self) -> float:
        return self.top + self.height

    @property
    def end_right(self) -> float:
        return self.right + self.flap_right

    @property
    def end_bottom(self) -> float:
        return self.bottom + self.flap_bottom


def neighbours(tiles: Tiles, tile: Tile) -> list[str]:
    """The sheets that are glued on at the right and below."""
    right, below = tiles.address(tile.column + 1, tile.row), tiles.address(tile.column, tile.row + 1)
    return [words + address for words, address in (("右接", right), ("下接", below)) if address]
