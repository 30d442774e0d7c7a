"""Standards → tables of items × occasions, separate occasions, and the content of each cell."""

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from yizhangtu.draw import elements
from yizhangtu.model.conduct import Conduct, Limit, Standard
from yizhangtu.style.tables.conduct_style import ConductForbidding, ConductStyle
from yizhangtu.text.tokens import UNIT

ALL = "所有场合"
CLAUSE = re.compile(r"[，。；：,;:\n]")
BREAKS = "，。；、,;/（("  # characters after which the words behind a number may wrap


class CellLimit(NamedTuple):
    """One limit of a cell: 城 不超过 480 元; `tail` continues below. Without a number all text is in `before`."""

    tag: str
    before: str
    number: str
    after: str
    tail: str


class Cell(NamedTuple):
    """The content at an occasion and an item: limits, and notes below them."""

    limits: tuple[CellLimit, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        return not self.limits and not self.notes

    @property
    def in_words(self) -> bool:
        """Whether it has text, but neither numbers nor tags."""
        return not self.empty and not any(limit.number or limit.tag for limit in self.limits)


NOTHING = Cell()


class Tall(NamedTuple):
    """A cell over all rows of neighbouring occasions: its texts, and small notes below them."""

    texts: tuple[str, ...]
    notes: tuple[str, ...]


class ConductTable(NamedTuple):
    """Occasions × items. `tall` are the columns that are one cell; `common` the items that apply to all occasions,
    below the others."""

    occasions: tuple[str, ...]
    items: tuple[str, ...]
    cells: Mapping[tuple[str, str], Cell]
    tall: Mapping[str, Tall]
    common: tuple[tuple[str, Cell], ...] = ()
    rows: Mapping[tuple[str, str], tuple[int, ...]] = MappingProxyType({})  # the standards of each cell, from 1

    def element(self, part: str, items: Sequence[str], occasions: Sequence[str] = ()) -> str:
        """The name of what is drawn for the standards of these items, on these occasions or on those of the table."""
        known = {"" if occasion == ALL else occasion for occasion in occasions or self.occasions}
        shown = [place for place in self.rows if place[1] in items and place[0] in known]
        return elements.rows((number for place in shown for number in self.rows[place]), part) if shown else ""

    def at(self, occasion: str, item: str) -> Cell:
        return self.cells.get((occasion, item), NOTHING)

    @property
    def all_items(self) -> tuple[str, ...]:
        """Its items and those that apply to all occasions."""
        return (*self.items, *(item for item, _ in self.common))

    @property
    def filled(self) -> float:
        """The share of the cells that are not empty."""
        cells = len(self.occasions) * len(self.items)
        full = sum(not self.at(o, i).empty for o in self.occasions for i in self.items)
        return full / cells if cells else 1.0

    def panels(self) -> "list[ConductTable]":
        """Each occasion separately with its own items; the items for all of them last."""
        found = [
            ConductTable(
                (occasion,), tuple(item for item in self.items if (occasion, item) in self.cells), self.cells, {}
            )
            for occasion in self.occasions
        ]
        found += [_for_all(self.common)] if self.common else []
        return [one._replace(rows=self.rows) for one in found]


def _for_all(common: Sequence[tuple[str, Cell]]) -> "ConductTable":
    """The items for all occasions as a separate table."""
    return ConductTable((ALL,), tuple(item for item, _ in common), {(ALL, item): cell for item, cell in common}, {})


def tables(conduct: Conduct, style: ConductStyle) -> "tuple[ConductTable, ...]":
    """The tables of all standards, in the order of their first rows: occasions that share an item are in one table."""
    cells = _cells(conduct, style)
    occasions, items = list(dict.fromkeys(o for o, _ in cells)), list(dict.fromkeys(i for _, i in cells))
    specific = {item for occasion, item in cells if occasion}
    common: list[tuple[str, Cell]] = []
    if "" in occasions and len(occasions) > 1 and not any(item in specific for item in items if ("", item) in cells):
        common = [(item, cells["", item]) for item in items if ("", item) in cells]
        occasions.remove("")
    found: list[ConductTable] = []
    for group in _joined(occasions, cells):
        own = tuple(item for item in items if any((occasion, item) in cells for occasion in group))
        tall = {o: t for o in group if (t := _tall(o, own, cells, style)) is not None} if len(group) > 1 else {}
        found.append(ConductTable(tuple(group), own, cells, tall))
    if common and len(found) == 1 and len(found[0].occasions) > 1:
        one = found[0]
        found, common = [one._replace(common=tuple(common))], []
    if common:
        found.append(_for_all(common))
    rows: dict[tuple[str, str], tuple[int, ...]] = {}
    for number, standard in enumerate(conduct.standards, 1):
        place = _place(standard)
        rows[place] = (*rows.get(place, ()), number)
    return tuple(one._replace(rows=rows) for one in found)


def forbids(words: str, style: ConductStyle) -> bool:
    """Whether words forbid something, all of them: not a limit, a duty, or an exception from what is forbidden."""
    clauses = [clause for clause in CLAUSE.split(words) if clause.strip()]
    return bool(clauses) and all(_forbids(clause.strip(), style.forbidding) for clause in clauses)


def _forbids(clause: str, look: ConductForbidding) -> bool:
    for lead in ("", *look.emphasis):
        for word in look.words:
            if clause.startswith(lead + word):
                return not clause[len(lead + word) :].startswith(look.unless)
    return False


def _cells(conduct: Conduct, style: ConductStyle) -> dict[tuple[str, str], Cell]:
    rows: dict[tuple[str, str], list[Standard]] = {}
    for one in conduct.standards:
        rows.setdefault(_place(one), []).append(one)
    return {place: _cell(standards, style.cell.unit) for place, standards in rows.items()}


def _place(standard: Standard) -> tuple[str, str]:
    """Occasion and item of a standard."""
    return _flat(str(standard.occasion or "")), _flat(str(standard.item))


def _cell(standards: Sequence[Standard], unit: float) -> Cell:
    limits = [_limit(tag, limit, unit) for one in standards for tag, limit in one.says]
    notes = [_flat(str(one.note)) for one in standards if one.note is not None]
    return Cell(tuple(dict.fromkeys(limits)), tuple(dict.fromkeys(note for note in notes if note)))


def _limit(tag: str, limit: Limit, unit: float) -> CellLimit:
    before, number, after = _flat(limit.before), _flat(limit.number), _flat(limit.after)
    if not number:
        return CellLimit(tag, f"{before}{after}", "", "", "")
    tail = ""
    if len(after) > unit:
        cut = min((at for at in (after.find(mark) for mark in BREAKS) if at >= 0), default=-1)
        if 0 <= cut <= unit:
            cut += after[cut] not in "（("
            after, tail = after[:cut], after[cut:]
        else:
            measure_word = re.match(UNIT, after)
            cut = measure_word.end() if measure_word else 0
            after, tail = after[:cut], after[cut:]
    return CellLimit(tag, before, number, after, tail)


def _joined(occasions: Sequence[str], cells: Mapping[tuple[str, str], Cell]) -> list[list[str]]:
    """Occasions in groups: those that share an item, directly or through others, are together."""
    items = {occasion: {i for o, i in cells if o == occasion} for occasion in occasions}
    groups: list[list[str]] = []
    for occasion in occasions:
        near = [group for group in groups if any(items[occasion] & items[other] for other in group)]
        for group in near:
            groups.remove(group)
        groups.append([o for group in near for o in group] + [occasion])
    order = {occasion: number for number, occasion in enumerate(occasions)}
    return sorted((sorted(group, key=order.__getitem__) for group in groups), key=lambda group: order[group[0]])


def _tall(
    occasion: str, items: Sequence[str], cells: Mapping[tuple[str, str], Cell], style: ConductStyle
) -> Tall | None:
    """An occasion as one cell; None unless it has only a few short texts that are clear without the names of their
    rows, because they contain a prohibition or its object, and at least one is a prohibition."""
    own = [(item, cells[occasion, item]) for item in items if (occasion, item) in cells]
    look = style.tall
    if len(items) < look.rows or len(own) < look.filled * len(items) or not all(cell.in_words for _, cell in own):
        return None
    about: dict[str, list[str]] = {}
    notes: list[str] = []
    for item, cell in own:
        words = [limit.before for limit in cell.limits] or list(cell.notes)
        for word in words:
            about.setdefault(word, []).append(item)
        notes += cell.notes if cell.limits else []
    if len(about) > look.says or any(len(text) > look.em for text in about):
        return None
    forbidding = [word for word in about if forbids(word, style)]
    if not forbidding or not all(w in forbidding or any(set(w) & set(_name(o)) for o in of) for w, of in about.items()):
        return None
    return Tall(tuple(about), tuple(dict.fromkeys(notes)))


def _name(item: str) -> str:
    return item.partition("（")[0].partition("(")[0]


def _flat(text: str) -> str:
    """The text on one line."""
    return " ".join(text.split())
