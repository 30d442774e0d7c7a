"""The rows of a list, the scores of points, the limits of standards → lines that explain how they were understood."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from yizhangtu.check.wording import understood
from yizhangtu.model.conduct import Conduct, Standard
from yizhangtu.model.guide import Guide
from yizhangtu.model.listing import Listing, ListRow
from yizhangtu.model.points import AwardGroup, Points, ScoreKind, Tier
from yizhangtu.model.words import shortened

MOST = 40  # lines of one kind; the rest is counted


def explain_body(guide: Guide) -> tuple[str, ...]:
    """The lines of the body; none for a 流程."""
    match guide.body:
        case Listing() as listing:
            return tuple(_listing(guide, listing))
        case Points() as points:
            return tuple(_points(points))
        case Conduct() as conduct:
            return tuple(_conduct(conduct))
    return ()


def _listing(guide: Guide, body: Listing) -> Iterator[str]:
    named = sum(1 for row in body.rows if row.flow is not None)
    groups = [f"{name} {len(rows)}" for name, rows in body.groups if name.strip()]
    yield f"{guide.list_name or '清单'}：{len(body.rows)} 行" + (f"（{'、'.join(groups)}）" if groups else "")
    yield f"栏目：{'、'.join(body.columns)}"
    if named:
        found = sum(1 for row in body.rows if row.linked is not None)
        yield f"流程图：{named} 行写了，找到 {found} 张"
    limits = [row.within for row in body.rows if row.within is not None]
    counts = Counter(f"时限“{limit.text}”：{understood(limit)}" for limit in limits)
    yield from _some(f"{line}（{count} 行）" for line, count in counts.items())
    yield from _some(line for row in body.rows if (line := _row(row)))


def _row(row: ListRow) -> str:
    """The values that a row takes from its guide; "" for a row without a guide."""
    linked = row.linked
    if linked is None:
        return ""
    taken = [("办理主体", "、".join(linked.handlers))] if not row.handlers and linked.handlers else []
    taken += [("时限", linked.within.text)] if row.within is None and linked.within else []
    taken += [("监督", "、".join(linked.oversight))] if not row.oversight and linked.oversight else []
    given = "，".join(f"{what} {text}" for what, text in taken)
    name = f"第 {row.number} 行 {shortened(row.item.strip(), 24)}"
    return f"{name}：照流程图 {linked.stem}" + (f"，取来{given}" if given else "")


def _points(body: Points) -> Iterator[str]:
    for side, groups in (("加分", body.rewards), ("扣分", body.penalties)):
        if groups:
            yield f"{side}：{_scores(groups)}"
    ordered = sorted((tier for tier in body.tiers if tier.parsed), key=lambda tier: tier.start)
    yield from (
        f"等级 {tier.name.strip()}“{(tier.range or '').strip()}”：{_bounds(tier)}" for tier in reversed(ordered)
    )
    unread = [tier for tier in body.tiers if not tier.parsed]
    yield from (f"等级 {tier.name.strip()}“{(tier.range or '').strip()}”：不核对" for tier in unread)
    if body.exchange:
        yield f"兑换：{len(body.exchange)} 种"


def _scores(groups: tuple[AwardGroup, ...]) -> str:
    """30 项（美丽乡村 12、平安建设 18），分值 +1 到 +20，一票否决 2 项."""
    awards = [award for group in groups for award in group.awards]
    counts = [f"{group.name.strip()} {len(group.awards)}" for group in groups if group.name is not None]
    found = [award.score for award in awards if award.score is not None]
    scores = [score for score in found if score.kind is ScoreKind.POINTS]
    text = f"{len(awards)} 项" + (f"（{'、'.join(counts)}）" if counts else "")
    if scores:
        least, most = min(score.low for score in scores), max(score.high for score in scores)
        text += f"，分值 {least:+g} 到 {most:+g}"
    kinds = Counter(score.kind for score in found)
    names = {ScoreKind.DOWNGRADE: "降级", ScoreKind.VETO: "一票否决", ScoreKind.UNKNOWN: "看不懂"}
    return text + "".join(f"，{name} {kinds[kind]} 项" for kind, name in names.items() if kinds[kind])


def _bounds(tier: Tier) -> str:
    """大于 1040，到 1060 为止."""
    parts = []
    if tier.low is not None:
        parts.append(f"{tier.low:.10g} 及以上" if tier.low_in else f"大于 {tier.low:.10g}")
    if tier.high is not None:
        parts.append(f"{tier.high:.10g} 及以下" if tier.high_in else f"小于 {tier.high:.10g}")
    return "，".join(parts)


def _conduct(body: Conduct) -> Iterator[str]:
    counts = [
        ("标准", body.standards),
        ("提倡", body.encouraged),
        ("禁止", body.forbidden),
        ("奖惩", body.consequences),
    ]
    yield "，".join(f"{name} {len(found)} 条" for name, found in counts if found)
    occasions = [name for name in body.occasions if name.strip()]
    if occasions:
        yield f"场合：{'、'.join(occasions)}；项目 {len(body.items)} 个"
    yield from _some(line for one in body.standards if (line := _standard(one)))


def _standard(one: Standard) -> str:
    """The limits of a row as they are printed."""
    limits = [f"{label} {limit.before}{limit.number}{limit.after}".strip() for label, limit in one.says]
    where = f"{one.occasion.strip()} " if one.occasion is not None else ""
    return f"{where}{one.item.strip()}：{'；'.join(limits)}" if limits else ""


def _some(lines: Iterable[str]) -> Iterator[str]:
    found = list(lines)
    yield from found[:MOST]
    if len(found) > MOST:
        yield f"……还有 {len(found) - MOST} 行"
