"""A guide → one long picture for chats and articles, cut into pieces between its cards, and a cover."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import TYPE_CHECKING

from yizhangtu.content.chapters import PICTURES
from yizhangtu.draw.text_block import TextSetter
from yizhangtu.export.png import each_page, page_images, smallest, suffix
from yizhangtu.layout.box import Box, Wish
from yizhangtu.layout.picture import picture_of
from yizhangtu.media.common.cross_references import subjects_with_pages
from yizhangtu.media.common.frame import FramePlanner
from yizhangtu.media.common.guide_picture import wish_of
from yizhangtu.media.common.panel_pages import pages_of
from yizhangtu.media.context import Context
from yizhangtu.media.kind import Job, Subject
from yizhangtu.media.longimage.image_cuts import cuts
from yizhangtu.media.longimage.share_cover import share_cover
from yizhangtu.media.result import Document, File, Result
from yizhangtu.model.page import About
from yizhangtu.style.medium import Medium

if TYPE_CHECKING:
    from PIL.Image import Image

HIGHEST = 1_000_000  # bytes of a piece: the platform refuses or recompresses larger ones
PIECE = 2.2  # times the width of a piece: its largest height
PAGE_MOST = 4_800.0  # mm: a PDF page is at most 5080; a higher picture takes several pages
STEP = 4.0  # mm: precision of the search for the height
PosterMaker = Callable[[Context, Subject, Medium], Document]


def make(context: Context, job: Job, poster: PosterMaker) -> Result:
    """NAME.png (or .jpg), NAME-2 …, and NAME-封面."""
    guide = job.guide
    made = long_poster(context, job, poster)
    if made.pdf is None:
        return Result(diagnostics=made.diagnostics)
    pieces: list[bytes] = []
    for image in each_page(made.pdf):
        pieces += [smallest(piece, HIGHEST) for piece in pieces_of(image)]
    icon = dict(PICTURES)[str(guide.picture)]
    theme = context.styles.themes[job.subjects[0].theme]
    cover = share_cover(TextSetter(context.typesetter), guide, job.project, theme, icon)
    pdf = context.press.print(pages_of([[cover]]), About(str(guide.title)))
    stem = job.target.rpartition(".")[0]
    names = [stem, *(f"{stem}-{number}" for number in range(2, len(pieces) + 1))]
    files = [File(f"{name}{suffix(data)}", data) for name, data in zip(names, pieces, strict=True)]
    cover_data = smallest(page_images(pdf)[0], HIGHEST)
    files.append(File(f"{stem}-封面{suffix(cover_data)}", cover_data))
    return Result(tuple(files), made.diagnostics, sources=(made.pdf, pdf))


def long_poster(context: Context, job: Job, poster: PosterMaker) -> Document:
    """The whole picture as one PDF page, as high as needed."""
    (subject,) = subjects_with_pages(job)
    return poster(context, subject, _as_long_as_needed(context, subject, job.medium))


def _as_long_as_needed(context: Context, subject: Subject, medium: Medium) -> Medium:
    """The medium at the least height at which the text has its target size."""
    guide, project = subject.guide, subject.project
    page = context.styles.furniture(medium)
    picture = picture_of(context.layout_tools, guide, subject.graph)
    wish = wish_of(guide, medium.form)

    def fits(height: float) -> bool:
        tall = medium._replace(height_mm=height)
        sheet = FramePlanner(context.typesetter, page, tall, guide, project).sheet(1, 1)
        text = medium.target_mm
        box = Box(sheet.width - 2 * sheet.margin, max(1.0, sheet.flow_height), text, text, text)
        return picture.single(box, wish) is not None or picture.single(box, Wish()) is not None

    return medium._replace(height_mm=_least(fits, medium.height_mm * 0.6))


def _least(fits: Callable[[float], bool], start: float) -> float:
    """The least height that fits, from `start` mm on. A picture that is higher than the largest page takes several
    pages."""
    low = high = start
    while not fits(high):
        if high >= PAGE_MOST:
            return PAGE_MOST
        low, high = high, min(high * 1.6, PAGE_MOST)
    while high - low > STEP:
        middle = (low + high) / 2
        if fits(middle):
            high = middle
        else:
            low = middle
    return round(high, 3)


def pieces_of(image: Image) -> list[Image]:
    """The picture from top to bottom in pieces of limited height."""
    rows = [0, *cuts(image, int(image.width * PIECE)), image.height]
    return [image.crop((0, top, image.width, bottom)) for top, bottom in itertools.pairwise(rows)]
