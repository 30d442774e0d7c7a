"""A guide → what in it is still to be filled in by the town or village, and what was only read second-hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from yizhangtu.library.blanks import blanks_of
from yizhangtu.model.codes import Severity
from yizhangtu.model.diagnostics import Diagnostic, Text, make
from yizhangtu.model.guide import Guide
from yizhangtu.model.words import shortened

FINAL = "正式"


def check_blanks(guide: Guide, printing: bool = False) -> list[Diagnostic]:
    """One warning for each blank, an error where a guide that is final (状态: 正式) goes to the print shop; one note
    for each text of 转引."""
    found = list(blanks_in(guide.texts))
    if printing and guide.publication.status == FINAL:
        found = [one._replace(severity=Severity.ERROR) for one in found]
    hint = "用以前找到原文核对；核对过了，就删去“转引”里的这一条。"
    return [
        *found,
        *(make("Y862", text.span, f"只读到转引：{shortened(text.strip())}", hint) for text in guide.second_hand),
    ]


def blanks_in(texts: Iterable[Text]) -> Iterator[Diagnostic]:
    """One warning for each blank of texts."""
    for text in texts:
        for words in blanks_of(text):
            what = f"“{shortened(words)}”" if words else "一处空白"
            yield make(
                "Y861", text.span, f"{what}还没有填，印出来是一道横线", "写上本地的内容，换掉“【由本地填写：…】”。"
            )
