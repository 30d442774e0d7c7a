"""A button beside a fault: it does what the hint says, and the fault is gone."""

from __future__ import annotations

import pytest

from helpers.reading import HEAD
from yizhangtu.edit.document import SourceDocument
from yizhangtu.edit.edits import apply
from yizhangtu.edit.form import form
from yizhangtu.edit.requests import edits_of
from yizhangtu.flow.graph import build_graph
from yizhangtu.model.diagnostics import Diagnostic
from yizhangtu.model.project import Project
from yizhangtu.read import read_guide


def checked(text: str) -> list[Diagnostic]:
    found = read_guide(text.encode(), "例.yaml", Project())
    graph_faults = build_graph(found.guide)[1] if found.guide is not None else ()
    return [*found.diagnostics, *graph_faults]


def mended(text: str, code: str, number: int = 0) -> str:
    """The text after the remedy of the only fault with this code, which is gone then."""
    faults = [one for one in form(SourceDocument(text, "例.yaml"), checked(text))["diagnostics"] if one["code"] == code]
    assert len(faults) == 1
    edits, refused = edits_of(list(faults[0]["remedies"][number]["edits"]))
    edited = apply(SourceDocument(text, "例.yaml"), edits)
    assert not refused and not edited.diagnostics
    assert code not in {one.code for one in checked(edited.document.text)}
    return edited.document.text


@pytest.mark.parametrize(
    ("text", "code", "expected"),
    [
        ("\t- 步骤: 甲\n", "Y105", "  - 步骤: 甲\n"),
        ("  - 步骤: 甲\n  \t办理: 乙\n", "Y105", "  - 步骤: 甲\n    办理: 乙\n"),
        ("  - 步骤：甲\n", "Y116", "  - 步骤: 甲\n"),
        ("  - 步骤:甲   # 注\n", "Y116", "  - 步骤: 甲   # 注\n"),
        ("  - 步骤 = 甲\n    办理: 乙\n", "Y106", "  - 步骤: 甲\n    办理: 乙\n"),
        ("  - 步骤：甲\n    办理: 乙\n", "Y106", "  - 步骤: 甲\n    办理: 乙\n"),
        ("  - 步骤:\u3000甲\n", "Y116", "  - 步骤: 甲\n"),
        ("  -步骤: 甲\n", "Y104", "  - 步骤: 甲\n"),
        ("  1. 步骤：甲\n", "Y116", "  - 步骤: 甲\n"),
        ("  - 步骤: 甲: 乙\n", "Y104", "  - 步骤: '甲: 乙'\n"),
        ("  - 步骤: *甲 # 注\n", "Y104", "  - 步骤: '*甲' # 注\n"),
        ("  - 步骤: !甲\n", "Y104", "  - 步骤: '!甲'\n"),
        ("  - 步骤: [附件]甲\n", "Y104", "  - 步骤: '[附件]甲'\n"),
        ("  - 步骤: {{村名}}审批\n", "Y104", "  - 步骤: '{{村名}}审批'\n"),
        ("  - 步骤: 甲 #3窗口\n", "Y129", "  - 步骤: '甲 #3窗口'\n"),
        ("  - 步骤: 甲\n    办里: 乙\n", "Y113", "  - 步骤: 甲\n    办理: 乙\n"),
        ("  - 步骤: 甲\n    负责人: 乙\n", "Y113", "  - 步骤: 甲\n    办理: 乙\n"),
        ("  - 步骤: 甲\n    内容:\n", "Y118", "  - 步骤: 甲\n"),
        ("  - 步骤: 甲\n    材料: [身份证，照片]\n", "Y132", "  - 步骤: 甲\n    材料: [身份证, 照片]\n"),
        ("  - 步骤: 甲\n    材料: 【身份证、照片】\n", "Y132", "  - 步骤: 甲\n    材料: [身份证, 照片]\n"),
    ],
)  # fmt: skip
def test_the_first_button_mends_the_fault(text: str, code: str, expected: str) -> None:
    assert mended(HEAD + text, code) == HEAD + expected


def test_a_step_that_does_not_exist_becomes_the_nearest_one() -> None:
    text = HEAD + "  - 提出申请\n  - 步骤: 核对\n    判断:\n      是: 下一步\n      否: {到: 提出申清} # 退\n  - 完\n"
    assert mended(text, "Y203") == text.replace("申清", "申请")


def test_the_lines_around_a_copied_definition_are_removed() -> None:
    assert mended(f"```yaml\n{HEAD}  - 步骤: 甲\n```\n", "Y104") == f"{HEAD}  - 步骤: 甲\n"


def test_what_may_be_meant_has_a_button_of_its_own() -> None:
    assert mended(HEAD + "  - 步骤: 甲 #注\n", "Y129", 1) == HEAD + "  - 步骤: 甲 # 注\n"
    assert "材料: ['甲，乙']" in mended(HEAD + "  - 步骤: 丙\n    材料: [甲，乙]\n", "Y132", 1)


def test_a_fault_that_only_its_author_can_mend_has_no_button() -> None:
    text = HEAD + "  - 步骤: 甲\n  - 步骤: 甲\n"
    faults = form(SourceDocument(text), checked(text))["diagnostics"]
    assert faults and not any(one["remedies"] for one in faults)
