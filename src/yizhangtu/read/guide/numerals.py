"""A numeral, Arabic or Chinese → its value: 5, 1.5, 二十, 一百二十, 半, 3—5 (the upper value)."""

from __future__ import annotations

import re
import unicodedata

_DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_TENS = {"十": 10, "百": 100, "千": 1000, "万": 10000}

# The numerals of cheques, as in 叁万元.
PLAIN = str.maketrans("壹贰貳叁參肆伍陆陸柒捌玖拾佰仟萬", "一二二三三四五六六七八九十百千万")

ONE = r"(?:\d+(?:\.\d+)?|[零〇一二两三四五六七八九十百千]+|半)"
DASH = r"\s*(?:-{1,2}|[–—－~～〜至到]|——|或者?)\s*"

_RANGE = re.compile(rf"({ONE}){DASH}({ONE})")


def value_of(numeral: str) -> float | None:
    """The value of one numeral, or the upper value of a range."""
    text = unicodedata.normalize("NFKC", numeral).strip().translate(PLAIN)
    ends = _RANGE.fullmatch(text)
    if ends:
        low, high = value_of(ends.group(1)), value_of(ends.group(2))
        return None if low is None or high is None else max(low, high)
    if text == "半":
        return 0.5
    if re.fullmatch(r"\d{1,12}(?:\.\d{1,6})?", text, re.ASCII):
        return float(text)
    return _chinese(text)


def _chinese(text: str) -> float | None:
    """一百二十 by place values; 二〇 digit by digit; 三五 (three to five) as a range."""
    if not text or any(character not in _DIGITS and character not in _TENS for character in text):
        return None
    if len(text) == 2 and _DIGITS.get(text[0]) and _DIGITS.get(text[1]):
        return float(_DIGITS[text[1]]) if 0 < _DIGITS[text[1]] - _DIGITS[text[0]] <= 2 else None
    if not any(character in _TENS for character in text):
        return float("".join(str(_DIGITS[character]) for character in text)) if len(text) <= 12 else None
    total, digit = 0, None
    for character in text:
        if character in _DIGITS:
            digit = _DIGITS[character]
        else:
            total += (1 if digit is None else digit) * _TENS[character]
            digit = None
    return float(total + (digit or 0))
