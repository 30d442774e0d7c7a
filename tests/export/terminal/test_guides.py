"""Whole guides of the kinds 清单, 积分 and 规范 in a terminal: every text their author wrote can be read there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpers.cases import cases
from helpers.definitions import definitions
from helpers.guides import FLOWS
from helpers.installed import installed_styles
from helpers.terminal_bodies import all_streams, plain_minus
from helpers.terminal_lines import COMMON, cells, folded
from yizhangtu.check import by_stem, resolve
from yizhangtu.commands.preview import heading_of, preview_text
from yizhangtu.export.terminal.terminal import Terminal, render
from yizhangtu.flow.fold import fold
from yizhangtu.flow.graph import build_graph
from yizhangtu.model.guide import Guide
from yizhangtu.model.project import Project
from yizhangtu.read import read_guide

slow = settings(max_examples=cases(10, 25), suppress_health_check=[HealthCheck.too_slow])
words = st.text(COMMON.replace(" ", "").replace("，", ""), min_size=1, max_size=24).filter(lambda text: text != "无")
few = st.lists(words, min_size=1, max_size=2)


def screen(guide: Guide, project: Project, size: int) -> str:
    graph, _ = build_graph(guide)
    line = fold(guide, graph, installed_styles(), 12)
    return render(line, heading_of(guide, project), Terminal(size), guide.body)


def lost(guide: Guide, project: Project, size: int) -> list[str]:
    """The texts of a guide that are not on its screen. Lines are checked on the way."""
    text = screen(guide, project, size)
    assert all(cells(row) <= max(size, 40) for row in text.split("\n"))
    found = all_streams(text, guide.body, size)
    return [one for one in guide.texts if not any(folded(plain_minus(one)) in stream for stream in found)]


def maybe(draw: st.DrawFn, into: dict[str, Any], **keys: st.SearchStrategy[Any]) -> dict[str, Any]:
    """`into` with some of these keys."""
    return into | {name: draw(value) for name, value in keys.items() if draw(st.booleans())}


@st.composite
def wholes(draw: st.DrawFn) -> str:
    """The text of a definition of one of the kinds, with steps or without, and with much of what all kinds may have."""
    kind = draw(st.sampled_from(["清单", "积分", "规范"]))
    guide: dict[str, Any] = {"类型": kind, "名称": draw(words), "办理主体": draw(few), "监督管理": draw(few)}
    guide |= {"清单": items, "积分": marks, "规范": limits}[kind](draw)
    if draw(st.booleans()):
        guide["操作流程"] = yaml.safe_load(draw(definitions(5)))["操作流程"]
    oversight = st.fixed_dictionaries({"监督人": words, "方式": words, "电话": words})
    material = st.fixed_dictionaries({"名称": words, "份数": words, "形式": words, "来源": words})
    limit = st.fixed_dictionaries({"承诺": words, "法定": words, "不计入": words, "说明": words})
    held = st.fixed_dictionaries({"会议": words, "日期": words, "应到": words, "实到": words, "同意": words})
    issued = {"单位": words, "版本": words, "日期": words, "施行": words, "意见截止": words, "表决": held}
    guide = maybe(
        draw, guide, 编号=words, 时间要求=limit, 监督管理=st.lists(oversight, min_size=1, max_size=2),
        申请条件=few, 所需材料=st.lists(material, min_size=1, max_size=2), 办理结果=few, 收费=few, 办理地点=few,
        办理时间=few, 咨询电话=few, 依据=few, 备注=few, 发布=st.fixed_dictionaries(issued),
        帮办代办=st.fixed_dictionaries({"姓名": words, "电话": words, "窗口": words}),
    )  # fmt: skip
    return yaml.safe_dump(guide, allow_unicode=True, sort_keys=False)


def items(draw: st.DrawFn) -> dict[str, Any]:
    marked = words.flatmap(lambda text: st.sampled_from([text, f"□{text}", f"■{text}", f"{text}√"]))
    rows = [
        maybe(
            draw,
            {"事项": draw(words)},
            类别=st.sampled_from(["党务", "村务"]),
            办理主体=few,
            时限=words,
            监督=few,
            依据=few,
            形式=st.lists(marked, min_size=1, max_size=3),
            责任部门=words,
            村级职责=few,
            备注=words,
            自加=words,
        )
        for _ in range(draw(st.integers(1, 4)))
    ]
    return {"所属清单": "服务群众", "事项": rows, "栏目": ["事项", "自加"]}


def marks(draw: st.DrawFn) -> dict[str, Any]:
    worth = st.one_of(st.sampled_from(["5", "+0.5/次", "-10", "+1至+10", "1-3每月", "降B级", "一票否决"]), words)

    def awards() -> list[dict[str, Any]]:
        return [
            maybe(draw, {"内容": draw(words), "分值": draw(worth)}, 上限=words, 认定=words, 备注=words)
            for _ in range(draw(st.integers(1, 3)))
        ]

    def groups() -> list[dict[str, Any]]:
        return [maybe(draw, {"项": awards()}, 类别=words, 上限=words) for _ in range(draw(st.integers(1, 2)))]

    bands = st.fixed_dictionaries({"名称": words, "范围": st.one_of(st.just(">1060"), words), "待遇": words})
    goods = st.fixed_dictionaries({"物品": words, "分值": st.one_of(st.just("10"), words), "备注": words})
    several = {"min_size": 1, "max_size": 3}
    base = {"加分": groups(), "扣分": groups()}
    return maybe(draw, base, 周期=words, 基础分=words, 等级=st.lists(bands, **several), 兑换=st.lists(goods, **several))


def limits(draw: st.DrawFn) -> dict[str, Any]:
    most = st.one_of(st.sampled_from(["15桌", "每桌400元以内", "≤480元", "3-5辆"]), words)
    standards = [
        maybe(
            draw,
            {"项目": draw(st.one_of(st.sampled_from(["宴席（每桌10人）", "礼金"]), words))},
            场合=st.one_of(st.sampled_from(["婚事（结婚）", "丧事"]), words),
            上限=most,
            下限=most,
            城=most,
            乡=most,
            说明=words,
        )
        for _ in range(draw(st.integers(1, 6)))
    ]
    return maybe(draw, {"标准": standards}, 提倡=few, 禁止=few, 奖惩=few)


@slow
@given(wholes(), st.integers(40, 200))
def test_every_text_that_was_written_can_be_read(text: str, size: int) -> None:
    guide = read_guide(text.encode(), "例.yaml", Project()).guide
    assert guide is not None and guide.texts
    assert lost(guide, Project(), size) == []


@pytest.fixture(scope="module")
def tables(project: Project) -> list[Guide]:
    """The guides of the project that have tables, lists with the guides that their rows name."""
    paths = [path for path in sorted(FLOWS.glob("*.yaml")) if path.name != "辖区.yaml"]
    read = [read_guide(path.read_bytes(), path.name, project).guide for path in paths]
    found = by_stem(guide for guide in read if guide is not None)
    return [resolve(guide, found) for guide in found.values() if guide.body]


@pytest.mark.parametrize("size", [40, 60, 80, 100, 120])
def test_every_text_of_the_projects_own_guides(size: int, project: Project, tables: list[Guide]) -> None:
    assert tables
    for guide in tables:
        assert lost(guide, project, size) == [], guide.stem


LIST = """\
类型: 清单
名称: 服务事项
所属清单: 服务群众
办理主体: 村委会
操作流程: 无
时间要求: 看各项
监督管理: [{监督人: 镇纪委, 电话: 0000-1234567}]
帮办代办: {姓名: 张××, 电话: 138-0000-0000}
事项:
  - {事项: 领高龄津贴, 类别: 民政, 流程: 高龄津贴}
  - {事项: 领补贴, 类别: 民政, 时限: 当天, 办理主体: 村会计, 监督: 村监委会, 流程: 高龄津贴.yaml}
