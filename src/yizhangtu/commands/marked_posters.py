"""`diff -m`: posters of the present guides with their changes against an earlier version marked."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from yizhangtu.build.checked import CheckedGuide
from yizhangtu.build.jobs import jobs_of, subjects_of
from yizhangtu.build.render import context_for, render
from yizhangtu.commands.compare import Compared, Comparison
from yizhangtu.diff.marked import marked
from yizhangtu.flow.graph import build_graph
from yizhangtu.media.choice import medium_of
from yizhangtu.media.kind import Job
from yizhangtu.media.registry import file_kinds
from yizhangtu.media.themes import theme_of
from yizhangtu.model.diagnostics import Diagnostic
from yizhangtu.model.errors import UsageError
from yizhangtu.style.medium import Medium
from yizhangtu.style.styles import Styles
from yizhangtu.system import outputs
from yizhangtu.system.filenames import file_name
from yizhangtu.system.installation import Installation

KIND = "poster"


class MarkedPosters(NamedTuple):
    """The files, and what is wrong with those that could not be made."""

    files: tuple[Path, ...]
    diagnostics: tuple[Diagnostic, ...] = ()


def marked_posters(
    compared: Comparison, medium: str, folder: str = "", theme: str = "", *, verify: bool = False
) -> MarkedPosters:
    """Write NAME.改动.pdf for each guide of a comparison that both sides have. `verify`: each file is checked against
    its guide before it is written. Raises UsageError for a medium that is no poster, and where the new side has no
    definition, MissingDependency where a file cannot be written."""
    installation = Installation()
    styles = installation.styles(file_kinds())
    wanted = medium_of(medium, styles.media)
    if wanted.kind != KIND:
        named = "、".join(one.name for one in styles.media.values() if one.kind == KIND and one.name.count("-") == 1)
        raise UsageError(f"改动标在海报上，“{wanted.name}”不行", f"可以用的媒介：{named}")
    files: list[Path] = []
    found: list[Diagnostic] = []
    for one in compared.guides:
        if one.state:
            continue
        for job in _jobs(compared, one, wanted, theme_of(theme, styles).name if theme else None, styles):
            guide = compared.new[one.guide]._replace(guide=job.guide, graph=job.subjects[0].graph)
            result = render(context_for([guide], installation), job._replace(verify=verify))
            found += result.diagnostics
            if result.missing:
                raise result.missing
            if isinstance(result.data, bytes):
                path = Path(folder or "output") / f"{file_name(one.guide)}.改动.pdf"
                outputs.write(path, result.data)
                files.append(path)
    return MarkedPosters(tuple(files), tuple(found))


def _jobs(compared: Comparison, one: Compared, medium: Medium, theme: str | None, styles: Styles) -> Sequence[Job]:
    """The poster of a guide with its changes marked; none where it has errors."""
    return jobs_of(subjects_of([marked_guide(compared, one)], theme, styles), [medium])[0]


def marked_guide(compared: Comparison, one: Compared) -> CheckedGuide:
    """The new definition of a guide with its changes marked. Raises UsageError where the new side has none."""
    checked = compared.new.get(one.guide)
    if checked is None or checked.guide is None:
        raise UsageError("新的一份要是定义文件，才画得出海报", "如 yizhangtu diff 旧核验码 flows/甲.yaml -m poster-a3")
    guide = marked(checked.guide, one.changes, one.old, one.new)
    return checked._replace(guide=guide, graph=build_graph(guide)[0])
