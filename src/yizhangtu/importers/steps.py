"""Texts that tell what is done → steps."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from yizhangtu.importers.draft import GuideDraft, Question, RowDraft, SourcedText
from yizhangtu.importers.text_parts import deadlines_in, is_time, named, numbered, with_bracket, without_deadlines
from yizhangtu.importers.words import HeaderWords

# A condition and what follows from it: the reader sees a choice, but where each outcome leads is for a person to say.
_CHOICE = re.compile(
    r"([^，。；：]{2,12}的)，(?:应当?|应该|要)?"
    r"(?:退回|不予|有权拒绝|拒绝|驳回|一次|终止|报|转|进入|重新|补|通知|告知|由|提交|按|不得|准予|予以|给予|受理|上报)"
)
_CONDITION = re.compile(r"[^，。；：]{2,12}的，[^，。；]+")
_EITHER = re.compile(r"[^（(本]或(?!者?其|家属)|/|／")  # 公告或邀请, 镇/县
_LONGEST_NAME = 16
_SHORTEST_NAME = 2
_LONG_ENOUGH = 8  # names of so many characters stay as they were written: 村（居）委会核实


def add_chain(draft: GuideDraft, links: Sequence[str], place: str, words: HeaderWords) -> None:
    """The steps of 申请（随时）→受理→审核."""
    for link in links:
        name, inner = with_bracket(link)
        row = RowDraft()
        row.add("步骤", SourcedText(name, place))
        if inner:
            row.add("时限" if is_time(inner) else "内容", SourcedText(inner, place))
        if _EITHER.search(link):
            message = f"“{link}”像是几种办法选一种：写上“判断”，什么时候走哪一种由您定；是一步就不用改"
            row.questions.append(Question(f"{name}.判断", message, place))
        draft.rows.append(row)


def add_told_steps(draft: GuideDraft, texts: Iterable[tuple[str, str]], words: HeaderWords) -> None:
    """Steps told in sentences, with their places."""
    for text, place in texts:
        found = numbered(text)
        name, detail = named(found.text if found else text)
        name, inner = with_bracket(name)
        row = RowDraft()
        row.add("步骤", SourcedText(name, place))
        row.add("内容", SourcedText(detail.removesuffix("。"), place))
        if inner:
            row.add("时限" if is_time(inner) else "内容", SourcedText(inner, place))
        draft.rows.append(row)


def complete_steps(draft: GuideDraft, words: HeaderWords) -> None:
    """Say of each step what follows from its words: who acts, the deadline, 公示; ask what is a choice."""
    handlers = [value.text for value in draft.facts.get("办理主体", ())]
    names: dict[str, int] = {}
    for row in draft.rows:
        _handler(row, handlers, words)
        _deadline(row)
        _shorter_name(row)
        name = row.text("步骤")
        if "公示" in name:
            row.add("公示", SourcedText("是", row.values["步骤"][0].place, "步骤名里有“公示”"))
        for value in row.values.get("内容", ()):
            if _CHOICE.search(value.text):
                told = "”“".join(found[0] for found in _CONDITION.finditer(value.text))
                message = f"“{told}”像是有岔路：写上“判断”，各个结果去哪一步由您定"
                row.questions.append(Question(f"{name}.判断", message, value.place))
                break
        names[name] = names.get(name, 0) + 1
        if len(name) > _LONGEST_NAME:
            row.questions.append(Question(f"{name}.步骤", "步骤名太长，取一个短的", row.values["步骤"][0].place))
    for name, times in names.items():
        if times > 1:
            draft.questions.append(Question(f"{name}.步骤", f"有 {times} 步都叫“{name}”，要取不同的名字"))


def _handler(row: RowDraft, handlers: Sequence[str], words: HeaderWords) -> None:
    if row.values.get("办理"):
        return
    name = row.values["步骤"][0] if row.values.get("步骤") else SourcedText("", "")
    known = next((one for one in sorted(handlers, key=len, reverse=True) if name.text.startswith(one)), None)
    if known and name.text != known:
        row.add("办理", SourcedText(known, name.place, "步骤名以办理主体开头"))
    elif applicant := words.applicant(name.text):
        row.add("办理", SourcedText(applicant, name.place, "步骤名以申请的人开头"))
    else:
        sentence = row.values["内容"][0] if row.values.get("内容") else name
        if (actor := words.actor(sentence.text)) and actor != sentence.text:
            row.add("办理", SourcedText(actor, sentence.place, "一句话以办理的人开头"))


def _shorter_name(row: RowDraft) -> None:
    """A step that was told in one sentence: what is done is its name, the sentence its content."""
    if row.values.get("内容") or not row.values.get("步骤"):
        return
    sentence = row.values["步骤"][0]
    handler = row.text("办理")
    text = sentence.text.removeprefix(handler) if handler and sentence.text.startswith(handler) else sentence.text
    name = without_deadlines(text).strip("，、：: ")
    if _SHORTEST_NAME <= len(name) < len(sentence.text) > _LONG_ENOUGH:
        row.values["步骤"] = [SourcedText(name, sentence.place, "去掉了办理的人和时限")]
        row.add("内容", SourcedText(sentence.text, sentence.place))


def _deadline(row: RowDraft) -> None:
    if row.values.get("时限"):
        return
    for value in row.values.get("内容", ()) or row.values.get("步骤", ()):
        found = deadlines_in(value.text)
        if found and re.search(f"的，?[^，。；]{{0,10}}{re.escape(found[0])}", value.text):
            message = f"“{found[0]}”只在一种情形下是这样，请写上“时限”"
            row.questions.append(Question(f"{row.text('步骤')}.时限", message, value.place))
        elif len(found) == 1:
            row.add("时限", SourcedText(found[0], value.place, "从内容里找到的"))
        elif found:
            listed = "、".join(found)
            row.questions.append(Question(f"{row.text('步骤')}.时限", f"内容里有几个时限：{listed}", value.place))
        if found:
            return
