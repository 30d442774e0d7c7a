"""Bytes of a definition file → its text without the BOM, or a diagnostic that says how to convert the file to UTF-8."""

from __future__ import annotations

import codecs

from yizhangtu.read.faults import Faults

LARGEST = 1024 * 1024

_NOTEPAD = "用记事本打开，“文件”→“另存为”，编码选“UTF-8”；或者运行：iconv -f {0} -t UTF-8 旧文件 > 新文件"
_UTF16 = ((codecs.BOM_UTF32_LE, "UTF-32"), (codecs.BOM_UTF32_BE, "UTF-32"), (codecs.BOM_UTF16_LE, "UTF-16"),
          (codecs.BOM_UTF16_BE, "UTF-16"))  # fmt: skip
_FORMATS = ((b"PK\x03\x04", "Office 文档或压缩包"), (b"%PDF", "PDF"), (b"\xd0\xcf\x11\xe0", "旧版 Office 文档"),
            (b"\x89PNG", "图片"), (b"\xff\xd8\xff", "图片"))  # fmt: skip


def decode(data: bytes, faults: Faults) -> str | None:
    """The text, or None with one diagnostic."""
    if len(data) > LARGEST:
        faults.add(
            "Y101",
            None,
            f"文件太大，超过了 1 MiB（{LARGEST:,} 字节）",
            "把图片、附件移走，或者分成几张图。",
        )
        return None
    for mark, name in _FORMATS:
        if data.startswith(mark):
            faults.add("Y102", None, f"这是{name}，不是文本文件", "定义要写在纯文本文件（.yaml）里，用记事本编辑。")
            return None
    for mark, name in _UTF16:
        if data.startswith(mark):
            faults.add("Y102", None, f"文件的编码是 {name}，要用 UTF-8", _NOTEPAD.format(name))
            return None
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        _not_utf8(data, error.start, faults)
        return None
    if looks_utf16(data):
        faults.add("Y102", None, "文件的编码像是 UTF-16，要用 UTF-8", _NOTEPAD.format("UTF-16"))
        return None
    return text


def looks_utf16(data: bytes) -> bool:
    """Whether this is UTF-16 without a BOM: decoded as UTF-16, nine of ten characters are Chinese or ASCII."""
    if data.count(0) * 50 < len(data) or len(data) < 4:
        return False
    for encoding in ("utf-16-le", "utf-16-be"):
        text = data[: len(data) // 2 * 2].decode(encoding, "replace")
        usual = sum(character in "\r\n" or " " <= character <= "~" or "\u3000" <= character <= "\u9fff" or
                    "\uff00" <= character <= "\uffee" for character in text[:2000])  # fmt: skip
        if usual * 10 >= len(text[:2000]) * 9:
            return True
    return False


def _not_utf8(data: bytes, start: int, faults: Faults) -> None:
    """Report the most likely encoding: GBK, or its superset GB18030."""
    if looks_utf16(data):
        faults.add("Y102", None, "文件的编码像是 UTF-16，要用 UTF-8", _NOTEPAD.format("UTF-16"))
        return
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        chinese = False
    else:
        chinese = b"\x00" not in data
    line_start = data.rfind(b"\n", 0, start) + 1
    line = data.count(b"\n", 0, start) + 1
    column = len(data[line_start:start].decode("gb18030" if chinese else "utf-8", "replace")) + 1
    span = faults.at(line, column)
    if chinese:
        faults.add("Y102", span, "文件的编码是 GBK（GB18030），要用 UTF-8", _NOTEPAD.format("GB18030"))
    else:
        faults.add(
            "Y102", span, f"从第 {line} 行起不是 UTF-8 文本", "文件可能损坏了，或者不是文本文件；另存为 UTF-8 编码。"
        )
