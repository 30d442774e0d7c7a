"""Definitions as workbooks: what is written comes back, and what a clerk writes wrong is said with its cell."""

import io
from typing import Any

import openpyxl
import pytest

from helpers.cases import cases
from helpers.fuzz.definitions import definition
from helpers.guides import FLOWS
from helpers.meaning import meaning
from yizhangtu.edit.data.definition_data import data_text, definition_data
from yizhangtu.edit.data.differences import same_data
from yizhangtu.edit.document import document_of
from yizhangtu.export.definition_workbook import definition_workbook
from yizhangtu.interchange.workbook.reading import ReadGuide, read_book
from yizhangtu.interchange.workbook.rows import sheets_read
from yizhangtu.interchange.workbook.sheets import BASIC, STEPS
from yizhangtu.interchange.workbook.writing import BookGuide, book_of
from yizhangtu.model.project import Project
from yizhangtu.read import read_guide
from yizhangtu.read.faults import Faults
from yizhangtu.read.tables.workbook import sheets_of_workbook

DEFINITIONS = sorted(FLOWS.rglob("*.yaml"))
WILD = """类型: 公示
名称: '=1+1'
编号: '007'
办理主体: [甲, "乙\\n丙", '　丁']
时间要求: {法定: '3日', 说明: '+5'}
监督管理: '@甲'
备注:
  - |
    第一行

      第三行
  - '_x0041_ <b>'
操作流程: 无
数据:
  - {项目: '=SUM(A1)', 金额: '0012'}
  - {项目: 乙, 金额: 1E5, 别的: '2026-01-02'}
栏目: [项目, {栏: 金额, 合计: 否}]
结余: {上期: '1200.00'}
发布: {状态: 试行, 表决: [{会议: 甲, 规则: {到会: 过半数}}, {规则: 村民代表会议}]}
"""


def guide_of(text: str, name: str = "甲") -> BookGuide:
    document = document_of(text.encode(), f"{name}.yaml").document
    assert document is not None
    return BookGuide(name, document.table, definition_data(document), document.text)


def read_rows(guides: list[BookGuide], several: bool) -> tuple[ReadGuide, ...]:
    faults = Faults("")
    found = read_book(sheets_read(book_of(guides, several)), "甲", faults)
    assert faults.sorted() == ()
    return found


def read_bytes(data: bytes) -> tuple[tuple[ReadGuide, ...], list[str]]:
    faults = Faults("")
    sheets = sheets_of_workbook(data, faults)
    assert sheets is not None
    found = read_book(sheets, "甲", faults)
    return found, [one.message for one in faults.sorted()]


@pytest.mark.parametrize("several", [False, True])
def test_random_guides_come_back_equal(several: bool) -> None:
    for number in range(cases(60, 500)):
        text = definition(7, number).text
        read = read_guide(text.encode(), "甲.yaml", Project())
        if read.guide is None or any(one.severity.name == "ERROR" for one in read.diagnostics):
            continue
        (found,) = read_rows([guide_of(text)], several)
        made = data_text(found.data, found.table)
        assert meaning(read_guide(made.encode(), "甲.yaml", Project()).guide) == meaning(read.guide), number
        assert found.original == text


def test_all_our_definitions_in_one_workbook() -> None:
    guides = [guide_of(path.read_text("utf-8"), str(path.relative_to(FLOWS).with_suffix(""))) for path in DEFINITIONS]
    found, faults = read_bytes(definition_workbook(book_of(guides, several=True)))
    assert faults == []
    by_name = {one.name: one for one in found}
    assert set(by_name) == {one.name for one in guides}
    for one in guides:
        assert same_data(by_name[one.name].data, one.data), one.name
        assert by_name[one.name].original == one.text
        assert by_name[one.name].table is one.table


def test_texts_stay_texts_in_the_file() -> None:
    guide = guide_of(WILD)
    data = definition_workbook(book_of([guide], several=False))
    (found,), faults = read_bytes(data)
    assert faults == []
    assert same_data(found.data, guide.data)
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert {cell.data_type for sheet in book for row in sheet for cell in row} <= {"s", "n"}
    assert all(cell.value is None or cell.data_type == "s" for sheet in book for row in sheet for cell in row)
    assert definition_workbook(book_of([guide], several=False)) == data


def opened(text: str) -> Any:
    return openpyxl.load_workbook(io.BytesIO(definition_workbook(book_of([guide_of(text)], several=False))))


def saved(book: Any) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


FLOW = """名称: 甲
操作流程:
  - 步骤: 审核
    材料: [身份证, {名称: 户口簿, 份数: 1份}]
    判断: {合格: 下一步, 不合格: [{步骤: 补正, 接着: 审核}]}
  - 步骤: 发证
"""


