"""Versions of a list whose rows come from tables: each village's code stands for its own rows."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from helpers.village_project import run
from yizhangtu.build.checked import check_files
from yizhangtu.build.version_codes import with_codes

LIST = """\
类型: 清单
名称: 服务清单
编号: C-01
所属清单: 主体责任
办理主体: 村委会
监督管理: [{监督人: 镇纪委, 电话: 0000-1234567}]
时间要求: 按各项时限
操作流程: [{步骤: 办, 时限: 当场}]
发布: {版本: V1, 日期: 2026-03-01, 状态: 正式}
"""
FILE_EACH = "事项: '目录/{{村名}}.csv'\n"
ONE_TABLE = "事项: 目录.csv\n按村: 是\n"
ROWS = {"甲村": "事项,办理主体,时限\n水费代收,村会计,每月\n", "乙村": "事项,办理主体,时限\n渡船登记,渡工,当场\n"}
TABLE = "村名,事项,办理主体,时限\n,代办津贴,村委会,5个工作日\n甲村,水费代收,村会计,每月\n乙村,渡船登记,渡工,当场\n"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "flows/目录").mkdir(parents=True)
    (tmp_path / "flows/辖区.yaml").write_text("乡镇: ××镇\n村庄: [{村名: 甲村}, {村名: 乙村}]\n", "utf-8")
    write(tmp_path)
    return tmp_path


def write(folder: Path, rows: Mapping[str, str] = ROWS, table: str = TABLE, version: str = "V1") -> None:
    for village in ROWS:
        path = folder / "flows/目录" / f"{village}.csv"
        path.unlink(missing_ok=True)
        if village in rows:
            path.write_text(rows[village], "utf-8")
    (folder / "flows/目录.csv").write_text(table, "utf-8")
    for name, source in (("各村", FILE_EACH), ("全镇", ONE_TABLE)):
        text = (LIST + source).replace("V1", version).replace("C-01", name)
        (folder / "flows" / f"{name}.yaml").write_text(text, "utf-8")


def registered_codes(folder: Path, name: str) -> dict[str, str]:
    data = json.loads((folder / "output/现行版本.json").read_text("utf-8"))
    return next(one["核验码"] for one in data["现行"] if one["图"] == name)


def printed_codes(folder: Path, name: str) -> dict[str, str]:
    found = with_codes(check_files([folder / "flows" / f"{name}.yaml"], villages=["全部"]))
    return {str(one.village.name): str(one.guide.code) for one in found.guides if one.village and one.guide}


@pytest.mark.parametrize("name", ["各村", "全镇"])
def test_the_code_on_a_sheet_is_the_registered_one(here: Path, name: str) -> None:
    assert run("release", "--on", "2026-03-01").exit_code == 0
    registered, printed = registered_codes(here, name), printed_codes(here, name)
    assert printed == {village: registered[village] for village in ("甲村", "乙村")}
    assert len(set(registered.values())) == 3
    answer = run("verify", printed["乙村"])
    assert answer.exit_code == 0 and "乙村" in answer.stdout and "现行" in answer.stdout


def test_without_villages_the_sheet_has_the_rows_of_all(here: Path) -> None:
    run("release", "--on", "2026-03-01")
    [general] = with_codes(check_files([here / "flows/全镇.yaml"])).guides
    assert general.guide and general.guide.code == registered_codes(here, "全镇")["通用"]


@pytest.mark.parametrize("name", ["各村", "全镇"])
def test_another_row_of_one_village_changes_no_code_of_the_other(here: Path, name: str) -> None:
    before = printed_codes(here, name)
    write(here, {**ROWS, "乙村": ROWS["乙村"].replace("当场", "当天")}, TABLE.replace("渡工,当场", "渡工,当天"))
    after = printed_codes(here, name)
    assert after["甲村"] == before["甲村"] and after["乙村"] != before["乙村"]


def test_rows_that_changed_under_one_version_are_refused(here: Path) -> None:
    run("release", "--on", "2026-03-01")
    rows, table = {**ROWS, "乙村": ROWS["乙村"].replace("当场", "当天")}, TABLE.replace("渡工,当场", "渡工,当天")
    write(here, rows, table)
    refused = run("release")
    assert refused.exit_code == 1
    assert refused.stderr.count("错误[Y752] “服务清单”里乙村的行和登记过的不一样，版本还是“V1”") == 2
    old = printed_codes(here, "各村") | {}
    write(here, rows, table, "V2")
    assert run("release").exit_code == 0 and registered_codes(here, "各村")["乙村"] not in old.values()


def test_an_old_sheet_is_told_what_changed_in_its_village(here: Path) -> None:
    run("release", "--on", "2026-03-01")
    code = printed_codes(here, "各村")["乙村"]
    write(here, {**ROWS, "乙村": ROWS["乙村"].replace("当场", "当天")}, version="V2")
    compared = run("diff", code)
    assert "事项“渡船登记”的时限：当场 → 当天" in compared.stdout
    assert run("release").exit_code == 0
    answer = run("verify", code)
    assert answer.exit_code == 1 and "旧版" in answer.stdout
    assert "乙村：事项“渡船登记”的时限：当场 → 当天" in answer.stdout


def test_a_village_that_gets_its_table_later_joins_the_version(here: Path) -> None:
    write(here, {"甲村": ROWS["甲村"]})
    first = run("release", "--on", "2026-03-01")
    assert first.exit_code == 1 and "Y831" in first.stderr and "目录/乙村.csv" in first.stderr
    before = registered_codes(here, "各村")
    assert "乙村" not in before
    write(here)
    assert run("release", "--on", "2026-03-02").exit_code == 0
    after = registered_codes(here, "各村")
    assert after["甲村"] == before["甲村"] and after["乙村"] == printed_codes(here, "各村")["乙村"]
    assert run("verify", before["甲村"]).exit_code == 0
