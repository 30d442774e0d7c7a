"""Errors of law that are put into definitions, one at a time: what a hurried hand would write."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from yizhangtu.law.instruments import LawTable
from yizhangtu.read.guide.numerals import value_of

_NUMBER = r"[零一二三四五六七八九十百\d]+"
_VILLAGE_LAW = re.compile(rf"《村民委员会组织法》（2025年修正）(第{_NUMBER}(?:[、至]{_NUMBER})*条)")
_DAYS = re.compile(r"(不少于|不得少于|少于)(?:15|十五)日")
_HALF = re.compile(r"过半数")
_DIGITS = "零一二三四五六七八九"


class LawError(NamedTuple):
    """A definition with one error: which kind it is, the file, its line and what stands there now."""

    kind: str
    file: str
    line: int
    text: str
    content: str


def law_errors(file: str, content: str, table: LawTable) -> Iterator[LawError]:
    """Every error of these kinds that a definition has room for."""
    lines = content.split("\n")
    for at, line in enumerate(lines):
        if line.lstrip().startswith("#"):
            continue
        for kind, changed in _changes(line, lines, at, table):
            if changed != line:
                whole = "\n".join((*lines[:at], changed, *lines[at + 1 :]))
                yield LawError(kind, file, at + 1, changed.strip(), whole)


def _changes(line: str, lines: list[str], at: int, table: LawTable) -> Iterator[tuple[str, str]]:
    moved = {new: old for old, new in table.find("村民委员会组织法").moved.items()}  # type: ignore[union-attr]
    found = _VILLAGE_LAW.search(line)
    if found:
        old = _renumbered(found[1], moved)
        yield "old number", line.replace(found[0], f"《村民委员会组织法》{old}")
        yield "old year", line.replace(found[0], f"《村民委员会组织法》（2018年修正）{old}")
        yield "old number, new year", line.replace(found[0], f"《村民委员会组织法》（2025年修正）{old}")
    for one in table.instruments:
        if one.replaced_by and one.repealed <= "2026-11-01" and f"《{one.replaced_by}》" in line:
            yield "repealed", line.replace(f"《{one.replaced_by}》", f"《{one.title}》")
    if "《浙江省" in line:
        yield "other province", re.sub(r"《浙江省.*?》(?:（.*?）)?", "《山东省村务公开条例》（2018年修正）", line)
    matter = "".join(lines[at - 2 : at])  # what is decided; of 四荒 and adjustments representatives may decide
    decided = re.search(r"决定|表决|方案|选举|批准|确认|制定|审议|同意", matter) and not re.search("荒|调整", matter)
    if decided and re.match(r"\s*(?:- )?办理(?:主体)?: 成员大会", line):
        yield "meeting", re.sub(r"成员大会(?:或者?成员代表大会)?", "村民代表会议", line)
    if re.match(r"\s*(?:- )?办理(?:主体)?: 村民会议$", line):
        yield "meeting", line.replace("村民会议", "成员大会")
    if _DAYS.search(line):
        yield "days", _DAYS.sub(r"\g<1>5日", line)
    around = "".join(lines[max(0, at - 6) : at + 4])
    if _HALF.search(line) and re.search(r"村民会议|代表会议|选民|理事", around):
        yield "half", re.sub(r"(?:超)?过半数", "半数以上", line)


def _renumbered(articles: str, moved: dict[int, int]) -> str:
    """第三十五至三十七条 → 第三十至三十二条."""

    def one(match: re.Match[str]) -> str:
        new = int(value_of(match.group()) or 0)
        return _chinese(moved.get(new, new))

    return re.sub(_NUMBER, one, articles)


def _chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    return (_DIGITS[tens] if tens > 1 else "") + ("十" if tens else "") + (_DIGITS[ones] if ones else "")
