"""Workbooks become villages; what is wrong with them is reported at their cells."""

from __future__ import annotations

import datetime
import io
import warnings
import zipfile
from collections.abc import Iterator

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.cases import cases
from helpers.fuzz.mutations import forked_children
from helpers.tables import PLAIN, XLSX, book, changed_part, columns, csv, reported, saved, xlsx
from yizhangtu.read import ReadVillages, read_villages


@pytest.fixture(scope="module", autouse=True)
def quick_children() -> Iterator[None]:
    """The children that read are forks: each start of an interpreter takes a fifth of a second."""
    with forked_children():
        yield


ONE_ROW = book(["村名"], ["甲村"])


class TestWorkbook:
    """Cells as a spreadsheet shows them."""

    def test_texts_numbers_and_dates(self) -> None:
        head = ["村名", "编码", "电话", "面积", "补位", "比例", "日期", "成立", "开门", "是否"]
        day = datetime.datetime(2024, 5, 1)
        row = ["甲村", "000001", 13812345678.0, 0.1 + 0.2, 7, 0.125, day, day, datetime.time(8, 30), True]
        shapes = {"E2": "000000", "F2": "0.0%", "G2": "yyyy-mm-dd", "H2": 'yyyy"年"m"月"d"日"', "I2": "hh:mm"}
        found = columns(xlsx(head, row, formats=shapes))
        assert list(found[0].values()) == [
            "甲村", "000001", "13812345678", "0.3", "000007", "12.5%", "2024-05-01", "2024年5月1日", "08:30", "TRUE"
        ]  # fmt: skip

    def test_empty_rows_are_skipped_and_places_kept(self) -> None:
        result = xlsx([None], ["村名", "编码"], [None, None], ["甲村", 5], [" ", None], ["乙村", 6])
        assert columns(result) == [{"村名": "甲村", "编码": "5"}, {"村名": "乙村", "编码": "6"}]
        assert [village.name.span and village.name.span.line for village in result.villages] == [4, 6]

    def test_the_first_visible_sheet_with_the_column_names(self) -> None:
        assert [village.name for village in xlsx(["村名"], ["甲村"], sheets=2).villages] == ["甲村"]
        made = openpyxl.Workbook()
        made.worksheets[0].title, made.worksheets[0].sheet_state = "旧表", "hidden"
        for title, rows in (("说明", [["填表说明"]]), ("村", [["村名"], ["乙村"]]), ("三", [["村名"], ["丙村"]])):
            made.create_sheet(title)
            for row in rows:
                made[title].append(row)
        for row in (["村名"], ["甲村"]):
            made["旧表"].append(row)
        made.active = 2
        made.create_chartsheet("图", 0)
        result = read_villages(saved(made), XLSX)
        assert [village.name for village in result.villages] == ["乙村"]
        assert reported(result) == ["- Y722"] and "“村”" in result.diagnostics[0].message
        assert "旧表、说明、三" in result.diagnostics[0].hint

    def test_hidden_rows_count_and_are_told(self) -> None:
        made = openpyxl.load_workbook(io.BytesIO(book(["村名"], ["甲村"], ["旧村"], ["乙村"])))
        made.worksheets[0].row_dimensions[3].hidden = True
        result = read_villages(saved(made), XLSX)
        assert [village.name for village in result.villages] == ["甲村", "旧村", "乙村"]
        assert reported(result) == ["3:1 Y723"] and "第 3 行" in result.diagnostics[0].message

    def test_a_merged_cell_counts_for_each_row_but_for_a_name(self) -> None:
        made = openpyxl.load_workbook(
            io.BytesIO(book(["村名", "片", "户"], ["甲村", "东", 1], ["乙村", None, 2], ["丙村", "西", 3]))
        )
        made.worksheets[0].merge_cells("B2:B3")
        result = read_villages(saved(made), XLSX)
        assert [dict(village.columns)["片"] for village in result.villages] == ["东", "东", "西"]
        assert reported(result) == ["3:2 Y727"] and "“东”" in result.diagnostics[0].message
        made.worksheets[0].merge_cells("A2:A3")
        assert "3:1 Y115" in reported(read_villages(saved(made), XLSX))

    def test_a_formula_that_was_never_computed(self) -> None:
        result = read_villages(book(["村名", "站"], ["甲村", '=A2&"站"'], ["乙村", "=A3"], ["丙村", "丙站"]), XLSX)
        assert reported(result) == ["2:2 Y725"] and "第 3 行" in result.diagnostics[0].message

    def test_a_format_that_is_not_understood(self) -> None:
        result = xlsx(["村名", "比"], ["甲村", 0.5], formats={"B2": "# ?/?"})
        assert reported(result) == ["2:2 Y726"] and "“0.5”" in result.diagnostics[0].message
        assert dict(result.villages[0].columns)["比"] == "0.5"

    @pytest.mark.parametrize(
        "name",
        [
            "合计",
            "总 计",
            "填表人：张××",
            "制表人",
            "注：以上数据截至6月",
            "说明",
            "（必填）",
            "（6位）",
            "备注：无",
            "村名",
            "日期：2026-11-1",
        ],
    )
    def test_rows_that_are_no_villages_are_left_out_and_told(self, name: str) -> None:
        result = xlsx(["村名", "户数"], ["甲村", 10], [name, 30])
        assert [village.name for village in result.villages] == ["甲村"]
        assert reported(result) == ["3:1 Y724"]
        assert [village.name for village in csv(f"村名,户数\n甲村,1\n{name},2\n").villages] == ["甲村"]

    @pytest.mark.parametrize("name", ["注塘村", "合计村", "说明庄", "日期村", "备战村"])
    def test_villages_that_are_called_nearly_so(self, name: str) -> None:
        assert [village.name for village in xlsx(["村名"], [name]).villages] == [name]

    def test_another_table_below_is_not_read(self) -> None:
        result = xlsx(["村名", "编码"], ["甲村", "1"], [None], ["组名", "户数"], ["一组", "30"])
        assert [village.name for village in result.villages] == ["甲村"]
        assert reported(result) == ["4:1 Y728"] and "组名、户数" in result.diagnostics[0].message

    def test_values_of_formulas_and_no_warnings(self) -> None:
        made = openpyxl.Workbook()
        sheet = made.worksheets[0]
        sheet.append(["村名", "合计"])
        sheet.append(["甲村", "=1+1"])
        data = io.BytesIO()
        made.save(data)
        extended = b"<extLst><ext uri='{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}'/></extLst></worksheet>"
        changed = changed_part(data.getvalue(), "xl/worksheets/sheet1.xml", b"<v></v>", b"<v>2</v>")
        changed = changed_part(changed, "xl/worksheets/sheet1.xml", b"<v />", b"<v>2</v>")
        changed = changed_part(changed, "xl/worksheets/sheet1.xml", b"</worksheet>", extended)
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            assert columns(read_villages(changed, XLSX)) == [{"村名": "甲村", "合计": "2"}]


