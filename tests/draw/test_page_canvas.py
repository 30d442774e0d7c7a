"""What a canvas puts on a page: marks between tags as artifacts, text with its tag, headings with their bookmarks."""

from __future__ import annotations

import pytest

from yizhangtu.draw.page_canvas import PageCanvas
from yizhangtu.draw.text_block import TextBlock, TextSetter
from yizhangtu.media.context import Context
from yizhangtu.model.drawing import Drawing
from yizhangtu.model.page import ARTIFACT, FIGURE, Bookmark, Group, Label, Link, Path, Tag
from yizhangtu.text import Run, TextLine


@pytest.fixture
def canvas(context: Context) -> PageCanvas:
    return PageCanvas(context.typesetter, 100.0, 50.0, context.styles.themes["蓝"])


def block(canvas: PageCanvas, text: str, size: float = 10.0) -> TextBlock:
    return TextSetter(canvas.typesetter).line(text, size, 1.2)


def test_marks_between_tags_are_artifacts(canvas: PageCanvas) -> None:
    canvas.rect(0, 0, 100, 5, 0.0, "band")
    canvas.icon("user", 1, 1, 3, "dark")
    canvas.paragraph(0, 10, block(canvas, "甲"))
    canvas.rule(0, 30, 100, "hair", 0.2)
    roles = [(item.role, len(item.items)) for item in canvas.page().items if isinstance(item, Tag)]
    assert roles == [(ARTIFACT, 2), ("P", 1), (ARTIFACT, 1)]


def test_a_heading_is_bold_and_has_a_bookmark_at_its_place(canvas: PageCanvas) -> None:
    canvas.title(7.0, 3.0, block(canvas, "高龄津贴").coloured("dark"), 4.0)
    tag, bookmark = canvas.page().items
    assert bookmark == Bookmark(1, "高龄津贴一张图", 7.0, 3.0)
    assert isinstance(tag, Tag) and tag.role == "H1"
    labels = [item for item in tag.items if isinstance(item, Label)]
    assert [(one.text, one.size_mm, one.fill) for one in labels] == [
        ("高龄津贴", 10.0, "dark"),
        ("一张图", 4.0, "dark"),
    ]
    assert all(one.bold for one in labels)
    assert labels[1].x == pytest.approx(7.0 + 40.0 + 1.2) and labels[1].y == labels[0].y


def test_headings_of_all_levels_are_bold(canvas: PageCanvas) -> None:
    height = canvas.paragraph(0, 0, block(canvas, "材料"), "H3")
    tag, bookmark = canvas.page().items
    assert height == 12.0 and bookmark == Bookmark(3, "材料", 0, 0)
    assert isinstance(tag, Tag) and [item.bold for item in tag.items if isinstance(item, Label)] == [True]


def test_a_blank_in_text_is_as_wide_as_the_typesetter_reckons(canvas: PageCanvas) -> None:
    line = TextLine((Run(0.0, "第"), Run(1.2, "1"), Run(2.0, "张")), 3.0)
    canvas.paragraph(0.0, 0.0, TextBlock((line,), 10.0, 1.2), centred_in=100.0)
    (tag,) = canvas.page().items
    assert isinstance(tag, Tag)
    (label,) = (item for item in tag.items if isinstance(item, Label))
    wide = canvas.typesetter.width("第1张", False) * 10
    assert label.text == "第 1 张" and label.gaps
    assert canvas.advance(label.text, 10.0, False) == pytest.approx(wide, abs=0.01)
    assert label.x == pytest.approx((100 - wide) / 2, abs=0.01)


def test_the_empty_half_of_an_opening_mark_is_left_of_the_line(context: Context, canvas: PageCanvas) -> None:
    size = 10.0
    for text in ("《甲乙》丙", "“甲乙”丙"):
        block = TextBlock(context.typesetter.lines(text, 30.0, True), size, 1.3 * size)
        half = -block.lines[0].runs[0].x * size
        assert half > 0.4 * size
        assert [label.x for label in canvas.labels(20.0, 0.0, block, True)] == [20.0 - half]
        (centred,) = canvas.labels(20.0, 0.0, block, True, 100.0)
        width = canvas.advance(centred.text, size, True)
        assert centred.x + half - 20.0 == pytest.approx(120.0 - centred.x - width, abs=0.01)


def test_a_figure_is_a_group_with_its_box_and_words(canvas: PageCanvas) -> None:
    drawing = Drawing(9.0, 8.0, (Label(1.0, 2.0, "码", 3.0),))
    canvas.figure(40.0, 30.0, drawing, "二维码")
    (tag,) = canvas.page().items
    assert tag == Tag(FIGURE, (Group(drawing.items, 40.0, 30.0),), "二维码", (40.0, 30.0, 9.0, 8.0))


def test_links_of_a_drawing_move_with_it_where_they_lead_into_the_same_document(canvas: PageCanvas) -> None:
    drawing = Drawing(50.0, 20.0, (), links=(Link(1.0, 2.0, 8.0, 3.0, 12, "第12页"),))
    canvas.picture(10.0, 5.0, drawing, "清单", linked=True)
    canvas.picture(10.0, 30.0, drawing, "清单")
    assert canvas.links == [Link(11.0, 7.0, 8.0, 3.0, 12, "第12页")]


def test_a_code_is_one_path_of_as_many_shapes_as_runs(canvas: PageCanvas) -> None:
    canvas.qr(0, 0, 30, "https://example.com")
    ground, code = canvas.items
    assert isinstance(ground, Path) and ground.fill == "white"
    assert isinstance(code, Path) and code.fill == "ink"
    ops = "".join(op for op, _ in code.commands)
    assert ops == "MLLLZ" * ops.count("M") and ops.count("M") > 100
