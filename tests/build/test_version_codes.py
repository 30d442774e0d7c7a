"""Codes of the versions of definitions: what changes them, and what does not. Those of the samples never change."""

from __future__ import annotations

from pathlib import Path
from unicodedata import normalize

import pytest

import yizhangtu
from helpers.fuzz.definitions import definition
from helpers.village_project import make_project
from yizhangtu import BuildRequest
from yizhangtu.build.checked import check_loaded
from yizhangtu.build.load import load
from yizhangtu.build.version_codes import GuideVersion, versions_of, with_codes
from yizhangtu.content.canonical import canonical
from yizhangtu.content.version_code import canonical_json
from yizhangtu.model.project import Project
from yizhangtu.read import read_unfilled

FLOW = """\
名称: 高龄津贴申领
编号: B-03
办理主体: 村委会
时间要求: {承诺: 20个工作日, 不计入: 公示时间}
监督管理: [{监督人: 镇民政办, 电话: 0000-1234567}]
操作流程:
  - {步骤: 提出申请, 办理: 村民, 时限: 随时}
  - 步骤: 审核
    时限: 3个工作日
    判断: {合格: 下一步, 不合格: {到: 提出申请, 说明: 一次告知}}
  - {步骤: 发放, 内容: 打入银行卡, 办理: "{{村名}}村委会"}
"""
ENGLISH = """\
# the same in English, in another order
title: 高龄津贴申领
handler: [村委会]
number: B-03
oversight: [{phone: 0000-1234567, by: 镇民政办}]
deadline: {excluded: 公示时间, promised: 20个工作日}
steps:
  - {step: 提出申请, by: 村民, within: 随时}
  - step: 审核
    within: "3个工作日 "
    branches: {合格: next, 不合格: {note: 一次告知, to: 提出申请}}
  - {step: 发放, detail: 打入银行卡, by: "{{name}}村委会"}
layout: 竖排
"""
LIST = """\
类型: 清单
名称: 服务清单
所属清单: 服务群众
办理主体: 村委会
监督管理: [镇纪委]
帮办代办: {姓名: 张××}
事项:
  - {事项: 高龄津贴, 流程: 甲}
  - {事项: 别的事, 时限: 5日}
"""
POINTS = """\
类型: 积分
名称: 积分制
办理主体: 村委会
时间要求: 每月
监督管理: [村监委会]
操作流程: [申报, 公示]
加分: [{类别: 卫生, 项: [{内容: 打扫, 分值: +5, 上限: 每月20分}]}]
扣分: [{类别: 卫生, 项: [{内容: 乱倒, 分值: -5}]}]
等级: [{名称: 五星, 范围: ">100", 待遇: 评优}]
兑换: [{物品: 肥皂, 分值: 10}]
"""
CONDUCT = """\
类型: 规范
名称: 移风易俗
办理主体: 红白理事会
时间要求: 提前10天
监督管理: [村监委会]
操作流程: [报备]
标准: [{场合: 婚事, 项目: 宴席, 上限: 15桌}, {场合: 丧事, 项目: 丧期, 城: 3天, 乡: 5天}]
禁止: [大操大办]
"""
PROJECT = "乡镇: ××镇\n监督电话: 0000-7654321\n村庄: [{村名: 甲村, 编码: '1'}, {村名: 乙村, 编码: '2'}]\n"
SAMPLES = {"甲": FLOW, "清单": LIST, "积分": POINTS, "规范": CONDUCT}


@pytest.fixture
def flows(tmp_path: Path) -> Path:
    folder = tmp_path / "flows"
    folder.mkdir()
    for name, text in SAMPLES.items():
        (folder / f"{name}.yaml").write_text(text, "utf-8")
    (folder / "辖区.yaml").write_text(PROJECT, "utf-8")
    return folder


def versions(folder: Path) -> dict[str, GuideVersion]:
    checked = check_loaded(load([folder]))
    return {Path(file).stem: one for file, one in versions_of(checked.guides).items()}


def codes(folder: Path) -> dict[str, str]:
    return {name: one.code(None) for name, one in versions(folder).items()}


