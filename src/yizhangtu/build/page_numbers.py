"""Jobs that point to pages of the booklet → the same with its page numbers, planned only where they are not known."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from yizhangtu.build.cache.keys import Keys
from yizhangtu.media.choice import DEFAULT_MEDIA, medium_of, split_names
from yizhangtu.media.kind import Job, Subject
from yizhangtu.media.registry import kind_of
from yizhangtu.model.errors import UsageError
from yizhangtu.model.style import Medium

if TYPE_CHECKING:
    from yizhangtu.media.context import Context

Known = dict[str, dict[str, int]]  # hash of what a booklet is planned from → page by name of the guide's file
MOST_KNOWN = 300  # plans that are remembered: one for each village
UNKNOWN = (("", 0),)  # pages that nobody planned: other than any that were


class Pointing:
    """`guides` are all of the projects, also those that were not named: the booklet has them all. Without a
    `context` nothing is planned, and pages that are not known are UNKNOWN."""

    def __init__(
        self, guides: Sequence[Subject], known: Known, keys: Keys, context: Callable[[], Context] | None
    ) -> None:
        self._groups: dict[tuple[str, str], list[Subject]] = {}
        for one in guides:
            self._groups.setdefault(_group(one), []).append(one)
        self._found: dict[tuple[str, str], dict[str, int] | None] = {}
        self.known = known
        self.keys = keys
        self.context = context

    def point(self, jobs: Sequence[Job]) -> list[Job]:
        """The jobs with the pages of the guides that they name; booklets to be verified with the pages that jobs name
        of them."""
        found = [job._replace(pages=pages) if (pages := self._shown(job)) else job for job in jobs]
        found = [
            job._replace(booklet_pages=self._planned(job)) if job.verify and job.kind.whole else job for job in found
        ]
        while len(self.known) > MOST_KNOWN:
            del self.known[next(iter(self.known))]
        return found

    def _planned(self, job: Job) -> tuple[tuple[str, int], ...]:
        """The pages of a booklet, where jobs that name them had it planned."""
        members = self._groups.get(_group(job.subjects[0]), ())
        medium = self._booklet(job.project.media)
        known = self.known.get(self.keys.of(_booklet_job(medium, members)), {}) if medium else {}
        same = tuple(one.guide.file for one in members) == tuple(one.guide.file for one in job.subjects)
        own = medium is not None and medium.name in (job.medium.name, job.medium.of)
        return tuple(sorted(known.items())) if same and own else ()

    def _shown(self, job: Job) -> tuple[tuple[str, int], ...]:
        linked = job.linked
        if not linked:
            return ()
        group = _group(job.subjects[0])
        if group not in self._found:
            self._found[group] = self._pages(job, self._groups.get(group, ()))
        pages = self._found[group]
        if pages is None:
            return UNKNOWN
        return tuple(sorted((stem, page) for stem, page in pages.items() if stem in linked))

    def _pages(self, job: Job, members: Sequence[Subject]) -> dict[str, int] | None:
        """The pages of the booklet of this job's project and village; none where the project makes no booklet."""
        medium = self._booklet(job.project.media)
        if medium is None or not job.project.file:
            return {}
        booklet = _booklet_job(medium, members)
        key = self.keys.of(booklet)
        if key not in self.known:
            if self.context is None or booklet.kind.page_numbers is None:
                return None
            self.known[key] = dict(booklet.kind.page_numbers(self.context(), booklet))
        return self.known[key]

    def _booklet(self, media: Sequence[str]) -> Medium | None:
        """The booklet that a project makes."""
        for name in split_names([str(name) for name in media]) or DEFAULT_MEDIA:
            try:
                medium = medium_of(name, self.keys.styles.media)
            except UsageError:
                continue  # told by the check
            if kind_of(medium).page_numbers:
                return medium
        return None


def _group(one: Subject) -> tuple[str, str]:
    """The booklet that a guide is in: that of its project and village."""
    return one.project.file or "", one.village.name if one.village else ""


def _booklet_job(medium: Medium, members: Sequence[Subject]) -> Job:
    return Job("", medium, kind_of(medium), tuple(members))
