"""A guide → what the record of a vote on it (表决记录表) says: the meeting, the rule that holds, the least numbers.

What a definition does not say is left for the pen.
"""

from typing import NamedTuple

from yizhangtu.check.law.decisions import people
from yizhangtu.check.law.meetings import majority_words, quorum_words
from yizhangtu.law.rules import LawRules
from yizhangtu.law.votes import Base, VoteRule, judge
from yizhangtu.model.guide import Guide
from yizhangtu.model.publication import Decision, Vote
from yizhangtu.read.guide.dates import day_in

WRITTEN = ("书面征求意见", "村委会选举")  # kinds of votes that have no such record
MOST_PAIRS = 48  # of 实到 and the least 同意, listed
MOST_SIGNATURES = 2000


class RuleLine(NamedTuple):
    """The rule of a kind of meeting in words: what it is counted by, how many must come, how many must agree, how early
    people are told, the law, and the day on which it was read ("" for what is no law)."""

    meeting: str
    unit: str
    quorum: str
    majority: str
    notice: str
    source: str
    read: str = ""


class LeastNumbers(NamedTuple):
    """What would do where `entitled` are entitled: who must come, and (present, agreeing) for each number present; one
    pair where the number present does not matter. `more`: there are too many pairs to list."""

    entitled: int
    present: int
    pairs: tuple[tuple[int, int], ...]
    more: bool = False


class VoteRecord(NamedTuple):
    """One meeting: what is known of it beforehand ("" where it is not), the rules that hold, the least numbers where
    the number of those entitled is known, how many sign here, and how many on sheets of their own."""

    meeting: str
    date: str
    unit: str
    counts: tuple[tuple[str, str], ...]
    rules: tuple[RuleLine, ...]
    own_rule: str = ""
    least: LeastNumbers | None = None
    signatures: int = 0
    beyond: int = 0


def vote_records(guide: Guide, rules: LawRules, day: str) -> tuple[VoteRecord, ...]:
    """One record for each 表决 of 发布; where there is none, one for whichever meeting will be held. `day`: the day
    (YYYY-MM-DD) whose law holds where a vote has no date."""
    votes = guide.publication.decisions
    return tuple(_record(vote, rules, day) for vote in votes) or (_record(Decision(), rules, day),)


def _record(vote: Decision, rules: LawRules, day: str) -> VoteRecord:
    held = day_in(vote.date) or day
    unit = "户" if vote.counted_by == "户" else "人"
    named = rules.meetings(str(vote.rule or vote.meeting or "")) if not isinstance(vote.rule, Vote) else ()
    own = _own_rule(vote.rule) if isinstance(vote.rule, Vote) else ""
    if vote.meeting is None and not own:
        found = [one for name in rules.names if name not in WRITTEN for one in rules.votes_of(name, held)]
    else:
        every = [one for name in named[:1] for one in rules.votes_of(name, held)]
        found = [one for one in every if one.households == (unit == "户")] or every[:1]
    entitled = people(vote.entitled) or 0
    least = least_numbers(found[0], entitled) if len(found) == 1 and entitled else None
    counts = (
        ("应到", vote.entitled), ("实到", vote.present), ("同意", vote.agreed), ("反对", vote.opposed),
        ("弃权", vote.abstained),
    )  # fmt: skip
    return VoteRecord(
        str(vote.meeting or ""), str(vote.date or ""), unit, tuple((head, str(text or "")) for head, text in counts),
        tuple(map(_line, found)), own, least, min(entitled, MOST_SIGNATURES),
        max(0, entitled - MOST_SIGNATURES),
    )  # fmt: skip


def least_numbers(rule: VoteRule, entitled: int) -> LeastNumbers:
    """The least numbers of those present and of those in favour."""
    least = judge(rule, entitled, 0, 0).least_present
    if rule.majority_of is Base.ENTITLED:
        return LeastNumbers(entitled, least, ((least, judge(rule, entitled, least, 0).least_agreed),))
    pairs = tuple((present, judge(rule, entitled, present, 0).least_agreed) for present in range(least, entitled + 1))
    return LeastNumbers(entitled, least, pairs if len(pairs) <= MOST_PAIRS else (), len(pairs) > MOST_PAIRS)


def _line(rule: VoteRule) -> RuleLine:
    notice = f"提前 {rule.notice_days} 日" if rule.notice_days else ""
    unit = "按户" if rule.households else "按人"
    source, read = (f"{rule.cited}，以本地文件为准", "") if rule.practice else (rule.cited, rule.read)
    return RuleLine(rule.meeting, unit, quorum_words(rule), majority_words(rule), notice, source, read)


def _own_rule(vote: Vote) -> str:
    """What the definition itself asks for."""
    parts = (("到会", vote.quorum), ("通过", vote.majority))
    return "，".join(f"{head}：{text}" for head, text in parts if text)
