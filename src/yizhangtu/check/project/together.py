"""Definitions of projects, read one by one → lists with the guides of their rows, and what does not fit together."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from yizhangtu.check import by_stem, check_project, resolve
from yizhangtu.model.diagnostics import Diagnostic, Related
from yizhangtu.model.errors import internal
from yizhangtu.model.guide import Guide

OTHER_PLACE = "另一处写在这里"


class Draft(NamedTuple):
    """One definition as read, for one village. `stem` is the name by which lists refer to it; `project` is the folder
    of the project; `guide` is None where the definition could not be read."""

    file: str
    stem: str
    project: str
    village: str
    guide: Guide | None
    diagnostics: tuple[Diagnostic, ...]


def resolve_lists(drafts: Sequence[Draft]) -> list[Draft]:
    """The same drafts; the rows of lists have what they take from the guides of their project and village."""
    guides: dict[tuple[str, str], dict[str, Guide]] = {
        key: by_stem(one.guide for one in group if one.guide is not None) for key, group in _groups(drafts).items()
    }
    return [_resolved(one, guides[one.project, one.village]) for one in drafts]


def _resolved(one: Draft, guides: dict[str, Guide]) -> Draft:
    if one.guide is None or one.guide.body is None:
        return one
    try:
        return one._replace(guide=resolve(one.guide, guides))
    except Exception as error:
        fault = internal("对照这张清单的流程图", one.file, error)
        return one._replace(diagnostics=(*one.diagnostics, fault))


def check_together(
    drafts: Sequence[Draft], reported: Collection[str], unread: Mapping[str, frozenset[str]]
) -> list[Diagnostic]:
    """What does not fit together within each project and village, as far as it has a place in a file of `reported`.
    `unread` are the names of the definitions of a project that are not among the drafts, by project."""
    found: list[Diagnostic] = []
    for (project, _), group in _groups(drafts).items():
        names = unread.get(project, frozenset()).union(one.stem for one in group if one.guide is None)
        guides = [one.guide for one in group if one.guide is not None]
        try:
            found += check_project(guides, complete=not names, unread=names)
        except Exception as error:
            found.append(internal("对照各份定义", group[-1].file, error))
    return [fault for one in found if (fault := _with_main_place(one, reported)) is not None]


def _groups(drafts: Iterable[Draft]) -> dict[tuple[str, str], list[Draft]]:
    """Drafts by project and village."""
    groups: dict[tuple[str, str], list[Draft]] = {}
    for one in drafts:
        groups.setdefault((one.project, one.village), []).append(one)
    return groups


def _with_main_place(fault: Diagnostic, reported: Collection[str]) -> Diagnostic | None:
    """The diagnostic with its main place in one of these files: its own, else its first related one; None where no
    place is in them."""
    if fault.span is None or fault.span.file in reported:
        return fault
    for related in fault.related:
        if related.span.file in reported:
            rest = (one for one in fault.related if one is not related)
            return fault._replace(span=related.span, related=(Related(fault.span, OTHER_PLACE), *rest))
    return None
