"""What people really write, save and send: each folder of tests/data/mistakes is a project with one slip, or with one
thing that looks like a slip and is none."""

from __future__ import annotations

from pathlib import Path

import pytest

import yizhangtu
from helpers.guides import ROOT
from yizhangtu import BuildRequest
from yizhangtu.build.checked import check_loaded
from yizhangtu.build.load import load
from yizhangtu.model.diagnostics import Diagnostic
from yizhangtu.model.errors import UsageError
from yizhangtu.model.guide import Step

DATA = ROOT / "tests" / "data" / "mistakes"

# Folder | places and codes of all diagnostics | what the first one says, or what to do
EXPECTED = """
arrow | 甲事.yaml:1:3 Y106 | 不写等号
bullet_dot | 甲事.yaml:9:3 Y104 | 写成：  - 步骤: 审核
chart_first | |
code_blank | |
comment_fw_line | 甲事.yaml:1:1 Y104 | 注释用英文“#”开头
comment_slash_line | 甲事.yaml:1:1 Y104 | 注释用英文“#”开头
csv_apos | |
csv_ctrlz | |
csv_excel_text | |
csv_longname | 村庄.csv:2:1 Y708 | 有 90 个字，太长了
dash_no_space | 甲事.yaml:9:3 Y104 | 写成：  - 步骤: 审核
dash_no_space_all | 甲事.yaml:6:3 Y104, 甲事.yaml:9:3 Y104, 甲事.yaml:12:3 Y104 | 写成：  - 步骤: 申请
date_bad | 甲事.yaml:14:10 Y731 | 公布的日期“2026-13-45”不存在
date_fmt_cn | |
deadline_yi | 甲事.yaml:10:9 Y301 | 把 l、I 改成 1
em_dash | 甲事.yaml:9:3 Y104 | 写成：  - 步骤: 审核
filename_copy | flows:1:1 Y763, 甲事.yaml:1:5 Y702 | 没有读“~$甲事.yaml”
filename_upper | |
filtered_rows | 村庄.xlsx:3:1 Y723 | 筛选掉的行也算：第 3 行
formula_nocache | 村庄.xlsx:2:3 Y725 | 还有 1 格：第 3 行
fw_dash | 甲事.yaml:9:3 Y104 | 写成：  - 步骤: 审核
fw_dash_all | 甲事.yaml:6:3 Y104, 甲事.yaml:9:3 Y104, 甲事.yaml:12:3 Y104 | 写成：  - 步骤: 申请
hidden_rows | 村庄.xlsx:3:1 Y723 | 隐藏的或者筛选掉的行也算：第 3 行
html | 甲事.yaml:1:1 Y104 | 是网页的代码
inner_spaces | 村庄.xlsx:3:1 Y708 | 里有换行
key_only | 甲事.yaml:1:1 Y106 | “名称”后面没有冒号
leading_space_first | 甲事.yaml:1:1 Y104 | 删去行首的空格
markdown_fence | 甲事.yaml:1:1 Y104 | 第 1 行和第 15 行的 ``` 不要复制进来
media_typo | 辖区.yaml:1:6 Y117 | 写成“poster-a3”
merged_body | 村庄.xlsx:3:3 Y727 | 每一行都算作“东片”
no_code_col | 甲事.yaml:8:17 Y119 | 不认识的变量“{{编码}}”
note_row | 村庄.xlsx:4:1 Y724, 村庄.xlsx:5:1 Y724 | 不像村名
numbered | 甲事.yaml:9:3 Y104 | 写成：  - 步骤: 审核
percent | |
points_range_gt | 分.yaml:19:17 Y104 | 或者写“≥100”
question_start | 甲事.yaml:11:9 Y104 | 给整段文字加上引号
real_xls | 辖区.yaml:1:5 Y705 | 是旧版 Excel 表格
second_header | 村庄.xlsx:2:1 Y724 | “（必填）”不像村名
second_sheet | 村庄.xlsx:1:1 Y722 | 读的是工作表“村庄”
steps_dash_each | 甲事.yaml:6:9 Y305, 甲事.yaml:7:5 Y115 | “申请”没有写时限
steps_nodash | 甲事.yaml:8:3 Y114 | 前面加“- ”，写成列表
steps_one_dash_two_steps | 甲事.yaml:9:5 Y114 | 前面加“- ”，写成列表
total_row | 村庄.xlsx:4:1 Y724 | “合计”不像村名
tour | |
two_tables | 村庄.xlsx:4:1 Y728 | 像是另一张表的列名
txt | 辖区.yaml:1:5 Y705 | 不是 .csv 或 .xlsx 表格
u3000_after_colon | 甲事.yaml:1:4 Y106 | 换成英文空格：名称: 甲事
u3000_after_dash | 甲事.yaml:9:3 Y104 | 写成：  - 步骤: 审核
u3000_indent | 甲事.yaml:10:1 Y104 | 行首用了全角空格
u3000_indent_list | 甲事.yaml:6:1 Y104, 甲事.yaml:9:1 Y104, 甲事.yaml:12:1 Y104 | 行首用了全角空格
var_dollar | 甲事.yaml:1:7 Y133 | 写成"甲事{{村名}}"
var_fw | 甲事.yaml:1:5 Y133 | 写成"{{村名}}甲事"
var_single | 甲事.yaml:1:7 Y133 | 写成"甲事{{村名}}"
villages_case | 村庄.xlsx:3:1 Y704 | 在有的系统里是同一个文件夹
vote | 甲事.yaml:14:49 Y734, 甲事.yaml:14:57 Y734 | 实到 60，比应到 50 还多
xlsm | 辖区.yaml:1:5 Y705 | 不是 .csv 或 .xlsx 表格
zwj_name | 村庄.xlsx:2:1 Y602, 村庄.xlsx:3:1 Y602, 村庄.xlsx:4:1 Y602 | 看不见的零宽字符 U+200B
"""

