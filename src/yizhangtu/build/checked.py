"""Loaded definitions → guides with their graphs, and all faults of all files, sorted by place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from yizhangtu.build.load import Definition, Home, Loaded, load
from yizhangtu.check import check, explain
from yizhangtu.check.characters.printable import (
    Printable,
    missing_characters,
    project_texts,
    unknown_icons,
    unprintable_villages,
)
from yizhangtu.check.project.together import Draft, across, joined
from yizhangtu.cli.report.lines import split_lines
from yizhangtu.flow.graph import build_graph
from yizhangtu.media.choice import medium_of
from yizhangtu.media.themes import theme_of
from yizhangtu.model.diagnostics import Diagnostic, Text, has_errors, in_order, make, placed
from yizhangtu.model.errors import UsageError, internal
from yizhangtu.model.graph import Graph
from yizhangtu.model.guide import Guide
from yizhangtu.model.project import Project, Village
from yizhangtu.read import read_guide
from yizhangtu.read.guide.variables import variables_in
from yizhangtu.system import styles
from yizhangtu.system.fonts import font_files, rare
from yizhangtu.system.problem import MissingDependency


@dataclass(frozen=True)
class CheckedGuide:
    """One definition, read and judged: for one village, or in general terms."""

    definition: Definition
    village: Village | None
    guide: Guide | None
    graph: Graph | None
    diagnostics: tuple[Diagnostic, ...]

    @property
    def sound(self) -> bool:
        """Whether it can be built: neither it nor what it takes from its project has an error."""
        return self.guide is not None and not has_errors((*self.diagnostics, *self.definition.home.diagnostics))


@dataclass(frozen=True)
class Checked:
    """All guides, all faults, and the texts of the files, for showing the lines.

    `missing` says what kept a part of the checks from being done: without fonts nobody knows what can be printed.
    `context` are the guides beside those, which they were held against; nothing is told of them but what reading them
    brought to light, and that only in their own `diagnostics`.
    """

    guides: tuple[CheckedGuide, ...]
    diagnostics: tuple[Diagnostic, ...]
    texts: Mapping[str, str]
    missing: MissingDependency | None = None
    context: tuple[CheckedGuide, ...] = ()
    borrowed: frozenset[str] = frozenset()  # characters that are printed in another font than the rest

    def explained(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """(file, how its guide was understood) for every guide that could be read."""
        return tuple(
            (one.definition.file, explain(one.guide, one.graph)) for one in self.guides if one.guide and one.graph
        )


def check_files(paths: Sequence[str | Path] = (), *, stdin: bytes | None = None) -> Checked:
    """Check definitions without making anything."""
    return check_loaded(load(paths, stdin))


def check_loaded(loaded: Loaded, villages: Callable[[Home], Sequence[Village | None]] = lambda _: (None,)) -> Checked:
    """Check what was loaded, for each of the villages of its project."""
    eye = _Eye(loaded.texts)
    homes = {id(home): _judged_home(home, eye, _columns_used(loaded, home, villages)) for home in loaded.homes}
    found = list(loaded.diagnostics) + [one for home in homes.values() for one in home.diagnostics]
    drafts: list[Draft] = []
    for definition in (*loaded.context, *loaded.definitions):  # what is said of two guides, is said of the later one
        ready = replace(definition, home=homes[id(definition.home)])
        drafts += _read_all(ready, villages(definition.home))
    named = {definition.file for definition in loaded.definitions}
    drafts = joined(drafts)
    twice = across(drafts, named)
    judged = _Judged(eye)
    guides = [_with(judged.of(one), twice) for one in drafts if one.definition.file in named]
    context = tuple(_judged(one, None) for one in drafts if one.definition.file not in named)
    found += [one for guide in guides for one in guide.diagnostics] + twice
    return Checked(tuple(guides), in_order(found), loaded.texts, eye.missing, context, frozenset(eye.borrowed))


def _columns_used(loaded: Loaded, home: Home, villages: Callable[[Home], Sequence[Village | None]]) -> frozenset[str]:
    """The columns of the villages that guides are printed with, where nobody asks for the villages themselves: then
    each of them is looked at with its guides."""
    if not home.project.villages or any(villages(home)):
        return frozenset()
    written = [home.data, *(one.data for one in loaded.definitions if one.home is home)]
    return variables_in(data.decode("utf-8", "replace") for data in written)


class _Eye:
    """What can be printed, asked for once; without fonts everything passes and `missing` says so."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts
        self._lines: dict[str, list[str]] = {}
        self.missing: MissingDependency | None = None
        self.borrowed: set[str] = set()  # what was seen and is printed in another font than the rest

    def lines(self, file: str) -> Sequence[str]:
        """The lines of a file, split once."""
        if file not in self._lines:
            self._lines[file] = split_lines(self._texts.get(file, ""))
        return self._lines[file]

    @cached_property
    def _fonts(self) -> Printable | None:
        try:
            return Printable(font_files.coverage(), self._elsewhere)
        except MissingDependency as missing:
            self.missing = missing
            return None

    def _elsewhere(self, char: str) -> bool:
        """Whether another font prints an ideograph; which of them are asked of is kept."""
        if rare.source_of(char) is None:
            return False
        self.borrowed.add(char)
        return True

    def unprintable(self, texts: Iterable[Text], file: str, village: Village | None = None) -> list[Diagnostic]:
        """Y601 and Y605 of these texts."""
        return missing_characters(texts, self._fonts, self.lines, file, village) if self._fonts else []

    def unprintable_villages(self, project: Project, columns: frozenset[str]) -> list[Diagnostic]:
        """Y606 of these columns."""
        return unprintable_villages(project, columns, self._fonts, self.lines) if self._fonts else []


