"""`coverage`: the sums on the terminal, as data and in the workbook are equal."""

from __future__ import annotations

import json
import re
from pathlib import Path

import openpyxl
import pypdfium2
import pytest

from helpers.village_project import run

GUIDE = """\
名称: {title}
编号: {number}
所属清单: 服务群众
办理主体: 村委会
时间要求: 20个工作日
监督管理: [镇纪委]
操作流程: [申请, 审查]
发布: {{版本: V1, 日期: 2026-03-01, 施行: 2026-03-01, 状态: {status}}}
"""
PROJECT = "乡镇: ××镇\n监督电话: 0000-1\n村庄: [{村名: 甲村, 负责人: 张××}, {村名: 乙村, 负责人: 李××}]\n"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "flows").mkdir()
    for number, title, status in (("A-01", "甲事", "正式"), ("A-02", "乙事", "正式"), ("A-03", "丙事", "征求意见")):
        text = GUIDE.format(number=number, title=title, status=status)
        (tmp_path / f"flows/{title}.yaml").write_text(text, "utf-8")
    project(tmp_path)
    assert run("release", "--on", "2026-03-01").exit_code == 0
    return tmp_path


def project(folder: Path, more: str = "") -> None:
    (folder / "flows/辖区.yaml").write_text(PROJECT + more, "utf-8")


def hang(village: str, guide: str, day: str = "2026-11-28") -> None:
    assert run("ledger", "add", "--guide", guide, "--village", village, "--date", day).exit_code == 0


def test_from_nothing_to_the_target(here: Path) -> None:
    before = run("coverage")
    assert before.exit_code == 1 and re.search(r"合计 +0/4 +0/4 +0\.0", before.stdout)
    assert "目标 100%，还差 4" in before.stdout and "已做未挂 4（甲村 A-01 …）" in before.stdout
    for village in ("甲村", "乙村"):
        for guide in ("A-01", "A-02"):
            hang(village, guide, "2026-11-20")
    after = run("coverage")
    assert after.exit_code == 0 and "目标 100%，到了" in after.stdout
    assert run("coverage", "--on", "2026-11-19").exit_code == 1


def test_sums_are_equal_everywhere(here: Path) -> None:
    hang("乙村", "A-02")
    data = json.loads(run("coverage", "--format", "json", "-o", "c.xlsx").stdout.partition("\nc.xlsx")[0])
    assert (data["hung"], data["total"], data["rate"], data["photos"]) == (1, 4, 25.0, 0)
    book = openpyxl.load_workbook(here / "c.xlsx")
    assert book.sheetnames == ["汇总", "村×图", "缺什么", "依据", "台账"]
    rows = [[cell.value for cell in row] for row in book["汇总"].iter_rows()]
    assert rows[-1] == ["合计", "1/4", "1/4", "25.0"] and [row[0] for row in rows[1:3]] == ["甲村", "乙村"]
    missing = [[cell.value for cell in row] for row in book["缺什么"].iter_rows(min_row=2)]
    assert len(missing) == 3 and missing[0][:3] == ["甲村", "A-01 甲事", "已做未挂"] and missing[0][6] == "张××"
    grid = [[cell.value for cell in row] for row in book["村×图"].iter_rows(min_row=2)]
    assert grid == [["甲村", "○ 已做未挂", "○ 已做未挂"], ["乙村", "○ 已做未挂", "✓ 已挂"]]


def test_the_heat_map_says_the_same(here: Path) -> None:
    hang("乙村", "A-02")
    run("coverage", "-o", "c.pdf")
    document = pypdfium2.PdfDocument(here / "c.pdf")
    text = document[0].get_textpage().get_text_range()
    assert len(document) == 1 and "已挂 1/4（25.0%），其中照片核实 0；目标 100%，还差 3。" in text
    assert text.count("○") == 4 and text.count("✓") == 3  # three cells, one cell, and the legend twice
    assert all(words in text for words in ("0/2", "1/2", "A-01 甲事", "××镇.", "第 1 页 共 1 页"))


