"""What has changed since the released version: in words, and marked on the poster."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import expect

from helpers.desk import running
from helpers.desk_pages import Opened
from helpers.desk_project import GUIDE, NAME, project
from yizhangtu.commands.release import release

EDITOR = f"/guide/{quote(NAME)}"
PUBLISHED = GUIDE + "发布: {版本: V1.0, 日期: 2026年3月15日, 状态: 正式}\n"


def test_changes_are_told_and_marked_on_the_poster(tmp_path: Path, opened: Opened) -> None:
    flows = project(tmp_path)
    (flows / NAME).write_text(PUBLISHED, "utf-8")
    release([flows], output=str(tmp_path / "output"))
    (flows / NAME).write_text(PUBLISHED.replace("1个工作日", "2个工作日").replace("V1.0", "V1.1"), "utf-8")
    with running(flows) as desk:
        page = opened(desk, EDITOR)
        page.click("#compare")
        expect(page.locator("#compare-dialog")).to_contain_text("V1.0 → V1.1")
        expect(page.locator("#compare-dialog del")).to_have_text(["1个工作日"])
        expect(page.locator("#compare-dialog ins")).to_have_text(["2个工作日"])
        expect(page.locator("#compare-dialog .sheet")).to_contain_text("原：1个工作日")
        page.keyboard.press("Escape")
        expect(page.locator("#compare-dialog")).not_to_be_visible()


def test_without_a_released_version_it_is_said(tmp_path: Path, opened: Opened) -> None:
    with running(project(tmp_path)) as desk:
        answer = desk.ask(f"/api{EDITOR}/compare", desk.own)
        assert answer.status == 400 and "没有登记过" in answer.data["message"]
