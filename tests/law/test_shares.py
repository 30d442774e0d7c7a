"""What texts say of votes."""

from __future__ import annotations

import pytest

from yizhangtu.law.shares import stated_shares
from yizhangtu.law.votes import Base, Share

HALF, AT_HALF, TWO_THIRDS = Share(1, 2, True), Share(1, 2), Share(2, 3)


@pytest.mark.parametrize(
    ("text", "share", "quorum", "base"),
    [
        ("到会人员过半数通过", HALF, False, Base.PRESENT),
        ("到会的过半数同意才算过", HALF, False, Base.PRESENT),
        ("到会人员半数以上同意", AT_HALF, False, Base.PRESENT),
        ("超过半数的人同意", HALF, False, None),
        ("全体成员三分之二以上同意", TWO_THIRDS, False, Base.ENTITLED),
        ("全体成员2/3以上同意", TWO_THIRDS, False, Base.ENTITLED),
        ("三分之二以上的组成人员参加方可召开", TWO_THIRDS, True, None),
        ("人够三分之二才能开", TWO_THIRDS, True, None),
        ("同意够三分之二才算过", TWO_THIRDS, False, None),
        ("超过三分之二的代表到会", Share(2, 3, True), True, None),
        ("到会人员过半数", HALF, False, Base.PRESENT),
        ("到会村民过半数才能开", HALF, True, None),
        ("到会、同意都够三分之二才算过", TWO_THIRDS, False, None),
        ("投票人数超过全体选民半数才有效", HALF, True, None),
        ("应到人数80%以上同意", Share(80, 100), False, Base.ENTITLED),
    ],
)
def test_a_clause(text: str, share: Share, quorum: bool, base: Base | None) -> None:
    [found] = stated_shares(text)
    assert (found.share, found.quorum, found.base) == (share, quorum, base)


def test_clauses_stand_alone() -> None:
    found = stated_shares("三分之二以上组成人员到会，到会的半数以上同意")
    assert [(one.share, one.quorum) for one in found] == [(TWO_THIRDS, True), (AT_HALF, False)]


@pytest.mark.parametrize(
    "text", ["半年一次", "半个月内", "上半年", "抽查不低于30%", "分之", "三分之五以上同意", "少数服从多数"]
)
def test_what_is_no_share_of_a_vote(text: str) -> None:
    assert stated_shares(text) == ()


def test_alternatives_are_told_apart() -> None:
    found = stated_shares("村民会议过半数村民或三分之二以上户代表", quorum=True)
    assert [(one.share, one.clause) for one in found] == [
        (HALF, "村民会议过半数村民"),
        (TWO_THIRDS, "三分之二以上户代表"),
    ]


def test_those_entitled_have_to_come() -> None:
    found = stated_shares("代表会议三分之二以上组成人员；村民会议半数以上村民或者三分之二以上户的代表")
    assert [(one.share, one.quorum) for one in found] == [(TWO_THIRDS, True), (AT_HALF, True), (TWO_THIRDS, True)]


def test_those_entitled_alone_have_to_come() -> None:
    assert [(one.share, one.quorum) for one in stated_shares("村民半数以上")] == [(AT_HALF, True)]
    assert stated_shares("村民半数以上的人家") == ()


def test_the_key_says_what_the_share_is_of() -> None:
    assert [one.quorum for one in stated_shares("三分之二以上", quorum=True)] == [True]
