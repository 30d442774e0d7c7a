"""A list + the pages of the booklet → the list with the page of each guide that its rows name."""

from __future__ import annotations

from collections.abc import Mapping

from yizhangtu.media.kind import Job, Subject
from yizhangtu.model.guide import Guide
from yizhangtu.model.listing import Listing, ListRow


def subjects_with_pages(job: Job) -> tuple[Subject, ...]:
    """The subjects of a job, their rows with the pages of the booklet that it refers to."""
    if not job.pages:
        return job.subjects
    pages = dict(job.pages)
    return tuple(one._replace(guide=with_pages(one.guide, pages)) for one in job.subjects)


def with_pages(guide: Guide, pages: Mapping[str, int]) -> Guide:
    """The guide with `linked.page` of its rows: that of their guide, by its stem, None where the booklet lacks it."""
    body = guide.body
    if not isinstance(body, Listing):
        return guide
    rows = tuple(_pointed(row, pages) for row in body.rows)
    changed = any(new is not old for new, old in zip(rows, body.rows, strict=True))
    return guide._replace(body=body._replace(rows=rows)) if changed else guide


def _pointed(row: ListRow, pages: Mapping[str, int]) -> ListRow:
    linked = row.linked
    if linked is None or linked.page == pages.get(linked.stem):
        return row
    return row._replace(linked=linked._replace(page=pages.get(linked.stem)))


def pointed_at(guide: Guide) -> frozenset[str]:
    """The stems of the guides that the rows of a list name."""
    body = guide.body
    if not isinstance(body, Listing):
        return frozenset()
    return frozenset(row.linked.stem for row in body.rows if row.linked)
