"""Shapes as path commands: corners, curves, and what is rounded when."""

from __future__ import annotations

import pytest

from yizhangtu.draw.shapes import placed, polygon, polyline, rectangle, spline


def ops(commands: object) -> str:
    return "".join(op for op, _ in commands)  # type: ignore[attr-defined]


def test_a_rectangle_with_round_corners_where_they_are_asked_for() -> None:
    assert ops(rectangle(0, 0, 10, 5)) == "MLLLLZ"
    assert ops(rectangle(0, 0, 10, 5, 1)) == "MLCLCLCLCZ"
    left_only = rectangle(0, 0, 10, 5, (1, 0, 0, 1))
    assert ops(left_only) == "MLLLCLCZ" and left_only[0] == ("M", (1, 0)) and left_only[1] == ("L", (10, 0))


def test_right_angles_of_a_line_are_rounded_as_far_as_there_is_room() -> None:
    line = polyline([(0, 0), (10, 0), (10, 1), (20, 1)], corner=2)
    assert ops(line) == "MLCLCL"
    assert line[1] == ("L", (9.5, 0.0)) and line[2][1][-2:] == (10.0, 0.5)
    assert ops(polyline([(0, 0), (10, 0), (10, 9)])) == "MLL"


def test_polygons_and_splines() -> None:
    assert polygon([(0, 0), (1, 0), (0, 1)]) == (("M", (0, 0)), ("L", (1, 0)), ("L", (0, 1)), ("Z", ()))
    assert spline([(0, 0), (1, 1), (2, 1), (3, 0)]) == (("M", (0, 0)), ("C", (1, 1, 2, 1, 3, 0)))


def test_a_path_is_rounded_when_it_is_placed() -> None:
    path = placed([("M", (1.23456, 0.0)), ("L", (0.0, 2.0)), ("Z", ())], 2.0, 0.5, -0.00001)
    assert path == (("M", (2.969, 0.0)), ("L", (0.5, 4.0)), ("Z", ()))
    assert str(path[0][1][1]) == "0.0"  # never -0.0


@pytest.mark.parametrize("corner", [0.0, 0.4])
def test_a_line_begins_and_ends_where_it_is_reported_to(corner: float) -> None:
    points = [(1.0, 1.0), (5.0, 1.0), (5.0, 7.0)]
    line = polyline(points, corner)
    assert line[0][1] == points[0] and line[-1][1] == points[-1]
