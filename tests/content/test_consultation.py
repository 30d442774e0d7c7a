"""The rules of a guide as points: each stands once."""

from __future__ import annotations

from collections import Counter

import pytest

from helpers.guides import PROVISIONS, GuideGraph, guide_and_graph
from yizhangtu.content.consultation import opinions_go_to, point_groups
from yizhangtu.model.conduct import Conduct
from yizhangtu.model.guide import Guide, steps_of
from yizhangtu.model.listing import Listing
from yizhangtu.model.points import Points
from yizhangtu.model.project import Project

STEM = ("三务公开清单", "红白喜事标准", "村民积分制", "村民建房审批", "残疾人两项补贴")


def rules_of(guide: Guide) -> list[str]:
    """What an author wrote that villagers agree to or not: rows of tables, steps, materials, conditions."""
    found = [str(step.name) for step in steps_of(guide.steps)]
    found += [str(one.text) for one in guide.conditions] + [str(one.name) for one in guide.materials]
    match guide.body:
        case Listing() as body:
            found += [str(row.item) for row in body.rows]
        case Points() as body:
            found += [str(one.item) for group in (*body.rewards, *body.penalties) for one in group.awards]
            found += [str(one.name) for one in body.tiers] + [str(one.good) for one in body.exchange]
        case Conduct() as body:
            found += [*map(str, body.encouraged), *map(str, body.forbidden), *map(str, body.consequences)]
            found += [str(one.item) for one in body.standards]
    return found


def test_every_rule_of_every_guide_is_a_point_once(definitions: list[GuideGraph]) -> None:
    for guide, _ in definitions:
        points = [point for group in point_groups(guide) for point in group.points]
        assert [point.number for point in points] == list(range(1, len(points) + 1))
        words = Counter(point.words for point in points)
        said = Counter(rules_of(guide))
        for rule, times in said.items():
            held = sum(count for text, count in words.items() if rule in text)
            assert held >= times, (guide.stem, rule)
        heads = Counter(point.text.partition("：")[0] for point in points)
        for step in steps_of(guide.steps):
            assert heads[str(step.name)] >= 1


def test_what_a_guide_provides_for_is_agreed_to_as_well() -> None:
    guide, _ = guide_and_graph(PROVISIONS)
    titles = [group.title for group in point_groups(guide)]
    assert len(titles) == len(set(titles))
    assert {"怎么办", "谁来监督", "不服怎么办", "标准", "不予办理"} <= set(titles)


GUIDE = """\
名称: 甲
办理主体: 村委会
操作流程: [{步骤: 申请, 内容: 带上户口簿, 办理: 村民, 时限: 当场, 监督: 村监委}]
时间要求: 当场
监督管理: 村务监督委员会
"""


def test_a_step_says_who_and_when() -> None:
    guide, _ = guide_and_graph(GUIDE)
    (step,) = next(group.points for group in point_groups(guide) if group.title == "怎么办")
    assert step.words == "申请：带上户口簿（村民；当场；监督：村监委）"


@pytest.mark.parametrize(
    ("published", "where"),
    [
        ("", ("便民服务站 138-0000-0000", "监督电话 0000-1")),
        ("发布: {意见方式: [意见箱, 微信群]}\n", ("意见箱", "微信群")),
    ],
)
def test_where_opinions_go(published: str, where: tuple[str, ...]) -> None:
    helped = "帮办代办: {姓名: 张××, 电话: 138-0000-0000, 窗口: 便民服务站}\n"
    guide, _ = guide_and_graph(GUIDE + helped + published)
    assert opinions_go_to(guide, Project(hotline=guide.title.__class__("0000-1"))) == where


def test_a_long_case_is_named_before_what_it_provides() -> None:
    name = "家庭人均收入高于最低生活保障标准但是低于两倍的"
    guide, _ = guide_and_graph(f"{GUIDE}情形: [{{名称: {name}, 待遇: [补贴, 减免]}}]\n")
    found = next(group.points for group in point_groups(guide) if group.title == "情形")
    assert [point.text for point in found] == [f"{name}：待遇：补贴", f"{name}：待遇：减免"]
