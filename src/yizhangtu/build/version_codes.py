"""Checked guides → the same guides with the codes of their versions (核验码, governance.md section 10)."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from yizhangtu.build.checked import Checked, CheckedGuide
from yizhangtu.build.load import Definition
from yizhangtu.check.project.resolve import by_stem, flow_name, resolve
from yizhangtu.content.canonical import definition_digest
from yizhangtu.content.version_code import version_code
from yizhangtu.model.guide import Guide
from yizhangtu.model.listing import Listing
from yizhangtu.model.notice.notice import Notice
from yizhangtu.model.project import Project, Village
from yizhangtu.read import read_unfilled

_VARIABLE = re.compile(r"\{\{([^{}\n]*)\}\}")


class GuideVersion(NamedTuple):
    """A definition, whatever the village: the guide with the villages' variables as written, its digest (hex), and the
    variables that its texts refer to."""

    guide: Guide
    digest: str
    variables: frozenset[str] = frozenset()

    def code(self, village: Village | None) -> str:
        """The code for a village, without hyphens."""
        return version_code(self.digest, village_values(village, self.variables))


class _Unfilled(NamedTuple):
    guide: Guide
    variables: frozenset[str]


def village_values(village: Village | None, variables: Iterable[str] = ()) -> dict[str, str]:
    """What of a village belongs to a code: its name, its number, and the columns that a definition refers to."""
    if village is None:
        return {}
    values = {"村名": str(village.name)}
    if village.code:
        values["编码"] = str(village.code)
    wanted = set(variables)
    return values | {name: value for name, value in village.columns if name in wanted and value}


def with_codes(checked: Checked) -> Checked:
    """Every guide with its code, where its project does not say 核验: 无."""
    known = versions_of((*checked.guides, *checked.context))

    def coded(one: CheckedGuide) -> CheckedGuide:
        version = known.get(one.definition.file)
        if version is None or one.guide is None or not one.definition.home.project.verified:
            return one
        if isinstance(one.guide.body, Notice):
            return one._replace(guide=_coded_notice(one.guide, one.guide.body, one.village))
        return one._replace(guide=one.guide._replace(code=version.code(one.village)))

    return checked._replace(guides=tuple(map(coded, checked.guides)), context=tuple(map(coded, checked.context)))


def _coded_notice(guide: Guide, notice: Notice, village: Village | None) -> Guide:
    """A notice with the code of what it prints on walls; without data it has none."""
    if notice.table is None:
        return guide
    return guide._replace(code=version_code(definition_digest(guide), village_values(village)))


def versions_of(guides: Sequence[CheckedGuide]) -> dict[str, GuideVersion]:
    """The version of each definition, by its file. Rows of lists are completed by the flows of the same folder."""
    first: dict[str, CheckedGuide] = {}
    for one in guides:
        if one.guide is not None:
            first.setdefault(one.definition.file, one)
    unfilled = {file: found for file, one in first.items() if (found := _unfilled(one)) is not None}
    folders: dict[str, dict[str, Guide]] = {}
    for folder in {one.definition.home.folder for one in first.values()}:
        files = [file for file in unfilled if first[file].definition.home.folder == folder]
        folders[folder] = by_stem(unfilled[file].guide for file in files)
    return {
        file: _version(one, folders[first[file].definition.home.folder], unfilled) for file, one in unfilled.items()
    }


def _unfilled(one: CheckedGuide) -> _Unfilled | None:
    """The guide without values of villages; the checked one itself where it has no variables."""
    definition = one.definition
    found = one.guide and _Unfilled(one.guide, frozenset())
    if _may_vary(definition):
        read = read_unfilled(definition.data, definition.file, definition.home.project)
        found = read.guide and _Unfilled(read.guide, read.variables)
    body = one.guide.body if one.guide else None
    if found is None or not isinstance(body, Listing) or body.source is None:
        return found
    rows = body._replace(rows=body.all_rows, all_rows=())  # of all villages: a row of any of them makes a new version
    used = {name.strip() for text in _strings(rows.rows) for name in _VARIABLE.findall(text)}
    return _Unfilled(found.guide._replace(body=rows), found.variables | used)


def _strings(value: object) -> Iterator[str]:
    """All texts in a record."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _strings(one)


def _may_vary(definition: Definition) -> bool:
    """Whether a text can hold a variable; an escape may stand for a bracket."""
    data = definition.data
    return b"{{" in data or b"\\" in data or any("{{" in text for text in _inherited(definition.home.project))


def _inherited(project: Project) -> list[str]:
    """The texts that guides take from their project."""
    assistant = project.assistant or ()
    texts = (project.hotline, project.issuer, *assistant, *(text for one in project.oversight for text in one))
    return [text for text in texts if text]


def _version(one: _Unfilled, folder: Mapping[str, Guide], known: Mapping[str, _Unfilled]) -> GuideVersion:
    guide = resolve(one.guide, folder)
    variables = one.variables
    for row in guide.body.rows if isinstance(guide.body, Listing) else ():
        linked = row.flow and folder.get(flow_name(row.flow))
        if linked:
            variables |= known[linked.file].variables
    return GuideVersion(guide, definition_digest(guide), variables)
