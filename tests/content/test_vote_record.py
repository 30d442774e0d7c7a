"""The rule on the record of a vote, and the numbers that would do."""

from __future__ import annotations

from fractions import Fraction

import pytest

from helpers.guides import guide_and_graph
from yizhangtu.content.vote_record import MOST_PAIRS, VoteRecord, least_numbers, vote_records
from yizhangtu.law.rules import law_rules
from yizhangtu.law.votes import Base, Share, VoteRule

GUIDE = """\
名称: 甲
办理主体: 村委会
操作流程: [{{步骤: 申请, 时限: 当场}}]
时间要求: 当场
监督管理: 村务监督委员会
发布: {{{published}}}
"""
DAY = "2026-11-28"


def records(published: str) -> tuple[VoteRecord, ...]:
    guide, _ = guide_and_graph(GUIDE.format(published=published))
    return vote_records(guide, law_rules(), DAY)


def test_without_a_vote_the_rules_of_all_meetings_are_there() -> None:
    (one,) = records("状态: 征求意见")
    assert one.meeting == "" and one.least is None and one.signatures == 0
    lines = {(line.meeting, line.unit): line for line in one.rules}
    assert lines["村民代表会议", "按人"].source == "《村民委员会组织法》第三十条"
    assert lines["村民会议", "按户"].quorum == "户的代表的三分之二以上到会"
    assert {line.read for line in one.rules if line.meeting != "党员大会"} == {"2026-11-28"}
    assert lines["党员大会", "按人"].read == "" and "以本地文件为准" in lines["党员大会", "按人"].source
    assert not {"村委会选举", "书面征求意见"} & {line.meeting for line in one.rules}


def test_each_vote_has_a_record_with_the_rule_of_its_day() -> None:
    held = (
        "表决: [{会议: 村民代表会议, 日期: 2025-03-15, 应到: 45}, {会议: 村民代表会议, 日期: 2026-03-15, 应到: 45人}]"
    )
    old, new = records(held)
    assert [line.source for line in old.rules] == ["《村民委员会组织法》第二十六条"]
    assert [line.source for line in new.rules] == ["《村民委员会组织法》第三十条"]
    assert new.signatures == 45 and new.least is not None and new.least.present == 30
    assert dict(new.least.pairs)[30] == 16 and dict(new.least.pairs)[45] == 23
    assert new.counts == (("应到", "45人"), ("实到", ""), ("同意", ""), ("反对", ""), ("弃权", ""))


@pytest.mark.parametrize(
    ("held", "rules", "own"),
    [
        ("{会议: 村民会议, 计法: 户}", ["按户"], ""),
        ("{会议: 村民会议}", ["按人"], ""),
        ("{会议: 老人会}", [], ""),
        ("{会议: 老人会, 规则: {到会: 三分之二以上, 通过: 到会过半数}}", [], "到会：三分之二以上，通过：到会过半数"),
        ("{会议: 代表大会, 规则: 村民代表会议}", ["按人"], ""),
    ],
)
def test_the_rule_that_holds(held: str, rules: list[str], own: str) -> None:
    (one,) = records(f"表决: {held}")
    assert ([line.unit for line in one.rules], one.own_rule) == (rules, own)


def enough(share: Share, count: int, total: int) -> bool:
    part, whole = Fraction(count), Fraction(share.numerator * total, share.denominator)
    return part > whole if share.over else part >= whole


@pytest.mark.parametrize("rule", law_rules().votes, ids=lambda rule: f"{rule.meeting}-{rule.begins}-{rule.households}")
def test_the_least_numbers_do_and_one_less_does_not(rule: VoteRule) -> None:
    for entitled in range(1, 61):
        least = least_numbers(rule, entitled)
        if rule.quorum:
            assert enough(rule.quorum, least.present, entitled)
            assert least.present == 1 or not enough(rule.quorum, least.present - 1, entitled)
        total_known = rule.majority_of is Base.ENTITLED
        assert least.more is (not total_known and entitled - least.present + 1 > MOST_PAIRS)
        for present, agreed in least.pairs:
            total = entitled if total_known else present
            assert enough(rule.majority, agreed, total)
            assert agreed == 1 or not enough(rule.majority, agreed - 1, total)
        if not least.more and not total_known:
            assert [present for present, _ in least.pairs] == list(range(least.present, entitled + 1))
