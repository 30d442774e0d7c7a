"""Texts of guides and projects → the characters in them that no font of this machine prints."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from yizhangtu.check.characters.printable import Printable, missing_characters, unprintable_villages
from yizhangtu.model.diagnostics import Diagnostic, Text, split_lines
from yizhangtu.model.project import Project, Village
from yizhangtu.system.installation import Installation
from yizhangtu.system.problem import MissingDependency


class GlyphChecks:
    """The glyph checks of one run. Fonts are searched when the first text is checked; if they are not installed, every
    text passes and `missing` says what to install. `borrowed` collects the characters that another font provides."""

    def __init__(self, texts: Mapping[str, str], installation: Installation) -> None:
        """`texts` are the files, for the places of characters."""
        self._texts = texts
        self._installation = installation
        self._lines: dict[str, list[str]] = {}
        self.missing: MissingDependency | None = None
        self.borrowed: set[str] = set()

    def texts(self, texts: Iterable[Text], file: str, village: Village | None = None) -> list[Diagnostic]:
        """Y601 and Y605 of the texts of a file."""
        return missing_characters(texts, self._fonts, self._lines_of, file, village) if self._fonts else []

    def villages(self, project: Project, columns: frozenset[str]) -> list[Diagnostic]:
        """Y606 of these columns of the project's villages."""
        return unprintable_villages(project, columns, self._fonts, self._lines_of) if self._fonts and columns else []

    @cached_property
    def _fonts(self) -> Printable | None:
        try:
            fonts = self._installation.fonts
            return Printable(fonts.coverage, self._in_another_font, lambda: [one.name for one in fonts.lenders])
        except MissingDependency as missing:
            self.missing = missing
            return None

    def _in_another_font(self, char: str) -> bool:
        if self._installation.fonts.source_of(char) is None:
            return False
        self.borrowed.add(char)
        return True

    def _lines_of(self, file: str) -> Sequence[str]:
        if file not in self._lines:
            self._lines[file] = split_lines(self._texts.get(file, ""))
        return self._lines[file]
