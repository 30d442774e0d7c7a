"""A band of amounts of money that an outcome of a 判断 stands for: 5万元以下, 2000(含)–5万元(不含)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Band:
    """Amounts in yuan; None for an open end. An inclusive flag is None where the author did not say.

    `subject` is what stands before the amount (经营支出): bands of different subjects are not compared.
    """

    low: float | None
    high: float | None
    low_inclusive: bool | None = None
    high_inclusive: bool | None = None
    subject: str = ""
