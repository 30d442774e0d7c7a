"""规范 as a drawing: every word is there, in its cell, large enough; equal cells are one."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpers.cases import cases
from helpers.conduct_drawings import (
    A3,
    BOXES,
    TWO,
    Drawer,
    boxes_of,
    check,
    conduct,
    expected,
    labels,
    of_flows,
    squeezed,
    standard,
    words,
)
from helpers.guides import GuideGraph
from yizhangtu.layout.conduct.conduct_plan import tables
from yizhangtu.media.context import Context
from yizhangtu.model.conduct import Conduct
from yizhangtu.model.drawing import Drawing
from yizhangtu.model.page import Path


@pytest.mark.parametrize("name", BOXES)
def test_every_word_of_the_project_is_on_paper_and_legible(
    draw: Drawer, definitions: list[GuideGraph], name: str
) -> None:
    for one in of_flows(definitions):
        sheets = draw.sheets(one, BOXES[name])
        for sheet in sheets:
            check(draw.context.measure, sheet, BOXES[name].floor)
        printed = words(*sheets)
        assert [want for want in expected(one) if want not in printed] == []


def test_the_smallest_text_is_one_unit(draw: Drawer, definitions: list[GuideGraph]) -> None:
    for one in of_flows(definitions):
        sheets = draw.sheets(one, A3)
        for sheet in sheets:
            assert min(label.size_mm for label in labels(sheet)) == pytest.approx(sheet.min_text_mm, abs=1e-3)
        quarters = 4 * A3.width / min(sheet.min_text_mm for sheet in sheets)  # sizes tried: whole quarters of u
        assert quarters == pytest.approx(round(quarters), abs=0.05)


def test_equal_neighbours_of_a_row_are_one_cell(draw: Drawer) -> None:
    drawing = draw.single(conduct(*TWO))
    tens = [label for label in labels(drawing) if label.text in ("15", "10")]
    twenty = [label for label in labels(drawing) if label.text == "20"]
    assert len(tens) == 2 and len(twenty) == 3  # 烟 once for both, 礼金 twice in 婚事
    middle = (tens[0].x + tens[1].x) / 2
    assert abs(twenty[0].x - middle) < 3  # between the two columns
    around = [r for r in boxes_of(drawing) if r[0] < twenty[0].x < r[2] and r[1] < twenty[0].y < r[3]]
    assert any(r[0] < tens[0].x and r[2] > tens[1].x for r in around)


def test_words_of_neighbouring_items_are_one_cell_but_numbers_are_not(draw: Drawer) -> None:
    drawing = draw.single(conduct(*TWO))
    stated = [label for label in labels(drawing) if "账簿" in label.text]
    assert len(stated) == 1
    items = [label.y for label in labels(drawing) if label.text == "礼金"]
    assert len(items) == 2 and items[0] < stated[0].y < items[1]
    around = [r for r in boxes_of(drawing) if r[0] < stated[0].x < r[2] and r[1] < stated[0].y < r[3]]
    assert any(r[1] < items[0] and r[3] > items[1] for r in around)


def test_a_cell_without_a_standard_is_marked(draw: Drawer) -> None:
    assert words(draw.single(conduct(*TWO))).count("—") == 1


def test_an_occasion_that_only_forbids_is_one_cell_over_all_rows(draw: Drawer) -> None:
    more = [standard("其他", "宴席", note="不办酒席"), standard("其他", "烟", note="不办酒席"),
            standard("其他", "彩礼", note="不收彩礼")]  # fmt: skip
    drawing = draw.single(conduct(*TWO, *more))
    forbidden = [label for label in labels(drawing) if label.text in ("不办酒席", "不收彩礼")]
    assert [label.text for label in forbidden] == ["不办酒席", "不收彩礼"]
    rows = [label.y for label in labels(drawing) if label.text in ("宴席", "彩礼")]
    for label in forbidden:
        around = [r for r in boxes_of(drawing) if r[0] < label.x < r[2] and r[1] < label.y < r[3]]
        assert any(r[1] < min(rows) and r[3] > max(rows) for r in around)
    assert min(label.size_mm for label in forbidden) > 1.4 * drawing.min_text_mm


def signs(drawing: Drawing) -> int:
    """Rings without a filling: the signs of prohibition."""
    return sum(
        isinstance(i, Path) and [op for op, _ in i.commands].count("C") == 4 and not i.fill and bool(i.stroke)
        for i in drawing.items
    )


@pytest.mark.parametrize(
    ("stated", "count"),
    [
        ("不办酒席", 1), ("严禁占道", 1), ("取消", 1), ("一律不办", 1), ("不办酒席，不收礼金", 1),
        ("火化", 0), ("只请亲属", 0), ("不限", 0), ("不禁止，量力而行", 0), ("免费用，不得拒绝", 0), ("提倡不办", 0),
        ("可以不办满3天", 0), ("不少于500元，不得少发", 0), ("不得拒绝", 0), ("不办，确需办理的先报备", 0),
    ],
)  # fmt: skip
def test_what_is_forbidden_has_the_sign(draw: Drawer, stated: str, count: int) -> None:
    rows = [standard("婚事", "宴席", "15桌"), standard("丧事", "宴席", note=stated), standard("丧事", "天数", "3天"),
            standard("婚事", "天数", "1天")]  # fmt: skip
    assert signs(draw.single(conduct(*rows))) == count


def test_a_limit_that_must_not_be_exceeded_has_no_sign(draw: Drawer) -> None:
    rows = [standard("婚事", "宴席", "不得超过15桌"), standard("丧事", "宴席", "不得超过1500000000桌")]
    for box in BOXES.values():
        assert [signs(sheet) for sheet in draw.sheets(conduct(*rows), box)] == [0]


def test_nothing_stands_below_the_tags_of_town_and_country(draw: Drawer) -> None:
    """A note below 城 or 乡 would read as that of one of them."""
    one = standard("婚事", "每桌", urban="480元，不上高档烟酒，不打包", rural="300元", note="含烟酒，由理事会到场核对")
    for box in BOXES.values():
        for drawing in draw.sheets(conduct(one), box):
            tags = [label for label in labels(drawing) if label.text in ("城", "乡")]
            assert len(tags) == 2 and tags[0].x == tags[1].x
            below = [label for label in labels(drawing) if label.y > tags[0].y and label not in tags]
            right = [label for label in below if any(part in label.text for part in ("烟", "打包", "理事", "核对"))]
            assert right and all(label.x > tags[0].x + tags[0].size_mm for label in right)


def test_town_and_country_are_reported_apart(draw: Drawer) -> None:
    printed = words(draw.single(conduct(standard("婚事", "每桌", urban="480元", rural="300元"))))
    assert "城不超过480元" in printed and "乡不超过300元" in printed


def test_occasions_without_a_common_item_are_panels(draw: Drawer) -> None:
    rows = [standard("婚事", "彩礼", "3万元"), standard("婚事", "车辆", "6辆"), standard("丧事", "天数", "3天"),
            standard("丧事", "花圈", note="不用花圈")]  # fmt: skip
    printed = words(draw.single(conduct(*rows)))
    assert "—" not in printed
    assert all(printed.count(name) >= 1 for name in ("婚事", "丧事"))


def test_what_holds_for_all_occasions_spans_them(draw: Drawer) -> None:
    drawing = draw.single(conduct(*TWO, standard("", "彩门", note="道路以外搭")))
    ends = [label.x for label in labels(drawing) if label.text in ("15", "10")]
    stated = next(label for label in labels(drawing) if "道路" in label.text)
    around = [r for r in boxes_of(drawing) if r[0] < stated.x < r[2] and r[1] < stated.y < r[3]]
    assert any(r[0] < min(ends) and r[2] > max(ends) for r in around)


def test_parts_that_are_empty_are_left_out(draw: Drawer) -> None:
    printed = words(draw.single(conduct(*TWO)))
    assert "办事标准" in printed
    assert not any(head in printed for head in ("提倡", "反对", "奖惩"))
    printed = words(draw.single(conduct(yes=["公勺公筷"])))
    assert "提倡什么公勺公筷" in printed.replace("提倡公", "公") and "反对" not in printed and "办事标准" not in printed
    printed = words(draw.single(conduct(then=["达标的上红榜"])))
    assert "奖惩" in printed and "提倡" not in printed


def test_a_number_is_larger_than_its_words(draw: Drawer) -> None:
    drawing = draw.single(conduct(*TWO))
    sizes = {label.text: label.size_mm for label in labels(drawing)}
    assert sizes["15"] >= 2 * drawing.min_text_mm and sizes["15"] > 1.5 * sizes["不超过"]


def test_occasions_that_share_items_are_one_table(context: Context) -> None:
    rows = [standard("订婚", "礼品", "1份"), standard("婚事", "宴席", "15桌"), standard("丧事", "宴席", "10桌")]
    found = tables(conduct(*rows), context.styles.conduct_table)
    assert [table.occasions for table in found] == [("订婚",), ("婚事", "丧事")]


LETTER = "婚丧喜庆事宴席酒礼金车烟花不办超过只限元桌人天，。、；：（）/“”15208A z"
SHORT = st.text(LETTER, min_size=1, max_size=9).map(str.strip).filter(lambda t: squeezed(t) != "")
LONG = st.text(LETTER, min_size=1, max_size=60).map(str.strip).filter(lambda t: squeezed(t) != "")
NUMBERED = st.builds(lambda a, n, b: f"{a}{n}{b}", st.sampled_from(["", "不超过", "每桌", "原则上只办"]),
                     st.integers(1, 10**7),
                     st.sampled_from(["元", "桌", "万元以内", "元/瓶，不发烟酒", ""]))  # fmt: skip
LIMIT = st.one_of(NUMBERED, NUMBERED, SHORT, st.just(""))
OCCASION = st.sampled_from(["", "婚事（结婚、出嫁）", "丧事", "其他喜事", "订婚", "满月宴", "乔迁"])


@st.composite
def conducts(draw_: st.DrawFn) -> Conduct:
    rows = []
    items = draw_(st.lists(SHORT, min_size=1, max_size=6, unique=True))
    for _ in range(draw_(st.integers(0, 14))):
        more = {"urban": draw_(LIMIT), "rural": draw_(LIMIT)} if draw_(st.integers(0, 5)) == 0 else {}
        note = draw_(st.one_of(st.just(""), st.just(""), SHORT, LONG, st.just("不办酒席")))
        rows.append(standard(draw_(OCCASION), draw_(st.sampled_from(items)), draw_(LIMIT), note, **more))
    lists = [draw_(st.lists(st.one_of(SHORT, LONG), max_size=4)) for _ in range(3)]
    return conduct(*rows, yes=lists[0], no=lists[1], then=lists[2])


@settings(max_examples=cases(20, 60), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(one=conducts(), name=st.sampled_from(sorted(BOXES)))
def test_any_standards_are_whole_and_legible(draw: Drawer, one: Conduct, name: str) -> None:
    sheets = draw.sheets(one, BOXES[name])
    for sheet in sheets:
        check(draw.context.measure, sheet, BOXES[name].floor)
    printed = words(*sheets)
    assert [want for want in expected(one) if want not in printed] == []
