"""Letters of a file, read back: what PDFium changes is put right, what belongs to the project is known."""

from __future__ import annotations

from helpers.guides import guide_and_graph
from yizhangtu.media.context import Context
from yizhangtu.model.diagnostics import Span, Text
from yizhangtu.model.finish import Scope
from yizhangtu.model.page import About, Label, Page
from yizhangtu.model.project import Project
from yizhangtu.verify.guide_content import guide_findings
from yizhangtu.verify.letters import Letter, Reading, open_pdf, read_page

GUIDE = "名称: 例\n办理主体: 村委会\n时间要求: 20日\n监督管理: 无\n操作流程: 无\n"


def test_a_hyphen_at_the_end_of_a_line_is_a_hyphen(context: Context) -> None:
    lines = (Label(5, 10, "lang=zh-", 4.0), Label(5, 16, "CN#section", 4.0))
    page = Page(80, 40, context.styles.themes["蓝"], lines)
    with open_pdf(context.press.print([page], About("例"))) as document:
        assert "".join(one.char for one in read_page(document[0], 1).letters) == "lang=zh-CN#section"


def test_the_phone_of_the_project_may_stand_where_the_guide_names_none() -> None:
    place = Span("辖区.yaml", 1, 1, 1, 1)
    project = Project(hotline=Text("0000-1234567", place))
    guide, _ = guide_and_graph(GUIDE)
    for phone, right in (("0000-1234567", True), ("0000-7654321", False)):
        letters = tuple(Letter(char, 1, element="oversight") for char in f"监督电话：{phone}")
        found = guide_findings(letters, guide, project, Scope(), Reading(letters))
        assert any("监督管理里多写了" in text for _, _, text in found) != right
