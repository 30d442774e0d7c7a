"""A reader follows the steps of every guide on its pages with a finger, and finds each way of the definition with its
outcome, and no other. `helpers.finger` reads the definition and the pages by itself; what it must notice is held below.

`make test` takes a part of the guides on each medium but the poster, `make fuzz` takes all, and many random ones.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from helpers.cases import cases, share
from helpers.finger.finger import follow
from helpers.finger.pages import pages_of
from helpers.finger.random_guides import random_guide
from helpers.guides import FLOWS, LETTERS, ROOT, GuideGraph, guide_and_graph
from helpers.installed import installed_styles
from yizhangtu.content.characters import characters_of
from yizhangtu.media.context import Context
from yizhangtu.model.page import Group, Icon, Item, Label, Mark, Page, Tag
from yizhangtu.model.project import Project

MEDIA = (
    "poster-a3", "poster-a4", "poster-a3-landscape", "banner-80x200", "screen-1920x1080", "screen-1080x1920",
    "large-print", "leaflet-trifold", "longimage", "booklet-a5", "board-240x120",
)  # fmt: skip
SCOPES = {"booklet-a5": "guide-1"}  # the name of the elements of the only guide
PANELS = ("board-240x120",)  # its pages are attempts at its panels, of which the last are placed on it
SMALL = sorted((ROOT / "tests" / "data" / "finger").glob("*.yaml"))
RANDOM = cases(11, 2000)
PARTS = 3
FORMS = ("", "版式: 竖排\n", "版式: 泳道\n", "版式: 全图\n")


@pytest.fixture(scope="module")
def own(project: Project) -> Context:
    """Fonts for the guides of this module."""
    words = (ROOT / "tests" / "helpers").rglob("*.py")
    texts = [path.read_text("utf-8") for path in (*SMALL, *words)]
    return Context(characters_of([LETTERS, project, *texts]), installed_styles())


def wrong(context: Context, project: Project, text: str, medium: str) -> list[str]:
    """What a reader stumbles over on a medium; nothing where the guide does not fit on it."""
    pages = pages_of(context, project, guide_and_graph(text, project), medium)
    return follow(text, pages, SCOPES.get(medium, ""), medium not in PANELS).report if pages else []


@pytest.mark.slow
@pytest.mark.parametrize("medium", MEDIA)
def test_flows(context: Context, project: Project, flows: list[GuideGraph], medium: str) -> None:
    found: dict[str, list[str]] = {}
    number = MEDIA.index(medium)
    for guide, graph in share(flows, number, PARTS) if number else flows:
        pages = pages_of(context, project, (guide, graph), medium)
        text = (FLOWS / f"{guide.stem}.yaml").read_text("utf-8")
        if pages and (report := follow(text, pages, SCOPES.get(medium, ""), medium not in PANELS).report):
            found[guide.stem] = report
    assert found == {}


@pytest.mark.parametrize("path", SMALL, ids=lambda path: path.stem)
@pytest.mark.parametrize("form", FORMS, ids=lambda form: form[4:].strip() or "free")
def test_small_guides_in_every_form(own: Context, project: Project, path: Path, form: str) -> None:
    assert wrong(own, project, form + path.read_text("utf-8"), "poster-a3") == []


@pytest.mark.slow
@pytest.mark.parametrize("path", SMALL, ids=lambda path: path.stem)
@pytest.mark.parametrize("medium", ["poster-a5", "poster-a4-landscape", *MEDIA[3:]])
def test_small_guides_on_every_medium(own: Context, project: Project, path: Path, medium: str) -> None:
    assert wrong(own, project, path.read_text("utf-8"), medium) == []


@pytest.mark.slow
@pytest.mark.parametrize("number", range(RANDOM))
def test_random_guides(own: Context, project: Project, number: int) -> None:
    text, medium = random_guide(2026, number), MEDIA[number % len(MEDIA)]
    assert wrong(own, project, text, medium) == [], text


@pytest.mark.parametrize(
    ("form", "number", "medium"),
    [
        ("", 1599, "screen-1920x1080"),  # the name of a block in a panel takes two lines, its outcome stands between
        ("版式: 全图\n", 2011, "banner-80x200"),  # dot sets outcomes nearer to the lines of others
        ("版式: 全图\n", 2123, "banner-80x200"),
    ],
)
def test_guides_that_were_hard_to_follow(own: Context, project: Project, form: str, number: int, medium: str) -> None:
    assert wrong(own, project, form + random_guide(1, number), medium) == []


# What the finger notices: a page is changed, and then something is missing or wrong on it.


def changed(pages: Sequence[Page], change: Callable[[Mark], Mark | None]) -> list[Page]:
    """Pages whose marks are changed, or left out where there is none any more."""

    def items(found: Sequence[Item]) -> tuple[Item, ...]:
        kept: list[Item] = []
        for item in found:
            if isinstance(item, Tag):
                kept.append(item._replace(items=items(item.items)))
            elif isinstance(item, Group):
                kept.append(item._replace(items=tuple(one for one in map(change, item.items) if one is not None)))
            elif isinstance(item, Mark):
                kept += [one for one in (change(item),) if one is not None]
            else:
                kept.append(item)
        return tuple(kept)

    return [page._replace(items=items(page.items)) for page in pages]


def without(pattern: str) -> Callable[[Mark], Mark | None]:
    return lambda mark: None if re.fullmatch(pattern, mark.element) else mark


def said(pattern: str, old: str, new: str) -> Callable[[Mark], Mark | None]:
    """Another text in an element."""

    def change(mark: Mark) -> Mark | None:
        if isinstance(mark, Label) and mark.text == old and re.fullmatch(pattern, mark.element):
            return mark._replace(text=new)
        return mark

    return change


def looking(old: str, new: str) -> Callable[[Mark], Mark | None]:
    """Another colour of letters and signs."""

    def change(mark: Mark) -> Mark | None:
        return mark._replace(fill=new) if isinstance(mark, (Label, Icon)) and mark.fill == old else mark

    return change


@pytest.fixture(scope="module")
def hall(own: Context, project: Project) -> tuple[str, list[Page]]:
    """A guide of four decisions on one sheet, and its definition."""
    text = next(path for path in SMALL if path.stem == "借用礼堂").read_text("utf-8")
    return text, pages_of(own, project, guide_and_graph(text, project), "poster-a3")


@pytest.mark.parametrize(
    ("change", "noticed"),
    [
        (without("arrow"), "missing: 1 登记 — → 2 看日子"),
        (without(r"step-5\.outcome-2(\.label)?"), "missing: 6 验收场地 完好 → 8 退押金"),
        (without(r"step-1\.outcome-2.*"), "missing: 2 看日子 和别家撞了日子而且两家都不肯让 → 1 登记"),
        (said(r"step-1\.outcome-2\.target", "1", "5"), "invented: page 1: 2 看日子 和别家撞了日子而且两家都不肯让 → 5"),
        (said(r"step-3\.outcome-1\.label", "还没凑齐", "凑齐"), "4 交押金: outcome 1 is called '凑齐'"),
        (without(r"step-7.*"), "8 退押金 is not drawn"),
        (looking("fail", "ok"), "2 看日子 和别家撞了日子而且两家都不肯让 is bad news and looks good"),
        (looking("ok", "fail"), "6 验收场地 完好 is good news and looks bad"),
    ],
)
def test_what_is_changed_on_a_page_is_noticed(
    hall: tuple[str, list[Page]], change: Callable[[Mark], Mark | None], noticed: str
) -> None:
    text, pages = hall
    assert follow(text, pages).report == []
    report = follow(text, changed(pages, change)).report
    assert any(line.endswith(noticed) or noticed in line for line in report), report


def test_a_sheet_that_is_named_wrongly_is_noticed(context: Context, project: Project, flows: list[GuideGraph]) -> None:
    drawn = next(one for one in flows if one[0].stem == "村级采购")
    text = (FLOWS / "村级采购.yaml").read_text("utf-8")
    pages = pages_of(context, project, drawn, "large-print")

    def change(mark: Mark) -> Mark | None:
        entrance = isinstance(mark, Label) and mark.element.endswith(".entrance") and mark.text == "3"
        return mark._replace(text="4") if entrance and isinstance(mark, Label) else mark

    report = follow(text, changed(pages, change)).report
    assert any(re.fullmatch(r"page \d: \d+ .+: \d+ is not on 第4张", line) for line in report), report


def test_a_way_that_is_not_in_the_definition_is_noticed(hall: tuple[str, list[Page]]) -> None:
    text, pages = hall
    report = follow(text.replace("完好: 退押金", "完好: 赔偿"), pages).report
    assert "missing: 6 验收场地 完好 → 7 赔偿" in report
    assert any(line.startswith("invented:") and "6 验收场地 完好 → 8 退押金" in line for line in report)