def test_codes_of_the_samples_never_change(flows: Path) -> None:
    assert codes(flows) == {
        "甲": "7VCD7A1X73D1",
        "清单": "0Q0T8Z685KHD",
        "积分": "66ZC9MQ1ANFM",
        "规范": "DEA95QKVCH4J",
    }
    coded = with_codes(check_loaded(load([flows / "甲.yaml"]), ["全部"])).guides
    assert [one.guide.code for one in coded if one.guide] == ["MF8AJN93FFWS", "CVNZNXBEF4Z8"]


def test_the_language_of_keys_their_order_and_comments_do_not_count(flows: Path) -> None:
    before = codes(flows)
    (flows / "甲.yaml").write_text(ENGLISH, "utf-8")
    assert codes(flows) == before


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("打入银行卡", "打入社保卡"),
        ("3个工作日", "5个工作日"),
        ("0000-1234567", "0000-1234568"),
        ("不合格: {到: 提出申请", "不合格: {到: 办结"),
        ("合格: 下一步", "合格: 发放"),
        ("一次告知", "一次告知。"),
        ("编号: B-03", "编号: B-04"),
        ("{{村名}}", "{{编码}}"),
    ],
)
def test_one_changed_character_of_what_is_printed_changes_the_code(flows: Path, old: str, new: str) -> None:
    before = codes(flows)
    (flows / "甲.yaml").write_text(FLOW.replace(old, new), "utf-8")
    assert codes(flows)["甲"] != before["甲"]


def test_what_comes_from_the_project_and_from_a_flow_counts(flows: Path) -> None:
    before = codes(flows)
    (flows / "辖区.yaml").write_text(PROJECT.replace("7654321", "7654320"), "utf-8")
    assert codes(flows)["规范"] != before["规范"]
    (flows / "辖区.yaml").write_text(PROJECT, "utf-8")
    (flows / "甲.yaml").write_text(FLOW.replace("20个工作日", "15个工作日"), "utf-8")
    assert codes(flows)["清单"] != before["清单"] and codes(flows)["积分"] == before["积分"]


def test_villages_have_codes_of_their_own(flows: Path) -> None:
    found = with_codes(check_loaded(load([flows]), ["全部"])).guides
    every = [one.guide.code for one in found if one.guide]
    assert len(every) == 8 and len(set(every)) == 8


def test_a_project_without_codes(flows: Path) -> None:
    (flows / "辖区.yaml").write_text(PROJECT + "核验: 无\n", "utf-8")
    assert [one.guide.code for one in with_codes(check_loaded(load([flows]))).guides if one.guide] == [""] * 4


@pytest.mark.parametrize("first", range(0, 400, 100))
def test_every_printed_text_belongs_to_the_code(first: int) -> None:
    for number in range(first, first + 100):
        one = definition(2026, number)
        guide = read_unfilled(one.text.encode(), "甲.yaml", Project()).guide
        if guide is not None and guide.kind in ("流程", "清单"):  # points and limits are printed in other words
            known = canonical_json(canonical(guide))
            for text in guide.texts:
                assert canonical_json(normalize("NFC", text).strip())[1:-1] in known, (number, text)


@pytest.mark.parametrize(("address", "fine"), [(21, []), (44, []), (95, ["poster-a5"])])
def test_an_address_that_makes_the_code_too_fine(tmp_path: Path, address: int, fine: list[str]) -> None:
    url = "https://example.com/".ljust(address, "a")
    flows = make_project(tmp_path, {"甲.yaml": "开证明", "辖区.yaml": f"乡镇: 某镇\n网址: {url}\n"})
    media = ["poster-a5", "poster-a1", "screen-1920x1080"]
    done = yizhangtu.build_files(BuildRequest([str(flows)], media, output=str(tmp_path / "o"), dry_run=True))
    found = [one for one in done.diagnostics if one.code == "Y753"]
    assert len(found) == len(fine)
    for one in found:
        assert one.message.startswith("A5 海报") and "0.44 毫米" in one.message
        assert one.span and one.span.file.endswith("辖区.yaml")
