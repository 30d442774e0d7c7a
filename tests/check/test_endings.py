"""The way written ends well, or a diagnostic says that it does not."""

from __future__ import annotations

import pytest

from helpers.checking import HEAD, made
from helpers.installed import installed_styles
from yizhangtu.check.endings import check_endings

STEPS = HEAD + "时间要求: 5日\n操作流程:\n"


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        (
            "  - 步骤: 审\n    判断: {通过: [{步骤: 发证, 接着: 办结}], 不符合: 下一步}\n  - 步骤: 告知不符合\n",
            ["告知不符合"],
        ),
        ("  - 步骤: 头\n  - 步骤: 审\n    判断: {不同意: 下一步, 同意: 头}\n  - 步骤: 不予准入\n", ["不予准入"]),
        ("  - 步骤: 审\n    判断: {通过: 下一步, 不符合: 告知}\n  - {步骤: 发证, 接着: 办结}\n  - 步骤: 告知\n", []),
        ("  - 步骤: 审\n    判断: {行: {到: 下一步, 性质: 平常}, 不行: 办结}\n  - 步骤: 登记\n", []),
        ("  - 步骤: 告知不予补偿\n", []),
    ],
)
def test_the_main_way_ends_well(steps: str, expected: list[str]) -> None:
    found = check_endings(made(STEPS + steps, "")[1], installed_styles().tones)
    assert [fault.code for fault in found] == ["Y213"] * len(expected)
    assert all(name in fault.message for fault, name in zip(found, expected, strict=True))


def test_no_flow_of_this_project_ends_in_a_refusal(flows) -> None:  # type: ignore[no-untyped-def]
    assert [drawn[0].stem for drawn in flows if check_endings(drawn[1], installed_styles().tones)] == []
