"""The page of changes: who changed what, and the way back to a state; behind a proxy with names."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Browser, expect

from helpers.desk import RunningDesk, received, running, sent
from helpers.desk_changes import typed, until
from helpers.desk_pages import Opened
from helpers.desk_project import GUIDE, NAME, project

PAGE = f"/guide/{quote(NAME)}/history"


def write(desk: RunningDesk, old: str, new: str, headers: dict[str, str] | None = None) -> None:
    """Change the guide as a page does, and wait until it is saved."""
    with desk.socket(NAME, headers) as socket:
        hello = received(socket, "hello")
        changes = typed(old, new, hello["text"])
        sent(socket, type="push", version=hello["version"], updates=[{"client": "a", "changes": changes}])
        while received(socket, "state")["version"] == hello["version"]:
            pass


def test_a_state_comes_back_by_its_button_and_so_does_the_one_before(tmp_path: Path, opened: Opened) -> None:
    flows = project(tmp_path)
    changed = GUIDE.replace("随时", "每天").replace("当场", "2日内")
    with running(flows) as desk:
        write(desk, "随时", "每天")
        write(desk, "当场", "2日内")
        page = opened(desk, PAGE)
        expect(page.locator("#entries > li")).to_have_count(2)
        expect(page.locator("#entries > li").first).to_contain_text("现在就是这样")
        expect(page.locator("#entries > li").first).to_contain_text("2日内")
        page.locator("#entries button").last.click()
        expect(page.locator("#summary")).to_contain_text("已经退回")
        assert (flows / NAME).read_text("utf-8") == GUIDE
        expect(page.locator("#entries > li")).to_have_count(3)
        page.locator("#entries > li").nth(1).get_by_role("button").click()
        assert until(lambda: (flows / NAME).read_text("utf-8") == changed)


def test_who_has_the_guide_open_sees_the_state_that_somebody_went_back_to(tmp_path: Path, opened: Opened) -> None:
    flows = project(tmp_path)
    with running(flows) as desk:
        write(desk, "盖章出证", "盖章发证")
        editor, page = opened(desk, f"/guide/{quote(NAME)}"), opened(desk, PAGE)
        expect(editor.locator(".sheet").first).to_contain_text("盖章发证")
        page.locator("#entries button").last.click()
        expect(editor.locator(".sheet").first).to_contain_text("盖章出证")
        assert (flows / NAME).read_text("utf-8") == GUIDE


def test_behind_a_proxy_every_change_has_its_author(tmp_path: Path, chromium: Browser) -> None:
    flows = project(tmp_path)
    names = ("张××", "<b>李××</b>")
    with running(flows, "--behind-proxy") as desk:
        headers = [{"X-Remote-User": one.encode().decode("latin-1"), "X-Remote-Role": "write"} for one in names]
        origin = {"Origin": f"http://{desk.host}"}
        for own, new in zip(headers, ("每天", "每周一"), strict=True):
            write(desk, "随时" if new == "每天" else "每天", new, {**own, **origin})
        reader = {**headers[0], "X-Remote-Role": "read"}
        context = chromium.new_context(extra_http_headers={"X-Remote-User": quote("读的人"), "X-Remote-Role": "read"})
        page = context.new_page()
        page.goto(f"{desk.address.rstrip('/')}{PAGE}")
        expect(page.locator("#entries h2").nth(0)).to_contain_text("<b>李××</b>")
        expect(page.locator("#entries h2").nth(1)).to_contain_text("张××")
        expect(page.locator("#entries button")).to_have_count(0)  # who only reads changes nothing
        context.close()
        listed = desk.ask(f"/api/guide/{quote(NAME)}/history", reader).data["entries"]
        back = {"number": listed[-1]["number"], "digest": listed[-1]["digest"]}
        path = f"/api/guide/{quote(NAME)}/restore"
        assert desk.ask(path, {**reader, **origin}, back).status == 403
        assert desk.ask(path, headers[0], back).status == 403  # without an origin
        assert desk.ask(path, {**headers[0], **origin}, {**back, "digest": "0"}).status == 400
        assert desk.ask(path, {**headers[0], **origin}, back).status == 200
        last = desk.ask(f"/api/guide/{quote(NAME)}/history", reader).data["entries"][0]
        assert (last["user"], last["how"]) == ("张××", "restored")
    assert (flows / NAME).read_text("utf-8") == GUIDE
