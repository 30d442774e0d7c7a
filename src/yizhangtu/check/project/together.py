"""Definitions read one by one → lists that know their guides, and what does not fit together within a project."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from yizhangtu.build.load import Definition
from yizhangtu.check import by_stem, check_project, resolve
from yizhangtu.model.diagnostics import Diagnostic, Related
from yizhangtu.model.errors import internal
from yizhangtu.model.guide import Guide
from yizhangtu.model.project import Village

OTHER_PLACE = "另一处写在这里"


@dataclass(frozen=True)
class Draft:
    """One definition as read, for one village."""

    definition: Definition
    village: Village | None
    guide: Guide | None
    diagnostics: tuple[Diagnostic, ...]


def joined(drafts: Sequence[Draft]) -> list[Draft]:
    """The same drafts, the rows of their lists with what they take from the guides of their project and village."""
    made: dict[int, Draft] = {}
    for group in _groups(drafts):
        guides = by_stem(one.guide for one in group if one.guide is not None)
        for one in group:
            made[id(one)] = _join(one, guides)
    return [made[id(one)] for one in drafts]


def _join(one: Draft, guides: dict[str, Guide]) -> Draft:
    if one.guide is None or one.guide.body is None:
        return one
    try:
        return replace(one, guide=resolve(one.guide, guides))
    except Exception as error:
        fault = internal("对照这张清单的流程图", one.definition.file, error)
        return replace(one, diagnostics=(*one.diagnostics, fault))


def across(drafts: Sequence[Draft], told: Collection[str]) -> list[Diagnostic]:
    """What does not fit together, within each project and village; only what has a place in one of the files `told`."""
    found: list[Diagnostic] = []
    for group in _groups(drafts):
        home = group[0].definition.home
        unreadable = {one.definition.stem for one in group if one.guide is None}
        guides = [one.guide for one in group if one.guide is not None]
        complete = not home.unread and not unreadable
        try:
            found += check_project(guides, complete=complete, unread=home.unread | unreadable)
        except Exception as error:
            found.append(internal("对照各份定义", group[-1].definition.file, error))
    return [fault for one in found if (fault := _turned(one, told)) is not None]


def _groups(drafts: Iterable[Draft]) -> list[list[Draft]]:
    """Drafts by project and village."""
    groups: dict[tuple[int, str], list[Draft]] = {}
    for one in drafts:
        key = (id(one.definition.home), one.village.name if one.village else "")
        groups.setdefault(key, []).append(one)
    return list(groups.values())


def _turned(fault: Diagnostic, told: Collection[str]) -> Diagnostic | None:
    """The fault with its main place in one of these files: its own, or else its other one; None where it has none."""
    if fault.span is None or fault.span.file in told:
        return fault
    for related in fault.related:
        if related.span.file in told:
            rest = (one for one in fault.related if one is not related)
            return fault._replace(span=related.span, related=(Related(fault.span, OTHER_PLACE), *rest))
    return None
