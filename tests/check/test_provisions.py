"""Diagnostics of 情形: their deadlines are checked as those of a guide, and stand for it."""

from __future__ import annotations

import pytest

from helpers.guides import guide_and_graph
from yizhangtu.check import check

HEAD = "名称: 例\n办理主体: 村委会\n监督管理: 镇纪委\n操作流程: [申请]\n"


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("情形: [{名称: 甲, 时间要求: 5日}, {名称: 乙, 时间要求: 7日}]", []),
        ("情形: [{名称: 甲, 时间要求: 5日}, {名称: 乙}]", ["Y130"]),  # no deadline for 乙
        ("情形: [{名称: 甲, 时间要求: {承诺: 9日, 法定: 5日}}]", ["Y302"]),
        ("情形: [{名称: 甲, 时间要求: 看着办}]", ["Y301"]),
    ],
)
def test_deadlines(text: str, codes: list[str]) -> None:
    found = {one.code for one in check(*guide_and_graph(HEAD + text))}
    assert [code for code in sorted(found) if code in ("Y130", "Y301", "Y302")] == codes
