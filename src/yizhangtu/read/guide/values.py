"""Values of the tree → texts, lists of texts, deadlines, materials and other small parts of a guide.

`Values` also records every text that is printed. One instance is used for one file.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar

from yizhangtu.model.deadline import Deadline, TimeLimit
from yizhangtu.model.diagnostics import Span, Text
from yizhangtu.model.guide import NOT_NEEDED, Assistant, LayoutWish, Material, Oversight
from yizhangtu.model.provisions import Eligibility
from yizhangtu.model.publication import Vote
from yizhangtu.model.words import shortened
from yizhangtu.read.faults import Faults
from yizhangtu.read.guide.deadline import parse_deadline
from yizhangtu.read.guide.fields import Fields, is_empty, read_fields, start_of
from yizhangtu.read.schema.key import KeyTable
from yizhangtu.read.schema.keys import ASSISTANT, DEADLINE, LAYOUT, MATERIAL, OVERSIGHT
from yizhangtu.read.schema.provisions import CONDITION
from yizhangtu.read.schema.steps import VOTE
from yizhangtu.read.yaml.tree import Mapping, Scalar, Sequence, Tree

YES = frozenset({"true", "yes", "y", "on", "是", "对", "需要", "要", "有", "√"})
NO = frozenset({"false", "no", "n", "off", "否", "不", "不需要", "不要", "无", "×"})
_WIDE_LIST = re.compile(r"[［【](.+)[］】]")
PROSE = frozenset({"备注"})  # lists whose items may be of several lines
OPTIONAL = frozenset({"不必要", "非必需", "可选"})

_Part = TypeVar("_Part")


class Values:
    """Reads values; collects diagnostics and the texts that are printed, 风险 and 防控 only where `risks` says so."""

    def __init__(self, faults: Faults, risks: bool = False) -> None:
        self.faults = faults
        self.risks = risks
        self.recorded: list[Text] = []

    def record(self, text: Text) -> Text:
        """Record a text that is printed, and return it."""
        self.recorded.append(text)
        return text

    def plain(self, fields: Fields, name: str) -> Text | None:
        """A text that is not printed itself."""
        tree = fields.get(name)
        return None if tree is None else self._scalar(tree, f"“{name}”")

    def text(self, fields: Fields, name: str) -> Text | None:
        """A text that is printed."""
        found = self.plain(fields, name)
        return None if found is None else self.record(found)

    def texts(self, fields: Fields, name: str) -> tuple[Text, ...]:
        """A list of texts, or a single one."""
        return tuple(self.record(text) for text in self._texts(fields, name))

    def plain_texts(self, fields: Fields, name: str) -> tuple[Text, ...]:
        """A list of texts that are not printed themselves, or a single one."""
        return tuple(text for text in self._texts(fields, name) if text.strip())

    def _texts(self, fields: Fields, name: str) -> list[Text]:
        found = (self._scalar(item, f"“{name}”的每一项") for item in self.items(fields.get(name), name))
        return [text for text in found if text is not None]

    def joined(self, fields: Fields, name: str) -> Text | None:
        """Several words that are printed as one: 办理: [村委会, 包村干部] is 村委会、包村干部."""
        found = self.texts(fields, name)
        return Text("、".join(found), found[0].span) if len(found) > 1 else next(iter(found), None)

    def listed(self, tree: Tree | None) -> tuple[Tree, ...]:
        """The items of a list as written; a single value counts as a list of one."""
        if tree is None:
            return ()
        return tree.items if isinstance(tree, Sequence) else (tree,)

    def items(self, tree: Tree | None, name: str) -> tuple[Tree, ...]:
        """The items of a list that are not empty; a single value counts as a list of one."""
        if not isinstance(tree, Sequence):
            self._in_wide_brackets(tree, name)
            self._in_lines(tree, name)
            return self.listed(tree)
        kept: list[Tree] = []
        for item in tree.items:
            if is_empty(item):
                self.faults.add("Y118", item.span, f"“{name}”里有一项没有填写", "补上内容，或者删去这一行。")
            else:
                kept.append(item)
        return tuple(kept)

    def _in_wide_brackets(self, tree: Tree | None, name: str) -> None:
        """Warn of a list in full-width brackets, which is one text for YAML."""
        found = _WIDE_LIST.fullmatch(tree.text.strip()) if isinstance(tree, Scalar) and not tree.quoted else None
        if tree is None or found is None:
            return
        several = ", ".join(part.strip() for part in re.split("[，,、]", found[1]))
        hint = f"是列表，就写成：{name}: [{shortened(several)}]；本来是一句话，就加引号。"
        self.faults.add("Y132", tree.span, f"“{name}”用了中文的方括号，算成了一段文字", hint)

    def _in_lines(self, tree: Tree | None, name: str) -> None:
        """Tell of a text of several lines where each line may be meant as an item."""
        lines = (
            tree.text.strip().split("\n")
            if isinstance(tree, Scalar) and name not in PROSE and "\n" in tree.text.strip()
            else []
        )
        if tree is not None and lines:
            several = ", ".join(lines)
            hint = f"是几项，就写成列表：{name}: [{shortened(several)}]；本来是一项，不用处理。"
            self.faults.add("Y134", start_of(tree.span), f"“{name}”的几行算成了一项", hint)

    def mapping(self, tree: Tree, what: str, table: KeyTable) -> Fields | None:
        """The fields of a mapping; None with a diagnostic for anything else."""
        if isinstance(tree, Mapping):
            return read_fields(tree, table, self.faults)
        names = "、".join(key.name for key in table.keys)
        hint = f"换行缩进后写“键: 值”，可以写：{names}。{colon_hint(tree)}"
        self.faults.add("Y116", start_of(tree.span), f"{what}要写成“键: 值”的形式", hint)
        return None

    def _scalar(self, tree: Tree, what: str) -> Text | None:
        if isinstance(tree, Scalar):
            return tree.text
        form = "列表" if isinstance(tree, Sequence) else "“键: 值”"
        hint = "文字里有英文冒号加空格，或者以 [ { 开头时，要加引号。"
        self.faults.add("Y116", start_of(tree.span), f"{what}要写一段文字，这里写成了{form}", hint)
        return None

    def choice(self, fields: Fields, table: KeyTable, name: str) -> Text | None:
        """One of the words that the key allows, in Chinese."""
        key = table.by_name[name]
        written = self.plain(fields, name)
        if written is None:
            return None
        word = written.strip()
        if word in key.choices:
            return Text(word, written.span)
        if word in key.choices_english:
            return Text(key.choices[key.choices_english.index(word)], written.span)
        self.faults.add(
            "Y117", written.span, f"“{name}”不能写“{shortened(word)}”", f"可以写：{'、'.join(key.choices)}。"
        )
        return None

    def number(self, fields: Fields, table: KeyTable, name: str) -> int | None:
        """A whole number within the bounds of the key."""
        key = table.by_name[name]
        written = self.plain(fields, name)
        if written is None:
            return None
        if re.fullmatch(r"[0-9]{1,6}", written.strip()) and key.low <= int(written) <= key.high:
            return int(written)
        message = f"“{name}”不能写“{shortened(written)}”"
        self.faults.add("Y121", written.span, message, f"写 {key.low} 到 {key.high} 的整数。")
        return None

    def deadline(self, fields: Fields, name: str, notice: bool = False) -> Deadline | None:
        """A deadline, parsed."""
        written = self.text(fields, name)
        return None if written is None else parse_deadline(written, notice)

    def flag_or_text(self, fields: Fields, name: str) -> Text | bool:
        """公示: 是, 否, or a text."""
        written = self.plain(fields, name)
        if written is None or written.strip().lower() in NO:
            return False
        return True if written.strip().lower() in YES else self.record(written)

    def rows(self, fields: Fields, name: str, table: KeyTable) -> tuple[tuple[Fields, Span], ...]:
        """A list of mappings, each as its fields with its place."""
        found: list[tuple[Fields, Span]] = []
        for item in self.items(fields.get(name), name):
            inner = self.mapping(item, f"“{name}”的每一项", table)
            if inner is not None:
                found.append((inner, start_of(item.span)))
        return tuple(found)

    # The small parts of a guide.

    def parts(
        self, fields: Fields, name: str, table: KeyTable, from_text: Callable[[Text], _Part],
        from_fields: Callable[[Fields], _Part | None],
    ) -> tuple[_Part, ...]:  # fmt: skip
        """A list whose items are texts or mappings; a single item may be written without a list."""
        found: list[_Part] = []
        for item in self.items(fields.get(name), name):
            if isinstance(item, Scalar):
                found.append(from_text(self.record(item.text)))
                continue
            inner = self.mapping(item, f"“{name}”的每一项", table)
            part = None if inner is None else from_fields(inner)
            if part is not None:
                found.append(part)
        return tuple(found)

    def conditions(self, fields: Fields) -> tuple[Eligibility, ...]:
        """申请条件."""

        def from_fields(inner: Fields) -> Eligibility | None:
            text, applies_to = self.text(inner, "条件"), self.text(inner, "适用")
            return None if text is None else Eligibility(text, applies_to)

        return self.parts(fields, "申请条件", CONDITION, Eligibility, from_fields)

    def materials(self, fields: Fields, name: str) -> tuple[Material, ...]:
        """所需材料, 材料."""
        return self.parts(fields, name, MATERIAL, Material, self._material)

    def _material(self, inner: Fields) -> Material | None:
        name = self.text(inner, "名称")
        copies, form, source = self.text(inner, "份数"), self.text(inner, "形式"), self.text(inner, "来源")
        applies_to = self.text(inner, "适用")
        required = self.plain(inner, "必要")
        word = "" if required is None else required.strip().lower()
        if required is not None and word in NO | OPTIONAL:
            required = Text(NOT_NEEDED, required.span)
        elif required is not None:
            required = None if word in YES else self.record(required)
        return None if name is None else Material(name, copies, form, source, required, applies_to)

    def oversight(self, fields: Fields, name: str) -> tuple[Oversight, ...]:
        """监督管理."""

        def from_fields(inner: Fields) -> Oversight:
            return Oversight(*(self.text(inner, key) for key in ("监督人", "方式", "电话")))

        return self.parts(fields, name, OVERSIGHT, lambda text: Oversight(how=text), from_fields)

    def assistant(self, fields: Fields) -> Assistant | None:
        """帮办代办."""
        inner = self.object(fields, "帮办代办", ASSISTANT)
        if inner is None:
            return None
        return Assistant(self.text(inner, "姓名"), self.text(inner, "电话"), self.text(inner, "窗口"))

    def vote(self, fields: Fields, name: str = "表决", printed: bool = True) -> Vote | None:
        """表决 of a step, or what else says what a vote asks for."""
        inner = self.object(fields, name, VOTE)
        read = self.text if printed else self.plain
        return None if inner is None else Vote(read(inner, "到会"), read(inner, "通过"))

    def time_limit(self, fields: Fields) -> TimeLimit:
        """时间要求 of a guide or a case: a text alone is 承诺."""
        tree = fields.get("时间要求")
        if tree is None:
            return TimeLimit()
        if isinstance(tree, Scalar):
            return TimeLimit(promised=parse_deadline(self.record(tree.text)))
        inner = self.mapping(tree, "“时间要求”", DEADLINE) or {}
        return TimeLimit(
            promised=self.deadline(inner, "承诺"),
            statutory=self.deadline(inner, "法定"),
            excluded=self.text(inner, "不计入"),
            note=self.text(inner, "说明"),
        )

    def layout(self, fields: Fields) -> LayoutWish:
        """版式: a text alone is the form."""
        tree = fields.get("版式")
        if tree is None:
            return LayoutWish()
        inner: Fields | None = {"形式": tree}
        if not isinstance(tree, Scalar):
            inner = self.mapping(tree, "“版式”", LAYOUT)
        if inner is None:
            return LayoutWish()
        form, key = self.choice(inner, LAYOUT, "形式"), LAYOUT.by_name["形式"]
        return LayoutWish(
            form=form and Text(key.choices_english[key.choices.index(form)], form.span),
            columns=self.number(inner, LAYOUT, "列数"),
            level=self.number(inner, LAYOUT, "详略"),
        )

    def object(self, fields: Fields, name: str, table: KeyTable) -> Fields | None:
        """The fields of a mapping that is the value of a key."""
        tree = fields.get(name)
        return None if tree is None else self.mapping(tree, f"“{name}”", table)


def colon_hint(tree: Tree) -> str:
    """The hint for a text that would be a mapping with a half-width colon."""
    if isinstance(tree, Scalar) and "：" in tree.text:
        return "冒号要用英文冒号“:”，后面空一格。"
    return ""
