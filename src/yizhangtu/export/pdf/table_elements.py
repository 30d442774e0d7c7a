"""Fragments of a table, by the names of its cells → the elements Table, TR, TH and TD (ISO 32000-1, 14.8.4.3.4).

The rows of the structure are those of the definition, whatever the form on the page. A cell that several rows share
spans them; where other rows are between them it is repeated as text.
"""

import re
from collections.abc import Iterator, Sequence

from yizhangtu.draw.elements import TICK, shared_rows
from yizhangtu.export.pdf.element import SPAN, Element, Fragment, made
from yizhangtu.model.page import TABLE, Link, Tag

_CELL = re.compile(r"((row|tier|good)-(\d+))(?:\.(.+))?")
_HEAD = re.compile(r"head\.(.+)")
_SUMS = re.compile(r"total\.|section-\d+\.")
NUMBER = "number"
_SIDE = (NUMBER, "rank")  # columns that do not say what a row is about
_SUM = re.compile(r"\.sum-(\d+)$")
_TITLES = ("item", "name")
_TICKED = "是"


class _Row:
    """A row: its cells by column, each as the elements in it, and labels that belong to the next cell."""

    def __init__(self) -> None:
        self.cells: dict[str, list[Element]] = {}
        self.labels: list[Element] = []

    def add(self, column: str, element: Element) -> None:
        """Add an element to a cell; "" is a label before the next one."""
        if column:
            self.cells.setdefault(column, []).extend((*self.labels, element))
            self.labels = []
        else:
            self.labels.append(element)

    def close(self) -> None:
        """Put labels after the last cell into it; those of a row without cells are a cell."""
        if self.labels:
            self.cells.setdefault(next(reversed(self.cells), NUMBER), []).extend(self.labels)
            self.labels = []


class _SharedCell:
    """A cell of several rows; its further pieces repeat its text."""

    def __init__(self, rows: frozenset[int], column: str, element: Element, text: str) -> None:
        self.rows = rows
        self.column = column
        self.elements = [element]
        self.text = text

    def piece(self) -> list[Element]:
        """The elements of its next piece."""
        found, self.elements = self.elements, []
        return found or [Element(Tag(SPAN, ()), text=self.text)]


class _Table:
    """Rows of one kind in the order painted, with lines of text between them."""

    def __init__(self, kind: str, lines: list[list[Fragment]]) -> None:
        self.kind = kind
        self.body: list[int | list[Fragment]] = [*lines]
        self.rows: dict[int, _Row] = {}
        self.shared: list[_SharedCell] = []
        self.heads: dict[str, list[Element]] = {}
        self.seen: dict[str, None] = {}  # columns in the order painted

    def add(self, number: int, column: str, element: Element) -> None:
        """Add an element to a cell of a row; "" is a label before the next cell."""
        if number not in self.rows:
            self.rows[number] = _Row()
            self.body.append(number)
        self.rows[number].add(column, element)
        if column:
            self.seen[column] = None

    def share(self, one: _SharedCell) -> None:
        """Add a cell that several rows share. One that is painted twice is one cell."""
        self.seen[one.column] = None
        known = next((other for other in self.shared if other.rows == one.rows and other.column == one.column), None)
        if known:
            known.elements += one.elements
        else:
            self.shared.append(one)

    def element(self, tag: Tag) -> Element:
        """The whole table."""
        for row in self.rows.values():
            row.close()
            self.seen |= dict.fromkeys(row.cells)
        self._add_shared_rows()
        for one in self.shared:
            if any(one.column in self.rows[number].cells for number in one.rows if number in self.rows):
                one.column = f"{one.column} "  # rows with a cell of their own in that column
            self.seen[one.column] = None
        others = sorted((one for one in self.seen if one not in self.heads), key=_rank)
        columns = [*(one for one in others if _rank(one) == 0), *self.heads, *(one for one in others if _rank(one))]
        title = next((one for one in columns if one not in _SIDE), "")
        head = [self._head_row(columns)] if self.heads else []
        return made(TABLE, [*head, *self._rows(columns, title)])._replace(item=Tag(TABLE, (), box=tag.box))

    def _add_shared_rows(self) -> None:
        """Add the rows that have shared cells only; a single one may belong to a row of another page."""
        counts: dict[int, int] = {}
        for number in (number for one in self.shared for number in one.rows):
            counts[number] = counts.get(number, 0) + 1
        for number in sorted(number for number, count in counts.items() if count > 1 and number not in self.rows):
            self.rows[number] = _Row()
            before = self.body.index(number - 1) + 1 if number - 1 in self.body else len(self.body)
            self.body.insert(before, number)

    def _head_row(self, columns: Sequence[str]) -> Element:
        heads = ((one, self.heads.get(one)) for one in columns)
        return made("TR", [made("TH", own, Scope="/Column") if own else made("TD") for _, own in heads])

    def _rows(self, columns: Sequence[str], title: str) -> Iterator[Element]:
        covered: dict[str, int] = {}  # column → number of rows that its cell still spans
        for at, entry in enumerate(self.body):
            if not isinstance(entry, int):
                yield _line(entry, columns)
                continue
            cells: list[Element] = []
            for column in columns:
                if covered.get(column):
                    covered[column] -= 1
                    continue
                role = "TH" if column == title else "TD"
                attributes: dict[str, int | str] = {"Scope": "/Row"} if column == title else {}
                kids = self.rows[entry].cells.get(column, [])
                if not kids and (shared := self._shared_at(entry, column)):
                    kids, count = shared.piece(), self._run(at, shared.rows)
                    covered[column] = count - 1
                    attributes |= {"RowSpan": count} if count > 1 else {}
                cells.append(made(role, kids, **attributes))
            yield made("TR", cells)

    def _shared_at(self, number: int, column: str) -> _SharedCell | None:
        return next((one for one in self.shared if one.column == column and number in one.rows), None)

    def _run(self, at: int, rows: frozenset[int]) -> int:
        """The number of rows from this place on that follow each other and are among these."""
        return next(
            (end - at for end in range(at, len(self.body)) if not _is_among(self.body[end], rows)), len(self.body) - at
        )


