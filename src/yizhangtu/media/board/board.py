"""All guides of a project → the PDF of its boards: several posters side by side on each, under a common band."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple

from yizhangtu.content.chapters import arranged
from yizhangtu.export.pdf.placed_pages import Placement, page_sizes, place_pages
from yizhangtu.media.board.board_panels import TITLE, BoardFormat
from yizhangtu.media.common.cross_references import subjects_with_pages
from yizhangtu.media.common.panel_pages import pages_of
from yizhangtu.media.context import Context
from yizhangtu.media.kind import FEW_GUIDES, Job, Subject
from yizhangtu.media.result import Document, Result, one_file
from yizhangtu.model.errors import GuideError
from yizhangtu.model.page import About
from yizhangtu.model.project import Project
from yizhangtu.model.theme import Theme
from yizhangtu.style.medium import Medium

SPLIT = "Y503"  # not reported: the board shows that a guide takes several panels


@dataclass
class BoardItem:
    """A poster or overview of a board; `make` lays it out on a panel of a given size."""

    make: Callable[[Medium], Document]
    format: BoardFormat
    _known: dict[int, Document] = field(default_factory=dict)

    def on(self, columns: int) -> Document:
        """The poster laid out for a board of `columns` panels; it may take several of them."""
        if columns not in self._known:
            try:
                self._known[columns] = self.make(self.format.panel(columns))
            except GuideError as error:
                self._known[columns] = Document(None, (error.diagnostic,))
        return self._known[columns]

    def pages(self, columns: int) -> int:
        """The number of panels it takes; 0 if it cannot be laid out."""
        return len(_pages(self.on(columns)))


class Board(NamedTuple):
    """Panels from left to right, each a page (from 0) of a PDF. A panel is as wide as one of `columns` on a full
    board."""

    columns: int
    panels: tuple[tuple[bytes, int], ...]


PosterMaker = Callable[[Context, Subject, Medium], Document]
OverviewMaker = Callable[[Context, Sequence[Subject], Medium], Document]


def make(context: Context, job: Job, poster: PosterMaker, overview: OverviewMaker) -> Result:
    """Make the boards of all guides that can be laid out; report the others."""
    subjects = subjects_with_pages(job)
    made = make_boards(context, subjects, job.medium, poster, overview if len(subjects) > FEW_GUIDES else None)
    return one_file(job, made.pdf, made.diagnostics)


def make_boards(
    context: Context, guides: Sequence[Subject], medium: Medium, poster: PosterMaker, overview: OverviewMaker | None
) -> Document:
    """Lay out one page per board, with the guides in the order of the booklet. Where `overview` is given, 总图 is the
    first panel."""
    format_ = BoardFormat(context.styles.board, medium, context.typesetter)
    subjects = _ordered(guides)
    items = [BoardItem(partial(poster, context, one), format_) for one in subjects]
    if overview:
        items.insert(0, BoardItem(partial(overview, context, subjects), format_))
    sound = [item for item in items if item.pages(format_.columns)]
    notes = tuple(note for item in items for note in item.on(format_.columns).diagnostics if note.code != SPLIT)
    if not sound:
        return Document(None, notes)
    theme = context.styles.themes[subjects[0].theme]
    return Document(_printed(context, format_, boards_of(sound, format_.columns), subjects[0].project, theme), notes)


def _ordered(subjects: Sequence[Subject]) -> list[Subject]:
    chapters = arranged([one.guide for one in subjects])
    return [one for chapter in chapters for one in subjects if one.guide is chapter.guide]


def boards_of(items: Sequence[BoardItem], columns: int) -> list[Board]:
    """Distribute items, in order, on as few boards as possible; all panels of a board have the same width. Fewer, wider
    panels are preferred if they hold as many items: a guide is easier to read on one panel than on two. The last of
    several boards has at least two items where possible. An item with more panels than a board continues on the next
    board."""
    boards: list[Board] = []
    left = list(items)
    while left:
        count, wide = _taken(left, columns)
        if count == 0:
            panels = _panels(left[:1], columns)
            boards += [Board(columns, tuple(panels[at : at + columns])) for at in range(0, len(panels), columns)]
            left = left[1:]
            continue
        boards.append(Board(wide, tuple(_panels(left[:count], wide))))
        left = left[count:]
    return boards


def _taken(items: Sequence[BoardItem], columns: int) -> tuple[int, int]:
    """The number of items on the next board, and its number of columns."""
    best: tuple[int, bool, int] | None = None
    found = (0, columns)
    for wide in range(columns, 0, -1):
        count = used = 0
        for item in items:
            pages = item.pages(wide)
            if not pages or used + pages > wide:
                break
            count, used = count + 1, used + pages
        points = (count, used == wide, -used)
        if count and (best is None or points > best):
            best, found = points, (count, wide)
        if count == wide == columns and len(items) != count + 1:
            break
        if len(items) == columns + 1 and count == wide == columns - 1 and count > 1:
            return count, wide  # the last board would have a single item
    return found


def _panels(items: Sequence[BoardItem], columns: int) -> list[tuple[bytes, int]]:
    found: list[tuple[bytes, int]] = []
    for item in items:
        made = item.on(columns)
        found += [(made.pdf or b"", page) for page in _pages(made)]
    return found


def _pages(made: Document) -> range:
    if made.pdf is None:
        return range(0)
    return range(len(page_sizes(made.pdf)))


def _printed(context: Context, format_: BoardFormat, boards: Sequence[Board], project: Project, theme: Theme) -> bytes:
    """The PDF of the boards: bands, and the posters below them."""
    total = len(boards)
    pages = [
        [format_.paint(format_.canvas(number, theme), total, project, board.columns, len(board.panels))]
        for number, board in enumerate(boards, start=1)
    ]
    base = context.press.print(pages_of(pages), About(TITLE, str(project.issuer or "")))
    sources: list[bytes] = []
    placed: list[list[Placement]] = []
    for board in boards:
        panel, top, placements = format_.panel(board.columns), format_.top(board.columns), list[Placement]()
        for x, (pdf, page) in zip(format_.places(board.columns, len(board.panels)), board.panels, strict=True):
            if not sources or pdf is not sources[-1]:
                sources.append(pdf)
            area = (x, top, panel.width_mm, panel.height_mm)
            placements.append(Placement(page, x, top, area, source=len(sources) - 1))
        placed.append(placements)
    return place_pages(base, sources, placed)
