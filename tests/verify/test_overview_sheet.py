"""The sheet of all guides read again: each row by its title, whatever other titles begin with."""

from __future__ import annotations

from helpers.guides import guide_and_graph
from yizhangtu.verify.letters import plain_reading
from yizhangtu.verify.overview_sheet import overview_findings

GUIDE = "办理主体: 村委会\n时间要求: {days}\n监督管理: 无\n操作流程: [{{步骤: 申请, 办理: 村民}}]\n"
SHEET = "共2项 流程2 建房审批 5个工作日 31页 建房 3个工作日 27页"


def findings(sheet: str) -> list[str]:
    texts = {"建房": "3个工作日", "建房审批": "5个工作日"}
    guides = [
        guide_and_graph(f"名称: {title}\n{GUIDE.format(days=days)}", file=f"{title}.yaml")[0]
        for title, days in texts.items()
    ]
    return [text for _, _, text in overview_findings(plain_reading(sheet), guides, {"建房": 27, "建房审批": 31})]


def test_a_title_that_begins_another_one_is_found_in_its_own_row() -> None:
    assert findings(SHEET) == []


def test_wrong_pages_and_missing_rows_are_found() -> None:
    assert findings(SHEET.replace("27页", "28页")) == ["“建房”的手册页码是第 28 页，应当是第 27 页"]
    assert any(text.startswith("缺“建房”") for text in findings(SHEET.replace(" 建房 ", " ")))
