"""Blanks that a town fills in itself: how they are printed, and where they count as a value."""

from __future__ import annotations

import pytest

from helpers.checking import HEAD, faults_of, made
from yizhangtu.check.blanks import check_blanks
from yizhangtu.library.blanks import blanks_of, ruled
from yizhangtu.model.project import Project
from yizhangtu.read import read_guide, read_project
from yizhangtu.text.tokens import BLANK_BREAK, Words, tokenize

STEPS = "操作流程: [{步骤: 申请, 时限: 当场}]\n"


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("每月【由本地填写：低保标准】元", "每月＿＿＿＿〔低保标准〕元"),
        ("【由本地填写:天数】日【由本地填写： 地点 】", "＿＿＿＿〔天数〕日＿＿＿＿〔地点〕"),
        ("【由本地填写】", "＿＿＿＿"),
        ("【由本地填写：】", "＿＿＿＿"),
        ("【由本地填写：面积〔亩〕】", "＿＿＿＿〔面积（亩）〕"),
        ("【填写：甲】〔乙〕（丙）", "【填写：甲】〔乙〕（丙）"),
        ("【由本地填写：没有写完", "【由本地填写：没有写完"),
    ],
)
def test_printed_form(written: str, printed: str) -> None:
    assert ruled(written) == printed == ruled(ruled(written))
    assert blanks_of(written) == blanks_of(printed)


def test_words_of_blanks() -> None:
    assert blanks_of("每月【由本地填写：低保标准】元，【由本地填写】") == ("低保标准", "")
    assert blanks_of("民发〔2021〕43号") == ()


def test_in_every_text_of_a_guide() -> None:
    text = (
        "时间要求: 【由本地填写：天数】日\n备注: [交到【由本地填写：地点】]\n操作流程:\n"
        "  - 步骤: 核对\n    判断: {超过【由本地填写：金额】元: 办结, 没有超过: 下一步}\n  - 步骤: 发放\n"
    )
    guide, _ = made(text)
    assert [words for one in guide.texts for words in blanks_of(one)] == ["天数", "地点", "金额"]
    assert "由本地填写" not in "".join(guide.texts)


def test_in_the_project_file() -> None:
    project = read_project("监督电话: 【由本地填写：电话】\n".encode(), "辖区.yaml").project
    assert project.hotline == "＿＿＿＿〔电话〕"


def test_a_blank_is_no_fault_of_a_number() -> None:
    assert [one.code for one in faults_of("时间要求: 【由本地填写：天数】日\n" + STEPS)] == []
    row = "所属清单: 服务群众\n类型: 清单\n时间要求: 1日\n事项: [{事项: 甲, 时限: 【由本地填写：天数】日, 流程: 甲}]\n"
    assert "Y301" not in [one.code for one in faults_of(row)]
    conduct = "类型: 规范\n时间要求: 1日\n标准: [{场合: 婚事, 项目: 宴席, 上限: 【由本地填写：桌数】桌}]\n"
    guide, _ = made(conduct + STEPS)
    assert "不超过＿＿＿＿〔桌数〕桌" in guide.texts
    assert [one.code for one in faults_of(conduct + STEPS)] == []
    points = "类型: 积分\n时间要求: 1日\n基础分: 【由本地填写：分数】\n"
    points += "加分: [{项: [{内容: 甲, 分值: +【由本地填写：分】}]}]\n"
    points += "等级: [{名称: 优, 范围: ≥【由本地填写：分】}]\n兑换: [{物品: 盐, 分值: 【由本地填写：分】}]\n"
    assert [one.code for one in faults_of(points + STEPS)] == []


class TestCheck:
    """What `check` says of blanks and of what was read second-hand."""

    TEXT = (
        "名称: 图\n办理主体: 村委会\n监督管理: 村监委\n时间要求: 【由本地填写：天数】日\n转引: [三日内办结]\n" + STEPS
    )

    def test_warning_and_note_with_places(self) -> None:
        guide = read_guide(self.TEXT.encode(), "a.yaml", Project()).guide
        assert guide is not None and "三日内办结" not in guide.texts
        found = [(one.code, str(one.severity), one.span and one.span.line) for one in check_blanks(guide)]
        assert found == [("Y861", "warning", 4), ("Y862", "info", 5)]

    @pytest.mark.parametrize(
        ("status", "printing", "expected"),
        [("正式", True, "error"), ("正式", False, "warning"), ("试行", True, "warning")],
    )
    def test_an_error_only_for_the_print_shop(self, status: str, printing: bool, expected: str) -> None:
        guide = read_guide(f"{self.TEXT}发布: {{状态: {status}}}\n".encode(), "a.yaml", Project()).guide
        assert guide is not None
        assert [str(one.severity) for one in check_blanks(guide, printing)] == [expected, "info"]


def test_aliases_share_a_blank() -> None:
    guide, _ = made("时间要求: 1日\n备注: [&x 【由本地填写：甲】, *x]\n" + STEPS, HEAD)
    assert guide.notes == ("＿＿＿＿〔甲〕", "＿＿＿＿〔甲〕")


def test_a_rule_is_not_broken_and_its_words_stay_together() -> None:
    tokens = [(token.text, token.cost) for token in tokenize(ruled("每月【由本地填写：标准】元"), Words(()))]
    assert [text for text, _ in tokens] == ["每", "月", "＿＿＿＿", "〔标", "准〕", "元"]
    assert [cost for text, cost in tokens if text in ("＿＿＿＿", "〔标")] == [0.0, 0.0]
    assert (next(cost for text, cost in tokens if text == "准〕") or 0) >= BLANK_BREAK
