"""Checked guides → the same guides with the codes of their versions (核验码, governance.md section 10).

What a list says in one village is the definition with the rows that all villages have alike, and, among the values of
the village, the rows that its table has for it: a change in one village changes no code of another.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from yizhangtu.build.checked import Checked, CheckedGuide
from yizhangtu.build.load import Definition
from yizhangtu.check.project.resolve import by_stem, flow_name, resolve
from yizhangtu.content.canonical import canonical_rows, definition_digest
from yizhangtu.content.version_code import version_code
from yizhangtu.ledger.versions import ROWS
from yizhangtu.model.guide import Guide
from yizhangtu.model.listing import Listing, ListRow
from yizhangtu.model.notice.notice import Notice
from yizhangtu.model.project import Project, Village
from yizhangtu.read import read_unfilled

_VARIABLE = re.compile(r"\{\{([^{}\n]*)\}\}")


class GuideWritten(NamedTuple):
    """A guide with the variables of villages as written, and the names of those in its texts."""

    guide: Guide
    variables: frozenset[str]


class Folder(NamedTuple):
    """The guides of one folder with the variables of villages as written, by the stems of their files."""

    guides: Mapping[str, Guide]
    variables: Mapping[str, frozenset[str]]  # by file

    def joined(self, one: GuideWritten) -> GuideWritten:
        """A guide with its rows completed by the flows that they name, and the variables of those flows."""
        guide, variables = resolve(one.guide, self.guides), one.variables
        for row in guide.body.rows if isinstance(guide.body, Listing) else ():
            linked = row.flow and self.guides.get(flow_name(row.flow))
            if linked:
                variables |= self.variables[linked.file]
        return GuideWritten(guide, variables)


class GuideVersion(NamedTuple):
    """A definition, whatever the village: the guide with the villages' variables as written, its digest (hex), and the
    variables that its texts refer to. `folder`: the guides that rows of its table can name."""

    guide: Guide
    digest: str
    variables: frozenset[str]
    folder: Folder

    @property
    def by_village(self) -> bool:
        """Whether each village has rows of its own in a table."""
        body = self.guide.body
        return isinstance(body, Listing) and body.source is not None and body.source.by_village

    def with_rows(self, rows: Sequence[ListRow]) -> GuideWritten:
        """The guide with the rows that its table has for a village, and its variables."""
        return self.folder.joined(GuideWritten(_with_rows(self.guide, rows), self.variables | _variables_in(rows)))

    def values(self, village: Village | None, rows: Sequence[ListRow] = ()) -> dict[str, object]:
        """What of a village belongs to its code. `rows`: of its table, with variables as written."""
        if village is None or not self.by_village:
            return village_values(village, self.variables)
        guide, variables = self.with_rows(rows)
        assert isinstance(guide.body, Listing)
        return {**village_values(village, variables), ROWS: canonical_rows(guide.body.rows)}

    def code(self, village: Village | None, rows: Sequence[ListRow] = ()) -> str:
        """The code for a village, without hyphens."""
        return version_code(self.digest, self.values(village, rows))


def village_values(village: Village | None, variables: Iterable[str] = ()) -> dict[str, object]:
    """What of a village belongs to a code: its name, its number, and the columns that a definition refers to."""
    if village is None:
        return {}
    values: dict[str, object] = {"村名": str(village.name)}
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
        return one._replace(guide=one.guide._replace(code=version.code(one.village, own_rows(one.guide))))

    return checked._replace(guides=tuple(map(coded, checked.guides)), context=tuple(map(coded, checked.context)))


def own_rows(guide: Guide) -> tuple[ListRow, ...]:
    """The rows that the table of a list has for the village that the guide is of, with variables as written."""
    return guide.body.table_rows.own if isinstance(guide.body, Listing) else ()


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
    variables = {file: one.variables for file, one in unfilled.items()}
    folders: dict[str, Folder] = {}
    for folder in {one.definition.home.folder for one in first.values()}:
        files = [file for file in unfilled if first[file].definition.home.folder == folder]
        folders[folder] = Folder(by_stem(unfilled[file].guide for file in files), variables)
    return {file: _version(one, folders[first[file].definition.home.folder]) for file, one in unfilled.items()}


def _unfilled(one: CheckedGuide) -> GuideWritten | None:
    """The guide without values of villages; the checked one itself where it has no variables. Of a list whose rows
    stand in a table, the rows that all villages have alike."""
    definition = one.definition
    found = one.guide and GuideWritten(one.guide, frozenset())
    if _may_vary(definition):
        read = read_unfilled(definition.data, definition.file, definition.home.project)
        found = read.guide and GuideWritten(read.guide, read.variables)
    body = one.guide.body if one.guide else None
    if found is None or not isinstance(body, Listing) or body.source is None:
        return found
    rows = body.table_rows.general
    return GuideWritten(_with_rows(found.guide, rows), found.variables | _variables_in(rows))


def _with_rows(guide: Guide, rows: Sequence[ListRow]) -> Guide:
    """A list with other rows."""
    assert isinstance(guide.body, Listing)
    return guide._replace(body=guide.body._replace(rows=tuple(rows)))


def _variables_in(rows: Sequence[ListRow]) -> frozenset[str]:
    """The variables in the texts of rows."""
    return frozenset(name.strip() for text in _strings(tuple(rows)) for name in _VARIABLE.findall(text))


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


def _version(one: GuideWritten, folder: Folder) -> GuideVersion:
    guide, variables = folder.joined(one)
    return GuideVersion(guide, definition_digest(guide), variables, folder)
