"""An organisation (层级): a band for each level, cards below it, an arrow from level to level."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.notices import checked, codes, notice_of, table_of
from helpers.village_project import make_project
from yizhangtu.draw.canvas import Canvas
from yizhangtu.layout.notice.notice_levels import NoticeLevels
from yizhangtu.layout.table.piece import Piece
from yizhangtu.media.context import Context
from yizhangtu.model.page import Label

TEAM = """\
类型: 公示
名称: 工作小组
数据:
  - {级别: 组长, 姓名: 张××, 职责: 全面负责}
  - {级别: 成员, 姓名: 李××, 职责: 东头组}
  - {级别: 成员, 姓名: 王××, 职责: 西头组}
  - {级别: 成员, 姓名: 赵××, 职责: 南坪组}
栏目: [{栏: 姓名, 脱敏: 原样}, 职责]
分组: 级别
"""


@pytest.fixture
def levels(tmp_path: Path, context: Context) -> NoticeLevels:
    folder = make_project(tmp_path, {"小组.yaml": TEAM + "层级: 是\n"})
    found = checked(folder, "", "", "小组.yaml")
    assert codes(found) == [] and notice_of(found).levels
    styles = context.styles
    return NoticeLevels(context.measure, styles.notice_table, styles.list_table, table_of(found), 40.0)


def texts(levels: NoticeLevels, piece: Piece) -> dict[str, float]:
    canvas = Canvas(levels.measure.typesetter)
    piece.paint(canvas, 0.0, 0.0, piece.height)
    return {item.text: item.x for item in canvas.items if isinstance(item, Label)}


def test_a_level_stands_below_the_one_above_it(levels: NoticeLevels) -> None:
    head, first, below, *rows = levels.pieces()
    assert "组长" in texts(levels, head) and "张××" in texts(levels, first) and "成员" in texts(levels, below)
    assert below.height == pytest.approx(head.height + levels.style.levels.arrow)  # the arrow from the level above
    assert head.keep and below.keep  # a band never stands alone at the end of a sheet
    assert [name for row in rows for name in texts(levels, row) if "××" in name] == ["李××", "王××", "赵××"]


def test_cards_of_a_level_stand_side_by_side(levels: NoticeLevels) -> None:
    rows = levels.pieces()[3:]
    assert [sum("××" in name for name in texts(levels, row)) for row in rows] == [2, 1]
    places = texts(levels, rows[0])
    assert places["王××"] - places["李××"] >= levels.style.levels.card
    narrow = levels._replace(width=14.0).pieces()[3:]
    assert [sum("××" in name for name in texts(levels, row)) for row in narrow] == [1, 1, 1]


def test_without_the_key_it_is_a_table(tmp_path: Path) -> None:
    assert not notice_of(checked(make_project(tmp_path, {"小组.yaml": TEAM}), "", "", "小组.yaml")).levels
