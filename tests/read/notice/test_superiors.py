"""上级 of an organisation: who is above whom, and what cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.notices import cells, checked, notice_of, table_of
from helpers.village_project import make_project
from yizhangtu.build.checked import Checked
from yizhangtu.model.codes import Severity
from yizhangtu.read.notice.superiors import depths

TEAM = """\
类型: 公示
名称: 工作小组
数据: 小组.csv
栏目: [姓名, 职责]
上级: 上级
"""
ROWS = "姓名,职责,上级\n张一,总管,\n李二,卫生,张一\n王三,监督,张一\n赵四,东头,李二\n"


def team(folder: Path, rows: str = ROWS) -> Checked:
    return checked(make_project(folder, {"小组.yaml": TEAM, "小组.csv": rows}), "", "", "小组.yaml")


def test_each_row_knows_the_row_above_it(tmp_path: Path) -> None:
    table = table_of(team(tmp_path))
    assert table.superiors == (0, 1, 1, 2)
    assert cells(table)[3] == ("赵四", "东头", "李二")  # the column of 上级 is printed, too
    assert [[row.number for row in section.rows] for section in table.sections] == [[1], [2, 3], [4]]


def test_numbers_are_those_of_the_printed_order(tmp_path: Path) -> None:
    lower_first = "姓名,职责,上级\n赵四,东头,李二\n李二,卫生,张一\n张一,总管,—\n"
    table = table_of(team(tmp_path, lower_first))
    assert [row[0] for row in cells(table)] == ["张一", "李二", "赵四"]
    assert table.superiors == (0, 1, 2)


def test_in_networks_the_names_above_are_masked_like_the_others(tmp_path: Path) -> None:
    found = notice_of(team(tmp_path)).net_table
    assert found is not None
    assert cells(found)[3] == ("赵××", "东头", "李××")


@pytest.mark.parametrize(
    ("old", "new", "stated", "line"),
    [
        ("东头,李二", "东头,李三", "没有“李三”这个上级", 5),
        ("王三,监督", "李二,监督", "“姓名”是“李二”的有 2 行，不知道上级是哪一个", 5),
        ("总管,", "总管,赵四", "“上级”绕成了一圈：“张一”的上级是“赵四”的上级是“李二”的上级是“张一”", 2),
        ("监督,张一", "监督,王三", "“上级”绕成了一圈：“王三”的上级是“王三”", 4),
    ],
)
def test_what_cannot_be_is_a_fault(tmp_path: Path, old: str, new: str, stated: str, line: int) -> None:
    faults = [one for one in team(tmp_path, ROWS.replace(old, new)).diagnostics if one.code == "Y830"]
    [fault] = faults
    assert fault.message == stated and fault.severity is Severity.ERROR
    assert fault.span and fault.span.file.endswith("小组.csv") and fault.span.line == line


def test_a_column_that_is_not_there(tmp_path: Path) -> None:
    found = team(tmp_path, ROWS.replace(",上级", ",领导"))
    assert [one.code for one in found.diagnostics] == ["Y832"]


def test_depths_of_long_chains() -> None:
    assert depths([*range(1, 5000), -1])[0] == 4999
