"""Gaps and overlaps between bands of amounts."""

import pytest

from helpers.checking import reported


def bands(*outcomes: str) -> str:
    return "时间要求: 5日\n操作流程:\n  - 步骤: 甲\n    判断:\n" + "".join(
        f"      '{outcome}': 办结\n" for outcome in outcomes
    )


@pytest.mark.parametrize(
    ("outcomes", "expected"),
    [
        (["2000元以下", "2000(含)–5万元(不含)", "5万元-20万元(不含)以下", "20万元以上"], []),
        (["5万元(含)以下", "5万元(不含)以上"], []),
        (["5万元以下", "5万元以上"], ["9:7 Y402"]),
        (["5万元(含)以下", "5万元(含)以上"], ["9:7 Y402"]),
        (["不满5万元", "超过5万元"], ["9:7 Y401"]),
        (["不满5万元", "5万元以上"], []),
        (["5万元以下", "6万元以上"], ["9:7 Y401"]),
        (["6万元以上", "5万元以下"], ["8:7 Y401"]),
        (["5万元以下", "3万元以上"], ["9:7 Y402"]),
        (["5万元以下", "其他"], []),
        (["经营支出5万元以下", "非生产性支出8万元以上"], []),
    ],
)
def test_neighbours(outcomes: list[str], expected: list[str]) -> None:
    assert reported(bands(*outcomes), "Y4") == expected
