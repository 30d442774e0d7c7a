"""征求意见表 and 意见汇总.xlsx: every point once, numbered copies, sums that are right."""

from __future__ import annotations

import re

import pytest

from helpers.form_files import forms, pages
from helpers.formulas import Book, serial
from helpers.guides import GuideGraph, guide_and_graph
from helpers.media_jobs import named, plain
from yizhangtu.content.consultation import point_groups
from yizhangtu.media.context import Context
from yizhangtu.model.project import Project

SHEET, BOOK = "征求意见表.pdf", "意见汇总.xlsx"
GUIDE = """\
名称: 甲
办理主体: 村委会
操作流程: [{步骤: 申请, 办理: 村民, 时限: 当场}, {步骤: 审核, 时限: 3个工作日}]
时间要求: 当场
监督管理: 村务监督委员会
发布: {状态: 征求意见, 意见截止: 2026-09-30, 意见方式: [村委会意见箱]}
"""


@pytest.mark.parametrize("stem", ["红白喜事标准", "村民积分制", "高龄津贴申领", "三务公开清单"])
def test_every_point_stands_on_the_sheet_once(
    context: Context, project: Project, definitions: list[GuideGraph], stem: str
) -> None:
    drawn = named(definitions, stem)
    text = "".join(pages(forms(context, project, drawn, "feedback")[SHEET]))
    points = [point for group in point_groups(drawn[0]) for point in group.points]
    at = 0
    for point in points:  # in their order, so that equal ones are two
        found = text.find(f"{point.number}{plain(point.text)}", at)
        assert found >= 0, point
        at = found + len(plain(point.text))
    assert text.count("□") == 0 and len(points) + 1 == text.count("不同意") - text.count("不同意，")


def test_what_a_villager_has_to_know(context: Context, project: Project) -> None:
    text = "".join(pages(forms(context, project, guide_and_graph(GUIDE, project), "feedback")[SHEET]))
    for said in ("意见截止2026-09-30前", "交到哪里村委会意见箱", "姓名（可以不填）", "回执",
                 "姓名和电话只用来答复您，不公开，办完后销毁。"):  # fmt: skip
        assert said in text
    signed = GUIDE.replace("意见截止", "征求: {实名: 是}, 意见截止")
    assert "可以不填" not in "".join(pages(forms(context, project, guide_and_graph(signed), "feedback")[SHEET]))


def test_copies_are_numbered_on_the_sheet_and_the_receipt(context: Context, project: Project) -> None:
    drawn = guide_and_graph(GUIDE, project)
    one = pages(forms(context, project, drawn, "feedback")[SHEET])
    made = forms(context, project, drawn, "feedback", copies=12)
    several = pages(made[SHEET])
    leaf = len(one) + len(one) % 2 if len(one) > 1 else 1
    assert len(several) == 12 * leaf
    for number in range(12):
        own = "".join(several[number * leaf : (number + 1) * leaf])
        assert own.count(f"{number + 1:03}") == 2, own
    assert len(made[SHEET]) < 3 * len(forms(context, project, drawn, "feedback")[SHEET])  # what is common is there once
    assert made[SHEET] == forms(context, project, drawn, "feedback", copies=12)[SHEET]


def test_the_sums_of_what_came_back(context: Context, project: Project) -> None:
    book = Book(forms(context, project, guide_and_graph(GUIDE), "feedback", copies=5)[BOOK])
    sheet = book.book["意见表"]
    heads = [cell.value for cell in sheet[3]]
    assert heads[:4] == ["编号", "收回日期", "户（组）", "第1条"] and heads[-2:] == ["整个看", "建议（第几条，怎样改）"]
    assert [sheet.cell(row, 1).value for row in range(4, 9)] == ["001", "002", "003", "004", "005"]
    whole, said = heads.index("整个看"), len(heads) - 1
    answers = (("同意", "同意", None), ("不同意", "不同意", "改成五天"), (None, "同意", "好"))
    for row, (first, all_, words) in enumerate(answers):
        sheet.cell(4 + row, 2).value = serial("2026-09-20")
        sheet.cell(4 + row, 4).value = first
        sheet.cell(4 + row, whole + 1).value = all_
        sheet.cell(4 + row, said + 1).value = words
    assert [book.value("逐条统计", f"{letter}4") for letter in "ACDEF"] == [1, 1, 1, 1, 0.5]
    assert book.value("逐条统计", "F5") == ""  # nobody said anything
    for row, (count, outcome) in enumerate(((2, "采纳"), (1, "部分采纳"), (4, "不采纳"))):
        book.fill("采纳情况", f"C{4 + row}", count)
        book.fill("采纳情况", f"D{4 + row}", outcome)
    assert [book.value("征求", f"B{row}") for row in range(4, 10)] == [5, 3, 2, 1, 2, 3]
    copied = book.value("征求", "B10")
    assert copied == "征求: {发出: 5, 收回: 3, 同意: 2, 不同意: 1, 有建议: 2, 采纳: 3}"
    book.fill("征求", "B4", None)
    assert book.value("征求", "B10") == "征求: {收回: 3, 同意: 2, 不同意: 1, 有建议: 2, 采纳: 3}"
    again, _ = guide_and_graph(GUIDE.replace("意见截止", f"{copied}, 意见截止"))
    assert again.publication.consultation is not None and again.publication.consultation.adopted == "3"


def test_lists_and_dates_are_checked_and_texts_are_no_formulas(context: Context, project: Project) -> None:
    drawn = guide_and_graph(GUIDE.replace("步骤: 审核", '步骤: "=1+1"'))
    book = Book(forms(context, project, drawn, "feedback")[BOOK])
    checks = book.book["意见表"].data_validations.dataValidation
    kinds = {str(one.sqref).partition(":")[0][:1]: (one.type, one.formula1) for one in checks}
    assert kinds["B"][0] == "date" and kinds["D"] == ("list", '"同意,不同意"')
    cells = [cell for row in book.book["逐条统计"].iter_rows() for cell in row if "=1+1" in str(cell.value)]
    assert cells and all(cell.data_type == "s" for cell in cells)
    assert not any(re.match("=1", str(cell.value)) and cell.data_type == "f" for cell in cells)
