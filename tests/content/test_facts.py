"""The short texts of a guide: what stands in the strip of facts, in the lists and in the last lines."""

from __future__ import annotations

import pytest

from helpers.guides import guide_and_graph
from yizhangtu.check import check
from yizhangtu.content.chapters import has_process, main_deadline, same_day
from yizhangtu.content.facts import Fact, closing_texts, facts, version_parts
from yizhangtu.content.lists import foot_boxes, list_boxes
from yizhangtu.content.publication import status_line
from yizhangtu.content.spoken import spoken
from yizhangtu.flow.fold import fold
from yizhangtu.media.context import Context
from yizhangtu.model.diagnostics import Text
from yizhangtu.model.guide import Guide
from yizhangtu.model.project import Project

STEPS = "操作流程:\n  - {步骤: 申请, 时限: 3日}\n"


def guide_of(text: str, steps: str = STEPS) -> Guide:
    return guide_and_graph(f"名称: 例\n办理主体: 村委会\n{text}{steps}")[0]


def fact(key: str, text: str, steps: str = STEPS) -> Fact | None:
    return next((one for one in facts(guide_of(text, steps), Project()) if one.key == key), None)


BASIS = "时间要求: 5日\n监督管理: 村监委会\n"


def test_hours_without_a_place_are_no_place() -> None:
    text = f"{BASIS}办理时间: 上午8:30–12:00\n"
    assert fact("在哪办", text) is None
    assert fact("办理时间", text) == Fact("clock", "办理时间", "上午8:30–12:00")
    both = fact("在哪办", f"{text}办理地点: 村便民服务站\n")
    assert both == Fact("map-pin", "在哪办", "村便民服务站", ("上午8:30–12:00",))


def test_each_of_several_phones_stands_beside_its_owner() -> None:
    owners = "监督管理:\n  - {监督人: 省河长办, 电话: 0000-1111111}\n  - {监督人: 市河长办, 电话: 0000-2222222}\n"
    found = fact("监督电话", f"时间要求: 5日\n{owners}")
    assert found == Fact("phone", "监督电话", "省河长办 0000-1111111", ("市河长办 0000-2222222",), listed=True)
    one = fact("监督电话", "时间要求: 5日\n监督管理: {监督人: 省河长办, 电话: 0000-1111111}\n")
    assert one == Fact("phone", "监督电话", "0000-1111111", ("省河长办",))


@pytest.mark.parametrize(
    ("time", "headline", "notes"),
    [
        ("{承诺: 5日, 不计入: 公示时间}", "5日", ("不计入：公示时间",)),
        ("{法定: 20日, 说明: 急事先办}", "法定：20日", ("急事先办",)),
        ("{不计入: 公示时间, 说明: 各不少于7天}", "看各步时限", ("不计入：公示时间", "各不少于7天")),
    ],
)
def test_the_headline_of_the_time_is_a_time_limit(time: str, headline: str, notes: tuple[str, ...]) -> None:
    found = fact("时间要求", f"时间要求: {time}\n监督管理: 村监委会\n")
    assert found is not None and (found.value, found.notes) == (headline, notes)


def test_a_remark_is_the_headline_where_no_step_has_a_time_limit() -> None:
    found = fact("时间要求", "时间要求: {说明: 随到随办}\n监督管理: 村监委会\n", "操作流程:\n  - 步骤: 申请\n")
    assert found == Fact("clock", "时间要求", "随到随办")


def test_a_long_deadline_is_no_headline() -> None:
    found = fact("时间要求", "时间要求: 自受理之日起60日内办结（可延长30日）并书面答复\n监督管理: 村监委会\n")
    assert found is not None and found.long
    short = fact("时间要求", BASIS)
    assert short is not None and not short.long


def test_a_list_names_both_deadlines() -> None:
    promised, statutory = "自受理之日起15个工作日内办结并书面答复", "镇15个工作日、县20个工作日"
    guide = guide_of(f"时间要求: {{承诺: {promised}, 法定: {statutory}}}\n监督管理: 村监委会\n")
    box = next(box for box in foot_boxes(guide, Project()) if box.title == "时间要求")
    assert [item.text for item in box.items] == [f"承诺：{promised}", f"法定：{statutory}"]
    alone = guide_of(f"时间要求: {promised}\n监督管理: 村监委会\n")
    box = next(box for box in foot_boxes(alone, Project()) if box.title == "时间要求")
    assert [item.text for item in box.items] == [promised]


def test_a_number_alone_has_its_name() -> None:
    guide = guide_of("时间要求: 5日\n监督管理: {电话: 0000-1234567}\n")
    assert [item.text for box in list_boxes(guide) for item in box.items] == ["监督电话：0000-1234567"]


