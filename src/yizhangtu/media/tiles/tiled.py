"""The PDF of a poster → the poster on sheets for an office printer, to be cut and glued together, with instructions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from yizhangtu.draw.page_canvas import PageCanvas
from yizhangtu.draw.text_block import TextSetter
from yizhangtu.export.pdf.placed_pages import Placement, page_sizes, place_pages
from yizhangtu.media.common.panel_pages import pages_of
from yizhangtu.media.context import Context
from yizhangtu.media.kind import Job
from yizhangtu.media.result import Result, one_file
from yizhangtu.media.themes import common_theme
from yizhangtu.media.tiles.tile_ink import inks
from yizhangtu.media.tiles.tile_map import Mapper
from yizhangtu.media.tiles.tile_marks import Marker
from yizhangtu.media.tiles.tile_plan import Tiles, plan_tiles
from yizhangtu.model.diagnostics import Diagnostic
from yizhangtu.model.diagnostics import make as fault
from yizhangtu.model.page import About
from yizhangtu.model.theme import Theme
from yizhangtu.style.page.tiles_style import TilesStyle


def make(context: Context, job: Job, poster: Result, title: str) -> Result:
    """Place the poster of a job on the requested sheets."""
    if poster.data is None:
        return poster
    theme = common_theme(job.subjects, context.styles)
    data, notes = tiled(context, poster.data, job.finish.rpartition("-")[2], title, theme)
    return one_file(job, data, (*poster.diagnostics, *notes))


def tiled(
    context: Context, made_pdf: bytes, paper: str, title: str, theme: Theme
) -> tuple[bytes, tuple[Diagnostic, ...]]:
    """A poster at its own size on sheets of `paper` (a4 or a3, as in styles/page.yaml).

    Every page of the poster has a map before its sheets; a page no larger than the paper is a single sheet.
    """
    style = context.styles.tiles
    width, height = style.papers[paper.lower()]
    plans = plan(made_pdf, (float(width), float(height)), style)
    sheets = _Sheets(context, style, paper.upper(), title, theme)
    for number, tiles in enumerate(plans):
        sheets.add(number, tiles, f"第{number + 1}幅 " if len(plans) > 1 else "")
    data = place_pages(sheets.printed(), [made_pdf], sheets.placed)
    return data, notes(plans, paper.upper(), title)


def plan(pdf: bytes, paper: tuple[float, float], style: TilesStyle) -> list[Tiles]:
    """The division of each page of a poster."""
    return [plan_tiles(*size, paper, style, ink) for size, ink in zip(page_sizes(pdf), inks(pdf), strict=True)]


def notes(plans: Sequence[Tiles], paper: str, title: str) -> tuple[Diagnostic, ...]:
    """The number of sheets and how to print them; and whether cuts divide letters."""
    count = sum(tiles.count for tiles in plans)
    if count == len(plans):
        return (fault("Y523", None, f"“{title}”不大于 {paper} 纸，不用拼", "打印时选“实际大小”，不要“适合页面”。"),)
    grid = f"（{plans[0].columns.count} 列 {plans[0].rows.count} 排）" if len(plans) == 1 else f"（{len(plans)} 幅）"
    message = f"“{title}”拼成 {count} 张 {paper} 纸{grid}，另有拼图说明"
    found = [fault("Y523", None, message, "打印时选“实际大小”，不要“适合页面”；照拼图说明裁和粘。")]
    parted, broken = (sum(values) for values in zip(*((t.cut_letters, t.broken) for t in plans), strict=True))
    if parted:
        large = f"；其中 {broken} 个太大，要拼好才完整" if broken else ""
        message = f"“{title}”的裁切线避不开 {parted} 个字{large}"
        found.append(
            fault("Y524", None, message, "粘贴处的字是完整的，对齐图案粘好就行；用大一点的纸，裁开的字会少些。")
        )
    return tuple(found)


@dataclass
class _Sheets:
    """The sheets of all pages of a poster in order: the marks around the picture, and the placed picture."""

    context: Context
    style: TilesStyle
    paper: str
    title: str
    theme: Theme

    def __post_init__(self) -> None:
        self.canvases: list[PageCanvas] = []
        self.placed: list[tuple[Placement, ...]] = []

    def add(self, page: int, tiles: Tiles, part: str) -> None:
        """Add the map of one page and its sheets; `part` is the name of the page."""
        paper, type_ = tiles.paper, TextSetter(self.context.typesetter)
        marker = Marker(type_, self.style, self.theme, self.title, part)
        if tiles.count == 1:
            self.canvases.append(marker.frame(len(self.canvases) + 1, tiles))
            area = (paper.left, paper.top, tiles.width, tiles.height)
            self.placed.append((Placement(page, paper.left, paper.top, area),))
            return
        mapper = Mapper(type_, self.style, self.theme, self.title, self.paper, part.strip())
        canvas, picture = mapper.map_page(len(self.canvases) + 1, tiles)
        self.canvases.append(canvas)
        area = (picture.x, picture.y, tiles.width * picture.scale, tiles.height * picture.scale)
        self.placed.append((Placement(page, picture.x, picture.y, area, picture.scale),))
        for tile in tiles:
            self.canvases.append(marker.sheet(len(self.canvases) + 1, tiles, tile))
            area = (paper.left, paper.top, tile.width + tile.right, tile.height + tile.below)
            self.placed.append((Placement(page, paper.left - tile.x, paper.top - tile.y, area),))

    def printed(self) -> bytes:
        """All sheets without the picture; all have the same size."""
        pages = pages_of([[canvas] for canvas in self.canvases])
        return self.context.press.print(pages, About(f"{self.title}（{self.paper} 拼图）"))
