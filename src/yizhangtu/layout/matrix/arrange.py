"""Columns of a choice → what stands where: the bands that their steps share, cells over several columns, refusals and
ends in common."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby

from yizhangtu.draw import elements
from yizhangtu.layout.matrix.columns import (
    ChoiceColumn,
    ChoiceMatrix,
    ColumnEnd,
    MatrixCell,
    Refusal,
    is_refusal,
)
from yizhangtu.model.line import Card, Exit, Way


@lru_cache(maxsize=64)  # it is asked for at each width that is tried
def matrix_of(columns: tuple[ChoiceColumn, ...]) -> ChoiceMatrix:
    """What stands where in neighbouring columns of a choice."""
    tails = _tails(columns)
    own = [_entered(columns, index, tails) for index in range(len(columns))]
    names, bands = _bands(columns, tails)
    kept = _refusals(own, bands, len(names))
    rows = [_without(row, kept, index, any(names)) for index, row in enumerate(own)]
    return ChoiceMatrix(
        columns,
        names,
        tuple(_joining(cell, columns, tails) for cell in _cells(rows, bands, tails, kept, len(names))),
        tuple(kept),
        tuple(_ends(columns, tails)),
        tuple(_naming(columns, bands, band) for band in range(len(names))),
    )


def _naming(columns: Sequence[ChoiceColumn], bands: Sequence[Sequence[int]], band: int) -> str:
    """The elements of the phases that the steps of a band begin."""
    return elements.shared(
        [
            elements.step(row.node, "phase")
            for column, numbers in zip(columns, bands, strict=True)
            for row, number in zip(column.rows, numbers, strict=True)
            if number == band and any(remark.role == "phase" for remark in row.remarks)
        ]
    )


def _entered(columns: Sequence[ChoiceColumn], index: int, tails: dict[int, tuple[int, int]]) -> tuple[Card, ...]:
    """The steps of a column; one that a neighbour's way comes to by an arrow does not name it as its source."""
    rows = list(columns[index].rows)
    for neighbour, (other, at) in tails.items():
        if other == index:
            badge = columns[neighbour].rows[-1].badge
            entrances = tuple(one for one in rows[at].entrances if one.badge != badge)
            rows[at] = rows[at]._replace(entrances=entrances)
    return tuple(rows)


def _tails(columns: Sequence[ChoiceColumn]) -> dict[int, tuple[int, int]]:
    """Columns whose end leads into a later step of a neighbour: the neighbour and the number of that step in it."""
    found: dict[int, tuple[int, int]] = {}
    for index, column in enumerate(columns):
        for other in (index - 1, index + 1):
            if not (0 <= other < len(columns) and column.rows and column.end) or other in found:
                continue
            nodes = [row.node for row in columns[other].rows]
            if column.end.target in nodes[1:]:
                found[index] = other, nodes.index(column.end.target)
                break
    taken = [other for other, _ in found.values()]
    return {index: tail for index, tail in found.items() if taken.count(tail[0]) == 1 and index not in taken}


def _bands(
    columns: Sequence[ChoiceColumn], tails: dict[int, tuple[int, int]]
) -> tuple[tuple[str, ...], list[list[int]]]:
    """The names of the bands, and for each column the band of each of its steps."""
    named = _by_name(columns)
    if named and all(named[1][other][at] > named[1][index][-1] for index, (other, at) in tails.items()):
        return named
    cuts = _cuts(columns, tails)
    if any(cut is not None for cut in cuts):
        bands = [
            [0 if cut is None or number < cut else 1 for number in range(len(column.rows))]
            for column, cut in zip(columns, cuts, strict=True)
        ]
        return ("", ""), bands
    handlers = _by_handler(columns)
    if handlers:
        return handlers
    return ("",), [[0] * len(column.rows) for column in columns]


def _by_name(columns: Sequence[ChoiceColumn]) -> tuple[tuple[str, ...], list[list[int]]] | None:
    """Bands by the phases that the author wrote on the steps of the columns, if all agree on their order."""
    found: list[list[str]] = []
    for column in columns:
        names: list[str] = []
        for row in column.rows:
            own = next((remark.text for remark in row.remarks if remark.role == "phase"), "")
            names.append(own or (names[-1] if names else ""))
        found.append(names)
    order = max((tuple(dict.fromkeys(names)) for names in found), key=len, default=())
    if len(order) < 2 or "" in order:
        return None
    bands = [[order.index(name) if name in order else -1 for name in names] for names in found]
    if any(-1 in one or one != sorted(one) for one in bands):
        return None
    return order, bands


def _by_handler(columns: Sequence[ChoiceColumn]) -> tuple[tuple[str, ...], list[list[int]]] | None:
    """Bands by the handlers, if those of all columns follow one another in the same order."""
    runs = [
        [handler for handler, _ in groupby(row.handler for row in column.rows)] for column in columns if column.rows
    ]
    if len(runs) < 2 or len(runs[0]) < 2 or any(run != runs[0] for run in runs):
        return None
    bands: list[list[int]] = []
    for column in columns:
        band, own = -1, []
        for number, row in enumerate(column.rows):
            band += not number or row.handler != column.rows[number - 1].handler
            own.append(band)
        bands.append(own)
    return ("",) * len(runs[0]), bands


