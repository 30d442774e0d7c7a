"""An outcome of a 判断 → its band of amounts (5万元以下, 2000(含)–5万元(不含)), or None.

Whether a bound without 含 or 不含 belongs to the band stays open (None): by law 以下 includes its number (Civil Code
art. 1259), but villages do not always mean that, so the check reports it only where it matters.
"""

from __future__ import annotations

import re
import unicodedata

from yizhangtu.model.guide import Band
from yizhangtu.read.guide.numerals import ONE, PLAIN, value_of

_SCALES = {"": 1.0, "千": 1e3, "万": 1e4, "十万": 1e5, "百万": 1e6, "千万": 1e7, "亿": 1e8}
_FLAG = r"(?:\((不?含)(?:本数)?\))?"
_AMOUNT = rf"({ONE})(十万|百万|千万|千|万|亿)?(元|块钱?|圆)?"
_MONEY = _AMOUNT + _FLAG
_SUBJECT = r"(?P<subject>[^\d零一二两三四五六七八九十半<>≤≥=/／]{0,16}?)"
_TAIL = r"(?P<tail>的?(?:项目|部分|采购|工程|支出|事项|金额)?|的[^\d零〇一二两三四五六七八九十半元以<>≤≥()]{1,12})"
_SIZES = re.compile("小型|中型|大型|小额|大额|零星|一般|较大|重大|日常")  # say nothing that the amount does not say
_GENERAL = frozenset(
    {"", "项目", "部分", "采购", "工程", "支出", "开支", "事项", "金额", "工程项目", "采购项目", "资金"}
)
_STATED = re.compile(rf"\((不?含)(?:本数)?{_AMOUNT}\)|[,、](不?含){_AMOUNT}$")  # (含5000元) behind its bound
_LIKE = re.compile(rf"{ONE}(?:十|百|千)?(?:万|亿)?(?:元|块钱|圆)|{ONE}(?:万|亿)(?!\w)")
_BOUNDED = re.compile("以上|以下|内|不足|不满|不到|超过|高于|低于|大于|小于|至|到|[-–—~<>≤≥]|含")

_BETWEEN = re.compile(
    rf"{_SUBJECT}\(?{_MONEY}(?:以上)?{_FLAG}(?:--?|[–—~至到,]|——){_MONEY}\)?(以下|以内|之间|之内)?{_FLAG}{_TAIL}"
)
_SIGN = r"(>=|<=|>|<|≥|≤|不超过|不高于|不多于|不低于|不少于|超过|高于|大于|低于|小于|少于|不满|不足|不到|至少)"
_SIGNED = re.compile(rf"{_SUBJECT}{_SIGN}{_MONEY}{_TAIL}")
_TWO_SIGNED = re.compile(rf"{_SUBJECT}{_SIGN}{_MONEY}[,、且]?{_SIGN}{_MONEY}{_TAIL}")
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
    text = _stated(_SIZES.sub("", _plain(outcome)))
    between = _BETWEEN.fullmatch(text)
    if between:
        parts = between.groups()
        low = (*parts[1:4], parts[4] or parts[5])
        return _between(low, parts[6:10], parts[11], _subject(between))
    signed = _SIGNED.fullmatch(text)
    if signed:
        return _bound(str(signed[2]), _yuan(signed.groups()[2:6]), _subject(signed))
    two_signed = _TWO_SIGNED.fullmatch(text)
    if two_signed:
        parts, subject = two_signed.groups(), _subject(two_signed)
        ends = [_bound(str(parts[at]), _yuan(parts[at + 1 : at + 5]), subject) for at in (1, 6)]
        return _joined(ends)
    two_sided = _TWO_SIDED.fullmatch(text)
    if two_sided:
        parts = two_sided.groups()
        low, high = (*parts[1:4], parts[4] or parts[5]), (*parts[6:9], parts[9] or parts[10])
        band = _between(low, high, None, _subject(two_sided))
        if band and re.search("不满|不足|不到|低于", text):
            return band._replace(high_inclusive=False)
        return band
    sided = _SIDED.fullmatch(text)
    return _one_side(sided) if sided else None


def looks_like_band(outcome: str) -> bool:
    """Whether an outcome has an amount of money and a word for a bound, whether it can be parsed or not."""
    text = _plain(outcome)
    return bool(_LIKE.search(text) and _BOUNDED.search(text))


def _plain(outcome: str) -> str:
    """The text without blanks, full-width forms and the numerals of cheques."""
    text = unicodedata.normalize("NFKC", outcome[:80]).replace(" ", "").replace("〜", "~").translate(PLAIN)
    return re.sub(r"(?<=\d)[,，](?=\d{3}(?!\d))", "", text)


def _stated(text: str) -> str:
    """（含5000元）, which repeats the bound, as （含）; where it names another amount it stays."""
    found = _STATED.search(text)
    while found:
        flag, money = (found[1], found.groups()[1:4]) if found[1] else (found[5], found.groups()[5:8])
        rest = text[: found.start()] + text[found.end() :]
        numbers = {(value_of(number) or 0.0) for number, _, _ in re.findall(_AMOUNT, rest)}
        amounts = {_yuan(one) for one in re.findall(_AMOUNT, rest)}
        own = _yuan(money)
        if own not in amounts and (own is not None or value_of(money[0] or "") not in numbers):
            return text
        text = f"{text[: found.start()]}({flag}){text[found.end() :]}"
        found = _STATED.search(text)
    return text


def _subject(match: re.Match[str]) -> str:
    """What the amount is of: the words before and behind it, without those that say nothing more (项目)."""
    head, tail = match["subject"], match["tail"].removeprefix("的")
    return "".join(part for part in (head, tail) if part not in _GENERAL)


def _bound(sign: str, value: float | None, subject: str) -> Band | None:
    """The band of one sign and amount: 不超过5万元."""
    if value is None:
        return None
    if sign in _UPPER:
        return Band(None, value, None, _UPPER[sign], subject)
    return Band(value, None, _LOWER[sign], None, subject)


def _joined(ends: list[Band | None]) -> Band | None:
    """The band between two bounds; None where they do not make one."""
    low = next((one for one in ends if one and one.low is not None), None)
    high = next((one for one in ends if one and one.high is not None), None)
    if low is None or high is None or low.low is None or high.high is None or low.low >= high.high:
        return None
    return low._replace(high=high.high, high_inclusive=high.high_inclusive)


def _one_side(match: re.Match[str]) -> Band | None:
    parts = match.groups()
    value, side = _yuan(parts[1:5]), str(parts[5])
    if value is None:
        return None
    inclusive = True if side.startswith("及") or side == "起" else _included(parts[4] or parts[6])
    if side == "以外":
        inclusive = False
    if side.endswith(("上", "外", "起")):
        return Band(value, None, inclusive, None, _subject(match))
    return Band(None, value, None, inclusive, _subject(match))


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
