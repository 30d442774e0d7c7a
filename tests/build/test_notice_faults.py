"""Bad data of notices: each fault with its place and what to do, and what is right beside it is made."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from helpers.notices import FINANCE, HEAD, cells, checked, project, table_of
from yizhangtu.build.checked import check_files

H = "项目,收入,支出\n"
CHECKS = FINANCE + "核对: 上期结余 + 收入 - 支出 = 本期结余\n"
PEOPLE = HEAD + "数据: '{{村名}}-{{期}}.csv'\n栏目: [姓名, 年龄, 致困原因, 金额]\n"
SHEET = HEAD + "数据: {文件: '{{村名}}-{{期}}.xlsx', 工作表: 明细}\n栏目: [项目, 收入, 支出]\n"


def found_in(folder: Path, data: str | bytes, definition: str = FINANCE, name: str = "甲村-2026-10.csv") -> list[str]:
    """Every diagnostic as file:line:column code."""
    content = data.encode() if isinstance(data, str) else data
    found = checked(project(folder, {"收支.yaml": definition, name: content}))
    return [
        f"{Path(one.span.file).name if one.span else ''}:{one.span.line if one.span else 0}:"
        f"{one.span.column if one.span else 0} {one.code}"
        for one in found.diagnostics
    ]


@pytest.mark.parametrize(
    ("data", "faults"),
    [
        (H + "租金,100.00,\n修,,30.1\n合计,100.01,30.1\n", ["甲村-2026-10.csv:4:2 Y835"]),
        (H + "租金,-5,\n", ["甲村-2026-10.csv:2:2 Y838"]),
        (H + "租金,#N/A,1.2E+17\n", ["甲村-2026-10.csv:2:2 Y838", "甲村-2026-10.csv:2:3 Y838"]),
        (H + "租金,五百,\n水,3,\n", ["甲村-2026-10.csv:2:2 Y838"]),
        (
            H + "租金,#N/A,\n补助,1.2E+17,\n退,1.234,\n",
            ["甲村-2026-10.csv:2:2 Y838", "甲村-2026-10.csv:3:2 Y838", "甲村-2026-10.csv:4:2 Y838"],
        ),
        (H + "租金,1.234,\n", ["甲村-2026-10.csv:2:2 Y838"]),
        (H + "租金,9900000000000,\n", ["甲村-2026-10.csv:2:2 Y838"]),
        (H, ["甲村-2026-10.csv:1:1 Y801"]),
        ("项目,收入\n租金,1\n", ["收支.yaml:7:14 Y832"]),
        (H + '"租金,1,\n', ["甲村-2026-10.csv:2:1 Y715"]),
        (b"\xd0\xcf\x11\xe0" + b"0" * 600, ["甲村-2026-10.csv:1:1 Y705"]),
        (H + "甲,1,2\n" * 10_001, ["甲村-2026-10.csv:10002:1 Y802"]),
        ("收支\n" + H + "租金,1,\n制表人：李××,,\n", ["甲村-2026-10.csv:4:1 Y724"]),
        (H + "见990101199001010019,1,\n", ["甲村-2026-10.csv:2:1 Y833"]),
        (H + "租金,990101199001010019,\n", ["甲村-2026-10.csv:2:2 Y833"]),
    ],
)  # fmt: skip
def test_a_fault_has_its_place(data: str | bytes, faults: list[str], tmp_path: Path) -> None:
    assert sorted(found_in(tmp_path, data)) == sorted(faults)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_spellings_of_amounts_in_every_encoding(encoding: str, tmp_path: Path) -> None:
    data = '甲村收支\n项目,收入,支出\n租金,"1,234.50元",—\n"修\n路",,１２３．４\n捐,1.2万元,\n合计,13234.5,123.4\n'
    found = checked(project(tmp_path, {"收支.yaml": FINANCE, "甲村-2026-10.csv": data.encode(encoding)}))
    assert found.diagnostics == ()
    assert cells(table_of(found)) == [
        ("租金", "1,234.50", "—"), ("修\n路", "", "123.40"), ("捐", "12,000.00", ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "faults"),
    [
        ("上期结余,500,\n租金,100,\n修,,30\n本期结余,570,\n", []),
        ("上期结余,500,\n租金,100,\n修,,30\n本期结余,570.01,\n", ["收支.yaml:8:5 Y835"]),
        ("上期结余,500,\n租金,100,\n", ["收支.yaml:8:5 Y832"]),
    ],
)  # fmt: skip
def test_equations_of_balances(rows: str, faults: list[str], tmp_path: Path) -> None:
    assert found_in(tmp_path, H + rows, CHECKS) == faults


def test_persons(tmp_path: Path) -> None:
    data = "姓名,年龄,致困原因,金额\n张三,45,因病,100\n张三,45,因病,100\n小李,12,孤儿,5\n欧阳××,30,肺癌,1\n"
    assert found_in(tmp_path, data, PEOPLE) == [
        "甲村-2026-10.csv:3:1 Y839", "甲村-2026-10.csv:4:2 Y834", "甲村-2026-10.csv:4:3 Y834",
        "甲村-2026-10.csv:5:3 Y834",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("posted", "faults"),
    [
        ("{自: 2026-11-05, 至: 2026-11-12, 不少于: 7日}", []),
        ("{自: 2026-11-05, 至: 2026-11-11, 不少于: 7日}", ["收支.yaml:8:25 Y837"]),
        ("{自: 2026年12月30日, 至: 2027年1月6日, 不少于: 7日}", []),
        ("{自: 2026-11-05, 至: 2026-11-01}", ["收支.yaml:8:25 Y837"]),
        ("不少于7日", []),
    ],
)  # fmt: skip
def test_how_long_it_hangs(posted: str, faults: list[str], tmp_path: Path) -> None:
    assert found_in(tmp_path, H + "租金,1,\n", FINANCE + f"公示期: {posted}\n") == faults


def workbook(rows: list[list[object]], change: Callable[[Any], None] | None = None) -> bytes:
    """The bytes of a workbook with one sheet, changed before it is saved."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    if change:
        change(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _formula(book: Any) -> None:
    book.active["B4"] = "=B3*2"
    book.active.row_dimensions[3].hidden = True


def _detail(book: Any) -> None:
    sheet = book.create_sheet("明细")
    sheet.append(["项目", "收入", "支出"])
    sheet.append(["甲", 1, 2])


ROWS: list[list[object]] = [["甲村收支"], ["项目", "收入", "支出"], ["租金", 1000.5, None], [None, None, 300]]


@pytest.mark.parametrize(
    ("data", "definition", "faults"),
    [
        (workbook(ROWS), FINANCE, []),
        (workbook(ROWS, _formula), FINANCE, ["甲村-2026-10.xlsx:3:1 Y723", "甲村-2026-10.xlsx:4:2 Y838"]),
        (workbook(ROWS, lambda book: book.active.merge_cells("A3:A4")), FINANCE, ["甲村-2026-10.xlsx:4:1 Y727"]),
        (workbook(ROWS, _detail), SHEET, []),
        (workbook(ROWS), SHEET, ["甲村-2026-10.xlsx:1:1 Y832"]),
        (b"no workbook", FINANCE, ["甲村-2026-10.xlsx:1:1 Y717"]),
    ],
)  # fmt: skip
def test_workbooks(data: bytes, definition: str, faults: list[str], tmp_path: Path) -> None:
    definition = definition.replace(".csv", ".xlsx")
    assert found_in(tmp_path, data, definition, "甲村-2026-10.xlsx") == faults


def test_an_old_workbook_is_named_with_the_way_out(tmp_path: Path) -> None:
    found = checked(project(tmp_path, {"收支.yaml": FINANCE.replace(".csv", ".et")}))
    (fault,) = found.diagnostics
    assert fault.code == "Y705" and ".xlsx" in fault.hint


@pytest.mark.parametrize(
    ("beside", "close"),
    [("甲村-2026-10.csv", False), ("乙村-2026-09.csv", False), ("乙村收支-2026-10.csv", True)],
)
def test_no_file_of_another_village_or_period_is_named_for_a_missing_one(
    beside: str, close: bool, tmp_path: Path
) -> None:
    found = checked(project(tmp_path, {"收支.yaml": FINANCE, beside: H + "租金,1,\n"}), "乙村")
    (fault,) = found.diagnostics
    assert fault.code == "Y831" and (beside in fault.hint) is close


def test_a_period_does_not_hide_why_a_notice_cannot_be_read(tmp_path: Path) -> None:
    folder = project(tmp_path, {"收支.yaml": FINANCE.replace(".csv", ".xls")})
    assert [one.code for one in check_files([folder / "收支.yaml"], period="2026-10").diagnostics] == ["Y705"]