def _judged_home(home: Home, eye: _Eye, columns: frozenset[str]) -> Home:
    """The project with the faults of what the program knows and the reader does not: glyphs, media, themes."""
    if not home.file:
        return home
    project, style = home.project, styles.load()
    found = [*home.diagnostics, *eye.unprintable(project_texts(project), home.file)]
    if columns:
        found += eye.unprintable_villages(project, columns)
    for name in project.media:
        found += _wrong_name(name, lambda text: medium_of(text, style.media))
    if project.theme is not None:
        found += _wrong_name(project.theme, lambda text: theme_of(text, style))
    return replace(home, diagnostics=in_order(found))


def _wrong_name(name: Text, look_up: Callable[[str], object]) -> list[Diagnostic]:
    """The fault of a medium or theme that the project file names and that does not exist."""
    try:
        look_up(name)
    except UsageError as wrong:
        return [make("Y117", name.span, wrong.message, wrong.hint)]
    return []


def _read_all(definition: Definition, villages: Sequence[Village | None]) -> list[Draft]:
    """The drafts of a definition for each village. Where nothing in it can vary, it is read once for all of them."""
    written = definition.data + definition.home.data
    if b"{{" in written or b"\\" in written:  # a backslash may stand for a bracket
        return [_read(definition, village) for village in villages]
    drafts = [_read(definition, village) for village in villages[:1]]
    return [replace(drafts[0], village=village) for village in villages] if drafts else []


class _Judged:
    """Drafts → guides; one that is the same for many villages is judged once."""

    def __init__(self, eye: _Eye) -> None:
        self._eye = eye
        self._known: dict[int, tuple[Draft, CheckedGuide]] = {}  # with the draft, so that its guide stays what it is

    def of(self, draft: Draft) -> CheckedGuide:
        """The guide of a draft."""
        if draft.guide is None:
            return _judged(draft, self._eye)
        known = self._known.get(id(draft.guide))
        if known is None or known[0].diagnostics != draft.diagnostics:
            known = self._known[id(draft.guide)] = (draft, _judged(draft, self._eye))
        return replace(known[1], village=draft.village)


def _read(definition: Definition, village: Village | None) -> Draft:
    """One guide as written; a bug that one definition uncovers is told as its fault."""
    try:
        read = read_guide(definition.data, definition.file, definition.home.project, village)
    except Exception as error:
        return Draft(definition, village, None, (internal("读取这份定义", definition.file, error),))
    return Draft(definition, village, read.guide, read.diagnostics)


def _judged(draft: Draft, eye: _Eye | None) -> CheckedGuide:
    """One guide; without an `eye` (for the context) nothing is asked of it but how it goes together."""
    file, guide = draft.definition.file, draft.guide
    graph: Graph | None = None
    found = list(draft.diagnostics)
    try:
        if guide is not None:
            graph, broken = build_graph(guide)
            found += broken
            if eye is not None:
                found += [*check(guide, graph), *unknown_icons(guide, styles.load().icons.paths)]
                found += eye.unprintable(guide.texts, file, draft.village)
    except Exception as error:
        found.append(internal("检查这份定义", file, error))
    faults = in_order(placed(found, file))
    return CheckedGuide(draft.definition, draft.village, guide, graph, faults)


def _with(one: CheckedGuide, twice: Sequence[Diagnostic]) -> CheckedGuide:
    """The guide with those of the faults that are told in its file."""
    own = [fault for fault in twice if fault.span and fault.span.file == one.definition.file]
    return replace(one, diagnostics=in_order((*one.diagnostics, *own))) if own else one
