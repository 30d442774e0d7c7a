"""Diagnostics and the texts of their files → the report that people read, in Chinese, with or without colour."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from yizhangtu.cli.report.columns import safe
from yizhangtu.cli.report.excerpt import WIDEST, excerpt
from yizhangtu.model.codes import Severity
from yizhangtu.model.diagnostics import Diagnostic, Span, split_lines

NAMES = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.INFO: "提示"}
COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}


class Paint(NamedTuple):
    """Puts colour on, where there is to be any."""

    on: bool = False

    def __call__(self, text: str, *codes: str) -> str:
        return f"\x1b[{';'.join(codes)}m{text}\x1b[0m" if self.on and text else text


def as_text(
    faults: Iterable[Diagnostic], texts: Mapping[str, str], paint: Paint | None = None, widest: int = WIDEST
) -> str:
    """Every fault with its source line, an empty line between two."""
    lines: dict[str, Sequence[str]] = {}
    return "\n\n".join("\n".join(_fault(one, texts, lines, paint or Paint(), widest)) for one in faults)


def _fault(
    one: Diagnostic, texts: Mapping[str, str], lines: dict[str, Sequence[str]], paint: Paint, widest: int
) -> list[str]:
    colour = COLOURS[one.severity]
    kind = paint(f"{NAMES[one.severity]}[{one.code}]", "1", colour)
    where = paint(place(one.span), "1")
    shown = [f"{where}{' ' if where else ''}{kind} {safe(one.message)}"]
    if one.span:
        shown += _lines(one.span, texts, lines, paint, colour, widest)
    if one.hint:
        shown.append(f"  {paint('提示:', '36')} {safe(one.hint)}")
    for related in one.related:
        shown.append(f"  {paint('参见:', '36')} {place(related.span)} {safe(related.message)}")
        shown += _lines(related.span, texts, lines, paint, "36", widest)
    return shown


def place(span: Span | None) -> str:
    """flows/宅基地.yaml:18:13, or the file alone where the fault concerns all of it."""
    if span is None:
        return ""
    return safe(span.file) if is_whole(span) else f"{safe(span.file)}:{span.line}:{span.column}"


def is_whole(span: Span) -> bool:
    """An empty place at the beginning stands for the whole file."""
    return (span.line, span.column) == (span.end_line, span.end_column) == (1, 1)


def _lines(
    span: Span, texts: Mapping[str, str], lines: dict[str, Sequence[str]], paint: Paint, colour: str, widest: int
) -> list[str]:
    if span.file not in lines:
        lines[span.file] = split_lines(texts.get(span.file, ""))
    source = lines[span.file]
    if is_whole(span) or not 1 <= span.line <= len(source) or span.file not in texts:
        return []
    number = str(span.line)
    margin = f"{number:>5} | "
    text, mark = excerpt(source[span.line - 1], span, max(20, widest - len(margin)))
    blank = " " * len(number)
    return [f"{paint(margin, '2')}{text}", f"{paint(f'{blank:>5} | ', '2')}{paint(mark, '1', colour)}"]


def summary(faults: Iterable[Diagnostic]) -> str:
    """2 个错误，1 个警告; empty where there is nothing to say."""
    counts = Counter(one.severity for one in faults)
    return "，".join(f"{counts[kind]} 个{NAMES[kind]}" for kind in NAMES if counts[kind])
