"""A definition that is being edited: its text, and how its file has it (encoding, byte order mark, line ends)."""

from __future__ import annotations

import codecs
import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath
from typing import NamedTuple

import yaml

from yizhangtu.edit.source import NodeKind, SourceNode, syntax_of
from yizhangtu.model.diagnostics import Diagnostic, split_lines
from yizhangtu.read import FILE_NAMES
from yizhangtu.read.document import read_document
from yizhangtu.read.faults import Faults
from yizhangtu.read.schema.key import KeyTable
from yizhangtu.read.schema.keys import GUIDE, GUIDES, KINDS, KINDS_ENGLISH
from yizhangtu.read.schema.project_keys import PROJECT
from yizhangtu.read.yaml.characters import refuse_controls
from yizhangtu.read.yaml.decode import LARGEST, decode
from yizhangtu.read.yaml.mistakes import Mistake, usual_mistakes
from yizhangtu.read.yaml.scan import LOADER

GBK = "gb18030"


@dataclass(frozen=True)
class SourceDocument:
    """The text of one file. `data` gives its bytes as they were read, as long as nothing is edited. A document in an
    encoding other than UTF-8 can be looked at, and edited once it is converted."""

    text: str
    file: str = ""
    bom: bool = False
    encoding: str = "utf-8"

    @property
    def data(self) -> bytes:
        """The bytes of the file."""
        return (codecs.BOM_UTF8 if self.bom else b"") + self.text.encode(self.encoding)

    def with_text(self, text: str) -> SourceDocument:
        """The same file with another text."""
        return self if text == self.text else SourceDocument(text, self.file, self.bom, self.encoding)

    @cached_property
    def root(self) -> SourceNode | None:
        """The top mapping; None where the text cannot be read as “键: 值”."""
        root = syntax_of(refuse_controls(self.text, Faults("")))
        return root if root is not None and root.kind is NodeKind.MAP else None

    @cached_property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What is wrong with the text as YAML."""
        faults = Faults(self.file)
        read_document(self.text.encode("utf-8", "replace"), faults)
        return faults.sorted()

    @cached_property
    def mistakes(self) -> tuple[Mistake, ...]:
        """The usual mistakes of YAML in its lines."""
        return usual_mistakes(split_lines(self.text))

    @cached_property
    def newline(self) -> str:
        """The line end of the file: that of its first line."""
        found = re.search(r"\r\n?|\n", self.text)
        return found.group() if found else "\n"

    @cached_property
    def kind(self) -> str:
        """The kind of the guide; 辖区 for the project's file."""
        if PurePosixPath(self.file.replace("\\", "/")).name in FILE_NAMES:
            return "辖区"
        key = GUIDE.by_name["类型"]
        pairs = zip(self.root.keys, self.root.children, strict=True) if self.root else ()
        word = next((value.text.strip() for name, value in pairs if name.text.strip() in key.names), "")
        return KINDS[KINDS_ENGLISH.index(word)] if word in KINDS_ENGLISH else word if word in KINDS else KINDS[0]

    @property
    def table(self) -> KeyTable:
        """The keys of the top mapping."""
        return PROJECT if self.kind == "辖区" else GUIDES.get(self.kind, GUIDE)

    @cached_property
    def _dashes(self) -> tuple[int, ...]:
        text = refuse_controls(self.text, Faults(""))
        tokens = yaml.scan(text, Loader=LOADER)
        return tuple(token.start_mark.index for token in tokens if isinstance(token, yaml.BlockEntryToken))

    def mark(self, container: SourceNode, index: int) -> int:
        """Where a child of a list or map begins: at its dash or key, inside brackets at the child itself."""
        if container.kind is NodeKind.MAP:
            return container.keys[index].start
        if container.flow:
            return container.children[index].start
        return self._dashes[bisect_left(self._dashes, container.children[index].start) - 1]

    @cached_property
    def dash_offset(self) -> int:
        """How far the dashes of lists stand to the right of their key: as in the first list, 2 where there is none."""
        found = re.search(r"^( *)[^\s#-][^\n\r]*:[ \t]*(?:#[^\n\r]*)?(?:\r\n?|\n)( *)- ", self.text, re.M)
        return max(0, len(found[2]) - len(found[1])) if found else 2


class Opened(NamedTuple):
    """A document, or why there is none."""

    document: SourceDocument | None
    diagnostics: tuple[Diagnostic, ...] = ()


def document_of(data: bytes, file: str) -> Opened:
    """Open the bytes of a file. A file in GBK is opened beside the diagnostic that says so."""
    faults = Faults(file)
    text = decode(data, faults)
    if text is not None:
        return Opened(SourceDocument(text, file, data.startswith(codecs.BOM_UTF8)))
    document = None
    if len(data) <= LARGEST and b"\x00" not in data:
        try:
            gbk = SourceDocument(data.decode(GBK), file, encoding=GBK)
            document = gbk if gbk.data == data else None
        except UnicodeDecodeError:
            document = None
    return Opened(document, faults.sorted())
