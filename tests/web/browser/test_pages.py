"""The pages as people find them: search, new, making files, accessibility, positions, hostile texts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from helpers.desk import RunningDesk, running
from helpers.desk_pages import Opened
from helpers.desk_project import GUIDE, NAME, project
from yizhangtu.commands.desk.drawing import Desk
from yizhangtu.export.svg import BLANK
from yizhangtu.text.tokens import GAP

EDITOR = f"/guide/{quote(NAME)}"
UNIT = 1 / 32  # mm, by which Chromium may round each advance
BAD = "</text></svg><script>alert(1)</script><img src=x onerror=alert(2)>"


@pytest.fixture
def flows(tmp_path: Path) -> Path:
    return project(tmp_path)


@pytest.fixture
def own(flows: Path) -> Iterator[RunningDesk]:
    with running(flows) as found:
        yield found


def test_a_guide_is_found_by_the_first_letters_of_its_pinyin(own: RunningDesk, flows: Path, opened: Opened) -> None:
    (flows / "低保.yaml").write_text(GUIDE.replace("开具居住证明", "最低生活保障"), "utf-8")
    page = opened(own)
    expect(page.locator("#cards li")).to_have_count(2)
    page.fill("#find", "jzzm")
    expect(page.locator("#cards .name")).to_have_text(["开具居住证明"])
    page.fill("#find", "zd")
    expect(page.locator("#cards .name")).to_have_text(["最低生活保障"])
    expect(page.locator("#cards img")).to_have_js_property("naturalWidth", 300)


def test_a_new_guide_is_made_and_opened(own: RunningDesk, flows: Path, opened: Opened) -> None:
    page = opened(own)
    page.click("#new")
    page.select_option("#new-kind", "流程")
    page.fill("#new-name", "宅基地审批")
    page.click("#new-make")
    expect(page.locator("#title")).to_have_text("宅基地审批")
    expect(page.locator(".sheet svg").first).to_be_visible()
    assert (flows / "宅基地审批.yaml").exists()


def test_a_guide_of_the_library_is_copied(own: RunningDesk, flows: Path, opened: Opened) -> None:
    page = opened(own)
    page.click("#new")
    page.fill("#library-find", "高龄")
    page.locator("#library button").first.click()
    expect(page.locator(".sheet svg").first).to_be_visible()
    assert len(list(flows.glob("*.yaml"))) == 3


def test_a_document_becomes_a_guide(own: RunningDesk, flows: Path, opened: Opened) -> None:
    text = "居民建房审批流程\n1. 提出申请（村民）\n2. 村级审查（村委会，5个工作日）\n3. 张榜公示（村委会，7日）\n"
    page = opened(own)
    page.click("#new")
    page.set_input_files("#import-file", {"name": "../建房.txt", "mimeType": "text/plain", "buffer": text.encode()})
    expect(page.locator("#title")).to_contain_text("建房")
    assert len(list(flows.glob("*.yaml"))) == 3 and not list(flows.parent.glob("*.txt"))


def test_files_are_made_with_progress_and_fetched(own: RunningDesk, flows: Path, opened: Opened) -> None:
    page = opened(own, EDITOR)
    page.click("#make")
    for village in ("甲村", "乙村"):
        page.check(f"#make-dialog input[value={village}]")
    page.click("#make-start")
    expect(page.locator("#made")).to_contain_text("做好了 2 个文件")
    made = page.locator(".made a").first.get_attribute("href")
    assert own.ask(str(made), own.own).body.startswith(b"%PDF")
    zipped = own.ask(str(page.locator("#made a:text('ZIP')").get_attribute("href")), own.own)
    assert zipped.body.startswith(b"PK") and zipped.headers["content-disposition"].startswith("attachment")
    assert len(list((flows.parent / "output").rglob("*.pdf"))) == 2


@pytest.mark.parametrize(
    "path", ["../flows/辖区.yaml", "..%2fflows%2f居住证明.yaml", "/etc/passwd", "poster-a3/../../x.pdf"]
)
def test_only_results_are_fetched(own: RunningDesk, path: str) -> None:
    assert own.ask("/result/" + quote(path, "%/"), own.own).status == 404
    assert own.ask("/results.zip?file=" + quote(path, ""), own.own).status == 400


@pytest.mark.parametrize("medium", ["poster-a3", "booklet-a5", "screen-1920x1080"])
def test_letters_stand_where_the_layout_put_them(own: RunningDesk, opened: Opened, medium: str) -> None:
    """The browser's width of every text is that which the layout measured with HarfBuzz: so lines and boxes are those
    of the PDF, whose letters stand by the same advances."""
    page = opened(own, EDITOR)
    page.select_option("#medium", medium)
    expect(page.locator(".sheet text").nth(20)).to_be_attached()
    page.evaluate("document.fonts.ready.then(() => 0)")
    found = page.evaluate(
        """() => [...document.querySelectorAll(".sheet text")].map((one) => ({text: one.textContent,
           width: one.getEndPositionOfChar(one.getNumberOfChars() - 1).x - one.x.baseVal[0].value,
           size: Number(one.getAttribute("font-size")),
           bold: one.getAttribute("font-weight") === "700", moved: one.hasAttribute("dx")}))"""
    )
    desk = Desk()
    setter = desk.context.typesetter
    assert len(found) > 20
    for one in found:
        words = one["text"].split(" ")
        letters = sum(setter.advance(word, one["bold"]) for word in words if word)
        blanks = (GAP if one["moved"] else BLANK) * (len(words) - 1)
        most = (len(one["text"]) + 1) * UNIT
        assert one["width"] == pytest.approx((letters + blanks) * one["size"], abs=most), one["text"]


def test_text_of_a_guide_is_never_markup(own: RunningDesk, flows: Path, opened: Opened) -> None:
    """In every field that the picture shows; a script that ran would open a dialog, which the fixture reports."""
    bad = json.dumps(BAD)
    text = GUIDE.replace("开具居住证明", bad).replace("办理主体: 村委会", f"办理主体: {bad}").replace("盖章出证", bad)
    (flows / NAME).write_text(text.replace("监督管理: 村监委会", f"监督管理: {bad}"), "utf-8")
    for path in ("/", EDITOR):
        page = opened(own, path)
        expect(page.locator("#cards li, .sheet svg").first).to_be_visible()
        page.wait_for_timeout(300)
        assert page.locator("script:not([src]):not([type='application/json']), [onerror], img[src=x]").count() == 0


@pytest.mark.parametrize(
    ("name", "data", "word"),
    [
        ("坏.yaml", b"\xe5\x90\x8d\xe7\xa7\xb0: [", "错误"),
        ("国.yaml", "名称: 居住证明".encode("gb18030"), "UTF-8"),
        ("空.yaml", b"", "错误"),
        ("大.yaml", ("名称: 甲\n" + "# 注\n" * 200000).encode(), "1 MiB"),
    ],
)
def test_a_file_that_cannot_be_read_is_shown_and_said(
    own: RunningDesk, flows: Path, opened: Opened, name: str, data: bytes, word: str
) -> None:
    (flows / name).write_bytes(data)
    page = opened(own, "/guide/" + quote(name))
    page.click("[data-pane=yaml]")
    page.click("#faults-button")
    expect(page.locator("body")).to_contain_text(word)
    page.wait_for_timeout(500)
    assert (flows / name).read_bytes() == data
