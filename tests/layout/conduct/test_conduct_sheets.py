"""规范 on sheets: heads on each, a matrix whole where it can be, lists as large as their sheet allows."""

from __future__ import annotations

import pytest

from helpers.conduct_drawings import (
    A3,
    BOXES,
    TWO,
    Drawer,
    check,
    conduct,
    expected,
    labels,
    of_flows,
    standard,
    words,
)
from helpers.guides import GuideGraph, guide_and_graph
from yizhangtu.layout.box import Box, Wish
from yizhangtu.layout.picture import picture_of
from yizhangtu.layout.table.fit import filled, parted
from yizhangtu.media.context import Context


@pytest.mark.parametrize("name", ["A3", "A5"])
def test_heads_stand_on_every_sheet(draw: Drawer, name: str) -> None:
    rows = [standard(o, f"项目{number}", f"{number + 1}元") for number in range(90) for o in ("婚事", "丧事")]
    rows = [row for number, row in enumerate(rows) if number % 5 != 1]  # with holes
    sheets = draw.sheets(conduct(*rows), BOXES[name])
    assert len(sheets) > 2
    for number, sheet in enumerate(sheets):
        assert words(sheet).startswith("办事标准（续）婚事丧事项目" if number else "办事标准婚事丧事项目0")
        check(draw.context.measure, sheet, BOXES[name].floor)
    whole = words(*sheets)
    assert [number for number in range(90) if f"项目{number}" not in whole] == []


def test_a_long_list_goes_on_with_its_head(draw: Drawer) -> None:
    one = conduct(*TWO, yes=[f"提倡{n}" * 9 for n in range(60)], no=[f"反对{n}" * 9 for n in range(30)])
    sheets = draw.sheets(one, A3)
    assert len(sheets) > 1
    for sheet in sheets:
        check(draw.context.measure, sheet, A3.floor)
    assert "提倡（续）" in words(*sheets[1:])
    assert [want for want in expected(one) if want not in words(*sheets)] == []


def test_a_single_sheet_is_filled(draw: Drawer, definitions: list[GuideGraph]) -> None:
    one = next(one for one in of_flows(definitions) if one.encouraged)
    drawing = draw.single(one, Box(277, 230, 4.0, 5.5, 13.0))
    assert max(label.y for label in labels(drawing)) > 0.93 * drawing.height


def test_the_same_input_gives_the_same_drawing(draw: Drawer) -> None:
    one = conduct(*TWO, yes=["公勺公筷"], no=["攀比"], then=["上红榜"])
    assert draw.sheets(one, A3) == draw.sheets(one, A3)


def test_a_row_higher_than_a_sheet_is_not_drawn(draw: Drawer) -> None:
    one = conduct(standard("婚事", "仪式", note="不搞" * 4000))
    assert parted(draw.context.measure, draw.body(one), lambda count: [A3] * count) is None


MATRIX = conduct(
    *(standard(o, f"项目{number}（每桌）", f"{number + 1}元") for number in range(6) for o in ("婚事", "丧事")),
    yes=["公勺公筷", "集体婚礼", "厚养薄葬"],
    no=["攀比", "高价彩礼", "低俗婚闹"],
)


def test_a_matrix_is_whole_on_a_sheet_though_larger_text_would_divide_it(draw: Drawer) -> None:
    boxes = [Box(400, 118, 4.0, 5.5, 13.0), Box(400, 160, 4.0, 5.5, 13.0)]
    sheets = filled(draw.context.measure, draw.body(MATRIX), lambda count: boxes, 2)
    assert sheets is not None and len(sheets) == 2
    assert all(f"项目{number}" in words(sheets[0]) for number in range(6))
    assert "项目" not in words(sheets[1]) and "提倡" in words(sheets[1])
    assert sheets[1].min_text_mm > sheets[0].min_text_mm  # the lists use the room of their sheet
    for sheet in sheets:
        check(draw.context.measure, sheet, 4.0)


def test_standards_that_begin_a_later_sheet_have_the_head_of_their_section(draw: Drawer) -> None:
    rows = [standard("订婚", "彩礼", "3万元"), *MATRIX.standards]
    boxes = [Box(400, 40, 4.0, 5.5, 13.0), Box(400, 140, 4.0, 5.5, 13.0)]
    sheets = filled(draw.context.measure, draw.body(conduct(*rows)), lambda count: boxes, 2)
    assert sheets is not None
    assert [words(sheet)[:10] for sheet in sheets] == ["办事标准订婚彩礼不超", "办事标准（续）婚事丧"]


FLOW = """名称: 移风易俗
类型: 规范
一张图: 移风易俗
操作流程:
  - {步骤: 报备, 办理: 村民, 时限: 提前7天}
  - {步骤: 上门指导, 办理: 村委会, 时限: 2天内}
  - {步骤: 结果公示, 办理: 村委会, 时限: 5天}
标准:
""" + "".join(
    f"  - {{场合: {occasion}, 项目: 项目{number}, 上限: {number + 1}元}}\n"
    for number in range(6)
    for occasion in ("婚事", "丧事")
)


def test_a_matrix_that_would_be_divided_below_the_flow_follows_it(context: Context) -> None:
    guide, graph = guide_and_graph(FLOW)
    box = Box(280, 78, 4.0, 5.5, 13.0)
    found = picture_of(context.layout_tools, guide, graph).on_sheets(lambda count: [box] * count, Wish())
    assert found is not None
    printed = [words(*(drawing for _, drawing in sheet)) for sheet in found.sheets]
    assert ["报备" in one for one in printed] == [True, False]
    assert [all(f"项目{number}" in one for number in range(6)) for one in printed] == [False, True]
