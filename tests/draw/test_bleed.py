"""What touches the edge of a page is drawn beyond it, for print shops."""

from __future__ import annotations

from yizhangtu.draw.bleed import bled
from yizhangtu.draw.shapes import polyline, rectangle
from yizhangtu.media.context import Context
from yizhangtu.model.page import ARTIFACT, FIGURE, Group, Page, Path, Tag


def corners(path: object) -> set[tuple[float, ...]]:
    assert isinstance(path, Path)
    return {numbers for _, numbers in path.commands if numbers}


def test_points_on_the_edge_move_into_the_bleed(context: Context) -> None:
    band = Path(rectangle(0.0, 0.0, 148.0, 44.5), "band")
    line = Path(polyline(((10.0, 10.0), (20.0, 10.0))), "", "line", 0.3)
    page = Page(148.0, 210.0, context.styles.themes["蓝"], (Tag(ARTIFACT, (band, line)),))
    (tag,) = bled(page, 3.0).items
    assert isinstance(tag, Tag)
    assert corners(tag.items[0]) == {(-3.0, -3.0), (151.0, -3.0), (151.0, 44.5), (-3.0, 44.5)}
    assert tag.items[1] == line
    assert bled(page, 0.0) is page


def test_a_group_is_measured_where_it_stands_on_the_page(context: Context) -> None:
    square = Path(rectangle(0.0, 0.0, 9.0, 9.0), "ink")
    groups = (Group((square,), 40.0, 40.0), Group((square,), 91.0, 20.0))
    page = Page(100.0, 50.0, context.styles.themes["蓝"], tuple(Tag(FIGURE, (one,), "码") for one in groups))
    inside, edge = (tag.items[0] for tag in bled(page, 3.0).items if isinstance(tag, Tag))
    assert inside == groups[0]._replace(items=(square,))
    assert isinstance(edge, Group)
    assert corners(edge.items[0]) == {(0.0, 0.0), (12.0, 0.0), (12.0, 9.0), (0.0, 9.0)}
