"""Texts → their parts: items of lists, steps of chains, numbered heads, deadlines."""

from __future__ import annotations

import re
from typing import NamedTuple

_CHINESE = "[一二三四五六七八九十百]"
_MARKS = (
    ("step", re.compile(rf"第(?:{_CHINESE}+|\d+)步[：:、，,\s]*|步骤(?:{_CHINESE}+|\d+)[：:、，,\s]*")),
    ("article", re.compile(rf"第(?:{_CHINESE}+|\d+)条[：:、，,\s]*")),
    ("chapter", re.compile(rf"第(?:{_CHINESE}+|\d+)(?:章|部分|节)[：:、，,\s]*|{_CHINESE}+、\s*")),
    ("bracket", re.compile(rf"[（(]{_CHINESE}+[）)][、，,\s]*")),
    ("number", re.compile(r"\d{1,2}(?:[、．)）]|\.(?!\d))\s*")),
    ("inner", re.compile(r"[（(]\d{1,2}[）)]\s*|[①-⑳⑴-⒇]\s*")),
)
_ARROW = re.compile(r"\s*(?:→|➔|➜|⇒|->|-->|=>|＞＞|>>|—>)\s*|\s*(?<!\d)(?:—{1,2}|–)(?!\d)\s*")
_NUMBERED = re.compile(r"(?:^|(?<=[^\d.（(]))(?:\d{1,2}(?:[、．)）]|\.(?!\d))|[（(]\d{1,2}[）)]|[①-⑳])\s*")
_UNIT = r"(?:个)?(?:工作日|自然日|日历天|小时|天|日|周|个月|月|年|分钟)"
_COUNT = r"[\d０-９一二两三四五六七八九十半]+"
DEADLINE = re.compile(
    rf"(?:不少于|不得少于|不超过|公示(?:期)?(?:为)?)?{_COUNT}{_UNIT}(?:以内|之内|内|前)?|当场|即办|即时|当日|当天|随时|"
    rf"每[年季月周][^，。；、]{{0,8}}?前|每(?:年|季度|月|半年)(?:公布)?一次"
)
_BARE_TIME = re.compile(rf"(?:在|于|不超过|不少于)?{_COUNT}{_UNIT}(?:以内|之内|内|前)?|当场|即时|当日|当天|随时")
_TIME_WORDS = re.compile(rf"{_COUNT}\s*{_UNIT}|当场|即办|即时|当日|当天|随时|提前|每[年季月周]|及时")


class Numbered(NamedTuple):
    """A paragraph with its number taken off. `level`: step 第一步, article 第一条, chapter 一、, bracket （一）,
    number 1., inner （1）."""

    level: str
    text: str


def numbered(text: str) -> Numbered | None:
    """A paragraph that begins with a number."""
    for level, pattern in _MARKS:
        if found := pattern.match(text):
            return Numbered(level, text[found.end() :].strip())
    return None


def split_outside(text: str, signs: str) -> list[str]:
    """The parts between signs that stand outside of brackets and quotes; the signs are left out."""
    parts, depth, start = [], 0, 0
    for at, letter in enumerate(text):
        if letter in "（(《“〔[【":
            depth += 1
        elif letter in "）)》”〕]】":
            depth = max(0, depth - 1)
        elif letter in signs and not depth:
            parts.append(text[start:at])
            start = at + 1
    return [part.strip() for part in (*parts, text[start:]) if part.strip()]


def list_items(text: str, signs: str = "、；;") -> list[str]:
    """The items of a text: numbered ones, else lines, else those between signs."""
    marks = list(_NUMBERED.finditer(text))
    if len(marks) >= 2 and marks[0].start() == 0:
        ends = [mark.start() for mark in marks[1:]] + [len(text)]
        return [
            _item(text[mark.end() : end])
            for mark, end in zip(marks, ends, strict=True)
            if _item(text[mark.end() : end])
        ]
    lines = [_item(_unnumbered(line)) for line in text.splitlines() if line.strip()]
    if len(lines) > 1:
        return [line for line in lines if line]
    return [_item(part) for part in split_outside(_unnumbered(text), signs) if _item(part)]


def _unnumbered(text: str) -> str:
    found = numbered(text.strip())
    return found.text if found else text.strip()


def _item(text: str) -> str:
    return text.strip().strip("；;。、").strip()


def chain(text: str, least: int = 3) -> list[str] | None:
    """The links of 申请→受理→审核, or with dashes; None for other texts, and for fewer links than `least`."""
    one = " ".join(text.split())
    parts = [part.strip("。；; ") for part in _ARROW.split(one)]
    parts = [part for part in parts if part]
    if len(parts) < least or max(map(len, parts)) > 40 or any("。" in part for part in parts):
        return None
    return parts


def with_bracket(text: str) -> tuple[str, str]:
    """A text and what stands in brackets at its end: 公示（5天） → 公示, 5天."""
    found = re.fullmatch(r"(.+?)\s*[（(]([^（）()]*)[）)]\s*", text)
    return (found[1], found[2]) if found else (text, "")


def is_time(text: str) -> bool:
    """Whether a short text says when or for how long."""
    return len(text) <= 20 and _TIME_WORDS.search(text) is not None


def deadlines_in(sentence: str) -> list[str]:
    """The deadlines of a text, in their order, each once."""
    return list(dict.fromkeys(found[0] for found in DEADLINE.finditer(sentence)))


def without_deadlines(text: str) -> str:
    """A text without the lengths of time and the words for 当场 in it: 5个工作日内审核 → 审核."""
    return _BARE_TIME.sub("", text)


def named(text: str) -> tuple[str, str]:
    """A step told in a sentence: its name, and what is done. 申请。用章人说明用途 → 申请, 用章人说明用途."""
    found = re.match(r"(.{1,16}?)(?:[。：:]|——|\s{1,})\s*(\S.*)", text, re.DOTALL)
    if found and not re.search("[，；]", found[1]):
        return found[1].strip(), found[2].strip()
    clause = re.match(r"([^，。；：]{1,16})[，。；：](.*)", text, re.DOTALL)
    if clause is None or not clause[2].strip():
        return text.strip("。；; "), ""
    return clause[1].strip(), text.strip()
