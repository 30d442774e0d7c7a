"""What does not agree → diagnostics that name the file, the page and the place in the definition."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from yizhangtu.model.diagnostics import Diagnostic, Span, make
from yizhangtu.model.words import shortened

LOST, NUMBER, APART, POINTER, COUNT, CODE, LEGIBLE, UNREADABLE = (f"Y90{number}" for number in range(1, 9))
MOST = 20  # told of one file
HINT = "这是程序的毛病，不是定义的：成品没有写出。请把定义和这条信息发给维护者"
Fault = tuple[str, Span | None, str]  # code, place, what is wrong


def told(faults: Iterable[Fault], target: str, place: Span) -> tuple[Diagnostic, ...]:
    """Diagnostics about one file; `place` is where faults without a place of their own are told."""
    found = list(dict.fromkeys(faults))
    said = [make(code, span or place, f"{target}：{what}", HINT) for code, span, what in found[:MOST]]
    if len(found) > MOST:
        said.append(make("Y125", place, f"{target} 还有 {len(found) - MOST} 处核对不上没有列出", HINT))
    return tuple(said)


def quoted(text: str) -> str:
    """Words of the author's in a message."""
    return f"“{shortened(' '.join(text.split()))}”"


def on_pages(pages: Sequence[int]) -> str:
    """第2、3页."""
    return f"第{'、'.join(map(str, sorted(set(pages))[:5]))}页" if pages else ""
