"""A period as written (2026-10, 2026年10月, 2026-Q4, 2026-H2, 2026, or the name of a batch) → its kind and names."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

_FORBIDDEN = frozenset('/\\:*?"<>|')  # in names of files
_QUARTERS = "一二三四"
_HALVES = "上下"
_FORMS = (
    ("月", re.compile(r"(\d{4})[-./年]?(0?[1-9]|1[0-2])月?")),
    ("季", re.compile(r"(\d{4})[-./年]?(?:[Qq]|第)([1-4一二三四])(?:季度?)?")),
    ("半年", re.compile(r"(\d{4})[-./年]?([Hh][12]|[上下]半年)")),
    ("年", re.compile(r"(\d{4})年?度?")),
)


class Period(NamedTuple):
    """`kind` is one of 月, 季, 半年, 年, 批; `code` stands in names of files (2026-10), `label` on the sheet."""

    kind: str
    code: str
    label: str


def parse_period(text: str, kind: str) -> Period | None:
    """The period of this kind that a text names; None where it names none of it. A batch may have any name."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if kind == "批":
        sound = plain and not set(plain) & _FORBIDDEN and ".." not in plain
        return Period(kind, plain, plain) if sound else None
    pattern = dict(_FORMS)[kind]
    match = pattern.fullmatch(plain)
    if match is None or (kind == "月" and re.fullmatch(r"\d{5}", plain)):
        return None
    year = match[1]
    match kind:
        case "月":
            return Period(kind, f"{year}-{int(match[2]):02}", f"{year}年{int(match[2])}月")
        case "季":
            number = int(match[2]) if match[2].isdecimal() else _QUARTERS.index(match[2]) + 1
            return Period(kind, f"{year}-Q{number}", f"{year}年第{_QUARTERS[number - 1]}季度")
        case "半年":
            number = int(match[2][1]) if match[2][0] in "Hh" else _HALVES.index(match[2][0]) + 1
            return Period(kind, f"{year}-H{number}", f"{year}年{_HALVES[number - 1]}半年")
    return Period(kind, year, f"{year}年")


def kind_named(text: str) -> str:
    """The kind of period that a text names by its form; "" for a name."""
    return next((kind for kind, _ in _FORMS if parse_period(text, kind)), "")


def earlier(period: Period, steps: int) -> Period | None:
    """The period so many steps before one; None for batches."""
    if period.kind == "批":
        return None
    year, _, rest = period.code.partition("-")
    in_year = {"月": 12, "季": 4, "半年": 2, "年": 1}[period.kind]
    number = int(rest.lstrip("QH")) if rest else 1
    years, at = divmod(int(year) * in_year + number - 1 - steps, in_year)
    mark = {"月": f"-{at + 1:02}", "季": f"-Q{at + 1}", "半年": f"-H{at + 1}", "年": ""}[period.kind]
    return parse_period(f"{years:04}{mark}", period.kind)
