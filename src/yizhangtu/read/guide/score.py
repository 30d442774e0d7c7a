"""A 分值 or 范围 as written → numbers and the text to print (format.md section 5)."""

import re
import unicodedata
from typing import NamedTuple

from yizhangtu.model.diagnostics import Text
from yizhangtu.model.points import Score, ScoreKind

MINUS = "\u2212"
LONGEST = 40  # characters: a longer text is more than a number

_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d{1,7})(?:\.\d{1,3})?"
_EVERY = r"每[次件人户月年天日周例场起条个位项季度]{1,3}"
_SCORE = re.compile(
    rf"(?P<lead>{_EVERY})?(?P<word>加|增加?|奖励?|记|扣除?|减少?|罚|降)?"
    rf"(?P<mark>[+\-])?(?P<low>{_NUMBER})(?P<point>分)?"
    rf"(?:(?P<to>至|到|~|-{{1,2}})(?P<mark2>[+\-])?(?P<high>{_NUMBER}))?"
    rf"(?P<unit>分?(?:/[^\d/+\-]{{1,8}}|{_EVERY})?)"
)
_LOWERED = re.compile(r"(?:直接)?[降判定评]\D{0,6}级|降[A-Za-z一二两三四五六七八九十]{1,2}[等档]?")
_TAKING = ("扣", "减", "罚", "降")


def parse_score(text: Text, sign: int) -> Score:
    """A 分值; `sign` (1 in 加分, -1 in 扣分) is the sign of a number without one. A written sign is kept; the check
    reports a wrong one."""
    written = text.strip()
    if "一票否决" in written:
        return Score(text, ScoreKind.VETO, shown=written)
    plain = _plain(written)
    if _LOWERED.fullmatch(plain):
        return Score(text, ScoreKind.DOWNGRADE, shown=written)
    found = _SCORE.fullmatch(plain) if len(written) <= LONGEST else None
    if found is None:
        return Score(text, shown=written)
    word, mark = found["word"], found["mark"]
    if word:
        own = -1 if word.startswith(_TAKING) else 1
        if mark and (mark == "-") != (own < 0):  # 扣+5
            return Score(text, shown=written)
        sign = own
    low = _signed(mark, found["low"], sign)
    high = low if found["high"] is None else _signed(found["mark2"] or mark, found["high"], sign)
    ends = min(low, high), max(low, high)
    if word or found["lead"]:  # words take the place of a sign
        return Score(text, ScoreKind.POINTS, *ends, written)
    shown = _sign(mark, sign) + found["low"]
    if found["high"] is None:
        return Score(text, ScoreKind.POINTS, *ends, shown, (found["point"] or "") + found["unit"])
    dash = "–" if found["to"].startswith("-") else found["to"]
    second = _sign(found["mark2"], 0) + found["high"]
    return Score(text, ScoreKind.POINTS, *ends, f"{shown}{found['point'] or ''}{dash}{second}", found["unit"])


def _signed(mark: str | None, digits: str, sign: int) -> float:
    return _value(digits) * ((-1 if mark == "-" else 1) if mark else sign)


def _sign(mark: str | None, sign: int) -> str:
    """The sign that is printed: as written, else that of `sign` (0: none)."""
    if mark:
        return MINUS if mark == "-" else "+"
    return MINUS if sign < 0 else "+" if sign else ""


def _value(digits: str) -> float:
    return float(digits.replace(",", ""))


def _plain(text: str) -> str:
    """The text without full-width forms, with one kind of dash, and with blanks only between digits."""
    plain = re.sub(r"[\u2010-\u2015\u2212－]+", "-", unicodedata.normalize("NFKC", text[: LONGEST * 2]))
    return re.sub(r"(?<!\d)\s+|\s+(?!\d)", "", plain)


class Bounds(NamedTuple):
    """The bounds of a 范围 (None: open) and whether they belong to it."""

    low: float | None
    high: float | None
    low_in: bool = True
    high_in: bool = True


_FLAG = rf"(?:\((不?含)(?:本数|{_NUMBER})?分?\))?"
_BOUND = rf"(-?{_NUMBER})分?{_FLAG}"
_EXACT = re.compile(rf"(-?{_NUMBER})分?")
_BETWEEN = re.compile(rf"{_BOUND}(?:及?以上{_FLAG})?[,、]?(?:-{{1,2}}|~|至|到){_BOUND}(?:(?:及?以下|之?间){_FLAG})?")
_TWO_SIDED = re.compile(rf"{_BOUND}及?以上{_FLAG}[,、]?(不满|不足|不到|低于|小于)?{_BOUND}(?:及?以下{_FLAG})?")
_INTERVAL = re.compile(rf"([(\[])(-?{_NUMBER})[,、](-?{_NUMBER})([)\]])分?")
_CHAIN = re.compile(rf"(-?{_NUMBER})分?(≤|<=|<)[^\d<≤=]{{0,6}}(≤|<=|<)(-?{_NUMBER})分?")
_ABOVE = {">=": True, "≥": True, "不低于": True, "不少于": True, "至少": True, "大于等于": True, "满": True, ">": False,
          "高于": False, "超过": False, "大于": False}  # fmt: skip
