"""An outcome of the whole graph stands beside its own line, or the drawing is not taken."""

from __future__ import annotations

from yizhangtu.layout.flow.full_labels import EdgeLabel, are_clear, beside_lines, sampled

DOWN = {0: sampled([(0.0, 0.0), (0.0, 7.0), (0.0, 13.0), (0.0, 20.0)])}
NEXT = {1: sampled([(9.0, 0.0), (9.0, 7.0), (9.0, 13.0), (9.0, 20.0)])}
FAR = EdgeLabel(0, 6.0, 10.0, 4.0, 2.0)  # 4 u right of line 0, 1 u left of line 1
CARD = EdgeLabel(-1, 2.0, 10.0, 3.0, 3.0)


def test_an_outcome_moves_to_its_line() -> None:
    (moved,) = beside_lines([FAR], DOWN | NEXT, [])
    assert abs(moved.x - 2.0) < 1e-6 and moved.y == FAR.y and are_clear([moved], DOWN | NEXT)


def test_it_stays_where_a_card_an_outcome_or_a_line_is_in_the_way() -> None:
    assert beside_lines([FAR], DOWN | NEXT, [CARD]) == [FAR]
    other = EdgeLabel(1, 2.5, 10.0, 2.0, 2.0)
    assert beside_lines([FAR, other._replace(edge=0)], DOWN, [])[0] == FAR
    between = {1: sampled([(2.0, 0.0), (2.0, 7.0), (2.0, 13.0), (2.0, 20.0)])}
    assert beside_lines([FAR], DOWN | between, []) == [FAR]


def test_an_outcome_nearer_to_another_line_is_not_clear() -> None:
    assert not are_clear([FAR], DOWN | NEXT) and are_clear([FAR], DOWN)
    assert not are_clear([FAR, FAR._replace(x=7.0)], DOWN)
