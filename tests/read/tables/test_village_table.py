"""Village tables: files of spreadsheet programs and editors become villages; mistakes are reported at their cells."""

from __future__ import annotations

import datetime
import io
import warnings
import zipfile
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.reading import at, guide_of
from yizhangtu.model.project import Project
from yizhangtu.read import ReadVillages, read_project, read_villages
from yizhangtu.read.tables import csv_table, table, workbook
from yizhangtu.read.tables.table import TableLimits

CSV, XLSX = "flows/村庄.csv", "flows/村庄.xlsx"
PLAIN = "村名,编码,站名\n甲村,000001,甲站\n乙村,000002,乙站\n"


def csv(text: str | bytes) -> ReadVillages:
    return read_villages(text.encode() if isinstance(text, str) else text, CSV)


def book(*rows: Any, formats: dict[str, str] | None = None, sheets: int = 1) -> bytes:
    """A workbook with these rows in its first sheet."""
    made = openpyxl.Workbook()
    sheet = made.worksheets[0]
    for row in rows:
        sheet.append(row)
    for place, shape in (formats or {}).items():
        sheet[place].number_format = shape
    for _ in range(1, sheets):
        made.create_sheet().append(["村名"])
    data = io.BytesIO()
    made.save(data)
    return data.getvalue()


def saved(made: openpyxl.Workbook) -> bytes:
    data = io.BytesIO()
    made.save(data)
    return data.getvalue()


def xlsx(*rows: Any, **more: Any) -> ReadVillages:
    return read_villages(book(*rows, **more), XLSX)


def reported(result: ReadVillages) -> list[str]:
    return [at(fault) for fault in result.diagnostics]


def columns(result: ReadVillages) -> list[dict[str, str]]:
    """The rows without a fault among them."""
    assert reported(result) == []
    return [dict(village.columns) for village in result.villages]


EXPECTED = [{"村名": "甲村", "编码": "000001", "站名": "甲站"}, {"村名": "乙村", "编码": "000002", "站名": "乙站"}]


class TestCsv:
    """Text in any of the encodings of spreadsheet programs."""

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
    @pytest.mark.parametrize("sign", [",", ";", "\t"])
    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
    def test_encodings_signs_and_line_ends(self, encoding: str, sign: str, end: str) -> None:
        data = PLAIN.replace(",", sign).replace("\n", end).encode(encoding)
        assert columns(csv(data)) == EXPECTED

    def test_it_is_what_a_list_gives(self) -> None:
        listed = "村庄:\n  - {村名: 甲村, 编码: 000001, 站名: 甲站}\n  - {name: 乙村, code: 000002, 站名: 乙站}\n"
        assert csv(PLAIN).villages == read_project(listed.encode(), "flows/辖区.yaml").project.villages

    def test_places_are_those_of_the_cells(self) -> None:
        village = csv(PLAIN).villages[1]
        assert [str(village.name.span), str(village.code and village.code.span)] == [
            f"Span(file='{CSV}', line=3, column=1, end_line=3, end_column=2)",
            f"Span(file='{CSV}', line=3, column=2, end_line=3, end_column=3)",
        ]

    def test_quotes_commas_and_lines_inside_a_cell(self) -> None:
        text = '村名,地址\n甲村,"一路1号,\r\n""老村部""二楼"\n\n , \n乙村,丙\n'
        assert columns(csv(text)) == [
            {"村名": "甲村", "地址": '一路1号,\n"老村部"二楼'}, {"村名": "乙村", "地址": "丙"}
        ]  # fmt: skip

    def test_english_names_and_looks_of_names(self) -> None:
        assert columns(csv("name,code,村　站\n甲村,1,二\n")) == [{"村名": "甲村", "编码": "1", "村站": "二"}]
        assert columns(csv('"村  名"," 帮办\n代办 "\n 甲村 ,张××\n')) == [{"村名": "甲村", "帮办代办": "张××"}]

    def test_empty_cells_and_columns(self) -> None:
        result = csv("村名,编码,,电话,\n甲村,,,,\n")
        assert columns(result) == [{"村名": "甲村", "编码": "", "电话": ""}]
        assert result.villages[0].code is None

    def test_variables_are_filled_in(self) -> None:
        project = Project(villages=csv(PLAIN).villages)
        assert project.columns == ("村名", "编码", "站名")
        text = "名称: '{{村名}}{{站名}}{{编码}}'\n"
        assert guide_of(text, project, project.villages[1]).title == "乙村乙站000002"
        assert guide_of(text, project).title == "本村××××"


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
        changed = _changed(data.getvalue(), "xl/worksheets/sheet1.xml", b"<v></v>", b"<v>2</v>")
        changed = _changed(changed, "xl/worksheets/sheet1.xml", b"<v />", b"<v>2</v>")
        changed = _changed(changed, "xl/worksheets/sheet1.xml", b"</worksheet>", extended)
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            assert columns(read_villages(changed, XLSX)) == [{"村名": "甲村", "合计": "2"}]


