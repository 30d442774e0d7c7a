"""A list whose 事项 is a table: its rows, those of each village, and what is wrong with them."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from helpers.notices import project as make_project
from yizhangtu.build.checked import Checked, check_files
from yizhangtu.build.version_codes import with_codes
from yizhangtu.model.codes import Severity
from yizhangtu.model.listing import Listing

LIST = """\
类型: 清单
名称: 服务清单
所属清单: 主体责任
办理主体: 村委会
监督管理: 镇纪委
时间要求: 按各项时限
操作流程: [{{步骤: 办, 时限: 当场}}]
栏目: [事项, 办理主体, 时限, 地点]
事项: {table}
"""
TABLE = """\
服务清单,,,,,
序号,村名,事项,办理主体,办理时限,地点
1,,代办津贴,村委会；民政专干,5个工作日,服务站
2,甲村,水费代收,村会计,每月,{{村名}}办公室
3,乙村,渡船登记,渡工,当场,码头
合计,,,,,
"""


def project(folder: Path, more: str = "按村: 是", table: str = TABLE, name: str = "目录.csv") -> Path:
    files = {"清单.yaml": LIST.format(table=name) + more + "\n"}
    return make_project(folder, files if "{{" in name else {**files, name: table})


def checked(folder: Path, village: str = "") -> Checked:
    return check_files([folder / "清单.yaml"], villages=[village] if village else [])


def items(found: Checked) -> list[tuple[str, ...]]:
    body = found.guides[0].guide and found.guides[0].guide.body
    assert isinstance(body, Listing)
    return [(row.item, row.cell("办理主体"), row.cell("时限"), row.cell("地点")) for row in body.rows]


def codes(found: Checked) -> list[str]:
    return [one.code for one in found.diagnostics]


COMMON = ("代办津贴", "村委会、民政专干", "5个工作日", "服务站")


def test_each_village_has_its_own_rows_and_those_of_all(tmp_path: Path) -> None:
    folder = project(tmp_path)
    assert items(checked(folder, "甲村")) == [COMMON, ("水费代收", "村会计", "每月", "甲村办公室")]
    assert items(checked(folder, "乙村")) == [COMMON, ("渡船登记", "渡工", "当场", "码头")]
    assert codes(checked(folder, "甲村")) == []


def test_in_general_terms_the_rows_of_all_villages_are_printed(tmp_path: Path) -> None:
    found = checked(project(tmp_path))
    assert items(found) == [COMMON]
    [told] = found.diagnostics
    assert told.code == "Y824" and told.message.endswith("只印各村都有的 1 行") and told.severity is Severity.INFO


def test_without_villages_every_row_is_printed(tmp_path: Path) -> None:
    found = checked(project(tmp_path, "", TABLE.replace("村名,", "村,")))
    assert [one[0] for one in items(found)] == ["代办津贴", "水费代收", "渡船登记"]
    assert [(one.code, one.message) for one in found.diagnostics] == [("Y823", "这些列没有印：“村”")]


def test_a_row_has_its_place_in_the_table(tmp_path: Path) -> None:
    found = checked(project(tmp_path), "乙村")
    body = found.guides[0].guide and found.guides[0].guide.body
    assert isinstance(body, Listing)
    place = body.rows[1].item.span
    assert place and place.file.endswith("目录.csv") and (place.line, place.column) == (5, 3)


def test_a_village_may_have_a_workbook_of_its_own(tmp_path: Path) -> None:
    folder = project(tmp_path, "", name="目录/{{村名}}.xlsx")
    (folder / "目录").mkdir()
    book = openpyxl.Workbook()
    for row in (("事项", "办理主体", "办理时限", "地点"), ("水费代收", "村会计", "每月", "办公室")):
        book.active.append(row)
    book.save(folder / "目录" / "甲村.xlsx")
    found = checked(folder, "全部")
    assert [one.sound for one in found.guides] == [True, False]
    assert items(found) == [("水费代收", "村会计", "每月", "办公室")]
    [fault] = found.diagnostics
    assert fault.code == "Y831" and "乙村的数据文件找不到" in fault.message and "目录/乙村.xlsx" in fault.message
    assert codes(checked(folder)) == ["Y824"]


@pytest.mark.parametrize(
    ("old", "new", "code", "stated"),
    [
        ("乙村,渡船", "丙村,渡船", "Y823", "没有“丙村”这个村，这一行不印"),
        (",事项,", ",事情,", "Y832", "没有“事项”这一列"),
        (",村名,", ",村庄,", "Y832", "没有“村名”这一列"),
        (",地点", ",地方", "Y832", "没有“地点”这一列"),
        ("2,甲村,水费代收", "2,甲村,", "Y115", "第 4 行没有写“事项”"),
        ("2,甲村", "2,乙村", "Y823", "表格里没有甲村自己的行"),
        ("5个工作日", "#N/A", "Y716", "“#N/A”"),
    ],
)
def test_what_is_wrong_with_a_table(tmp_path: Path, old: str, new: str, code: str, stated: str) -> None:
    found = checked(project(tmp_path, table=TABLE.replace(old, new)), "甲村")
    assert any(one.code == code and stated in one.message for one in found.diagnostics), found.diagnostics


def test_a_village_without_any_row_is_a_fault_and_the_others_are_made(tmp_path: Path) -> None:
    found = checked(project(tmp_path, table=TABLE.replace("1,,", "1,甲村,").replace("乙村", "甲村")), "全部")
    assert [one.sound for one in found.guides] == [True, False]
    assert [(one.code, one.message) for one in found.diagnostics] == [("Y801", "表格里没有乙村的行")]


@pytest.mark.parametrize(
    ("name", "code"), [("目录.xls", "Y705"), ("../目录.csv", "Y703"), ("没有.csv", "Y831"), ("目录.et", "Y705")]
)
def test_a_table_that_cannot_be_read(tmp_path: Path, name: str, code: str) -> None:
    folder = make_project(tmp_path, {"清单.yaml": LIST.format(table=name)})
    assert codes(checked(folder)) == [code]


def test_rows_of_villages_need_a_table(tmp_path: Path) -> None:
    folder = make_project(tmp_path, {"清单.yaml": LIST.format(table="[甲, 乙]") + "按村: 是\n"})
    assert "Y823" in codes(checked(folder))


def test_the_rows_of_the_table_are_part_of_the_version(tmp_path: Path) -> None:
    def code_of(table: str, village: str) -> str:
        folder = project(tmp_path, table=table)
        guide = with_codes(checked(folder, village)).guides[0].guide
        assert guide is not None and guide.code
        return str(guide.code)

    changed = TABLE.replace("码头", "渡口")
    known = {(table, village): code_of(table, village) for table in (TABLE, changed) for village in ("甲村", "乙村")}
    assert len(set(known.values())) == 3
    assert known[TABLE, "甲村"] == known[changed, "甲村"]
    assert code_of(TABLE.replace("2,甲村", "7,甲村"), "甲村") == known[TABLE, "甲村"]


def test_each_village_is_told_what_is_wrong_with_the_table_that_all_share(tmp_path: Path) -> None:
    found = checked(project(tmp_path, table=TABLE.replace("5个工作日,服务站", "5个工作日,#N/A")), "全部")
    assert [[one.code for one in guide.diagnostics] for guide in found.guides] == [["Y716"], ["Y716"]]
    assert [len(guide.guide.body.rows) for guide in found.guides if guide.guide] == [2, 2]  # type: ignore[union-attr]