# Folder → what the first step says in each village
FILLED = {
    "chart_first": ["甲村|1"],
    "code_blank": ["甲村|1", "乙村|"],
    "csv_apos": ["甲村|001|张"],
    "csv_ctrlz": ["甲村|001|张××", "乙村|002|李××"],
    "csv_excel_text": ["甲村|001|张"],
    "date_fmt_cn": ["甲村|1|2026年11月1日", "乙村|2|11月1日"],
    "filtered_rows": ["甲村|1", "旧村|2", "乙村|3"],
    "formula_nocache": ["甲村|1|", "乙村|2|"],
    "hidden_rows": ["甲村|1", "旧村|2", "乙村|3"],
    "merged_body": ["甲村|1|东片", "乙村|2|东片", "丙村|3|西片"],
    "note_row": ["甲村|1", "乙村|2"],
    "percent": ["甲村|1|85%", "乙村|2|¥1,234.50"],
    "second_header": ["甲村|1", "乙村|2"],
    "second_sheet": ["甲村|1"],
    "total_row": ["甲村|1|10", "乙村|2|20"],
    "two_tables": ["甲村|1"],
}

# Folders whose guides were once refused by the verifier though nothing is wrong, with the media that showed it
SOUND = {
    "basis_20": ("leaflet-trifold", "booklet-a5"),
    "form_graph": ("poster-a3", "screen-1920x1080"),
    "form_lanes": ("poster-a3", "board-240x120"),
    "lanes_25_steps": ("poster-a4", "board-240x120"),
    "level_1": ("poster-a3", "booklet-a5"),
    "note_2700": ("poster-a4", "booklet-a5"),
    "parallels_12": ("leaflet-trifold", "poster-a3"),
    "phones_15": ("booklet-a5", "poster-a4"),
    "title_22": ("booklet-a5", "poster-a5"),
}


def _table() -> dict[str, tuple[str, str]]:
    rows = [[cell.strip() for cell in line.split("|", 2)] for line in EXPECTED.strip().splitlines()]
    return {name: (places, word) for name, places, word in rows}


def _place(one: Diagnostic) -> str:
    assert one.span
    return f"{one.span.file.removeprefix('flows/')}:{one.span.line}:{one.span.column} {one.code}"


@pytest.mark.parametrize("name", list(_table()))
def test_check(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    places, word = _table()[name]
    monkeypatch.chdir(DATA / name)
    found = yizhangtu.check_files(["flows"]).diagnostics
    assert ", ".join(map(_place, found)) == places
    assert not found or word in found[0].message + found[0].hint


def test_only_a_file_under_a_wrong_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(DATA / "filename_txt")
    with pytest.raises(UsageError, match=r"甲事\.yaml\.txt"):
        yizhangtu.check_files(["flows"])


@pytest.mark.parametrize("name", list(FILLED))
def test_villages_of_a_table(name: str) -> None:
    guides = check_loaded(load([DATA / name / "flows"]), ["全部"]).guides
    steps = [one.guide.steps[0] for one in guides if one.guide]
    assert [one.detail for one in steps if isinstance(one, Step)] == FILLED[name]


@pytest.mark.parametrize("name", list(SOUND))
def test_verified(name: str, tmp_path: Path) -> None:
    result = yizhangtu.build_files(
        BuildRequest([DATA / name / "flows"], SOUND[name], output=tmp_path, processes=1, verify=True)
    )
    assert [one for one in result.diagnostics if one.severity == "error"] == []
    assert result.verified == len(result.outputs) and len(result.outputs) >= 2


def test_every_folder_is_expected() -> None:
    assert {one.name for one in DATA.iterdir()} == {*_table(), *SOUND, "filename_txt"}
