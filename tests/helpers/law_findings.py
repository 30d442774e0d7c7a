"""A guide of some steps, and what the rules of law say of it."""

from __future__ import annotations

from helpers.guides import guide_and_graph
from yizhangtu.check.law import check_law, law_day
from yizhangtu.law.instruments import law_table
from yizhangtu.law.rules import law_rules
from yizhangtu.model.diagnostics import Diagnostic

TABLE, RULES = law_table(), law_rules()
GUIDE = """\
名称: {title}
办理主体: 村委会
时间要求: 当场
监督管理: 村务监督委员会
操作流程:
{steps}
发布: {{施行: {day}}}
{more}"""


def findings(steps: str, title: str = "甲", more: str = "", day: str = "2026-12-01") -> list[Diagnostic]:
    text = GUIDE.format(title=title, steps=steps.strip("\n"), day=day, more=more)
    guide, _ = guide_and_graph(text)
    found = check_law(guide, law_day(guide, TABLE, RULES, ("浙江省",)))
    return [one for one in found if one.code >= "Y85"]


def step(name: str, more: str) -> str:
    return f"  - 步骤: {name}\n    {more}\n"


def vote(meeting: str, quorum: str, majority: str) -> str:
    asked = ", ".join(f"{key}: {value}" for key, value in (("到会", quorum), ("通过", majority)) if value)
    return step("会议决议", f"办理: {meeting}\n    表决: {{{asked}}}")
