"""Text → a tree of scalars, sequences and mappings with their places; every scalar is text as written."""

import re
import unicodedata
from itertools import pairwise
from typing import NamedTuple

import yaml

from yizhangtu.model.diagnostics import Span, Text, split_lines
from yizhangtu.read.faults import Faults
from yizhangtu.read.yaml.characters import refuse_escaped, without_selectors
from yizhangtu.read.yaml.marks import span_between
from yizhangtu.read.yaml.mistakes import report_mistakes, usual_mistakes
from yizhangtu.read.yaml.scan import LOADER, scan
from yizhangtu.read.yaml.syntax import report_syntax


class Scalar(NamedTuple):
    """A text; `empty` where nothing was written; `raw` is its source with quotes, only where it has variables;
    `quoted`: it is written in quotes or as a block."""

    text: Text
    span: Span
    empty: bool = False
    raw: str = ""
    quoted: bool = False


class Sequence(NamedTuple):
    """A list."""

    items: "tuple[Tree, ...]"
    span: Span


class Pair(NamedTuple):
    """A key with its value; equal keys are kept, `read_fields` reports them."""

    key: Scalar
    value: "Tree"


class Mapping(NamedTuple):
    """Keys with values in the order written."""

    pairs: tuple[Pair, ...]
    span: Span


Tree = Scalar | Sequence | Mapping


def parse(text: str, faults: Faults) -> "Tree | None":
    """The tree of the one document in the text; None with a diagnostic where there is none."""
    try:
        if not scan(text, faults):
            if not len(faults):
                _empty(faults)
            return None
        node = yaml.compose(text, Loader=LOADER)
    except yaml.YAMLError as error:
        report_syntax(error, text, faults)
        return None
    if isinstance(node, yaml.ScalarNode) and (mistakes := usual_mistakes(split_lines(text))):
        report_mistakes(mistakes, faults)  # a file in which no line is YAML is one long text
        return None
    tree = None if node is None else _Builder(text, faults).tree(node)
    if tree is None or (isinstance(tree, Scalar) and tree.empty):
        _empty(faults)
        return None
    return tree


def _empty(faults: Faults) -> None:
    faults.add("Y103", faults.at(1, 1), "文件是空的", "可以运行 yizhangtu new 流程 名称，新建一份再改。")


_WINDOW = 4096  # characters searched for a fold: bounds the time


class _Builder:
    """Turns nodes into the tree; a node with aliases is built once."""

    def __init__(self, text: str, faults: Faults) -> None:
        self.text = text
        self.faults = faults
        self.built: dict[yaml.Node, Tree] = {}
        self.folded = False  # whether a text behind > was told about

    def tree(self, node: yaml.Node) -> "Tree":
        known = self.built.get(node)
        if known is None:
            known = self.built[node] = self._build(node)
        return known

    def _build(self, node: yaml.Node) -> "Tree":
        span = span_between(self.faults.file, node.start_mark, node.end_mark)
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node, span)
        if isinstance(node, yaml.SequenceNode):
            items = tuple(self.tree(item) for item in node.value)
            return Sequence(items, _ending_with(span, items))
        assert isinstance(node, yaml.MappingNode)
        variable = self._variable(node)
        if variable is not None:
            return Scalar(Text(variable, span), span, raw=variable)
        pairs: list[Pair] = []
        for key_node, value_node in node.value:
            key = self.tree(key_node)
            if isinstance(key, Scalar):
                pairs.append(Pair(key, self.tree(value_node)))
            else:
                hint = "以 { 或 [ 开头的文字（包括变量 {{…}}）要加引号。"
                self.faults.add("Y124", key.span, "键要是一段文字", hint)
        return Mapping(tuple(pairs), _ending_with(span, tuple(pair.value for pair in pairs)))

    def _variable(self, node: yaml.CollectionNode) -> str | None:
        """The source of a value that is only a variable ({{村名}}, for YAML two flow mappings); else None."""
        if not node.flow_style or len(node.value) != 1 or not isinstance(node.value[0][0], yaml.MappingNode):
            return None
        raw = self.text[node.start_mark.index : node.end_mark.index]
        return raw if re.fullmatch(r"\{\{[^{}\n]*\}\}", raw) else None

    def _scalar(self, node: yaml.ScalarNode, span: Span) -> Scalar:
        value = str(node.value)
        plain = not node.style
        several_lines = node.style != "|" and node.start_mark.line != node.end_mark.line
        raw = ""
        if several_lines or "{{" in value:
            raw = self.text[node.start_mark.index : node.end_mark.index]
        if several_lines and node.style == ">":
            self._tell_folded(value, raw, span)
        value = as_read(value, node.style, raw if several_lines else "")
        value = without_selectors(refuse_escaped(value, span, self.faults), span, self.faults)
        empty = plain and value in ("", "~")
        return Scalar(Text(value, span), span, empty, raw if "{{" in value else "", not plain)

    def _tell_folded(self, value: str, raw: str, span: Span) -> None:
        """Tell once in a file that the lines behind > become one, where no mark parts them."""
        written = [line.strip() for line in re.split(r"\r\n?|\n", raw)[1:] if line.strip()]
        unmarked = any(before[-1].isalnum() for before in written[:-1])
        if self.folded or not unmarked or len(written) <= len([line for line in value.split("\n") if line.strip()]):
            return
        self.folded = True
        hint = "要分几项，就写成列表，一行一个“- ”；要照样分行，把“>”改成“|”；本来是一段，不用处理。"
        place = Span(span.file, span.line, span.column, span.line, span.column + 1)
        self.faults.add("Y134", place, f"“>”后面的 {len(written)} 行连成了一段，印出来不分行", hint)


def as_read(value: str, style: str | None, raw: str) -> str:
    """The value of a scalar as the guide has it. `raw` is its source where it has several lines and is no | text, else
    "": lines that YAML folds are joined without a blank between Chinese characters."""
    if raw:
        return _unfold(value.strip() if style == ">" else value, raw)
    return value.strip("\n") if style == "|" else value


def _ending_with(span: Span, children: "tuple[Tree, ...]") -> Span:
    """The place of a collection up to the end of its last child; for the parser it ends where the next node starts."""
    if not children:
        return span
    last = max(child.span for child in children)
    if (last.line, last.column) < (span.line, span.column):
        return span  # an alias to something earlier in the file
    return Span(span.file, span.line, span.column, last.end_line, last.end_column)


def _wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF"


def _unfold(value: str, raw: str) -> str:
    """Remove the spaces that folding of lines puts between two wide characters."""
    lines = [line.strip() for line in re.split(r"\r\n?|\n", raw)]
    at, kept = 0, []
    for before, after in pairwise(lines):
        if before and after and _wide(before[-1]) and _wide(after[0]):
            joined = f"{before[-4:]} {after[:4]}"
            found = value.find(joined, at, at + _WINDOW + len(before))
            if found >= 0:
                space = found + len(before[-4:])
                kept.append(value[at:space])
                at = space + 1
    return "".join((*kept, value[at:]))
