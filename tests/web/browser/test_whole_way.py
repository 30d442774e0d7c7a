"""A clerk's whole way, from the library to the print: once by mouse, once with nothing but the keyboard."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from helpers.desk import running
from helpers.desk_changes import until
from helpers.desk_hands import Hands, Keyboard, Mouse, paste
from helpers.desk_pages import Opened
from helpers.desk_project import project
from yizhangtu import check_files
from yizhangtu.model.codes import Severity

CELLS = "名称\t份数\n签到表\t1份\n照片\t2张\n"


def replaced(text: str, old: str, new: str) -> str:
    assert text.count(old) == 1, old
    return text.replace(old, new)


def step_of(text: str, name: str) -> str:
    """The lines of a step of the outermost list."""
    begin = text.index(f"  - 步骤: {name}\n")
    ends = [at for word in ("\n  - 步骤: ", "\n时间要求:") if (at := text.find(word, begin)) > 0]
    return text[begin : min(ends) + 1]


def field(page: Page, *path: str | int) -> Locator:
    words = ",".join(str(one) if isinstance(one, int) else f'"{one}"' for one in path)
    return page.locator(f"[data-path='[{words}]']")


def add_step(hands: Hands) -> str:
    """A step between two, with a 判断 of three outcomes; returns its text."""
    page = hands.page
    hands.press(page.locator('[aria-label="在“提出议题”后面加一步"]'))
    page.wait_for_selector("""[data-path='["操作流程",1,"步骤"]']:focus""")
    page.keyboard.insert_text("登记")
    page.keyboard.press("Enter")
    hands.write(field(page, "操作流程", 1, "内容"), "记在议题本上")
    step = page.locator('article[aria-label="登记"]')
    hands.choose(step.locator('[aria-label="步骤：再写一栏"]'), "判断")
    for outcome in ("受理", "不归村里管", "说不清楚"):
        more = step.locator("button", has_text="加一个结果")
        expect(more.or_(step.locator('[aria-label="新的结果"]'))).to_be_visible()
        if more.count():
            hands.press(more)
        hands.write(step.locator('[aria-label="新的结果"]'), outcome)
        page.keyboard.press("Enter")
        expect(field(page, "操作流程", 1, "判断", outcome)).to_be_visible()
    hands.choose(field(page, "操作流程", 1, "判断", "不归村里管"), "办结")
    expect(page.locator("#state")).to_have_text("已存")
    hands.choose(field(page, "操作流程", 1, "判断", "说不清楚"), "提出议题")
    outcomes = "      受理: 下一步\n      不归村里管: 办结\n      说不清楚: 提出议题\n"
    return f"  - 步骤: 登记\n    内容: 记在议题本上\n    判断:\n{outcomes}"


def change_five_things_and_undo_them(hands: Hands, file: Path, before: str) -> None:
    page = hands.page
    fields = [("编号",), ("名称",), ("操作流程", 0, "时限"), ("操作流程", 0, "内容"), ("关键词", 0)]
    for number, path in enumerate(fields):
        hands.write(field(page, *path), f"改{number}")
        assert until(lambda number=number: f"改{number}" in file.read_text("utf-8"))  # type: ignore[misc]
    for _ in fields:
        expect(page.locator("#undo")).to_be_enabled()
        hands.press(page.locator("#undo"))
    assert until(lambda: file.read_text("utf-8") == before), file.read_text("utf-8")


@pytest.mark.parametrize("hand", [Mouse, Keyboard])
def test_from_the_library_to_the_print(tmp_path: Path, opened: Opened, hand: type[Mouse] | type[Keyboard]) -> None:
    flows = project(tmp_path)
    file = flows / "民主协商.yaml"
    with running(flows) as desk:
        page = opened(desk)
        page.set_viewport_size({"width": 1366, "height": 4000})  # a drag does not scroll
        hands: Hands = hand(page)
        hands.press(page.locator("#new"))
        expect(page.locator("#new-dialog")).to_be_visible()
        hands.write(page.locator("#library-find"), "民主协商")
        hands.press(page.locator('[aria-label="复制民主协商"]'))
        expect(page.locator(".sheet").first).to_be_visible()
        wanted = file.read_text("utf-8")

        def saved() -> None:
            assert until(lambda: file.read_text("utf-8") == wanted), file.read_text("utf-8")

        hands.write(field(page, "操作流程", 1, "时限"), "5日内")
        wanted = replaced(wanted, "【由本地填写：几天】日内", "5日内")
        saved()
        added = add_step(hands)
        wanted = replaced(wanted, "  - 步骤: 定参加人\n", f"{added}  - 步骤: 定参加人\n")
        saved()
        hands.move(page.locator('article[aria-label="公布"]'), page.locator('article[aria-label="落实"]'), 1)
        moved = step_of(wanted, "公布")
        wanted = replaced(wanted.replace(moved, ""), "  - 步骤: 落实\n", f"{moved}  - 步骤: 落实\n")
        saved()
        paste(page.locator('[aria-label="所需材料：粘贴格子"]'), CELLS)
        rows = "[协商纪要, {名称: 签到表, 份数: 1份}, {名称: 照片, 份数: 2张}]"
        wanted = replaced(wanted, "所需材料: [协商纪要]", f"所需材料: {rows}")
        saved()
        file.write_text(replaced(wanted, "到: 定参加人", "到: 定参佳人"), "utf-8")  # somebody else slips
        expect(page.locator("#faults-button")).to_contain_text("1 处错误")
        hands.press(page.locator("#faults-button"))
        hands.press(page.locator("#faults .mend").first)
        saved()
        hands.press(page.locator("#faults-button"))
        change_five_things_and_undo_them(hands, file, wanted)
        hands.press(page.locator("#make"))
        hands.press(page.locator("#make-start"))
        expect(page.locator("#made")).to_contain_text("做好了 1 个文件", timeout=30_000)
        made = str(page.locator(".made a").first.get_attribute("href"))
        answer = desk.ask(made, desk.own)
        assert answer.body.startswith(b"%PDF") and answer.headers["content-disposition"].startswith("inline")
    assert file.read_text("utf-8") == wanted
    found = check_files([flows]).diagnostics
    assert [one for one in found if one.severity is Severity.ERROR or one.code == "Y861"] == []
