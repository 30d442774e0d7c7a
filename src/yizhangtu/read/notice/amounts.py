"""Amounts as people write them ↔ decimal numbers, exact to the last digit."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import NamedTuple

NOTHING = frozenset({"", "-", "—", "——", "–", "−", "/", "\\", "无"})  # what stands in place of a number
LARGEST = Decimal(10) ** 12  # yuan: more is no amount of a village, but the number of a card or a person
_AMOUNT = re.compile(
    r"(?P<open>\()?(?P<sign>[+-])?(?P<currency>人民币|RMB|CNY)?[¥￥]?(?P<sign2>[+-])?"
    r"(?P<digits>\d{1,3}(?:,\d{3})+|\d+)(?P<fraction>\.\d+)?(?P<unit>万元|亿元|元|万|圆)?整?(?P<close>\))?"
)
_TIMES = {"万元": 10_000, "万": 10_000, "亿元": 100_000_000}


class ParsedAmount(NamedTuple):
    """A number with its unit (元, 万元, "" where none is written) and the count of its decimals."""

    value: Decimal
    unit: str = ""
    places: int = 0


def parse_amount(text: str) -> ParsedAmount | None:
    """The amount of a cell: 1,234.50元, ￥1,234.50, １２３４．５, (50.00), 1.2万元. None where it is no number."""
    plain = unicodedata.normalize("NFKC", text).translate(_SIGNS)
    plain = re.sub(r"\s+", "", plain)
    match = _AMOUNT.fullmatch(plain)
    if match is None or bool(match["open"]) != bool(match["close"]) or len(plain) > 40:
        return None
    negative = bool(match["open"]) or "-" in (match["sign"] or "") + (match["sign2"] or "")
    fraction = match["fraction"] or ""
    value = Decimal(match["digits"].replace(",", "") + fraction)
    return ParsedAmount(-value if negative else value, match["unit"] or "", max(0, len(fraction) - 1))


_SIGNS = str.maketrans({"−": "-", "–": "-", "﹣": "-", "，": ",", "。": ".", "圆": "元"})


def in_yuan(amount: ParsedAmount) -> Decimal:
    """The amount in yuan where its unit is a multiple of it."""
    return amount.value * _TIMES.get(amount.unit, 1)


def decimals(value: Decimal) -> int:
    """How many decimals a number needs."""
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def figures(value: Decimal, places: int, grouped: bool = True) -> str:
    """A number with so many decimals, and commas between thousands: 1,234.50."""
    return f"{value:,.{places}f}" if grouped else f"{value:.{places}f}"
