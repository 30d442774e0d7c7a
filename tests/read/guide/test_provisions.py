"""What a guide provides for beside its steps: both ways to write each part, and what is wrong with it."""

from __future__ import annotations

import pytest

from yizhangtu.model.deadline import DeadlineKind
from yizhangtu.model.guide import Guide, steps_of
from yizhangtu.model.project import Project
from yizhangtu.read import read_guide

HEAD = "名称: 例\n办理主体: 村委会\n时间要求: 5日\n监督管理: 镇纪委\n操作流程:\n  - 步骤: 申请\n"


def read(text: str) -> tuple[Guide | None, list[tuple[str, str]]]:
    found = read_guide((HEAD + text).encode(), "a.yaml", Project())
    return found.guide, [(one.code, one.message) for one in found.diagnostics]


@pytest.mark.parametrize(
    ("text", "field", "values"),
    [
        ("救济: 不服的，60日内申请复议", "remedies", [(None, None, None, "不服的，60日内申请复议")]),
        (
            "救济:\n  - {方式: 行政复议, 机关: 县政府, 期限: 60日内}\n",
            "remedies",
            [("行政复议", "县政府", "60日内", None)],
        ),
        ("remedies: {way: 行政诉讼, note: 也可以}", "remedies", [("行政诉讼", None, None, "也可以")]),
        ("申请方式: [窗口, {方式: 网上, 网址: 'https://a.cn/'}]", "ways",
         [("窗口", None, None, None, None), ("网上", None, "https://a.cn/", None, None)]),
        ("样表: [申请表, {名称: 承诺书, 地点: 墙上}]", "samples",
         [("申请表", None, None, None), ("承诺书", "墙上", None, None)]),
        ("标准: [按县里的文件, {项目: 一级, 金额: 50, 单位: 元/月, 条件: 常住}]", "rates",
         [("按县里的文件", None, None, None), ("一级", "50", "元/月", "常住")]),
    ],
)  # fmt: skip
def test_lists_of_parts(text: str, field: str, values: list[tuple[object, ...]]) -> None:
    guide, faults = read(text)
    assert guide and not faults
    assert [tuple(one) for one in getattr(guide.provisions, field)] == values


@pytest.mark.parametrize(
    ("key", "field"),
    [("不予办理", "refusals"), ("待遇", "benefits"), ("奖惩", "consequences"), ("退出", "withdrawals")],
)
def test_lists_of_texts(key: str, field: str) -> None:
    for text in (f"{key}: 甲\n", f"{key}: [甲]\n", f"{field}:\n  - 甲\n"):
        guide, faults = read(text)
        assert guide and not faults
        assert list(getattr(guide.provisions, field)) == ["甲"] and "甲" in guide.texts


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("样表: [{地点: 墙上}]", "Y115"),  # without a name
        ("标准: [{金额: 50}]", "Y115"),
        ("救济: [{方式: [复议]}]", "Y116"),
        ("救济: [{谁: 县政府}]", "Y113"),
        ("救济途径: 复议", "Y113"),
        ("退出:", "Y118"),
        ("调整程序: 开会定", "Y113"),  # of lists only
    ],
)
def test_what_is_wrong(text: str, code: str) -> None:
    assert [found for found, _ in read(text)[1]] == [code]


def test_the_standards_of_a_conduct_are_no_rates() -> None:
    guide, faults = read("类型: 规范\n标准: [{项目: 宴席, 上限: 15桌}]\n奖惩: [加10分]\n救济: 找镇里\n")
    assert guide and guide.body and not faults
    assert guide.provisions.rates == guide.provisions.consequences == ()
    assert [str(one.note) for one in guide.provisions.remedies] == ["找镇里"]


def test_a_list_says_how_it_is_changed_and_checked() -> None:
    text = "类型: 清单\n所属清单: 主体责任\n事项: [甲]\n调整程序: 开会定\n落实: [照单办]\n监督考核: 年底查\n"
    guide, faults = read(text)
    assert guide and not faults
    own = guide.provisions
    assert [*own.amendment, *own.implementation, *own.assessment] == ["开会定", "照单办", "年底查"]


def test_what_a_step_is_based_on_and_what_its_risks_are() -> None:
    text = "名称: 例\n办理主体: 村委会\n时间要求: 5日\n监督管理: 镇纪委\n操作流程:\n"
    text += "  - {步骤: 申请, 依据: 《甲法》第一条}\n"
    text += "  - {步骤: 公布, 公布: 公开栏, 时限: 15日, 风险: [乱发], 防控: 两人核对}\n"
    hidden, shown = (read_guide(text.encode(), "a.yaml", Project(risks=risks)).guide for risks in (False, True))
    assert hidden and shown
    step = steps_of(shown.steps)[1]
    assert (step.announcement, list(step.risks), list(step.controls)) == ("公开栏", ["乱发"], ["两人核对"])
    assert step.within and step.within.kind is DeadlineKind.AT_LEAST
    assert "乱发" in shown.texts and "乱发" not in hidden.texts and "《甲法》第一条" in hidden.texts
    assert steps_of(hidden.steps)[1].risks == step.risks


def test_a_block_has_no_announcement_of_its_own() -> None:
    text = HEAD + "  - {并行: [[甲], [乙]], 公布: 是}\n"
    assert [one.code for one in read_guide(text.encode(), "a.yaml", Project()).diagnostics] == ["Y126"]


def test_other_names_of_the_handler() -> None:
    for name in ("责任主体", "实施主体"):
        text = HEAD.replace("办理主体", name)
        found = read_guide(text.encode(), "a.yaml", Project(handler_label=name))
        assert found.guide and not found.diagnostics
        assert list(found.guide.handlers) == ["村委会"] and found.guide.handler_label == name
    both = read_guide((HEAD + "责任主体: 镇政府\n").encode(), "a.yaml", Project())
    assert [one.code for one in both.diagnostics] == ["Y114"]
