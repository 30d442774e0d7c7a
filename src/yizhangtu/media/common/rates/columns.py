"""标准 as a table: what for, how much, the unit, on what condition. Amounts are aligned at the decimal point."""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from yizhangtu.content.boxes import ListItem
from yizhangtu.model.provisions import Rate

_NUMBER = re.compile(r"([+-]?\d[\d,，]*)((?:\.\d+)?)")
GAP = 0.9  # em between columns
UNIT_GAP = 0.15  # em between an amount and its unit
LEAST = 5.0  # em, the least width of a condition that is broken into lines
LINES = 3  # of them, about

Width = Callable[[str], float]  # the width of a text on one line, in em


class RateColumns(NamedTuple):
    """The columns of a table of amounts; lengths in em from its left edge. `natural` is the width that it needs to have
    every row on one line, `least` that with the conditions broken."""

    rates: tuple[Rate, ...]
    point: float
    amount_end: float
    unit: float
    condition: float
    natural: float
    least: float

    def amount_at(self, rate: Rate, width: Width) -> float:
        """Where an amount begins: before the point what is before its own, any other text at the right end."""
        text = str(rate.amount or "")
        number = _NUMBER.fullmatch(text)
        return self.point - width(number[1]) if number else self.amount_end - width(text)

    def cells(self, rate: Rate, width: Width) -> tuple[tuple[float, str], ...]:
        """What stands on one line of a row, each with its place; the condition is left out."""
        cells = ((0.0, rate.item), (self.amount_at(rate, width), rate.amount), (self.unit, rate.unit))
        return tuple((x, str(text)) for x, text in cells if text)


def rate_columns(items: Sequence[ListItem], width: Width) -> RateColumns | None:
    """The columns of the items of a list; None where they are no table: a single one, or one without an amount."""
    rates = tuple(item.rate for item in items if item.rate is not None and item.rate.amount)
    if len(rates) < 2 or len(rates) < len(items):
        return None
    numbers = [_NUMBER.fullmatch(str(rate.amount)) for rate in rates]
    whole = max((width(one[1]) for one in numbers if one), default=0.0)
    rest = max((width(one[2]) for one in numbers if one), default=0.0)
    others = [width(str(rate.amount)) for rate, one in zip(rates, numbers, strict=True) if one is None]
    amount_end = max(width(str(rate.item)) for rate in rates) + GAP + max(whole + rest, *others, 0.0)
    unit = amount_end + UNIT_GAP
    units = max(width(str(rate.unit or "")) for rate in rates)
    conditions = max(width(str(rate.condition or "")) for rate in rates)
    condition = unit + units + GAP
    if not conditions:
        return RateColumns(rates, amount_end - rest, amount_end, unit, condition, unit + units, unit + units)
    least = condition + min(conditions, max(LEAST, conditions / LINES))
    return RateColumns(rates, amount_end - rest, amount_end, unit, condition, condition + conditions, least)