@pytest.mark.parametrize(
    ("data", "code", "expected_message"),
    [
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "- Y705", "旧版 Excel"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "- Y717", "密码"),
        (PLAIN.encode(), "- Y717", "CSV 文件的名字要以 .csv 结尾"),
        (b"PK\x03\x04 and no more", "- Y717", "可能坏了"),
        (book(["村名"], ["甲村"])[:-30], "- Y717", "可能坏了"),
        (changed_part(ONE_ROW, "xl/worksheets/sheet1.xml", b"<sheetData>", b"<sheetData"), "- Y717", "坏"),
        (changed_part(ONE_ROW, "[Content_Types].xml", b"<Types", b"<"), "- Y717", "坏"),
        (book(["村名", "编码"], ["甲村", 341181199001011234]), "2:2 Y716", "3.41181E+17"),
        (book(["村名", "编码"], ["甲村", "#N/A"]), "2:2 Y716", "#N/A"),
        (book(["村名", None], ["甲村", "一"]), "2:2 Y713", "比列名多"),
        (book(), "- Y103", "空的"),
    ],
)  # fmt: skip
def test_faults_of_a_workbook(data: bytes, code: str, expected_message: str) -> None:
    result = read_villages(data, XLSX)
    assert reported(result) == [code]
    assert expected_message in result.diagnostics[0].message + result.diagnostics[0].hint


def test_a_bomb_is_not_unpacked() -> None:
    zeros = changed_part(book(["村名"]), "xl/worksheets/sheet1.xml", b"<sheetData>", b"<sheetData>" + b" " * 60_000_000)
    assert len(zeros) < 200_000
    assert reported(read_validly(zeros)) == ["- Y710"]


def test_entities_are_not_expanded() -> None:
    nested = "".join(f"<!ENTITY e{n} '{f'&e{n - 1};' * 10 if n else 'lol'}'>" for n in range(12))
    head = f"<!DOCTYPE worksheet [{nested}]><worksheet".encode()
    bomb = changed_part(book(["村名"], ["甲"]), "xl/worksheets/sheet1.xml", b"<worksheet", head)
    bomb = changed_part(bomb, "xl/worksheets/sheet1.xml", b"<sheetData>", b"<sheetData>&e11;")
    assert reported(read_validly(bomb)) == ["- Y717"]


def test_a_row_far_below_takes_no_time() -> None:
    sound = book(["村名"], ["甲"])
    row = changed_part(sound, "xl/worksheets/sheet1.xml", b'<row r="2"', b'<row r="2000000000"')
    assert [village.name for village in read_validly(row).villages] == ["甲"]  # its cell says A2
    cell = changed_part(sound, "xl/worksheets/sheet1.xml", b'<c r="A2"', b'<c r="A2000000000"')
    assert reported(read_validly(cell)) == ["- Y710"]


def read_validly(data: bytes) -> ReadVillages:
    """A file that Python still accepts as an archive."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert "xl/workbook.xml" in archive.namelist()
    return read_villages(data, XLSX)


SOUND = book(["村名", "编码"], ["甲村", 1], ["乙村", datetime.datetime(2024, 1, 1)])


@settings(max_examples=cases(12, 300))
@given(st.integers(0, len(SOUND) - 1), st.binary(min_size=1, max_size=4))
def test_whatever_became_of_a_workbook(place: int, change: bytes) -> None:
    read_villages(SOUND[:place] + change + SOUND[place + len(change) :], XLSX)


INSIDE = [b'r="2"', b't="n"', b"<v>1</v>", b"<row", b'r="A1"', b's="1"', b"sheetData"]


@pytest.mark.parametrize("old", INSIDE)
@pytest.mark.parametrize(
    "new", [b'r="-1"', b't="s"', b"<v>x</v>", b"<v>9999999999</v>", b'r="ZZZ1"', b's="99"', b"<x/>"]
)
def test_whatever_a_sheet_holds(old: bytes, new: bytes) -> None:
    read_villages(changed_part(SOUND, "xl/worksheets/sheet1.xml", old, new), XLSX)
