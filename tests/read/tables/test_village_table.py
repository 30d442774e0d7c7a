"""Village tables: files of spreadsheet programs and editors become villages; mistakes are reported at their cells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.reading import guide_of
from helpers.tables import CSV, PLAIN, book, columns, csv, reported, xlsx
from yizhangtu.model.project import Project
from yizhangtu.read import read_project
from yizhangtu.read.tables import csv_table, table, workbook
from yizhangtu.read.tables.table import TableLimits

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


def test_another_form_of_an_ideograph_is_reported_at_its_cell() -> None:
    result = csv("村名,站长\n甲村,葛\U000e0101\n")
    assert reported(result) == ["2:2 Y605"]
    assert dict(result.villages[0].columns) == {"村名": "甲村", "站长": "葛"}
