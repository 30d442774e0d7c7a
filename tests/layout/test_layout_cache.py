"""Layouts that serve again: only where nothing that is drawn and no box differs, and then to the letter."""

from __future__ import annotations

import pypdfium2
import pytest

from helpers.guides import LETTERS, GuideGraph, guide_and_graph
from helpers.installed import installed_styles
from helpers.media_jobs import subject_of
from yizhangtu.layout import picture
from yizhangtu.layout.box import Box, Boxes, Wish
from yizhangtu.layout.layout_cache import LayoutCache
from yizhangtu.layout.measure import Measure
from yizhangtu.media.context import Context
from yizhangtu.media.poster.poster import make_poster
from yizhangtu.model.diagnostics import Span, Text
from yizhangtu.model.guide import Assistant
from yizhangtu.model.line import Card, Shape
from yizhangtu.model.project import Project

GUIDE = """\
名称: 办理
办理主体: 村委会
时间要求: 5个工作日
监督管理: 村监委会
操作流程:
  - 步骤: 申请
    时限: 当日
  - 步骤: 公示
    时限: 1日
"""


def boxes_of(*heights: float) -> Boxes:
    return lambda count: [Box(100.0, height, 4.0, 5.0, 9.0) for height in heights[:count]]


def test_the_same_boxes_are_not_filled_twice() -> None:
    known, result = LayoutCache(), []

    def make(boxes: Boxes) -> int:
        result.append([box.height for box in boxes(2)])
        return len(result)

    assert known.layout("a", boxes_of(10, 20, 30), make) == 1
    assert known.layout("a", boxes_of(10, 20, 99), make) == 1  # the third was not asked for
    assert known.layout("a", boxes_of(10, 21), make) == 2  # another box
    assert known.layout("b", boxes_of(10, 21), make) == 3  # another content
    assert result == [[10, 20], [10, 21], [10, 21]]


def test_a_width_that_is_kept_is_that_of_the_same_words(context: Context) -> None:
    measure = Measure(context.styles.flow, context.typesetter)
    one, two = (Card(1, "1", Shape.STEP, "审核", handler=name, deadline="3日") for name in ("村委会", "镇人民政府"))
    assert [measure.chips(card) for card in (one, two, one)] == [
        Measure(context.styles.flow, context.typesetter).chips(card) for card in (one, two, one)
    ]


def test_what_could_not_be_laid_out_is_not_tried_again() -> None:
    known, result = LayoutCache(), []

    def make(boxes: Boxes) -> None:
        result.append(boxes(1))

    assert known.layout("a", boxes_of(10), make) is None and known.layout("a", boxes_of(10), make) is None
    assert len(result) == 1


def test_the_one_not_used_for_longest_is_dropped() -> None:
    known, result = LayoutCache(layouts=2), []
    for key in ("a", "b", "a", "c", "a", "b"):
        known.layout(key, boxes_of(10), lambda boxes, key=key: result.append((key, boxes(1)[0].height)))
    assert [key for key, _ in result] == ["a", "b", "c", "b"]


def test_villages_share_the_layout_and_keep_their_names(monkeypatch: pytest.MonkeyPatch) -> None:
    laid_out = []
    original = picture.FlowPicture.on_sheets
    monkeypatch.setattr(
        picture.FlowPicture, "on_sheets", lambda self, *given: laid_out.append(1) or original(self, *given)
    )
    first = guide_and_graph(GUIDE)
    named = [(first[0]._replace(assistant=assistant(phone)), first[1]) for phone in ("1111111", "2222222")]
    shared = Context(LETTERS + "0123456789", installed_styles())
    together = [poster(shared, one) for one in named]
    assert len(laid_out) == 1
    assert [phone in text_of(pdf) for phone, pdf in zip(("1111111", "2222222"), together, strict=True)] == [True, True]
    assert together == [
        poster(Context(LETTERS + "0123456789", installed_styles()), one) for one in named
    ]  # as when made alone
    other = guide_and_graph(GUIDE.replace("公示", "公示审核"))
    assert "公示审核" in text_of(poster(shared, other)) and len(laid_out) == 4


def assistant(phone: str) -> Assistant:
    return Assistant(phone=Text(phone, Span("例.yaml", 1, 1, 1, 2)))


def poster(context: Context, drawn: GuideGraph) -> bytes:
    result = make_poster(context, subject_of(drawn, Project()), context.styles.media["poster-a4"])
    assert result.pdf is not None
    return result.pdf


def text_of(pdf: bytes) -> str:
    return "".join(pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_bounded().split())


def test_both_layouts_of_a_poster_serve_again(context: Context) -> None:
    drawn = guide_and_graph(GUIDE)
    tools = context.layout_tools
    tools.cache.clear()
    found = picture.CachedPicture(tools, *drawn)
    first, second = (found.on_sheets(boxes_of(height, height), Wish()) for height in (90, 80))
    assert first and second and first != second
    assert found.on_sheets(boxes_of(90, 90), Wish()) is first
    assert found.on_sheets(boxes_of(80, 80), Wish()) is second
