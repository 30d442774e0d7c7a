"""`register check`: counts and rows, never names; what cannot be read is told and does not stop the others."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from helpers.village_project import enter, run

HEADS = ("序号", "受理日期", "申请人", "联系电话", "承诺办结日", "办结日期", "领取签字")


def register(path: Path, *rows: tuple[object, ...], title: str = "登记簿", heads: tuple[str, ...] = HEADS) -> None:
    book = openpyxl.Workbook()
    book.active.title = "说明"
    book.active.append(["不是登记簿"])
    sheet = book.create_sheet(title)
    sheet.append(["甲村受理登记簿"])
    sheet.append(heads)
    for row in rows:
        sheet.append(row)
    book.save(path)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    enter(tmp_path, monkeypatch)
    return tmp_path


def test_counts_without_names(here: Path) -> None:
    register(
        here / "甲.xlsx",
        (1, "2026-09-01", "欧阳××", "138-0000-0000", "2026-09-20", "2026-09-15", "已签"),
        (3, "2026-09-02", "欧阳××", "138-0000-0000", "2026-09-20", None, None),
    )
    result = run("register", "check", "甲.xlsx", "--on", "2026年10月1日")
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "甲.xlsx：受理 2 件，办结 1，没有办结 1", "  超期未办 1 件：第 4 行", "  缺 1 个号：2",
    ]  # fmt: skip
    assert "欧阳" not in result.stdout + result.stderr and "138" not in result.stdout
    assert run("register", "check", "甲.xlsx", "--on", "2026-09-10").exit_code == 1  # the number is still lacking
    register(here / "好.xlsx", (1, "2026-09-01", "王××", "", "2026-09-20", "2026-09-15", "代领"), title="我的")
    assert run("register", "check", "好.xlsx", "--on", "2026-10-01").exit_code == 0


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("xl/worksheets/sheet1.xml", b" " * 60_000_000)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "code", "said"),
    [
        (None, "Y127", "没有这个文件，或者读不了"),
        (b"", "Y717", "这不是 .xlsx 表格"),
        (b"\xff\xd8\xff\xe0", "Y705", "这是图片，不是表格"),
        (b"PK\x03\x04" + b"\0" * 40, "Y717", "表格打不开"),
        (bomb(), "Y710", "解压后超过了 50 MB"),
    ],
)
def test_what_cannot_be_read_does_not_stop_the_others(here: Path, content: bytes | None, code: str, said: str) -> None:
    if content is not None:
        (here / "坏.xlsx").write_bytes(content)
    register(here / "好.xlsx", (1, "2026-09-01", "王××", "", "2026-09-20", "2026-09-15", "已签"))
    result = run("register", "check", "坏.xlsx", "好.xlsx", "--on", "2026-10-01")
    assert result.exit_code == 1 and "好.xlsx：受理 1 件，办结 1，没有办结 0" in result.stdout
    assert f"坏.xlsx:1:1 错误[{code}]" in result.stderr and said in result.stderr


def test_another_table_is_no_register(here: Path) -> None:
    register(here / "村庄.xlsx", ("甲村",), heads=("村名",))
    result = run("register", "check", "村庄.xlsx")
    assert result.exit_code == 1 and "Y764" in result.stderr and "build -m register" in result.stderr


@pytest.mark.parametrize("args", [(), ("甲.xlsx", "--on", "2026-02-30")])
def test_wrong_usage(here: Path, args: tuple[str, ...]) -> None:
    assert run("register", "check", *args).exit_code == 2


def test_guides_that_are_not_taken_in_are_told(here: Path) -> None:
    from helpers.village_project import make_project

    make_project(here, {"甲.yaml": "甲"})
    result = run("build", "-m", "register")
    assert "提示[Y765] 受理登记没有给“甲”做" in result.stderr and "没有做成" not in result.stderr
    assert result.exit_code == 0 and result.stdout == ""
