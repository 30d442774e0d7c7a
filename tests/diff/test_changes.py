"""What has changed between two versions of a guide: every edit is found, nothing else, and it is said plainly."""

from __future__ import annotations

import copy
import random
from typing import Any

import pytest

from yizhangtu.content.canonical import canonical
from yizhangtu.diff import changes
from yizhangtu.diff.matching import Named, match
from yizhangtu.model.project import Project
from yizhangtu.read import read_unfilled

FLOW = """\
名称: 宅基地审批
办理主体: 村委会
时间要求: 20个工作日
监督管理: [{监督人: 镇纪委, 电话: 0000-1234567}]
所需材料: [身份证, 户口簿]
收费: 不收费
操作流程:
  - {步骤: 提出申请, 办理: 村民, 内容: 到村里填申请表}
  - {步骤: 小组会议, 内容: 组长召集开会讨论, 时限: 3个工作日}
  - {步骤: 公示, 内容: 在公开栏张榜公布结果, 时限: 不少于5日}
  - 步骤: 村级审查
    时限: 5个工作日
    判断: {通过: 下一步, 不通过: {到: 提出申请, 说明: 一次告知}}
  - {步骤: 镇级审批, 办理: 镇政府, 时限: 10个工作日}
  - {步骤: 领证, 办理: 村民}
"""


def data(text: str) -> dict[str, Any]:
    guide = read_unfilled(text.encode(), "甲.yaml", Project()).guide
    assert guide is not None
    return canonical(guide)


def said(new: str, old: str = FLOW) -> list[str]:
    return [one.text for one in changes(data(old), data(new))]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("时限: 5个工作日", "时限: 3个工作日", ["第4步“村级审查”的时限：5个工作日 → 3个工作日"]),
        ("0000-1234567", "0000-7654321", ["监督电话：0000-1234567 → 0000-7654321"]),
        ("户口簿]", "户口簿, 照片]", ["要带的材料：新增照片"]),
        ("[身份证, 户口簿]", "[身份证]", ["要带的材料：不再有户口簿"]),
        ("收费: 不收费", "收费: 每件10元", ["收费：不收费 → 每件10元"]),
        ("时间要求: 20个工作日", "时间要求: 15个工作日", ["时间要求：20个工作日 → 15个工作日"]),
        ("办理: 镇政府", "办理: 县政府", ["第5步“镇级审批”的谁来办：镇政府 → 县政府"]),
        ("不通过: {到: 提出申请", "不通过: {到: 办结", ["第4步“村级审查”的结果“不通过”：“提出申请” → 办结"]),
        ("步骤: 小组会议", "步骤: 村民小组会议", ["第2步改名：“小组会议” → “村民小组会议”"]),
    ],
)
def test_changes_are_said_as_a_villager_would(old: str, new: str, words: list[str]) -> None:
    assert said(FLOW.replace(old, new)) == words


def test_steps_that_are_new_gone_or_elsewhere() -> None:
    line = "  - {步骤: 小组会议, 内容: 组长召集开会讨论, 时限: 3个工作日}\n"
    without = FLOW.replace(line, "")
    assert said(without) == ["删去原来的第2步“小组会议”"]
    assert said(FLOW, without) == ["新增第2步“小组会议”"]
    later = without.replace("  - {步骤: 镇级审批", line + "  - {步骤: 镇级审批")
    assert said(later) == ["“小组会议”从第2步移到第4步"]


def test_the_reader_comes_first() -> None:
    new = FLOW.replace("在公开栏张榜公布结果", "在公开栏和微信群公布").replace("户口簿]", "户口簿, 照片]")
    found = changes(data(FLOW), data(new))
    assert [one.reader for one in found] == [True, False] and found[1].entry == 3 and found[1].mark == "改"


def test_equal_versions_have_no_changes() -> None:
    assert said(FLOW) == [] and said(FLOW + "发布: {版本: V2}\n") == []


TABLE = "类型: 积分\n名称: 积分\n办理主体: 村\n时间要求: 每月\n监督管理: [镇]\n操作流程: [申报]\n"


def test_rows_of_tables() -> None:
    old = TABLE + "加分: [{类别: 卫生, 项: [{内容: 打扫, 分值: +5}, {内容: 分类, 分值: +3}]}]\n"
    new = old.replace("+5", "+8").replace("分类", "垃圾分类").replace("]}]", ", {内容: 献血, 分值: +10}]}]")
    assert said(new, old) == [
        "加分新增“卫生·献血”",
        "加分“卫生·打扫”的分值：+5 → +8",
        "加分“卫生·分类”改成“卫生·垃圾分类”",
    ]


@pytest.mark.parametrize("seed", range(150))
def test_random_edits_are_found_and_no_others(seed: int) -> None:
    """Names, orders, deadlines, handlers and texts of random steps; added and removed ones."""
    chance = random.Random(seed)
    names = [f"{a}{b}" for a in "申请受理审核公示评议发放" for b in "材料资格结果名单金额"]
    chance.shuffle(names)
    old = {
        "steps": [
            {"step": name, "detail": f"{name}由经办人按规定{chance.choice('甲乙丙丁')}办", "within": "5日"}
            for name in names[: chance.randint(5, 20)]
        ]
    }
    new = copy.deepcopy(old)
    steps = new["steps"]
    edited = chance.sample(range(len(steps)), 3)
    steps[edited[0]]["within"] = "7日"
    steps[edited[1]]["by"] = "镇政府"
    gone = steps.pop(edited[2])["step"]
    fresh = {"step": "完全不同的新事情", "detail": "与别的都不一样的说明文字", "within": "当场", "by": "县里"}
    steps.insert(chance.randint(0, len(steps)), fresh)
    found = changes(old, new)
    assert sorted(one.topic for one in found) == sorted(["时限", "谁来办", "删去", "新增"]), [one.text for one in found]
    assert any(gone in one.text for one in found if one.topic == "删去")


def test_equal_names_are_matched_before_likeness() -> None:
    old = [Named("甲", "x"), Named("乙", "y")]
    assert match(old, [Named("乙", "x"), Named("甲", "y")]).pairs == ((1, 0), (0, 1))
    assert match(old, []).removed == (0, 1) and match([], old).added == (0, 1)
