"""A page as SVG: escaped text, moved groups, lower layers first."""

from __future__ import annotations

from yizhangtu.draw.shapes import polyline, rectangle
from yizhangtu.export.icon_paths import IconPaths
from yizhangtu.export.svg import page_svg
from yizhangtu.media.context import Context
from yizhangtu.model.page import FIGURE, Group, Label, Link, Page, Path, Tag


def test_text_is_escaped_and_groups_are_moved(context: Context) -> None:
    text = Tag("P", (Label(1.0, 2.0, "<甲> 乙", 4.0, gaps=True),))
    line = Path(polyline(((0.0, 0.0), (9.0, 0.0))), "", "ink", 0.3)
    code = Tag(FIGURE, (Group((line,), 40.0, 40.0),), "二维码", (40.0, 40.0, 9.0, 9.0))
    link = Link(0.0, 0.0, 9.0, 9.0, 1, "第1页")
    page = Page(100.0, 50.0, context.styles.themes["蓝"], (text, code, link))
    svg = page_svg(page, IconPaths({}))
    assert "&lt;甲&gt; 乙</text>" in svg and "<甲>" not in svg
    assert 'transform="translate(40 40)"' in svg and '<path d="M0 0L9 0"' in svg


def test_a_higher_layer_is_painted_last(context: Context) -> None:
    title = Tag("H1", (Label(1.0, 5.0, "题", 4.0),), layer=1)
    ground = Tag(FIGURE, (Path(rectangle(0.0, 0.0, 9.0, 9.0), "band"),), "底", (0.0, 0.0, 9.0, 9.0))
    svg = page_svg(Page(10.0, 10.0, context.styles.themes["蓝"], (title, ground)), IconPaths({}))
    assert svg.index("<path") < svg.index("<text")


def test_outlines_of_icons_are_parsed_once() -> None:
    icons = IconPaths({"x": "M1 2L3.5 -4C0 0 1 1 2 2Z"})
    assert icons["x"] == (("M", (1.0, 2.0)), ("L", (3.5, -4.0)), ("C", (0.0, 0.0, 1.0, 1.0, 2.0, 2.0)), ("Z", ()))
    assert icons["x"] is icons["x"]
