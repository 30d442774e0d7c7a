"""Somebody writes: YAML on the right, the picture beside it, faults, and what is on the disk in the end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from helpers.desk import RunningDesk, running
from helpers.desk_pages import Opened
from helpers.desk_project import GUIDE, NAME, project

EDITOR = f"/guide/{quote(NAME)}"


@pytest.fixture
def flows(tmp_path: Path) -> Path:
    return project(tmp_path)


@pytest.fixture
def own(flows: Path) -> Iterator[RunningDesk]:
    with running(flows) as found:
        yield found


def in_yaml(page: Page) -> Page:
    """The page with the YAML pane and the picture, the cursor in the text."""
    expect(page.locator(".sheet svg").first).to_be_visible()
    page.click("[data-pane=form]")
    page.click("[data-pane=yaml]")
    page.locator(".cm-content").click()
    return page


def go_to_end_of(page: Page, words: str) -> None:
    """Put the cursor behind the first occurrence of words in the YAML, by the editor's own search."""
    page.keyboard.press("Control+f")
    page.locator(".cm-search input[name=search]").fill(words)
    page.keyboard.press("Control+Home")
    page.locator(".cm-search input[name=search]").press("Enter")
    page.keyboard.press("Escape")
    page.keyboard.press("ArrowRight")


def test_what_is_typed_is_on_the_picture_and_on_the_disk(own: RunningDesk, flows: Path, opened: Opened) -> None:
    page = in_yaml(opened(own, EDITOR))
    go_to_end_of(page, "盖章出证")
    page.keyboard.insert_text("并登记")
    expect(page.locator(".sheet")).to_contain_text(re.compile("盖章出证\\s*并\\s*登记"))
    expect(page.locator("#state")).to_have_text("已存")
    assert (flows / NAME).read_text("utf-8") == GUIDE.replace("盖章出证", "盖章出证并登记")
    page.click("#undo")
    expect(page.locator("#state")).to_have_text("已存")
    expect(page.locator(".sheet")).not_to_contain_text("登记")
    assert (flows / NAME).read_text("utf-8") == GUIDE


def test_a_fault_stands_in_the_margin_and_in_a_list_that_leads_to_it(own: RunningDesk, opened: Opened) -> None:
    page = in_yaml(opened(own, EDITOR))
    go_to_end_of(page, "不齐: 提出申")
    page.keyboard.press("Delete")
    page.keyboard.insert_text("清")
    expect(page.locator("#faults-button")).to_have_text("1 处错误")
    expect(page.locator(".cm-lint-marker-error")).to_have_count(1)
    page.click("#faults-button")
    expect(page.locator("#faults li")).to_contain_text("提出申清")
    page.click("#faults .place")
    expect(page.locator(".cm-activeLine")).to_contain_text("不齐")
    page.locator("#faults .mend").first.click()  # 是不是“提出申请”
    expect(page.locator("#faults-button")).to_have_text("没有问题")


def test_a_card_leads_to_its_step_and_the_cursor_to_its_card(own: RunningDesk, opened: Opened) -> None:
    page = in_yaml(opened(own, EDITOR))
    page.locator("[data-element='step-2.name']").first.click()
    expect(page.locator(".cm-activeLine")).to_contain_text("盖章出证")
    assert page.locator(".sheet .here").get_attribute("data-element") == "step-2"
    frame, name = (
        page.locator(".sheet .here").bounding_box(),
        page.locator("[data-element='step-2.name']").bounding_box(),
    )
    assert frame is not None and name is not None and frame["y"] < name["y"] and frame["height"] > name["height"]
    page.keyboard.press("Control+Home")
    for _ in range(9):
        page.keyboard.press("ArrowDown")
    assert page.locator(".sheet .here").get_attribute("data-element") == "step-0"


def test_two_people_write_at_once(own: RunningDesk, flows: Path, opened: Opened) -> None:
    one, two = in_yaml(opened(own, EDITOR)), in_yaml(opened(own, EDITOR))
    expect(one.locator("#people")).to_contain_text("也开着")
    go_to_end_of(one, "随时")
    go_to_end_of(two, "当场")
    for sign in "甲乙丙":
        one.keyboard.insert_text(sign)
        two.keyboard.insert_text(sign)
    after = GUIDE.replace("随时", "随时甲乙丙").replace("当场", "当场甲乙丙")
    for page in (one, two):
        expect(page.locator("#state")).to_have_text("已存")
        expect(page.locator(".cm-content")).to_contain_text("当场甲乙丙")
        expect(page.locator(".cm-content")).to_contain_text("随时甲乙丙")
    assert (flows / NAME).read_text("utf-8") == after


def test_a_desk_that_stops_and_comes_back_has_what_was_typed_meanwhile(flows: Path, opened: Opened) -> None:
    with running(flows) as first:
        page = in_yaml(opened(first, EDITOR))
        port = first.host.rpartition(":")[2]
    expect(page.locator("#state")).to_contain_text("连接断了")
    go_to_end_of(page, "随时")
    page.keyboard.insert_text("来办")
    with running(flows, "--port", port) as second:
        page.context.add_cookies([{"name": f"yizhangtu_{port}", "value": second.token, "url": f"http://{second.host}"}])
        expect(page.locator("#state")).to_have_text("已存", timeout=15000)
        assert (flows / NAME).read_text("utf-8") == GUIDE.replace("随时", "随时来办")


def test_what_is_written_in_the_form_without_a_connection_is_saved_later(flows: Path, opened: Opened) -> None:
    with running(flows) as first:
        page = opened(first, EDITOR)
        page.wait_for_selector(".step")
        port = first.host.rpartition(":")[2]
    expect(page.locator("#state")).to_contain_text("连接断了")
    title, number = page.locator("[data-path='[\"名称\"]']"), page.locator("[data-path='[\"编号\"]']")
    title.fill("居住证")
    number.fill("B-21")
    page.locator("h1").click()
    page.wait_for_timeout(600)
    expect(title).to_have_value("居住证")
    with running(flows, "--port", port) as second:
        page.context.add_cookies([{"name": f"yizhangtu_{port}", "value": second.token, "url": f"http://{second.host}"}])
        expect(page.locator("#state")).to_have_text("已存", timeout=15000)
        assert (flows / NAME).read_text("utf-8") == GUIDE.replace("开具居住证明", "居住证").replace("B-20", "B-21")


def test_a_file_that_both_have_changed_is_offered_in_both_versions(
    own: RunningDesk, flows: Path, opened: Opened
) -> None:
    page = in_yaml(opened(own, EDITOR))
    theirs = GUIDE.replace("随时", "每天")
    go_to_end_of(page, "随时")
    page.keyboard.insert_text("来")
    (flows / NAME).write_text(theirs, "utf-8")  # before the text is saved
    page.get_by_text("用我这里的").click()
    expect(page.locator("#state")).to_have_text("已存")
    assert (flows / NAME).read_text("utf-8") == GUIDE.replace("随时", "随时来")
    assert [one.read_text("utf-8") for one in flows.glob("*.bak")] == [theirs]