def _rank(column: str) -> int:
    """The place of a column: numbers first, then what rows are about."""
    return 0 if column in _SIDE else 1 if column in _TITLES else 2


def _line(entry: Sequence[Fragment], columns: Sequence[str]) -> Element:
    """A row for texts between rows: sums stand in their columns, others go over all of them."""
    sums = {f"column-{match[1]}": one for one in entry if (match := _SUM.search(one.name))}
    if not sums.keys() <= set(columns[1:]) or not sums:
        span = {"ColSpan": len(columns)} if len(columns) > 1 else {}
        return made("TR", [made("TD", [one.element for one in entry], **span)])
    label = [one.element for one in entry if one not in sums.values()]
    others = [[sums[column].element] if column in sums else [] for column in columns[1:]]
    return made("TR", [made("TD", kids) for kids in (label, *others)])


def _is_among(entry: int | list[Fragment], rows: frozenset[int]) -> bool:
    return isinstance(entry, int) and entry in rows


def table_elements(tag: Tag, found: Sequence[Fragment], links: Sequence[Link]) -> list[Element]:
    """The tables of a tag, one for each kind of rows, and the texts before and after them."""
    link_of = {link.element: link for link in links}
    tables: list[_Table] = []
    lines: list[list[Fragment]] = []  # texts since the last row
    before: list[list[Fragment]] = []  # texts above the heads of the first table
    heads: dict[str, list[Element]] = {}

    def table(kind: str) -> _Table:
        if not tables or tables[-1].kind != kind:
            tables.append(_Table(kind, lines))
        else:
            tables[-1].body += lines
        lines.clear()
        return tables[-1]

    for one in found:
        element = one.element._replace(item=Tag(SPAN, (), _TICKED)) if one.name.endswith(TICK) else one.element
        if one.name in link_of:
            element = Element(link_of[one.name], "", (element,))
        if match := _CELL.fullmatch(one.name):
            table(match[2]).add(int(match[3]), (match[4] or "").removesuffix(TICK), element)
        elif rows := shared_rows(one.name):
            table("row").share(_SharedCell(*rows, element, one.text))
        elif match := _HEAD.fullmatch(one.name):
            if not heads:
                before, lines = lines, []
            heads.setdefault(match[1], []).append(element)
        elif lines and one.name and _kind(lines[-1][-1]) == _kind(one):
            lines[-1].append(one)
        else:
            lines.append([one])
    if tables:
        tables[0].heads = heads
    while lines and tables and _SUMS.match(lines[0][0].name):
        tables[-1].body.append(lines.pop(0))
    return [*_texts(before), *(one.element(tag) for one in tables), *_texts(lines)]


def _kind(one: Fragment) -> str:
    """What texts that form one row have in common: the label of sums and the sums."""
    return one.name.partition(".")[0] if _SUM.search(one.name) or one.name.endswith(".label") else one.name


def _texts(lines: Sequence[Sequence[Fragment]]) -> list[Element]:
    return [made("P", [one.element for one in line]) for line in lines]
