"""A list + the pages of the booklet → the list with the page of each guide that its rows name; and these pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from yizhangtu.model.graph import Graph
from yizhangtu.model.guide import Guide
from yizhangtu.model.listing import Listing, ListRow
from yizhangtu.model.project import Project
from yizhangtu.model.style import Medium, Theme

if TYPE_CHECKING:
    from yizhangtu.media.context import Context


def with_pages(guide: Guide, pages: Mapping[str, int]) -> Guide:
    """The guide with `linked.page` of its rows: that of their guide, by its stem, None where the booklet lacks it."""
    body = guide.body
    if not isinstance(body, Listing):
        return guide
    rows = tuple(_pointed(row, pages) for row in body.rows)
    changed = any(new is not old for new, old in zip(rows, body.rows, strict=True))
    return replace(guide, body=replace(body, rows=rows)) if changed else guide


def _pointed(row: ListRow, pages: Mapping[str, int]) -> ListRow:
    linked = row.linked
    if linked is None or linked.page == pages.get(linked.stem):
        return row
    return replace(row, linked=replace(linked, page=pages.get(linked.stem)))


def pointed_at(guide: Guide) -> frozenset[str]:
    """The stems of the guides that the rows of a list name."""
    body = guide.body
    if not isinstance(body, Listing):
        return frozenset()
    return frozenset(row.linked.stem for row in body.rows if row.linked)


def pages_of(
    context: Context,
    guides: Sequence[tuple[Guide, Graph]],
    project: Project,
    medium: Medium,
    theme_for: Callable[[Guide], Theme],
) -> dict[str, int]:
    """The page on which each guide begins, by its stem, in the booklet of those that can be set legibly."""
    from yizhangtu.media.booklet.booklet import place  # it needs `with_pages`, and posters do without it

    kept = list(guides)
    while kept:
        placed = place(context, kept, project, medium, theme_for)
        if not placed.faults:
            return placed.pages
        bad = {fault.span.file for fault in placed.faults if fault.span}
        good = [pair for pair in kept if pair[0].file not in bad]
        kept = good if len(good) < len(kept) else []
    return {}
