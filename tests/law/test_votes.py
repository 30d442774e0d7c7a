"""Votes judged in whole numbers, against exact fractions."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yizhangtu.law.votes import Base, Share, VoteRule, judge

HALF, TWO_THIRDS = Share(1, 2, over=True), Share(2, 3)
PEOPLE = VoteRule("村民会议", HALF, HALF)
MEMBERS = VoteRule("成员大会", TWO_THIRDS, TWO_THIRDS, Base.ENTITLED)
CHARTER = VoteRule("成员代表大会", None, TWO_THIRDS, Base.ENTITLED)
REPRESENTATIVES = VoteRule("村民代表会议", TWO_THIRDS, HALF)
AT_LEAST_HALF = VoteRule("党员大会", TWO_THIRDS, Share(1, 2), Base.ENTITLED)
RULES = (PEOPLE, MEMBERS, CHARTER, REPRESENTATIVES, AT_LEAST_HALF)


def passes(rule: VoteRule, entitled: int, present: int, agreed: int) -> bool:
    """The rule by exact fractions."""

    def reached(share: Share, count: int, total: int) -> bool:
        if not total or not count:
            return False
        part, need = Fraction(count, total), Fraction(share.numerator, share.denominator)
        return part > need if share.over else part >= need

    total = entitled if rule.majority_of is Base.ENTITLED else present
    quorate = present > 0 if rule.quorum is None else reached(rule.quorum, present, entitled)
    return quorate and reached(rule.majority, agreed, total)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.meeting)
def test_every_vote_of_up_to_sixty_people(rule: VoteRule) -> None:
    for entitled in range(61):
        for present in range(entitled + 1):
            for agreed in range(present + 1):
                assert judge(rule, entitled, present, agreed).passed == passes(rule, entitled, present, agreed)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.meeting)
def test_the_least_numbers_would_do_and_one_less_would_not(rule: VoteRule) -> None:
    for entitled in range(1, 61):
        least = judge(rule, entitled, 0, 0).least_present
        assert judge(rule, entitled, least, least).quorate
        assert not judge(rule, entitled, least - 1, 0).quorate
        for present in range(least, entitled + 1):
            enough = judge(rule, entitled, present, 0).least_agreed
            assert not passes(rule, entitled, present, enough - 1)
            if enough <= present:
                assert passes(rule, entitled, present, enough)


@given(st.integers(1, 10**9), st.integers(1, 9), st.integers(0, 8), st.booleans(), st.data())
def test_large_numbers_are_exact(total: int, low: int, more: int, over: bool, data: st.DataObject) -> None:
    share = Share(low, low + more, over)
    count = data.draw(st.integers(0, total))
    part, need = Fraction(count, total), Fraction(low, low + more)
    assert share.reached(count, total) == (part > need if over else part >= need)
    assert share.reached(share.least(total), total) and not share.reached(share.least(total) - 1, total)


@given(*[st.tuples(st.integers(1, 9), st.integers(0, 8), st.booleans())] * 2)
def test_a_share_covers_what_it_implies(one: tuple[int, int, bool], other: tuple[int, int, bool]) -> None:
    here, there = (Share(low, low + more, over) for low, more, over in (one, other))
    implied = all(there.reached(count, 360) for count in range(1000) if here.reached(count, 360))
    assert here.covers(there) == implied or 360 % here.denominator or 360 % there.denominator


@pytest.mark.parametrize(
    ("share", "words"),
    [(HALF, "过半数"), (Share(1, 2), "半数以上"), (TWO_THIRDS, "三分之二以上"), (Share(1, 3, True), "超过三分之一")],
)
def test_a_share_in_words(share: Share, words: str) -> None:
    assert share.words == words


def test_what_would_have_done() -> None:
    found = judge(REPRESENTATIVES, 45, 29, 18)
    assert not found.quorate and found.least_present == 30 and found.least_agreed == 16
    assert judge(REPRESENTATIVES, 45, 30, 15).least_agreed == 16
    assert judge(MEMBERS, 45, 45, 29).least_agreed == 30
