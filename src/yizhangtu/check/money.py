"""A guide → diagnostics of gaps and overlaps between the bands of amounts of a decision."""

from __future__ import annotations

from itertools import pairwise

from yizhangtu.check.wording import yuan
from yizhangtu.model.diagnostics import Diagnostic, Related, make
from yizhangtu.model.guide import Branch, Guide, Step, steps_of
from yizhangtu.model.words import shortened
from yizhangtu.read.guide.amounts import looks_like_band


def check_bands(guide: Guide) -> list[Diagnostic]:
    """Neighbouring bands of every decision, by subject (经营支出, 非生产性支出)."""
    return [fault for step in steps_of(guide.steps) for fault in _step(step)]


def _step(step: Step) -> list[Diagnostic]:
    return [*_unread(step), *_compared(step)]


def _unread(step: Step) -> list[Diagnostic]:
    """Bounds of amounts that are not understood, beside bands or other such: they are not compared."""
    unread = [one for one in step.branches if one.band is None and looks_like_band(one.outcome)]
    if not unread or len(unread) + sum(one.band is not None for one in step.branches) < 2:
        return []
    hint = "会照样印出，但是不核对有没有空档和重叠。写成“5000元以下（含）”“5000元（不含）–2万元（含）”这样就能核对。"
    return [make("Y403", one.outcome.span, f"看不懂金额“{shortened(one.outcome)}”", hint) for one in unread]


def _compared(step: Step) -> list[Diagnostic]:
    """Gaps and overlaps between the bands that are understood; a gap where one is not may be none."""
    subjects: dict[str, list[Branch]] = {}
    for branch in step.branches:
        if branch.band is not None:
            subjects.setdefault(branch.band.subject, []).append(branch)
    faults: list[Diagnostic] = []
    for branches in subjects.values():
        ordered = sorted(branches, key=lambda branch: (_low(branch), _high(branch)))
        for below, above in pairwise(ordered):
            fault = _between(below, above)
            if fault is not None:
                faults.append(fault)
    return faults


def _low(branch: Branch) -> float:
    return -1.0 if branch.band is None or branch.band.low is None else branch.band.low


def _high(branch: Branch) -> float:
    return float("inf") if branch.band is None or branch.band.high is None else branch.band.high


def _between(below: Branch, above: Branch) -> Diagnostic | None:
    """The diagnostic of a gap or overlap between neighbouring bands."""
    top, bottom = _high(below), _low(above)
    names = f"“{below.outcome}”和“{above.outcome}”"
    related = (Related(below.outcome.span, "另一档写在这里"),) if below.outcome.span else ()
    if top > bottom:
        common = f"{yuan(max(bottom, 0))}以上" + (f"、{yuan(min(top, _high(above)))}以下" if top < float("inf") else "")
        message = f"{names}有重叠：{common}的金额两档都算"
        return make("Y402", above.outcome.span, message, "把两档的分界改成同一个数。", related)
    if top < bottom:
        message = f"{names}之间有空档：{yuan(top)}到{yuan(bottom)}的金额没有去处"
        return make("Y401", above.outcome.span, message, "把两档的分界改成同一个数，或者补上中间一档。", related)
    upper = below.band.high_inclusive if below.band else None
    lower = above.band.low_inclusive if above.band else None
    hint = f"写清分界，如“{yuan(top)}(含)以下”和“{yuan(top)}(不含)以上”。"
    if upper is False and lower is False:
        return make("Y401", above.outcome.span, f"{names}之间有空档：正好{yuan(top)}没有去处", hint, related)
    if upper is lower:  # both 含, or neither written: by the Civil Code, art. 1259, 以上 and 以下 include the number
        message = f"{names}有重叠：正好{yuan(top)}两档都算"
        return make("Y402", above.outcome.span, message, hint, related)
    return None
