"""All guides of a project → the PDF of its boards: several posters side by side on each, under a common band."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

from yizhangtu.content.chapters import arranged
from yizhangtu.export.pdf.placed_pages import Placement, page_sizes, place_pages
from yizhangtu.media.board.board_panels import TITLE, BoardFormat
from yizhangtu.media.common.cross_references import subjects_with_pages
from yizhangtu.media.common.panel_pages import pages_of
from yizhangtu.media.context import Context
from yizhangtu.media.kind import FEW_GUIDES, Job, Subject
from yizhangtu.media.result import Document, Result
from yizhangtu.model.errors import GuideError
from yizhangtu.model.page import About
from yizhangtu.model.project import Project
from yizhangtu.model.theme import Theme
from yizhangtu.style.medium import Medium

SPLIT = "Y503"  # that a guide takes several panels is plain to see


@dataclass
class Item:
    """Something that hangs on a board: `make` sets it on a panel of a size."""

    make: Callable[[Medium], Document]
    format: BoardFormat
    _known: dict[int, Document] = field(default_factory=dict)

    def on(self, columns: int) -> Document:
        """Its poster on one of so many panels of a board, or on several of them."""
        if columns not in self._known:
            try:
                self._known[columns] = self.make(self.format.panel(columns))
            except GuideError as error:
                self._known[columns] = Document(None, (error.diagnostic,))
        return self._known[columns]

    def pages(self, columns: int) -> int:
        """How many panels it takes; 0 where it cannot be set."""
        return len(_pages(self.on(columns)))


@dataclass(frozen=True)
class Board:
    """Panels from left to right, each a page (from 0) of a poster; they are as wide as `columns` of them."""

    columns: int
    panels: tuple[tuple[bytes, int], ...]


PosterMaker = Callable[[Context, Subject, Medium], Document]
OverviewMaker = Callable[[Context, Sequence[Subject], Medium], Document]


def make(context: Context, job: Job, poster: PosterMaker, overview: OverviewMaker) -> Result:
    """The boards of all guides that can be set; the others are reported."""
    subjects = subjects_with_pages(job)
    return make_boards(context, subjects, job.medium, poster, overview if len(subjects) > FEW_GUIDES else None)


def make_boards(
    context: Context, guides: Sequence[Subject], medium: Medium, poster: PosterMaker, overview: OverviewMaker | None
) -> Result:
    """One page a board, the guides in the order of the booklet, 总图 as the first panel where `overview` makes it."""
    format_ = BoardFormat(context.styles.board, medium, context.typesetter)
    subjects = _ordered(guides)
    items = [Item(partial(poster, context, one), format_) for one in subjects]
    if overview:
        items.insert(0, Item(partial(overview, context, subjects), format_))
    sound = [item for item in items if item.pages(format_.columns)]
    notes = tuple(note for item in items for note in item.on(format_.columns).diagnostics if note.code != SPLIT)
    if not sound:
        return Result(None, notes)
    theme = context.styles.themes[subjects[0].theme]
    return Result(_printed(context, format_, boards_of(sound, format_.columns), subjects[0].project, theme), notes)


def _ordered(subjects: Sequence[Subject]) -> list[Subject]:
    chapters = arranged([one.guide for one in subjects])
    return [one for chapter in chapters for one in subjects if one.guide is chapter.guide]


def boards_of(items: Sequence[Item], columns: int) -> list[Board]:
    """Items in order on as few boards as hold them, all panels of a board alike. Where fewer panels, which are wider
    then, hold as many items, they are taken: a guide on one panel is better than on two. Of four left, two hang on
    each of the last two boards. What is longer than a board goes on over the next."""
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


def _taken(items: Sequence[Item], columns: int) -> tuple[int, int]:
    """How many of the next items a board takes, and in how many columns."""
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
            return count, wide  # not one alone on the last board
    return found


def _panels(items: Sequence[Item], columns: int) -> list[tuple[bytes, int]]:
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
    """The bands, with the posters under them."""
    total = len(boards)
    pages = [
        [format_.paint(format_.canvas(number, theme), total, project, board.columns, len(board.panels))]
        for number, board in enumerate(boards, start=1)
    ]
    base = context.press.print(pages_of(pages), About(TITLE, str(project.issuer or "")))
    sources: list[bytes] = []
    placed: list[list[Placement]] = []
    for board in boards:
        panel, placements = format_.panel(board.columns), list[Placement]()
        for x, (pdf, page) in zip(format_.places(board.columns, len(board.panels)), board.panels, strict=True):
            if not sources or pdf is not sources[-1]:
                sources.append(pdf)
            area = (x, format_.top, panel.width_mm, panel.height_mm)
            placements.append(Placement(page, x, format_.top, area, source=len(sources) - 1))
        placed.append(placements)
    return place_pages(base, sources, placed)
