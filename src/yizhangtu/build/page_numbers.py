"""Jobs that refer to pages of the booklet → the same jobs with page numbers; the booklet is laid out if they are not
recorded."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from yizhangtu.build.cache.keys import Key, Keys
from yizhangtu.build.jobs import listed_on, shown_on
from yizhangtu.build.options import project_media
from yizhangtu.media.kind import Job, Subject
from yizhangtu.media.registry import kind_of

if TYPE_CHECKING:
    from yizhangtu.media.context import Context

MOST_KNOWN = 300  # booklets whose page numbers are kept: one for each village
UNKNOWN = (("", 0),)  # page numbers that differ from any that were planned


class PageNumbers:
    """`subjects` are all guides of the projects, also those that were not named: the booklet has them all. `known` are
    the pages of booklets (by the stems of guides), by the key of the booklet. Without a `context` nothing is planned,
    and pages that are not known are UNKNOWN."""

    def __init__(
        self,
        subjects: Sequence[Subject],
        known: dict[str, dict[str, int]],
        keys: Keys,
        context: Callable[[], Context] | None,
    ) -> None:
        self._known = known
        self._keys = keys
        self._context = context
        self._booklets: dict[tuple[str, str], tuple[Job, Key] | None] = {}
        self._members: dict[tuple[str, str], list[Subject]] = {}
        for one in subjects:
            self._members.setdefault(_group(one), []).append(one)

    def complete(self, jobs: Sequence[Job]) -> list[Job]:
        """The jobs with the pages of the guides that they name; booklets to be verified with the pages that other jobs
        name of them."""
        found = [job._replace(pages=self._pages(job)) if job.linked else job for job in jobs]
        found = [
            job._replace(booklet_pages=self._own_pages(job)) if job.verify and job.kind.whole else job for job in found
        ]
        while len(self._known) > MOST_KNOWN:
            del self._known[next(iter(self._known))]
        return found

    def _pages(self, job: Job) -> tuple[tuple[str, int], ...]:
        """The pages that a job names."""
        found = self._booklet(job)
        if found is None:
            return ()
        booklet, key = found
        if key not in self._known:
            if self._context is None or booklet.kind.page_numbers is None:
                return UNKNOWN
            self._known[key] = dict(booklet.kind.page_numbers(self._context(), booklet))
        return tuple(sorted((stem, page) for stem, page in self._known[key].items() if stem in job.linked))

    def _own_pages(self, job: Job) -> tuple[tuple[str, int], ...]:
        """The pages of a booklet, where other jobs needed them."""
        found = self._booklet(job)
        if found is None or found[0].medium.name not in (job.medium.name, job.medium.of):
            return ()
        if [one.guide.file for one in found[0].subjects] != [one.guide.file for one in job.subjects]:
            return ()
        return tuple(sorted(self._known.get(found[1], {}).items()))

    def _booklet(self, job: Job) -> tuple[Job, Key] | None:
        """The booklet of a job's project and village, and its key; None where the project makes none."""
        group = _group(job.subjects[0])
        if group not in self._booklets:
            media = project_media(map(str, job.project.media), self._keys.styles) if job.project.file else ()
            medium = next((one for one in media if kind_of(one).page_numbers), None)
            members = shown_on(kind_of(medium), medium, self._members.get(group, ())) if medium else ()
            names = listed_on(kind_of(medium), self._members.get(group, ())) if medium else {}
            named = names.get(job.project.file or "", ())
            booklet = Job("", medium, kind_of(medium), tuple(members), named=named) if medium and members else None
            self._booklets[group] = (booklet, self._keys.of(booklet)) if booklet else None
        return self._booklets[group]


def _group(one: Subject) -> tuple[str, str]:
    """A project and a village: their guides are in one booklet."""
    return one.project.file or "", one.village.name if one.village else ""
