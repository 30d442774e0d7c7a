"""What is expected on a page, from the definition alone."""

from __future__ import annotations

from helpers.guides import guide_and_graph
from yizhangtu.verify.expected_texts import printed_texts

TEXT = """\
名称: 开证明
办理主体: 村委会
时间要求: 【由本地填写：天数】日
监督管理: 村监委
操作流程: [{步骤: 申请}]
依据: [《甲法》]
依据说明: 只给检查看
转引: [没有读到原文的]
关键词: [俗名]
"""


def test_notes_for_the_check_are_not_expected() -> None:
    guide, _ = guide_and_graph(TEXT)
    expected = [one.written for one in printed_texts(guide)]
    assert "《甲法》" in expected and "＿＿＿＿〔天数〕日" in expected
    assert not {"只给检查看", "没有读到原文的", "俗名"} & set(expected)