_BELOW = {"<=": True, "≤": True, "不高于": True, "不超过": True, "不多于": True, "小于等于": True, "<": False,
          "低于": False, "不足": False, "不满": False, "不到": False, "小于": False, "少于": False}  # fmt: skip
_SIGN = "|".join(sorted((*_ABOVE, *_BELOW), key=len, reverse=True))
_SIGNED = re.compile(rf"({_SIGN})(-?{_NUMBER})分?")
_SIDED = re.compile(rf"{_BOUND}(及?以上|及?以下|及?以内){_FLAG}")


def parse_range(text: str) -> Bounds | None:
    """>1060, 1040–1060, 1040（不含）–1060, ≤800, 60分以下, [80,90); None for any other text. The
    text after 或 is another condition, not a bound."""
    plain = _plain(text.strip()) if len(text) <= LONGEST else ""
    bounds = _bounds(plain)
    if bounds is None:
        bounds = _bounds(re.split(r"[,;、]?或者?|;|,(?!\d)", plain, maxsplit=1)[0])
    if bounds is None or bounds.low is None or bounds.high is None:
        return bounds
    return bounds if bounds.low <= bounds.high else None


_SYMBOLS = re.compile(r"[\d\s.,，分≥≤<>=＞＜（）()含不本数‐-―−－~～至到-]+")
_UNCLEAR = re.compile(r"[≥≤<>=＞＜]|不?含")


def range_in_words(text: str, bounds: Bounds, whole: bool) -> str:
    """A 范围 of signs as readers say it: ≥300 is 300分以上, and where points are `whole` 200（含）–300（不含） is
    200–299分. What is written in words, or has no such form, stays as it is."""
    if not (_SYMBOLS.fullmatch(text) and _UNCLEAR.search(text)):
        return text
    low, high = bounds.low, bounds.high
    if whole and all(bound is None or bound.is_integer() for bound in (low, high)):
        low = low + 1 if low is not None and not bounds.low_in else low
        high = high - 1 if high is not None and not bounds.high_in else high
        if low is not None and high is not None:
            return f"{low:g}分" if low == high else f"{low:g}–{high:g}分" if low < high else text
        return f"{low:g}分以上" if low is not None else f"{high:g}分以下"
    if low is None or high is None:
        edge, inside = (low, bounds.low_in) if low is not None else (high, bounds.high_in)
        side = "以上" if low is not None else "以下"
        return f"{edge:g}分{side}" if inside else f"{'超过' if low is not None else '不到'}{edge:g}分"
    return f"{low:g}–{high:g}分" if bounds.low_in and bounds.high_in else text


def _bounds(plain: str) -> Bounds | None:
    if found := _BETWEEN.fullmatch(plain):
        low, flag, flag2, high, flag3, flag4 = found.groups()
        return Bounds(_value(low), _value(high), "不含" not in (flag, flag2), "不含" not in (flag3, flag4))
    if found := _TWO_SIDED.fullmatch(plain):
        low, flag, flag2, less, high, flag3, flag4 = found.groups()
        inside = not less and "不含" not in (flag3, flag4)
        return Bounds(_value(low), _value(high), "不含" not in (flag, flag2), inside)
    if found := _INTERVAL.fullmatch(plain):
        opened, low, high, closed = found.groups()
        return Bounds(_value(low), _value(high), opened == "[", closed == "]")
    if found := _CHAIN.fullmatch(plain):
        low, first, second, high = found.groups()
        return Bounds(_value(low), _value(high), first != "<", second != "<")
    if found := _SIGNED.fullmatch(plain):
        sign, number = found.groups()
        if sign in _ABOVE:
            return Bounds(_value(number), None, _ABOVE[sign])
        return Bounds(None, _value(number), True, _BELOW[sign])
    if found := _SIDED.fullmatch(plain):
        number, flag, side, flag2 = found.groups()
        inside = "不含" not in (flag, flag2)
        return (
            Bounds(_value(number), None, inside) if side.endswith("上") else Bounds(None, _value(number), True, inside)
        )
    if found := _EXACT.fullmatch(plain):
        return Bounds(_value(found[1]), _value(found[1]))
    return None
