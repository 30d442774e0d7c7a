"""标准 as a ruled table: amounts right-aligned at the decimal point, units and conditions in columns."""

from __future__ import annotations

import pytest

from yizhangtu.content.boxes import ListBox, ListItem
from yizhangtu.draw.text_block import TextSetter
from yizhangtu.media.common.foot import FootBox, FootRoom, FootType, FootWords
from yizhangtu.media.common.foot_plan import plan_foot
from yizhangtu.media.common.rates.box import RateShape, is_table
from yizhangtu.media.common.rates.columns import rate_columns
from yizhangtu.media.context import Context
from yizhangtu.model.diagnostics import Text
from yizhangtu.model.provisions import Rate
from yizhangtu.style.page.furniture import FurnitureFoot


def rate(item: str, amount: str = "", unit: str = "", condition: str = "") -> ListItem:
    texts = (Text(one) if one else None for one in (amount, unit, condition))
    return ListItem(f"{item}：{amount}{unit}", rate=Rate(Text(item), *texts))


RATES = (
    rate("80至89周岁", "50", "元/月", "本县户籍"),
    rate("90周岁以上", "1200.50", "元/年"),
    rate("孤老", "按县里的规定", condition="每人"),
)


def test_the_decimal_points_stand_one_below_the_other() -> None:
    columns = rate_columns(RATES, len)
    assert columns is not None
    (_, fifty), (_, many), (_, other) = (columns.cells(one, len)[:2] for one in columns.rates)
    assert fifty == (columns.point - 2, "50") and many == (columns.point - 4, "1200.50")
    assert other[0] + len("按县里的规定") == columns.amount_end == columns.point + 3
    assert columns.cells(columns.rates[0], len)[2] == (columns.unit, "元/月")
    assert columns.natural == columns.condition + len("本县户籍")


@pytest.mark.parametrize("items", [RATES[:1], (*RATES, rate("其他")), (ListItem("50元"), ListItem("60元"))])
def test_what_is_no_table(items: tuple[ListItem, ...]) -> None:
    assert rate_columns(items, len) is None and not is_table(ListBox("标准", items))


def foot_style(context: Context) -> FurnitureFoot:
    return context.styles.furniture(context.styles.media["poster-a3"]).foot


def placed(context: Context, width: float) -> FootBox:
    setter = TextSetter(context.typesetter)
    type_ = FootType(setter, foot_style(context), 6.0)
    shape = RateShape(type_, ListBox("标准", RATES), 300.0)
    return shape.placed(0.0, 0.0, width, shape.height(width))


def test_a_box_has_a_rule_between_its_rows(context: Context) -> None:
    box = placed(context, 200.0)
    assert len(box.rules) == len(RATES) - 1
    tops = sorted({entry.y for entry in box.entries})
    assert len(tops) == len(RATES)
    for rule, above, below in zip(box.rules, tops, tops[1:], strict=False):
        assert above < rule.y < below
    by_text = {entry.block.text: entry for entry in box.entries}
    end = {text: entry.x + entry.block.width for text, entry in by_text.items()}
    assert by_text["元/月"].x == by_text["元/年"].x and by_text["本县户籍"].x == by_text["每人"].x
    assert end["50"] == pytest.approx(by_text["1200.50"].x + context.typesetter.width("1200") * 6.0, abs=0.01)
    assert max(entry.y + entry.block.height for entry in box.entries) <= box.height
    assert max(end.values()) <= box.width


def test_a_narrow_box_has_a_list(context: Context) -> None:
    box = placed(context, 45.0)
    assert box.rules == () and {entry.x for entry in box.entries} == {box.entries[0].x}


def test_a_foot_gives_the_table_its_width(context: Context) -> None:
    others = tuple(ListBox(f"要注意{n}", (ListItem("带好身份证"), ListItem("当天能办"))) for n in range(3))
    setter = TextSetter(context.typesetter)
    words = FootWords((*others, ListBox("标准", RATES)), None)
    foot = plan_foot(setter, foot_style(context), words, FootRoom(281.0, 200.0, 25.0), 6.0)
    assert foot is not None and [box.title for box in foot.boxes if box.rules] == ["标准"]
