"""Sound guides + media + themes → the files that are to be made, each with where it goes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from yizhangtu.model.diagnostics import Diagnostic, Related
from yizhangtu.model.style import Medium
from yizhangtu.pipeline.check import CheckedGuide
from yizhangtu.pipeline.faults import fault, whole
from yizhangtu.pipeline.villages import same_file

BOOKLET = "booklet"


@dataclass(frozen=True)
class Job:
    """One file to be made. `target` is its path inside the folder of results; a poster has one guide."""

    target: str
    medium: Medium
    theme: str | None  # None: by the picture of each guide
    guides: tuple[CheckedGuide, ...]

    @property
    def file(self) -> str:
        """The definition that faults of the whole job are told at."""
        return self.guides[0].definition.file

    @property
    def called(self) -> str:
        """What messages call it."""
        guide = self.guides[0].guide
        return self.medium.title if self.medium.kind == BOOKLET or guide is None else f"“{guide.title}”"


def jobs_of(
    guides: Sequence[CheckedGuide], media: Sequence[Medium], theme: str | None
) -> tuple[list[Job], list[Diagnostic]]:
    """All jobs, village by village and medium by medium, and a fault for each whose file name is taken."""
    groups: dict[str, list[CheckedGuide]] = {}
    for one in guides:
        groups.setdefault(f"{one.village.name}/" if one.village else "", []).append(one)
    jobs: list[Job] = []
    faults: list[Diagnostic] = []
    for folder, group in groups.items():
        sound, twice = _distinct(group)
        faults += twice
        for medium in media:
            if medium.kind == BOOKLET:
                made = [(f"{folder}{medium.name}.pdf", tuple(sound))] if sound else []
            else:
                made = [(f"{folder}{medium.name}/{one.definition.stem}.pdf", (one,)) for one in sound]
            jobs += [Job(target, medium, _theme(theme, members), members) for target, members in made]
    return jobs, list(dict.fromkeys(faults))


def _theme(wanted: str | None, guides: Sequence[CheckedGuide]) -> str | None:
    """What was asked for, else 主题 of the project."""
    return wanted or guides[0].definition.home.project.theme


def _distinct(guides: Sequence[CheckedGuide]) -> tuple[list[CheckedGuide], list[Diagnostic]]:
    """The sound guides, of those with equal stems the first."""
    first: dict[str, CheckedGuide] = {}
    faults: list[Diagnostic] = []
    for one in guides:
        if not one.sound:
            continue
        earlier = first.setdefault(same_file(one.definition.stem), one)
        if earlier is not one:
            here, there = one.definition.file, earlier.definition.file
            message = f"文件名和 {there} 的相同，成品会互相覆盖，这一份没有制作"
            related = (Related(whole(there), "先用了这个名字"),)
            faults.append(fault("Y707", whole(here), message, "改其中一个的文件名。", related))
    return list(first.values()), faults
