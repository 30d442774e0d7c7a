"""A choice → its columns, and the records of what stands in them. Nothing is measured here.

A *band* is a row of the matrix across all columns; a cell may reach over several columns (a step that two outcomes come
to) and over several bands.
"""

from typing import NamedTuple

from yizhangtu.draw import elements
from yizhangtu.model.line import Card, Exit, Panel, Tone, Way

LEAST, MOST = 2, 6  # outcomes of a matrix


class ChoiceColumn(NamedTuple):
    """One outcome: its condition, its steps (none where it leads elsewhere at once) and where its end leads. `element`
    is the name of the outcome's structure element, `source` that of what leads to the end."""

    condition: str
    note: str
    rows: tuple[Card, ...]
    end: Exit | None
    element: str = ""
    source: str = ""
    tone: Tone = Tone.NEUTRAL


class MatrixCell(NamedTuple):
    """Steps one below the other in the columns left … right-1 and the bands top … bottom-1. `onward` is the outcome of
    the last step that leads down, None where it needs no words. `joined` is the exit into a cell that a neighbour has
    too, `source` the name of its element."""

    left: int
    right: int
    top: int
    bottom: int
    rows: tuple[Card, ...]
    onward: Exit | None = None
    joined: Exit | None = None
    source: str = ""


class Refusal(NamedTuple):
    """One exit of the last steps of several neighbouring columns, below a band. `element` names the outcomes."""

    left: int
    right: int
    band: int
    exit: Exit
    element: str


class ColumnEnd(NamedTuple):
    """Where neighbouring columns lead; None for no way on. `element` names what leads there."""

    left: int
    right: int
    exit: Exit | None
    element: str


class ChoiceMatrix(NamedTuple):
    """The columns of a choice in the order written and what stands in them. `names` are those of the bands, "" where
    the author gave none, `named` the elements of the steps that give them."""

    columns: tuple[ChoiceColumn, ...]
    names: tuple[str, ...]
    cells: tuple[MatrixCell, ...]
    refusals: tuple[Refusal, ...]
    ends: tuple[ColumnEnd, ...]
    named: tuple[str, ...] = ()


def is_refusal(exit_: Exit) -> bool:
    """Whether an outcome is no way of its own but turns the reader away, back or round."""
    turned = exit_.way in (Way.BACK, Way.AGAIN) or exit_.tone is Tone.BAD
    return bool(exit_.label) and turned and exit_.way is not Way.NEXT


def is_choice(card: Card) -> bool:
    """Whether a card is a choice between ways of the same standing, two of them or more with steps of their own."""
    if sum(bool(panel.condition) for panel in card.panels) < LEAST:
        return False
    return len(columns_of(card)) <= MOST


def beside_columns(card: Card) -> tuple[Exit, ...]:
    """The exits of a choice that are no columns: refusals, and the way to the next sheet."""
    return tuple(exit_ for exit_ in card.exits if is_refusal(exit_) or exit_.way is Way.CUT)


def columns_of(card: Card) -> tuple[ChoiceColumn, ...]:
    """The columns of a choice in the order written: outcomes with steps of their own, and those that lead elsewhere."""
    found = [(panel.outcome, _column(panel)) for panel in card.panels]
    elsewhere = [exit_ for exit_ in card.exits if not is_refusal(exit_)]
    found += [
        (exit_.outcome, _pointer(exit_, elements.outcome(card.node, exit_.outcome)))
        for exit_ in (*elsewhere, *((card.arrow,) if card.arrow else ()))
        if exit_.label
    ]
    return tuple(column for _, column in sorted(found, key=lambda one: one[0]))


def _pointer(exit_: Exit, element: str) -> ChoiceColumn:
    """An outcome without steps of its own."""
    return ChoiceColumn(exit_.label, "", (), exit_._replace(label="", added=""), element, element, exit_.tone)


def _column(panel: Panel) -> ChoiceColumn:
    """An outcome with steps. Where the last step has one way on, it ends the column: its words stand above the end."""
    last = panel.rows[-1]
    exits = [exit_ for exit_ in last.exits if not is_refusal(exit_)]
    end = panel.onward
    if end is None and len(exits) == 1:
        end = exits[0]._replace(label="", added="")
        down = (exits[0]._replace(way=Way.NEXT, note="", added=""),) if exits[0].label else ()
        last = last._replace(exits=(*(one for one in last.exits if one is not exits[0]), *down))
    if end and end.note:  # it names the sheet once for the words above it too
        kept = (one._replace(note="") if one.way is Way.NEXT and one.note in end.note else one for one in last.exits)
        last = last._replace(exits=tuple(kept))
    own = elements.outcome(panel.node, panel.outcome)
    source = elements.outcome(last.node, end.outcome if end and end is not panel.onward else 0)
    return ChoiceColumn(panel.condition, panel.note, (*panel.rows[:-1], last), end, own, source, panel.tone)


def leads(row: Card, following: Card) -> bool:
    """Whether a step of a column leads to the one below it."""
    if any(exit_.way is Way.NEXT for exit_ in row.exits):
        return True
    if row.panels:
        return any(panel.onward and panel.onward.target == following.node for panel in row.panels)
    return not row.exits