def _cuts(columns: Sequence[ChoiceColumn], tails: dict[int, tuple[int, int]]) -> list[int | None]:
    """For each column the number of the first step of the second band: after a refusal that neighbours have in common,
    or where a neighbour's way comes in. None where a column has neither."""
    cuts: list[int | None] = [None] * len(columns)
    for index, (other, at) in tails.items():
        cuts[index], cuts[other] = len(columns[index].rows), at
    steps = [_refusing(column.rows) for column in columns]
    for index in range(len(columns) - 1):
        left, right = steps[index], steps[index + 1]
        if left and right and left[1] == right[1]:
            for place, step in ((index, left), (index + 1, right)):
                if cuts[place] is None:
                    cuts[place] = step[0] + 1
    return cuts


def _refusing(rows: Sequence[Card]) -> tuple[int, tuple[object, ...]] | None:
    """The first step with a refusal, and the words and target of the refusal."""
    for number, row in enumerate(rows):
        for exit_ in row.exits:
            if is_refusal(exit_):
                return number, _alike(exit_)
    return None


def _alike(exit_: Exit) -> tuple[object, ...]:
    """What equal refusals have in common."""
    return exit_.label, exit_.note, exit_.way, exit_.target


def _refusals(own: Sequence[tuple[Card, ...]], bands: Sequence[Sequence[int]], count: int) -> list[Refusal]:
    """The refusals that the last steps of neighbouring columns in a band have in common."""
    found: list[Refusal] = []
    for band in range(count):
        lasts: list[tuple[Card, Exit] | None] = []
        for rows, numbers in zip(own, bands, strict=True):
            last = [row for row, number in zip(rows, numbers, strict=True) if number == band][-1:]
            exits = [(row, exit_) for row in last for exit_ in row.exits if is_refusal(exit_)]
            lasts.append(exits[0] if len(exits) == 1 else None)
        at = 0
        for key, group in groupby(lasts, key=lambda one: _alike(one[1]) if one else None):
            members = list(group)
            alike = [one for one in members if one]
            if key and len(alike) > 1:
                names = elements.shared([elements.outcome(row.node, exit_.outcome) for row, exit_ in alike])
                found.append(Refusal(at, at + len(alike), band, alike[0][1], names))
            at += len(members)
    return found


def _without(rows: tuple[Card, ...], refusals: Sequence[Refusal], index: int, named: bool) -> tuple[Card, ...]:
    """The steps of a column without the exits that it has in common with neighbours, and without the phases that name
    the bands."""
    common = {_alike(one.exit) for one in refusals if one.left <= index < one.right}
    return tuple(
        row._replace(
            exits=tuple(one for one in row.exits if _alike(one) not in common),
            remarks=tuple(one for one in row.remarks if not (named and one.role == "phase")),
        )
        for row in rows
    )


def _cells(
    rows: Sequence[tuple[Card, ...]],
    bands: Sequence[Sequence[int]],
    tails: dict[int, tuple[int, int]],
    refusals: Sequence[Refusal],
    count: int,
) -> list[MatrixCell]:
    """The cells of all columns. The steps that a neighbour's way comes to reach over both columns; the last cell of a
    column reaches down to its end unless a refusal stands below it."""
    into = {other: (index, at) for index, (other, at) in tails.items()}
    found: list[MatrixCell] = []
    for index, (own, numbers) in enumerate(zip(rows, bands, strict=True)):
        pairs = list(zip(own, numbers, range(len(own)), strict=True))
        groups = [list(group) for _, group in groupby(pairs, key=lambda pair: pair[1])]
        for place, group in enumerate(groups):
            first = group[0]
            left, right = index, index + 1
            if index in into and first[2] >= into[index][1]:
                left, right = min(index, into[index][0]), max(index, into[index][0]) + 1
            refused = any(one.left <= index < one.right and one.band == first[1] for one in refusals)
            if place + 1 < len(groups):
                bottom = groups[place + 1][0][1]
            else:
                bottom = first[1] + 1 if refused or index in tails else count
            found.append(_cell(left, right, first[1], bottom, tuple(row for row, _, _ in group)))
    return found


def _joining(cell: MatrixCell, columns: Sequence[ChoiceColumn], tails: dict[int, tuple[int, int]]) -> MatrixCell:
    """A cell; the last one of a column that comes to a neighbour's step names that step."""
    column = columns[cell.left]
    if cell.left not in tails or cell.rows[-1].node != column.rows[-1].node:
        return cell
    return cell._replace(joined=column.end, source=column.source)


def _cell(left: int, right: int, top: int, bottom: int, rows: tuple[Card, ...]) -> MatrixCell:
    """A cell, with the outcome that leads down from its last step apart from that step."""
    last = rows[-1]
    down = [exit_ for exit_ in last.exits if exit_.way is Way.NEXT]
    kept = last._replace(exits=tuple(exit_ for exit_ in last.exits if exit_.way is not Way.NEXT))
    return MatrixCell(left, right, top, bottom, (*rows[:-1], kept), down[0] if down else None)


def _ends(columns: Sequence[ChoiceColumn], tails: dict[int, tuple[int, int]]) -> list[ColumnEnd]:
    """Where the columns lead, neighbours that lead to the same place together."""
    found: list[ColumnEnd] = []
    for index in range(len(columns)):
        column = columns[tails[index][0]] if index in tails else columns[index]
        exit_ = column.end
        before = found[-1] if found else None
        if before and exit_ and before.exit and _same_place(before.exit, exit_):
            name = elements.shared([*before.element.split(elements.SHARED), column.source])
            found[-1] = before._replace(right=index + 1, element=name)
        else:
            found.append(ColumnEnd(index, index + 1, exit_, column.source))
    return found


def _same_place(one: Exit, other: Exit) -> bool:
    """Whether two columns lead to the same place in the same words."""
    return (one.way, one.target, one.note, one.stop) == (other.way, other.target, other.note, other.stop)
