"""Findings → diagnostics that name the file, the page and the place in the definition."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from yizhangtu.model.diagnostics import Diagnostic, Span, make
from yizhangtu.model.words import shortened

MISSING, NUMBER, MISPLACED, REFERENCE, COUNT, CODE, LEGIBLE, UNREADABLE = (f"Y90{number}" for number in range(1, 9))
MOST = 20  # diagnostics for one file
HINT = "这是程序的毛病，不是定义的：成品没有写出。请把定义和这条信息发给维护者"
Finding = tuple[str, Span | None, str]  # code, place, what is wrong


def to_diagnostics(findings: Iterable[Finding], target: str, place: Span) -> tuple[Diagnostic, ...]:
    """Diagnostics for one file; findings without a span get `place`."""
    found = list(dict.fromkeys(findings))
    diagnostics = [make(code, span or place, f"{target}：{what}", HINT) for code, span, what in found[:MOST]]
    if len(found) > MOST:
        diagnostics.append(make("Y125", place, f"{target} 还有 {len(found) - MOST} 处核对不上没有列出", HINT))
    return tuple(diagnostics)


def quoted(text: str) -> str:
    """A text of the author in a message: shortened, in quotation marks."""
    return f"“{shortened(' '.join(text.split()))}”"


def on_pages(pages: Sequence[int]) -> str:
    """The pages of a message: 第2、3页."""
    return f"第{'、'.join(map(str, sorted(set(pages))[:5]))}页" if pages else ""
