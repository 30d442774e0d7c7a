"""Diagnostics and the texts of their files → a report for people, in Chinese, with or without colour."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from yizhangtu.cli.report.columns import safe
from yizhangtu.cli.report.excerpt import WIDEST, excerpt
from yizhangtu.cli.report.grouping import grouped
from yizhangtu.model.codes import Severity
from yizhangtu.model.diagnostics import Diagnostic, Span, split_lines
from yizhangtu.read.notice.personal import PHONE, personal_numbers

NAMES = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.INFO: "提示"}
PRIVATE = "Y833"  # a number of a person: its line is not shown
COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}


class Paint(NamedTuple):
    """Adds colours, if `on`."""

    on: bool = False

    def __call__(self, text: str, *codes: str) -> str:
        return f"\x1b[{';'.join(codes)}m{text}\x1b[0m" if self.on and text else text


def as_text(
    diagnostics: Iterable[Diagnostic], texts: Mapping[str, str], paint: Paint | None = None, widest: int = WIDEST
) -> str:
    """Every diagnostic with its source line, an empty line between two; of many of one kind only the first."""
    report = _Report(texts, paint or Paint(), widest)
    return "\n\n".join("\n".join(report.lines(group.first, group.more)) for group in grouped(diagnostics))


class _Report:
    """The texts of files, split into lines when the first diagnostic needs them, and how lines are shown."""

    def __init__(self, texts: Mapping[str, str], paint: Paint, widest: int) -> None:
        self._texts, self._paint, self._widest = texts, paint, widest
        self._lines: dict[str, list[str]] = {}

    def lines(self, one: Diagnostic, more: str) -> list[str]:
        """A diagnostic: place, message, source line, hint, related places, and where there are more of its kind."""
        paint, colour = self._paint, COLOURS[one.severity]
        kind = paint(f"{NAMES[one.severity]}[{one.code}]", "1", colour)
        where = paint(place(one.span), "1")
        shown = [f"{where}{' ' if where else ''}{kind} {safe(one.message)}"]
        if one.span and one.code != PRIVATE:
            shown += self._source(one.span, colour)
        if one.hint:
            shown.append(f"  {paint('提示:', '36')} {safe(one.hint)}")
        for related in one.related:
            shown.append(f"  {paint('参见:', '36')} {place(related.span)} {safe(related.message)}")
            shown += self._source(related.span, "36")
        if more:
            shown.append(f"  {paint(more, '36')}")
        return shown

    def _source(self, span: Span, colour: str) -> list[str]:
        """The source line, and the mark below it; nothing where a whole file is meant, or the text is not known."""
        if is_whole(span) or span.file not in self._texts:
            return []
        if span.file not in self._lines:
            self._lines[span.file] = split_lines(self._texts[span.file])
        source = self._lines[span.file]
        if not 1 <= span.line <= len(source):
            return []
        if any(one.kind != PHONE for one in personal_numbers(source[span.line - 1])):
            return []  # numbers of persons stand in no report
        number = f"{span.line:>5}"
        blank = " " * len(number)
        text, mark = excerpt(source[span.line - 1], span, max(20, self._widest - len(number) - 3))
        return [
            f"{self._paint(f'{number} | ', '2')}{text}",
            f"{self._paint(f'{blank} | ', '2')}{self._paint(mark, '1', colour)}",
        ]


def place(span: Span | None) -> str:
    """flows/宅基地.yaml:18:13, or the file alone for a diagnostic of the whole file."""
    if span is None:
        return ""
    return safe(span.file) if is_whole(span) else f"{safe(span.file)}:{span.line}:{span.column}"


def is_whole(span: Span) -> bool:
    """An empty place at the beginning stands for the whole file."""
    return (span.line, span.column) == (span.end_line, span.end_column) == (1, 1)


def summary(diagnostics: Iterable[Diagnostic]) -> str:
    """2 个错误，1 个警告; empty without diagnostics."""
    counts = Counter(one.severity for one in diagnostics)
    return "，".join(f"{counts[kind]} 个{NAMES[kind]}" for kind in NAMES if counts[kind])