def _changed(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """The workbook with one part changed."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, content.replace(old, new) if name == part else content)
    return result.getvalue()


@pytest.mark.parametrize(
    ("text", "expected", "expected_message"),
    [
        ("", "- Y103", "村庄表是空的"),
        (",,\n;\t\n", "- Y103", "村庄表是空的"),
        ("村名,编码\n", "1:1 Y711", "没有村庄"),
        ("名称,编码\n甲村,1\n", "1:1 Y115", "是不是“名称”？把这个列名改成“村名”"),
        ("编码,村明\n1,甲村\n", "1:2 Y115", "是不是“村明”"),
        ("电话,编码\n甲,1\n", "1:1 Y115", "其中一列叫“村名”"),
        ("某镇一览\n村名,编码\n甲村,1\n", "1:1 Y115", "列名在第 2 行"),
        ("村名，编码\n甲村，1\n", "1:1 Y115", "英文逗号"),
        ("村名,站名,站名\n甲村,1,2\n", "1:3 Y114", "“站名”这一列写了两次"),
        ("村名,编码,code\n甲村,1,2\n", "1:3 Y114", "“code”和“编码”是同一列"),
        ("村名,区划代码\n甲村,1\n", "1:2 Y712", "把列名改成“编码”"),
        ("村名,编码\n,1\n", "2:1 Y115", "第 2 行没有写村名"),
        ("编码,村名\n1,甲村\n2,乙村\n3,甲村\n", "4:2 Y704", "村名“甲村”写了两次"),
        ("村名\n../甲\n", "2:1 Y708", "不能作文件夹名"),
        ("村名\nCON\n", "2:1 Y708", "不能作文件夹名"),
        ("村名,地址\n甲村,一路,1号\n", "2:3 Y713", "第 2 行的格子比列名多"),
        ("村名,,站名\n甲村,,1\n乙村,2,3\n", "1:2 Y713", "第 2 列没有列名，第 3 行却写了内容"),
        ("村名,站名\n甲村,1\n乙村\n丙村\n", "3:1 Y714", "第 3 行的格子比列名少，这样的有 2 行"),
        ('村名,站名\n甲村,"一\n乙村,二\n', "2:1 Y715", "英文双引号没有成对"),
        ('村名,站名\n甲村,"一"二\n', "2:1 Y715", "英文双引号没有成对"),
        ("村名,站名\n甲村," + "一" * 140_000 + "\n", "2:1 Y715", "有一格的字太多"),
        ("村名,编码\n甲村,3.41181E+11\n", "2:2 Y716", "先把整列设为“文本”"),
        ("村名,日期\n甲村,########\n", "2:2 Y716", "不是真正的内容"),
        ("村名,站名\n甲村,甲\x07站\n", "2:2 Y602", "U+0007"),
        ("村名,站\u202e名\n甲村,1\n", "1:2 Y602", "双向文字控制符"),
        ("村名,站名\n甲村,\x00\n", "2:2 Y602", "NUL"),
        ("<html><table>", "- Y705", "网页"),
        ("%PDF-1.7", "- Y705", "PDF"),
    ],
)
def test_faults_of_a_csv(text: str, expected: str, expected_message: str) -> None:
    result = csv(text)
    assert reported(result) == [expected]
    assert expected_message in result.diagnostics[0].message + result.diagnostics[0].hint
    assert all(fault.hint and (not fault.span or fault.span.file == CSV) for fault in result.diagnostics)


@pytest.mark.parametrize(
    ("data", "code", "expected_message"),
    [
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "- Y705", "旧版 Excel"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "- Y717", "密码"),
        (PLAIN.encode(), "- Y717", "CSV 文件的名字要以 .csv 结尾"),
        (b"PK\x03\x04 and no more", "- Y717", "可能坏了"),
        (book(["村名"], ["甲村"])[:-30], "- Y717", "可能坏了"),
        (_changed(book(["村名"], ["甲村"]), "xl/worksheets/sheet1.xml", b"<sheetData>", b"<sheetData"), "- Y717", "坏"),
        (_changed(book(["村名"], ["甲村"]), "[Content_Types].xml", b"<Types", b"<"), "- Y717", "坏"),
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


def test_marks_that_keep_a_number_as_text() -> None:
    found = csv("村名,甲,乙,丙,丁\n甲村,=\"001\",'002,'甲,=1+1\n").villages[0]
    assert [value for _, value in found.columns][1:] == ["001", "002", "'甲", "=1+1"]


def test_the_end_of_a_file_of_old_programs() -> None:
    assert [village.name for village in csv(b"\xb4\xe5\xc3\xfb\r\n\xbc\xd7\xb4\xe5\r\n\x1a").villages] == ["甲村"]


@pytest.mark.parametrize(
    ("name", "stated"), [("甲" * 90, "有 90 个字"), ('"甲\n村"', "里有换行"), ("甲\u200b村", "零宽字符")]
)
def test_why_a_name_cannot_be_that_of_a_folder(name: str, stated: str) -> None:
    result = csv(f"村名\n{name}\n")
    assert len(result.diagnostics) == 1 and stated in result.diagnostics[0].message


def test_a_workbook_by_the_name_of_a_csv() -> None:
    result = csv(book(["村名"], ["甲村"]))
    assert reported(result) == ["- Y705"] and "改成 .xlsx" in result.diagnostics[0].hint


@pytest.mark.parametrize("damage", ["甲村,\udc80".encode("utf-8", "surrogateescape"), b"\xef\xbb\xbf\xff\xff"])
def test_what_is_no_text(damage: bytes) -> None:
    result = csv("村名,站名\n".encode() + damage if damage[:1] != b"\xef" else damage + PLAIN.encode())
    assert [code[-4:] for code in reported(result)] == ["Y102"]


def test_too_much_is_refused_before_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    few = TableLimits(2, 20, "另存。")
    monkeypatch.setattr(csv_table, "LIMITS", few)
    monkeypatch.setattr(workbook, "LIMITS", few)
    assert reported(csv(PLAIN)) == ["- Y710"]
    assert reported(xlsx(["村名"], ["甲"], ["乙"])) == ["- Y710"]
    assert reported(xlsx(["村名"] + [None] * 30 + ["远"], ["甲"])) == ["- Y710"]
    monkeypatch.setattr(workbook, "LARGEST_UNPACKED", 1000)
    result = xlsx(["村名"], ["甲"])
    assert reported(result) == ["- Y710"] and "解压后" in result.diagnostics[0].message
    monkeypatch.setattr(table, "LARGEST", 10)
    assert reported(csv(PLAIN)) == ["- Y710"]


def test_a_bomb_is_not_unpacked() -> None:
    zeros = _changed(book(["村名"]), "xl/worksheets/sheet1.xml", b"<sheetData>", b"<sheetData>" + b" " * 60_000_000)
    assert len(zeros) < 200_000
    assert reported(read_validly(zeros)) == ["- Y710"]


def test_entities_are_not_expanded() -> None:
    nested = "".join(f"<!ENTITY e{n} '{f'&e{n - 1};' * 10 if n else 'lol'}'>" for n in range(12))
    head = f"<!DOCTYPE worksheet [{nested}]><worksheet".encode()
    bomb = _changed(book(["村名"], ["甲"]), "xl/worksheets/sheet1.xml", b"<worksheet", head)
    bomb = _changed(bomb, "xl/worksheets/sheet1.xml", b"<sheetData>", b"<sheetData>&e11;")
    assert reported(read_validly(bomb)) == ["- Y717"]


def test_a_row_far_below_takes_no_time() -> None:
    sound = book(["村名"], ["甲"])
    row = _changed(sound, "xl/worksheets/sheet1.xml", b'<row r="2"', b'<row r="2000000000"')
    assert [village.name for village in read_validly(row).villages] == ["甲"]  # its cell says A2
    cell = _changed(sound, "xl/worksheets/sheet1.xml", b'<c r="A2"', b'<c r="A2000000000"')
    assert reported(read_validly(cell)) == ["- Y710"]


def read_validly(data: bytes) -> ReadVillages:
    """A file that Python still accepts as an archive."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert "xl/workbook.xml" in archive.namelist()
    return read_villages(data, XLSX)


def test_faults_are_limited() -> None:
    result = csv("村名,站名\n" + "甲村,1\n" * 1000)
    assert len(result.diagnostics) == 201 and result.diagnostics[-1].code == "Y125"


def test_many_rows() -> None:
    rows = "".join(f"第{n}村,{n:06d}\n" for n in range(5000))
    assert len(columns(csv("村名,编码\n" + rows))) == 5000


@given(
    st.one_of(
        st.binary(max_size=200), st.text(alphabet='村名编码,;\t"\n\r甲 \x00\ufeff#E+1', max_size=80).map(str.encode)
    )
)
def test_whatever_a_csv_holds(data: bytes) -> None:
    result = csv(data)
    assert all(fault.hint for fault in result.diagnostics)
    assert result.villages or result.diagnostics


SOUND = book(["村名", "编码"], ["甲村", 1], ["乙村", datetime.datetime(2024, 1, 1)])


@settings(max_examples=60)
@given(st.integers(0, len(SOUND) - 1), st.binary(min_size=1, max_size=4))
def test_whatever_became_of_a_workbook(place: int, change: bytes) -> None:
    read_villages(SOUND[:place] + change + SOUND[place + len(change) :], XLSX)


INSIDE = [b'r="2"', b't="n"', b"<v>1</v>", b"<row", b'r="A1"', b's="1"', b"sheetData"]


@pytest.mark.parametrize("old", INSIDE)
@pytest.mark.parametrize(
    "new", [b'r="-1"', b't="s"', b"<v>x</v>", b"<v>9999999999</v>", b'r="ZZZ1"', b's="99"', b"<x/>"]
)
def test_whatever_a_sheet_holds(old: bytes, new: bytes) -> None:
    read_villages(_changed(SOUND, "xl/worksheets/sheet1.xml", old, new), XLSX)


def test_another_form_of_an_ideograph_is_reported_at_its_cell() -> None:
    result = csv("村名,站长\n甲村,葛\U000e0101\n")
    assert reported(result) == ["2:2 Y605"]
    assert dict(result.villages[0].columns) == {"村名": "甲村", "站长": "葛"}
