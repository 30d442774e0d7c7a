"""A tiled poster → the page before its sheets: a small picture with their addresses, instructions, and a ruler that
shows whether the printer kept the size."""

from itertools import pairwise
from typing import NamedTuple

from yizhangtu.draw.page_canvas import PageCanvas
from yizhangtu.draw.text_block import TextBlock, TextSetter
from yizhangtu.media.tiles.tile_plan import Tiles, letters
from yizhangtu.model.theme import Theme
from yizhangtu.style.page.tiles_style import TilesStyle

HEAD = "拼图说明"
PRINT = "选“实际大小”，不要选“适合页面”，单面打印。量一量下面的尺，正好 50 毫米才对。"
ACROSS = "每一排从左到右：沿左边的虚线裁掉白边，压在前一张的“粘贴处”上，图案对齐，粘牢。"
DOWN = "从上到下：沿上边的虚线裁掉白边，压在上一排的“粘贴处”上，图案对齐，粘牢。"
LAST = "最后裁掉四周的白边。"
RULER = "这条尺打印出来应是 50 毫米"


def steps(tiles: Tiles) -> list[tuple[str, str, str]]:
    """The instructions: an icon, a word and a sentence each."""
    found = [("printer", "打印", PRINT)]
    if tiles.columns.count > 1:
        found.append(("scissors", "横着拼", ACROSS))
    if tiles.rows.count > 1:
        found.append(("files", "竖着拼", DOWN))
    icon, head, text = found[-1]
    return [*found[:-1], (icon, head, text + LAST)]


class MapPicture(NamedTuple):
    """The place of the small picture on the page in mm, and its scale."""

    x: float
    y: float
    scale: float


