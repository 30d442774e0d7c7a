"""The site in a real Chromium, from a disk: accessible, used by keys alone, asks nobody for anything."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from helpers.guides import FLOWS
from yizhangtu.commands.release import release
from yizhangtu.commands.site.make import SiteRequest, make_site

GUIDES = ("村民建房审批", "负面事项清单", "村民积分制", "红白喜事标准", "民主评议村委会", "辖区")
VILLAGE = "cun/000001/"
KINDS = (
    "index.html", "A-07.html", "Q-03.html", "J-01.html", "Y-02.html", "A-06.html", "who.html", "changes.html",
    "verify.html", "notices.html", f"{VILLAGE}index.html", f"{VILLAGE}cai-wu-shou-zhi-gong-kai-2026-10.html",
)  # fmt: skip
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
         "rules": {"color-contrast-enhanced": {"enabled": True}, "target-size": {"enabled": True}}}  # fmt: skip
Opened = Callable[..., Page]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with every kind of page: two releases, a village, a notice."""
    folder = tmp_path_factory.mktemp("site")
    flows = folder / "flows"
    shutil.copytree(FLOWS / "公示" / "数据", flows / "数据")
    shutil.copy(FLOWS / "公示" / "财务收支公开.yaml", flows)
    for name in GUIDES:
        shutil.copy(FLOWS / f"{name}.yaml", flows)
    release([flows], output=str(folder / "一"))
    path = flows / "村民建房审批.yaml"
    text = path.read_text("utf-8").replace("版本: V1.0", "版本: V1.1").replace("以户为单位", "一户一份")
    path.write_text(text, "utf-8")
    release([flows], output=str(folder / "二"))
    done = make_site(SiteRequest((str(flows),), str(folder / "网站"), villages=("甲村",), period="2026-10"))
    assert {(folder / "网站" / name) for name in KINDS} <= set(done.files)
    return folder


@pytest.fixture
def opened(site: Path, chromium: Browser) -> Iterator[Opened]:
    """Opens a page of the site from the disk. At the end no page has complained or asked anybody for anything."""
    complaints: list[str] = []
    contexts = []

    def page_of(address: str, width: int = 390, height: int = 844, **more: object) -> Page:
        context = chromium.new_context(viewport={"width": width, "height": height}, **more)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        name, _, place = address.partition("#")
        folder = (site / "网站").as_uri()
        page.on("request", lambda asked: None if asked.url.startswith(folder) else complaints.append(asked.url))
        page.goto(f"{folder}/{name}" + (f"#{place}" if place else ""))
        return page

    yield page_of
    for context in contexts:
        context.close()
    assert complaints == []


def codes_of(site: Path, state: str) -> dict[str, str]:
    """The codes of the guide that was changed, by village."""
    listed = json.loads((site / "二" / "现行版本.json").read_text("utf-8"))[state]
    found = next(one for one in listed if one["图"] == "村民建房审批")["核验码"]
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize("width", [390, 1366])
def test_axe_finds_nothing(opened: Opened, width: int) -> None:
    axe, found = Axe(), []
    for name in KINDS:
        page = opened(name, width)
        for one in axe.run(page, options=RULES).response["violations"]:
            found.append((name, one["id"], one["nodes"][0]["html"][:150]))
        page.close()
    assert found == []


@pytest.mark.parametrize("name", KINDS)
def test_nothing_is_wider_than_a_small_screen(opened: Opened, name: str) -> None:
    """320 CSS px are 1280 px at 400 % (WCAG 1.4.10), also with large type."""
    page = opened(name, 320)
    for _ in range(2):
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        page.click("#large")
    too_small = """[...document.querySelectorAll('button, input:not([type=checkbox]), .ticks label, nav a, .guides a')]
        .filter(one => one.offsetParent && one.getBoundingClientRect().height < 47.5).map(one => one.outerHTML)"""
    assert page.evaluate(too_small) == []


