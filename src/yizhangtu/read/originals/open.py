"""Name and bytes of a file → the document in it. What it is, is seen in its bytes; its name is only believed where the
bytes allow it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence

from yizhangtu.model.words import shortened
from yizhangtu.read.faults import Faults
from yizhangtu.read.originals.original import Block, Original
from yizhangtu.read.originals.plain_text import text_blocks
from yizhangtu.read.yaml.decode import looks_utf16

LARGEST = 10 * 1024 * 1024  # bytes of the file
MOST_CELLS = 20_000  # cells and paragraphs: a list of 1,000 rows has 10,000
_OLE, _ZIP = b"\xd0\xcf\x11\xe0", b"PK\x03\x04"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_SAVE_AS = {
    ".doc": "这是旧版 Word 文档（.doc）", ".wps": "这是 WPS 文字（.wps）", ".et": "这是 WPS 表格（.et）",
    ".rtf": "这是 RTF 文档", ".dps": "这是 WPS 演示", ".ppt": "这是幻灯片", ".pptx": "这是幻灯片",
}  # fmt: skip
_ZIPPED = (".docx", ".docm", ".xlsx", ".xlsm", ".ods", ".xls")
_TEXTS = ("", ".csv", ".txt", ".text", ".tsv", ".md", ".markdown")
_DOCX, _XLSX = "用 Word 或 WPS 打开，“另存为”→ .docx。", "用 Excel 或 WPS 打开，“另存为”→ .xlsx。"


def open_original(name: str, data: bytes, is_head: Callable[[Sequence[str]], bool], faults: Faults) -> Original | None:
    """The document; None with a diagnostic. `is_head` tells whether a row has names of columns."""
    blocks = _blocks(name, data, is_head, faults)
    if blocks is None:
        return None
    if not blocks:
        faults.add("Y770", None, "文件里没有文字", "图片、扫描件里的字读不出来：先识别成文字，或者照着填写。")
        return None
    original = Original(name, blocks)
    if sum(1 for _ in original.cells()) > MOST_CELLS:
        faults.add("Y710", None, f"文件里的格子和段落超过了 {MOST_CELLS:,} 个", "只留要做成图的部分，另存一份。")
        return None
    return original


def _blocks(
    name: str, data: bytes, is_head: Callable[[Sequence[str]], bool], faults: Faults
) -> tuple[Block, ...] | None:
    suffix = f".{name.rpartition('.')[2].lower()}" if "." in name else ""
    if len(data) > LARGEST:
        faults.add("Y710", None, "文件超过了 10 MiB", "去掉图片，只留文字和表格，另存一份。")
        return None
    if not data.strip():
        faults.add("Y770", None, "文件是空的", "找到写好的那一份，再导入。")
        return None
    if data.startswith(_ZIP):
        return _zipped(data, suffix, faults)
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            faults.add("Y717", None, "文件加了密码，打不开", "去掉密码，再保存。")
            return None
        if suffix in (".xls", ".xlsx", ".et"):
            from yizhangtu.read.originals.sheets import old_workbook_blocks

            return old_workbook_blocks(data, faults)
    if data.startswith(b"%PDF"):
        return _pdf(data, faults)
    if suffix in _SAVE_AS or data.startswith((_OLE, b"{\\rtf")):
        faults.add("Y770", None, f"{_SAVE_AS.get(suffix, '这是旧版 Office 文档')}，不能读取",
                   _XLSX if suffix == ".et" else _DOCX)  # fmt: skip
        return None
    if data.startswith((b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM")):
        faults.add("Y770", None, "这是图片，读不出文字", "先识别成文字，或者照着填写。")
        return None
    return _text(data, suffix, is_head, faults)


def _zipped(data: bytes, suffix: str, faults: Faults) -> tuple[Block, ...] | None:
    """A document that is a ZIP file, by the part that only it has."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError):
        names = set()
    if "word/document.xml" in names:
        from yizhangtu.read.originals.word import word_blocks

        _renamed(suffix, (".docx", ".docm"), "Word 文档（.docx）", faults)
        return word_blocks(data, faults)
    if "xl/workbook.xml" in names:
        from yizhangtu.read.originals.sheets import workbook_blocks

        _renamed(suffix, (".xlsx", ".xlsm", ".et"), "Excel 工作簿（.xlsx）", faults)
        if "xl/vbaProject.bin" in names:
            faults.add("Y771", None, "工作簿里有宏，没有运行", "只读了格子里的文字。")
        if any(name.startswith("xl/externalLinks/") for name in names):
            faults.add("Y771", None, "工作簿引用了别的文件，没有去读", "只读了格子里存着的文字。")
        return workbook_blocks(data, faults)
    if "content.xml" in names and suffix != ".odt":
        from yizhangtu.read.originals.sheets import old_workbook_blocks
        from yizhangtu.read.tables.workbook import refuse_parts

        return None if refuse_parts(data, faults) else old_workbook_blocks(data, faults)
    what = "文件坏了，打不开" if not names else "这不是 Word 文档，也不是表格"
    faults.add("Y770", None, what, f"文字：{_DOCX}表格：{_XLSX}")
    return None


def _renamed(suffix: str, usual: tuple[str, ...], what: str, faults: Faults) -> None:
    if suffix not in usual:
        faults.add("Y771", None, f"文件名的结尾是“{suffix}”，里面是 {what}", "照里面的内容读了。")


def _pdf(data: bytes, faults: Faults) -> tuple[Block, ...] | None:
    from yizhangtu.system import sandbox

    try:
        text = sandbox.run("yizhangtu.read.child", "pdf_text", data).decode()
    except sandbox.Stopped:
        text = ""
    if not text.strip():
        faults.add(
            "Y770", None, "PDF 里没有读得出的文字", "多半是扫描件：先识别成文字，或者找原来的 Word、Excel 文件。"
        )
        return None
    faults.add("Y771", None, "PDF 只有文字，表格和段落可能读乱", f"有原来的文件就用原来的。{_DOCX}")
    return text_blocks(text)


def _text(
    data: bytes, suffix: str, is_head: Callable[[Sequence[str]], bool], faults: Faults
) -> tuple[Block, ...] | None:
    if suffix in _ZIPPED:
        faults.add("Y770", None, "文件坏了，打不开", f"文字：{_DOCX}表格：{_XLSX}")
        return None
    if suffix not in _TEXTS:
        faults.add(
            "Y770", None, f"不能导入“{shortened(suffix)}”文件", f"文字：{_DOCX}表格：{_XLSX}也可以是 .csv、.txt、.md。"
        )
        return None
    if suffix == ".csv":
        from yizhangtu.read.originals.sheets import csv_blocks

        return csv_blocks(data, is_head, faults)
    text = _decoded(data)
    if text is None or "\0" in text:
        faults.add("Y770", None, "看不出是什么文件", f"文字：{_DOCX}表格：{_XLSX}也可以是 .csv、.txt、.md。")
        return None
    return text_blocks(text)


def _decoded(data: bytes) -> str | None:
    """The text in UTF-8, UTF-16 or GB18030; None where it is none of them."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or looks_utf16(data):
        return data.decode("utf-16", "replace")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None
