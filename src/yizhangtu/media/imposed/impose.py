"""The PDF of a booklet → the same two-up on sheets that are printed on both sides, folded once and stapled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pikepdf import Name, Pdf, Stream, String

from yizhangtu.export.pdf.placed_pages import Placement, finished, forms_of, opened, page_size, put
from yizhangtu.model.units import POINTS_PER_MM

Pair = tuple[int, int]  # numbers of the pages on the left and on the right of a side
SUFFIX = "（对折装订）"


@dataclass(frozen=True, slots=True)
class Sheet:
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


def impose(booklet: bytes, width: float, height: float, style: Mapping[str, Any]) -> bytes:
    """Sheets of `width` × `height` mm, front and back in turn; turned over at a short edge, page 2 lies behind page 1.

    Pages keep their size: side by side at the fold, in the middle of the sheet's height. Links and bookmarks are left
    behind, they would lead from one half to another. `style` is `imposed` of styles/page.yaml.
    """
    with opened(booklet) as source, Pdf.new() as target:
        page_width, page_height = page_size(source.pages[0])
        if 2 * page_width > width + 0.01 or page_height > height + 0.01:
            raise ValueError(f"two pages of {page_width:g}×{page_height:g} mm on {width:g}×{height:g} mm")
        forms = forms_of(target, source)
        fold, top = width / 2, (height - page_height) / 2
        for section in order(len(source.pages), int(style["most"])):
            paper = style["paper"] if len(section) > style["creep_from"] else 0.0
            for outside, sheet in enumerate(section):
                moved = creep(outside, paper)
                for side, (left, right) in enumerate((sheet.front, sheet.back)):
                    page = target.add_blank_page(page_size=(width * POINTS_PER_MM, height * POINTS_PER_MM))
                    del page.obj["/Contents"]  # an empty one, which Ghostscript takes for a broken one
                    halves = (
                        Placement(left - 1, fold - page_width + moved, top, (0, 0, fold, height)),
                        Placement(right - 1, fold - moved, top, (fold, 0, fold, height)),
                    )
                    put(target, page, height, forms, halves)
                    if marks := _marks(outside, side, fold, height, style):
                        page.contents_add(Stream(target, "\n".join(marks).encode()))
        _told(source, target)
        return finished(target, "/DuplexFlipShortEdge")


def _marks(outside: int, side: int, fold: float, height: float, style: Mapping[str, Any]) -> list[str]:
    """Folds are marked where the sheet is folded inwards, staples where they go in."""
    if side:
        return _folds(fold, height, style)
    return [] if outside else _staples(fold, height, style)


def _folds(fold: float, height: float, style: Mapping[str, Any]) -> list[str]:
    """Ticks at both ends of the fold, on the side that is folded inwards."""
    tick = style["fold"]
    ends = (
        (tick["edge"], tick["edge"] + tick["length"]),
        (height - tick["edge"] - tick["length"], height - tick["edge"]),
    )
    return [_style(tick), *(_upright(fold, low, high) for low, high in ends)]


def _staples(fold: float, height: float, style: Mapping[str, Any]) -> list[str]:
    """Where the two staples go, on the outside of a section; shorter than a staple, which hides them."""
    staple = style["staple"]
    half = staple["length"] / 2
    places = (height * staple["at"], height * (1 - staple["at"]))
    return [_style(staple), *(_upright(fold, at - half, at + half) for at in places)]


def _style(line: Mapping[str, float]) -> str:
    return f"{line['grey']:g} G {line['width'] * POINTS_PER_MM:.3f} w"


def _upright(x: float, low: float, high: float) -> str:
    return f"{x * POINTS_PER_MM:.3f} {low * POINTS_PER_MM:.3f} m {x * POINTS_PER_MM:.3f} {high * POINTS_PER_MM:.3f} l S"


def _told(source: Pdf, target: Pdf) -> None:
    """Title, author and language as of the booklet."""
    info = source.docinfo
    kept = {str(name): value for name, value in info.items() if name in ("/Title", "/Author", "/Producer", "/Creator")}
    for name, value in kept.items():
        target.docinfo[Name(name)] = String(str(value) + (SUFFIX if name == "/Title" else ""))
    if "/Lang" in source.Root:
        target.Root["/Lang"] = String(str(source.Root["/Lang"]))
