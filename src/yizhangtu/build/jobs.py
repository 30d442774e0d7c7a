"""Sound guides + media + themes → the files that are to be made, each with where it goes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from yizhangtu.build.checked import CheckedGuide
from yizhangtu.build.villages import file_name, same_file
from yizhangtu.media.registry import KINDS, Kind
from yizhangtu.model.diagnostics import Diagnostic, Related, whole
from yizhangtu.model.diagnostics import make as fault
from yizhangtu.model.listing import Listing
from yizhangtu.model.style import Medium

BOOKLET = "booklet"
FEW = 3  # guides that need no overview


@dataclass(frozen=True)
class Job:
    """One file to be made. `target` is its path inside the folder of results; a poster has one guide, an overview and
    a booklet have many. `pages` are those of the booklet that it points to, by the names of the guides' files."""

    target: str
    medium: Medium
    theme: str | None  # None: by the picture of each guide
    guides: tuple[CheckedGuide, ...]
    finish: str = ""  # print or archive: what a PDF is made for; tiles-a4 or tiles-a3: in sheets for an office printer
    extra: str = ""  # the kind of what is made for a project beside the files of its guides
    pages: tuple[tuple[str, int], ...] = ()
    verify: bool = False  # held against the definition before it is written
    plan: tuple[tuple[str, int], ...] = ()  # of a booklet that is verified: the pages that other jobs name
    lying: tuple[str, ...] = ()  # files that are there and only to be verified, by their full names
    held: tuple[bytes, ...] = ()  # what these hold, where they were read for another machine

    @property
    def kind(self) -> Kind:
        """How it is made."""
        return KINDS[self.extra or self.medium.kind]

    @property
    def many(self) -> bool:
        """Whether it is about a project, not about one guide."""
        return self.kind.whole

    @property
    def linked(self) -> frozenset[str]:
        """The guides whose pages it points to."""
        if self.extra:
            return frozenset(one.definition.stem for one in self.guides)
        body = self.guides[0].guide.body if self.guides[0].guide and not self.many else None
        rows = body.rows if isinstance(body, Listing) else ()
        return frozenset(row.linked.stem for row in rows if row.linked)

    @property
    def file(self) -> str:
        """Where faults of the whole job are told: its definition; for a booklet, the project file."""
        definition = self.guides[0].definition
        return (definition.home.file if self.many else "") or definition.file

    @property
    def called(self) -> str:
        """What messages call it."""
        guide = self.guides[0].guide
        if self.extra:
            return self.target.rpartition("/")[2].rpartition(".")[0]
        return self.medium.title if self.many or guide is None else f"“{guide.title}”"


def jobs_of(
    guides: Sequence[CheckedGuide], media: Sequence[Medium], theme: str | None, wholes: bool = False, finish: str = ""
) -> tuple[list[Job], list[Diagnostic]]:
    """All jobs, village by village and medium by medium, and a fault for each whose file name is taken. `wholes`:
    the guides are whole projects, for which more is made than for single guides."""
    groups: dict[str, list[CheckedGuide]] = {}
    for one in guides:
        groups.setdefault(f"{one.village.name}/" if one.village else "", []).append(one)
    jobs: list[Job] = []
    for folder, group in groups.items():
        sound = [one for one in group if one.sound]
        for medium in media:
            kind = KINDS[medium.kind]
            name = f"{folder}{medium.name}{f'-{finish}' if finish else ''}"
            if kind.whole:
                made = [(f"{name}{kind.suffix}", members) for members in _by_project(sound)]
            else:
                made = [(f"{name}/{_stem(one)}{kind.suffix}", (one,)) for one in sound]
            jobs += [Job(target, medium, _theme(theme, members), members, finish) for target, members in made]
            for file, extra in kind.extras if wholes else ():
                jobs += [
                    Job(f"{name}/{file}", medium, _theme(theme, members), members, finish, extra)
                    for members in _by_project(sound)
                    if len(members) > FEW and members[0].definition.home.file
                ]
    return _distinct(jobs)


def _stem(one: CheckedGuide) -> str:
    """The name of what is made of a definition: its own, as far as every system takes it; results are carried about."""
    return file_name(one.definition.stem) or "未命名"


def _theme(wanted: str | None, guides: Sequence[CheckedGuide]) -> str | None:
    """What was asked for, else 主题 of the project."""
    return wanted or guides[0].definition.home.project.theme


def _distinct(jobs: Sequence[Job]) -> tuple[list[Job], list[Diagnostic]]:
    """Of jobs with one target only the first, and a fault for the definitions of the others."""
    first: dict[str, Job] = {}
    faults: list[Diagnostic] = []
    for job in jobs:
        earlier = first.setdefault(same_file(job.target), job)
        if earlier is not job:
            faults.append(_taken(job, earlier))
    return list(first.values()), list(dict.fromkeys(faults))


def _taken(job: Job, earlier: Job) -> Diagnostic:
    related = (Related(whole(earlier.file), "先用了这个名字"),)
    if job.many:
        message = f"{job.called}只收一个辖区的定义，这个辖区的没有编进去"
        return fault("Y707", whole(job.file), message, "一个辖区一个辖区地制作，用 -o 分开放。", related)
    message = f"文件名和 {earlier.file} 的相同，成品会互相覆盖，这一份没有制作"
    return fault("Y707", whole(job.file), message, "改其中一个的文件名。", related)


def _by_project(guides: Sequence[CheckedGuide]) -> list[tuple[CheckedGuide, ...]]:
    """The guides of each project file: a booklet has one issuer and one hotline."""
    groups: dict[str, list[CheckedGuide]] = {}
    for one in guides:
        groups.setdefault(one.definition.home.file, []).append(one)
    return [tuple(group) for group in groups.values()]
