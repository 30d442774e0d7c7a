"""Diagnostics in their order → groups: those of one habit of writing are reported once, with their lines."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from yizhangtu.model.diagnostics import Diagnostic

FEW = 3  # of one kind in a file are reported one by one
MOST_LINES = 40  # that are listed
# Slips that recur in every line of a file, whatever is written there; other diagnostics have to be equal.
SLIPS = frozenset({"Y104", "Y105", "Y106", "Y116", "Y118", "Y129", "Y132", "Y602"})


class DiagnosticGroup(NamedTuple):
    """A diagnostic, and the lines where there are more of its kind."""

    first: Diagnostic
    lines: tuple[int, ...] = ()

    @property
    def more(self) -> str:
        """还有 11 处：第 6、7、8 行; "" where it is the only one."""
        if not self.lines:
            return ""
        lines = list(dict.fromkeys(self.lines))
        rest = " …" if len(lines) > MOST_LINES else ""
        return f"还有 {len(self.lines)} 处: 第 {'、'.join(map(str, lines[:MOST_LINES]))}{rest} 行"


def grouped(diagnostics: Iterable[Diagnostic]) -> list[DiagnosticGroup]:
    """Each diagnostic; of more than FEW of one kind in a file only the first."""
    given = list(diagnostics)
    groups: dict[tuple[str, ...], list[int]] = {}
    for number, one in enumerate(given):
        groups.setdefault(_kind(one) or (str(number),), []).append(number)
    found: dict[int, DiagnosticGroup] = {}
    for group in groups.values():
        rest = group[1:] if len(group) > FEW else []
        for number in group[: len(group) - len(rest)]:
            found[number] = DiagnosticGroup(
                given[number], tuple(span.line for one in rest if (span := given[one].span))
            )
    return [found[number] for number in sorted(found)]


def _kind(one: Diagnostic) -> tuple[str, ...]:
    """What makes diagnostics of one kind; () for one that is always reported by itself."""
    if one.span is None or one.related:
        return ()
    if one.code in SLIPS:
        return one.span.file, one.code, re.sub(r"“[^”]*”", "", one.message)
    return one.span.file, one.code, one.message, one.hint
