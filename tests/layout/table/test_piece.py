"""Pieces into slots: nothing lost, nothing higher than its slot, heads repeated, merged cells high enough."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from yizhangtu.draw.canvas import Canvas
from yizhangtu.layout.table.piece import MergedCell, Piece, fill, paint, total


def nothing(canvas: Canvas, x: float, y: float, height: float) -> None:
    """A piece that leaves no ink."""


class Table:
    """Groups of rows below a head, and what was painted where."""

    def __init__(self, groups: list[tuple[float, list[float]]]) -> None:
        self.painted: list[tuple[str, float, float]] = []
        self.head = Piece(2.0, self._note("head"), keep=True)
        self.pieces: list[Piece] = [self.head]
        for number, (least, rows) in enumerate(groups):
            span = MergedCell(self._note(f"span {number}"), least)
            for at, height in enumerate(rows):
                name = f"row {number}.{at}"
                self.pieces.append(Piece(height, self._note(name), (self.head,), gap=0.5, grow=1.0, span=span))

    def _note(self, name: str):  # type: ignore[no-untyped-def]
        def painter(canvas: Canvas, x: float, y: float, height: float) -> None:
            self.painted.append((name, y, height))

        return painter


GROUPS = st.lists(
    st.tuples(st.floats(0, 8), st.lists(st.floats(0.5, 6), min_size=1, max_size=9)), min_size=1, max_size=6
)


@given(GROUPS, st.floats(12, 60))
def test_every_row_stands_once_in_order_and_inside_its_slot(
    groups: list[tuple[float, list[float]]], height: float
) -> None:
    table = Table(groups)
    slots = fill(table.pieces, [height] * 100)
    assert slots is not None
    canvas = Canvas(None, 1.0)  # type: ignore[arg-type]  # nothing is set here
    rows: list[str] = []
    for slot in slots:
        assert total(slot) <= height + 1e-6
        table.painted.clear()
        end = paint(canvas, slot, 0.0, 0.0, height)
        assert end <= height + 1e-6
        assert table.painted[0][0] == "head"
        below = 0.0
        for name, y, tall in table.painted:
            if not name.startswith("span"):
                assert y >= below - 1e-6
                below = y + tall
            else:
                assert tall >= groups[int(name[5:])][0] - 1e-6
        rows += [name for name, _, _ in table.painted if name.startswith("row")]
    assert rows == [f"row {number}.{at}" for number, (_, heights) in enumerate(groups) for at in range(len(heights))]


def test_what_is_higher_than_a_slot_does_not_fit() -> None:
    assert fill([Piece(5.0, nothing)], [4.0, 9.0]) is None


def test_too_few_slots() -> None:
    assert fill([Piece(3.0, nothing)] * 3, [7.0]) is None


def test_a_head_goes_with_what_it_is_the_head_of() -> None:
    slots = fill([Piece(3.0, nothing), Piece(1.0, nothing, keep=True), Piece(2.0, nothing)], [5.0, 5.0])
    assert slots is not None and [len(slot) for slot in slots] == [1, 2]


def test_neighbours_of_one_merged_cell_have_no_gap_between_them() -> None:
    span = MergedCell(nothing)
    pieces = [Piece(1.0, nothing, gap=0.5, span=span), Piece(1.0, nothing, gap=0.5, span=span)]
    slots = fill(pieces, [9.0])
    assert slots is not None and total(slots[0]) == 2.0


def test_spare_height_goes_to_what_may_grow_and_no_further() -> None:
    seen: list[float] = []
    grows = Piece(2.0, lambda canvas, x, y, height: seen.append(height), grow=1.0)
    slots = fill([grows, Piece(2.0, nothing)], [10.0])
    assert slots is not None
    assert paint(Canvas(None, 1.0), slots[0], 0.0, 0.0, 10.0) == 5.0  # type: ignore[arg-type]
    assert seen == [3.0]
