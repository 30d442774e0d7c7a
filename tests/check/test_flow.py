"""Unreached steps, endless loops, decisions with one outcome, members that never join."""

import time

import pytest

from helpers.checking import faults_of, reported

HEAD = "时间要求: 5日\n操作流程:\n"  # steps start in line 6


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ("  - 步骤: 甲\n  - 步骤: 乙\n", []),
        ("  - 步骤: 甲\n    接着: 丙\n  - 步骤: 乙\n  - 步骤: 丙\n", ["8:9 Y208"]),
        ("  - 步骤: 甲\n    接着: 办结\n  - 步骤: 乙\n  - 步骤: 丙\n", ["8:9 Y208"]),
        ("  - 步骤: 甲\n    接着: 办结\n  - 步骤: 乙\n    接着: 丙\n  - 步骤: 丙\n    接着: 乙\n", ["8:9 Y208"]),
        ("  - 步骤: 甲\n    判断: {是: 丙, 否: 办结}\n  - 步骤: 乙\n  - 步骤: 丙\n", ["8:9 Y208"]),
        ("  - 步骤: 甲\n  - 步骤: 乙\n    接着: 甲\n", ["8:9 Y205"]),
        ("  - 步骤: 甲\n  - 步骤: 乙\n    接着: {到: 甲, 循环: 每月}\n", []),
        ("  - 步骤: 甲\n    接着: {to: 甲, every: 每年}\n", []),
        ("  - 步骤: 甲\n  - 步骤: 乙\n    判断: {是: 甲, 否: 乙}\n", ["8:10 Y205"]),
        ("  - 步骤: 甲\n    判断: {改: 甲, 不改: 下一步}\n  - 步骤: 乙\n", []),
        ("  - 步骤: 甲\n  - 步骤: 乙\n    判断: {是: 下一步, 否: 甲}\n  - 步骤: 丙\n", []),
        ("  - 步骤: 甲\n    判断: {是: 乙, 否: 丙}\n  - 步骤: 乙\n    接着: 办结\n"
        "  - 步骤: 丙\n    接着: 丁\n  - 步骤: 丁\n    接着: 丙\n",
         ["13:9 Y205"]),
        ("  - 步骤: 甲\n    判断: {是: 下一步}\n  - 步骤: 乙\n", ["7:10 Y206"]),
        ("  - 步骤: 甲\n    判断:\n      是: 下一步\n"
        "      否:\n        - 步骤: 丙\n          阶段: 里\n  - 步骤: 乙\n    阶段: 外\n",
         ["11:15 Y209"]),
        ("  - 步骤: 甲\n    判断:\n      是:\n        - 步骤: 乙\n          阶段: 定\n"
        "      否:\n        - 步骤: 丙\n          阶段: 定\n  - 步骤: 丁\n",
         []),
    ],
)  # fmt: skip
def test_ways(steps: str, expected: list[str]) -> None:
    assert reported(HEAD + steps, "Y2") == expected


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ("  - 并行: [{步骤: 甲}, {步骤: 乙}]\n  - 步骤: 丙\n", []),
        ("  - 并行: [{步骤: 甲}]\n  - 步骤: 丙\n", ["6:5 Y211"]),
        ("  - 并行: [{步骤: 甲, 接着: 办结}, {步骤: 乙}]\n  - 步骤: 丙\n", ["6:15 Y207"]),
        ("  - 并行: [{步骤: 甲, 接着: 丙}, {步骤: 乙}]\n  - 步骤: 丙\n", []),
        ("  - 并行: [{步骤: 甲, 接着: 丁}, {步骤: 乙}]\n  - 步骤: 丙\n  - 步骤: 丁\n", ["6:15 Y207"]),
        ("  - 步骤: 头\n  - 并行: [{步骤: 甲, 判断: {好: 下一步, 差: 头}}, {步骤: 乙}]\n", []),
        ("  - 并行: [{步骤: 甲, 接着: 办结}, {步骤: 乙}]\n", []),
        ("  - 并行:\n      - 并行: [{步骤: 甲}, {步骤: 乙}]\n      - 步骤: 丙\n    接着: 办结\n", []),
        (
            "  - 步骤: 块\n    并行: [{步骤: 甲}, {步骤: 乙}]\n"
            "  - 步骤: 丙\n    判断: {好: 下一步, 差: 甲}\n  - 步骤: 丁\n",
            ["9:21 Y212"],
        ),
        (
            "  - 步骤: 块\n    并行: [{步骤: 甲}, {步骤: 乙}]\n"
            "  - 步骤: 丙\n    判断: {好: 下一步, 差: 块}\n  - 步骤: 丁\n",
            [],
        ),
    ],
)
def test_parallels(steps: str, expected: list[str]) -> None:
    assert reported(HEAD + steps, "Y2") == expected


def test_what_hangs_on_an_unreached_step_is_counted() -> None:
    fault = next(
        fault
        for fault in faults_of(HEAD + "  - 步骤: 甲\n    接着: 办结\n  - 步骤: 乙\n  - 步骤: 丙\n  - 步骤: 丁\n")
        if fault.code == "Y208"
    )
    assert "2 步" in fault.message
    assert "“甲”" in fault.hint


def test_a_misspelt_reference_does_not_also_make_its_step_unreached() -> None:
    assert reported(HEAD + "  - 步骤: 复核\n    接着: 付款审批\n  - 步骤: 付款审核\n", "Y2") == []


def test_five_hundred_knotted_steps_do_not_explode() -> None:
    steps = "".join(
        f"  - 步骤: 步{n}\n    时限: 1日\n"
        f"    判断: {{甲: 下一步, 乙: 步{(n * 7 + 3) % 500}, 丙: 步{(n * 13 + 5) % 500}, 丁: 步{499 - n}}}\n"
        for n in range(500)
    )
    start = time.process_time()
    faults_of(HEAD + steps)
    assert time.process_time() - start < 3
