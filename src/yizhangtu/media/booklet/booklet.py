"""All checked guides → one PDF: the A5 booklet. Every page is planned here, so every page number is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from yizhangtu.content.chapters import Chapter, arranged, has_process
from yizhangtu.content.facts import published
from yizhangtu.draw.page_canvas import PageCanvas
from yizhangtu.layout.flow.layouter import order_ahead
from yizhangtu.layout.flow.legend import legend
from yizhangtu.layout.flow.sample import sample
from yizhangtu.media.booklet.booklet_back import back_cover, plan_index
from yizhangtu.media.booklet.booklet_contents import plan_contents
from yizhangtu.media.booklet.booklet_front import cover
from yizhangtu.media.booklet.booklet_how import Callout, Explained, how_to_read
from yizhangtu.media.booklet.booklet_today import plan_today, today
from yizhangtu.media.booklet.chapter_pages import Placer
from yizhangtu.media.common.cross_references import pointed_at
from yizhangtu.media.common.guide_picture import picture_in_words
from yizhangtu.media.common.page_format import Format
from yizhangtu.media.common.panel_pages import pages_of
from yizhangtu.media.context import Context
from yizhangtu.media.kind import Job, Subject
from yizhangtu.media.result import Document, Result
from yizhangtu.model.codes import Severity
from yizhangtu.model.diagnostics import Diagnostic
from yizhangtu.model.errors import internal
from yizhangtu.model.guide import Assistant
from yizhangtu.model.page import About
from yizhangtu.model.project import Project
from yizhangtu.model.theme import Theme
from yizhangtu.style.medium import Medium
from yizhangtu.system.problem import MissingDependency

TITLE = "村民办事手册"
MARKS = ("mine", "staff", "check", "watched", "back", "on")
Pages = list[list[PageCanvas]]  # each page's leaves, the lowest first


@dataclass(frozen=True)
class Planned:
    """All pages, and on which one each guide begins (by its place in `chapters`, from 1); or what is wrong."""

    pages: Pages
    chapters: tuple[Chapter, ...] = ()
    page_of: dict[int, int] | None = None
    faults: tuple[Diagnostic, ...] = ()
    notes: tuple[Diagnostic, ...] = ()


def make(context: Context, job: Job) -> Result:
    """The booklet; where guides do not fit into it or bring the program down, the booklet of the others."""
    try:
        made = make_booklet(context, job.subjects, job.medium)
        if made.pdf is not None:
            return Result(made.pdf, made.diagnostics)
        faults = [one for one in made.diagnostics if one.severity is Severity.ERROR]
    except (MissingDependency, OSError):
        raise
    except Exception:
        faults = [fault for one in job.subjects if (fault := _crash(context, one, job.medium)) is not None]
        if not faults:
            raise  # no single guide is to blame
    good = _without(job.subjects, faults)
    if not good or len(good) == len(job.subjects):
        return Result(None, tuple(faults))
    made = make_booklet(context, good, job.medium)
    return Result(made.pdf, (*faults, *made.diagnostics))


def _without(subjects: Sequence[Subject], faults: Sequence[Diagnostic]) -> list[Subject]:
    bad = {one.span.file for one in faults if one.span}
    return [one for one in subjects if one.guide.file not in bad]


def _crash(context: Context, subject: Subject, medium: Medium) -> Diagnostic | None:
    """The diagnostic of a guide that brings the program down all by itself."""
    try:
        make_booklet(context, [subject], medium)
    except (MissingDependency, OSError):
        raise
    except Exception as error:
        return internal(f"把“{subject.guide.title}”编进{medium.title}", subject.guide.file, error)
    return None


def page_numbers(context: Context, job: Job) -> dict[str, int]:
    """The page on which each guide begins, by its stem, in the booklet of those that can be set legibly. No page is
    painted."""
    kept = list(job.subjects)
    while kept:
        placed = _book(context, kept, job.medium).placer.placed()
        if not placed.faults:
            return placed.pages
        good = _without(kept, placed.faults)
        kept = good if len(good) < len(kept) else []
    return {}


def make_booklet(context: Context, subjects: Sequence[Subject], medium: Medium) -> Document:
    """One booklet of at least one guide, or none and the guides that cannot be set legibly."""
    planned = plan_booklet(context, subjects, medium)
    if planned.faults:
        return Document(None, planned.faults)
    return Document(print_booklet(context, planned, subjects[0].project), planned.notes)


def print_booklet(context: Context, planned: Planned, project: Project) -> bytes:
    """The PDF of planned pages."""
    created = max(published(chapter.guide) for chapter in planned.chapters)
    return context.press.print(pages_of(planned.pages), About(TITLE, str(project.issuer or ""), created=created))


def plan_booklet(context: Context, subjects: Sequence[Subject], medium: Medium) -> Planned:
    """Every page of the booklet of at least one guide."""
    return _book(context, subjects, medium).planned()


def _book(context: Context, subjects: Sequence[Subject], medium: Medium) -> _Book:
    # One run of dot for all guides, instead of one for each.
    order_ahead(context.layout_tools, [(one.guide, one.graph) for one in subjects if has_process(one.guide)])
    chapters = arranged([one.guide for one in subjects])
    groups = tuple(dict.fromkeys(chapter.group for chapter in chapters))
    format_ = Format(context.styles.booklet, medium, context.typesetter, groups)
    ordered = {chapter.order: one for chapter in chapters for one in subjects if one.guide is chapter.guide}
    return _Book(context, format_, chapters, ordered)


@dataclass
class _Book:
    """One booklet under construction."""

    context: Context
    format: Format
    chapters: tuple[Chapter, ...]
    subjects: dict[int, Subject]  # by place in `chapters`

    def __post_init__(self) -> None:
        self.project = self.subjects[1].project
        self.themes = {order: self.context.styles.themes[one.theme] for order, one in self.subjects.items()}
        self.contents = plan_contents(self.format, self.chapters)
        front = 2 + len(self.contents.pages)  # cover, 目录, 这样看图
        self.early = front % 2 == 0  # a page more, so that the first guide comes on a left one
        first = front + 1 + self.early
        self.placer = Placer(self.context, self.format, self.chapters, self.subjects, first)

    def planned(self) -> Planned:
        """All pages in order: the first guide on a left page, their number a multiple of four."""
        theme = self.themes[1]
        placed = self.placer.placed()
        if placed.faults:
            return Planned([], faults=placed.faults)
        page_of = placed.page_of
        todays = plan_today(self.format, self.chapters)
        pages: Pages = [self._cover(theme)]
        for index in range(len(self.contents.pages)):
            pages.append(self.contents.paint(index, len(pages) + 1, self.themes, page_of))
        pages.append([self._how(len(pages) + 1, theme)])
        if self.early:
            pages.append([today(self.format, self.format.leaf(len(pages) + 1, theme), todays[0], page_of, True)])
        for spread in placed.spreads:
            order = spread.chapter.order
            alt = picture_in_words(self.context, self.subjects[order]._replace(guide=spread.chapter.guide))
            pages += [[leaf] for leaf in spread.paint(len(pages) + 1, self.themes[order], alt)]
        handlers = plan_index(self.format, self.chapters)
        for index in range(len(handlers.pages)):
            pages.append([handlers.paint(index, len(pages) + 1, theme, page_of)])
        for index, rows in enumerate(todays[1:] if self.early else todays):
            leaf = self.format.leaf(len(pages) + 1, theme)
            pages.append([today(self.format, leaf, rows, page_of, index == 0 and not self.early)])
        while (len(pages) + 1) % 4:
            pages.append([self.format.notes(len(pages) + 1, theme)])
        pages.append([back_cover(self.format, len(pages) + 1, theme, self.chapters, self.project)])
        return Planned(pages, self.chapters, page_of, notes=placed.notes)

    def _cover(self, theme: Theme) -> list[PageCanvas]:
        themes = {str(c.guide.picture): self.themes[c.order] for c in reversed(self.chapters)}
        return cover(self.format, self.chapters, self.project, theme, themes)

    def _how(self, number: int, theme: Theme) -> PageCanvas:
        style, measure = self.format.page.how, self.context.measure
        drawing, explained = sample(measure, style.unit, style.sample)
        marks = legend(measure, MARKS, style.callout, self.format.width, left=True)
        callouts = [Callout(*one) for one in explained]
        steps = any(has_process(chapter.guide) for chapter in self.chapters)
        stems = {chapter.guide.stem for chapter in self.chapters}
        pointing = any(pointed_at(chapter.guide) & stems for chapter in self.chapters)
        card = drawing if steps else None
        about = Explained(card, callouts, marks, pointing, self.project, self._assistant())
        return how_to_read(self.format, number, theme, about)

    def _assistant(self) -> Assistant | None:
        """The project's, else the first guide's that has one."""
        own = (chapter.guide.assistant for chapter in self.chapters)
        return self.project.assistant or next((who for who in own if who), None)
