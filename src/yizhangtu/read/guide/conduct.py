"""The trees of 标准, 提倡, 禁止, 奖惩 → standards with their limits (format.md section 6)."""

from __future__ import annotations

import re

from yizhangtu.library.blanks import is_blank
from yizhangtu.model.conduct import Conduct, Limit, Standard
from yizhangtu.model.diagnostics import Span, Text
from yizhangtu.read.guide.fields import Fields, start_of
from yizhangtu.read.guide.values import Values
from yizhangtu.read.schema.kinds import STANDARD

MOST_ROWS = 3000
PARTS = ("标准", "提倡", "禁止", "奖惩")
MOST_WORD, LEAST_WORD = "不超过", "不少于"

_SIGNS = {
    "≤": "不超过",
    "<=": "不超过",
    "＜": "少于",
    "<": "少于",
    "≥": "不少于",
    ">=": "不少于",
    ">": "超过",
    "＞": "超过",
}
_SIGN = re.compile("|".join(map(re.escape, sorted(_SIGNS, key=len, reverse=True))))
_ONE = r"(?<!\d)\d{1,12}(?:[,，]\d{3}){0,4}(?:\.\d{1,6})?"
_NUMBER = re.compile(rf"{_ONE}(?:\s*[—–~～至-]+\s*{_ONE})?(?![\d年])")
_BEFORE = (
    r"不超过|不得超过|不能超过|不高于|不多于|不少于|不低于|少于|低于|高于|超过|至少|最少|最低|最多|最高|控制在|只限|限"
)
_BEHIND = r"以内|以下|以上|之内|封顶|左右"
_LIMITING = re.compile(rf"{_BEFORE}|{_BEHIND}|控制|只|仅|约|内$")
_LIMITED = re.compile(rf"(?:{_BEFORE})\D{{0,4}}?(?={_ONE})")
_BOUNDED = re.compile(rf"(?={_ONE}\D{{1,3}}?(?:{_BEHIND}))")


def read_conduct(fields: Fields, values: Values) -> Conduct | None:
    """规范; None with a diagnostic where there are too many rows."""
    rows = [item for name in PARTS for item in values.listed(fields.get(name))]
    if len(rows) > MOST_ROWS:
        message = f"{'、'.join(PARTS)}一共有 {len(rows)} 行，最多 {MOST_ROWS} 行"
        values.faults.add("Y802", start_of(rows[MOST_ROWS].span), message, "请分成几张图。")
        return None
    standards = [_standard(inner, span, values) for inner, span in values.rows(fields, "标准", STANDARD)]
    return Conduct(
        standards=tuple(one for one in standards if one is not None),
        encouraged=values.texts(fields, "提倡"),
        forbidden=values.texts(fields, "禁止"),
        consequences=values.texts(fields, "奖惩"),
    )


def _standard(inner: Fields, span: Span, values: Values) -> Standard | None:
    occasion, item = values.text(inner, "场合"), values.text(inner, "项目")
    most, least, urban, rural = (_limit(inner, name, values) for name in ("上限", "下限", "城", "乡"))
    note = values.text(inner, "说明")
    return None if item is None else Standard(item, span, occasion, most, least, urban, rural, note)


def _limit(inner: Fields, name: str, values: Values) -> Limit | None:
    written = values.plain(inner, name)
    if written is None:
        return None
    limit = parse_limit(written, LEAST_WORD if name == "下限" else MOST_WORD)
    for part in (limit.before, limit.number, limit.after):
        if part:
            values.record(Text(part, written.span))
    return limit


def parse_limit(text: Text, word: str) -> Limit:
    """15桌 → 不超过 15 桌; ≤480元 → 不超过 480 元. `word` is not added to a text with limiting words (每桌400元以内) or
    with several numbers, of which the limited one is printed large (每桌10人，不超过 15 桌)."""
    plain = _SIGN.sub(lambda sign: _SIGNS[sign.group()], text.strip())
    limited = _LIMITED.search(plain) or _BOUNDED.search(plain)
    number = (_NUMBER.match(plain, limited.end()) if limited else None) or _NUMBER.search(plain)
    if number is None:
        return Limit(text, f"{word}{plain}" if is_blank(plain) and not _LIMITING.search(plain) else plain)
    before, after = plain[: number.start()].strip(), plain[number.end() :].strip()
    if not _LIMITING.search(plain) and _NUMBER.search(plain, number.end()) is None:
        before += word
    return Limit(text, before, number.group().replace(" ", ""), after)
