"""`ledger` as a clerk uses it: photos of a round, a table of her own, a stick that travels, and what is refused."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import openpyxl
import pypdfium2
import pytest
from PIL import Image

from helpers.ledger_project import PROJECT, photograph, write_project
from helpers.village_project import run


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    write_project(tmp_path)
    return tmp_path


def records(kind: str = "张贴") -> list[dict[str, object]]:
    found = json.loads(run("ledger", "list", "--kind", kind, "--format", "json").stdout)
    assert isinstance(found, list)
    return found


def test_a_photo_says_which_guide_village_and_day(here: Path) -> None:
    photograph(here, "甲村", "a.jpg")
    result = run("ledger", "add", "--photo", "a.jpg", "--place", "公开栏", "--by", "张××")
    assert result.exit_code == 0 and "登记了 1 条" in result.stderr
    (one,) = records()
    assert (one["村"], one["编号"], one["日期"], one["核实"]) == ("甲村", "A-07", "2026-11-20", "照片")
    (copy,) = (here / "flows/台账/照片").iterdir()
    with Image.open(copy) as kept:
        assert max(kept.size) <= 1600 and not kept.getexif()
    assert "相机".encode() not in copy.read_bytes()
    assert run("ledger", "check").exit_code == 0


def test_originals_are_kept_where_the_project_says_so(here: Path) -> None:
    photograph(here, "甲村", "a.jpg")
    (here / "flows/辖区.yaml").write_text(PROJECT + "台账: {照片: 原件}\n", "utf-8")
    run("ledger", "add", "--photo", "a.jpg")
    (kept,) = (here / "flows/台账/原件").iterdir()
    assert kept.read_bytes() == (here / "a.jpg").read_bytes()
    run("ledger", "export", "u.zip")
    run("ledger", "export", "o.zip", "--originals")
    for name, count in (("u.zip", 0), ("o.zip", 1)):
        with zipfile.ZipFile(here / name) as archive:
            assert sum(part.startswith("原件/") for part in archive.namelist()) == count


def test_what_is_typed_must_agree_with_the_photo(here: Path) -> None:
    photograph(here, "甲村", "a.jpg")
    result = run("ledger", "add", "--photo", "a.jpg", "--village", "乙村")
    assert result.exit_code == 1 and "错误[Y746] 照片里是甲村的图，写的是乙村" in result.stderr
    assert records() == []


def test_a_folder_of_photos(here: Path) -> None:
    (here / "round").mkdir()
    photograph(here, "甲村", "round/1.jpg")
    photograph(here, "乙村", "round/2.jpg")
    (here / "round/3.jpg").write_text("不是照片", "utf-8")
    assert "没有登记" in run("ledger", "add", "--photos", "round", stdin=b"n\n").stderr and records() == []
    result = run("ledger", "add", "--photos", "round", "--place", "公开栏", stdin="是\n".encode())
    assert "事    村    图      日期        照片" in result.stderr
    assert result.exit_code == 1 and "3.jpg：打不开" in result.stderr and "登记了 2 条" in result.stderr
    assert [one["村"] for one in records()] == ["甲村", "乙村"]


def test_a_table_is_taken_whole_or_not_at_all(here: Path) -> None:
    head = "村名,编号,日期,地点,经手人\n"
    (here / "t.csv").write_text(head + "甲村,A-07,2026-11-01,公开栏,张××\n丙村,A-07,2026-11-01,,\n", "utf-8")
    result = run("ledger", "add", "--from", "t.csv", "--yes")
    assert result.exit_code == 1 and "t.csv:3:1" in result.stderr and "丙村" in result.stderr and records() == []
    (here / "t.csv").write_text(head + "甲村,A-07,2026-13-01,,\n甲村,B-99,2026-11-01,,\n", "utf-8")
    wrong = run("ledger", "add", "--from", "t.csv", "--yes").stderr
    assert "t.csv:2:3" in wrong and "t.csv:3:2" in wrong  # row and column
    (here / "t.csv").write_text(head + "甲村,A-07,2026-11-01,公开栏,张××\n乙村,A-07,2026年11月2日,,\n", "utf-8")
    assert run("ledger", "add", "--from", "t.csv", "--yes").exit_code == 0
    assert [(one["村"], one["日期"], one["核实"]) for one in records()] == [
        ("甲村", "2026-11-01", "自报"),
        ("乙村", "2026-11-02", "自报"),
    ]


def test_taken_down_and_corrected(here: Path) -> None:
    words = ("--guide", "A-07", "--village", "甲村")
    early = run("ledger", "add", "撤下", *words)
    assert early.exit_code == 1 and "没有张贴过" in early.stderr
    run("ledger", "add", *words, "--date", "2026-11-01", "--place", "公开栏")
    wrong = run("ledger", "add", "撤下", *words, "--date", "2026-10-01")
    assert wrong.exit_code == 1 and "还早" in wrong.stderr
    assert run("ledger", "add", "撤下", *words, "--date", "2026-11-09", "--because", "换新").exit_code == 0
    row = run("ledger", "list", "--format", "csv").stdout.splitlines()[1].split(",")
    assert row[8:11] == ["2026-11-01", "2026-11-09", "8"]
    place = f"{records()[0]['账']}:{records()[0]['号']}"
    assert run("ledger", "add", "更正", "--of", place, "--date", "2026-11-03", "--note", "抄错").exit_code == 0
    assert records()[0]["日期"] == "2026-11-03"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--guide", "B-99"], "没有登记过“B-99”"),
        (["--guide", "A-07", "--village", "丁村"], "没有“丁村”这个村"),
        (["--guide", "A-07", "--date", "2026-02-30"], "不是日期"),
        (["--guide", "A-07", "--date", "2999-01-01"], "还没有到"),
        ([], "不知道是哪张图"),
        (["更正", "--of", "x:1"], "没有“x:1”这条记录"),
        (["--guide", "A-07", "--note", "长" * 30_000], "超过 64 KB"),
    ],
)
def test_records_that_make_no_sense(here: Path, words: list[str], message: str) -> None:
    result = run("ledger", "add", *words)
    assert result.exit_code in (1, 2) and message in result.stderr and records() == []


def test_a_stick_carries_a_ledger_to_another_computer(here: Path, tmp_path: Path) -> None:
    photograph(here, "甲村", "a.jpg")
    run("ledger", "add", "--photo", "a.jpg")
    assert run("ledger", "export", "u.zip").exit_code == 0
    for path in sorted((here / "flows/台账").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    first = run("ledger", "import", "u.zip")
    assert first.exit_code == 0 and "新的 3 条" in first.stderr
    again = run("ledger", "import", "u.zip")
    assert "新的 0 条，已有的 3 条，照片和版本 0 个" in again.stderr and run("ledger", "check").exit_code == 0


def test_the_workbook_holds_texts_only(here: Path) -> None:
    run("ledger", "add", "--guide", "A-07", "--village", "甲村", "--place", "=HYPERLINK(1)", "--date", "2026-11-01")
    assert run("ledger", "export", "t.xlsx", "--year", "2026").exit_code == 0
    first = (here / "t.xlsx").read_bytes()
    run("ledger", "export", "t.xlsx", "--year", "2026")
    assert (here / "t.xlsx").read_bytes() == first
    book = openpyxl.load_workbook(here / "t.xlsx")
    assert book.sheetnames == ["台账", "归档文件目录", "校验"]
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"} and "=HYPERLINK(1)" in [cell.value for cell in cells]
    assert "'=HYPERLINK(1)" in run("ledger", "list", "--format", "csv").stdout


def archive(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in files.items():
            made.writestr(name.replace("__", "/"), data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "打不开"),
        (b"PK\x03\x04kaputt", "打不开"),
        (archive(readme=b"x"), "里没有台账"),
        (archive(**{"..__..__etc__passwd": b"x"}), "里没有台账"),
    ],
)
def test_what_is_no_ledger_is_refused(here: Path, data: bytes, message: str) -> None:
    (here / "x.zip").write_bytes(data)
    result = run("ledger", "import", "x.zip")
    assert result.exit_code == 2 and message in result.stderr


def test_paths_in_a_zip_lead_nowhere_else(here: Path) -> None:
    line = next((here / "flows/台账").glob("*.jsonl")).read_bytes()
    (here / "x.zip").write_bytes(archive(**{"..__..__evil.abcde.jsonl": line.replace(b"\n", b"\r\n")}))
    run("ledger", "import", "x.zip")
    assert not (here.parent / "evil.abcde.jsonl").exists() and (here / "flows/台账/evil.abcde.jsonl").is_file()
    assert run("ledger", "check").exit_code == 1  # its records are another file's


def test_the_ledger_on_paper(here: Path) -> None:
    photograph(here, "甲村", "a.jpg")
    run("ledger", "add", "--photo", "a.jpg", "--place", "<b>公开栏", "--by", "张××")
    assert run("ledger", "export", "t.pdf").exit_code == 0
    first = (here / "t.pdf").read_bytes()
    run("ledger", "export", "t.pdf")
    assert (here / "t.pdf").read_bytes() == first
    document = pypdfium2.PdfDocument(first)
    text = document[0].get_textpage().get_text_range()
    assert all(words in text for words in ("张贴台账", "宅基地审批", "<b>公开栏", "2026-11-20", "第 1 页 共 1 页"))
    page = document[0]
    boxes = [one.get_bounds() for one in page.get_objects()]
    assert max(box[2] for box in boxes) <= page.get_width() and any(one.type == 3 for one in page.get_objects())


def test_a_table_to_be_filled_in(here: Path) -> None:
    """What `--empty` writes, `add --from` reads; the one for the pen has rows."""
    for name in ("t.xlsx", "t.csv", "t.pdf"):
        assert run("ledger", "export", name, "--empty").exit_code == 0
    sheet = openpyxl.load_workbook(here / "t.xlsx").active
    assert sheet is not None and [cell.value for cell in sheet[1]][:4] == ["事", "村名", "编号", "期"]
    book = openpyxl.load_workbook(here / "t.xlsx")
    book.active.append(["张贴", "甲村", "A-07", None, None, "公开栏", None, "2026-11-01"])  # type: ignore[union-attr]
    book.save(here / "t.xlsx")
    assert run("ledger", "add", "--from", "t.xlsx").exit_code == 0 and len(records()) == 1
    text = pypdfium2.PdfDocument(here / "t.pdf")[0].get_textpage().get_text_range()
    assert "20" in text and "校验：" not in text


def test_photos_may_stay_at_home(here: Path) -> None:
    photograph(here, "甲村", "a.jpg")
    run("ledger", "add", "--photo", "a.jpg")
    for words, count in (([], 1), (["--no-photos"], 0)):
        run("ledger", "export", "u.zip", *words)
        run("ledger", "export", "t.pdf", *words)
        with zipfile.ZipFile(here / "u.zip") as archive:
            assert sum(part.startswith("照片/") for part in archive.namelist()) == count
        page = pypdfium2.PdfDocument(here / "t.pdf")[0]
        assert any(one.type == 3 for one in page.get_objects()) == bool(count)


def test_numbers_of_files_are_written_as_the_project_wants(here: Path) -> None:
    (here / "flows/辖区.yaml").write_text(PROJECT + '档号: "{{村名}}·{{年}}-{{件号}}"\n', "utf-8")
    run("ledger", "add", "--guide", "A-07", "--village", "甲村", "--date", "2026-11-01")
    assert run("ledger", "export", "t.xlsx", "--year", "2026").exit_code == 0
    assert openpyxl.load_workbook(here / "t.xlsx")["归档文件目录"]["B2"].value == "甲村·2026-0001"
