"""Sound guides + media → the files that are to be made, each with its path in the folder of results."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from yizhangtu.build.checked import CheckedGuide
from yizhangtu.build.notices import in_network, on_wall, plain_name, without_data
from yizhangtu.build.villages import for_village
from yizhangtu.content.facts import code_address
from yizhangtu.draw.qr import FINEST_MM, width_in_modules
from yizhangtu.media.kind import FEW_GUIDES, Job, MediumKind, Subject
from yizhangtu.media.registry import kind_of, named
from yizhangtu.media.themes import theme_for
from yizhangtu.model.diagnostics import Diagnostic, Related, whole
from yizhangtu.model.diagnostics import make as fault
from yizhangtu.model.listing import Listing
from yizhangtu.model.notice.notice import Notice
from yizhangtu.style.medium import Medium
from yizhangtu.style.styles import Styles
from yizhangtu.system.filenames import file_name, is_cut, same_file
from yizhangtu.system.inputs import STDIN

SHORT = 44  # bytes of an address that fits a code of 33 modules with number and code of a version


def subjects_of(guides: Sequence[CheckedGuide], theme: str | None, styles: Styles) -> list[Subject]:
    """The guides that can be built, each in the requested theme, otherwise in that of its project or picture."""
    return [
        Subject(
            one.guide,
            one.graph,
            for_village(one.definition.home.project, one.village),
            one.village,
            theme_for(one.guide, theme or one.definition.home.project.theme, styles).name,
            hashlib.sha256(one.definition.data).hexdigest(),
        )
        for one in guides
        if one.sound and one.guide is not None and one.graph is not None
    ]


def jobs_of(
    subjects: Sequence[Subject], media: Sequence[Medium], whole_projects: bool = False, finish: str = ""
) -> tuple[list[Job], list[Diagnostic]]:
    """All jobs, village by village and medium by medium, and a diagnostic for each whose file name is already used.
    `whole_projects`: the guides are complete projects, for which more media are built than for single guides."""
    villages: dict[str, list[Subject]] = {}
    for one in subjects:
        villages.setdefault(f"{one.village.name}/" if one.village else "", []).append(one)
    jobs: list[Job] = []
    left_out: list[Diagnostic] = []
    for folder, group in villages.items():
        for medium in media:
            kind = kind_of(medium)
            shown = shown_on(kind, medium, group)
            name = f"{folder}{medium.name}{f'-{finish}' if finish else ''}"
            if kind.whole:
                names = listed_on(kind, group)
                jobs += [
                    Job(
                        f"{name}{kind.suffix}",
                        medium,
                        kind,
                        members,
                        finish,
                        named=names.get(members[0].project.file or "", ()),
                    )
                    for members in _by_project(shown)
                ]
                only = set(names) - {one.project.file or "" for one in shown}
                left_out += [_only_notices(medium, file, group) for file in sorted(only)]
            else:
                jobs += [Job(f"{name}/{_stem(one)}{kind.suffix}", medium, kind, (one,), finish) for one in shown]
            for file, extra in kind.extras if whole_projects else ():
                jobs += [
                    Job(f"{name}/{file}", medium, named(extra), members, finish)
                    for members in _by_project(shown_on(named(extra), medium, group))
                    if len(members) > FEW_GUIDES and members[0].project.file
                ]
    jobs, faults = _distinct(jobs)
    return jobs, [*_cut_names(subjects), *dict.fromkeys(left_out), *_unsuited(subjects, media), *faults]


def listed_on(kind: MediumKind, subjects: Sequence[Subject]) -> dict[str, tuple[str, ...]]:
    """The names of the notices that a kind of medium lists, by the file of their project."""
    found: dict[str, dict[str, None]] = {}
    for one in subjects if kind.notices == "listed" else ():
        if isinstance(one.guide.body, Notice):
            found.setdefault(one.project.file or "", {})[plain_name(one.guide)] = None
    return {file: tuple(names) for file, names in found.items()}


def _only_notices(medium: Medium, file: str, subjects: Sequence[Subject]) -> Diagnostic:
    """A note that there is nothing to bind: a booklet only lists the names of notices."""
    place = next(one.guide.file for one in subjects if (one.project.file or "") == file)
    message = f"{medium.title}没有做：这里只有公示，手册只在目录里写公示的名称"
    return fault("Y840", whole(file or place), message, "公示做成海报、电子屏；手册要和别的定义一起做。")


def fine_codes(jobs: Sequence[Job]) -> list[Diagnostic]:
    """Y753: addresses whose QR code is too fine on a medium, once for each address and medium."""
    found: dict[tuple[str, str], Diagnostic] = {}
    for job in jobs:
        medium, project = job.medium, job.project
        address = project.verify_url or project.url
        if address is None or not medium.qr_mm or medium.pixels:
            continue
        module = medium.qr_mm / max(width_in_modules(code_address(one.guide, project)) for one in job.subjects)
        if module < FINEST_MM:
            message = f"{medium.title}上的二维码每格只有 {module:.2f} 毫米，拍整张图的照片里读不出"
            hint = f"网址现在有 {len(address.encode())} 个字节：换一个 {SHORT} 个字节以内的，或者用大一号的纸。"
            found.setdefault((str(address), medium.name), fault("Y753", address.span or whole(job.file), message, hint))
    return list(found.values())


def shown_on(kind: MediumKind, medium: Medium, subjects: Sequence[Subject]) -> list[Subject]:
    """The guides as a kind of medium shows them: notices with the data for walls or for networks, without data where it
    only names them, or not at all."""
    found: list[Subject] = []
    for one in subjects:
        notice = one.guide.body
        if kind.suits is not None and not kind.suits(one.guide):
            continue
        if isinstance(notice, Listing) and notice.waits:
            continue
        if not isinstance(notice, Notice):
            found.append(one)
        elif kind.notices == "named":
            found.append(one._replace(guide=without_data(one.guide)))
        elif kind.notices == "shown" and notice.table is not None:
            found.append(one._replace(guide=in_network(one.guide) if medium.net else on_wall(one.guide)))
    return found


def _unsuited(subjects: Sequence[Subject], media: Sequence[Medium]) -> list[Diagnostic]:
    """A note for each medium that is not made of some guides: there is nothing to be taken in, for example."""
    found: list[Diagnostic] = []
    for medium in media:
        suits = kind_of(medium).suits
        left = dict.fromkeys(one.guide.file for one in subjects if suits is not None and not suits(one.guide))
        if left:
            first = next(iter(left))
            others = f" 等 {len(left)} 份" if len(left) > 1 else ""
            message = f"{medium.title}没有给“{Path(first).stem}”{others}做：不是服务群众的流程，也没有写帮办代办"
            found.append(
                fault("Y765", whole(first), message, "不用处理；要做，就写上“所属清单: 服务群众”或者“帮办代办”。")
            )
    return found


def _cut_names(subjects: Sequence[Subject]) -> list[Diagnostic]:
    """A note for each definition whose results have a shorter name than itself."""
    files = dict.fromkeys(one.guide.file for one in subjects)
    return [
        fault(
            "Y721", whole(file), f"文件名太长，成品的名字缩短成“{file_name(Path(file).stem)}”",
            "不用处理；想要好认的名字，就把定义的文件名改短。",
        )
        for file in files
        if is_cut(Path(file).stem)
    ]  # fmt: skip


def _stem(one: Subject) -> str:
    """The file name of a definition's results: its own, without characters that some system forbids, because results
    are copied; for a notice with its period."""
    stem = file_name("stdin" if one.guide.file == STDIN else Path(one.guide.file).stem) or "未命名"
    notice = one.guide.body
    period = file_name(notice.period_code) if isinstance(notice, Notice) else ""
    return f"{stem}.{period}" if period else stem


def _distinct(jobs: Sequence[Job]) -> tuple[list[Job], list[Diagnostic]]:
    """Of jobs with one target only the first, and a diagnostic for the definitions of the others."""
    first: dict[str, Job] = {}
    faults: list[Diagnostic] = []
    for job in jobs:
        earlier = first.setdefault(same_file(job.target), job)
        if earlier is not job:
            faults.append(_taken(job, earlier))
    return list(first.values()), list(dict.fromkeys(faults))


def _taken(job: Job, earlier: Job) -> Diagnostic:
    related = (Related(whole(earlier.file), "先用了这个名字"),)
    if job.kind.whole:
        message = f"{job.title}只收一个辖区的定义，这个辖区的没有编进去"
        return fault("Y707", whole(job.file), message, "一个辖区一个辖区地制作，用 -o 分开放。", related)
    message = f"文件名和 {earlier.file} 的相同，成品会互相覆盖，这一份没有制作"
    return fault("Y707", whole(job.file), message, "改其中一个的文件名。", related)


def _by_project(subjects: Sequence[Subject]) -> list[tuple[Subject, ...]]:
    """The guides of each project file: a booklet has one issuer and one hotline."""
    groups: dict[str, list[Subject]] = {}
    for one in subjects:
        groups.setdefault(one.project.file or "", []).append(one)
    return [tuple(group) for group in groups.values()]
