"""What is registered, with which materials, and the promised time as a number of its unit."""

from __future__ import annotations

import pytest

from helpers.guides import CASES, GuideGraph, guide_and_graph
from yizhangtu.content.reception import is_taken_in, numbered_materials, reception_of

GUIDE = """\
名称: 甲
办理主体: 村委会
操作流程: [{{步骤: 申请, 办理: 村民, 时限: 当场}}]
时间要求: {time}
监督管理: 村务监督委员会
{more}
"""


@pytest.mark.parametrize(
    ("time", "number", "unit"),
    [
        ("20个工作日", 20, "工作日"),
        ("自受理之日起二十个工作日内办结", 20, "工作日"),
        ("15日内", 15, "日"),
        ("收齐材料后3天内答复", 3, "日"),
        ("3-5个工作日", 5, "工作日"),
        ("当场", 0, "日"),
        ("两周内", 2, "周"),
        ("1个月", 1, "月"),
        ("半年", 6, "月"),
        ("1年", 1, "年"),
        ("30分钟", 0, ""),
        ("1.5个工作日", 0, ""),
        ("半个月", 0, ""),
        ("不少于5日", 0, ""),
        ("每月10日前", 0, ""),
        ("批准后20日内发放", 0, ""),
        ("镇人民政府20个工作日内审批", 0, ""),
        ("镇十五个工作日内核查，县五个工作日内确认", 0, ""),
        ("60日内（可延长30日）", 0, ""),
    ],
)
def test_the_promised_time(time: str, number: int, unit: str) -> None:
    guide, _ = guide_and_graph(GUIDE.format(time=f"{{承诺: {time}}}", more=""))
    (period,) = reception_of(guide).periods
    assert (period.text, period.number, period.unit) == (time, number, unit)


def test_cases_have_times_of_their_own() -> None:
    more = "情形:\n  - {名称: 新建, 时间要求: 10日}\n  - {名称: 翻建}\n"
    guide, _ = guide_and_graph(GUIDE.format(time="20日", more=more))
    reception = reception_of(guide)
    assert [(one.case, one.number, one.unit) for one in reception.periods] == [
        ("", 20, "日"), ("新建", 10, "日"), ("翻建", 20, "日"),
    ]  # fmt: skip
    assert reception.cases == ("新建", "翻建")


def test_every_material_is_there_once_with_its_form() -> None:
    guide, _ = guide_and_graph(CASES)
    wanted = reception_of(guide).wanted
    names = [str(one.name) for one in guide.materials]
    names += [str(one.name) for case in guide.provisions.cases for one in case.materials]
    assert len(wanted) == len(names)
    assert all(sum(name in text for text in wanted) >= names.count(name) for name in names)


def test_boxes_have_numbers_where_the_legend_is_short() -> None:
    assert numbered_materials(("甲", "乙"), 2, 5) == ((1, "甲"), (2, "乙"))
    assert numbered_materials(("甲", "乙", "丙"), 2, 5) == () == numbered_materials(("甲乙丙", "丁戊己"), 2, 5)


def test_services_and_what_somebody_helps_with_are_taken_in(definitions: list[GuideGraph]) -> None:
    taken = {guide.stem for guide, _ in definitions if is_taken_in(guide)}
    assert {"高龄津贴申领", "最低生活保障"} <= taken
    assert not {"服务群众清单", "村民积分制", "村委会换届选举", "红白喜事标准"} & taken
    helped, _ = guide_and_graph(GUIDE.format(time="当场", more="帮办代办: {姓名: 张××}"))
    assert is_taken_in(helped) and not is_taken_in(guide_and_graph(GUIDE.format(time="当场", more=""))[0])
