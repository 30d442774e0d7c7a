"""Text → diagnostics of its YAML events: depth, tags, merge keys, documents, aliases; the size of the tree is limited.

The composer of libyaml recurses in C and crashes on deep nesting, and nested aliases expand exponentially. Events come
one by one without recursion, so the limits are checked on them before anything is composed. Texts that the parser would
drop without a word, or join against the author's intention, are reported here too (left_out.py).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import yaml

from yizhangtu.model.diagnostics import Span
from yizhangtu.read.faults import Faults
from yizhangtu.read.yaml.left_out import LeftOut
from yizhangtu.read.yaml.marks import span_between

DEEPEST = 32
LONGEST = 10_000  # characters of one text: more than several large posters hold
MOST_NODES = 200_000  # after expansion of aliases; a long text counts as several nodes

_BASE = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class LOADER(_BASE):  # type: ignore[misc, valid-type]
    """The parser. Every scalar is a string as written: no types are resolved."""

    def resolve(self, kind: type, value: str, implicit: object) -> str:
        """The tag of a node that was written without one."""
        return "tag:yaml.org,2002:str"


@dataclass(slots=True)
class _Open:
    """An open collection: its anchor, its size and its depth so far."""

    anchor: str | None = None
    is_mapping: bool = False
    is_flow_list: bool = False  # [甲, 乙]
    size: int = 1
    depth: int = 1
    wants_key: bool = True


@dataclass(slots=True)
class _Scan:
    faults: Faults
    left_out: LeftOut
    stack: list[_Open] = field(default_factory=list)
    anchors: dict[str, tuple[int, int] | None] = field(default_factory=dict)  # None: still open
    documents: int = 0
    fatal: bool = False

    def at(self, event: yaml.Event) -> Span:
        """The place of an event; made only for diagnostics, as a long file has tens of thousands of events."""
        return span_between(self.faults.file, event.start_mark, event.end_mark)

    def add(self, size: int, depth: int, event: yaml.Event) -> None:
        """Add a finished node to the size and depth of the collection around it."""
        if self.stack:
            around = self.stack[-1]
            around.size += size
            around.depth = max(around.depth, depth + 1)
            around.wants_key = not around.wants_key
            if around.size > MOST_NODES:
                self.too_much(event)
        if len(self.stack) + depth > DEEPEST:
            self.deep(event)

    def too_much(self, event: yaml.Event) -> None:
        """Report too many nodes; where there are aliases, they are the reason."""
        if self.anchors:
            hint = "减少别名（*）的使用，或者分成几张图。"
            self.stop("Y111", event, "内容太多：别名展开后超过了 20 万项", hint)
        else:
            self.stop("Y101", event, "内容太多：超过了 20 万项", "分成几张图。")

    def deep(self, event: yaml.Event) -> None:
        """Report and stop: composing it could crash the process."""
        if not self.fatal:
            too_deep(self.faults, self.at(event))
        self.fatal = True

    def stop(self, code: str, event: yaml.Event, message: str, hint: str) -> None:
        """Report and stop the scan."""
        if not self.fatal:
            self.faults.add(code, self.at(event), message, hint)
        self.fatal = True


def scan(text: str, faults: Faults, events: Iterable[yaml.Event] | None = None) -> bool:
    """Whether the text can be composed safely. `events` are its own, where they are parsed already. Raises
    `yaml.YAMLError` where the text is not YAML."""
    state = _Scan(faults, LeftOut(text, faults))
    for event in yaml.parse(text, Loader=LOADER) if events is None else events:
        _take(event, state)
        if state.fatal:
            return False
    state.left_out.unused_anchors()
    return state.documents > 0


def _take(event: yaml.Event, state: _Scan) -> None:
    if isinstance(event, yaml.ScalarEvent):
        _scalar(event, state)
    elif isinstance(event, yaml.CollectionEndEvent):
        done = state.stack.pop()
        state.left_out.comment(event)
        if done.anchor:
            state.anchors[done.anchor] = (done.size, done.depth)
        state.add(done.size, done.depth, event)
    elif isinstance(event, yaml.AliasEvent):
        _alias(event, state)
    elif isinstance(event, yaml.NodeEvent):
        _start(event, state)
    elif isinstance(event, yaml.DocumentStartEvent):
        state.documents += 1
        if state.documents > 1:
            hint = "删去“---”，或者把后面的另存一个文件。前面一份如果是别的软件加的说明，整份删去。"
            state.stop("Y110", event, "一个文件里只能写一张图，这里又开始了一份", hint)


def _scalar(event: yaml.ScalarEvent, state: _Scan) -> None:
    _named(event, state)
    if event.value == "<<" and not event.style and state.stack:
        around = state.stack[-1]
        if around.is_mapping and around.wants_key:
            state.faults.add("Y109", state.at(event), "不支持合并键“<<”", "把要用的内容直接写在这里。")
    if len(event.value) > LONGEST and len(event.value.strip()) > LONGEST:
        too_long(state.faults, state.at(event), len(event.value.strip()))
    state.left_out.comment(event)
    if state.stack and state.stack[-1].is_flow_list:
        state.left_out.wide_comma(event)
    size = 1 + len(event.value) // 32
    if event.anchor:
        state.anchors[event.anchor] = (size, 0)
    state.add(size, 0, event)


def _start(event: yaml.NodeEvent, state: _Scan) -> None:
    """The start of a list or mapping."""
    _named(event, state)
    if event.anchor:
        state.anchors[event.anchor] = None
    flow_list = isinstance(event, yaml.SequenceStartEvent) and bool(event.flow_style)
    state.stack.append(_Open(event.anchor, isinstance(event, yaml.MappingStartEvent), flow_list))
    if len(state.stack) > DEEPEST:
        state.deep(event)


def _named(event: yaml.NodeEvent, state: _Scan) -> None:
    """Check the anchor and tag of a node."""
    if event.anchor and event.anchor in state.anchors:
        hint = "换一个锚点名；文字以 & 开头时加引号。"
        state.stop("Y111", event, f"锚点“&{event.anchor}”定义了两次", hint)
    elif event.anchor:
        state.left_out.anchor(event)
    if getattr(event, "tag", None):
        hint = "删去标签；文字以感叹号开头时，给整段文字加引号。"
        state.faults.add("Y108", state.at(event), "不能写以“!”开头的标签", hint)


def _alias(event: yaml.AliasEvent, state: _Scan) -> None:
    name = event.anchor or ""
    state.left_out.used(name)
    state.left_out.comment(event)
    if name not in state.anchors:
        state.stop("Y111", event, f"没有定义过锚点“&{name}”", f'如果文字本来就以 * 开头，加上引号："*{name}"。')
        return
    known = state.anchors[name]
    if known is None:
        state.stop("Y111", event, f"别名“*{name}”绕回了自己里面", "把内容直接写出来，不要用别名。")
        return
    state.add(*known, event)


def too_deep(faults: Faults, span: Span) -> None:
    """Report nesting beyond the limit."""
    faults.add("Y107", span, f"嵌套超过了 {DEEPEST} 层", "把里层的步骤提到外面，用步骤名引用。")


def too_long(faults: Faults, span: Span | None, length: int) -> None:
    """Report a text beyond the limit: breaking it into lines would take minutes."""
    message = f"这段文字有 {length:,} 个字，一段最多 {LONGEST:,} 个字"
    faults.add("Y128", span, message, "分成几段写，或者分成几张图。")
