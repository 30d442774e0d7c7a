"""Meetings of a guide → diagnostics of votes that ask for less than the law, and of notice given too late (Y852)."""

import re
from collections.abc import Iterator, Sequence

from yizhangtu.check.law.day import LawDay, where_cited
from yizhangtu.check.law.passages import Passage
from yizhangtu.law.shares import StatedShare, stated_shares
from yizhangtu.law.votes import Base, VoteRule
from yizhangtu.model.deadline import DeadlineKind
from yizhangtu.model.diagnostics import Diagnostic, Text, make
from yizhangtu.model.guide import Guide
from yizhangtu.model.words import shortened
from yizhangtu.read.guide.numerals import ONE, value_of

_EARLY = re.compile(rf"(?:提前|会前|召开前|开会前)\s*({ONE})\s*[日天]|(?<!工作)({ONE})\s*[日天]\s*(?:以前|之前|前)")
_TELLING = re.compile(r"通知|告知")


def check_meetings(guide: Guide, law: LawDay, found: Sequence[Passage]) -> Iterator[Diagnostic]:
    """Findings of all steps, rows and other texts that name a meeting with a rule."""
    named = tuple(dict.fromkeys(meeting for one in found if one.step for meeting in one.meetings))
    for one in found:
        yield from _votes(one, one.meetings or (named if one.votes else ()), guide, law)
    yield from _without_quorum(found, guide, law)
    yield from _notices(found, guide, law)


def _votes(one: Passage, around: Sequence[str], guide: Guide, law: LawDay) -> Iterator[Diagnostic]:
    """Shares that are too small. `around` are the meetings that the passage is about; where it names none and has a
    表决, those of the whole guide."""
    for text, quorum in ((one.vote.quorum, True), (one.vote.majority, False), *((text, None) for text in one.texts)):
        if text is None or not ("半" in text or "分之" in text or "/" in text or "／" in text or "%" in text):
            continue
        for stated in stated_shares(text, quorum):
            if any(word in text for word in law.rules.file.other_votes):
                continue
            meetings = law.rules.meetings(stated.clause) or law.rules.meetings(text) or around
            rules = [rule for meeting in meetings for rule in law.rules.votes_of(meeting, law.day)]
            rules = _counted(stated.clause, [rule for rule in rules if not rule.practice])
            if rules and all(_less(stated, rule) for rule in rules):
                yield _asks_less(text, stated, rules[0], guide, law)


def _counted(clause: str, rules: list[VoteRule]) -> list[VoteRule]:
    """The rules by households where a clause speaks of them, else those by persons, where there are any."""
    return [rule for rule in rules if rule.households == ("户" in clause)] or rules


def _less(stated: StatedShare, rule: VoteRule) -> bool:
    """Whether a stated share is satisfied by less than what the rule asks for."""
    if stated.quorum:
        return rule.quorum is not None and not stated.share.covers(rule.quorum)
    if rule.majority_of is Base.ENTITLED and stated.base is Base.PRESENT:
        return True
    return not stated.share.covers(rule.majority)


def _asks_less(text: Text, stated: StatedShare, rule: VoteRule, guide: Guide, law: LawDay) -> Diagnostic:
    need = quorum_words(rule) if stated.quorum else majority_words(rule)
    message = f"“{shortened(stated.clause)}”低于法律的要求：{rule.meeting}要{need}（{rule.cited}）"
    hint = "改成法律的说法；本地另有更严的规定，写更严的。"
    if stated.share.words == "半数以上":
        hint = f"“半数以上”包括正好一半，“过半数”不包括（民法典第一千二百五十九条）。{hint}"
    elif not stated.quorum and rule.majority_of is Base.ENTITLED and stated.base is Base.PRESENT:
        hint = f"法律按全体算，不按到会的人算。{hint}"
    return make("Y852", text.span, message, hint, where_cited(guide, law, rule.law))


def quorum_words(rule: VoteRule) -> str:
    """应到的三分之二以上到会."""
    who = "户的代表" if rule.households else "应到"
    return f"{who}的{rule.quorum.words}到会" if rule.quorum else "按章程的人数到会"


def majority_words(rule: VoteRule) -> str:
    """到会人员过半数同意."""
    who = "全体（应到）" if rule.majority_of is Base.ENTITLED else "到会人员"
    return f"{who}{rule.majority.words}同意"


def _without_quorum(found: Sequence[Passage], guide: Guide, law: LawDay) -> Iterator[Diagnostic]:
    """A vote of those present that says nowhere how many have to come: a few could then decide for all."""
    texts = [text for one in found for text in one.texts]
    if any(one.vote.quorum for one in found) or any(one.quorum for text in texts for one in stated_shares(text)):
        return
    for one in found:
        meetings = one.meetings
        rules = [rule for meeting in meetings for rule in law.rules.votes_of(meeting, law.day) if not rule.practice]
        majority = one.vote.majority
        if majority and rules and all(rule.quorum and rule.majority_of is Base.PRESENT for rule in rules):
            message = f"没有写到会多少人才能开：{rules[0].meeting}要{quorum_words(rules[0])}（{rules[0].cited}）"
            hint = "在“表决”里写上“到会”。"
            yield make("Y852", majority.span, message, hint, where_cited(guide, law, rules[0].law))
            return


def _notices(found: Sequence[Passage], guide: Guide, law: LawDay) -> Iterator[Diagnostic]:
    """Notice of a meeting that comes later than the law allows."""
    for at, one in enumerate(found):
        if not _TELLING.search(one.words):
            continue
        days = _days_before(one)
        meetings = (
            law.rules.meetings(one.words)
            or law.rules.meetings(guide.title)
            or next((later.meetings for later in found[at:] if later.step and later.meetings), ())
        )
        rules = [rule for meeting in meetings for rule in law.rules.votes_of(meeting, law.day) if not rule.practice]
        if days is None or not rules or not all(days[0] < rule.notice_days for rule in rules):
            continue
        message = (
            f"提前 {days[0]:g} 天通知太晚：{rules[0].meeting}要提前 {rules[0].notice_days} 日通知（{rules[0].cited}）"
        )
        hint = f"改成 {rules[0].notice_days} 日以前；遇有特殊情况临时通知的，写明是特殊情况。"
        yield make("Y852", days[1].span, message, hint, where_cited(guide, law, rules[0].law))


def _days_before(one: Passage) -> tuple[float, Text] | None:
    """How many days before a meeting people are told, and the text that says so."""
    within = one.step.within if one.step else None
    if within is not None and within.kind is DeadlineKind.BEFORE and within.amount and within.amount.unit == "日":
        return within.amount.value, within.text
    if "特殊" in one.words:
        return None
    for text in one.texts:
        match = _EARLY.search(text) if _TELLING.search(text) else None
        value = value_of(match[1] or match[2]) if match else None
        if value is not None:
            return value, text
    return None
