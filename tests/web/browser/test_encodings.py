"""A file that is not UTF-8: shown, and saved as UTF-8 by a button, the bytes as they were beside it."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from helpers.desk import running
from helpers.desk_pages import Opened
from helpers.desk_project import GUIDE, project

OLD = GUIDE.replace("\n", "\r\n").encode("gb18030")


def test_a_gbk_file_is_saved_as_utf8_by_a_button_and_can_be_changed(tmp_path: Path, opened: Opened) -> None:
    flows = project(tmp_path)
    (flows / "旧.yaml").write_bytes(OLD)
    with running(flows) as desk:
        page = opened(desk, "/guide/" + quote("旧.yaml"))
        expect(page.locator("#notice")).to_contain_text("不是 UTF-8")
        expect(page.locator("[data-path='[\"名称\"]']")).not_to_be_editable()
        page.get_by_role("button", name="另存为 UTF-8").click()
        expect(page.locator("#notice")).to_contain_text("旧.另一份1.bak")
        expect(page.locator("[data-path='[\"名称\"]']")).to_be_editable()
        assert (flows / "旧.yaml").read_bytes() == OLD.decode("gb18030").encode()
        page.fill("[data-path='[\"名称\"]']", "居住证")
        expect(page.locator("#state")).to_have_text("已存")
        expect(page.locator("#title")).to_have_text("居住证")
    after = OLD.decode("gb18030").replace("开具居住证明", "居住证")
    assert (flows / "旧.yaml").read_bytes() == after.encode()
    assert (flows / "旧.另一份1.bak").read_bytes() == OLD


@pytest.mark.parametrize("options", [("--read-only",), ()])
def test_no_button_where_nothing_may_be_written_or_the_bytes_are_no_text(
    tmp_path: Path, opened: Opened, options: tuple[str, ...]
) -> None:
    flows = project(tmp_path)
    data = OLD if options else b"\xff\xfe\x00a\x01" * 40
    (flows / "旧.yaml").write_bytes(data)
    with running(flows, *options) as desk:
        page = opened(desk, "/guide/" + quote("旧.yaml"))
        expect(page.locator("#notice")).to_contain_text("UTF-8")
        expect(page.get_by_role("button", name="另存为 UTF-8")).to_have_count(0)
    assert (flows / "旧.yaml").read_bytes() == data
