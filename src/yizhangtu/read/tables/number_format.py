"""A value of a cell and its number format → the text that a Chinese spreadsheet program shows (ECMA-376, 18.8.31).

Formats that are not understood (fractions, conditions, names of months) give the plain value, and `Shown.certain` is
False.
"""

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

EXACT = 10**15  # a spreadsheet keeps 15 digits of a number

_PLAIN = ("", "General", "@")
_SHORT_DATE = ("mm-dd-yy", "m/d/yyyy", "m/d/yy")  # number 14: shown as the system writes dates
_TOKEN = re.compile(
    r'"(?P<text>[^"]*)"|\\(?P<sign>.)|\[\$(?P<currency>[^\]-]*)[^\]]*\]|\[(?P<lapsed>h+|m+|s+)\]'
    r"|\[(?:black|blue|cyan|green|magenta|red|white|yellow|color\d+|dbnum\d)\]|_.|\*."
    r"|(?P<date>y+|m+|d+|h+|s+|上午/下午|am/pm)|(?P<digits>[#0?][#0?,]*(?:\.[#0?]+)?|\.[#0?]+)|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_DIGITS = re.compile(r"(?P<whole>[#0,]*[#0]|)(?:\.(?P<part>[#0]+))?")
_LITERAL = " 　-/:.,()+%¥￥$€年月日时分秒元天个户人℃"


class Shown(NamedTuple):
    """The text of a cell; `certain` is False where its format is not understood."""

    text: str
    certain: bool = True


def shown(value: float | date | time | timedelta, form: str) -> Shown:
    """The text of a number, date, time or duration."""
    if isinstance(value, timedelta):
        return _dated(value, form) or Shown(_iso(value), form in _PLAIN)
    if isinstance(value, date | time):
        return _dated(value, form) or Shown(_iso(value), form in _PLAIN)
    if abs(value) >= EXACT:
        return Shown(f"{float(value):.5E}")  # as it is shown: the last digits are already lost
    if form in _PLAIN:
        return Shown(_general(value))
    return _numbered(Decimal(repr(value)), form) or Shown(_general(value), False)


def _general(value: float) -> str:
    """Without .0 or a 16th digit."""
    return str(int(value)) if value == int(value) else f"{value:.15g}"


def _numbered(value: Decimal, form: str) -> Shown | None:
    """A number by its format; None where that is not understood."""
    sections = re.split(r';(?=(?:[^"]*"[^"]*")*[^"]*$)', form)
    section = sections[0]
    negative = value < 0
    if negative and len(sections) > 1 and sections[1]:
        section, negative = sections[1], False
    elif value == 0 and len(sections) > 2 and sections[2]:
        section = sections[2]
    tokens = list(_TOKEN.finditer(section))
    digits = [token for token in tokens if token["digits"]]
    signs = "".join(token["other"] or "" for token in tokens)
    if tokens and all(token["text"] for token in tokens):
        return Shown("".join(map(_literal, tokens)))
    if len(digits) != 1 or any(token["date"] or token["lapsed"] for token in tokens) or set(signs) - set(_LITERAL):
        return None
    amount = _amount(abs(value) * 100 if "%" in signs else abs(value), digits[0]["digits"])
    if amount is None:
        return None
    text = "".join(amount if token["digits"] else _literal(token) for token in tokens).strip()
    return Shown(f"-{text}" if negative else text)


def _amount(value: Decimal, pattern: str) -> str | None:
    """The digits: rounded as in a spreadsheet, filled with zeros, with commas."""
    match = _DIGITS.fullmatch(pattern)
    if match is None:
        return None
    part = match["part"] or ""
    text = f"{value.quantize(Decimal(1).scaleb(-len(part)), ROUND_HALF_UP):f}"
    whole, _, rest = text.partition(".")
    least = match["whole"].count("0")
    whole = whole.lstrip("0").zfill(least)
    if "," in match["whole"]:
        whole = f"{int(whole or 0):,}" if least <= 1 else f"{int(whole):0{least + (least - 1) // 3},}"
    rest = rest.rstrip("0").ljust(part.count("0"), "0") if "#" in part else rest
    return f"{whole}.{rest}" if rest else whole


def _literal(token: "re.Match[str]") -> str:
    return token["text"] or token["sign"] or token["currency"] or token["other"] or ""


def _iso(value: date | time | timedelta) -> str:
    """2024-05-01, 08:30, 36:00."""
    if isinstance(value, timedelta):
        minutes = round(value.total_seconds()) // 60
        return f"{minutes // 60}:{minutes % 60:02}"
    text = value.isoformat().replace("T", " ").removesuffix(" 00:00:00")
    return text[:-3] if re.search(r"\d\d:\d\d:00$", text) else text


def _dated(value: date | time | timedelta, form: str) -> Shown | None:
    """A date, time or duration by its format; None where that is not understood."""
    if form.partition(";")[0] in _SHORT_DATE and isinstance(value, date):
        return Shown(f"{value.year}/{value.month}/{value.day}")
    tokens = list(_TOKEN.finditer(form.partition(";")[0]))
    half = any((token["date"] or "").lower() in ("上午/下午", "am/pm") for token in tokens)
    found: list[str] = []
    for number, token in enumerate(tokens):
        word = token["date"] or token["lapsed"]
        if word is None:
            if token["digits"] or (token["other"] and token["other"] not in _LITERAL):
                return None
            found.append(_literal(token))
            continue
        minutes = word[0] in "mM" and (token["lapsed"] is not None or _is_minute(tokens, number))
        text = _lapsed(value, word) if token["lapsed"] else _part(value, word.lower(), minutes, half)
        if text is None:
            return None
        found.append(text)
    text = "".join(found).strip()
    return Shown(text) if any(token["date"] or token["lapsed"] for token in tokens) else None


def _is_minute(tokens: "list[re.Match[str]]", number: int) -> bool:
    """Whether m stands for minutes: after hours or before seconds."""
    words = [(index, (token["date"] or token["lapsed"] or "").lower()[:1]) for index, token in enumerate(tokens)]
    dates = [(index, word) for index, word in words if word]
    at = next(place for place, (index, _) in enumerate(dates) if index == number)
    before = dates[at - 1][1] if at else ""
    after = dates[at + 1][1] if at + 1 < len(dates) else ""
    return before == "h" or after == "s"


def _lapsed(value: date | time | timedelta, word: str) -> str | None:
    """All hours, minutes or seconds of a duration."""
    if not isinstance(value, timedelta):
        return None
    seconds = round(value.total_seconds())
    return str(seconds // {"h": 3600, "m": 60, "s": 1}[word[0].lower()]).zfill(len(word))


def _part(value: date | time | timedelta, word: str, minutes: bool, half: bool) -> str | None:
    """One part of a date or time."""
    if isinstance(value, timedelta):
        seconds = round(value.total_seconds())
        clock = {"h": seconds // 3600 % 24, "m": seconds // 60 % 60, "s": seconds % 60}
        return str(clock[word[0]]).zfill(len(word)) if word[0] in clock and len(word) <= 2 else None
    if word in ("上午/下午", "am/pm"):
        hour = getattr(value, "hour", 0)
        return ("上午" if hour < 12 else "下午") if word[0] == "上" else "AM" if hour < 12 else "PM"
    if word[0] == "y":
        year = getattr(value, "year", None)
        return None if year is None else f"{year:04}" if len(word) > 2 else f"{year % 100:02}"
    if len(word) > 2:  # names of months and days of the week
        return None
    name = "minute" if minutes else {"m": "month", "d": "day", "h": "hour", "s": "second"}[word[0]]
    number = getattr(value, name, 0 if isinstance(value, datetime) or name in ("hour", "minute", "second") else None)
    if number is None:
        return None
    if name == "hour" and half:
        number = number % 12 or 12
    return str(number).zfill(len(word))
