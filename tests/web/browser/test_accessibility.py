"""Every page for everybody: axe-core finds nothing serious, type and the targets of fingers are large."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from helpers.desk import RunningDesk, running
from helpers.desk_pages import Opened
from helpers.desk_project import GUIDE, NAME, project
from yizhangtu.commands.release import release

EDITOR = f"/guide/{quote(NAME)}"
PUBLISHED = GUIDE + "发布: {版本: V1.0, 日期: 2024年3月15日, 状态: 正式}\n"
NOTICE = """\
类型: 公示
名称: 财务收支公开
所属清单: 三务公开
办理主体: 村委会
监督管理: 村监委会
期: 月
数据: 收支-{{村名}}-{{期}}.csv
栏目: [日期, 项目, 收入]
公示期: {不少于: 15日}
"""
SMALLEST = 16  # px
FINGER = 48  # px
# Texts of the pages themselves: pictures of sheets are as small as they are, marks of CodeMirror are no text.
SIZES = """() => [...document.querySelectorAll("body *")]
    .filter((one) => !one.closest("svg, .cm-editor, script, dialog:not([open])") && one.checkVisibility()
        && [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim())
        && parseFloat(getComputedStyle(one).fontSize) < %d).map((one) => one.outerHTML.slice(0, 120))"""
TARGETS = """() => [...document.querySelectorAll("button, select, textarea, a.button, input:not([type=checkbox])")]
    .filter((one) => !one.closest(".cm-editor, dialog:not([open])") && one.checkVisibility()
        && one.getBoundingClientRect().height < %d).map((one) => one.outerHTML.slice(0, 120))"""


def wrong(page: Page) -> list[str]:
    """The faults that axe-core calls serious or critical, each with an element, and texts that are too small."""
    found = Axe().run(page).response["violations"]
    faults = [f"{one['id']}: {one['nodes'][0]['html']}" for one in found if one["impact"] in ("serious", "critical")]
    return faults + page.evaluate(SIZES % SMALLEST)


@pytest.fixture
def flows(tmp_path: Path) -> Path:
    """A project with a released guide that has changed since, a guide with a fault, a ledger and a notice."""
    flows = project(tmp_path)
    (flows / NAME).write_text(PUBLISHED, "utf-8")
    release([flows], output=str(tmp_path / "output"))
    (flows / NAME).write_text(PUBLISHED.replace("1个工作日", "2个工作日").replace("V1.0", "V1.1"), "utf-8")
    (flows / "坏.yaml").write_text(GUIDE.replace("不齐: 提出申请", "不齐: 提出申清"), "utf-8")
    (flows / "收支.yaml").write_text(NOTICE, "utf-8")
    return flows


def test_the_start_page(flows: Path, opened: Opened) -> None:
    with running(flows) as desk:
        page = opened(desk)
        expect(page.locator("#cards li")).to_have_count(3)
        page.click("#walls summary")
        expect(page.locator("#notices table")).to_be_visible()
        assert wrong(page) == []
        page.click("#new")
        expect(page.locator("#library li").first).to_be_visible()
        assert wrong(page) == []


def test_the_editor_its_dialogs_and_the_history(flows: Path, opened: Opened) -> None:
    with running(flows) as desk:
        for name in (NAME, "坏.yaml"):
            page = opened(desk, "/guide/" + quote(name))
            expect(page.locator("#sheets > *").first).to_be_visible()
            expect(page.locator(".step").first).to_be_visible()
            page.click("[data-pane=yaml]")
            page.click("#faults-button")
            assert wrong(page) == []
        page.click("#make")
        assert wrong(page) == []
        page = opened(desk, EDITOR)
        expect(page.locator(".sheet").first).to_be_visible()
        page.fill("[data-path='[\"编号\"]']", "B-21")
        expect(page.locator("#state")).to_have_text("已存")
        page.click("#compare")
        expect(page.locator("#compare-dialog .sheet").first).to_be_visible()
        assert wrong(page) == []
        page = opened(desk, f"{EDITOR}/history")
        expect(page.locator("#entries > li")).to_have_count(2)
        assert wrong(page) == []


def test_a_document_beside_its_form(flows: Path, opened: Opened) -> None:
    with running(flows) as desk:
        page = opened(desk)
        page.click("#new")
        page.fill("#import-text", "建房审批\n办理主体：村委会\n第一步：提出申请\n第二步：村级审查\n第三步：张榜公示\n")
        page.click("#import-paste")
        expect(page.locator("#original .source").first).to_be_visible()
        expect(page.locator(".step").first).to_be_visible()
        assert wrong(page) == []


@pytest.mark.parametrize("path", ["/", EDITOR, f"{EDITOR}/history", f"/guide/{quote('没有.yaml')}"])
def test_targets_are_large_where_a_finger_is_meant(flows: Path, chromium: Browser, path: str) -> None:
    with running(flows) as desk:
        page = phone(chromium, desk, path)
        if path == EDITOR:
            expect(page.locator(".sheet").first).to_be_visible()
            expect(page.locator("#form")).not_to_be_visible()  # one pane at a time
            assert page.evaluate(TARGETS % FINGER) == []
            page.click("[data-pane=form]")
            expect(page.locator(".step").first).to_be_visible()
        page.wait_for_timeout(300)
        assert page.evaluate(TARGETS % FINGER) == []
        assert wrong(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.context.close()


def phone(chromium: Browser, desk: RunningDesk, path: str) -> Page:
    """A page on a phone."""
    context = chromium.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(desk.address)
    page.goto(f"http://{desk.host}{path}")
    return page
