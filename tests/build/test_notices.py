"""A notice with its data: definition, village and period → what is printed, and what is wrong."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pypdfium2
import pytest

from helpers.notices import FINANCE, HEAD, PROJECT, ROWS, cells, checked, codes, notice_of, project, table_of
from helpers.tables import book
from helpers.village_project import make_project, run
from yizhangtu.model.listing import Listing
from yizhangtu.system import sandbox


def test_a_notice_takes_its_rows_from_the_file_of_village_and_period(tmp_path: Path) -> None:
    folder = project(tmp_path, {"收支.yaml": FINANCE, "甲村-2026-10.csv": ROWS})
    found = checked(folder)
    assert codes(found) == []
    table = table_of(found)
    assert [str(head) for head in table.heads] == ["项目", "收入（元）", "支出（元）"]
    assert cells(table) == [("租金", "1,000.50", ""), ("维修", "", "300.00")]
    assert table.sums == (None, Decimal("1000.50"), Decimal("300"))
    guide = found.guides[0].guide
    assert guide is not None and guide.title == "甲村收支公开（2026年10月）"


def test_only_named_columns_are_printed(tmp_path: Path) -> None:
    data = "身份证号,项目,收入,支出\n990101199001010019,租金,1,\n"
    folder = project(tmp_path, {"收支.yaml": FINANCE, "甲村-2026-10.csv": data})
    found = checked(folder)
    assert codes(found) == []
    assert "990101199001010019" not in repr(found.guides)


def test_a_missing_file_is_a_fault_with_its_path_and_the_others_are_made(tmp_path: Path) -> None:
    folder = project(tmp_path, {"收支.yaml": FINANCE, "乙村-2026-10.csv": ROWS})
    found = checked(folder, "全部")
    assert [one.sound for one in found.guides] == [False, True]
    (fault,) = found.diagnostics
    assert fault.code == "Y831" and "甲村-2026-10.csv" in fault.message


@pytest.mark.parametrize(("village", "period"), [("甲村", ""), ("", "2026-10"), ("甲村", "2026-Q4")])
def test_without_village_or_period_there_is_nothing_to_make(tmp_path: Path, village: str, period: str) -> None:
    folder = project(tmp_path, {"收支.yaml": FINANCE, "甲村-2026-10.csv": ROWS})
    found = checked(folder, village, period)
    assert codes(found) == ["Y840"] and found.guides[0].sound
    assert notice_of(found).table is None


def test_rows_may_stand_in_the_definition(tmp_path: Path) -> None:
    rows = "  - {星期: 星期一, 值班人: 张××}\n  - {星期: 星期二, 值班人: 全体}\n"
    roster = f"类型: 公示\n名称: 值班表\n数据:\n{rows}栏目: [星期, 值班人]\n"
    folder = make_project(tmp_path, {"值班.yaml": roster})
    found = checked(folder, "", "", "值班.yaml")
    assert codes(found) == []
    assert cells(table_of(found)) == [("星期一", "张××"), ("星期二", "全体")]


def test_the_files_of_a_notice_have_its_period_in_their_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project(tmp_path, {"收支.yaml": FINANCE, "甲村-2026-10.csv": ROWS})
    monkeypatch.chdir(tmp_path)
    args = ("build", "flows/收支.yaml", "--period", "2026-10", "--village", "甲村", "-m", "poster-a3,text", "--verify")
    result = run(*args)
    assert result.exit_code == 0, result.stderr
    assert (tmp_path / "output/甲村/poster-a3/收支.2026-10.pdf").exists()
    text = (tmp_path / "output/甲村/text/收支.2026-10.txt").read_text("utf-8-sig")
    assert "收入合计（大写）：壹仟元零伍角" in text
    again = run(*args)
    assert "没有改动" in again.stderr
    (tmp_path / "flows/甲村-2026-10.csv").write_text(ROWS.replace("300", "301"), "utf-8")
    assert "制作了 2 个文件" in run(*args).stderr


def test_a_definition_without_data_or_columns_is_refused(tmp_path: Path) -> None:
    folder = make_project(tmp_path, {"辖区.yaml": PROJECT, "收支.yaml": HEAD + "栏目: [项目]\n"})
    assert "Y115" in codes(checked(folder))


def test_a_board_takes_all_rows_that_are_equal_to_its_last(tmp_path: Path) -> None:
    definition = HEAD + (
        "数据: '{{村名}}-{{期}}.csv'\n栏目: [组别, 积分]\n排序: -积分\n"
        "榜: [{名称: 红榜, 取: 前2}, {名称: 进步榜, 取: ≥6}]\n"
    )
    data = "组别,积分\n一,9\n二,8\n三,8\n四,7\n五,1\n"
    folder = project(tmp_path, {"收支.yaml": definition, "甲村-2026-10.csv": data})
    found = checked(folder)
    assert codes(found) == []
    assert [[str(row.cells[0]) for row in one.rows] for one in table_of(found).sections] == [
        ["一", "二", "三"], ["四"], ["五"],
    ]  # fmt: skip


def test_earlier_periods_beside_the_data(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"收支.yaml": FINANCE, "甲村-2026-10.csv": ROWS}
    files |= {"甲村-2026-08.csv": "项目,收入,支出\n租金,5,7\n", "甲村-2026-09.csv": "项目,收入,支出\n租金,坏,\n"}
    found = checked(project(tmp_path, files))
    assert codes(found) == []  # what is wrong in an earlier file was said when that was made
    history = table_of(found).history
    assert [one and (one.label, one.income, one.expense) for one in history] == [
        ("8月", Decimal(5), Decimal(7)), None, ("10月", Decimal("1000.50"), Decimal(300)),
    ]  # fmt: skip


def test_earlier_workbooks_are_read_in_one_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tasks: list[str] = []
    run_child = sandbox.run

    def counted(module: str, task: str, data: bytes) -> bytes:
        tasks.append(task)
        return run_child(module, task, data)

    monkeypatch.setattr(sandbox, "run", counted)
    head = ("项目", "收入", "支出")
    files: dict[str, str | bytes] = {"收支.yaml": FINANCE.replace(".csv", ".xlsx")}
    files |= {f"甲村-2026-{month:02}.xlsx": book(head, ("租金", month, 1)) for month in (6, 7, 9, 10)}
    files |= {"甲村-2026-08.xlsx": b"PK\x03\x04 no workbook", "甲村-2026-05.xlsx": book(head, ("租金", "坏", ""))}
    found = checked(project(tmp_path, files))
    assert codes(found) == [] and tasks == ["workbook", "workbooks"]
    assert [one and (one.label, one.income) for one in table_of(found).history] == [
        ("6月", Decimal(6)), ("7月", Decimal(7)), None, ("9月", Decimal(9)), ("10月", Decimal(10)),
    ]  # fmt: skip


def test_groups_have_sub_totals_and_named_rows_are_balances(tmp_path: Path) -> None:
    definition = FINANCE + "分组: 类别\n核对: 上期结余 + 收入 - 支出 = 本期结余\n"
    data = "类别,项目,收入,支出\n结余,上期结余,10,\n一,甲,1,\n二,乙,,2\n一,丙,3,\n结余,本期结余,12,\n"
    found = checked(project(tmp_path, {"收支.yaml": definition, "甲村-2026-10.csv": data}))
    assert codes(found) == []
    table = table_of(found)
    assert [(str(one.name), one.sums[1:]) for one in table.sections] == [
        ("结余", (Decimal(0), Decimal(0))), ("一", (Decimal(4), Decimal(0))), ("二", (Decimal(0), Decimal(2))),
    ]  # fmt: skip
    assert table.sums[1:] == (Decimal(4), Decimal(2))
    assert [amount for _, _, amount in table.balances[0].parts] == [Decimal(10), Decimal(4), Decimal(2), Decimal(12)]


def test_a_booklet_lists_the_names_of_notices_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = project(
        tmp_path, {"收支.yaml": FINANCE, "甲村-2026-10.csv": ROWS, "办证.yaml": "办证", "建房.yaml": "建房"}
    )
    monkeypatch.chdir(tmp_path)
    result = run("build", "flows", "--village", "甲村", "--period", "2026-10", "-m", "booklet-a5", "--verify")
    assert result.exit_code == 0, result.stderr
    content = (tmp_path / "output" / "甲村" / "booklet-a5.pdf").read_bytes()
    words = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content))
    assert words.count("收支公开") == 1 and "2026年10月" not in words and "1,000.50" not in words
    for name in ("办证.yaml", "建房.yaml"):
        (folder / name).unlink()
    result = run("build", "flows", "--village", "甲村", "--period", "2026-10", "-m", "booklet-a5")
    assert "Y840" in result.stderr and "A5 办事手册没有做：这里只有公示" in result.stderr


def test_an_item_of_a_list_names_its_notice(tmp_path: Path) -> None:
    listing = (
        "类型: 清单\n名称: 公开清单\n所属清单: 三务公开\n办理主体: 村委会\n监督管理: 村监委\n"
        "时间要求: 按表\n操作流程: 无\n"
        "事项:\n  - {事项: 财务收支, 类别: 财务, 时限: 每月10日, 形式: 公开栏, 公示: 收支}\n"
    )
    files: dict[str, str | bytes] = {"收支.yaml": FINANCE + "编号: G-01\n", "清单.yaml": listing}
    found = checked(project(tmp_path, files), "甲村", "", "清单.yaml")
    guide = found.guides[0].guide
    assert guide is not None and isinstance(guide.body, Listing)
    linked = guide.body.rows[0].linked
    assert linked is not None and linked.number == "G-01"
