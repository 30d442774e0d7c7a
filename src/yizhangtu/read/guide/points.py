"""The trees of 加分, 扣分, 等级, 兑换 → points (format.md section 5). 分值 and 范围 are parsed by score.py."""

from __future__ import annotations

from collections.abc import Sequence

from yizhangtu.model.diagnostics import Span, Text
from yizhangtu.model.points import Award, AwardGroup, Points, Reward, Tier
from yizhangtu.read.guide.fields import Fields, start_of
from yizhangtu.read.guide.score import parse_range, parse_score, range_in_words
from yizhangtu.read.guide.values import Values
from yizhangtu.read.schema.kinds import AWARD, AWARDS, BAND, REWARD

MOST_ROWS = 3000


class _TooMany(Exception):
    """Ends the reading; caught in this module."""


def read_points(fields: Fields, values: Values) -> Points | None:
    """积分; None with a diagnostic where there are too many rows."""
    rows = _Rows(values)
    try:
        period, base = values.text(fields, "周期"), values.text(fields, "基础分")
        rewards, penalties = rows.groups(fields, "加分", 1), rows.groups(fields, "扣分", -1)
        return Points(
            period=period,
            base=base,
            rewards=rewards,
            penalties=penalties,
            tiers=rows.tiers(fields, _whole((*rewards, *penalties))),
            exchange=rows.exchange(fields),
        )
    except _TooMany:
        return None


class _Rows:
    """Reads rows and counts them."""

    def __init__(self, values: Values) -> None:
        self.values = values
        self.count = 0

    def one(self, span: Span) -> None:
        """Count a row. Raises `_TooMany` beyond the limit."""
        self.count += 1
        if self.count > MOST_ROWS:
            message = f"加分、扣分、等级、兑换一共超过了 {MOST_ROWS} 行"
            self.values.faults.add("Y802", start_of(span), message, "请分成几张图。")
            raise _TooMany

    def groups(self, fields: Fields, name: str, sign: int) -> tuple[AwardGroup, ...]:
        """加分 or 扣分."""
        values = self.values
        found: list[AwardGroup] = []
        for inner, _ in values.rows(fields, name, AWARDS):
            group, cap = values.text(inner, "类别"), values.text(inner, "上限")
            awards = [self.award(one, span, sign) for one, span in values.rows(inner, "项", AWARD)]
            found.append(AwardGroup(group, tuple(award for award in awards if award is not None), cap))
        return tuple(found)

    def award(self, inner: Fields, span: Span, sign: int) -> Award | None:
        """One item of a group."""
        self.one(span)
        values = self.values
        item = values.text(inner, "内容")
        written = values.plain(inner, "分值")
        score = None if written is None else parse_score(written, sign)
        if score is not None:
            for part in (score.shown, score.unit):
                if part:
                    values.record(Text(part, score.text.span))
        cap, evidence, note = (values.text(inner, name) for name in ("上限", "认定", "备注"))
        return None if item is None else Award(item, score, item.span or span, cap, evidence, note)

    def tiers(self, fields: Fields, whole: bool) -> tuple[Tier, ...]:
        """等级; `whole`: all points are whole numbers."""
        values = self.values
        found: list[Tier] = []
        for inner, span in values.rows(fields, "等级", BAND):
            self.one(span)
            name, benefit = (values.text(inner, key) for key in ("名称", "待遇"))
            range_ = values.plain(inner, "范围")
            bounds = parse_range(range_) if range_ is not None else None
            if range_ is not None:
                range_ = Text(range_in_words(range_, bounds, whole) if bounds else range_, range_.span)
                values.record(range_)
            if name is not None:
                found.append(Tier(name, range_, benefit, span, bounds is not None, *(bounds or ())))
        return tuple(found)

    def exchange(self, fields: Fields) -> tuple[Reward, ...]:
        """兑换."""
        values = self.values
        found: list[Reward] = []
        for inner, span in values.rows(fields, "兑换", REWARD):
            self.one(span)
            good, points, note = (values.text(inner, key) for key in ("物品", "分值", "备注"))
            if good is not None:
                found.append(Reward(good, points, note, span))
        return tuple(found)


def _whole(groups: Sequence[AwardGroup]) -> bool:
    """Whether points are counted in whole numbers."""
    scores = [award.score for group in groups for award in group.awards if award.score]
    return all(score.low.is_integer() and score.high.is_integer() for score in scores)