def test_what_is_required(here: Path) -> None:
    project(here, "要求:\n  - {图: [A-01], 期限: 2026-11-20}\n  - {图: 丙事, 除外: [乙村]}\n目标: 50\n")
    data = json.loads(run("coverage", "--on", "2026-11-28", "--format", "json").stdout)
    cells = [(one["village"], one["number"], one["late"]) for one in data["cells"]]
    assert cells == [("甲村", "A-01", 8), ("甲村", "A-03", None), ("乙村", "A-01", 8)] and data["target"] == 50
    project(here, "要求: [{图: [B-99], 村庄: [丁村], 清单: [没有的], 期限: 2026-02-30}]\n")
    wrong = run("check")
    assert wrong.exit_code == 1 and wrong.stdout.count("Y761") == 2
    assert "没有“B-99”这张图" in run("coverage").stderr and "没有“丁村”这个村" in run("coverage").stderr


def test_an_old_version_is_named(here: Path) -> None:
    hang("甲村", "A-01")
    text = GUIDE.format(number="A-01", title="甲事", status="正式").replace("V1", "V2").replace("审查", "审核")
    (here / "flows/甲事.yaml").write_text(text, "utf-8")
    run("release", "--on", "2026-11-28")
    assert "版本旧 1（甲村 A-01 V1→V2）" in run("coverage").stdout


@pytest.mark.parametrize("words", [["--village", "丁村"], ["--list", "没有"], ["--on", "x"], ["-o", "c.doc"]])
def test_wrong_usage(here: Path, words: list[str]) -> None:
    assert run("coverage", *words).exit_code == 2


LIST = """\
类型: 清单
名称: 三务公开清单
编号: Q-01
所属清单: 三务公开
操作流程: [编好, 审核, 公开]
办理主体: 村委会
监督管理: [镇纪委]
事项:
  - {事项: 财务收支, 类别: 财务, 时限: 每月22日前, 形式: 公开栏}
  - {事项: 低保名单, 类别: 村务, 时限: 每季度首月10日前, 形式: 公开栏}
  - {事项: 党务决议, 类别: 党务, 时限: 及时, 形式: 公开栏}
"""


def test_the_month_in_every_village(here: Path) -> None:
    (here / "flows/三务公开清单.yaml").write_text(LIST, "utf-8")
    run("release", "--on", "2026-03-01")
    for village in ("甲村", "乙村"):
        for guide in ("A-01", "A-02", "Q-01"):
            hang(village, guide, "2026-11-20")
    data = json.loads(run("due", "--month", "2026-12", "--format", "json").stdout)
    assert [(one["village"], one["day"], one["subject"]) for one in data["tasks"]] == [
        ("甲村", "2026-12-22", "财务收支"),
        ("乙村", "2026-12-22", "财务收支"),
    ]
    assert [one["subject"] for one in data["apart"]] == ["党务决议"]
    assert len(json.loads(run("due", "--month", "2026-10", "--format", "json").stdout)["tasks"]) == 4
    result = run("due", "--month", "2026-12", "-o", "d.xlsx", "-o", "d.pdf")
    assert "甲村  2026-12-22  公开  财务收支  （每月22日前）" in result.stdout and "党务决议" in result.stdout
    text = pypdfium2.PdfDocument(here / "d.pdf")[0].get_textpage().get_text_range()
    assert "××镇2026年12月要做的事" in text and text.count("□ 公开") == 2 and "党务决议" in text
    assert run("due", "--month", "2026-13").exit_code == run("due", "--month", "x").exit_code == 2


NOTICE = """\
类型: 公示
名称: 村级财务收支公开
所属清单: 三务公开
编号: G-01
办理主体: 村民委员会
期: 月
数据: 数据/{{村名}}-{{期}}.csv
栏目: [项目, 金额]
公示期: {不少于: 7日}
异议: {向谁: 村务监督委员会, 电话: 0000-1234567}
监督管理: [镇纪委]
"""


