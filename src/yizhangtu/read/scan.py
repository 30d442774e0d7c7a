"""Text → faults of its YAML events: depth, tags, merge keys, documents, aliases; stops before anything can explode.

The composer of libyaml recurses in C and dies of deep nesting, and an alias costs nothing to load but everything to
walk. Events come one by one without recursion, so the limits are checked on them first.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

import yaml

from yizhangtu.model.diagnostics import Span
from yizhangtu.read.faults import Faults

DEEPEST = 32
MOST_NODES = 200_000  # after expansion of aliases; a long text counts as several nodes

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Mark(Protocol):
    """A place as the parser gives it: libyaml and the Python parser have a class each."""

    @property
    def line(self) -> int: ...

    @property
    def column(self) -> int: ...


@dataclass(slots=True)
class _Open:
    """A collection that is still open: its anchor, its size and how deep it goes so far."""

    anchor: str | None = None
    is_mapping: bool = False
    size: int = 1
    depth: int = 1
    wants_key: bool = True


@dataclass(slots=True)
class _Scan:
    faults: Faults
    stack: list[_Open] = field(default_factory=list)
    anchors: dict[str, tuple[int, int] | None] = field(default_factory=dict)  # None: still open
    documents: int = 0
    fatal: bool = False

    def add(self, size: int, depth: int, span: Span) -> None:
        """Count a finished node towards the collection around it."""
        if self.stack:
            around = self.stack[-1]
            around.size += size
            around.depth = max(around.depth, depth + 1)
            around.wants_key = not around.wants_key
            if around.size > MOST_NODES:
                self.too_much(span)
        if len(self.stack) + depth > DEEPEST:
            self.stop("Y107", span, f"嵌套超过了 {DEEPEST} 层", "把里层的步骤提到外面，用步骤名引用。")

    def too_much(self, span: Span) -> None:
        """Where there are aliases they are the reason: a file within its size holds hardly as much."""
        if self.anchors:
            hint = "减少别名（*）的使用，或者分成几张图。"
            self.stop("Y111", span, "内容太多：别名展开后超过了 20 万项", hint)
        else:
            self.stop("Y101", span, "内容太多：超过了 20 万项", "分成几张图。")

    def stop(self, code: str, span: Span, message: str, hint: str) -> None:
        """Report and read no further."""
        if not self.fatal:
            self.faults.add(code, span, message, hint)
        self.fatal = True


def scan(text: str, faults: Faults) -> bool:
    """True when it is safe to compose the text. Raises `yaml.YAMLError` where the text is no YAML at all."""
    state = _Scan(faults)
    for event in yaml.parse(text, Loader=LOADER):
        _take(event, state)
        if state.fatal:
            return False
    return state.documents > 0


def _take(event: yaml.Event, state: _Scan) -> None:
    span = span_between(state.faults.file, event.start_mark, event.end_mark)
    if isinstance(event, yaml.DocumentStartEvent):
        state.documents += 1
        if state.documents > 1:
            state.stop(
                "Y110", span, "一个文件里只能写一张图，这里又开始了一份", "删去“---”，或者把后面的另存一个文件。"
            )
    elif isinstance(event, yaml.AliasEvent):
        _alias(event, span, state)
    elif isinstance(event, yaml.CollectionEndEvent):
        done = state.stack.pop()
        if done.anchor:
            state.anchors[done.anchor] = (done.size, done.depth)
        state.add(done.size, done.depth, span)
    elif isinstance(event, yaml.NodeEvent):
        _node(event, span, state)


def _node(event: yaml.NodeEvent, span: Span, state: _Scan) -> None:
    """A scalar, or the start of a list or mapping."""
    if event.anchor and event.anchor in state.anchors:
        hint = "换一个锚点名；文字以 & 开头时加引号。"
        state.stop("Y111", span, f"锚点“&{event.anchor}”定义了两次", hint)
    if getattr(event, "tag", None):
        state.faults.add("Y108", span, "不能写以“!”开头的标签", "删去标签；文字以感叹号开头时，给整段文字加引号。")
    if isinstance(event, yaml.ScalarEvent):
        if event.value == "<<" and not event.style and state.stack:
            around = state.stack[-1]
            if around.is_mapping and around.wants_key:
                state.faults.add("Y109", span, "不支持合并键“<<”", "把要用的内容直接写在这里。")
        size = 1 + len(event.value) // 32
        if event.anchor:
            state.anchors[event.anchor] = (size, 0)
        state.add(size, 0, span)
        return
    if event.anchor:
        state.anchors[event.anchor] = None
    state.stack.append(_Open(event.anchor, isinstance(event, yaml.MappingStartEvent)))
    if len(state.stack) > DEEPEST:
        state.stop("Y107", span, f"嵌套超过了 {DEEPEST} 层", "把里层的步骤提到外面，用步骤名引用。")


def _alias(event: yaml.AliasEvent, span: Span, state: _Scan) -> None:
    name = event.anchor or ""
    if name not in state.anchors:
        state.stop("Y111", span, f"没有定义过锚点“&{name}”", f'如果文字本来就以 * 开头，加上引号："*{name}"。')
        return
    known = state.anchors[name]
    if known is None:
        state.stop("Y111", span, f"别名“*{name}”绕回了自己里面", "把内容直接写出来，不要用别名。")
        return
    state.add(*known, span)


def span_between(file: str, start: Mark | None, end: Mark | None) -> Span:
    """A place from two YAML marks, which count from 0; an end at the very start of a line is drawn back."""
    assert start is not None and end is not None
    line, column = start.line + 1, start.column + 1
    if end.line > start.line and end.column == 0:
        return Span(file, line, column, max(end.line, line), column + 1 if end.line == line else 1)
    return Span(file, line, column, end.line + 1, max(end.column + 1, column + 1 if end.line == start.line else 1))
