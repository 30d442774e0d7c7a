"""受理单 with fields, 受理登记簿 in print and as a workbook."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pikepdf
import pypdfium2
import pytest

from helpers.form_files import forms, pages
from helpers.formulas import Book, serial
from helpers.guides import CASES, GuideGraph, guide_and_graph
from helpers.media_jobs import named, plain
from yizhangtu.content.reception import reception_of
from yizhangtu.media.context import Context
from yizhangtu.model.diagnostics import Text
from yizhangtu.model.project import Project, Village

SLIP, SHEET, BOOK = "受理单.pdf", "受理登记簿.pdf", "受理登记簿.xlsx"


@pytest.fixture(scope="module")
def drawn(definitions: list[GuideGraph]) -> GuideGraph:
    return named(definitions, "高龄津贴申领")


@pytest.fixture(scope="module")
def made(context: Context, project: Project, drawn: GuideGraph) -> dict[str, bytes]:
    return forms(context, project, drawn, "register")


def test_the_slip_has_every_material_once_and_a_receipt(made: dict[str, bytes], drawn: GuideGraph) -> None:
    (text,) = pages(made[SLIP])
    for material in reception_of(drawn[0]).wanted:
        assert text.count(plain(material)) == 1, material
    for said in ("一事一单", "委托村里代办", "承诺办结日", "回执（交给申请人）", "20个工作日"):
        assert said in text


def test_fields_hold_chinese_that_a_viewer_draws(made: dict[str, bytes]) -> None:
    def ink(change: bool) -> int:
        with pikepdf.open(BytesIO(made[SLIP])) as pdf:
            for field in pdf.Root.AcroForm.Fields:
                if change and pikepdf.Name.Tx == field.FT:
                    field.V = pikepdf.String("张××的材料齐了")
            out = BytesIO()
            pdf.save(out)
        document = pypdfium2.PdfDocument(out.getvalue())
        document.init_forms()
        picture = document[0].render(scale=1, may_draw_forms=True).to_pil().convert("L")
        document.close()
        return sum(count for shade, count in enumerate(picture.histogram()) if shade < 128)

    assert ink(True) > ink(False) + 300


def test_one_text_for_both_places_of_a_field_and_no_embedded_font(made: dict[str, bytes]) -> None:
    with pikepdf.open(BytesIO(made[SLIP])) as pdf:
        fields = {str(field.T): field for field in pdf.Root.AcroForm.Fields}
        assert [len(fields[name].Kids) for name in ("applicant", "number", "group", "material1")] == [2, 2, 1, 1]
        assert str(fields["material1"].TU).startswith("老人身份证")
        font = pdf.Root.AcroForm.DR.Font["/GB1"]
        assert font.Encoding == "/UniGB-UTF16-H" and font.DescendantFonts[0].CIDSystemInfo.Ordering == "GB1"
        assert not {"/FontFile", "/FontFile2", "/FontFile3"} & set(font.DescendantFonts[0].FontDescriptor.keys())
        links = [one for page in pdf.pages for one in page.get("/Annots", []) if one.Subtype == "/Link"]
        assert links == []
        boxes = [[float(side) for side in kid.Rect] for name, field in fields.items() for kid in field.Kids
                 if field.FT == "/Btn"]  # fmt: skip
        assert all(right - left > 10 and top - bottom > 10 for left, bottom, right, top in boxes)  # points: 3.5 mm


def test_five_materials_leave_the_register_its_twenty_rows(
    context: Context, project: Project, definitions: list[GuideGraph]
) -> None:
    drawn = named(definitions, "临时救助")
    assert len(reception_of(drawn[0]).wanted) == 5
    (text,) = pages(forms(context, project, drawn, "register")[SHEET])
    assert text.count("①②③④⑤") == 20


def test_numbered_slips_are_filled_in_by_pen(context: Context, project: Project, drawn: GuideGraph) -> None:
    several = forms(context, project, drawn, "register", copies=21)
    text = pages(several[SLIP])
    assert len(text) == 21 and [page.count(f"{number:03}") >= 2 for number, page in enumerate(text, 1)] == [True] * 21
    with pikepdf.open(BytesIO(several[SLIP])) as pdf:
        assert "/AcroForm" not in pdf.Root and not any(page.get("/Annots") for page in pdf.pages)
    assert len(pages(several[SHEET])) == 2 and "40" in pages(several[SHEET])[1]


def test_twenty_rows_fit_on_a_sheet(made: dict[str, bytes]) -> None:
    (text,) = pages(made[SHEET])
    assert all(head in text for head in ("序号", "领取签字", "代办员", "档号")) and "①老人身份证" in text
    document = pypdfium2.PdfDocument(made[SHEET])
    assert document[0].get_size()[0] > document[0].get_size()[1]
    document.close()


def filled(data: bytes) -> Book:
    """A register with three applications: closed late, closed in time, open and overdue."""
    book = Book(data, today="2026-12-05")
    sheet = book.book["登记簿"]
    heads = {cell.value: cell.column_letter for cell in sheet[4]}
    rows = (("2026-09-24", "2026-11-03", "办结", "满意"), ("2026-09-30", "2026-10-20", "不予办理", None),
            ("2026-11-02", None, None, None))  # fmt: skip
    for row, cells in enumerate(rows, 5):
        for head, value in zip(("受理日期", "办结日期", "结果", "满意"), cells, strict=True):
            dated = value and value.startswith("2")
            book.fill("登记簿", f"{heads[head]}{row}", serial(value) if dated else value)
    for row, day in enumerate(("2026-10-01", "2026-10-02", "2026-10-05", "2026-10-06", "2026-10-07"), 5):
        book.fill("节假日", f"B{row}", serial(day))
    book.fill("节假日", "A5", serial("2026-10-10"))
    return book


def column(book: Book, head: str) -> str:
    return next(cell.column_letter for cell in book.book["登记簿"][4] if cell.value == head)


def test_the_workbook_computes_the_promised_day_and_what_is_overdue(made: dict[str, bytes]) -> None:
    book = filled(made[BOOK])
    due, state = column(book, "承诺办结日"), column(book, "是否超期")
    # as LibreOffice 7.4 computes it
    assert [book.day("登记簿", f"{due}{row}") for row in (5, 6, 7, 8)] == ["2026-10-28", "2026-11-03", "2026-11-30", ""]
    assert [book.value("登记簿", f"{state}{row}") for row in (5, 6, 7, 8)] == ["超期办结", "按期", "超期未办", ""]


def test_counts_by_month_and_the_list_of_files(made: dict[str, bytes]) -> None:
    book = filled(made[BOOK])
    heads = [cell.value for cell in book.book["按月统计"][3]]
    total = {head: book.value("按月统计", f"{chr(65 + at)}16") for at, head in enumerate(heads)}
    assert total["月"] == "合计" and (total["受理"], total["办结"], total["不予办理"], total["满意"]) == (3, 2, 1, 1)
    assert (total["按期"], total["超期办结"], total["在办"], total["超期未办"]) == (1, 1, 0, 1)
    assert [book.value("按月统计", f"B{row}") for row in (12, 14)] == [2, 1]  # September, November
    number = column(book, "档号")
    assert book.value("登记簿", f"{number}5") == ""  # the period of retention is not filled in
    book.fill("设置", "B4", "000001")
    book.fill("设置", "C4", "D30")
    assert book.value("登记簿", f"{number}5") == "000001-WS·2026-D30-0001"
    line = [book.value("归档文件目录", f"{letter}4") for letter in "ABCDE"]
    assert line[0] == 1 and line[1].endswith("0001") and line[3:] == ["高龄津贴申领受理单（第001号）", "20261103"]
    assert book.value("归档文件目录", "D6") == ""  # still open


def test_the_number_of_a_file_is_written_as_the_project_wants(
    context: Context, project: Project, drawn: GuideGraph
) -> None:
    own = replace(project, archive_number=Text('"村"-{{编号}}-{{年}}-{{件号}}'))
    book = filled(forms(context, own, drawn, "register")[BOOK])
    assert book.value("登记簿", f"{column(book, '档号')}6") == '"村"-B-03-2026-0002'


def test_a_register_is_that_of_its_village(context: Context, project: Project, drawn: GuideGraph) -> None:
    village = Village(Text("甲村"), Text("341181100201"))
    files = forms(context, project, drawn, "register", village=village)
    assert all("甲村" in page for name in (SLIP, SHEET) for page in pages(files[name]))
    book = Book(files[BOOK])
    assert book.value("设置", "B4") == "341181100201" and book.value("设置", "E4") == "甲村"
    assert "甲村" in book.value("登记簿", "A1")


def test_cases_are_chosen_from_a_list(context: Context, project: Project) -> None:
    case = guide_and_graph(CASES.replace("名称:", "帮办代办: {姓名: 张××}\n名称:", 1), project)
    book = Book(forms(context, project, case, "register")[BOOK])
    letter = column(book, "情形")
    rule = next(one for one in book.book["登记簿"].data_validations.dataValidation if str(one.sqref).startswith(letter))
    names = [cell.value for (cell,) in book.book["情形"].iter_rows(min_row=3)]
    assert names == list(reception_of(case[0]).cases) and rule.formula1 == f"'情形'!$A$3:$A${2 + len(names)}"


def test_equal_input_gives_equal_bytes(
    context: Context, project: Project, drawn: GuideGraph, made: dict[str, bytes]
) -> None:
    assert forms(context, project, drawn, "register") == made
