"""Jobs that point to pages of the booklet → the same with its page numbers, planned only where they are not known."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from yizhangtu.build.cache.keys import Keys
from yizhangtu.build.checked import CheckedGuide
from yizhangtu.build.jobs import BOOKLET, Job
from yizhangtu.media.choice import DEFAULT_MEDIA, medium_of, split_names, theme_for
from yizhangtu.model.errors import UsageError
from yizhangtu.model.style import Medium

if TYPE_CHECKING:
    from yizhangtu.media.context import Context

Known = dict[str, dict[str, int]]  # hash of what a booklet is planned from → page by name of the guide's file
MOST_KNOWN = 300  # plans that are remembered: one for each village
UNKNOWN = (("", 0),)  # pages that nobody planned: other than any that were


class Pointing:
    """`guides` are all of the projects, also those that were not named: the booklet has them all. Without a `studio`
    nothing is planned, and pages that are not known are UNKNOWN."""

    def __init__(
        self, guides: Sequence[CheckedGuide], known: Known, keys: Keys, context: Callable[[], Context] | None
    ) -> None:
        self._groups: dict[tuple[str, str], list[CheckedGuide]] = {}
        for one in guides:
            if one.sound:
                self._groups.setdefault(_group(one), []).append(one)
        self._found: dict[tuple[str, str], dict[str, int] | None] = {}
        self.known = known
        self.keys = keys
        self.context = context

    def point(self, jobs: Sequence[Job]) -> list[Job]:
        """The jobs with the pages of the guides that they name."""
        found = [replace(job, pages=pages) if (pages := self._shown(job)) else job for job in jobs]
        while len(self.known) > MOST_KNOWN:
            del self.known[next(iter(self.known))]
        return found

    def planned(self, job: Job) -> tuple[tuple[str, int], ...]:
        """The pages of a booklet, where jobs that name them had it planned."""
        members = self._groups.get(_group(job.guides[0]), ())
        medium = self._booklet(job.guides[0].definition.home.project.media)
        known = self.known.get(self.keys.of(Job("", medium, None, tuple(members))), {}) if medium else {}
        same = tuple(one.definition.stem for one in members) == tuple(one.definition.stem for one in job.guides)
        own = medium is not None and medium.name in (job.medium.name, job.medium.of)
        return tuple(sorted(known.items())) if same and own else ()

    def _shown(self, job: Job) -> tuple[tuple[str, int], ...]:
        linked = job.linked
        if not linked:
            return ()
        group = _group(job.guides[0])
        if group not in self._found:
            self._found[group] = self._pages(job, self._groups.get(group, ()))
        pages = self._found[group]
        if pages is None:
            return UNKNOWN
        return tuple(sorted((stem, page) for stem, page in pages.items() if stem in linked))

    def _pages(self, job: Job, members: Sequence[CheckedGuide]) -> dict[str, int] | None:
        """The pages of the booklet of this job's project and village; none where the project makes no booklet."""
        home = job.guides[0].definition.home
        medium = self._booklet(home.project.media)
        if medium is None or not home.file:
            return {}
        key = self.keys.of(Job("", medium, None, tuple(members)))
        if key not in self.known:
            if self.context is None:
                return None
            self.known[key] = _planned(self.context(), members, medium)
        return self.known[key]

    def _booklet(self, media: Sequence[str]) -> Medium | None:
        """The booklet that a project makes."""
        for name in split_names([str(name) for name in media]) or DEFAULT_MEDIA:
            try:
                medium = medium_of(name, self.keys.styles.media)
            except UsageError:
                continue  # told by the check
            if medium.kind == BOOKLET:
                return medium
        return None


def _group(one: CheckedGuide) -> tuple[str, str]:
    """The booklet that a guide is in: that of its project and village."""
    return one.definition.home.file, one.village.name if one.village else ""


def _planned(context: Context, members: Sequence[CheckedGuide], medium: Medium) -> dict[str, int]:
    from yizhangtu.media.common.cross_references import pages_of  # heavy: only where the plan is not known

    pairs = [(one.guide, one.graph) for one in members if one.guide is not None and one.graph is not None]
    project = members[0].definition.home.project
    return pages_of(context, pairs, project, medium, lambda guide: theme_for(guide, None, context.styles))
