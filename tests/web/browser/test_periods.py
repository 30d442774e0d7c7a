"""A notice in the editor: its period and village are chosen from what has data."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import expect

from helpers.desk import running
from helpers.desk_pages import Opened
from helpers.desk_project import NOTICE, project

HEAD = "日期,项目,收入\n"


def test_the_newest_period_with_data_is_shown_and_others_can_be_chosen(tmp_path: Path, opened: Opened) -> None:
    flows = project(tmp_path)
    (flows / "收支.yaml").write_text(NOTICE, "utf-8")
    for month, item in (("05", "租金五"), ("06", "租金六")):
        (flows / f"收支-甲村-2024-{month}.csv").write_text(f"{HEAD}2024-{month}-03,{item},100\n", "utf-8")
    (flows / "收支-乙村-2024-05.csv").write_text(f"{HEAD}2024-05-03,乙村的租金,100\n", "utf-8")
    with running(flows) as desk:
        page = opened(desk, "/guide/" + quote("收支.yaml"))
        expect(page.locator(".sheet")).to_contain_text("租金六")
        assert page.locator("#village option").all_text_contents() == ["甲村", "乙村"]
        with_data = [one for one in page.locator("#period option").all_text_contents() if "没有" not in one]
        assert with_data == ["2024年6月", "2024年5月"]
        page.select_option("#period", "2024-05")
        expect(page.locator(".sheet")).to_contain_text("租金五")
        page.select_option("#village", "乙村")
        expect(page.locator(".sheet")).to_contain_text("乙村的租金")
        page.locator("#period").select_option(index=0)
        expect(page.locator("#sheets .empty")).to_contain_text("数据文件找不到")
