"""An outcome of a 判断 → its band of amounts (5万元以下, 2000(含)–5万元(不含)), or None.

Whether a bound without 含 or 不含 belongs to the band stays open (None): by law 以下 includes its number (Civil Code
art. 1259), but villages do not always mean that, so the check reports it only where it matters.
"""

from __future__ import annotations

import re
import unicodedata

from yizhangtu.model.guide import Band
from yizhangtu.read.guide.numerals import ONE, value_of

_SCALES = {"": 1.0, "千": 1e3, "万": 1e4, "十万": 1e5, "百万": 1e6, "千万": 1e7, "亿": 1e8}
_FLAG = r"(?:\((不?含)(?:本数)?\))?"
_MONEY = rf"({ONE})(十万|百万|千万|千|万|亿)?(元|块钱?|圆)?{_FLAG}"
_SUBJECT = r"(?P<subject>[^\d零一二两三四五六七八九十半<>≤≥=/／]{0,16}?)"
_TAIL = r"(?:的?(?:项目|部分|采购|工程|支出|事项|金额)?)"

_BETWEEN = re.compile(
    rf"{_SUBJECT}\(?{_MONEY}(?:以上)?(?:--?|[–—~至到,]|——){_MONEY}\)?(以下|以内|之间|之内)?{_FLAG}{_TAIL}"
)
_SIGN = r"(>=|<=|>|<|≥|≤|不超过|不高于|不多于|不低于|不少于|超过|高于|大于|低于|小于|少于|不满|不足|不到|至少)"
_SIGNED = re.compile(rf"{_SUBJECT}{_SIGN}{_MONEY}{_TAIL}")
_SIDED = re.compile(rf"{_SUBJECT}{_MONEY}(及?以上|及?以下|及?以内|之?内|以外|起){_FLAG}{_TAIL}")
_TWO_SIDED = re.compile(
    rf"{_SUBJECT}{_MONEY}(?:及?以上){_FLAG}[,、]?(?:不满|不足|不到|低于)?{_MONEY}(?:及?(?:以下|以内))?{_FLAG}{_TAIL}"
)

_UPPER = {"<=": True, "≤": True, "不超过": True, "不高于": True, "不多于": True, "<": False, "低于": False,
          "小于": False, "少于": False, "不满": False, "不足": False, "不到": False}  # fmt: skip
_LOWER = {">=": True, "≥": True, "不低于": True, "不少于": True, "至少": True, ">": False, "超过": False, "高于": False,
          "大于": False}  # fmt: skip


def parse_band(outcome: str) -> Band | None:
    """The band of an outcome, or None where the outcome is not exactly one band of money."""
    text = unicodedata.normalize("NFKC", outcome[:80]).replace(" ", "").replace("〜", "~")
    text = re.sub(r"(?<=\d)[,，](?=\d{3}(?!\d))", "", text)
    between = _BETWEEN.fullmatch(text)
    if between:
        return _between(between.groups()[1:5], between.groups()[5:9], between.groups()[10], between["subject"])
    signed = _SIGNED.fullmatch(text)
    if signed:
        money = signed.groups()[2:6]
        value = _yuan(money)
        if value is None:
            return None
        sign = signed.group(2)
        if sign in _UPPER:
            return Band(None, value, None, _UPPER[sign], signed["subject"])
        return Band(value, None, _LOWER[sign], None, signed["subject"])
    two_sided = _TWO_SIDED.fullmatch(text)
    if two_sided:
        parts = two_sided.groups()
        low, high = (*parts[1:4], parts[4] or parts[5]), (*parts[6:9], parts[9] or parts[10])
        band = _between(low, high, None, two_sided["subject"])
        if band and re.search("不满|不足|不到|低于", text):
            return Band(band.low, band.high, band.low_inclusive, False, band.subject)
        return band
    sided = _SIDED.fullmatch(text)
    return _one_side(sided) if sided else None


def _one_side(match: re.Match[str]) -> Band | None:
    parts = match.groups()
    value, side = _yuan(parts[1:5]), str(parts[5])
    if value is None:
        return None
    inclusive = True if side.startswith("及") or side == "起" else _included(parts[4] or parts[6])
    if side == "以外":
        inclusive = False
    if side.endswith(("上", "外", "起")):
        return Band(value, None, inclusive, None, match["subject"])
    return Band(None, value, None, inclusive, match["subject"])


def _between(
    low: tuple[str | None, ...], high: tuple[str | None, ...], last_flag: str | None, subject: str
) -> Band | None:
    """A band with two ends; the lower one may take its unit from the upper one (5-20万元)."""
    top = _yuan(high)
    if top is None:
        return None
    bare = value_of(low[0] or "")
    if bare is None:
        return None
    if low[1] or low[2]:
        bottom = bare * _SCALES[low[1] or ""]
    else:
        scale = _SCALES[high[1] or ""]
        # 5-20万元 is 5万 to 20万, but 2000-5万元 is 2000 yuan to 5万.
        bottom = bare * scale if bare * scale < top else bare
    if bottom >= top:
        return None
    return Band(bottom, top, _included(low[3]), _included(high[3] or last_flag), subject)


def _yuan(money: tuple[str | None, ...]) -> float | None:
    """The value in yuan; None without 元 or 万, which show that it is money."""
    number, scale, unit = money[0], money[1], money[2]
    value = value_of(number or "")
    if value is None or not (scale or unit):
        return None
    return round(value * _SCALES[scale or ""], 2)


def _included(flag: str | None) -> bool | None:
    return None if flag is None else flag == "含"
