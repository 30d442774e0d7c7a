"""Definitions → guides with their graphs, and the diagnostics of all files, sorted by place."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from yizhangtu.build.check_memory import CheckMemory
from yizhangtu.build.data.files import ReferredFile
from yizhangtu.build.data.list_rows import with_rows
from yizhangtu.build.glyphs import GlyphChecks
from yizhangtu.build.load import Definition, Home, Loaded, load
from yizhangtu.build.notices import WithData, refuse_period, with_data, without_long_numbers
from yizhangtu.build.villages import chosen
from yizhangtu.check import check, explain
from yizhangtu.check.blanks import blanks_in, check_blanks
from yizhangtu.check.characters.printable import project_texts, unknown_icons
from yizhangtu.check.dates import check_dates
from yizhangtu.check.endings import check_endings
from yizhangtu.check.law import check_law, law_day
from yizhangtu.check.notice import check_notice
from yizhangtu.check.project.negative import LIST, is_negative_list
from yizhangtu.check.project.together import Draft, check_together, resolve_lists
from yizhangtu.flow.graph import build_graph
from yizhangtu.media.choice import medium_of
from yizhangtu.media.registry import file_kinds
from yizhangtu.media.themes import theme_of
from yizhangtu.model.diagnostics import Diagnostic, Text, has_errors, in_order, make, placed
from yizhangtu.model.errors import UsageError, internal
from yizhangtu.model.graph import Graph
from yizhangtu.model.guide import Guide
from yizhangtu.model.listing import Listing
from yizhangtu.model.notice.notice import Notice
from yizhangtu.model.project import Village
from yizhangtu.read import Read
from yizhangtu.read.guide.dates import day_asked
from yizhangtu.style.styles import Styles
from yizhangtu.system.installation import Installation
from yizhangtu.system.problem import MissingDependency

Villages = Mapping[str, Sequence[Village | None]]  # by the folder of the project; None: in general terms
Checks = Callable[[Guide, Graph, Village | None], list[Diagnostic]]


class CheckedGuide(NamedTuple):
    """One definition, read and checked, for one village or in general terms."""

    definition: Definition
    village: Village | None
    guide: Guide | None
    graph: Graph | None
    diagnostics: tuple[Diagnostic, ...]

    @property
    def sound(self) -> bool:
        """Whether it can be built: neither it nor its project has an error."""
        return self.guide is not None and not has_errors((*self.diagnostics, *self.definition.home.diagnostics))


class Checked(NamedTuple):
    """The guides of the named definitions, all diagnostics, and the texts of the files, for quoting lines. `missing`
    explains why glyphs could not be checked: no font is installed. `context` are the guides beside the named ones that
    those were checked against; they are neither reported on nor built."""

    guides: tuple[CheckedGuide, ...]
    diagnostics: tuple[Diagnostic, ...]
    texts: Mapping[str, str]
    missing: MissingDependency | None = None
    context: tuple[CheckedGuide, ...] = ()
    borrowed: frozenset[str] = frozenset()  # characters that are printed in another font than the rest
    files: tuple[ReferredFile, ...] = ()  # tables that notices and lists take their content from

    @property
    def printed(self) -> list[CheckedGuide]:
        """The sound guides whose characters the fonts must have, including those of a booklet that a list refers to."""
        lists = any(one.guide and isinstance(one.guide.body, Listing) for one in self.guides)
        return [one for one in ((*self.guides, *self.context) if lists else self.guides) if one.sound]

    def explained(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """(file, how its guide was understood) for every guide that could be read."""
        return tuple(
            (one.definition.file, explain(one.guide, one.graph)) for one in self.guides if one.guide and one.graph
        )


class _Reading(NamedTuple):
    """A definition as read, for one village."""

    definition: Definition
    village: Village | None
    read: Read
    files: tuple[ReferredFile, ...] = ()  # of the data of a notice, of the rows of a list

    @property
    def draft(self) -> Draft:
        one, village = self.definition, self.village.name if self.village else ""
        return Draft(one.file, one.stem, one.home.folder, village, self.read.guide, self.read.diagnostics)


def check_files(
    paths: Sequence[str | Path] = (),
    *,
    stdin: bytes | None = None,
    villages: Sequence[str] = (),
    period: str = "",
    on: str = "",
) -> Checked:
    """Check definitions without making anything; notices with the data of these villages and this period. `on`: as on
    that day (a date as authors write it), not on the day on which each guide comes into force. Raises UsageError where
    it is no date."""
    checked = check_loaded(load(paths, stdin), villages, period=period, on=day_asked(on))
    refuse_period(period, (one.guide for one in checked.guides))
    return checked


def check_loaded(
    loaded: Loaded,
    villages: Iterable[str] = (),
    installation: Installation | None = None,
    *,
    period: str = "",
    printing: bool = False,
    on: str = "",
    memory: CheckMemory | None = None,
    rules: bool = True,
) -> Checked:
    """Check the loaded definitions for the villages of these names; without names, independent of villages. `period` is
    that of notices, `printing`: for the print shop, `on`: as on a day (YYYY-MM-DD), `memory`: of earlier checks.
    Without `rules` only what reading finds: for those who ask what guides say, not whether it is right. Raises
    UsageError if a project has no such village."""
    installation, memory = installation or Installation(), memory or CheckMemory()
    style, glyphs = installation.styles(file_kinds()), GlyphChecks(loaded.texts, installation)
    wanted: Villages = {home.folder: chosen(villages, home.project) for home in loaded.homes}
    data = _Data(period, style, memory)
    named = [one for definition in loaded.definitions for one in _read_for(definition, wanted, data)]
    beside, unread = _context(loaded, named, wanted, data._replace(notices=False))
    homes = {home.folder: _check_home(home, named, style, glyphs, wanted) if rules else home for home in loaded.homes}
    readings = [*beside, *named]  # a diagnostic of two guides is reported at the later one
    drafts = resolve_lists([one.draft for one in readings])
    together = check_together(drafts, {one.file for one in loaded.definitions}, unread) if rules else []
    pairs = list(zip(readings, drafts, strict=True))

    homes_of = {one.definition.file: one.definition.home for one in named}

    def checks(guide: Guide, graph: Graph, village: Village | None) -> list[Diagnostic]:
        if not rules:
            return []
        own = [*check(guide, graph), *check_endings(graph, style.tones), *unknown_icons(guide, style.icons.paths)]
        own += [*check_notice(guide, style.notice_words), *check_blanks(guide, printing), *check_dates(guide, on)]
        home = homes_of.get(guide.file, Home())
        own += check_law(guide, law_day(guide, home.laws or memory.laws, memory.rules, home.project.places, on))
        return [*own, *glyphs.texts((*guide.texts, *guide.keywords), guide.file, village)]

    guides = [_private(_with_own(one, together)) for one in _check_all(pairs[len(beside) :], homes, checks)]
    context = _check_all(pairs[: len(beside)], homes, lambda *_: [])
    found = [*loaded.diagnostics, *(one for home in homes.values() for one in home.diagnostics)]
    found += [*(one for guide in guides for one in guide.diagnostics), *together]
    return Checked(
        tuple(guides),
        _counted(in_order(found)),
        loaded.texts,
        glyphs.missing,
        tuple(context),
        frozenset(glyphs.borrowed),
        tuple(dict.fromkeys(file for one in readings for file in one.files)),
    )


def _counted(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The diagnostics, those of empty variables once for each place: the first village, and how many more there are."""
    first: dict[Diagnostic, tuple[Diagnostic, int]] = {}
    for one in found:
        key = one._replace(message="") if one.code == "Y729" else one
        first[key] = (first[key][0], first[key][1] + 1) if key in first else (one, 0)
    return tuple(
        one._replace(message=f"{one.message}，还有 {more} 个村也是这样") if more else one
        for one, more in first.values()
    )


