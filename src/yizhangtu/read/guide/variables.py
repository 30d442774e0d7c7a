"""A tree with {{变量}} in its texts and the values of one village → the tree with the values filled in.

Plain substitution: no code, no attributes, no filters. `\\{{` stands for a literal `{{`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Mapping as MappingType

from yizhangtu.model.diagnostics import Span, Text
from yizhangtu.model.project import Project, Village
from yizhangtu.model.words import nearest
from yizhangtu.read.faults import Faults
from yizhangtu.read.yaml.scan import LONGEST, too_long
from yizhangtu.read.yaml.tree import Mapping, Pair, Scalar, Sequence, Tree

MOST = 4_000_000  # characters of all texts of a file in which something was filled in
_VARIABLE = re.compile(r"\\\{\{|\{\{([^{}\n]*)\}\}|\{\{")

GENERIC_VILLAGE = "本村"
GENERIC_COLUMN = "××"
_ENGLISH = {"name": "村名", "code": "编码", "town": "乡镇", "county": "县区"}


class Variables:
    """What each variable stands for. `open_ended`: the village table is unread, so that no name is unknown. `used` are
    the Chinese names of the variables that were looked up; `village` is the name of the one they belong to."""

    def __init__(self, values: MappingType[str, str], open_ended: bool = False, village: str = "") -> None:
        self.values = values
        self.open_ended = open_ended
        self.village = village
        self.used: set[str] = set()

    @property
    def names(self) -> frozenset[str]:
        """Every name of a variable, those of the project included that it gives no value to."""
        return frozenset((*self.values, *_ENGLISH, *_ENGLISH.values()))

    def value(self, name: str) -> str | None:
        """The value of a variable, by its Chinese or English name."""
        found = self.values.get(name)
        if found is None:
            name = _ENGLISH.get(name, name)
            found = self.values.get(name)
        if name:
            self.used.add(name)
        return GENERIC_COLUMN if found is None and self.open_ended and name else found


def variables_of(project: Project, village: Village | None) -> Variables:
    """The variables for one village, or the general values where no village is chosen."""
    values: dict[str, str] = {}
    if project.town is not None:
        values["乡镇"] = project.town
    if project.county is not None:
        values["县区"] = project.county
    values["村名"] = GENERIC_VILLAGE
    if not project.villages or any(one.code is not None for one in project.villages):
        values["编码"] = GENERIC_COLUMN
    for column in project.columns:
        values.setdefault(column, GENERIC_COLUMN)
    if village is not None:
        values.update(village.columns)
        values["村名"] = village.name
        if village.code is not None:
            values["编码"] = village.code
    of_village = str(village.name) if village is not None else ""
    unread = not project.villages and project.villages_unread
    return Variables(values, open_ended=unread and village is None, village=of_village)


def unfilled(project: Project) -> Variables:
    """Every variable of a village stands for itself, `{{村名}}`; those of the project have their values."""
    found = variables_of(project, None)
    of_project = {"乡镇": project.town, "县区": project.county}
    values = {name: of_project.get(name) or f"{{{{{name}}}}}" for name in found.values}
    return Variables(values, found.open_ended)


def fill(text: Text, raw: str, variables: Variables, faults: Faults) -> Text:
    """One text with its variables filled in."""
    if "{{" not in text:
        return text
    length = _length(text, variables)
    if length > LONGEST:  # checked beforehand: a short text can expand to gigabytes
        too_long(faults, text.span, length)
        return text
    places = _places(text, raw)
    counter = iter(range(len(text)))

    def value(match: re.Match[str]) -> str:
        number = next(counter)
        written = match.group()
        if written == "\\{{":
            return "{{"
        span = None if faults.full else places(number, match)  # counting in the source takes time
        if match.group(1) is None:
            faults.add("Y120", span, "“{{”没有配上“}}”，会照样印出", "补全变量；要印出“{{”就写成“\\{{”。")
            return written
        name = match.group(1).strip()
        found = variables.value(name)
        if found is None:
            _unknown(name, span, variables, faults)
            return written
        if not found.strip() and variables.village:
            message = f"{variables.village}的“{name}”是空的，这里什么也印不出"
            faults.add("Y729", span, message, "在村庄表里填上这一格；确实没有，就在这份定义里换一种写法。")
        return found

    return Text(_VARIABLE.sub(value, text), text.span)


def _length(text: str, variables: Variables) -> int:
    """The length of a text with its variables filled in."""
    found = _VARIABLE.findall(text)
    return len(text) + sum(len(variables.value(name.strip()) or "") for name in found if name)


def _unknown(name: str, span: Span | None, variables: Variables, faults: Faults) -> None:
    if name in ("乡镇", "县区", "town", "county"):
        chinese = _ENGLISH.get(name, name)
        hint = f"在辖区.yaml 里写“{chinese}: …”。"
    else:
        close = None if faults.full else nearest(name, variables.values)
        hint = f"是不是“{{{{{close}}}}}”？" if close else "可以用的变量：" + "、".join(variables.values) + "。"
        hint += "要原样印出“{{”，写成“\\{{”。"
    faults.add("Y119", span, f"不认识的变量“{{{{{name}}}}}”", hint)


def _places(text: Text, raw: str) -> Callable[[int, re.Match[str]], Span | None]:
    """The place of the n-th variable, counted in the source, which may have quotes, escapes and folded lines."""
    in_source = list(_VARIABLE.finditer(raw))
    same = len(in_source) == len(_VARIABLE.findall(text))

    def place(number: int, match: re.Match[str]) -> Span | None:
        span = text.span
        if span is None or not same:
            return span
        found = in_source[number]
        before = raw[: found.start()]
        line_breaks = before.count("\n")
        line = span.line + line_breaks
        column = found.start() - before.rfind("\n") if line_breaks else span.column + found.start()
        return Span(span.file, line, column, line, column + len(found.group()))

    return place


def substitute(tree: Tree, variables: Variables, faults: Faults) -> Tree:
    """The tree with all variables filled in, in values and in keys (outcomes of a 判断 are keys)."""
    return _Substitution(variables, faults).tree(tree)


class _Substitution:
    """Substitutes each node once: aliases share parts of the tree, and a diagnostic is reported once."""

    def __init__(self, variables: Variables, faults: Faults) -> None:
        self.variables = variables
        self.faults = faults
        self.done: dict[int, tuple[Tree, Tree]] = {}
        self.left = MOST

    def tree(self, tree: Tree) -> Tree:
        known = self.done.get(id(tree))
        if known is None:
            known = self.done[id(tree)] = (tree, self._fill(tree))
        return known[1]

    def scalar(self, scalar: Scalar) -> Scalar:
        if not scalar.raw or self.left < 0:
            return scalar
        self.left -= _length(scalar.text, self.variables)
        if self.left < 0:
            message = f"变量换成内容以后，这份定义超过了 {MOST:,} 个字"
            self.faults.add("Y128", scalar.span, message, "少用几处变量，或者分成几张图。")
            return scalar
        return scalar._replace(text=fill(scalar.text, scalar.raw, self.variables, self.faults), raw="")

    def _fill(self, tree: Tree) -> Tree:
        if isinstance(tree, Scalar):
            return self.scalar(tree)
        if isinstance(tree, Sequence):
            return Sequence(tuple(self.tree(item) for item in tree.items), tree.span)
        pairs = tuple(Pair(self.scalar(pair.key), self.tree(pair.value)) for pair in tree.pairs)
        return Mapping(pairs, tree.span)
