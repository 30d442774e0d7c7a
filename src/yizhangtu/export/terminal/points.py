"""Points, bands and rewards → rows with all points in one column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from yizhangtu.export.terminal.amount_rows import Amount, AmountColumns
from yizhangtu.export.terminal.pen import Row, Segment, plain
from yizhangtu.export.terminal.text_area import GUTTER, INDENT, PlacedText, TextArea, longest
from yizhangtu.model.points import Award, AwardGroup, Points, Reward, ScoreKind, Tier, capped, in_points

MINUS = "\u2212"  # as printed on paper; terminals differ in its width
COLUMN_MOST = 24  # cells of the name and of the range of a band


def points_rows(body: Points, area: TextArea) -> Iterator[Row]:
    """周期 and 基础分, then the sections 加分, 扣分, 等级, 兑换 that have entries."""
    goods = [_bought(one) for one in body.exchange]
    awards = [_earned(award, "") for group in (*body.rewards, *body.penalties) for award in group.awards]
    columns = AmountColumns.of([*awards, *goods], area)
    facts = [
        (head, text) for head, text in (("周期", body.period), ("基础分", in_points(plain(body.base or "")))) if text
    ]
    if facts:
        yield from area.rule("积分标准")
        yield from area.flow([(Segment(f"{head}：{plain(text)}"),) for head, text in facts], GUTTER)
    yield from _groups("加分", body.rewards, "plus", columns)
    yield from _groups("扣分", body.penalties, "minus", columns)
    yield from _tiers(body.tiers, area)
    if goods:
        yield from area.rule(f"兑换（{len(goods)}样）")
        for good in goods:
            yield from columns.rows(good)


def _groups(head: str, groups: Sequence[AwardGroup], role: str, columns: AmountColumns) -> Iterator[Row]:
    """加分 or 扣分: each 类别 with its cap, then its items."""
    if not groups:
        return
    area = columns.area
    yield from area.rule(f"{head}（{sum(len(group.awards) for group in groups)}项）")
    for group in groups:
        parts: list[Row] = []
        if group.name:
            parts.append((Segment(plain(group.name), "name"),))
        if group.cap:
            parts.append((Segment(plain(capped(group.cap)), "caption"),))
        yield from area.flow(parts, GUTTER)
        for award in group.awards:
            yield from columns.rows(_earned(award, role))


def _earned(award: Award, role: str) -> Amount:
    """The sign stays even without colour: +2 /次, -10."""
    score = award.score
    shown = score.shown if score else ""
    if score and score.kind is ScoreKind.POINTS:
        shown = shown.replace(MINUS, "-")
    return Amount(award.item, shown, score.unit if score else "", role, award.remarks)


def _bought(one: Reward) -> Amount:
    return Amount(one.good, in_points(plain(one.points or "")), "", "badge", (one.note or "",))


def _tiers(tiers: Sequence[Tier], area: TextArea) -> Iterator[Row]:
    """等级: name, 范围 and 待遇 in columns."""
    if not tiers:
        return
    yield from area.rule(f"等级（{len(tiers)}级）")
    most = min(COLUMN_MOST, area.width * 3 // 10)
    range_at = INDENT + max(4, longest([tier.name for tier in tiers], most)) + GUTTER
    ranges = longest([tier.range or "" for tier in tiers], most)
    benefit_at = range_at + ranges + GUTTER if ranges else range_at
    for tier in tiers:
        cells = (
            PlacedText(INDENT, tier.name, "name"),
            PlacedText(range_at, tier.range or ""),
            PlacedText(benefit_at, tier.benefit or ""),
        )
        yield from area.beside(cells)
