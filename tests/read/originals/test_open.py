"""What a file is, is seen in its bytes; files that are none of ours, damaged or hostile get a message."""

import io
import zipfile

import pytest

from helpers.documents import word, workbook
from yizhangtu.read.faults import Faults
from yizhangtu.read.originals.open import open_original
from yizhangtu.read.originals.original import Grid, Original, SourceParagraph


def opened(name: str, data: bytes) -> tuple[Original | None, list[str]]:
    faults = Faults(name)
    found = open_original(name, data, lambda _: True, faults)
    return found, [one.code for one in faults.sorted()]


def texts(original: Original | None) -> list[str]:
    assert original is not None
    return [cell.text for cell in original.cells()]


def rezipped(data: bytes, **parts: bytes) -> bytes:
    """A package with parts replaced or added."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, content in parts.items():
            new.writestr(name, content)
    return buffer.getvalue()


def test_merged_cells_are_one_cell_at_all_their_places() -> None:
    original, _ = opened("表.xlsx", workbook([["甲", None], ["乙", "丙"]], ["A1:B1"], title="一"))
    assert original is not None
    (block,) = original.blocks
    assert isinstance(block, Grid)
    assert [[cell.text for cell in row] for row in block.rows] == [["甲", "甲"], ["乙", "丙"]]
    assert block.rows[0][0].id == block.rows[0][1].id
    assert (block.rows[0][1].place, block.rows[1][1].place) == ("表“一”A1", "表“一”B2")
    assert texts(original) == ["甲", "乙", "丙"]


def test_word_keeps_the_order_of_paragraphs_tables_and_text_boxes() -> None:
    document = word("甲", [["乙", "丙"]], "丁")
    box = (
        '<w:p><w:r><w:pict><w:txbxContent xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        "<w:p><w:r><w:t>框里</w:t></w:r></w:p></w:txbxContent></w:pict></w:r></w:p>"
    )
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        xml = archive.read("word/document.xml").decode()
    at = xml.index("<w:sectPr")
    original, codes = opened(
        "文.docx", rezipped(document, **{"word/document.xml": (xml[:at] + box + xml[at:]).encode()})
    )
    assert texts(original) == ["甲", "乙", "丙", "丁", "框里"]
    assert codes == []


@pytest.mark.parametrize(("name", "codes"), [("表.docx", ["Y771"]), ("表.xlsx", []), ("表", ["Y771"])])
def test_a_workbook_under_any_name_is_read_as_one(name: str, codes: list[str]) -> None:
    original, found = opened(name, workbook([["甲", "乙"]]))
    assert texts(original) == ["甲", "乙"]
    assert found == codes


def test_macros_are_told_and_not_run() -> None:
    original, codes = opened("文.docx", rezipped(word("甲"), **{"word/vbaProject.bin": b"code"}))
    assert texts(original) == ["甲"]
    assert codes == ["Y771"]


def test_markdown_and_tabs_are_tables() -> None:
    original, _ = opened("文.md", "# 题\n| 甲 | 乙 |\n|---|:-:|\n| 丙 | 丁 |\n- 戊\n己\t庚\n".encode())
    assert original is not None
    assert [type(block) for block in original.blocks] == [SourceParagraph, Grid, SourceParagraph, Grid]
    assert texts(original) == ["题", "甲", "乙", "丙", "丁", "戊", "己", "庚"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_texts_of_any_usual_encoding(encoding: str) -> None:
    original, _ = opened("文.txt", "办理流程：申请→受理→审批\r\n第二行".encode(encoding))
    assert texts(original) == ["办理流程：申请→受理→审批", "第二行"]


OLE = b"\xd0\xcf\x11\xe0"


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("旧.doc", OLE + bytes(600), "Y770"),
        ("旧.wps", OLE + bytes(600), "Y770"),
        ("旧.et", b"\0\1\2", "Y770"),
        ("密.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "Y717"),
        ("坏.xls", OLE + bytes(600), "Y717"),
        ("坏.docx", b"PK\x03\x04" + bytes(99), "Y770"),
        ("图.png", b"\x89PNG\r\n\x1a\n", "Y770"),
        ("数.json", b"{}", "Y770"),
        ("空.txt", b" \n ", "Y770"),
        ("乱.txt", bytes(range(256)), "Y770"),
        ("扫描.pdf", b"%PDF-1.4\n%%EOF", "Y770"),
        ("大.txt", b"a" * (10 * 1024 * 1024 + 1), "Y710"),
        ("多.txt", b"a\n" * 20_001, "Y710"),
    ],
)
def test_what_cannot_be_read_says_what_to_do(name: str, data: bytes, code: str) -> None:
    faults = Faults(name)
    assert open_original(name, data, lambda _: True, faults) is None
    (fault,) = faults.sorted()
    assert fault.code == code
    assert fault.hint


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = rezipped(word("甲"), **{"word/document.xml": b" " * 60_000_000})
    assert opened("弹.docx", bomb) == (None, ["Y710"])


def test_entities_are_not_expanded() -> None:
    lines = ['<!ENTITY a0 "aaaaaaaaaa">'] + [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)]
    with zipfile.ZipFile(io.BytesIO(word("甲"))) as archive:
        xml = archive.read("word/document.xml").decode()
    head, _, body = xml.partition("?>")
    evil = f"{head}?><!DOCTYPE d [{''.join(lines)}]>{body}".replace("甲", "&a9;")
    original, codes = opened("弹.docx", rezipped(word("甲"), **{"word/document.xml": evil.encode()}))
    assert codes in (["Y717"], ["Y770"])
    assert original is None


def test_what_a_workbook_holds_beside_texts_is_said() -> None:
    data = workbook([["环节", "=1+1"], ["乙", "丙"]], title="一")
    original, codes = opened("表.xlsx", rezipped(data, **{"xl/externalLinks/externalLink1.xml": b"<externalLink/>"}))
    assert texts(original) == ["环节", "乙", "丙"]
    assert sorted(codes) == ["Y725", "Y771"]


@pytest.mark.parametrize(("name", "data"), [("空.xlsx", b""), ("空.txt", b" \n"), ("坏.docx", b"\x01\x02\x03")])
def test_empty_and_damaged_files(name: str, data: bytes) -> None:
    original, codes = opened(name, data)
    assert original is None
    assert codes == ["Y770"]
