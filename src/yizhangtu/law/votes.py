"""Votes judged by their rule, in whole numbers: whether they reach it, and the least numbers that would.

“以上” includes the number itself, “过半数” and “超过” do not (民法典 1259).
"""

from enum import StrEnum
from typing import NamedTuple


class Base(StrEnum):
    """Of whom a share is counted."""

    ENTITLED = "应到"
    PRESENT = "实到"


class Share(NamedTuple):
    """A share of people. `over`: more than it (过半数); otherwise the share itself is enough (三分之二以上)."""

    numerator: int
    denominator: int
    over: bool = False

    def reached(self, count: int, total: int) -> bool:
        """Whether `count` of `total` people reach it."""
        have, need = count * self.denominator, total * self.numerator
        return have > need if self.over else have >= need

    def least(self, total: int) -> int:
        """The least number of people that reaches it: more than `total` where all together do not."""
        need = total * self.numerator
        return need // self.denominator + 1 if self.over else -(-need // self.denominator)

    def covers(self, other: "Share") -> bool:
        """Whether whoever reaches this share has also reached the other one."""
        here, there = self.numerator * other.denominator, other.numerator * self.denominator
        return here > there or (here == there and (self.over or not other.over))

    @property
    def words(self) -> str:
        """As a law says it: 过半数, 三分之二以上."""
        if (self.numerator, self.denominator) == (1, 2):
            return "过半数" if self.over else "半数以上"
        written = f"{_DIGITS[self.denominator]}分之{_DIGITS[self.numerator]}" if self.denominator <= 10 else str(self)
        return f"超过{written}" if self.over else f"{written}以上"


_DIGITS = "零一二三四五六七八九十"


class VoteRule(NamedTuple):
    """What a kind of meeting needs. `households`: those entitled are households, each with one representative.

    `quorum` None: left to the charter. `notice_days`: days before the meeting on which it has to be announced. `begins`
    and `ends` (exclusive, "" for none) bound the days on which the rule is law; `practice`: no law, but what local
    documents usually say. `source` and `read` tell where and when the text was read."""

    meeting: str
    quorum: Share | None
    majority: Share
    majority_of: Base = Base.PRESENT
    households: bool = False
    notice_days: int = 0
    law: str = ""
    article: str = ""
    begins: str = ""
    ends: str = ""
    practice: bool = False
    source: str = ""
    read: str = ""

    def holds(self, day: str) -> bool:
        """Whether it is the rule of a day (YYYY-MM-DD)."""
        return self.begins <= day and (not self.ends or day < self.ends)

    @property
    def cited(self) -> str:
        """The law with its article."""
        return f"《{self.law}》{self.article}" if self.law else "通常的做法"


class Verdict(NamedTuple):
    """Whether a vote had its quorum and its majority, and the least numbers that would have done.

    `least_agreed` is counted from those present where they are enough, else from the least that would be."""

    quorate: bool
    carried: bool
    least_present: int
    least_agreed: int

    @property
    def passed(self) -> bool:
        return self.quorate and self.carried


def judge(rule: VoteRule, entitled: int, present: int, agreed: int) -> Verdict:
    """Judge a vote. Expects 0 ≤ agreed ≤ present ≤ entitled; nothing is carried where nobody agrees."""
    least_present = max(1, rule.quorum.least(entitled)) if rule.quorum else 1
    quorate = present >= least_present
    total = entitled if rule.majority_of is Base.ENTITLED else max(present, least_present)
    least_agreed = max(1, rule.majority.least(total))
    return Verdict(quorate, agreed >= least_agreed, least_present, least_agreed)
