"""The lists of what a guide provides for: their titles, their order, and how their parts are put together."""

from __future__ import annotations

from helpers.guides import CASES, PROVISIONS, guide_and_graph
from helpers.installed import installed_styles
from yizhangtu.content.facts import basis_line, basis_texts, facts
from yizhangtu.content.lists import foot_boxes, list_boxes, lists_before
from yizhangtu.content.provisions import afterwards, applying, risk_items
from yizhangtu.content.spoken import spoken
from yizhangtu.flow.fold import fold
from yizhangtu.model.listing import Listing
from yizhangtu.model.project import Project
from yizhangtu.read.schema.project_keys import HANDLER_LABELS


def test_parts_are_put_together() -> None:
    guide, _ = guide_and_graph(PROVISIONS)
    found = {box.title: [item.text for item in box.items] for box in (*applying(guide), *afterwards(guide))}
    assert found["申请方式"][1] == "网上：https://example.gov.cn/gaoling，每天都能办"
    assert found["样表"] == ["高龄津贴申请表：村便民服务站墙上，https://example.gov.cn/biao"]
    assert found["标准"][0] == "80–89周岁：50元/月"
    assert found["标准"][2] == "100周岁以上：300元/月（本县居住）"
    assert found["不服怎么办"][0] == "行政复议：县人民政府，知道决定之日起60日内"


def test_the_order_is_that_of_reading() -> None:
    guide, _ = guide_and_graph(PROVISIONS)
    before = ["申请条件", "要带的材料", "不予办理", "申请方式", "样表", "标准", "待遇"]
    after = ["监督管理", "奖惩", "退出", "不服怎么办"]
    assert [box.title for box in lists_before(guide)] == before
    assert [box.title for box in list_boxes(guide)] == before + after
    foot = [box.title for box in foot_boxes(guide, Project())]
    assert foot == ["要带的材料", "申请条件", *before[2:], *after]


def test_a_guide_without_them_has_no_such_lists() -> None:
    guide, _ = guide_and_graph("名称: 例\n办理主体: 村委会\n时间要求: 5日\n监督管理: 镇纪委\n操作流程: [申请]\n")
    assert applying(guide) == afterwards(guide) == ()


def test_each_step_has_its_own_basis() -> None:
    steps = (
        "操作流程:\n  - {步骤: 甲, 依据: 《甲法》第一条。}\n  - {步骤: 乙, 依据: [《乙法》第二条, 《甲法》第一条。]}\n"
    )
    guide, _ = guide_and_graph(f"名称: 例\n办理主体: 村委会\n时间要求: 5日\n监督管理: 镇纪委\n依据: 《总法》\n{steps}")
    assert basis_texts(guide) == ["《总法》", "第1、2步：《甲法》第一条。", "第2步：《乙法》第二条"]
    assert basis_line(guide) == "《总法》；第1、2步：《甲法》第一条；第2步：《乙法》第二条"


def test_risks_are_printed_where_the_project_wants_them() -> None:
    for risks in (False, True):
        guide, _ = guide_and_graph(PROVISIONS, Project(risks=risks))
        assert ("风险防控" in [box.title for box in list_boxes(guide)]) is risks
        items = risk_items(guide)
        assert [(item.marks, item.text) for item in items] == [
            (("3",), "风险：优亲厚友。防控：两人以上核对；系统比对"), (("5",), "风险：该公布的不公布"),
        ]  # fmt: skip


def test_the_project_names_the_handler() -> None:
    for label in HANDLER_LABELS:
        guide, _ = guide_and_graph(PROVISIONS, Project(handler_label=label))
        assert facts(guide, Project())[0].key == label
        text = "类型: 清单\n所属清单: 主体责任\n名称: 例\n时间要求: 5日\n监督管理: 镇纪委\n操作流程: 无\n"
        listing = guide_and_graph(f"{text}事项: [{{事项: 甲, 办理主体: 村委会}}]\n", Project(handler_label=label))[
            0
        ].body
        assert isinstance(listing, Listing) and listing.head("办理主体") == label


def test_what_holds_for_some_stands_below_their_name() -> None:
    guide, _ = guide_and_graph(CASES)
    found = {box.title: box.items for box in lists_before(guide)}
    assert [(item.text, item.head) for item in found["要带的材料"]] == [
        ("申请书", False), ("身份证", False), ("残疾人", True), ("残疾人证", False),
        ("大病患者", True), ("诊断证明（1份）", False), ("医疗费票据", False),
    ]  # fmt: skip
    assert [item.text for item in found["申请条件"] if item.head] == ["请人代办的"]


def test_each_case_is_a_list_of_its_own() -> None:
    guide, _ = guide_and_graph(CASES)
    found = {box.title: [item.text for item in box.items] for box in lists_before(guide)}
    assert found["情形：最低生活保障"] == [
        "条件", "家庭人均收入低于低保标准", "家庭财产符合规定", "时限：30个工作日；不计入：公示时间", "标准",
        "A类：600元/人·月", "B类：400元/人·月", "结果：低保证",
    ]  # fmt: skip
    assert found["情形：临时救助"][0] == "条件：突发变故，基本生活难以维持"
    time = next(fact for fact in facts(guide, Project()) if fact.key == "时间要求")
    assert time.value == "看各情形时限"


def test_a_text_names_those_for_whom_it_holds() -> None:
    guide, graph = guide_and_graph(CASES)
    text = spoken(guide, fold(guide, graph, installed_styles()), Project())
    assert "残疾人：\n· 残疾人证。\n大病患者：\n· 诊断证明（1份）。" in text


def test_cases_with_nothing_of_their_own_are_named() -> None:
    text = CASES.replace("  - 名称: 特困人员供养", "  - 名称: 其他救助\n  - 名称: 特困人员供养")
    guide, _ = guide_and_graph(text)
    found = {box.title: [item.text for item in box.items] for box in lists_before(guide)}
    assert found["情形"] == ["其他救助"] and "情形：其他救助" not in found
