"""Put the booklet pages of the guides that a list refers to into its rows."""

from __future__ import annotations

from collections.abc import Mapping

from yizhangtu.media.kind import Job, Subject
from yizhangtu.model.guide import Guide
from yizhangtu.model.listing import Listing, ListRow


def subjects_with_pages(job: Job) -> tuple[Subject, ...]:
    """The subjects of a job, their rows with the page numbers of the booklet that the job refers to."""
    if not job.pages:
        return job.subjects
    pages = dict(job.pages)
    return tuple(one._replace(guide=with_pages(one.guide, pages)) for one in job.subjects)


def with_pages(guide: Guide, pages: Mapping[str, int]) -> Guide:
    """Set `linked.page` of the rows of a guide from `pages` (by stem); None where the booklet lacks that guide."""
    body = guide.body
    if not isinstance(body, Listing):
        return guide
    rows = tuple(_row_with_page(row, pages) for row in body.rows)
    changed = any(new is not old for new, old in zip(rows, body.rows, strict=True))
    return guide._replace(body=body._replace(rows=rows)) if changed else guide


def _row_with_page(row: ListRow, pages: Mapping[str, int]) -> ListRow:
    linked = row.linked
    if linked is None or linked.page == pages.get(linked.stem):
        return row
    return row._replace(linked=linked._replace(page=pages.get(linked.stem)))


def referenced_stems(guide: Guide) -> frozenset[str]:
    """The stems of the guides that the rows of a list refer to."""
    body = guide.body
    if not isinstance(body, Listing):
        return frozenset()
    return frozenset(row.linked.stem for row in body.rows if row.linked)