class _Data(NamedTuple):
    """What tables are read with: the period that was asked for, the words of the styles, and whether notices are read
    with their data."""

    period: str
    style: Styles
    memory: CheckMemory
    notices: bool = True

    def of(self, read: Read, definition: Definition, village: Village | None) -> WithData:
        """A guide with what stands in its table: the data of a notice, the rows of a list."""
        body, home = read.guide and read.guide.body, definition.home
        try:
            if isinstance(body, Notice) and self.notices:
                return with_data(read, home.folder, self.period, self.style.notice_words)
            if isinstance(body, Listing) and body.source is not None:
                return WithData(
                    *with_rows(
                        read, home.folder, home.project, village, self.style.notice_words, self.memory.last_table
                    )
                )
        except Exception as error:  # as for a definition
            return WithData(Read(None, (*read.diagnostics, internal("读取表格里的数据", definition.file, error))))
        return WithData(read)


def _read_for(definition: Definition, wanted: Villages, data: _Data) -> Iterator[_Reading]:
    """A definition for each village. One that uses no variable is read once for all of them."""
    last: _Reading | None = None
    for village in wanted[definition.home.folder]:
        if last is None or last.read.variables:
            read = data.memory.read(definition, village, data.period if data.notices else "")
            last = _Reading(definition, village, *data.of(read, definition, village))
        yield last._replace(village=village)


