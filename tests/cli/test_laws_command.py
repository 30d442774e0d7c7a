"""`laws`: one instrument, a project's own table, the review of all bases as text, JSON and a workbook."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from yizhangtu.cli.main import main

GUIDE = """\
名称: 甲
编号: A-01
办理主体: 村委会
操作流程: [{步骤: 申请, 时限: 当场}]
时间要求: 当场
监督管理: 村务监督委员会
依据: [《甲市办法》第三条, 《村民委员会组织法》（2025年修正）第三十五条, 《没有的条例》]
发布: {施行: 2026-12-01, 下次复核: 2027-06-01}
"""
LAWS = """\
法规:
  - 名称: 甲市办法
    版本: [{通过: 2024-01-01, 条数: 9}]
    废止: 2027-01-01
    由何代替: 甲市条例
    来源: 甲
    核对: 2026-11-28
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "flows").mkdir()
    (tmp_path / "flows" / "甲.yaml").write_text(GUIDE, "utf-8")
    (tmp_path / "flows" / "法规.yaml").write_text(LAWS, "utf-8")
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["laws", *arguments])


def test_an_instrument_of_the_project_is_found(here: Path) -> None:
    result = run("甲市办法")
    assert result.exit_code == 0 and "2027-01-01 失效，由《甲市条例》代替" in result.stdout
    assert "村民委员会组织法" in run("村组法").stdout


def test_the_review_puts_first_what_changes_first(here: Path) -> None:
    found = json.loads(run("--review", "--on", "2026-12-01", "--format", "json").stdout)
    rows = [(one["依据"], one["现行"], one["下一次变化"], one["还有几天"]) for one in found["依据"]]
    assert found["日期"] == "2026-12-01"
    assert rows == [
        ("《甲市办法》", "2024年，2024-01-01起", "失效，由《甲市条例》代替", "31"),
        ("《村民委员会组织法》", "2025年，2026-01-01起", "", "182"),
        ("《没有的条例》", "不在法规表里", "", "182"),
    ]
    assert "A-01 甲  《甲市办法》" in run("--review", "--on", "2026-12-01").stdout.splitlines()[0]
    assert "已经失效" in run("--review", "--on", "2027-01-01").stdout


def test_the_review_as_a_workbook(here: Path) -> None:
    assert run("--review", "--on", "2026-12-01", "-o", "复核.xlsx").exit_code == 0
    data = (here / "复核.xlsx").read_bytes()
    sheet = load_workbook(io.BytesIO(data)).active
    assert sheet is not None
    values = [[cell.value or "" for cell in row] for row in sheet.iter_rows()]
    assert values[0][:3] == ["图", "编号", "依据"] and values[1][:3] == ["甲", "A-01", "《甲市办法》"]
    assert run("--review", "--on", "2026-12-01", "-o", "复核.xlsx").exit_code == 0
    assert (here / "复核.xlsx").read_bytes() == data


@pytest.mark.parametrize(
    "arguments", [("--review", "--on", "2026-13-01"), ("-o", "甲.xlsx"), ("--review", "--stale"), ("没有这部法",)]
)
def test_wrong_requests(here: Path, arguments: tuple[str, ...]) -> None:
    result = run(*arguments)
    assert result.exit_code == 2 and not isinstance(result.exception, ValueError)


def test_a_table_that_cannot_be_read_as_one_does_not_stop_what_is_shown(here: Path) -> None:
    (here / "flows" / "法规.yaml").write_text("法规: [", "utf-8")
    assert run("村组法").exit_code == 0
