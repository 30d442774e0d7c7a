"""Tables of villages made to do harm: formulas, commands in cells, bombs, entities that name files. A formula is text,
a bomb a fault, and what a table refers to is never looked at."""

from __future__ import annotations

import io
import resource
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest

from helpers.village_project import GUIDE, enter, make_project, run
from yizhangtu.read import read_villages
from yizhangtu.system import sandbox

FORMULAS = ("=cmd|'/C calc'!A0", "+1+1", "@SUM(1)", '=HYPERLINK("http://x.example","x")', "-2+3", "=1+1", "{{村名}}",
            "<script>x</script>", "{% include 'x' %}")  # fmt: skip


def book(*rows: list[object]) -> bytes:
    """A workbook with these rows."""
    output = openpyxl.Workbook()
    for row in rows:
        output.worksheets[0].append(row)
    data = io.BytesIO()
    output.save(data)
    return data.getvalue()


def changed(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """The same workbook with one part changed."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            assert name != part or old in content
            target.writestr(name, content.replace(old, new) if name == part else content)
    return result.getvalue()


def many_parts() -> bytes:
    result = io.BytesIO()
    with zipfile.ZipFile(result, "w") as target:
        for number in range(10_002):
            target.writestr(f"x{number}", b"")
    return result.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
SMALL = book(["村名", "话"], ["甲村", "x"])
# Made when they are wanted: they take a second together.
BOMBS = {
    "blanks": lambda: changed(SMALL, SHEET, b"<sheetData>", b"<sheetData>" + b" " * 60_000_000),
    "entities": lambda: changed(
        changed(
            SMALL, SHEET, b"<worksheet",
            b"<!DOCTYPE w [" + b"".join(
                b"<!ENTITY e%d '%s'>" % (n, b"&e%d;" % (n - 1) * 10 if n else b"lol") for n in range(12)
            ) + b"]><worksheet",
        ),
        SHEET, b"<sheetData>", b"<sheetData>&e11;",
    ),
    "a file": lambda: changed(
        changed(SMALL, SHEET, b"<worksheet", b"<!DOCTYPE w [<!ENTITY f SYSTEM 'file:///etc/passwd'>]><worksheet"),
        SHEET, b"<sheetData>", b"<sheetData>&f;",
    ),
    "cut off": lambda: SMALL[:-40],
    "many parts": many_parts,
    "cells in a row": lambda: changed(
        SMALL, SHEET, b"<sheetData>", b"<sheetData><row>" + b"<c/>" * 4_000_000 + b"</row>"
    ),
    "depth": lambda: changed(SMALL, SHEET, b"<sheetData>", b"<sheetData>" + b"<a>" * 2_000_000 + b"</a>" * 2_000_000),
    "styles": lambda: changed(SMALL, "xl/styles.xml", b"</cellXfs>", b"<xf/>" * 3_000_000 + b"</cellXfs>"),
    "fonts": lambda: changed(SMALL, "xl/styles.xml", b"</fonts>", b"<font/>" * 2_000_000 + b"</fonts>"),
    "sheets": lambda: changed(
        SMALL, "xl/workbook.xml", b"</sheets>",
        b'<sheet name="x" sheetId="1" xmlns:r="http://x" r:id="rId1"/>' * 40_000 + b"</sheets>",
    ),
    "types": lambda: changed(
        SMALL, "[Content_Types].xml", b"</Types>", b'<Default Extension="x"/>' * 900_000 + b"</Types>"
    ),
    "relations": lambda: changed(
        SMALL, "xl/_rels/workbook.xml.rels", b"</Relationships>",
        b'<Relationship Id="x"/>' * 900_000 + b"</Relationships>",
    ),
}  # fmt: skip
# Parts within the bounds that take more time or memory than a table of that size: the child ends at its own limits.
COSTLY = {
    "cells without names": lambda: changed(
        SMALL, SHEET, b"<sheetData>",
        b"<sheetData><row>" + b"".join(b"<c r='A%d'/>" % (n * 7919 % 1000003) for n in range(1_200_000)) + b"</row>",
    ),
}  # fmt: skip


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_a_formula_is_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str) -> None:
    """A cell of text that begins as a formula does; what a spreadsheet would do with it is not our affair."""
    enter(tmp_path, monkeypatch)
    rows = [["村名", "话"], *([f"村{number}", text] for number, text in enumerate(FORMULAS))]
    if suffix == ".csv":
        table = "\n".join(f'{name},"{text.replace(chr(34), chr(34) * 2)}"' for name, text in rows).encode()
    else:
        output = openpyxl.Workbook()
        for row, cells in enumerate(rows, 1):
            for column, text in enumerate(cells, 1):
                output.worksheets[0].cell(row, column, text).data_type = "s"  # as text, whatever it looks like
        data = io.BytesIO()
        output.save(data)
        table = data.getvalue()
    guide = GUIDE.format(title="甲").replace("村监委", "'{{话}}'")
    make_project(tmp_path, {"甲.yaml": guide, f"表{suffix}": table, "辖区.yaml": f"村庄: 表{suffix}\n"})
    result = run("build", "--village", "全部", "-m", "text", "-j", "1")
    assert result.exit_code == 0, result.stderr
    for number, text in enumerate(FORMULAS):
        stated = (tmp_path / "output" / f"村{number}" / "text" / "甲.txt").read_text("utf-8-sig")
        assert f"· {text}。" in stated


def test_blanks_beyond_number_in_the_name_of_a_column() -> None:
    """Each of them could be the first of those that are left out."""
    for blank in "\u3000", " ", "\u3000 ":
        table = f"村名,站{blank * (120_000 // len(blank))}点\n甲村,x\n".encode()
        assert [fault.code for fault in read_villages(table, "表.csv").diagnostics] == ["Y128"]


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_a_fault(name: str) -> None:
    found = read_villages(BOMBS[name](), "表.xlsx")
    assert [fault.code for fault in found.diagnostics] in (["Y710"], ["Y717"]) and not found.villages
    assert "root" not in found.diagnostics[0].message


@pytest.mark.parametrize("name", COSTLY)
def test_a_costly_table_ends_at_the_limits_of_the_child(name: str) -> None:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    found = read_villages(COSTLY[name](), "表.xlsx")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert [fault.code for fault in found.diagnostics] == ["Y710"] and not found.villages
    assert after.ru_utime - before.ru_utime < sandbox.CPU_SECONDS + 1.5


def test_in_a_process_that_may_not_have_much_memory(tmp_path: Path) -> None:
    """A bomb that goes off takes gigabytes, and here there is one."""
    names = [f"{number}.xlsx" for number in range(len(BOMBS))]
    for name, bomb in zip(names, BOMBS.values(), strict=True):
        make_project(tmp_path / name, {"甲.yaml": "甲", "表.xlsx": bomb(), "辖区.yaml": "村庄: 表.xlsx\n"})
    done = subprocess.run(
        [sys.executable, "-m", "yizhangtu", "check", *(f"{name}/flows" for name in names), "--format", "github"],
        cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30)),
    )  # fmt: skip
    assert done.returncode == 1 and "Traceback" not in done.stderr, done.stderr
    assert done.stdout.count("::error ") == len(BOMBS) and "MemoryError" not in done.stdout
