"""积分 → diagnostics of wrong signs, of overlaps and gaps between tiers, of texts instead of numbers (format.md 5)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import inf

from yizhangtu.check.repeats import repeated, same
from yizhangtu.library.blanks import is_blank
from yizhangtu.model.diagnostics import Diagnostic, Related, Text, make
from yizhangtu.model.guide import Guide
from yizhangtu.model.points import Award, AwardGroup, Points, ScoreKind, Tier
from yizhangtu.model.words import shortened

_AMOUNT = re.compile(
    r"\D{0,6}\d{1,9}(?:[,，]\d{3})*(?:\.\d+)?\D{0,8}|\D{0,4}[一二两三四五六七八九十百千万半]+分\D{0,6}"
)
_SPAN = re.compile(r"\D{0,6}\d+(?:\.\d+)?\D{1,3}\d+(?:\.\d+)?\D{0,8}")


def check_points(guide: Guide) -> list[Diagnostic]:
    """All diagnostics of one 积分."""
    body = guide.body
    if not isinstance(body, Points):
        return []
    return [
        *_nothing(guide),
        *_scores(body.rewards, 1),
        *_scores(body.penalties, -1),
        *_bands(body.tiers),
        *_numbers(body),
        *_twice(body),
    ]


def _nothing(guide: Guide) -> list[Diagnostic]:
    if {"加分", "扣分", "等级", "兑换"} & set(guide.written):
        return []
    hint = "写上“加分:”，下面写“- 类别: …”和“项: [{内容: …, 分值: +5}]”；只有兑换的，写“兑换:”。"
    return [make("Y801", guide.span, "积分没有加分、扣分，也没有等级、兑换", hint)]


def _scores(groups: tuple[AwardGroup, ...], sign: int) -> Iterator[Diagnostic]:
    """Scores that could not be parsed, or that have the wrong sign."""
    side, other = ("加分", "扣分") if sign > 0 else ("扣分", "加分")
    for award in _awards(groups):
        score = award.score
        if score is None or is_blank(score.text):
            continue
        quoted = shortened(score.text.strip(), 20)
        if score.kind is ScoreKind.UNKNOWN:
            hint = "写成 +5、-10、+1至+10、+2/次、降B级、一票否决；说明的话写到“备注”。"
            yield make("Y812", score.text.span, f"看不懂分值“{quoted}”，会照样印出", hint)
        elif score.kind is not ScoreKind.POINTS:
            if sign > 0:
                message = f"“{quoted}”写在了加分里"
                yield make("Y811", score.text.span, message, "移到“扣分”里。")
        elif (score.low < 0) if sign > 0 else (score.high > 0):
            message = f"{side}里写了{'负' if sign > 0 else '正'}数“{quoted}”"
            hint = f"是{side}就改符号；是{other}就移到“{other}”里。"
            yield make("Y811", score.text.span, message, hint)


def _awards(groups: tuple[AwardGroup, ...]) -> Iterator[Award]:
    for group in groups:
        yield from group.awards


def _bands(tiers: tuple[Tier, ...]) -> list[Diagnostic]:
    """Compare each tier with the highest of those that begin below it."""
    faults: list[Diagnostic] = []
    for tier in tiers:
        if tier.range is not None and not tier.parsed and not is_blank(tier.range):
            message = f"看不懂等级“{shortened(tier.name.strip())}”的范围“{shortened(tier.range.strip())}”"
            hint = "会照样印出，但不能核对。写成 >1060、1040–1060、1040（不含）–1060、≤800 这样。"
            faults.append(make("Y815", tier.range.span, message, hint))
    ordered = sorted((tier for tier in tiers if tier.parsed), key=lambda tier: tier.start)
    top: Tier | None = None
    for tier in ordered:
        if top is not None:
            faults += _between(top, tier)
        if top is None or tier.end > top.end:
            top = tier
    return faults


def _between(below: Tier, above: Tier) -> list[Diagnostic]:
    """The diagnostics of a gap or overlap between tiers."""
    end, start = below.end[0], above.start[0]
    names = f"“{shortened(below.name.strip())}”和“{shortened(above.name.strip())}”"
    where = (below.range or below.name).span
    related = (Related(where, "另一等写在这里"),) if where else ()
    place = (above.range or above.name).span
    hint = "一个分数只能属于一等：写清分界，如“1040（不含）–1060”和“>1060”。"
    if end > start:
        last = min(end, above.end[0])
        both = f"{_number_text(start)}到{_number_text(last)}" if start > -inf and last < inf else _open(start, last)
        return [make("Y813", place, f"{names}有重叠：{both}分两等都算", hint, related)]
    if end == start:
        if below.high_in and above.low_in:
            return [make("Y813", place, f"{names}有重叠：正好{_number_text(end)}分两等都算", hint, related)]
        if not below.high_in and not above.low_in:
            message = f"{names}之间有空档：正好{_number_text(end)}分不属于哪一等"
            return [make("Y814", place, message, hint, related)]
        return []
    if below.high_in and above.low_in and start - end <= _step(end, start):
        return []  # ≤800 and 801–990, where points are whole
    message = f"{names}之间有空档：{_number_text(end)}到{_number_text(start)}之间的分数不属于哪一等"
    return [make("Y814", place, message, "把两等的分界改成同一个数，或者补上中间一等。", related)]


def _open(start: float, last: float) -> str:
    if start > -inf:
        return f"{_number_text(start)}以上的"
    return f"{_number_text(last)}以下的" if last < inf else "所有的"


def _step(*bounds: float) -> float:
    """The smallest step between points with as many decimals as these: 1, or 0.1 for 79.9."""
    decimals = max(len(f"{bound:.3f}".rstrip("0").partition(".")[2]) for bound in bounds)
    return 10.0**-decimals * 1.001


def _number_text(bound: float) -> str:
    return f"{bound:.10g}"


def _numbers(body: Points) -> list[Diagnostic]:
    """基础分 and the points of 兑换 that are not numbers."""
    found: list[tuple[str, Text]] = [("基础分", body.base)] if body.base is not None else []
    found += [(f"兑换“{shortened(one.good.strip(), 20)}”的分值", one.points) for one in body.exchange if one.points]
    return [
        make("Y818", text.span, f"{what}写的是“{shortened(text.strip())}”，不是数", "写数，如 100。会照样印出。")
        for what, text in found
        if not _is_amount(text) and not is_blank(text)
    ]


def _is_amount(text: str) -> bool:
    """Whether a text is a number of points: 100, 100分, 1000分/户, 10—20分, 一百分."""
    plain = "".join(text.split())
    return bool(_AMOUNT.fullmatch(plain) or _SPAN.fullmatch(plain))


def _twice(body: Points) -> list[Diagnostic]:
    found = (
        ((side, same(group.name), *_cells(award)), award.item)
        for side, groups in (("加分", body.rewards), ("扣分", body.penalties))
        for group in groups
        for award in group.awards
    )
    return repeated(found, "Y819", "同一类里“{}”写了两次，分值也一样", "删去一处，或者写出区别。")


def _cells(award: Award) -> tuple[str, ...]:
    score = award.score.text if award.score else None
    return tuple(same(text) for text in (award.item, score, award.cap, award.evidence, award.note))
