"""A document becomes a guide, and stands beside its form: each field with its place in the document."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
from playwright.sync_api import Page, expect

from helpers.desk import running
from helpers.desk_pages import Opened
from helpers.desk_project import project

TEXT = """居民建房审批流程
办理主体：村民委员会
1. 提出申请（村民）
2. 村级审查（村委会，5个工作日）
3. 张榜公示（村委会，7日）
"""
BAD = "<img src=x onerror=alert(1)>"


def field(*path: str | int) -> str:
    words = ",".join(str(one) if isinstance(one, int) else f'"{one}"' for one in path)
    return f"[data-path='[{words}]']"


def highlighted(page: Page) -> list[str]:
    return page.locator("#original .here").all_text_contents()


def workbook() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "低保申请"
    for row in (("序号", "步骤", "责任主体", "时限", "备用栏"), (1, "提出申请", "村民", "随时", BAD),
                (2, "入户核实", "村委会", "3个工作日", ""), (3, "张榜公示", "镇民政办", "不少于7日", "")):  # fmt: skip
        sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_a_workbook_stands_beside_its_form_field_by_field(tmp_path: Path, opened: Opened) -> None:
    flows = project(tmp_path)
    with running(flows) as desk:
        page = opened(desk)
        page.click("#new")
        page.set_input_files("#import-file", {"name": "低保.xlsx", "mimeType": "", "buffer": workbook()})
        expect(page.locator("#original td")).to_have_count(20)
        page.focus(field("操作流程", 1, "时限"))
        expect(page.locator("#original .here")).to_have_text(["3个工作日"])
        page.focus(field("操作流程", 2, "步骤"))
        expect(page.locator("#original .here")).to_have_text(["张榜公示"])
        page.fill(field("操作流程", 1, "时限"), "4个工作日")  # also where it has been changed since
        expect(page.locator("#original .here")).to_have_text(["3个工作日"])
        page.locator("#original button", has_text="镇民政办").click()
        assert page.evaluate("document.activeElement.value") == "镇民政办"
        assert page.locator("#original img").count() == 0
        expect(page.locator("#original")).to_contain_text(BAD)
        expect(page.locator("#state")).to_have_text("已存")


def test_text_from_the_clipboard_is_imported(tmp_path: Path, opened: Opened) -> None:
    flows = project(tmp_path)
    with running(flows) as desk:
        page = opened(desk)
        page.click("#new")
        page.fill("#import-text", TEXT)
        page.click("#import-paste")
        expect(page.locator("#title")).to_contain_text("建房审批")
        expect(page.locator("#original p").nth(2)).to_contain_text("办理主体")
        page.focus(field("办理主体", 0))
        expect(page.locator("#original .here")).to_contain_text(["村民委员会"])
        page.click("[data-pane=original]")
        expect(page.locator("#original")).not_to_be_visible()
        page.goto(f"http://{desk.host}/guide/居住证明.yaml")
        expect(page.locator(".sheet").first).to_be_visible()
        expect(page.locator("[data-pane=original]")).not_to_be_visible()
    assert len(list(flows.glob("*建房*.yaml"))) == 1
