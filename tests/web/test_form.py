"""The form of the desk in a real browser, by mouse and keyboard: the file on disk is what was meant."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Browser, Page

from helpers.desk import running

GUIDE = """\
名称: 开具证明   # 标题
办理主体: 村委会
时间要求: 5个工作日
监督管理: 村监委全程监督
操作流程:
  # 先申请
  - 步骤: 提出申请
    办理: 村民
    时限: 随时
  - 步骤: 核对材料
    时限: 当场
    判断:
      齐全: 下一步
      不齐: {到: 提出申请, 说明: 一次告知}
  - 步骤: 盖章出证
    时限: 1个工作日
所需材料: [身份证]
"""
WAIT_MS = 15_000


class Desk(NamedTuple):
    """A page with the form of a guide, and its file."""

    page: Page
    file: Path

    def field(self, *path: str | int) -> str:
        """The selector of a field by its path."""
        words = ",".join(str(one) if isinstance(one, int) else f'"{one}"' for one in path)
        return f"[data-path='[{words}]']"

    def saved(self, wanted: str) -> None:
        """Wait until the file is this."""
        for _ in range(WAIT_MS // 50):
            if self.file.read_text("utf-8") == wanted:
                return
            self.page.wait_for_timeout(50)
        assert self.file.read_text("utf-8") == wanted


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory, chromium: Browser) -> Iterator[tuple[Page, Path, str]]:
    folder = tmp_path_factory.mktemp("form")
    (folder / "flows").mkdir()
    (folder / "flows" / "证明.yaml").write_text(GUIDE, "utf-8")
    with running(folder) as desk:
        opened = chromium.new_page(viewport={"width": 1366, "height": 1800})
        opened.set_default_timeout(WAIT_MS)
        opened.goto(desk.address)
        yield opened, folder / "flows" / "证明.yaml", f"http://{desk.host}/guide/证明.yaml"
        opened.close()


@pytest.fixture
def desk(page: tuple[Page, Path, str]) -> Desk:
    """The form of the guide as it is written above."""
    opened, file, address = page
    opened.goto("about:blank")
    file.write_text(GUIDE, "utf-8")
    opened.goto(address)
    opened.wait_for_selector(".step >> nth=2")
    return Desk(opened, file)


def test_a_word_is_corrected_and_only_its_line_changes(desk: Desk) -> None:
    desk.page.fill(desk.field("名称"), "开具居住证明")
    desk.saved(GUIDE.replace("开具证明", "开具居住证明"))


def test_a_step_is_added_between_two_by_keyboard_and_named(desk: Desk) -> None:
    desk.page.focus('[aria-label="在“核对材料”后面加一步"]')
    desk.page.keyboard.press("Enter")
    desk.page.wait_for_selector(desk.field("操作流程", 2, "步骤") + ":focus")
    desk.page.keyboard.type("上门: 核实")
    desk.page.keyboard.press("Enter")
    desk.saved(GUIDE.replace("  - 步骤: 盖章", "  - 步骤: '上门: 核实'\n  - 步骤: 盖章"))


def test_a_new_name_is_followed_and_where_a_step_goes_is_chosen(desk: Desk) -> None:
    desk.page.fill(desk.field("操作流程", 0, "步骤"), "申请")
    desk.page.keyboard.press("Enter")
    desk.saved(renamed := GUIDE.replace("提出申请", "申请"))
    desk.page.select_option(desk.field("操作流程", 1, "判断", "齐全"), "办结")
    desk.saved(renamed.replace("齐全: 下一步", "齐全: 办结"))


def test_a_step_is_dragged_and_moved_by_keys(desk: Desk) -> None:
    grip = desk.page.locator('article[aria-label="盖章出证"] .grip').bounding_box()
    target = desk.page.locator('article[aria-label="提出申请"] header').bounding_box()
    assert grip is not None and target is not None
    desk.page.mouse.move(grip["x"] + 5, grip["y"] + 9)
    desk.page.mouse.down()
    desk.page.mouse.move(grip["x"] + 15, grip["y"] - 9, steps=3)
    desk.page.mouse.move(target["x"] + 60, target["y"] + 5, steps=5)
    desk.page.mouse.up()
    last = "  - 步骤: 盖章出证\n    时限: 1个工作日\n"
    desk.saved(GUIDE.replace(last, "").replace("  - 步骤: 提出", last + "  - 步骤: 提出"))
    desk.page.focus(desk.field("操作流程", 0, "步骤"))
    for number in (1, 2):
        desk.page.keyboard.press("Alt+ArrowDown")
        desk.page.wait_for_selector(desk.field("操作流程", number, "步骤") + ":focus")
    desk.saved(GUIDE)


def test_who_deletes_a_step_says_where_the_others_lead_now(desk: Desk) -> None:
    desk.page.click('[aria-label="提出申请：删去"]')
    desk.page.select_option('[aria-label="改成通到哪里"]', "核对材料")
    desk.page.click(".removal button.main")
    gone = "  - 步骤: 提出申请\n    办理: 村民\n    时限: 随时\n"
    desk.saved(GUIDE.replace(gone, "").replace("到: 提出申请", "到: 核对材料"))
    desk.page.click("#undo")
    desk.saved(GUIDE)


def test_a_decision_is_made_of_outcomes_that_lead_to_steps_of_their_own(desk: Desk) -> None:
    desk.page.locator('article[aria-label="盖章出证"] [aria-label="步骤：再写一栏"]').select_option("判断")
    for outcome in ("通过", "不通过"):
        desk.page.wait_for_timeout(300)
        if desk.page.locator('article[aria-label="盖章出证"] button:text("加一个结果")').count():
            desk.page.click('article[aria-label="盖章出证"] button:text("加一个结果")')
        desk.page.fill('article[aria-label="盖章出证"] [aria-label="新的结果"]', outcome)
        desk.page.keyboard.press("Enter")
        desk.page.wait_for_selector(desk.field("操作流程", 2, "判断", outcome))
    desk.page.select_option(desk.field("操作流程", 2, "判断", "不通过"), "另外几步…")
    desk.page.wait_for_selector(desk.field("操作流程", 2, "判断", "不通过", 0, "步骤"))
    desk.page.keyboard.type("说明理由")
    desk.page.keyboard.press("Enter")
    added = "    判断:\n      通过: 下一步\n      不通过:\n        - 步骤: 说明理由\n"
    desk.saved(GUIDE.replace("1个工作日\n", "1个工作日\n" + added))


def test_a_deadline_is_composed(desk: Desk) -> None:
    field = '[data-line="11"]:has-text("时限")'
    desk.page.click(f'{field} button:text("选时限")')
    desk.page.select_option(f'{field} [aria-label="怎么算"]', label="从哪天起，多久以内")
    desk.page.fill(f'{field} [aria-label="从什么时候算"]', "受理之日")
    desk.page.fill(f'{field} [aria-label="多少"]', "3")
    desk.saved(GUIDE.replace("时限: 当场", "时限: 自受理之日起3个工作日内"))


def test_a_block_of_cells_becomes_rows(desk: Desk) -> None:
    text = '名称\t份数\t形式\n户口簿\t1份\t原件\n"照片\n（近期）"\t2张\t\n'
    box = '[aria-label="所需材料：粘贴格子"]'
    desk.page.eval_on_selector(
        box,
        """(box, text) => { const data = new DataTransfer(); data.setData("text/plain", text);
        box.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true})); }""",
        text,
    )
    rows = '所需材料: [身份证, {名称: 户口簿, 份数: 1份, 形式: 原件}, {名称: "照片\\n（近期）", 份数: 2张}]'
    desk.saved(GUIDE.replace("所需材料: [身份证]", rows))


def test_a_fault_stands_at_its_field_and_its_button_mends_it(desk: Desk) -> None:
    desk.file.write_text(GUIDE.replace("到: 提出申请", "到: 提出申清"), "utf-8")
    desk.page.click('.outcome .mend:text("改成“提出申请”")')
    desk.saved(GUIDE)


def test_a_text_that_cannot_be_read_says_so_and_comes_back(desk: Desk) -> None:
    desk.file.write_text(GUIDE.replace("办理主体: ", "办理主体："), "utf-8")
    desk.page.wait_for_selector(".form-unreadable")
    desk.page.click('.form-unreadable .mend:text("改成：办理主体: 村委会")')
    desk.saved(GUIDE)
    desk.page.wait_for_selector(".step >> nth=2")


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("甲\t乙\n丙\t丁\n", [["甲", "乙"], ["丙", "丁"]]),
        ("甲\r\n乙", [["甲"], ["乙"]]),
        ('"两\r\n行"\t"引""号"', [["两\n行", '引"号']]),
        ('"没有另一半\t乙', [['"没有另一半', "乙"]]),
        ('5" 管\t乙', [['5" 管', "乙"]]),
        ("\t甲\n\n乙", [["", "甲"], [""], ["乙"]]),
        ("甲\t", [["甲", ""]]),
    ],
)
def test_cells_are_taken_apart_as_spreadsheets_join_them(desk: Desk, text: str, rows: list[list[str]]) -> None:
    found: Any = desk.page.evaluate(
        """async (text) => { const sheet = document.querySelector('link[href$="form.css"]').href;
        return (await import(sheet.replace("form.css", "form-cells.js"))).cellsOf(text); }""",
        text,
    )
    assert found == rows
