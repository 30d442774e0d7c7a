"""The items of a page: reading order, and where their lowest ink is."""

from __future__ import annotations

from yizhangtu.media.context import Context
from yizhangtu.model.page import Bookmark, Icon, Image, Label, Link, Page, Path, Tag, bottom


def test_all_items_in_reading_order_those_within_tags_too(context: Context) -> None:
    title, link, mark = Label(0, 5, "题", 4.0), Link(0, 0, 1, 1, 2, "第2页"), Bookmark(1, "题", 0, 0)
    heading = Tag("H1", (title,))
    section = Tag("Sect", (mark, heading, link))
    page = Page(10.0, 10.0, context.styles.themes["蓝"], (section,))
    assert list(page.all()) == [section, mark, heading, title, link]


def test_the_lowest_ink_of_every_kind_of_mark() -> None:
    line = Path((("M", (0.0, 3.0)), ("L", (50.0, 8.0))), "", "ink", 1.0)
    assert bottom([line]) == 8.5
    assert bottom([line, Label(0, 10.0, "字", 5.0)]) == 10.6
    assert bottom([Icon(0, 7.0, 4.0, "user", "ink"), line]) == 11.0
    assert bottom([Image(0, 2.0, 5.0, 20.0, "x"), line]) == 22.0
    assert bottom([]) == 0.0
