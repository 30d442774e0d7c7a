"""Plan the pages of all chapters of a booklet, and the page on which each begins."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from yizhangtu.content.chapters import Chapter, has_process
from yizhangtu.layout.flow.layouter import Layouter
from yizhangtu.layout.table.fit import SHEETS_MOST
from yizhangtu.media.common.cross_references import referenced_stems, with_pages
from yizhangtu.media.common.guide_pages import GuidePages, GuidePlanner
from yizhangtu.media.common.guide_pages_tables import TableGuidePages, TableGuidePlanner, tables_of
from yizhangtu.media.common.guide_picture import too_large
from yizhangtu.media.common.page_format import Format
from yizhangtu.media.context import Context
from yizhangtu.media.kind import Subject
from yizhangtu.model.diagnostics import Diagnostic, make
from yizhangtu.model.errors import internal
from yizhangtu.model.guide import Guide
from yizhangtu.system.problem import MissingDependency

WIDEST = 888  # a page number as wide as any of three digits
ROUNDS = 5  # most iterations until page numbers are stable
AnyGuidePages = GuidePages | TableGuidePages


class PlannedChapters(NamedTuple):
    """The pages of every guide, the page on which each begins (by the order of its chapter, and by its stem), and the
    errors of guides that do not fit."""

    guides: tuple[AnyGuidePages, ...]
    page_of: dict[int, int]
    pages: dict[str, int]
    faults: tuple[Diagnostic, ...]
    notes: tuple[Diagnostic, ...] = ()  # about the booklet as a whole


@dataclass
class ChapterPlanner:
    """Plans all chapters; `first` is the page on which the first of them begins."""

    context: Context
    format: Format
    chapters: tuple[Chapter, ...]
    subjects: Mapping[int, Subject]  # by the order of the chapter
    first: int
    _known: dict[tuple[object, ...], AnyGuidePages] = field(default_factory=dict)

    def planned(self) -> PlannedChapters:
        """The pages of every guide.

        The page numbers that a list prints change its height, and so the pages of the guides after it. Lists are laid
        out with wide numbers first, then with the numbers that result, until these are stable. A guide never gets fewer
        pages than in the iteration before, so the numbers only grow. Where they are not stable after ROUNDS iterations,
        lists are laid out without page numbers.
        """
        pages = {chapter.guide.stem: WIDEST for chapter in self.chapters}
        totals: dict[int, int] = {}
        for _ in range(ROUNDS):
            planned = self._set(pages, totals)
            if planned.faults or planned.pages == pages:
                return planned
            pages = planned.pages
            totals = {pages_of_guide.chapter.order: pages_of_guide.total for pages_of_guide in planned.guides}
        return self._set({}, totals)._replace(notes=(self._unstable_numbers(),))

    def _unstable_numbers(self) -> Diagnostic:
        """Y505: the page numbers of the booklet do not become stable."""
        message = f"{self.format.medium.title}的页码排了 {ROUNDS} 遍还定不下来，清单里没有印页码"
        return make("Y505", self.chapters[0].guide.span, message, "把清单里的事项名称改短或改长一点，再做一次。")

    def _set(self, pages: Mapping[str, int], totals: Mapping[int, int]) -> PlannedChapters:
        """Lay out all guides with these page numbers in their lists, each on at least as many pages as in `totals`."""
        found: list[AnyGuidePages] = []
        page_of: dict[int, int] = {}
        faults: list[Diagnostic] = []
        number = self.first
        for chapter in self.chapters:
            page_of[chapter.order] = number
            guide = with_pages(chapter.guide, pages)
            key = (chapter.order, number, *((stem, pages.get(stem)) for stem in sorted(referenced_stems(guide))))
            pages_of_guide = self._known.get(key) or self._checked(chapter._replace(guide=guide), number)
            if isinstance(pages_of_guide, Diagnostic):
                faults.append(pages_of_guide)
                continue
            self._known[key] = pages_of_guide
            if pages_of_guide.total < totals.get(chapter.order, 0):
                pages_of_guide = replace(pages_of_guide, total=totals[chapter.order])
            found.append(pages_of_guide)
            number += pages_of_guide.total
        stems = {chapter.guide.stem: page_of[chapter.order] for chapter in self.chapters}
        return PlannedChapters(tuple(found), page_of, stems, tuple(faults))

    def _checked(self, chapter: Chapter, first: int) -> AnyGuidePages | Diagnostic:
        """The pages of one guide, or the diagnostic of the exception that it raises."""
        try:
            return self._guide_pages(chapter, first)
        except (MissingDependency, OSError):
            raise
        except Exception as error:
            guide = chapter.guide
            return internal(f"把“{guide.title}”编进{self.format.medium.title}", guide.file, error)

    def _guide_pages(self, chapter: Chapter, first: int) -> AnyGuidePages | Diagnostic:
        """The pages of one guide, or the diagnostic of one that does not fit."""
        context, guide = self.context, chapter.guide
        subject = self.subjects[chapter.order]._replace(guide=guide)
        layouter = Layouter(context.layout_tools, guide, subject.graph)
        body = tables_of(context, guide, self.format.page.table_least)
        found: AnyGuidePages | None = None
        if body is None:
            found = GuidePlanner(self.format, subject.project, chapter, layouter, first).planned()
        else:
            process = layouter if has_process(guide) else None
            planner = TableGuidePlanner(self.format, subject.project, chapter, context.measure, body, process, first)
            found = planner.planned()
            if planner.too_long:
                return self._too_long(guide)
        return found or too_large(context, subject, self.format.medium)

    def _too_long(self, guide: Guide) -> Diagnostic:
        name = self.format.medium.title
        message = f"“{guide.title}”的表太长，编进{name}要 {SHEETS_MOST} 页以上，印不成册"
        return make("Y501", guide.title.span, message, "请按类别分成几份，或者只做海报。")
