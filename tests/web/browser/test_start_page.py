"""The start page where a ledger and notices are used."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import expect

from helpers.desk import running
from helpers.desk_pages import Opened
from helpers.desk_project import NAME, NOTICE, PUBLISHED, project
from yizhangtu.commands.release import release


def test_what_is_missing_on_the_walls_leads_to_its_guide(tmp_path: Path, opened: Opened) -> None:
    flows = project(tmp_path)
    (flows / NAME).write_text(PUBLISHED, "utf-8")
    (flows / "收支.yaml").write_text(NOTICE, "utf-8")
    release([flows], output=str(tmp_path / "output"))
    with running(flows) as desk:
        page = opened(desk)
        expect(page.locator("#walls")).to_contain_text("0 / 2 张挂好")
        page.click("#walls summary")
        link = page.locator("#walls td a").first
        expect(link).to_have_attribute("href", f"/guide/{quote(NAME)}")
        expect(page.locator("#notices")).to_contain_text("按规定公开 0 / 2")
        chosen = page.locator("#notice-period option").nth(3).get_attribute("value")
        page.select_option("#notice-period", chosen)
        expect(page.locator("#notice-period")).to_have_value(str(chosen))
        expect(page.locator("#notices td").first).to_contain_text("未公开")


def test_a_project_without_them_shows_neither(tmp_path: Path, opened: Opened) -> None:
    with running(project(tmp_path)) as desk:
        page = opened(desk)
        with page.expect_response(lambda answer: "/api/walls" in answer.url):
            page.reload()
        expect(page.locator("#walls")).not_to_be_visible()
        expect(page.locator("#notices")).not_to_be_visible()
