"""Chapters of the booklet + its first free page → the pages of each, and on which one each begins."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from yizhangtu.content.chapters import Chapter, has_process
from yizhangtu.layout.flow.layouter import Layouter
from yizhangtu.layout.listing.listing import ListBody
from yizhangtu.layout.picture import table_body
from yizhangtu.layout.table.fit import SHEETS_MOST, Body
from yizhangtu.media.common.cross_references import pointed_at, with_pages
from yizhangtu.media.common.guide_pages import Spread, Spreader
from yizhangtu.media.common.guide_pages_tables import TableSpread, TableSpreader
from yizhangtu.media.common.guide_picture import too_large
from yizhangtu.media.common.page_format import Format
from yizhangtu.media.context import Context
from yizhangtu.media.kind import Subject
from yizhangtu.model.diagnostics import Diagnostic, make
from yizhangtu.model.errors import internal
from yizhangtu.model.guide import Guide
from yizhangtu.model.listing import Listing
from yizhangtu.system.problem import MissingDependency

WIDEST = 888  # a page number as wide as any of three digits
ROUNDS = 5  # in which page numbers are tried
AnySpread = Spread | TableSpread


@dataclass(frozen=True)
class Placed:
    """The pages of every guide, the page on which each begins (by its place in `chapters`, and by its stem), and what
    is to be said about those that cannot be set."""

    spreads: tuple[AnySpread, ...]
    page_of: dict[int, int]
    pages: dict[str, int]
    faults: tuple[Diagnostic, ...]
    notes: tuple[Diagnostic, ...] = ()  # about the booklet as a whole


@dataclass
class Placer:
    """Sets all chapters; `first` is the page on which the first of them begins."""

    context: Context
    format: Format
    chapters: tuple[Chapter, ...]
    subjects: Mapping[int, Subject]  # by place in `chapters`
    first: int
    _known: dict[tuple[object, ...], AnySpread] = field(default_factory=dict)

    def placed(self) -> Placed:
        """The pages of every guide.

        What a list says of the pages of others decides how much room it takes, and so on which pages they are. It is
        set with wide numbers first, then with those that come of it, until they stay. No guide is given fewer pages
        than before, so the numbers only grow. Where they do not stay after ROUNDS, lists are set without page numbers,
        which no page depends on.
        """
        pages = {chapter.guide.stem: WIDEST for chapter in self.chapters}
        totals: dict[int, int] = {}
        for _ in range(ROUNDS):
            placed = self._set(pages, totals)
            if placed.faults or placed.pages == pages:
                return placed
            pages = placed.pages
            totals = {spread.chapter.order: spread.total for spread in placed.spreads}
        return replace(self._set({}, totals), notes=(self._unsettled(),))

    def _unsettled(self) -> Diagnostic:
        """Y505: the page numbers of the booklet depend on one another without an end."""
        message = f"{self.format.medium.title}的页码排了 {ROUNDS} 遍还定不下来，清单里没有印页码"
        return make("Y505", self.chapters[0].guide.span, message, "把清单里的事项名称改短或改长一点，再做一次。")

    def _set(self, pages: Mapping[str, int], totals: Mapping[int, int]) -> Placed:
        """All guides with these pages in their lists, each on at least so many pages as `totals` says."""
        spreads: list[AnySpread] = []
        page_of: dict[int, int] = {}
        faults: list[Diagnostic] = []
        number = self.first
        for chapter in self.chapters:
            page_of[chapter.order] = number
            guide = with_pages(chapter.guide, pages)
            key = (chapter.order, number, *((stem, pages.get(stem)) for stem in sorted(pointed_at(guide))))
            spread = self._known.get(key) or self._checked(chapter._replace(guide=guide), number)
            if isinstance(spread, Diagnostic):
                faults.append(spread)
                continue
            self._known[key] = spread
            if spread.total < totals.get(chapter.order, 0):
                spread = replace(spread, total=totals[chapter.order])
            spreads.append(spread)
            number += spread.total
        stems = {chapter.guide.stem: page_of[chapter.order] for chapter in self.chapters}
        return Placed(tuple(spreads), page_of, stems, tuple(faults))

    def _checked(self, chapter: Chapter, first: int) -> AnySpread | Diagnostic:
        """The pages of one guide. An exception becomes its diagnostic and does not end the others."""
        try:
            return self._spread(chapter, first)
        except (MissingDependency, OSError):
            raise
        except Exception as error:
            guide = chapter.guide
            return internal(f"把“{guide.title}”编进{self.format.medium.title}", guide.file, error)

    def _spread(self, chapter: Chapter, first: int) -> AnySpread | Diagnostic:
        """The pages of one guide, or why it cannot be set."""
        context, guide = self.context, chapter.guide
        subject = self.subjects[chapter.order]._replace(guide=guide)
        layouter = Layouter(context.layout_tools, guide, subject.graph)
        body = self._body(guide)
        found: AnySpread | None = None
        if body is None:
            found = Spreader(self.format, subject.project, chapter, layouter, first).spread()
        else:
            process = layouter if has_process(guide) else None
            spreader = TableSpreader(self.format, subject.project, chapter, context.measure, body, process, first)
            found = spreader.spread()
            if spreader.too_long:
                return self._too_long(guide)
        return found or too_large(context, subject, self.format.medium)

    def _too_long(self, guide: Guide) -> Diagnostic:
        name = self.format.medium.title
        message = f"“{guide.title}”的表太长，编进{name}要 {SHEETS_MOST} 页以上，印不成册"
        return make("Y501", guide.title.span, message, "请按类别分成几份，或者只做海报。")

    def _body(self, guide: Guide) -> Body | None:
        """The tables of a guide. On pages as narrow as these, a list is set as entries."""
        if isinstance(guide.body, Listing):
            styles = self.context.styles
            style = styles.list_table._replace(table_least=self.format.page.table_least)
            return ListBody(self.context.measure, style, guide.body, styles.icons)
        return table_body(self.context.layout_tools, guide)
