"""Steps and rows → diagnostics of matters that are decided by a meeting which may not decide them (Y853)."""

from collections.abc import Iterator, Sequence

from yizhangtu.check.law.day import LawDay, where_cited
from yizhangtu.check.law.passages import Passage, passages
from yizhangtu.law.rules import Decider
from yizhangtu.model.diagnostics import Diagnostic, make
from yizhangtu.model.guide import Guide

_FINAL = ("表决", "通过", "决定", "决议", "确认", "批准")  # of a matter that only the title names


def check_deciders(guide: Guide, law: LawDay) -> Iterator[Diagnostic]:
    """One finding for each place."""
    found = passages(guide)
    for rule in law.rules.file.deciders:
        if rule.cite.holds(law.day):
            yield from (_wrong(one, rule, guide, law) for one in found if _is_wrong(one, rule, guide, law, found))


def _is_wrong(one: Passage, rule: Decider, guide: Guide, law: LawDay, found: Sequence[Passage]) -> bool:
    meetings = _meetings(one, law)
    if not meetings or not set(meetings) <= set(rule.wrong) or not one.decides(law.rules):
        return False
    words = one.words
    if any(word in words for word in rule.unless):
        return False
    if any(all(word in words for word in entry) for entry in rule.words):
        return True
    if one.step is None or not any(title in guide.title for title in rule.titles):
        return False
    final = bool(one.vote.quorum or one.vote.majority) or any(word in words for word in _FINAL)
    return final and not any(_right(other, rule, law) for other in found)


def _right(other: Passage, rule: Decider, law: LawDay) -> bool:
    """Whether a step decides by a meeting that may."""
    meetings = _meetings(other, law) if other.step else ()
    return bool(meetings) and not set(meetings) <= set(rule.wrong) and other.decides(law.rules)


def _meetings(one: Passage, law: LawDay) -> tuple[str, ...]:
    """The meetings that decide: of a row, its handlers, else its group, else what it says."""
    if one.row is not None:
        group = str(one.row.group or "")
        return law.rules.meetings(one.by) or law.rules.meetings(group) or law.rules.meetings(one.words)
    return one.meetings(law.rules)


def _wrong(one: Passage, rule: Decider, guide: Guide, law: LawDay) -> Diagnostic:
    meeting = "、".join(_meetings(one, law))
    message = f"{rule.matter}不由{meeting}决定，要由{rule.right}决定（{rule.cite.cited}）"
    hint = "改办理主体和会议。村委会依法代行集体经济组织职能的，在“依据说明”里写明。"
    return make("Y853", one.texts[0].span, message, hint, where_cited(guide, law, rule.cite.law))
