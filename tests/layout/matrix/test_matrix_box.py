"""A choice drawn as a matrix: whole, legible, at every width."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from helpers import drawing_facts as facts
from helpers.boxes_drawn import BoxCanvas
from helpers.guides import GuideGraph
from yizhangtu.draw.canvas import Canvas
from yizhangtu.flow.fold import fold
from yizhangtu.layout.matrix.columns import is_choice
from yizhangtu.layout.matrix.head import condition_lines
from yizhangtu.layout.matrix.matrix_box import MatrixBox
from yizhangtu.media.context import Context
from yizhangtu.model.drawing import Drawing
from yizhangtu.model.line import Card
from yizhangtu.model.page import Label

STEPS = """
  - 步骤: 提出采购
    内容: 报清买什么
    时限: 随时
    判断:
      2000元以下:
        - {步骤: 社长同意, 时限: 当天, 接着: 实施采购}
      2000(含)–5万元(不含):
        - 步骤: 会议研究
          时限: 按会议通知的时间
          监督: 到场
          判断: {未通过: 提出采购, 通过: 下一步}
        - {步骤: 实施采购, 内容: 自行组织采购, 时限: 10个工作日}
      5万元(含)以上:
        - 步骤: 代表会议
          时限: 按会议通知的时间
          判断: {未通过: 提出采购, 通过: 下一步}
        - {步骤: 公开招标, 时限: 自公告之日起20日}
      改为租用: 办结
  - 步骤: 验收
"""


def drawn_at(context: Context, card: Card, width: float) -> Drawing:
    box = MatrixBox(context.measure, card, width)
    canvas = Canvas(context.typesetter, 5.0)
    box.paint(canvas, 0.0, 1.0, box.height + 3.0)
    return canvas.drawing("matrix", width * 5.0, (box.height + 5.0) * 5.0)


@pytest.fixture
def card(context: Context, guide_of: Callable[[str], GuideGraph]) -> Card:
    return next(one for one in fold(*guide_of(STEPS), context.styles).cards if is_choice(one))


@pytest.mark.parametrize("width", [16.0, 24.0, 36.0, 48.0, 64.0])
def test_every_word_is_drawn_and_none_covers_another(context: Context, card: Card, width: float) -> None:
    drawing = drawn_at(context, card, width)
    text = facts.written((drawing,))
    for row in [card, *(row for panel in card.panels for row in panel.rows)]:
        for words in (row.title, row.detail, row.handler):
            assert words in text
    for words in ("2000元以下", "2000(含)–5万元(不含)", "5万元(含)以上", "改为租用", "未通过", "通过", "办结"):
        assert words in text
    assert not facts.covered(drawing, facts.width_of(context))
    assert not facts.right_ends(drawing, facts.width_of(context))


@pytest.mark.parametrize("width", [16.0, 24.0, 36.0, 48.0, 64.0])
def test_a_deadline_is_on_one_line_in_bold(context: Context, card: Card, width: float) -> None:
    labels = [one for one in drawn_at(context, card, width).items if isinstance(one, Label)]
    for panel in card.panels:
        for row in panel.rows:
            own = [one for one in labels if one.element == f"step-{row.node}.deadline"]
            assert len({one.y for one in own}) == 1 and all(one.bold for one in own)
            assert "".join(one.text for one in own) == row.deadline


def test_columns_stand_side_by_side_where_there_is_room(context: Context, card: Card) -> None:
    def tops(width: float) -> int:
        heads = [f"step-{card.node}.outcome-{number}.label" for number in range(1, 5)]
        labels = [one for one in drawn_at(context, card, width).items if isinstance(one, Label)]
        return len({min(one.y for one in labels if one.element == head) // 10 for head in heads})

    assert tops(64.0) == 1 and tops(16.0) == 4


def test_a_refusal_in_common_is_drawn_once(context: Context, card: Card) -> None:
    labels = [one for one in drawn_at(context, card, 64.0).items if isinstance(one, Label)]
    assert [one.element for one in labels if one.text == "未通过"] == ["step-2.outcome-1.label+step-4.outcome-1.label"]


@pytest.mark.parametrize("width", [16.0, 24.0, 40.0, 64.0])
def test_the_outcome_of_a_last_step_is_drawn_in_any_number_of_tiers(
    context: Context, guide_of: Callable[[str], GuideGraph], width: float
) -> None:
    steps = (
        "  - 步骤: 用印\n    判断:\n      一般: [{步骤: 签意见, 判断: {不同意: 用印, 主任同意: 下一步}}]\n"
        "      证明: [{步骤: 直接盖}]\n      重大: [{步骤: 表决, 判断: {没过: 用印, 会上通过: 下一步}}]\n  - 步骤: 章\n"
    )
    card = next(one for one in fold(*guide_of(steps), context.styles).cards if is_choice(one))
    text = facts.written((drawn_at(context, card, width),))
    assert "主任同意" in text and "会上通过" in text


def test_cells_are_not_stretched_far_beyond_their_content(context: Context, card: Card) -> None:
    def cells(more: float) -> list[float]:
        box, canvas = MatrixBox(context.measure, card, 48.0), BoxCanvas(context.typesetter, 1.0)
        box.paint(canvas, 0.0, 0.0, box.height + more)
        radius = context.measure.style.panel_radius
        return [one.height for one in canvas.boxes if one.radius == radius]

    least, high = cells(0.0), cells(100.0)
    stretch, down = context.measure.style.matrix.stretch, context.measure.style.matrix.stretch_down
    assert len(least) == len(high) and high != least
    assert all(one <= low * stretch + 2 * down + 0.01 for low, one in zip(least, high, strict=True))


def test_a_band_is_broken_at_its_signs_and_never_inside_a_unit(context: Context) -> None:
    band = "2000(含)-5万元(不含)以下"
    for tenths in range(60, 200, 5):
        lines = ["".join(text for text, _ in line) for line in condition_lines(context.measure, band, tenths / 10, 1.4)]
        assert "".join(lines) == band
        assert not any(line.endswith("万") for line in lines)
