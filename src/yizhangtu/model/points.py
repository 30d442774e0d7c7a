"""The body of a guide of kind 积分 (format.md section 5): awards, penalties, tiers and rewards."""

import re
from enum import StrEnum
from math import inf
from typing import NamedTuple

from yizhangtu.model.diagnostics import Span, Text


class ScoreKind(StrEnum):
    """The meaning of a 分值."""

    POINTS = "points"  # 5, +0.5, -10, +1至+10
    DOWNGRADE = "downgrade"  # 降B级
    VETO = "veto"  # 一票否决
    UNKNOWN = "unknown"  # printed as written, with a warning


class Score(NamedTuple):
    """A 分值: `text` as written; `shown` is printed large (+5, −10, +1至+10, 降B级), `unit` small (/次)."""

    text: Text
    kind: ScoreKind = ScoreKind.UNKNOWN
    low: float = 0.0  # signed; equal to `high` unless it is a range
    high: float = 0.0
    shown: str = ""
    unit: str = ""


class Award(NamedTuple):
    """One item of 加分 or 扣分."""

    item: Text
    score: Score | None
    span: Span
    cap: Text | None = None
    evidence: Text | None = None
    note: Text | None = None

    @property
    def is_veto(self) -> bool:
        """Whether it is 一票否决."""
        return self.score is not None and self.score.kind is ScoreKind.VETO

    @property
    def remarks(self) -> tuple[str, ...]:
        """The small print of the item: 每年最多10分, 认定：村级, 备注."""
        parts = (self.cap and capped(self.cap), self.evidence and f"认定：{self.evidence}", self.note)
        return tuple(str(text) for text in parts if text)


def capped(cap: Text) -> str:
    """A cap as it is printed: 上限：20分, or 每月最多20分 unchanged."""
    return str(cap) if any(word in cap for word in ("限", "最多", "封顶", "不超过", "累计")) else f"上限：{cap}"


def in_points(text: str) -> str:
    """A number of points with its unit: 100 is 100分. Other prices (20个农药袋) stay as they are."""
    return f"{text}分" if re.fullmatch(r"\d[\d,.]*", text.strip()) else text


class AwardGroup(NamedTuple):
    """A 类别 with its items and, where the author sets one, a cap for all of them."""

    name: Text | None
    awards: tuple[Award, ...]
    cap: Text | None = None


class Tier(NamedTuple):
    """One 等级. `low` and `high` bound its 范围 (None: open); the flags say whether a bound belongs to the tier."""

    name: Text
    range: Text | None
    benefit: Text | None
    span: Span
    parsed: bool = False
    low: float | None = None
    high: float | None = None
    low_in: bool = True
    high_in: bool = True

    @property
    def start(self) -> tuple[float, bool]:
        """The key to sort tiers by, from the lowest."""
        return (-inf if self.low is None else self.low), not self.low_in

    @property
    def end(self) -> tuple[float, bool]:
        """The key to sort tiers by their upper bounds."""
        return (inf if self.high is None else self.high), self.high_in


class Reward(NamedTuple):
    """One 兑换: a good and its price in points."""

    good: Text
    points: Text | None
    note: Text | None
    span: Span


class Points(NamedTuple):
    """积分."""

    period: Text | None = None
    base: Text | None = None
    rewards: tuple[AwardGroup, ...] = ()
    penalties: tuple[AwardGroup, ...] = ()
    tiers: tuple[Tier, ...] = ()
    exchange: tuple[Reward, ...] = ()

    @property
    def counted_penalties(self) -> int:
        """The number of 扣分 items; 一票否决 takes no points."""
        return sum(not award.is_veto for group in self.penalties for award in group.awards)
