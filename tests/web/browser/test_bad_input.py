"""Guides and circumstances that are hard on a page: large, hostile, read-only, without fonts or a project file."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from helpers.desk import RunningDesk, running
from helpers.desk_pages import Opened
from helpers.desk_project import GUIDE, NAME, project
from helpers.hostile_project import write_project

EDITOR = f"/guide/{quote(NAME)}"
MARKS = "script:not([src]):not([type='application/json']), [onerror], [onload], img[src*='x.example'], a[href^='file:']"
TITLE = "[data-path='[\"名称\"]']"


@pytest.fixture
def flows(tmp_path: Path) -> Path:
    return project(tmp_path)


@pytest.fixture
def plain_page(chromium: Browser) -> Iterator[Callable[[RunningDesk, str], Page]]:
    """Opens a page whose requests for fonts are refused."""
    contexts = []

    def page_of(desk: RunningDesk, path: str) -> Page:
        contexts.append(chromium.new_context(viewport={"width": 1366, "height": 768}))
        page = contexts[-1].new_page()
        page.route("**/font*", lambda route: route.abort())
        page.goto(desk.address)
        page.goto(f"http://{desk.host}{path}")
        return page

    yield page_of
    for context in contexts:
        context.close()


def test_without_web_fonts_everything_can_be_read_and_written(
    flows: Path, plain_page: Callable[[RunningDesk, str], Page]
) -> None:
    with running(flows) as desk:
        page = plain_page(desk, EDITOR)
        expect(page.locator(".sheet")).to_contain_text("盖章出证")
        assert page.evaluate("[...document.fonts].every((one) => one.status !== 'loaded')")
        page.fill(TITLE, "居住证")
        expect(page.locator("#state")).to_have_text("已存")
    assert (flows / NAME).read_text("utf-8") == GUIDE.replace("开具居住证明", "居住证")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_is_read_only_is_said_and_left_as_it_is(flows: Path, opened: Opened) -> None:
    flows.chmod(0o555)
    try:
        with running(flows) as desk:
            page = opened(desk, EDITOR)
            expect(page.locator("#notice")).to_contain_text("只读")
            expect(page.locator(".sheet")).to_contain_text("盖章出证")
            expect(page.locator(TITLE)).not_to_be_editable()
    finally:
        flows.chmod(0o755)


def test_who_may_only_read_sees_everything_and_changes_nothing(flows: Path, opened: Opened) -> None:
    with running(flows, "--read-only") as desk:
        page = opened(desk)
        expect(page.locator("#cards li")).to_have_count(1)
        expect(page.locator("#new")).not_to_be_visible()
        page = opened(desk, EDITOR)
        expect(page.locator("#state")).to_have_text("只能看")
        expect(page.locator(TITLE)).not_to_be_editable()
        expect(page.locator("#form button:visible").filter(has_text="加一步")).to_have_count(0)
    assert sorted(one.name for one in flows.iterdir()) == [NAME, "辖区.yaml"]


def test_a_guide_of_400_steps_is_written_in(flows: Path, opened: Opened) -> None:
    steps = "".join(f"  - 步骤: 第{n}件事\n    时限: {n % 9 + 1}日\n" for n in range(400))
    text = f"{GUIDE.partition('操作流程')[0]}操作流程:\n{steps}"
    (flows / NAME).write_text(text, "utf-8")
    with running(flows) as desk:
        page = opened(desk, EDITOR)
        expect(page.locator(".step")).to_have_count(400, timeout=30_000)
        expect(page.locator(".sheet").last).to_contain_text("第399件事", timeout=30_000)
        page.fill('[data-path=\'["操作流程",398,"步骤"]\']', "倒数第二件事")
        page.keyboard.press("Enter")
        expect(page.locator("#state")).to_have_text("已存", timeout=30_000)
        expect(page.locator(".sheet").last).to_contain_text("倒数第二件事", timeout=30_000)
    assert (flows / NAME).read_text("utf-8") == text.replace("第398件事", "倒数第二件事")


def test_a_file_of_nearly_1_mb_is_written_in(flows: Path, opened: Opened) -> None:
    text = GUIDE + "# 注\n" * 160_000
    (flows / NAME).write_text(text, "utf-8")
    assert 900_000 < len(text.encode()) < 1 << 20
    with running(flows) as desk:
        page = opened(desk, EDITOR)
        expect(page.locator(".sheet")).to_contain_text("盖章出证", timeout=30_000)
        page.fill(TITLE, "居住证")
        expect(page.locator("#title")).to_have_text("居住证", timeout=30_000)
        expect(page.locator("#state")).to_have_text("已存", timeout=30_000)
    assert (flows / NAME).read_text("utf-8") == text.replace("开具居住证明", "居住证")


def test_hostile_texts_stay_texts_on_every_page(tmp_path: Path, opened: Opened) -> None:
    """What runs opens a dialog or asks another host for something: the fixture reports both."""
    flows = write_project(tmp_path)
    (flows / "<img src=x onerror=alert(1)>.yaml").write_text(GUIDE, "utf-8")
    with running(flows) as desk:
        page = opened(desk)
        expect(page.locator("#cards li").nth(3)).to_be_visible()
        assert page.locator(MARKS).count() == 0
        for name in ("敌.yaml", "<img src=x onerror=alert(1)>.yaml"):
            page.goto(f"http://{desk.host}/guide/{quote(name)}")
            expect(page.locator(".step").first).to_be_visible()
            expect(page.locator("#sheets > *").first).to_be_visible()
            page.click("[data-pane=yaml]")
            page.click("#faults-button")
            page.click("#make")
            page.wait_for_timeout(300)
            assert page.locator(MARKS).count() == 0
            page.keyboard.press("Escape")
            page.click("[data-pane=yaml]")
            page.fill(TITLE, "</script><img src=x onerror=alert(2)>")
            expect(page.locator("#state")).to_have_text("已存")
            page.goto(f"http://{desk.host}/guide/{quote(name)}/history")
            expect(page.locator("#entries")).to_contain_text("onerror=alert(2)")
            assert page.locator(MARKS).count() == 0


def test_a_project_without_a_project_file_is_written_in(flows: Path, opened: Opened) -> None:
    (flows / "辖区.yaml").unlink()
    with running(flows) as desk:
        page = opened(desk)
        expect(page.locator("#cards li")).to_have_count(1)
        page = opened(desk, EDITOR)
        expect(page.locator(".sheet")).to_contain_text("盖章出证")
        expect(page.locator("#village-label")).not_to_be_visible()


@pytest.mark.parametrize("path", ["/", EDITOR, f"{EDITOR}/history"])
def test_a_page_with_a_wrong_token_says_so_and_shows_nothing(flows: Path, chromium: Browser, path: str) -> None:
    with running(flows) as desk:
        context = chromium.new_context()
        page = context.new_page()
        answer = page.goto(f"http://{desk.host}{path}?token=falsch")
        assert answer is not None and answer.status == 403
        assert "口令不对" in page.inner_text("body") and "居住" not in page.inner_text("body")
        answer = page.goto(f"http://{desk.host}{path}")
        assert answer is not None and answer.status == 403 and "居住" not in page.inner_text("body")
        context.close()
