"""Jobs that point to pages of the booklet → the same with its page numbers, planned only where they are not known."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from yizhangtu.model.style import Medium
from yizhangtu.pipeline import stamp
from yizhangtu.pipeline.check import CheckedGuide
from yizhangtu.pipeline.choice import DEFAULT_MEDIA, medium_of, split_names, theme_for
from yizhangtu.pipeline.jobs import BOOKLET, Job
from yizhangtu.pipeline.usage import WrongUsage
from yizhangtu.world import styles
from yizhangtu.world.identity import identity

if TYPE_CHECKING:
    from yizhangtu.pipeline.studio import Studio

Known = dict[str, dict[str, int]]  # hash of what a booklet is planned from → page by name of the guide's file
MOST_KNOWN = 40  # plans that are remembered


def with_pages(
    jobs: Sequence[Job], guides: Sequence[CheckedGuide], known: Known, studio: Callable[[], Studio]
) -> list[Job]:
    """`guides` are all of the projects, also those that were not named: the booklet has them all."""
    found: list[Job] = []
    for job in jobs:
        linked = job.linked
        pages = _pages(job, guides, known, studio) if linked else {}
        shown = tuple(sorted((stem, page) for stem, page in pages.items() if stem in linked))
        found.append(replace(job, pages=shown) if shown else job)
    while len(known) > MOST_KNOWN:
        del known[next(iter(known))]
    return found


def _pages(job: Job, guides: Sequence[CheckedGuide], known: Known, studio: Callable[[], Studio]) -> dict[str, int]:
    """The pages of the booklet of this job's project and village; none where the project makes no booklet."""
    home, village = job.guides[0].definition.home, job.guides[0].village
    medium = _booklet(home.project.media)
    members = tuple(
        one for one in guides if one.sound and one.definition.home.file == home.file and one.village == village
    )
    if medium is None or not home.file:
        return {}
    key = stamp.key_of(Job("", medium, None, members), identity())
    if key not in known:
        known[key] = _planned(studio(), members, medium)
    return known[key]


def _booklet(media: Sequence[str]) -> Medium | None:
    """The booklet that a project makes."""
    for name in split_names([str(name) for name in media]) or DEFAULT_MEDIA:
        try:
            medium = medium_of(name, styles.load().media)
        except WrongUsage:
            continue  # told by the check
        if medium.kind == BOOKLET:
            return medium
    return None


def _planned(studio: Studio, members: Sequence[CheckedGuide], medium: Medium) -> dict[str, int]:
    from yizhangtu.pipeline.pointers import pages_of  # heavy: only where the plan is not known

    pairs = [(one.guide, one.graph) for one in members if one.guide is not None and one.graph is not None]
    project = members[0].definition.home.project
    return pages_of(studio, pairs, project, medium, lambda guide: theme_for(guide, None, studio.styles))
