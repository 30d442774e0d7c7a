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
from yizhangtu.media.common.page_format import Format
from yizhangtu.media.context import Context
from yizhangtu.media.poster.poster import too_large
from yizhangtu.model.diagnostics import Diagnostic, make
from yizhangtu.model.errors import internal
from yizhangtu.model.graph import Graph
from yizhangtu.model.guide import Guide
from yizhangtu.model.listing import Listing
from yizhangtu.model.project import Project
from yizhangtu.system.problem import MissingDependency

WIDEST = 888  # a page number as wide as any of three digits
AnySpread = Spread | TableSpread


@dataclass(frozen=True)
class Placed:
    """The pages of every guide, the page on which each begins (by its place in `chapters`, and by its stem), and what
    is to be said about those that cannot be set."""

    spreads: tuple[AnySpread, ...]
    page_of: dict[int, int]
    pages: dict[str, int]
    faults: tuple[Diagnostic, ...]


@dataclass
class Placer:
    """Sets all chapters; `first` is the page on which the first of them begins."""

    context: Context
    format: Format
    project: Project
    chapters: tuple[Chapter, ...]
    graphs: Mapping[int, Graph]  # by place in `chapters`
    first: int
    _known: dict[tuple[object, ...], AnySpread] = field(default_factory=dict)

    def placed(self) -> Placed:
        """The pages of every guide. What a list says of the pages of others decides how much room it takes, and so on
        which pages they are: it is set with wide numbers first, and then with those that come of it, until they stay.
        No guide is given fewer pages than before, so the numbers only grow, and never by much."""
        pages = {chapter.guide.stem: WIDEST for chapter in self.chapters}
        totals: dict[int, int] = {}
        while True:
            placed = self._set(pages, totals)
            if placed.faults or placed.pages == pages:
                return placed
            pages = placed.pages
            totals = {spread.chapter.order: spread.total for spread in placed.spreads}

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
            spread = self._known.get(key) or self._tried(chapter._replace(guide=guide), number)
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

    def _tried(self, chapter: Chapter, first: int) -> AnySpread | Diagnostic:
        """The pages of one guide. What goes wrong with it is told and takes no other guide along."""
        try:
            return self._spread(chapter, first)
        except (MissingDependency, OSError):
            raise
        except Exception as error:
            guide = chapter.guide
            return internal(f"把“{guide.title}”编进{self.format.medium.title}", guide.file, error)

    def _spread(self, chapter: Chapter, first: int) -> AnySpread | Diagnostic:
        """The pages of one guide, or why it cannot be set."""
        context, guide, graph = self.context, chapter.guide, self.graphs[chapter.order]
        layouter = Layouter(context.layout_tools, guide, graph)
        body = self._body(guide)
        found: AnySpread | None = None
        if body is None:
            found = Spreader(self.format, self.project, chapter, layouter, first).spread()
        else:
            process = layouter if has_process(guide) else None
            spreader = TableSpreader(self.format, self.project, chapter, context.measure, body, process, first)
            found = spreader.spread()
            if spreader.too_long:
                return self._too_long(guide)
        return found or too_large(context, guide, graph, self.format.medium)

    def _too_long(self, guide: Guide) -> Diagnostic:
        name = self.format.medium.title
        message = f"“{guide.title}”的表太长，编进{name}要 {SHEETS_MOST} 页以上，印不成册"
        return make("Y501", guide.title.span, message, "请按类别分成几份，或者只做海报。")

    def _body(self, guide: Guide) -> Body | None:
        """The tables of a guide. On pages as narrow as these, a list is set as entries."""
        if isinstance(guide.body, Listing):
            styles = self.context.styles
            return ListBody(
                self.context.measure, {**styles.tables["list"], **self.format.page["list"]}, guide.body, styles.icons
            )
        return table_body(self.context.layout_tools, guide)
