"""Documents that definitions have been made of, as a page shows them beside the form: what was read from where."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from yizhangtu.commands.exchange.imported import ImportedGuide
    from yizhangtu.read.originals.original import Block, SourceCell

KEPT = 8  # documents
Data = Mapping[str, Any]


class Originals:
    """The documents of the definitions that were made last, by the file name of the definition."""

    def __init__(self) -> None:
        self._known: OrderedDict[str, Data] = OrderedDict()

    def keep(self, name: str, made: ImportedGuide) -> None:
        """Keep the document of a definition that was written."""
        if made.original is not None:
            self._known[name] = as_data(made)
            self._known.move_to_end(name)
        while len(self._known) > KEPT:
            self._known.popitem(last=False)

    def of(self, name: str) -> Data | None:
        """The document of a definition; None where it was made of none, or too long ago."""
        return self._known.get(name)


def as_data(made: ImportedGuide) -> Data:
    """{file, blocks, found, unread, questions}: `blocks` in the order of the document, each cell with its place;
    `found` are the values of the definition with the places where they were read, `unread` the numbers of the cells
    that no value was read from."""
    assert made.original is not None
    return {
        "file": PurePath(made.original.file).name,
        "blocks": [_block(one) for one in made.original.blocks],
        "found": [{"key": key, **value._asdict()} for key, value in made.found],
        "unread": [cell.id for cell in made.unread],
        "questions": [one._asdict() for one in made.questions],
    }


def _block(block: Block) -> Data:
    from yizhangtu.read.originals.original import SourceParagraph  # is there already, where there is a document

    if isinstance(block, SourceParagraph):
        return {"cell": _cell(block.cell), "heading": block.heading}
    return {"title": block.title, "rows": [[_cell(one) for one in row] for row in block.rows]}


def _cell(cell: SourceCell) -> Data:
    return {"text": cell.text, "place": cell.place, "id": cell.id}
