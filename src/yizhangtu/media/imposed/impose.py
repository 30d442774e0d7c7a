"""The number and size of the pages of a booklet → sheets printed two-up on both sides, folded once and stapled."""

from collections.abc import Iterator
from typing import NamedTuple

from yizhangtu.draw.shapes import polyline
from yizhangtu.export.pdf.placed_pages import Placement
from yizhangtu.model.page import Page, Path
from yizhangtu.model.theme import Theme
from yizhangtu.style.page.booklet_style import ImposedStyle

Pair = tuple[int, int]  # numbers of the pages on the left and on the right of a side
Size = tuple[float, float]  # width and height in mm
FOLD, STAPLE = "fold", "staple"  # roles of the colours of the marks


class FoldedSheet(NamedTuple):
    """One piece of paper: the pages on its front and on its back."""

    front: Pair
    back: Pair


def order(pages: int, most: int = 0) -> tuple[tuple[FoldedSheet, ...], ...]:
    """The sheets of a booklet of `pages` pages (a multiple of four) in sections, the outermost sheet of each first.

    The outermost sheet has the last and the first page on its front, the second and the last but one on its back, and
    so on inwards. More than `most` sheets are divided evenly into as few sections as possible; each is folded and
    stapled separately. Raises ValueError for another number of pages.
    """
    if pages < 4 or pages % 4:
        raise ValueError(f"not a multiple of four: {pages}")
    sheets = pages // 4
    count = -(-sheets // most) if most else 1
    sections = []
    before = 0
    for number in range(count):
        size = sheets // count + (number < sheets % count)
        sections.append(tuple(_sheet(4 * before, 4 * size, k) for k in range(size)))
        before += size
    return tuple(sections)


def _sheet(before: int, pages: int, k: int) -> FoldedSheet:
    """The sheet of a section of `pages` pages with k sheets outside of it."""
    first, last = before + 2 * k + 1, before + pages - 2 * k
    return FoldedSheet((last, first), (first + 1, last - 1))


def creep(outside: int, paper: float) -> float:
    """How far the pages of a sheet move to the fold, in mm. Each sheet outside of it moves it away from the staple by
    the paper's thickness, so that it protrudes at the other edge by as much: the usual formula of imposition programs
    for tight folds."""
    return round(outside * paper, 3)


class SheetSide(NamedTuple):
    """One side of a sheet: its marks, and the two pages of the booklet under them."""

    page: Page
    placed: tuple[Placement, Placement]


def sides(pages: int, page: Size, sheet: Size, style: ImposedStyle) -> Iterator[SheetSide]:
    """Front and back in turn of the sheets of a booklet. Turned over at a short edge, page 2 is behind page 1.

    Pages keep their size: side by side at the fold, vertically centred. Raises ValueError for pages too large for the
    sheet.
    """
    width, height = sheet
    if 2 * page[0] > width + 0.01 or page[1] > height + 0.01:
        raise ValueError(f"two pages of {page[0]:g}×{page[1]:g} mm on {width:g}×{height:g} mm")
    fold, top = width / 2, (height - page[1]) / 2
    theme = Theme("imposed", "", {FOLD: _grey(style.fold.grey), STAPLE: _grey(style.staple.grey)}, mono=True)
    for section in order(pages, style.most):
        paper = style.paper if len(section) > style.creep_from else 0.0
        for outside, one in enumerate(section):
            moved = creep(outside, paper)
            for side, (left, right) in enumerate((one.front, one.back)):
                halves = (
                    Placement(left - 1, fold - page[0] + moved, top, (0, 0, fold, height)),
                    Placement(right - 1, fold - moved, top, (fold, 0, fold, height)),
                )
                yield SheetSide(Page(width, height, theme, tuple(_marks(outside, side, fold, height, style))), halves)


def _marks(outside: int, side: int, fold: float, height: float, style: ImposedStyle) -> Iterator[Path]:
    """Ticks at both ends of the fold, on the inner side of a sheet. On the outside of a section the places of its two
    staples, shorter than a staple, which covers them."""
    if side:
        tick = style.fold
        for start in (tick.edge, height - tick.edge - tick.length):
            yield _upright(fold, start, tick.length, FOLD, tick.width)
    elif not outside:
        staple = style.staple
        for at in (height * staple.at, height * (1 - staple.at)):
            yield _upright(fold, at - staple.length / 2, staple.length, STAPLE, staple.width)


def _upright(x: float, top: float, length: float, stroke: str, width: float) -> Path:
    return Path(polyline(((x, top), (x, top + length))), "", stroke, width)


def _grey(light: float) -> str:
    """A grey as #rrggbb; 0 is black, 1 white."""
    return "#" + f"{round(255 * light):02x}" * 3
