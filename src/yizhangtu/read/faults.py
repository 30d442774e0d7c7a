"""Collects the diagnostics of one file: sorted by place, and limited in number."""

from __future__ import annotations

from yizhangtu.model.diagnostics import Diagnostic, Related, Span, by_place, make

MOST = 200  # diagnostics of one file; the rest is counted


class Faults:
    """The diagnostics of one file while it is read."""

    def __init__(self, file: str) -> None:
        self.file = file
        self._found: list[Diagnostic] = []
        self._left_out = 0

    def add(
        self, code: str, span: Span | None, message: str, hint: str = "", related: tuple[Related, ...] = ()
    ) -> None:
        """Add a diagnostic, unless there are too many already."""
        if len(self._found) < MOST:
            self._found.append(make(code, span, message, hint, related))
        else:
            self._left_out += 1

    def at(self, line: int, column: int, length: int = 1) -> Span:
        """A place inside one line; both count from 1."""
        return Span(self.file, line, column, line, column + length)

    @property
    def full(self) -> bool:
        """Whether further diagnostics are only counted, so that their messages need not be made."""
        return len(self._found) >= MOST

    def __len__(self) -> int:
        return len(self._found)

    def sorted(self) -> tuple[Diagnostic, ...]:
        """All diagnostics by place; those without one, which concern the whole file, come first."""
        found = sorted(self._found, key=by_place)
        if self._left_out:
            found.append(make("Y125", None, f"还有 {self._left_out} 处问题没有列出", "先改好上面这些，再检查一次。"))
        return tuple(found)
