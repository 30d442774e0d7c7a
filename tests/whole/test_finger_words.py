"""A listener follows the steps of every guide as the loudspeaker says them, and hears each way of the definition with
its outcome, and no other. `helpers.finger.spoken` reads the text by itself; what it must notice is held below.

More random guides: `make fuzz`.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.cases import cases
from helpers.finger.definition import read_definition
from helpers.finger.random_guides import random_guide
from helpers.finger.spoken import hear
from helpers.guides import FLOWS, ROOT, GuideGraph, guide_and_graph
from helpers.media_jobs import job_of
from yizhangtu.media.context import Context
from yizhangtu.model.project import Project

SMALL = sorted((ROOT / "tests" / "data" / "finger").glob("*.yaml"))
RANDOM = cases(60, 2000)
HALL = """名称: 借用礼堂
操作流程:
  - 步骤: 登记
  - 步骤: 分头准备
    并行:
      - - 步骤: 看场地
        - 步骤: 交押金
      - 步骤: 备桌椅
  - 步骤: 验收
    判断:
      完好: 下一步
      有损坏:
        - {步骤: 赔偿, 接着: 验收}
      不来验收: 登记
  - 步骤: 退押金
"""


def said(context: Context, project: Project, drawn: GuideGraph) -> str:
    """The text for the loudspeaker."""
    job = job_of(context, project, drawn, "text")
    data = job.kind.make(context, job).data
    assert data
    return data.decode("utf-8-sig")


def test_flows(context: Context, project: Project, flows: list[GuideGraph]) -> None:
    found: dict[str, list[str]] = {}
    for drawn in flows:
        text = (FLOWS / f"{drawn[0].stem}.yaml").read_text("utf-8")
        if report := hear(said(context, project, drawn), read_definition(text)).report:
            found[drawn[0].stem] = report
    assert found == {}


@pytest.mark.parametrize("path", SMALL, ids=lambda path: path.stem)
def test_small_guides(context: Context, project: Project, path: Path) -> None:
    text = path.read_text("utf-8")
    assert hear(said(context, project, guide_and_graph(text, project)), read_definition(text)).report == []


@pytest.mark.parametrize("number", range(RANDOM))
def test_random_guides(context: Context, project: Project, number: int) -> None:
    text = random_guide(2026, number)
    heard = hear(said(context, project, guide_and_graph(text, project)), read_definition(text))
    assert heard.report == [], text


@pytest.mark.parametrize(
    ("old", "new", "noticed"),
    [
        ("", "", ""),
        ("第一路：\r\n", "", "missing: 2 看场地 — → 3 交押金"),  # both would begin at the same time
        ("，回到第1步", "，回到第3步", "missing: 5 验收 不来验收 → 1 登记"),
        ("如果有损坏：", "如果完好：", "missing: 5 验收 有损坏 → 6 赔偿"),
        ("完好：办第7步", "完好：办第6步", "invented: 5 验收 完好 → 6 赔偿"),
        ("第7步：退押金", "第7步：退还", "7 退押金 is not drawn"),
    ],
)
def test_what_is_said_wrongly_is_noticed(context: Context, project: Project, old: str, new: str, noticed: str) -> None:
    text = said(context, project, guide_and_graph(HALL, project))
    assert old in text
    report = hear(text.replace(old, new) if old else text, read_definition(HALL)).report
    assert noticed in report if noticed else report == [], report


def test_a_step_without_a_phase_begins_none(context: Context, project: Project) -> None:
    text = said(context, project, guide_and_graph(HALL + "    阶段: 收尾\n", project))
    assert "阶段：收尾" in text and "阶段：\r\n" not in text