def _context(
    loaded: Loaded, named: Sequence[_Reading], wanted: Villages, data: _Data
) -> tuple[list[_Reading], dict[str, frozenset[str]]]:
    """The definitions beside the named ones that these are checked against: all of the folder for a list, which may
    refer to each of them; else the lists of 负面事项. And the names of the others, by folder."""
    lists = {one.definition.home.folder for one in named if one.read.guide and isinstance(one.read.guide.body, Listing)}
    found: list[_Reading] = []
    unread: dict[str, set[str]] = {}
    for folder, stem in loaded.unreadable:
        unread.setdefault(folder, set()).add(stem)
    for definition in loaded.beside:
        folder = definition.home.folder
        wanted_here = folder in lists or _may_be_negative(definition.data)
        readings = _of_lists(_read_for(definition, wanted, data), folder in lists) if wanted_here else []
        guides = [one.read.guide for one in readings]
        if folder in lists or any(guide and is_negative_list(guide) for guide in guides):
            found += readings
        else:
            unread.setdefault(folder, set()).add(definition.stem)
    return found, {folder: frozenset(names) for folder, names in unread.items()}


def _of_lists(readings: Iterator[_Reading], all_kinds: bool) -> list[_Reading]:
    """The readings of a definition, none where it is no list in the first village: its kind is that of all villages."""
    first = next(readings, None)
    if first is None or not (all_kinds or (first.read.guide and isinstance(first.read.guide.body, Listing))):
        return []
    return [first, *readings]


def _may_be_negative(data: bytes) -> bool:
    """Whether the definition can be a list of 负面事项 at all: its bytes hold the name, or an escape or a variable that
    can stand for it. (Reading all of a large folder to check one guide would take seconds.)"""
    return LIST.encode() in data or b"\\" in data or b"{{" in data


def _check_home(home: Home, named: Sequence[_Reading], style: Styles, glyphs: GlyphChecks, wanted: Villages) -> Home:
    """The project with the diagnostics that need more than its file: glyphs, media, themes. Where nobody asks for
    villages, those columns of them are checked that the guides print."""
    if not home.file:
        return home
    project = home.project
    found = [*home.diagnostics, *glyphs.texts(project_texts(project), home.file), *blanks_in(project_texts(project))]
    if project.villages and not any(wanted[home.folder]):
        used = (one.read.variables for one in named if one.definition.home.folder == home.folder)
        found += glyphs.villages(project, frozenset().union(*used))
    for name in project.media:
        found += _unknown_name(name, lambda text: medium_of(text, style.media))
    if project.theme is not None:
        found += _unknown_name(project.theme, lambda text: theme_of(text, style))
    return home._replace(diagnostics=in_order(found))


def _unknown_name(name: Text, look_up: Callable[[str], object]) -> list[Diagnostic]:
    """Y117 for a medium or theme that the project file names and that does not exist."""
    try:
        look_up(name)
    except UsageError as wrong:
        return [make("Y117", name.span, wrong.message, wrong.hint)]
    return []


def _check_all(
    pairs: Iterable[tuple[_Reading, Draft]], homes: Mapping[str, Home], checks: Checks
) -> Iterator[CheckedGuide]:
    """The guides of drafts. One that is the same for many villages is checked once: its drafts follow one another."""
    last: tuple[Draft, CheckedGuide] | None = None
    for (definition, village, *_), draft in pairs:
        if last and draft.guide and draft.guide is last[0].guide and draft.diagnostics == last[0].diagnostics:
            yield last[1]._replace(village=village)
            continue
        graph, found = _check_one(draft, village, checks)
        ready = definition._replace(home=homes[definition.home.folder])
        last = draft, CheckedGuide(ready, village, draft.guide, graph, in_order(placed(found, draft.file)))
        yield last[1]


def _check_one(draft: Draft, village: Village | None, checks: Checks) -> tuple[Graph | None, list[Diagnostic]]:
    graph: Graph | None = None
    found = list(draft.diagnostics)
    try:
        if draft.guide is not None:
            graph, broken = build_graph(draft.guide)
            found += [*broken, *checks(draft.guide, graph, village)]
    except Exception as error:
        found.append(internal("检查这份定义", draft.file, error))
    return graph, found


def _private(one: CheckedGuide) -> CheckedGuide:
    """The guide; a notice with diagnostics that quote no number of a person."""
    if one.guide is None or not isinstance(one.guide.body, Notice):
        return one
    return one._replace(diagnostics=without_long_numbers(one.diagnostics))


def _with_own(one: CheckedGuide, together: Sequence[Diagnostic]) -> CheckedGuide:
    """The guide with those of the diagnostics that have their place in its file."""
    own = [fault for fault in together if fault.span and fault.span.file == one.definition.file]
    return one._replace(diagnostics=in_order((*one.diagnostics, *own))) if own else one
