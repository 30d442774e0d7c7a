"""A text → where it holds a number by which a person can be found: of an identity card, a phone, a bank card.

Digits may be full-width, with blanks or hyphens between them. What is found is never quoted in a message.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

ID, PHONE, CARD = "身份证号", "手机号", "银行卡号"
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # GB 11643-1999
_CHECKS = "10X98765432"
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_RUN = re.compile(r"\d(?:[ \t\r\n\u00a0\u2002\u2003\u2009\u200b\u3000\-–—‐‑−_·]{0,3}[\dXx])*")
_MOBILE = re.compile(r"(?:0?0?86)?(1[3-9]\d{9})")
_CARD_FIRST = "34569"  # of the numbers that banks give out in China


class PersonalNumber(NamedTuple):
    """A number of a kind, and its place in the text."""

    kind: str
    start: int
    end: int


def personal_numbers(text: str) -> tuple[PersonalNumber, ...]:
    """All of them, in the order of their places; none overlaps another."""
    if sum(char.isdigit() for char in text) < 11:
        return ()
    plain = "".join(_plain(char) for char in text)
    found: list[PersonalNumber] = []
    for run in _RUN.finditer(plain):
        places = [at for at in range(run.start(), run.end()) if plain[at].isalnum()]
        digits = "".join(plain[at].upper() for at in places)
        starts = [at for at in range(len(places)) if at == 0 or places[at] != places[at - 1] + 1]
        ends = [*(at for at in starts if at), len(places)]
        at = 0
        while at < len(digits):
            hit = _at(digits, at, starts, ends)
            if hit:
                kind, length = hit
                found.append(PersonalNumber(kind, places[at], places[at + length - 1] + 1))
                at += length
            else:
                at += 1
    return tuple(found)


def _plain(char: str) -> str:
    """A character with full-width digits and letters made plain, still one character."""
    plain = unicodedata.normalize("NFKC", char)
    return plain if len(plain) == 1 else char


def _at(digits: str, at: int, starts: list[int], ends: list[int]) -> tuple[str, int] | None:
    """The kind and length of the number that begins here."""
    if is_id18(digits[at : at + 18]):
        return ID, 18
    if at not in starts:
        return None
    for end in sorted((end for end in ends if end > at), reverse=True):
        own = digits[at:end]
        if len(own) == 15 and is_id15(own):
            return ID, 15
        if 11 <= len(own) <= 15 and _MOBILE.fullmatch(own):
            return PHONE, len(own)
        if 16 <= len(own) <= 19 and own[0] in _CARD_FIRST and is_luhn(own):
            return CARD, len(own)
    return None


def is_id18(number: str) -> bool:
    """Whether this is a number of 18 signs with a date of birth and the right check digit (GB 11643-1999)."""
    if len(number) != 18 or not (number[:17].isdecimal() and number[:17].isascii()):
        return False
    if number[17] != _CHECKS[sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False)) % 11]:
        return False
    return number[0] != "0" and number[6:8] in ("18", "19", "20") and _is_day(number[10:12], number[12:14])


def is_id15(number: str) -> bool:
    """Whether this is a number of 15 digits, as until 1999, with a date of birth."""
    return len(number) == 15 and number.isdecimal() and number[0] != "0" and _is_day(number[8:10], number[10:12])


def is_luhn(number: str) -> bool:
    """Whether the last digit is the check digit by Luhn (ISO/IEC 7812-1)."""
    if not number.isdecimal():
        return False
    doubled = (int(digit) * (1 + at % 2) for at, digit in enumerate(reversed(number)))
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def _is_day(month: str, day: str) -> bool:
    return 1 <= int(month) <= 12 and 1 <= int(day) <= _DAYS[int(month) - 1]


def without_numbers(text: str) -> str:
    """A text for messages: every number of eleven digits and more is replaced by ×, personal or not."""
    found, end = [], 0
    for long in _LONG.finditer("".join(map(_plain, text))):
        found += [text[end : long.start()], "××××××"]
        end = long.end()
    return "".join([*found, text[end:]])


_LONG = re.compile(r"\d(?:[^\w\n]{0,3}[\dXx]){10,}")
