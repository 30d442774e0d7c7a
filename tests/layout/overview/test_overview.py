"""The overview's panels: complete, inside their box, in order; columns, heads repeated, lists kept whole."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from helpers.drawing_facts import outside, right_ends, written
from helpers.installed import installed_styles
from yizhangtu.layout.box import Box
from yizhangtu.layout.measure import Measure
from yizhangtu.layout.overview.overview import OverviewBody
from yizhangtu.layout.overview.overview_legend import overview_legend
from yizhangtu.layout.table.fit import parted, single
from yizhangtu.model.drawing import Drawing
from yizhangtu.model.overview import Count, Overview, OverviewRow, PictureBlock, Section
from yizhangtu.model.page import Label

STYLE = installed_styles().overview_table
A3 = Box(277.0, 267.0, 4.0, 5.5, 13.5)
PICTURES = (("清单制", "list-checks"), ("积分制", "medal"), ("移风易俗", "handshake"))


def row(count: int, title: str = "办理申请", **more: object) -> OverviewRow:
    values: dict[str, object] = {"time": "5工作日内", "number": f"A-{count}", "page": 2 * count + 4, **more}
    return OverviewRow(f"{title}{count}", "流程", **values)  # type: ignore[arg-type]


def section(name: str, first: int, count: int, with_head: bool = False, **more: object) -> Section:
    rows = tuple(row(number, **more) for number in range(first, first + count))
    head = (
        OverviewRow(f"{name}公示", "清单", f"Q-{first}", first, counts=(Count("", count, "项"),)) if with_head else None
    )
    return Section(name, rows, head)


def block(picture: int, *sections: Section) -> PictureBlock:
    return PictureBlock(*PICTURES[picture], sections)


def labels(drawing: Drawing, text: str) -> list[Label]:
    return [item for item in drawing.items if isinstance(item, Label) and item.text == text]


def at(drawing: Drawing, text: str) -> Label:
    found = labels(drawing, text)
    assert len(found) == 1, text
    return found[0]


def drawn(measure: Measure, overview: Overview, box: Box = A3, whole: bool = False) -> Drawing:
    found = single(measure, OverviewBody(measure, STYLE, overview, whole), box)
    assert found is not None
    return found


def complete(drawings: Sequence[Drawing], overview: Overview) -> list[str]:
    """Texts of the overview that are not on paper."""
    text = written(tuple(drawings))
    wanted = [t for r in overview.rows for t in (r.title, r.number, r.time, r.pointer, r.status) if t]
    wanted += [count.text for r in overview.rows for count in r.counts]
    return [one for one in wanted if one not in text]


THREE = Overview(
    (
        block(0, section("甲办理", 1, 12, True), section("乙办理", 21, 9, True), section("其他流程", 41, 3)),
        block(1, section("", 61, 2, counts=(Count("甲", 3, "项"), Count("乙", 12, "项")))),
        block(2, section("", 71, 3, time="村民委员会镇人民政府工作日内办理审核公示", status="试行")),
    )
)


@pytest.mark.parametrize("box", [A3, Box(400.0, 240.0, 4.0, 5.5, 13.5), Box(195.0, 300.0, 3.7, 4.6, 10.0)])
def test_everything_is_on_the_sheet_at_legible_size(measure: Measure, box: Box) -> None:
    drawing = drawn(measure, THREE, box)
    assert complete([drawing], THREE) == []
    assert outside(drawing) == []
    assert right_ends(drawing, measure.typesetter.width) == []
    assert drawing.min_text_mm >= box.floor - 0.001
    assert (drawing.width, drawing.height) == (box.width, box.height)


def test_blocks_stand_in_their_own_colours(measure: Measure) -> None:
    drawing = drawn(measure, THREE)
    for picture, _ in PICTURES:
        assert at(drawing, picture).fill == f"on_band:{picture}"
    assert at(drawing, "A-61").fill == "on_band:积分制"
    roles = {item.fill.partition(":")[2] for item in drawing.items if getattr(item, "fill", "")}
    assert roles == {"", "清单制", "积分制", "移风易俗"}


def test_rows_run_down_the_columns_in_order(measure: Measure) -> None:
    drawing = drawn(measure, THREE)
    places = [at(drawing, r.number) for r in THREE.blocks[0].rows]
    assert len(columns(places)) > 1
    assert sorted(places, key=lambda label: (column_of(label, places), label.y)) == places


def columns(found: Sequence[Label]) -> list[float]:
    """Where columns begin: labels of one column are centred on a line, so they begin at nearly the same x."""
    starts: list[float] = []
    for x in sorted(label.x for label in found):
        if not starts or x > starts[-1] + 20:
            starts.append(x)
    return starts


def column_of(label: Label, found: Sequence[Label]) -> int:
    return sum(1 for start in columns(found) if start <= label.x) - 1


def test_number_title_and_page_stand_on_one_line_in_columns_of_their_own(measure: Measure) -> None:
    drawing = drawn(measure, THREE)
    lines = []
    for one in THREE.blocks[0].sections[0].rows:
        number, page = at(drawing, one.number), str(one.page)
        near = [i for i in drawing.items if isinstance(i, Label) and abs(i.y - number.y) < number.size_mm]
        title = min((i for i in near if i.text == "办理申请" and i.x > number.x), key=lambda i: i.x)
        chip = min((i for i in near if i.text == page and i.x > title.x), key=lambda i: i.x)
        lines.append((number, title, chip))
    numbers = [number for number, _, _ in lines]
    for column in range(len(columns(numbers))):
        own = [line for line in lines if column_of(line[0], numbers) == column]
        assert len({title.x for _, title, _ in own}) == 1
        assert max(number.x for number, _, _ in own) < own[0][1].x < min(chip.x for _, _, chip in own)


def test_a_short_time_stands_beside_its_title_a_long_one_below(measure: Measure) -> None:
    short, long = row(1, time="当天", at_once=True), row(2, time="村民委员会审核后镇人民政府办理，公示工作日")
    drawing = drawn(measure, Overview((block(0, Section("", (short, long))),)), Box(120.0, 260.0, 4.0, 5.5, 6.0))
    title, time = labels(drawing, "办理申请")[0], at(drawing, "当天")
    assert time.fill == "on_band:清单制" and time.x > title.x and abs(time.y - title.y) < title.size_mm * 0.4
    second, below = (
        labels(drawing, "办理申请")[1],
        next(i for i in drawing.items if getattr(i, "text", "")[:3] == "村民委"),
    )
    assert isinstance(below, Label) and below.y > second.y + second.size_mm * 0.7


def test_small_blocks_stand_side_by_side_and_share_their_height(measure: Measure) -> None:
    box = Box(195.0, 300.0, 3.7, 4.6, 10.0)
    drawing = drawn(measure, THREE, box)
    one, two = at(drawing, "积分制"), at(drawing, "移风易俗")
    assert one.y == two.y and two.x > box.width / 2 > one.x
    assert one.y > max(at(drawing, r.number).y for r in THREE.blocks[0].rows)


def test_few_guides_get_large_text(measure: Measure) -> None:
    few = Overview(tuple(block(n, section("", 1 + 10 * n, 1)) for n in range(3)))
    drawing = drawn(measure, few)
    assert drawing.min_text_mm > 2 * drawn(measure, THREE).min_text_mm
    lowest = max(item.y for item in drawing.items if isinstance(item, Label))
    assert lowest > 0.85 * A3.height


MANY = Overview((block(0, *(section(f"{name}办理", 100 * n, 22, True) for n, name in enumerate("甲乙丙丁戊", 1))),))


def boxes(count: int) -> list[Box]:
    """The first and the last sheet have less room than those between."""
    heights = [240.0, *([310.0] * (count - 2)), 250.0][:count] if count > 1 else [200.0]
    return [Box(277.0, height, 4.0, 5.5, 13.5) for height in heights]


def test_many_guides_go_over_several_sheets_with_their_heads_repeated(measure: Measure) -> None:
    found = parted(measure, OverviewBody(measure, STYLE, MANY), boxes, 2)
    assert found is not None and len(found) > 1
    assert complete(found, MANY) == []
    lists = {row.number: s for s in MANY.blocks[0].sections for row in s.rows}
    continued = 0
    for number, drawing in enumerate(found):
        text = written((drawing,))
        assert outside(drawing) == [] and drawing.min_text_mm >= 4.0
        assert text.startswith("清单制（续）" if number else "清单制")
        first = next(i.text for i in drawing.items if isinstance(i, Label) and i.text in lists)
        if first != lists[first].rows[0].number:  # its list began on the sheet before
            assert lists[first].title + "（续）" in text
            continued += 1
    assert continued
    numbers = [i.text for d in found for i in d.items if isinstance(i, Label) and i.text in lists]
    assert numbers == list(lists)


def test_every_sheet_is_used(measure: Measure) -> None:
    """The furniture of the last sheet is lower: a sheet less than planned would be printed under it."""
    body = OverviewBody(measure, STYLE, THREE)
    for count in (2, 3, 5):
        painters = body.sheets(4.0, [Box(277.0, 260.0, 4.0, 5.5, 13.5)] * count)
        assert painters is not None and len(painters) == count


def test_a_list_is_kept_whole_where_that_is_asked_for(measure: Measure) -> None:
    lists = Overview(
        (block(0, section("甲办理", 1, 3, True), section("乙办理", 21, 9, True), section("丙办理", 41, 3, True)),)
    )
    parts = written((drawn(measure, lists),))
    kept = drawn(measure, lists, whole=True)
    assert "（续）" in parts and "（续）" not in written((kept,))
    numbers = [at(kept, r.number) for r in lists.rows]
    sides = [{column_of(at(kept, r.number), numbers) for r in s.all} for s in lists.blocks[0].sections]
    assert all(len(one) == 1 for one in sides) and len(set(map(tuple, sides))) > 1


def test_what_is_not_known_takes_no_room(measure: Measure) -> None:
    plain = Overview((block(0, section("", 1, 6, number="", page=None)),))
    both = Overview((block(0, section("", 1, 6)),))
    assert "页" not in written((drawn(measure, plain),))
    assert min(i.x for i in labels(drawn(measure, plain), "办理申请")) < min(
        i.x for i in labels(drawn(measure, both), "办理申请")
    )


def test_a_long_number_is_broken_and_printed_whole(measure: Measure) -> None:
    long = Overview((block(0, section("", 1, 3, number="ABC-2024-000123-办理-工作日-0456")),))
    drawing = drawn(measure, long)
    assert written((drawing,)).count("ABC-2024-000123-办理-工作日-0456") == 3
    assert outside(drawing) == [] and right_ends(drawing, measure.typesetter.width) == []


def test_a_row_higher_than_a_sheet_does_not_fit(measure: Measure) -> None:
    huge = Overview((block(0, section("", 1, 1, time="工作日" * 3000)),))
    body = OverviewBody(measure, STYLE, huge)
    assert single(measure, body, A3) is None and parted(measure, body, boxes, 2) is None


def test_the_legend_shows_chips_that_occur(measure: Measure) -> None:
    shown = overview_legend(measure, STYLE, THREE, 4.5, 200.0)
    assert shown is not None and written((shown,)) == "Q-1编号，看墙上的图1页手册页码"
    assert outside(shown) == [] and right_ends(shown, measure.typesetter.width) == []
    assert overview_legend(measure, STYLE, THREE, 4.5, 30.0) is None
    assert (
        overview_legend(measure, STYLE, Overview((block(0, section("", 1, 1, number="", page=None)),)), 4.5, 200.0)
        is None
    )