def column(sheet: Any, head: str) -> int:
    return next(cell.column for cell in sheet[1] if cell.value == head)


def row_of(sheet: Any, head: str, text: str) -> int:
    at = column(sheet, head)
    return next(row for row in range(2, sheet.max_row + 1) if sheet.cell(row, at).value == text)


def test_what_a_clerk_sees() -> None:
    book = opened(FLOW)
    steps = book[STEPS]
    rows = [
        [steps.cell(row, column(steps, head)).value for head in ("层", "类", "步骤", "去处")] for row in range(3, 8)
    ]
    assert rows == [
        ["1", "步骤", "审核", None],
        ["2", "结果", "合格", "下一步"],
        ["2", "结果", "不合格", None],
        ["3", "步骤", "补正", "审核"],
        ["1", "步骤", "发证", None],
    ]
    assert str(steps.cell(2, 1).value).startswith("说明：")
    rules = [rule.formula1 for sheet in (book[BASIC], steps) for rule in sheet.data_validations.dataValidation]
    assert {'"步骤,结果,并行,一路"', '"流程,清单,积分,规范,公示"'} <= set(rules)
    assert book["原文"].sheet_state == "hidden"
    assert {sheet.title for sheet in book} >= {BASIC, STEPS, "步骤·材料", "监督管理", "所需材料", "救济", "说明"}


def test_rows_that_a_clerk_adds_and_deletes() -> None:
    book = opened(FLOW)
    steps = book[STEPS]
    steps.delete_rows(row_of(steps, "步骤", "发证"))
    last = steps.max_row + 1
    for head, text in (("步骤", "公示"), ("时限", 7), ("监督", "甲\n乙")):
        steps.cell(last, column(steps, head)).value = text
    (found,), faults = read_bytes(saved(book))
    assert faults == []
    assert found.data["操作流程"][1:] == [{"步骤": "公示", "时限": "7", "监督": ["甲", "乙"]}]  # type: ignore[index]
    assert found.data["操作流程"][0]["材料"] == [{"名称": "身份证"}, {"名称": "户口簿", "份数": "1份"}]  # type: ignore[index,call-overload]


@pytest.mark.parametrize(
    ("sheet", "head", "row", "text", "said"),
    [
        (STEPS, "层", 3, "5", "表“步骤”B3：“层”接不上"),
        (STEPS, "层", 4, "甲", "表“步骤”B4：“层”接不上"),
        (STEPS, "类", 3, "流程", "表“步骤”C3：“类”写了“流程”"),
        (STEPS, "类", 4, "步骤", "表“步骤”C4：步骤里面只能是结果"),
        (STEPS, "类", 3, "结果", "表“步骤”C3：结果要在步骤里面，比它深一层"),
        (STEPS, "类", 3, "一路", "表“步骤”C3：“一路”要在“并行”里面，比它深一层"),
        (STEPS, "去处", 5, "办结", "结果写了“去处”，就不能再另列几步"),
        (STEPS, "步骤", 5, "合格", "结果“合格”写了两次"),
        ("步骤·材料", "所属序号", 3, "99", "表“步骤·材料”：没有序号是“99”的行"),
        (BASIC, "项目", 3, "名字", "表“基本情况”A3：没有“名字”这一项"),
        ("监督管理", "监督人", 1, "谁", "表“监督管理”A3：没有“谁”这一栏"),
        (STEPS, "内容", 4, "看材料", "4：“结果”没有“内容”这一项"),
        (STEPS, "材料", 4, "身份证", "4：“结果”没有“材料”这一项"),
        (STEPS, "类", 1, "层", "表“步骤”C3：“层”这一栏有两个"),
        (BASIC, "项目", 3, "名称", "：“名称”写了两次"),
    ],
)
def test_what_cannot_be_placed_is_said_with_its_cell(sheet: str, head: str, row: int, text: str, said: str) -> None:
    book = opened(FLOW)
    at = column(book[sheet], head)
    if sheet == "监督管理":
        book[sheet].cell(3, at).value = "村监委会"
    book[sheet].cell(row, at).value = text
    if head == "项目":
        book[sheet].cell(row, 2).value = "乙"
    _, faults = read_bytes(saved(book))
    assert any(said in one for one in faults), faults


def test_formula_without_result_and_unknown_sheet() -> None:
    book = opened(FLOW)
    book[BASIC].cell(3, 2).value = "=1+1"
    other = book.create_sheet("别的")
    other.append(["甲"])
    other.append(["乙"])
    _, faults = read_bytes(saved(book))
    assert any("公式没有结果" in one for one in faults)
    assert any("表“别的”A2：“甲”里没有地方放这张表的内容" in one for one in faults)