def test_the_last_line_is_never_a_title_after_a_title() -> None:
    issuer = Project(issuer=Text("××镇人民政府"))
    assert closing_texts(guide_of(BASIS), issuer) == (("发布", "××镇人民政府"),)
    edition = guide_of(f"{BASIS}发布: {{版本: V1.0}}\n")
    assert closing_texts(edition, issuer) == (("版本", "V1.0 · 发布：××镇人民政府"),)
    assert closing_texts(guide_of(BASIS), Project()) == ()


NOTHING = "名称: 名单\n办理主体: 村委会\n时间要求: 无\n监督管理: 无\n操作流程: 无\n"


@pytest.mark.parametrize("head", ["", "类型: 清单\n所属清单: 主体责任\n事项: [{事项: 甲, 办理主体: 乙}]\n"])
def test_none_is_a_fact_and_no_step_or_list(head: str, context: Context) -> None:
    """操作流程: 无 is no step, 监督管理: 无 no list, 时间要求: 无 no promise that a table of contents repeats."""
    guide, graph = guide_and_graph(head + NOTHING)
    assert guide.steps == () and graph.nodes == () and not has_process(guide)
    found = {fact.key: fact.value for fact in facts(guide, Project())}
    assert found["操作流程"] == found["监督管理"] == found["时间要求"] == "无"
    assert list_boxes(guide) == () and main_deadline(guide) is None
    text = spoken(guide, fold(guide, graph, context.styles, 0), Project())
    assert "第1步" not in text and "\n操作流程：无。\n" in text


def test_a_step_without_a_limit_has_no_clock(context: Context) -> None:
    head = NOTHING.replace("操作流程: 无\n", "操作流程:\n")
    guide, graph = guide_and_graph(f"{head}  - {{步骤: 申请, 时限: 无}}\n  - {{步骤: 审核, 时限: 无时限要求}}\n")
    cards = fold(guide, graph, context.styles, 0).cards
    assert [card.deadline for card in cards] == ["", "无时限要求"]
    assert "Y305" not in [fault.code for fault in check(guide, graph)]


ROWS = "类型: 清单\n所属清单: {}\n名称: 甲\n办理主体: 乙\n监督管理: 丙\n帮办代办: {{姓名: 丁}}\n事项:\n"


@pytest.mark.parametrize(
    ("name", "limits", "expected"),
    [
        ("服务群众", ("当场", "5日"), ("1项当天能办", ("其他的看各项时限",))),
        ("服务群众", ("当场", "当天"), ("2项当天能办", ())),
        ("服务群众", ("适时", "换届时"), ("看各项时限", ())),
        ("三务公开", ("当天", "每月"), ("看各项时限", ())),
    ],
)
def test_what_is_done_the_same_day_is_a_service(
    name: str, limits: tuple[str, ...], expected: tuple[str, object]
) -> None:
    rows = "".join(f"  - {{事项: 事{limit}, 类别: 村务, 形式: 公开栏, 时限: {limit}}}\n" for limit in limits)
    guide = guide_and_graph(ROWS.format(name) + rows + STEPS)[0]
    (found,) = (one for one in facts(guide, Project()) if one.key == "时间要求")
    assert (found.value, found.notes) == expected


@pytest.mark.parametrize(
    ("limit", "steps", "quick"),
    [
        ("当场", "{步骤: 申请, 时限: 当场}", True),
        ("当场", "{步骤: 公示, 公示: 是, 时限: 7日}", False),
        ("{承诺: 1日, 不计入: 公示时间}", "{步骤: 申请}", False),
        ("24小时", "{步骤: 申请}", True),
        ("72小时", "{步骤: 申请}", False),
    ],
)
def test_what_is_done_within_a_day_takes_no_longer_in_any_step(limit: str, steps: str, quick: bool) -> None:
    assert same_day(guide_of(f"时间要求: {limit}\n监督管理: 丙\n", f"操作流程:\n  - {steps}\n")) is quick


def test_words_of_the_program_are_not_doubled() -> None:
    written = "发布: {日期: 2026年4月1日公布, 施行: 自2026年5月1日起施行}\n"
    assert version_parts(guide_of(BASIS + written), Project()) == ["2026年4月1日公布", "自2026年5月1日起施行"]
    plain = "发布: {日期: 2026年4月1日, 施行: 2026年5月1日}\n"
    assert version_parts(guide_of(BASIS + plain), Project()) == ["2026年4月1日公布", "2026年5月1日起施行"]
    draft = "发布: {状态: 征求意见, 意见截止: 2026年3月31日前}\n"
    assert status_line(guide_of(BASIS + draft)) == "征求意见稿 · 请于2026年3月31日前提意见"
