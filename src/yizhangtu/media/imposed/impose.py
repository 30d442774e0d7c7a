"""Number and size of the pages of a booklet → sheets printed two-up on both sides, folded once and stapled."""

from __future__ import annotations

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


class Sheet(NamedTuple):
    """One piece of paper: what is printed on its front and on its back."""

    front: Pair
    back: Pair


def order(pages: int, most: int = 0) -> tuple[tuple[Sheet, ...], ...]:
    """The sheets of a booklet of `pages` pages (a multiple of four) in sections, the outermost sheet of each first.

    The outermost sheet holds the last page and the first, on its back the second and the last but one, and so on
    inwards. Where there are more than `most` sheets, they are shared evenly among as few sections as take them: each
    is folded and stapled by itself, and laid upon the next.
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


def _sheet(before: int, pages: int, k: int) -> Sheet:
    """The sheet of a section of `pages` pages with k sheets outside of it."""
    first, last = before + 2 * k + 1, before + pages - 2 * k
    return Sheet((last, first), (first + 1, last - 1))


def creep(outside: int, paper: float) -> float:
    """How far the pages of a sheet move to the fold, in mm. Folded round those outside of it, a sheet lies further
    from the staple by the thickness of each of them and juts out at the other edge by as much: the usual reckoning of
    imposition programs for sheets that are folded tightly."""
    return round(outside * paper, 3)


class Side(NamedTuple):
    """One side of a sheet: its marks, and the two pages of the booklet under them."""

    page: Page
    placed: tuple[Placement, Placement]


def sides(pages: int, page: Size, sheet: Size, style: ImposedStyle) -> Iterator[Side]:
    """Front and back in turn of sheets for a booklet; turned over at a short edge, page 2 is behind page 1.

    Pages keep their size: side by side at the fold, in the middle of the sheet's height. Pages too large for the sheet
    are a ValueError.
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
                yield Side(Page(width, height, theme, tuple(_marks(outside, side, fold, height, style))), halves)


def _marks(outside: int, side: int, fold: float, height: float, style: ImposedStyle) -> Iterator[Path]:
    """Ticks at both ends of the fold, on the side that is folded inwards; on the outside of a section the places of
    its two staples, marked shorter than a staple, which hides them."""
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
    """A grey of the screen; 0 is black, 1 white."""
    return "#" + f"{round(255 * light):02x}" * 3