class Mapper(NamedTuple):
    """Paints the map of one poster; `name` is the name of the paper size."""

    type: TextSetter
    style: TilesStyle
    theme: Theme
    title: str
    name: str
    part: str = ""

    def map_page(self, number: int, tiles: Tiles) -> tuple[PageCanvas, MapPicture]:
        """The page, and the place of the small picture: beside the text on a landscape sheet, otherwise below it."""
        paper, style = tiles.paper, self.style.map
        canvas = PageCanvas(self.type.typesetter, paper.width, paper.height, self.theme, number)
        margin, gap = style.margin, style.gap
        across = paper.width > paper.height
        inner = paper.width - 2 * margin
        column = inner * style.column if across else inner
        bottom = self._words(canvas, margin, margin, column, tiles)
        if across:
            left, top = margin + column + 2 * gap, margin
        else:
            left, top = margin, bottom + 2 * gap
        picture = self._place(tiles, left, top, paper.width - margin - left, paper.height - margin - top)
        self._grid(canvas, tiles, picture)
        return canvas, picture

    def _words(self, canvas: PageCanvas, x: float, y: float, width: float, tiles: Tiles) -> float:
        """Paint title, size, steps and ruler from (x, y) downwards; return their lower end."""
        style, type_ = self.style.map, self.type
        size, leading, gap = style.text, style.leading, style.gap
        y += canvas.block(x, y, type_.line(HEAD, style.title, 1.3, True, "dark"))
        y += canvas.block(x, y, self._name(width)) + gap / 2
        counts = f"{self.name} 纸 {tiles.count} 张（{tiles.columns.count} 列 {tiles.rows.count} 排）"
        words = f"{counts}，拼好是 {tiles.width:g}×{tiles.height:g} 毫米。"
        y += canvas.block(x, y, type_.block(words, width, size, leading)) + gap
        lead = style.icon + gap / 2
        for icon, head, text in steps(tiles):
            title = type_.line(head, size, leading, True, "dark")
            block = type_.block(text, width - lead, size, leading)
            canvas.icon(icon, x, y, style.icon, "dark")
            canvas.block(x + lead, y, title)
            canvas.block(x + lead, y + title.height, block)
            y += title.height + block.height + gap
        return self._ruler(canvas, x, y)

    def _name(self, width: float) -> TextBlock:
        """The poster's title, smaller where it is very long."""
        style, name = self.style.map, f"《{self.title}》" + self.part
        size = style.name
        block = self.type.block(name, width, size, 1.3, True, balanced=True)
        while len(block.lines) > style.name_lines and size > self.style.text:
            size = round(size - 0.4, 3)
            block = self.type.block(name, width, size, 1.3, True, balanced=True)
        return block

    def _ruler(self, canvas: PageCanvas, x: float, y: float) -> float:
        """Paint a scale of 50 mm, from the outer edge of its first tick to that of its last; return its lower end."""
        style = self.style.ruler
        base = y + style.high
        canvas.line(((x, base), (x + style.length, base)), "ink", style.width)
        for at in range(0, int(style.length) + 1, int(style.part)):
            ends = at in (0, int(style.length))
            canvas.line(((x + at, base), (x + at, base - (style.high if ends else style.low))), "ink", style.width)
        label = self.type.line(RULER, style.text, 1.3, fill="ink")
        return float(base + canvas.block(x, base + style.width, label))

    def _place(self, tiles: Tiles, left: float, top: float, width: float, height: float) -> MapPicture:
        """The largest picture, centred in the space beside the names of columns and rows."""
        head = self.style.map.head * 1.4
        scale = min((width - head) / tiles.width, (height - head) / tiles.height)
        x = left + head + (width - head - tiles.width * scale) / 2
        return MapPicture(round(x, 3), round(top + head, 3), round(scale, 6))

    def _grid(self, canvas: PageCanvas, tiles: Tiles, picture: MapPicture) -> None:
        """Paint the cuts with a light border, the address of each sheet, and the names of columns and rows."""
        style, x, y, scale = self.style.map, picture.x, picture.y, picture.scale
        width, height = tiles.width * scale, tiles.height * scale
        xs = [x + edge * scale for edge in tiles.columns.edges]
        ys = [y + edge * scale for edge in tiles.rows.edges]
        for colour, thick in (("paper", style.halo), ("ink", style.line)):
            for at in xs[1:-1]:
                canvas.line(((at, y), (at, y + height)), colour, thick)
            for at in ys[1:-1]:
                canvas.line(((x, at), (x + width, at)), colour, thick)
        canvas.rect(x, y, width, height, 0.0, "", "ink", style.line)
        cell = min(*(b - a for a, b in pairwise(xs)), *(b - a for a, b in pairwise(ys)))
        head = min(style.head, cell * 0.9)
        for column in range(tiles.columns.count):
            self._centred(canvas, letters(column), (xs[column] + xs[column + 1]) / 2, y - head * 0.8, head)
        for row in range(tiles.rows.count):
            self._centred(canvas, str(row + 1), x - head * 0.8, (ys[row] + ys[row + 1]) / 2, head)
        longest = max(self.type.width(tile.address, 1.0, True) for tile in tiles)
        size = min(style.address, cell * 0.3, cell * 0.5 / longest)
        if size < style.address_least:
            return
        for tile in tiles:
            cx = (xs[tile.column] + xs[tile.column + 1]) / 2
            cy = (ys[tile.row] + ys[tile.row + 1]) / 2
            half = self.type.width(tile.address, size, True) / 2 + size * 0.4
            high = size * 1.4
            canvas.rect(cx - half, cy - high / 2, 2 * half, high, high / 2, "paper", "ink", style.line / 2)
            self._centred(canvas, tile.address, cx, cy, size)

    def _centred(self, canvas: PageCanvas, text: str, cx: float, cy: float, size: float) -> None:
        """Paint letters and digits centred on a point by their ink."""
        block = self.type.line(text, size, 1.0, True, "ink")
        canvas.block(cx - block.width / 2, cy - size * self.style.map.rise, block)
