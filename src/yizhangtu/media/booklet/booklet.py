"""Make the A5 booklet of all guides as one PDF. All pages are planned first, so that page numbers are known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from yizhangtu.content.chapters import Chapter, arranged, has_process
from yizhangtu.content.facts import published
from yizhangtu.draw import elements
from yizhangtu.draw.page_canvas import PageCanvas
from yizhangtu.layout.flow.layouter import order_ahead
from yizhangtu.layout.flow.legend import legend
from yizhangtu.layout.flow.sample import sample
from yizhangtu.media.booklet.booklet_back import back_cover
from yizhangtu.media.booklet.booklet_contents import plan_contents
from yizhangtu.media.booklet.booklet_front import cover
from yizhangtu.media.booklet.booklet_handlers import plan_handlers
from yizhangtu.media.booklet.booklet_how import Callout, HowToRead, how_to_read
from yizhangtu.media.booklet.booklet_keywords import plan_keywords
from yizhangtu.media.booklet.booklet_today import plan_today, today
from yizhangtu.media.booklet.chapter_pages import ChapterPlanner
from yizhangtu.media.common.cross_references import referenced_stems
from yizhangtu.media.common.guide_picture import picture_in_words
from yizhangtu.media.common.page_format import Format
from yizhangtu.media.common.panel_pages import pages_of
from yizhangtu.media.context import Context
from yizhangtu.media.kind import Job, Subject
from yizhangtu.media.result import Document, Result, one_file
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
MARKS = ("mine", "staff", "check", "watched", "bad", "good", "turn")


class PlannedBooklet(NamedTuple):
    """The pages of a booklet, each as its canvases from the lowest up, and the first page of each guide by the order of
    its chapter; without pages, the errors of the guides that do not fit."""

    pages: list[list[PageCanvas]]
    chapters: tuple[Chapter, ...] = ()
    page_of: dict[int, int] | None = None
    faults: tuple[Diagnostic, ...] = ()
    notes: tuple[Diagnostic, ...] = ()


def make(context: Context, job: Job) -> Result:
    """Make the booklet. A guide that does not fit or raises an exception is left out and reported."""
    try:
        document = make_booklet(context, job.subjects, job.medium, job.named)
        if document.pdf is not None:
            return one_file(job, document.pdf, document.diagnostics)
        faults = [one for one in document.diagnostics if one.severity is Severity.ERROR]
    except (MissingDependency, OSError):
        raise
    except Exception:
        faults = [fault for one in job.subjects if (fault := _crash(context, one, job.medium)) is not None]
        if not faults:
            raise  # no single guide causes it
    good = _without(job.subjects, faults)
    if not good or len(good) == len(job.subjects):
        return Result(diagnostics=tuple(faults))
    document = make_booklet(context, good, job.medium, job.named)
    return one_file(job, document.pdf, (*faults, *document.diagnostics))


def _without(subjects: Sequence[Subject], faults: Sequence[Diagnostic]) -> list[Subject]:
    bad = {one.span.file for one in faults if one.span}
    return [one for one in subjects if one.guide.file not in bad]


def _crash(context: Context, subject: Subject, medium: Medium) -> Diagnostic | None:
    """The diagnostic of a guide that raises an exception when it is laid out alone, else None."""
    try:
        make_booklet(context, [subject], medium)
    except (MissingDependency, OSError):
        raise
    except Exception as error:
        return internal(f"把“{subject.guide.title}”编进{medium.title}", subject.guide.file, error)
    return None


def page_numbers(context: Context, job: Job) -> dict[str, int]:
    """The first page of each guide by its stem, in the booklet of the guides that fit. No page is painted."""
    kept = list(job.subjects)
    while kept:
        planned_chapters = _planner(context, kept, job.medium, job.named).chapter_planner.planned()
        if not planned_chapters.faults:
            return planned_chapters.pages
        good = _without(kept, planned_chapters.faults)
        kept = good if len(good) < len(kept) else []
    return {}


def make_booklet(context: Context, subjects: Sequence[Subject], medium: Medium, named: Sequence[str] = ()) -> Document:
    """Make one booklet of at least one guide; `named` are notices that its contents list. The document has no PDF where
    a guide does not fit legibly."""
    planned = plan_booklet(context, subjects, medium, named)
    if planned.faults:
        return Document(None, planned.faults)
    return Document(print_booklet(context, planned, subjects[0].project), planned.notes)


def print_booklet(context: Context, planned: PlannedBooklet, project: Project) -> bytes:
    """Write planned pages as a PDF."""
    created = max(published(chapter.guide) for chapter in planned.chapters)
    return context.press.print(pages_of(planned.pages), About(TITLE, str(project.issuer or ""), created=created))


def plan_booklet(
    context: Context, subjects: Sequence[Subject], medium: Medium, named: Sequence[str] = ()
) -> PlannedBooklet:
    """Plan every page of the booklet of at least one guide."""
    return _planner(context, subjects, medium, named).planned()


def _planner(context: Context, subjects: Sequence[Subject], medium: Medium, named: Sequence[str]) -> _BookletPlanner:
    # Run dot once for all guides instead of once for each.
    order_ahead(context.layout_tools, [(one.guide, one.graph) for one in subjects if has_process(one.guide)])
    chapters = arranged([one.guide for one in subjects])
    groups = tuple(dict.fromkeys(chapter.group for chapter in chapters))
    format_ = Format(context.styles.booklet, medium, context.typesetter, groups)
    ordered = {chapter.order: one for chapter in chapters for one in subjects if one.guide is chapter.guide}
    return _BookletPlanner(context, format_, chapters, ordered, tuple(named))


@dataclass
class _BookletPlanner:
    """Plans the pages of one booklet."""

    context: Context
    format: Format
    chapters: tuple[Chapter, ...]
    subjects: dict[int, Subject]  # by the order of the chapter
    named: tuple[str, ...] = ()  # notices

    def __post_init__(self) -> None:
        self.project = self.subjects[1].project
        self.themes = {order: self.context.styles.themes[one.theme] for order, one in self.subjects.items()}
        several = len(self.chapters) > 1  # what helps to find one guide among others is not needed for a single one
        self.contents = plan_contents(self.format, self.chapters, self.named) if several else None
        self.todays = plan_today(self.format, self.chapters) if several else ()
        front = 2 + len(self.contents.pages) if self.contents else 1  # cover, 目录, 这样看图
        if front % 2 == 0 and len(self.todays) % 2:
            front += len(self.todays)  # so that the first guide begins on a left page
            self.todays_in_front = True
        else:
            self.todays_in_front = False
        self.chapter_planner = ChapterPlanner(self.context, self.format, self.chapters, self.subjects, front + 1)

    def planned(self) -> PlannedBooklet:
        """All pages in order; their number is a multiple of four."""
        planned_chapters = self.chapter_planner.planned()
        if planned_chapters.faults:
            return PlannedBooklet([], faults=planned_chapters.faults)
        theme, page_of = self.themes[1], planned_chapters.page_of
        pages: list[list[PageCanvas]] = [self._cover(theme)]
        if self.contents:
            for index in range(len(self.contents.pages)):
                pages.append(self.contents.paint(index, len(pages) + 1, self.themes, page_of))
            pages.append([self._how(len(pages) + 1, theme)])
        if self.todays_in_front:
            self._add_todays(pages, theme, page_of)
        for guide_pages in planned_chapters.guides:
            order = guide_pages.chapter.order
            alt = picture_in_words(self.context, self.subjects[order]._replace(guide=guide_pages.chapter.guide))
            own = guide_pages.paint(len(pages) + 1, self.themes[order], alt)
            for canvas in own:
                canvas.scope = elements.guide(order)
            pages += [[canvas] for canvas in own]
        if not self.todays_in_front:
            self._add_todays(pages, theme, page_of)
        self._add_indexes(pages, theme, page_of)
        self._fill(pages, theme)
        pages.append([back_cover(self.format, len(pages) + 1, theme, self.chapters, self.project)])
        return PlannedBooklet(pages, self.chapters, page_of, notes=planned_chapters.notes)

    def _add_todays(self, pages: list[list[PageCanvas]], theme: Theme, page_of: Mapping[int, int]) -> None:
        for index, rows in enumerate(self.todays):
            canvas = self.format.canvas(len(pages) + 1, theme)
            pages.append([today(self.format, canvas, rows, page_of, index == 0)])

    def _add_indexes(self, pages: list[list[PageCanvas]], theme: Theme, page_of: Mapping[int, int]) -> None:
        """Add 我要办什么 and 找谁办 to a booklet of several guides."""
        if self.contents is None:
            return
        keywords, handlers = plan_keywords(self.format, self.chapters), plan_handlers(self.format, self.chapters)
        for number in range(len(keywords.pages)):
            pages.append([keywords.paint(number, len(pages) + 1, theme, page_of)])
        if handlers.pages and keywords.room >= handlers.height_below:
            handlers.paint_below(pages[-1][-1], self.format.bottom - keywords.room, page_of)
            return
        for number in range(len(handlers.pages)):
            pages.append([handlers.paint(number, len(pages) + 1, theme, page_of)])

    def _fill(self, pages: list[list[PageCanvas]], theme: Theme) -> None:
        """Add pages before the back cover until the sheets can be folded: 这样看图 where it is missing, then pages
        with lines for notes, or blank ones where the project wants none."""
        if self.contents is None and (len(pages) + 1) % 4:
            pages.append([self._how(len(pages) + 1, theme)])
        while (len(pages) + 1) % 4:
            number = len(pages) + 1
            pages.append([(self.format.notes if self.project.lined else self.format.blank)(number, theme)])

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
        page_references = any(referenced_stems(chapter.guide) & stems for chapter in self.chapters)
        card = drawing if steps else None
        several = len(self.chapters) > 1
        about = HowToRead(card, callouts, marks, several, page_references, self.project, self._assistant())
        return how_to_read(self.format, number, theme, about)

    def _assistant(self) -> Assistant | None:
        """The assistant of the project, else of the first guide that has one."""
        own = (chapter.guide.assistant for chapter in self.chapters)
        return self.project.assistant or next((who for who in own if who), None)
