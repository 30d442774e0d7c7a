"""What a document from elsewhere consists of: paragraphs and grids of cells, in their order, each with its place."""

from collections.abc import Iterator
from typing import NamedTuple


class SourceCell(NamedTuple):
    """A cell or a paragraph. `id` is its own in the document; the places that a merged cell covers share it."""

    text: str
    place: str  # as people find it: 表“低保”C5, 第3段
    id: int


class SourceParagraph(NamedTuple):
    """A paragraph outside of tables. `heading`: it is set as a heading; `numbered`: the program numbers it."""

    cell: SourceCell
    heading: bool = False
    numbered: bool = False

    @property
    def text(self) -> str:
        """Its text."""
        return self.cell.text


class Grid(NamedTuple):
    """A table: rows of equal length, merged cells repeated, rows without text left out."""

    title: str  # of the sheet; empty in a text
    rows: tuple[tuple[SourceCell, ...], ...]


Block = SourceParagraph | Grid


class Original(NamedTuple):
    """A document. `file` is its name as it was given."""

    file: str
    blocks: tuple[Block, ...]

    def cells(self) -> Iterator[SourceCell]:
        """All cells and paragraphs with text, each once, in their order."""
        seen: set[int] = set()
        for block in self.blocks:
            for cell in (
                (block.cell,) if isinstance(block, SourceParagraph) else (one for row in block.rows for one in row)
            ):
                if cell.text.strip() and cell.id not in seen:
                    seen.add(cell.id)
                    yield cell


def grid(title: str, rows: list[list[SourceCell]]) -> Grid:
    """A grid of rows of any length; rows and trailing columns without text are left out."""
    filled = [row for row in rows if any(cell.text.strip() for cell in row)]
    width = max((at for row in filled for at, cell in enumerate(row, 1) if cell.text.strip()), default=0)
    empty = SourceCell("", "", -1)
    return Grid(title, tuple(tuple((row + [empty] * width)[:width]) for row in filled))
