"""A reader follows the steps of every guide on a terminal, wide and narrow, and finds each way of the definition with
its outcome, and no other. `helpers.finger.terminal` reads the rows by itself; what it must notice is held below.

More random guides: `make fuzz`.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.cases import cases
from helpers.finger.definition import read_definition
from helpers.finger.random_guides import random_guide
from helpers.finger.terminal import read_terminal
from helpers.guides import FLOWS, ROOT, GuideGraph, guide_and_graph
from yizhangtu.commands.preview import BLOCKS
from yizhangtu.export.terminal.terminal import Terminal, TerminalHeading, render
from yizhangtu.flow.fold import fold
from yizhangtu.media.context import Context
from yizhangtu.model.project import Project

RANDOM = cases(60, 2000)
SMALL = sorted((ROOT / "tests" / "data" / "finger").glob("*.yaml"))
WIDTHS = (120, 80, 64)


def shown(context: Context, drawn: GuideGraph, width: int) -> str:
    """A guide on a terminal of so many cells."""
    return render(fold(*drawn, context.styles, BLOCKS), TerminalHeading("事", handlers=("村委会",)), Terminal(width))


@pytest.mark.parametrize("width", WIDTHS)
def test_flows(context: Context, flows: list[GuideGraph], width: int) -> None:
    found: dict[str, list[str]] = {}
    for drawn in flows:
        text = (FLOWS / f"{drawn[0].stem}.yaml").read_text("utf-8")
        if report := read_terminal(shown(context, drawn, width), read_definition(text)).report:
            found[drawn[0].stem] = report
    assert found == {}


@pytest.mark.parametrize("path", SMALL, ids=lambda path: path.stem)
@pytest.mark.parametrize("width", WIDTHS)
def test_small_guides(context: Context, project: Project, path: Path, width: int) -> None:
    text = path.read_text("utf-8")
    assert read_terminal(shown(context, guide_and_graph(text, project), width), read_definition(text)).report == []


@pytest.mark.parametrize("number", range(RANDOM))
def test_random_guides(context: Context, project: Project, number: int) -> None:
    text = random_guide(2026, number)
    seen = shown(context, guide_and_graph(text, project), WIDTHS[number % 2])
    assert read_terminal(seen, read_definition(text)).report == [], text + seen


@pytest.mark.parametrize(
    ("old", "new", "noticed"),
    [
        ("", "", ""),
        ("转到第8步", "转到第6步", "missing: 7 赔偿 — → 8 退押金"),
        ("还没凑齐：", "凑齐：", "4 交押金 has no outcome '凑齐：再来一次'"),
        ("  │  完好，往下走\n", "  │\n", "missing: 6 验收场地 完好 → 8 退押金"),
        ("│    5 使用", "│    5 使劲", "5 使用 is not drawn"),
        ("不借了：到此", "不借了：转到第5步", "invented: 4 交押金 不借了 → 5 使用"),
    ],
)
def test_what_is_shown_wrongly_is_noticed(context: Context, project: Project, old: str, new: str, noticed: str) -> None:
    text = next(path for path in SMALL if path.stem == "借用礼堂").read_text("utf-8")
    seen = shown(context, guide_and_graph(text, project), 80)
    assert old in seen
    report = read_terminal(seen.replace(old, new) if old else seen, read_definition(text)).report
    assert noticed in report if noticed else report == [], report
