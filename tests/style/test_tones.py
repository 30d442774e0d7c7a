"""Outcomes are good, bad or neutral news by their words."""

from __future__ import annotations

import pytest

from helpers.installed import installed_styles
from yizhangtu.model.guide import Tone

TONES = installed_styles().tones


@pytest.mark.parametrize(
    "outcome",
    [
        "同意：列入清单", "协查属实", "合规", "通过", "无异议", "核实无异议", "未发现问题", "不存在违规", "不超标",
        "未逾期", "不变", "名单不变", "没有不同意见", "无须退出", "材料齐全", "是", "异议不成立", "表决通过，报镇里",
        "信息无误", "过半", "都不拒绝",
    ],
)  # fmt: skip
def test_good(outcome: str) -> None:
    assert TONES.of(outcome) is Tone.GOOD


@pytest.mark.parametrize(
    "outcome",
    [
        "不同意：退回", "退回", "违反财务规定", "不通过", "未通过", "有异议", "不齐全", "超面积", "缺材料",
        "逾期不移交", "驳回", "否", "无证件", "不合规：退回", "材料有误", "发现问题", "未过半：选举无效", "情况不实",
        "不 同 意", "符合条件但材料不全", "通过，但是有异议", "超过限额：退回", "超标准", "不属于救助对象",
    ],
)  # fmt: skip
def test_bad(outcome: str) -> None:
    assert TONES.of(outcome) is Tone.BAD


@pytest.mark.parametrize(
    "outcome",
    [
        "不急", "投诉", "举报", "其他", "村民会议", "有候选人的差额选举", "无候选人的自荐直选", "超过5万元", "不满60岁",
        "2000(含)–5万元(不含)", "无", "修改", "不动产登记", "退役军人", "通过村监委会提出", "不低于", "",
        "不一致但有法定依据", "材料不全但可以容缺", "但",
        "未达到限额", "达到限额", "超出村里权限", "超过权限", "不属于本村权限", "未达到公开招标限额标准", "超额度",
    ],
)  # fmt: skip
def test_neither(outcome: str) -> None:
    assert TONES.of(outcome) is Tone.NEUTRAL


def test_a_step_that_refuses_says_so_in_its_name() -> None:
    assert TONES.refuses("告知不符合") and TONES.refuses("应当拒绝报销") and TONES.refuses("不予准入")
    assert TONES.refuses("不予批准或者不受理") and not TONES.refuses("救助金发放 / 不批准书面告知")
    assert not TONES.refuses("批准或不予批准") and not TONES.refuses("审批认定") and not TONES.refuses("终止调解")