def test_search_by_words_pinyin_and_initials(opened: Opened) -> None:
    page = opened("index.html")
    titles = page.locator(".guides li:visible .name")
    for typed in ("建房", "cmjfsp", "jianfang", "cunminjianf", "a-07", "建房 cun"):
        page.fill("#find", typed)
        expect(titles).to_have_text(["村民建房审批"])
        expect(page.locator("#found")).to_have_text("找到 1 件")
    page.fill("#find", "没有这件事")
    expect(titles).to_have_count(0)
    page.fill("#find", "")
    expect(titles).to_have_count(5)


def test_a_code_leads_to_its_guide_and_says_whether_it_is_in_force(opened: Opened, site: Path) -> None:
    page = opened(f"index.html#A-07.{codes_of(site, '现行')['乙村']}")
    expect(page.locator("h1")).to_have_text("村民建房审批")
    expect(page.locator("#answer")).to_contain_text("乙村，V1.1")
    page = opened(f"index.html#A-07.{codes_of(site, '旧版')['甲村']}")
    expect(page.locator("#answer .word")).to_have_text("✗ 旧版")
    expect(page.locator("#answer")).to_contain_text("一户一份")
    page.click("text=看甲村的电话和窗口")
    expect(page.locator("h1")).to_have_text("甲村")
    page = opened(f"index.html#{codes_of(site, '旧版')['甲村']}")  # without a number: the page that knows all codes
    expect(page.locator("#answer .word")).to_have_text("✗ 旧版")
    page.click("text=看网页上的“村民建房审批”")
    expect(page.locator("h1")).to_have_text("村民建房审批")
    expect(page.locator("#answer")).to_be_empty()


def test_a_place_on_the_page_is_no_code(opened: Opened) -> None:
    page = opened("A-07.html#step-3")
    expect(page.locator("#answer")).to_be_empty()
    page.click(".ways a >> nth=0")
    expect(page.locator("#answer")).to_be_empty()


def test_keys_alone(opened: Opened) -> None:
    """Skip link, search, the way to a guide, ticks."""
    page = opened("index.html", 1366, 768)
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("跳到正文")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_id("find")
    page.keyboard.type("jf")
    while page.evaluate("document.activeElement.closest('.guides') === null"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("村民建房审批")
    page.locator(".ticks input").first.focus()
    page.keyboard.press("Space")
    expect(page.locator(".ticks input").first).to_be_checked()
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineWidth")
    assert float(outline.removesuffix("px")) >= 3


def test_without_a_script_every_word_is_there(opened: Opened) -> None:
    page = opened("index.html", java_script_enabled=False)
    expect(page.locator(".guides li:visible")).to_have_count(5)
    expect(page.locator("#search")).to_be_hidden()
    page.click("text=村民建房审批")
    expect(page.locator(".ticks li").first).to_be_visible()
    expect(page.locator("#large")).to_be_hidden()


def test_large_type_stays_until_the_tab_closes(opened: Opened) -> None:
    page = opened("index.html")
    page.click("#large")
    page.click("text=村民建房审批")
    assert page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") == 28
    assert page.evaluate("[document.cookie, localStorage.length, sessionStorage.length]") == ["", 0, 1]


def test_what_is_printed(opened: Opened) -> None:
    """The text, with the ticks; nothing that only works on a screen."""
    page = opened("A-07.html", 800)
    page.emulate_media(media="print")
    for shown in (".flow", ".ticks input", "h1", "dl.closing"):
        expect(page.locator(shown).first).to_be_visible()
    for hidden in (".top", ".tools", ".jump", "footer"):
        expect(page.locator(hidden)).to_be_hidden()


def test_reading_aloud_takes_the_blocks_in_their_order(opened: Opened) -> None:
    """A voice that says nothing: what it is given is what counts."""
    page = opened("A-06.html")
    page.evaluate("""() => {
        window.said = [];
        Object.defineProperty(window, 'speechSynthesis', { value: {
          cancel() {}, speak(one) { window.said.push(one.text); if (window.said.length < 8) one.onend(); } } });
    }""")
    page.click("#speak")
    said = page.evaluate("window.said")
    assert said[1] == page.locator("h1").inner_text() and len(said) == 8
    expect(page.locator("#speak")).to_have_attribute("aria-pressed", "true")
    page.click("#speak")
    expect(page.locator(".speaking")).to_have_count(0)
