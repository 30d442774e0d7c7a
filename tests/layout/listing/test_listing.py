"""Lists as tables and as entries: whole, inside their sheets, legible, heads repeated, merged where equal."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import drawing_facts as facts
from helpers.guides import guide_and_graph
from yizhangtu.layout.box import Box
from yizhangtu.layout.listing.listing import ListBody
from yizhangtu.layout.table.columns import widths
from yizhangtu.layout.table.fit import filled, parted, single
from yizhangtu.media.context import Context
from yizhangtu.model.drawing import Drawing
from yizhangtu.model.listing import LinkedGuide, Listing
from yizhangtu.model.page import Label, Path

A3 = Box(277.0, 300.0, 4.0, 5.5, 8.2)
NARROW = Box(126.0, 170.0, 3.7, 4.4, 5.2)
WORDS = "村民委员会应当协助办理公示审核登记宅基地低保医保证明、，村务（镇）12A"
HEAD = "类型: 清单\n名称: 例\n所属清单: 主体责任\n办理主体: 村委会\n时间要求: 按规定\n监督管理: 镇纪委\n事项:\n"


def listing_of(rows: list[dict[str, str]], head: str = HEAD) -> Listing:
    text = head
    for row in rows:
        text += "".join(f"  {'-' if at == 0 else ' '} {key}: {value}\n" for at, (key, value) in enumerate(row.items()))
    body = guide_and_graph(text)[0].body
    assert isinstance(body, Listing)
    return body


def body_of(context: Context, listing: Listing) -> ListBody:
    return ListBody(context.measure, context.styles.list_table, listing, context.styles.icons)


def on_sheets(context: Context, listing: Listing, box: Box) -> tuple[Drawing, ...]:
    body = body_of(context, listing)
    one = single(context.measure, body, box)
    found = (one,) if one else parted(context.measure, body, lambda count: [box] * count)
    assert found is not None
    return found


def assert_sound(context: Context, listing: Listing, drawings: tuple[Drawing, ...], box: Box) -> str:
    for drawing in drawings:
        assert not facts.outside(drawing)
        assert not facts.right_ends(drawing, facts.width_of(context))
        assert not facts.covered(drawing, facts.width_of(context))
        assert drawing.min_text_mm >= box.floor - 1e-3
    text = facts.written(drawings)
    for row in listing.rows:
        for column in listing.columns:
            if column != "形式":
                assert "".join(row.cell(column).split()) in text
    return text


row_texts = st.text(st.sampled_from(WORDS), min_size=1, max_size=60).filter(lambda t: t.strip("、，（）12A"))
rows = st.lists(
    st.fixed_dictionaries(
        {"事项": row_texts},
        optional={
            "类别": st.sampled_from(["党建", "民政救助", "村民会议讨论决定的事项"]),
            "办理主体": st.sampled_from(["村委会", "村民委员会、镇人民政府", "集体经济组织理事会"]),
            "时限": st.sampled_from(["当天", "5个工作日", "每季度首月10日前"]),
            "依据": row_texts,
            "备注": row_texts,
        },
    ),
    min_size=1,
    max_size=25,
)


@pytest.mark.parametrize("box", [A3, NARROW])
@given(rows=rows)
@settings(max_examples=12)
def test_random_lists(context: Context, box: Box, rows: list[dict[str, str]]) -> None:
    quoted = [{key: f'"{value}"' for key, value in row.items()} for row in rows]
    listing = listing_of(quoted)
    assert_sound(context, listing, on_sheets(context, listing, box), box)


def test_a_long_list_repeats_its_head_on_every_sheet(context: Context) -> None:
    listing = listing_of(
        [
            {"事项": f"第{n}件事要村民委员会协助办理", "类别": "民政", "办理主体": "村委会" if n % 3 else "镇政府"}
            for n in range(90)
        ]
    )
    drawings = on_sheets(context, listing, A3)
    assert len(drawings) > 1
    for drawing in drawings:
        text = facts.written((drawing,))
        assert "办理主体" in text and "民政" in text


def test_channels_become_columns_to_tick(context: Context) -> None:
    listing = listing_of(
        [
            {"事项": "财务收支", "类别": "财务", "时限": "每月", "形式": '"■公开栏 □广播"'},
            {"事项": "低保名单", "类别": "村务", "时限": "每季度", "形式": '"□公开栏 ■广播"'},
        ],
        HEAD.replace("主体责任", "三务公开"),
    )
    text = assert_sound(context, listing, on_sheets(context, listing, A3), A3)
    assert text.count("公开栏") == 1 and text.count("广播") == 1
    assert "公开内容" in text and "公开时限" in text


def test_what_all_rows_share_is_stated_once(context: Context) -> None:
    listing = listing_of([{"事项": f"事项{n}", "办理主体": "村委会", "备注": f"说明{n}"} for n in range(5)])
    text = assert_sound(context, listing, on_sheets(context, listing, A3), A3)
    assert text.count("村委会") == 1 and "各项相同" in text


def test_equal_neighbours_of_a_group_are_one_cell(context: Context) -> None:
    listing = listing_of(
        [
            {"事项": f"事项{n}", "类别": "甲" if n < 3 else "乙", "办理主体": "成员大会" if n < 3 else "理事会"}
            for n in range(6)
        ]
    )
    text = assert_sound(context, listing, on_sheets(context, listing, A3), A3)
    assert text.count("成员大会") == 1 and text.count("理事会") == 1


HOUSEHOLDS = [
    {"类别": "在保", "事项": name, "办理主体": f"{n}组", "月保障金（元）": money}
    for n, (name, money) in enumerate([("张××", "320"), ("王××", "320"), ("李××", "320"), ("赵××", "1355.50")])
]
OWN = HEAD.replace("事项:", "栏目: [类别, 事项, 办理主体, 月保障金（元）]\n事项:")


@pytest.mark.parametrize("box", [A3, NARROW])
def test_each_row_has_its_own_value_in_a_column_of_the_authors(context: Context, box: Box) -> None:
    listing = listing_of(HOUSEHOLDS, OWN)
    labels = [label for d in on_sheets(context, listing, box) for label in d.items if isinstance(label, Label)]
    assert [label.text for label in labels].count("320") == 3
    names = [label.y for label in labels if label.text in ("张××", "王××", "李××")]
    money = [label.y for label in labels if label.text == "320"]
    assert all(abs(a - b) < 0.6 * NARROW.most or a < b for a, b in zip(names, money, strict=True))


def test_numbers_are_aligned_at_the_point(context: Context) -> None:
    (drawing,) = on_sheets(context, listing_of(HOUSEHOLDS, OWN), A3)
    width = facts.width_of(context)
    labels = [label for label in drawing.items if isinstance(label, Label) and label.text in ("320", "1355.50")]
    points = {round(item.x + width(item.text.partition(".")[0], False) * item.size_mm, 1) for item in labels}
    assert len(labels) == 4 and len(points) == 1


def test_numbers_of_different_units_are_words(context: Context) -> None:
    rows = [{"事项": f"甲{n}", "标准": text} for n, text in enumerate(["700元/具", "72元/天", "17元/月"])]
    head = HEAD.replace("事项:", "栏目: [事项, 标准]\n事项:")
    (drawing,) = on_sheets(context, listing_of(rows, head), A3)
    assert len({label.x for label in drawing.items if isinstance(label, Label) and label.text in ("700", "72")}) == 1


def test_a_narrow_list_has_a_line_for_each_label(context: Context) -> None:
    rows = [
        {
            "事项": f"第{n}件",
            "办理主体": "村民委员会",
            "备注": f"带身份证、户口簿，先打电话问一问再来{n}",
            "监督": f"镇纪委{n}",
        }
        for n in range(4)
    ]
    listing = listing_of(rows)
    (drawing,) = on_sheets(context, listing, NARROW._replace(width=70.0))
    labels = [label for label in drawing.items if isinstance(label, Label)]
    texts = [label.text for label in labels]
    assert texts.count("备注") == texts.count("谁监督") == 4 and texts.count("村民委员会") == 1
    assert len({label.x for label in labels if label.text in ("备注", "谁监督")}) == 1
    assert "各项相同" in texts


def test_a_channel_that_is_not_used_is_blank(context: Context) -> None:
    rows = [
        {"事项": "财务收支", "类别": "财务", "时限": "每月", "形式": '"■公开栏 □广播"'},
        {"事项": "低保名单", "类别": "村务", "时限": "每季度", "形式": '"■公开栏 ■广播"'},
    ]
    (drawing,) = on_sheets(context, listing_of(rows, HEAD.replace("主体责任", "三务公开")), A3)
    ticks = [item for item in drawing.items if isinstance(item, Path) and item.stroke == "on_band"]
    assert len(ticks) == 3


def test_no_line_joins_rows_that_have_no_order(context: Context) -> None:
    (drawing,) = on_sheets(context, listing_of([{"事项": "登记"}, {"事项": "盖章"}]), A3)
    upright = [item for item in drawing.items if isinstance(item, Path) and item.stroke and _is_upright(item)]
    assert not upright


def _is_upright(path: Path) -> bool:
    points = [numbers for _, numbers in path.commands if numbers]
    return len(points) == 2 and points[0][0] == points[1][0] and points[0][1] != points[1][1]


def test_a_row_says_where_to_look(context: Context) -> None:
    plain = listing_of([{"事项": "高龄津贴", "办理主体": "村委会"}, {"事项": "低保", "办理主体": "镇政府"}])
    linked = LinkedGuide("高龄津贴申领", "高龄津贴申领", "B-03", page=42)
    listing = plain._replace(rows=(plain.rows[0]._replace(linked=linked), plain.rows[1]))
    for box in (A3, NARROW):
        text = facts.written(on_sheets(context, listing, box))
        assert "B-03" in text and "42页" in text


def test_numbers_of_rows_are_those_written(context: Context) -> None:
    listing = listing_of([{"事项": f"事项甲{n}", "类别": f"类{n // 7}", "办理主体": "村委会"} for n in range(40)])
    drawings = on_sheets(context, listing, A3)
    labels = [item.text for drawing in drawings for item in drawing.items if isinstance(item, Label)]
    assert {str(number) for number in range(1, 41)} <= set(labels)


def test_a_row_higher_than_a_sheet_has_no_drawing(context: Context) -> None:
    listing = listing_of([{"事项": "很长" * 4000, "办理主体": "村委会"}])
    assert parted(context.measure, body_of(context, listing), lambda count: [A3] * count) is None


@given(st.lists(st.lists(st.floats(0.5, 80), min_size=3, max_size=3), min_size=1, max_size=7), st.floats(5, 120))
def test_widths_fill_the_room(naturals: list[list[float]], room: float) -> None:
    least = [2.0] * len(naturals)
    most = [max(cells) for cells in naturals]
    found = widths(naturals, least, most, room)
    if found is None:
        assert sum(least) > room
    else:
        assert abs(sum(found) - room) < 1e-6
        assert all(width >= 2.0 - 1e-6 for width in found)


def test_every_sheet_that_was_planned_has_some_rows(context: Context) -> None:
    """On two sheets all rows would stand on the first, in letters that may not grow any more."""
    body = body_of(context, listing_of([{"事项": f"登记{n}", "备注": "张榜公布"} for n in range(6)]))
    boxes = [A3._replace(height=200.0), A3._replace(height=40.0)]

    def planned(count: int) -> list[Box]:
        return [boxes[1]] if count == 1 else [boxes[0]] * (count - 1) + [boxes[1]]

    assert len(parted(context.measure, body, planned, 2) or ()) == 1
    found = filled(context.measure, body, planned, 2)
    assert found is not None and [drawing.height for drawing in found] == [200.0, 40.0]
    assert all(drawing.items and not facts.outside(drawing) for drawing in found)
    assert all(f"登记{n}" in facts.written(found) for n in range(6))


def test_one_row_cannot_be_shared_out(context: Context) -> None:
    body = body_of(context, listing_of([{"事项": "登记", "备注": "张榜公布"}]))
    assert filled(context.measure, body, lambda count: [A3] * count, 2) is None


def test_no_letter_of_a_list_is_below_the_floor(context: Context) -> None:
    rows = [{"事项": f"登记{n}", "形式": "[公开栏, 微信群]"} for n in range(4)]
    (drawing,) = on_sheets(context, listing_of(rows), A3._replace(target=4.0, most=4.0))
    assert drawing.min_text_mm >= 4.0 and "微信群" in facts.written((drawing,))


def test_a_deadline_of_two_lines_stands_below_its_row(context: Context) -> None:
    listing = listing_of([{"事项": "登记", "时限": '"审核\\n公示"', "备注": "登记后张榜公示，村民委员会审核"}])
    drawings = on_sheets(context, listing, NARROW._replace(width=90.0))
    assert_sound(context, listing, drawings, NARROW)


def test_a_table_where_it_fits_else_labels_and_values(context: Context) -> None:
    names = ["金额（元）", "大写", "资金来源", "使用部门", "项目负责人", "审核意见"]
    head = HEAD.replace("事项:", f"栏目: [事项, {', '.join(names)}]\n事项:")
    cells = ["5000", "伍仟元整", "村集体收入", "村道维护队", "张××", "合格"]
    rows = [{"事项": f"第{n}项开支", **dict(zip(names, cells, strict=True))} for n in range(6)]
    listing = listing_of(rows, head)
    wide, narrow = (facts.written(on_sheets(context, listing, box)) for box in (A3, NARROW))
    assert wide.count("大写") == 1 and narrow.count("大写") == len(rows)
