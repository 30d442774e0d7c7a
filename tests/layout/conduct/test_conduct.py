"""规范 as a drawing: every word is there, in its cell, large enough; equal cells are one; heads on every sheet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpers.guides import GuideGraph
from yizhangtu.layout.box import Box
from yizhangtu.layout.conduct.conduct import ConductBody
from yizhangtu.layout.conduct.conduct_plan import tables
from yizhangtu.layout.measure import Measure
from yizhangtu.layout.table.fit import parted, single
from yizhangtu.media.context import Context
from yizhangtu.model.conduct import Conduct, Standard
from yizhangtu.model.conduct import parted as name_and_note
from yizhangtu.model.diagnostics import Span, Text
from yizhangtu.model.drawing import Drawing
from yizhangtu.model.page import Label, Path
from yizhangtu.read.guide.conduct import LEAST_WORD, MOST_WORD, parse_limit

SPAN = Span("例.yaml", 1, 1, 1, 2)
A3 = Box(277, 215, 4.0, 5.5, 13.0)
BOXES = {
    "A3": A3,
    "A3 landscape": Box(400, 130, 4.0, 5.5, 13.0),
    "A4": Box(190, 150, 2.7, 3.7, 9.0),
    "A0": Box(780, 700, 11.0, 15.0, 37.0),
    "A5": Box(126, 160, 3.7, 4.4, 4.5),
}


def text(words: str) -> Text:
    return Text(words, SPAN)


def standard(occasion: str, item: str, most: str = "", note: str = "", **more: str) -> Standard:
    """A row of 标准; `more` are 城 (urban), 乡 (rural), 下限 (least)."""
    words = {"most": most, **more}
    limits = {
        key: parse_limit(text(value), LEAST_WORD if key == "least" else MOST_WORD)
        for key, value in words.items() if value
    }  # fmt: skip
    found = Standard(text(item), SPAN, text(occasion) if occasion else None, note=text(note) if note else None)
    return found._replace(**limits)


def conduct(*standards: Standard, yes: Sequence[str] = (), no: Sequence[str] = (), then: Sequence[str] = ()) -> Conduct:
    return Conduct(tuple(standards), tuple(map(text, yes)), tuple(map(text, no)), tuple(map(text, then)))


@dataclass(frozen=True)
class Drawer:
    """Draws a conduct."""

    context: Context

    def body(self, one: Conduct) -> ConductBody:
        styles = self.context.styles
        return ConductBody(self.context.measure, styles.conduct_table, one, styles.icons)

    def single(self, one: Conduct, box: Box = A3) -> Drawing:
        found = single(self.context.measure, self.body(one), box)
        assert found is not None
        return found

    def sheets(self, one: Conduct, box: Box) -> tuple[Drawing, ...]:
        found = parted(self.context.measure, self.body(one), lambda count: [box] * count)
        assert found is not None
        return found


@pytest.fixture(scope="module")
def draw(context: Context) -> Drawer:
    return Drawer(context)


def labels(drawing: Drawing) -> list[Label]:
    return [item for item in drawing.items if isinstance(item, Label)]


def words(*drawings: Drawing) -> str:
    """All that is printed, in the order drawn, without blanks."""
    return squeezed("".join(label.text for drawing in drawings for label in labels(drawing)))


def squeezed(words: str) -> str:
    return re.sub(r"\s", "", words)


def expected(one: Conduct) -> list[str]:
    """Every text that must be on paper."""
    found: list[str] = []
    for row in one.standards:
        found += [*name_and_note(str(row.item)), *name_and_note(str(row.occasion or "")), str(row.note or "")]
        found += [f"{tag}{limit.before}{limit.number}{limit.after}" for tag, limit in row.says]
    return [squeezed(words) for words in (*found, *one.encouraged, *one.forbidden, *one.consequences)]


def boxes_of(drawing: Drawing) -> list[tuple[float, float, float, float]]:
    """Left, top, right, bottom of all rectangles."""
    found = []
    for item in drawing.items:
        if isinstance(item, Path) and "".join(op for op, _ in item.commands) == "MLLLLZ":
            xs, ys = ([n for _, numbers in item.commands for n in numbers[first::2]] for first in (0, 1))
            found.append((min(xs), min(ys), max(xs), max(ys)))
    return found


def ink(measure: Measure, label: Label) -> tuple[float, float, float, float]:
    """About where the ink of a label is: digits and letters are lower than ideographs."""
    wide = measure.width(label.text, label.size_mm, label.bold)
    high = 0.78 if label.text.isascii() else 0.86
    return label.x, label.y - high * label.size_mm, label.x + wide, label.y + 0.1 * label.size_mm


def check(measure: Measure, drawing: Drawing, floor: float) -> None:
    """Nothing outside, nothing over another, nothing out of its cell, nothing too small."""
    found = [(label, ink(measure, label)) for label in labels(drawing)]
    rects = boxes_of(drawing)
    for label, (left, top, right, bottom) in found:
        assert label.size_mm >= floor - 1e-3
        slack = 0.06 * label.size_mm  # a hanging mark and rounding
        hang = 0.5 * label.size_mm if label.text[-1] in "，。、；：）》」”" else 0.0
        assert left >= -slack and top >= -slack, label
        assert right - hang <= drawing.width + slack and bottom <= drawing.height + slack, label
        middle = ((left + right) / 2, (top + bottom) / 2)
        around = [r for r in rects if r[0] <= middle[0] <= r[2] and r[1] <= middle[1] <= r[3]]
        if around:
            cell = min(around, key=lambda r: (r[2] - r[0]) * (r[3] - r[1]))
            assert left >= cell[0] - slack and right - hang <= cell[2] + slack, (label, cell)
            assert top >= cell[1] - slack and bottom <= cell[3] + slack, (label, cell)
    for number, (one, a) in enumerate(found):
        for other, b in found[number + 1 :]:
            slack = 0.12 * min(one.size_mm, other.size_mm)
            apart = a[2] <= b[0] + slack or b[2] <= a[0] + slack or a[3] <= b[1] + slack or b[3] <= a[1] + slack
            assert apart or _hangs(one, other), (one, other)


def _hangs(one: Label, other: Label) -> bool:
    """Whether the right half of a mark, which is empty, is all that lies under the other."""
    return any(label.text[-1] in "，。、；：）》」”" for label in (one, other)) and abs(one.y - other.y) < 1e-3


def of_flows(definitions: list[GuideGraph]) -> list[Conduct]:
    found = [guide.body for guide, _ in definitions if isinstance(guide.body, Conduct)]
    assert len(found) >= 3
    return found


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


TWO = [
    standard("婚事", "宴席", "15桌"), standard("丧事", "宴席", "10桌"),
    standard("婚事", "烟", "20元"), standard("丧事", "烟", "20元"),
    standard("婚事", "礼金（亲友）", "20元"), standard("丧事", "礼金（亲友）", note="不摆账簿"),
    standard("婚事", "礼金（同事）", "20元"), standard("丧事", "礼金（同事）", note="不摆账簿"),
    standard("婚事", "彩礼", "3万元"),
]  # fmt: skip


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
    assert "提倡（续）" in words(sheets[-1])
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


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(one=conducts(), name=st.sampled_from(sorted(BOXES)))
def test_any_standards_are_whole_and_legible(draw: Drawer, one: Conduct, name: str) -> None:
    sheets = draw.sheets(one, BOXES[name])
    for sheet in sheets:
        check(draw.context.measure, sheet, BOXES[name].floor)
    printed = words(*sheets)
    assert [want for want in expected(one) if want not in printed] == []