"""
FLOW = """\
名称: 申领高龄津贴
编号: B-03
办理主体: [村委会, 镇民政办]
时间要求: {法定: 30日内}
监督管理: [{监督人: 县民政局, 方式: 每年抽查}]
操作流程:
  - {步骤: 提出申请, 办理: 村民, 时限: 随时}
"""


def written(folder: Path) -> Path:
    (folder / "flows").mkdir()
    (folder / "flows/高龄津贴.yaml").write_text(FLOW, "utf-8")
    path = folder / "flows/服务清单.yaml"
    path.write_text(LIST, "utf-8")
    return path


def test_a_row_takes_from_its_flow_what_it_does_not_say(tmp_path: Path) -> None:
    shown = preview_text(written(tmp_path), 80)
    assert shown.text is not None, shown.diagnostics
    rows = shown.text.split("\n")
    assert rows[1].rstrip("┃ ").endswith("共2项  看各项")
    at = next(n for n, row in enumerate(rows) if "领高龄津贴" in row)
    assert rows[at] == "  1 领高龄津贴  村委会、镇民政办  30日内    县民政局             > 高龄津贴 B-03"
    assert rows[at + 1] == "  2 领补贴      村会计            当天      村监委会             > 高龄津贴 B-03"
    assert "帮办代办 张×× 138-0000-0000" in rows


def test_a_list_from_standard_input_finds_its_flows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(tmp_path)
    monkeypatch.chdir(tmp_path)
    shown = preview_text("-", 80, stdin=LIST.encode())
    assert shown.text is not None and "> 高龄津贴 B-03" in shown.text
