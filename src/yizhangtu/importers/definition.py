"""A draft → the text of a definition. What is guessed, asked or not recognised stands in comments at its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import yaml

from yizhangtu.importers.draft import ASSISTANT_PARTS, GuideDraft, Question, RowDraft, SourcedText
from yizhangtu.importers.words import HeaderWords
from yizhangtu.read.originals.original import SourceCell

FOUR = ("办理主体", "时间要求", "监督管理", "操作流程")
_ITEM_KEYS = ("事项", "类别", "办理主体", "时限", "监督", "依据", "形式", "责任部门", "村级职责")
_STEP_KEYS = ("步骤", "阶段", "办理", "内容", "时限", "公示", "材料", "监督", "依据")


# Ideographs, full-width signs, letters and digits: YAML reads such a text as it stands.
_PLAIN = re.compile(r"[\u4e00-\u9fff《“（][\u4e00-\u9fff\u3001-\u3011\uff08-\uff1f“”A-Za-z0-9]*")


def scalar(text: str) -> str:
    """A text as a YAML scalar on one line, quoted where YAML needs it."""
    one = " ".join(text.split("\n")).strip()
    if _PLAIN.fullmatch(one):
        return one
    written = yaml.safe_dump(one, allow_unicode=True, width=10**9, default_style=None).removesuffix("...\n")
    return written.strip()


class _Writer:
    def __init__(self) -> None:
        self.lines: list[str] = []

    def comment(self, text: str, depth: int = 0) -> None:
        self.lines += [f"{'  ' * depth}# {_visible(line)}" for line in text.splitlines()]

    def pair(self, key: str, value: str, depth: int = 0, note: str = "", lead: str = "") -> None:
        note = f"  # {note}" if note else ""
        self.lines.append(f"{'  ' * depth}{lead}{key}: {value}{note}")

    def values(self, key: str, values: Sequence[SourcedText], depth: int, listed: bool, lead: str = "") -> None:
        """A key with one text or a list of texts."""
        if len(values) == 1 and not listed:
            self.pair(scalar(key), scalar(values[0].text), depth, _note(values[0]), lead)
            return
        self.lines.append(f"{'  ' * depth}{lead}{scalar(key)}:")
        for value in values:
            note = f"  # {_note(value)}" if value.guess else ""
            self.lines.append(f"{'  ' * (depth + 1)}- {scalar(value.text)}{note}")


def _visible(text: str) -> str:
    """A comment without characters that a definition may not hold: they are spelt out."""
    return "".join(
        letter if letter.isprintable() else " " if letter.isspace() else f"\\u{ord(letter):04x}" for letter in text
    )


def _note(value: SourcedText) -> str:
    return f"猜的：{value.guess}（{_visible(value.place)}）" if value.guess else ""


def definition_text(draft: GuideDraft, words: HeaderWords, source: str) -> str:
    """The definition. `source` names the document."""
    out = _Writer()
    out.comment(f"从“{source}”导入。“猜的”“问”后面的话请看一遍，改好就删去。")
    if draft.head:
        out.comment(f"原表的表头：{draft.head}")
    out.pair("类型", draft.kind)
    for key in ("名称", "所属清单"):
        if draft.facts.get(key):
            out.values(key, draft.facts[key][:1], 0, False)
            for more in draft.facts[key][1:]:
                out.comment(f"也写着：{more.text}（{more.place}）")
    _questions(out, [one for one in draft.questions if one.key in ("所属清单", "名称")], 0)
    _four(out, draft, words)
    for key in ("申请条件", "所需材料", "收费", "办理地点", "办理时间", "咨询电话", "办理结果", "依据"):
        if draft.facts.get(key):
            out.values(key, draft.facts[key], 0, key in ("申请条件", "所需材料"))
    _assistant(out, draft)
    for key in ("提倡", "禁止", "奖惩"):
        if draft.facts.get(key):
            out.values(key, draft.facts[key], 0, True)
    _rows(out, draft)
    if draft.facts.get("备注"):
        out.values("备注", draft.facts["备注"], 0, True)
    known = {one.key for row in (*draft.rows, *draft.penalties) for one in row.questions}
    _questions(out, [one for one in draft.questions if one.key not in known | {"所属清单", "名称"}], 0)
    return "\n".join(out.lines) + "\n"


def remarks(unread: Iterable[SourceCell], reworded: Iterable[SourceCell]) -> str:
    """Comments for the end of a definition: texts of the document that were not recognised, and those that stand in it
    in other words."""
    out = _Writer()
    for cell in reworded:
        out.comment(f"原文（{cell.place}）：{cell.text}")
    for cell in unread:
        out.comment(f"没有认出（{cell.place}）：{cell.text}")
    return "".join(f"{line}\n" for line in out.lines)


def missing(draft: GuideDraft) -> list[str]:
    """Which of the four elements the document does not have."""
    if draft.kind == "公示":
        return []
    rows = bool(draft.rows or draft.penalties)
    lacking = [key for key in FOUR[:3] if not draft.facts.get(key)]
    if draft.kind == "流程":
        return lacking + ([] if rows else ["操作流程"])
    if draft.kind == "清单":
        held = {"办理主体": "办理主体", "时间要求": "时限", "监督管理": "监督"}
        return [key for key in lacking if not any(row.values.get(held[key]) for row in draft.rows)]
    return [*lacking, "操作流程"]


def _four(out: _Writer, draft: GuideDraft, words: HeaderWords) -> None:
    """办理主体, 时间要求, 监督管理: what is missing is said at its place."""
    lacking = missing(draft)
    facts = draft.facts
    for key in FOUR[:3]:
        if key == "时间要求" and facts.get(key):
            _deadline(out, draft)
        elif key == "监督管理" and facts.get(key):
            _oversight(out, draft, words)
        elif facts.get(key):
            out.values(key, facts[key], 0, False)
        elif key in lacking:
            out.comment(f"{key}:        问：文件里没有，请补上")
    if facts.get("监督电话") and not facts.get("监督管理"):
        for value in facts["监督电话"]:
            out.comment(f"监督电话：{value.text}（{value.place}）。写进“监督管理”的“电话”里，并写上谁来监督")
    if not facts.get("时间要求"):
        for key in ("法定时限", "承诺时限", "不计入", "时限说明"):
            for value in facts.get(key, ()):
                out.comment(f"{key}：{value.text}（{value.place}）")


def _deadline(out: _Writer, draft: GuideDraft) -> None:
    facts = draft.facts
    first, *more = facts["时间要求"]
    inner = [(key, facts[name]) for key, name in (("法定", "法定时限"), ("不计入", "不计入"), ("说明", "时限说明"))
             if facts.get(name)]  # fmt: skip
    if more:
        inner.append(("说明", more))
    if not inner:
        out.values("时间要求", [first], 0, False)
        return
    out.lines.append("时间要求:")
    out.values("承诺", [first], 1, False)
    notes = {key: SourcedText("；".join(value.text for value in values), values[0].place) for key, values in inner}
    for key, value in notes.items():
        out.values(key, [value], 1, False)


def _oversight(out: _Writer, draft: GuideDraft, words: HeaderWords) -> None:
    phones = [value.text for value in draft.facts.get("监督电话", ())]
    out.lines.append("监督管理:")
    for at, value in enumerate(draft.facts["监督管理"]):
        split = words.supervisor(value.text)
        if split:
            out.pair("监督人", scalar(split[0]), 1, "", "- ")
            out.pair("方式", scalar(split[1]), 2)
        else:
            out.pair("监督人", scalar(value.text), 1, "", "- ")
        if phones and at == 0:
            out.pair("电话", scalar("、".join(phones)), 2)


def _assistant(out: _Writer, draft: GuideDraft) -> None:
    """帮办代办, several persons in one text."""
    parts = [(key, draft.facts[name]) for key, name in ASSISTANT_PARTS if draft.facts.get(name)]
    if not parts:
        return
    out.lines.append("帮办代办:")
    for key, values in parts:
        out.pair(key, scalar("、".join(value.text for value in values)), 1)


def _rows(out: _Writer, draft: GuideDraft) -> None:
    if draft.kind == "流程":
        if draft.rows:
            out.lines.append("操作流程:")
        else:
            out.comment("操作流程:        问：文件里没有，请补上")
        for row in draft.rows:
            _row(out, row, _STEP_KEYS, 1)
    elif draft.kind == "清单":
        if draft.custom:
            names = ", ".join(scalar(name) for name in draft.columns)
            out.pair("栏目", f"[{names}]")
        out.lines += ["事项:"] if draft.rows else []
        for row in draft.rows:
            _row(out, row, (*_ITEM_KEYS, *draft.custom, "备注"), 1)
    elif draft.kind == "积分":
        _groups(out, "加分", draft.rows)
        _groups(out, "扣分", draft.penalties)
    elif draft.kind == "公示":
        _data(out, draft)
    elif draft.rows:
        out.lines.append("标准:")
        for row in draft.rows:
            _row(out, row, ("项目", "场合", "上限", "下限", "说明"), 1)


def _data(out: _Writer, draft: GuideDraft) -> None:
    """The rows of a 公示 as they stand, and the order of its columns."""
    out.lines.append("数据:")
    for row in draft.rows:
        pairs = ", ".join(f"{_flow(key)}: {_flow(values[0].text)}" for key, values in row.values.items())
        out.lines.append(f"  - {{{pairs}}}")
    out.lines += ["栏目:", *(f"  - {scalar(name)}" for name in draft.columns)]


def _flow(text: str) -> str:
    """A text inside of {…}, where signs count that are harmless elsewhere."""
    written = yaml.safe_dump([" ".join(text.split())], allow_unicode=True, width=10**9, default_flow_style=True)
    return written.strip()[1:-1]


def _row(out: _Writer, row: RowDraft, keys: Sequence[str], depth: int) -> None:
    """A row as a mapping of a list; sentences of one key are one text."""
    lead = "- "
    for key in keys:
        values = row.values.get(key)
        if not values:
            continue
        if key in ("内容", "说明", "备注", "时限", "步骤", "事项", "分值", "上限", "下限", "认定") and len(values) > 1:
            values = [
                SourcedText("；".join(value.text.rstrip("。；") for value in values), values[0].place, values[0].guess)
            ]
        out.values(key, values, depth if lead == "- " else depth + 1, False, lead)
        lead = ""
    _questions(out, row.questions, depth + 1)


def _groups(out: _Writer, key: str, rows: Sequence[RowDraft]) -> None:
    if not rows:
        return
    out.lines.append(f"{key}:")
    at = 0
    while at < len(rows):
        group = rows[at].group
        end = at
        while end < len(rows) and (rows[end].group == group):
            end += 1
        if group:
            out.pair("类别", scalar(group.text), 1, _note(group), "- ")
            out.lines.append("    项:")
        else:
            out.lines.append("  - 项:")
        for row in rows[at:end]:
            _row(out, row, ("内容", "分值", "上限", "认定", "备注"), 3)
        at = end


def _questions(out: _Writer, questions: Iterable[Question], depth: int) -> None:
    for one in questions:
        out.comment(f"问（{one.key}）：{one.message}{f'（{one.place}）' if one.place else ''}", depth)
