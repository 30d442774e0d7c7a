"""An organisation whose rows name the row above them: a tree of cards where it fits, else levels."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.notices import checked, notice_of
from helpers.village_project import make_project
from yizhangtu.draw.canvas import Canvas
from yizhangtu.layout.box import Box
from yizhangtu.layout.notice.notice import NoticeBody
from yizhangtu.media.context import Context
from yizhangtu.model.page import Label

TEAM = """\
类型: 公示
名称: 工作小组
数据:
  - {级别: 组长, 姓名: 张一}
  - {级别: 副组长, 姓名: 李二, 上级: 张一}
  - {级别: 副组长, 姓名: 王三, 上级: 张一}
  - {级别: 成员, 姓名: 赵四, 上级: 李二}
  - {级别: 成员, 姓名: 钱五, 上级: 李二}
  - {级别: 成员, 姓名: 孙六, 上级: 王三}
栏目: [{栏: 姓名, 脱敏: 原样}]
分组: 级别
上级: 上级
"""
FLOOR = 4.0  # mm


@pytest.fixture
def body(tmp_path: Path, context: Context) -> NoticeBody:
    found = checked(make_project(tmp_path, {"小组.yaml": TEAM}), "", "", "小组.yaml")
    styles = context.styles
    return NoticeBody(context.measure, styles.notice_table, styles.list_table, notice_of(found), ())


def places(body: NoticeBody, width: float, height: float, unit: float = FLOOR) -> dict[str, tuple[float, float]] | None:
    """Where the bold names stand, in u, on one sheet of these mm."""
    sheets = body.sheets(unit, [Box(width, height, FLOOR, 6.0, 9.0)])
    if sheets is None:
        return None
    canvas = Canvas(body.measure.typesetter, unit)
    sheets[0](canvas)
    return {item.text: (item.x, item.y) for item in canvas.items if isinstance(item, Label) and item.bold}


def test_on_a_wide_sheet_those_below_one_row_stand_side_by_side(body: NoticeBody) -> None:
    found = places(body, 300, 200)
    assert found is not None
    tops = {name: y for name, (_, y) in found.items()}
    assert tops["张一"] < tops["李二"] == tops["王三"] < tops["赵四"] == tops["钱五"] == tops["孙六"]
    assert found["赵四"][0] < found["李二"][0] < found["钱五"][0] < found["王三"][0] == found["孙六"][0]


def test_on_a_narrower_one_the_last_level_stands_below_one_another(body: NoticeBody) -> None:
    found = places(body, 130, 200)
    assert found is not None
    assert found["李二"][1] == found["王三"][1] < found["赵四"][1] < found["钱五"][1]
    assert found["李二"][0] < found["赵四"][0] == found["钱五"][0] < found["王三"][0]


def test_on_a_narrow_one_each_level_is_further_to_the_right(body: NoticeBody) -> None:
    found = places(body, 80, 300)
    assert found is not None
    order = sorted(("张一", "李二", "赵四", "钱五", "王三", "孙六"), key=lambda name: found[name][1])
    assert order == ["张一", "李二", "赵四", "钱五", "王三", "孙六"]  # each before those below it
    assert found["张一"][0] < found["李二"][0] == found["王三"][0] < found["赵四"][0]


def test_each_card_says_its_group(body: NoticeBody) -> None:
    sheets = body.sheets(FLOOR, [Box(300, 200, FLOOR, 6.0, 9.0)])
    assert sheets is not None
    canvas = Canvas(body.measure.typesetter, FLOOR)
    sheets[0](canvas)
    texts = [item.text for item in canvas.items if isinstance(item, Label)]
    assert [texts.count(name) for name in ("组长", "副组长", "成员")] == [1, 2, 3]


def test_where_no_tree_fits_there_are_levels(body: NoticeBody) -> None:
    low = places(body, 300, 60)
    assert low is None or "成员" in low
    sheets = body.sheets(FLOOR, [Box(110, 68, FLOOR, 6.0, 9.0)] * 2)
    assert sheets is not None and len(sheets) == 2  # a tree is never cut