def test_the_notices_of_a_period(here: Path) -> None:
    (here / "flows/三务公开清单.yaml").write_text(LIST.replace("22日前,", "22日前, 公示: 财务公开,"), "utf-8")
    (here / "flows/财务公开.yaml").write_text(NOTICE, "utf-8")
    project(here, "公开规则: 重庆\n")
    assert run("release", "--on", "2026-03-01").exit_code == 0
    words = ["--guide", "G-01", "--period", "2026-10"]
    assert run("ledger", "add", *words, "--village", "乙村", "--date", "2026-11-25").exit_code == 0
    found = run("coverage", "--period", "2026-10", "--on", "2026-11-28", "-o", "p.xlsx", "-o", "p.pdf")
    assert found.exit_code == 1
    assert re.search(r"甲村 +未公开（已过 6 天） +0/1", found.stdout)
    assert re.search(r"乙村 +迟 3 天 +0/1", found.stdout)
    assert "按规定公开 0/2，目标 100%；在公开栏上不少于 15 天（《村民委员会组织法》第三十五条）" in found.stdout
    grid = openpyxl.load_workbook(here / "p.xlsx")["村×公示"]
    assert [[cell.value for cell in row] for row in grid.iter_rows(min_row=2)] == [
        ["甲村", "未公开（已过 6 天）", "0/1"],
        ["乙村", "迟 3 天", "0/1"],
    ]
    text = pypdfium2.PdfDocument(here / "p.pdf")[0].get_textpage().get_text_range()
    assert "××镇2026年10月三务公开情况" in text and "未公开（已过 6 天）" in text and "迟 3 天" in text
    data = json.loads(run("coverage", "--period", "2026-10", "--format", "json").stdout)
    assert [one["state"] for one in data["cells"]] == ["未公开", "迟"]
    assert run("coverage", "--period", "2026-Q3").exit_code == 2
    project(here, "公开规则: 四川\n")
    assert run("coverage", "--period", "2026-10").exit_code == 2


def test_what_is_due_leaves_out_notices_that_hang_already(here: Path) -> None:
    (here / "flows/三务公开清单.yaml").write_text(LIST.replace("22日前,", "22日前, 公示: 财务公开,"), "utf-8")
    (here / "flows/财务公开.yaml").write_text(NOTICE, "utf-8")
    assert run("release", "--on", "2026-03-01").exit_code == 0
    words = ["--guide", "G-01", "--village", "乙村"]

    def due(month: str) -> list[tuple[str, str, str, str]]:
        tasks = json.loads(run("due", "--month", month, "--format", "json").stdout)["tasks"]
        own = [one for one in tasks if "财务" in one["subject"]]
        return [(one["village"], one["day"], one["what"], one["subject"]) for one in own]

    both = [(village, "2026-11-22", "公开", "财务收支（2026年10月）") for village in ("甲村", "乙村")]
    assert due("2026-11") == both
    assert run("ledger", "add", *words, "--period", "2026-09", "--date", "2026-10-08").exit_code == 0
    assert due("2026-11") == both and due("2026-10") == [
        ("甲村", "2026-10-22", "公开", "财务收支（2026年9月）"),
        ("乙村", "2026-10-23", "可以撤下", "G-01 村级财务收支公开（2026-09）"),
    ]
    assert run("ledger", "add", *words, "--period", "2026年10月", "--date", "2026-11-20").exit_code == 0
    assert due("2026-11") == both[:1]


def test_dates_of_publication_fall_due(here: Path) -> None:
    text = GUIDE.format(number="A-01", title="甲事", status="试行").replace("状态", "试行至: 2026年12月31日, 状态")
    (here / "flows/甲事.yaml").write_text(text.replace("}\n", ", 下次复核: 2026-12-01}\n"), "utf-8")
    tasks = json.loads(run("due", "--month", "2026-12", "--format", "json").stdout)["tasks"]
    assert [(one["day"], one["what"]) for one in tasks if not one["village"]] == [
        ("2026-12-01", "复核"),
        ("2026-12-31", "转为正式、延长或者废止"),
    ]
