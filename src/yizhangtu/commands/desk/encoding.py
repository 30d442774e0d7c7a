"""Bytes of a definition ↔ the text that is edited: line ends and byte order mark come back as they were."""

from __future__ import annotations

import codecs
import re
from difflib import SequenceMatcher
from typing import NamedTuple

from yizhangtu.build.sources import as_text

_END = re.compile(r"\r\n?|\n")


class Decoded(NamedTuple):
    """The text with LF line ends. `ends` are those of the file, by line; `editable` is False for a file that is not
    UTF-8: it is shown, but saving would change all of it."""

    text: str
    ends: tuple[str, ...]
    mark: bool = False
    editable: bool = True


def decoded(data: bytes) -> Decoded:
    """The text of a file."""
    mark = data.startswith(codecs.BOM_UTF8)
    try:
        text = data.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError:
        return Decoded(_END.sub("\n", as_text(data)), (), editable=False)
    if "\0" in text:
        return Decoded(_END.sub("\n", text), (), editable=False)
    return Decoded(_END.sub("\n", text), tuple(_END.findall(text)), mark)


def as_utf8(data: bytes) -> bytes | None:
    """A file in GB18030 (or GBK, GB2312, which are parts of it) as UTF-8, its line ends as they were; None for bytes
    that are no text in it, or UTF-8 already."""
    try:
        data.decode("utf-8")
        return None
    except UnicodeDecodeError:
        pass
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return None
    return text.encode() if all(char.isprintable() or char in "\t\r\n\u3000" for char in text) else None


def encoded(text: str, before: Decoded) -> bytes:
    """The bytes of an edited text. A line that was there keeps its end; a new one has that of most lines."""
    mark = codecs.BOM_UTF8 if before.mark else b""
    kinds = set(before.ends)
    if kinds <= {"\n"}:
        return mark + text.encode("utf-8", "replace")
    usual = max(sorted(kinds), key=before.ends.count)
    if len(kinds) == 1:
        return mark + text.replace("\n", usual).encode("utf-8", "replace")
    old, new = before.text.split("\n"), text.split("\n")
    ends = [usual] * len(new)
    for kind, start, end, first, _ in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            for number in range(min(end, len(before.ends)) - start):
                ends[first + number] = before.ends[start + number]
    ends[-1] = ""
    return mark + "".join(line + end for line, end in zip(new, ends, strict=True)).encode("utf-8", "replace")
