"""规范 → diagnostics of standards without a number or contents, and of repeated ones (format.md section 6)."""

from __future__ import annotations

import re

from yizhangtu.check.repeats import repeated, same
from yizhangtu.library.blanks import is_blank
from yizhangtu.model.conduct import Conduct, Limit, Standard
from yizhangtu.model.diagnostics import Diagnostic, make
from yizhangtu.model.guide import Guide
from yizhangtu.model.words import shortened

PARTS = ("标准", "提倡", "禁止")

_LIMITING = re.compile(
    r"不得?能?应?可?(?:超过|高于|多于|大于|少于|低于|小于)|超过|高于|低于|少于|至[多少]|最[多少高低]|控制在|以[内下上外]|之?内"
    r"|原则上|一般|只?限|[≤≥<>=＜＞≦≧]"
)
_MEASURES = re.compile(r"每[^\s\d]|人民币|万?元|[桌辆人天日盒瓶包斤个条只次份]")
_NUMERAL = re.compile(r"[\d零〇一二两三四五六七八九十百千万半]")


def check_conduct(guide: Guide) -> list[Diagnostic]:
    """All diagnostics of one 规范."""
    body = guide.body
    if not isinstance(body, Conduct):
        return []
    faults = [fault for one in body.standards for fault in _standard(one)]
    rows = (((same(one.occasion), same(one.item)), one.item) for one in body.standards)
    faults += repeated(rows, "Y817", "同一个场合的“{}”写了两次", "合成一行，说法只留一个。")
    for texts in (body.encouraged, body.forbidden, body.consequences):
        faults += repeated(((same(text), text) for text in texts), "Y819", "“{}”写了两次", "删去一处。")
    if not set(PARTS) & set(guide.written):
        hint = "写上“标准:”，下面写“- 场合: 婚事”“项目: 宴席”“上限: 15桌”；或者写“提倡”“禁止”。"
        faults.append(make("Y801", guide.span, "规范没有标准，也没有提倡、禁止", hint))
    return faults


def _standard(one: Standard) -> list[Diagnostic]:
    """One row."""
    name = f"{one.occasion.strip()}的“" if one.occasion is not None else "“"
    name = f"{name}{shortened(one.item.strip())}”"
    limits = [("上限", one.most), ("下限", one.least), ("城", one.urban), ("乡", one.rural)]
    written = [(key, limit) for key, limit in limits if limit is not None]
    if not written and one.note is None:
        hint = "写上“上限: 15桌”这样的标准；没有数的规定写“说明: 不办酒席”。"
        return [make("Y820", one.item.span or one.span, f"{name}没有写标准", hint)]
    hint = "写上数和单位，如“不超过15桌”；没有数的规定写到“说明”。"
    return [
        make("Y816", limit.text.span, f"{name}的{key}“{shortened(limit.text.strip())}”没有写数", hint)
        for key, limit in written
        if is_bare(limit)
    ]


def is_bare(limit: Limit) -> bool:
    """Whether a limit has limiting words but no number: 不超过, ≤, 每桌不超过元."""
    if _NUMERAL.search(limit.text) or is_blank(limit.text):
        return False
    rest, count = _LIMITING.subn("", limit.text)
    return count > 0 and not re.sub(r"[\s，。、：:（）()]", "", _MEASURES.sub("", rest))
