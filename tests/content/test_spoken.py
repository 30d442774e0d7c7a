"""The text for the loudspeaker: every step, deadline and handler once and in order; a file that any computer opens."""

from __future__ import annotations

import re

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpers.cases import cases
from helpers.definitions import conducts, listings, point_tables
from helpers.definitions import definitions as random_flows
from helpers.guides import GuideGraph, guide_and_graph
from helpers.media_jobs import job_of, named
from yizhangtu.content.spoken import ended, spoken
from yizhangtu.flow.fold import fold
from yizhangtu.media.context import Context
from yizhangtu.media.text import plaintext
from yizhangtu.model.guide import Step, steps_of
from yizhangtu.model.project import Project

HOSTILE = "</script>&amp;<b>"


def words(context: Context, drawn: GuideGraph, project: Project) -> str:
    result = plaintext.make(context, job_of(context, project, drawn, "text"))
    assert result.data
    return result.data.decode("utf-8-sig").replace("\r\n", "\n")


def process(text: str) -> str:
    """The section of the flow."""
    return text.partition("\n操作流程\n")[2].partition("\n\n")[0]


def steps(drawn: GuideGraph) -> list[Step]:
    return list(steps_of(drawn[0].steps))


def one_line(text: object) -> str:
    return " ".join(str(text).split())


def test_bytes_are_for_any_computer(context: Context, flows: list[GuideGraph], project: Project) -> None:
    job = job_of(context, project, named(flows, "高龄津贴申领"), "text")
    data = plaintext.make(context, job).data
    assert data and data.startswith(b"\xef\xbb\xbf") and data.count(b"\xef\xbb\xbf") == 1
    assert data.count(b"\n") == data.count(b"\r\n") == data.count(b"\r") and data.endswith(b"\r\n")
    assert data == plaintext.make(context, job).data


def test_every_step_once_in_order_with_its_handler_and_deadline(
    context: Context, flows: list[GuideGraph], project: Project
) -> None:
    for drawn in flows:
        lines = process(words(context, drawn, project)).split("\n")
        found = [(m[1], line) for line in lines if (m := re.match(r"第(\d+)步：", line))]
        assert [int(number) for number, _ in found] == [step.number for step in steps(drawn)], drawn[0].stem
        for (_, line), step in zip(found, steps(drawn), strict=True):
            assert line.startswith(f"第{step.number}步：{one_line(step.name)}")
            when = f"时限：{one_line(step.within.text)}" if step.within else ""
            assert line.count("时限：") == bool(when) and when in line
            handler = one_line(step.by or drawn[0].handlers[0])
            assert re.search(rf"，(您来办|办理)：{re.escape(handler)}[，。]", line), line


def test_every_text_of_every_guide_is_stated(context: Context, definitions: list[GuideGraph], project: Project) -> None:
    for drawn in definitions:
        text = "".join(words(context, drawn, project).split())
        assert [str(t) for t in drawn[0].texts if "".join(str(t).split()) not in text] == [], drawn[0].stem


def test_outcomes_lead_to_numbers(context: Context, flows: list[GuideGraph], project: Project) -> None:
    text = process(words(context, named(flows, "村级采购"), project))
    assert "合格：办第13步。\n" in text  # not the next in the text: that is for what fails
    assert "如果不合格：\n第12步：限期整改" in text and "回到第11步。" in text
    assert "未通过：重新提出，回到第1步。通过：办第4步。\n" in text
    for number in re.findall(r"[到办]第(\d+)步", text):
        assert f"\n第{number}步：" in "\n" + text


def test_nested_ways_are_closed_aloud(context: Context, flows: list[GuideGraph], project: Project) -> None:
    purchase = process(words(context, named(flows, "村级采购"), project))
    assert "\n以上是第1步的四种情形；接着办第10步。\n" in purchase
    assert "\n以上是“不合格”的情形；合格的，办第13步。\n" in purchase
    assert "第2步：社长同意，办理：社长，时限：当天。小额采购，社长签字同意。接着办第4步。\n" in purchase
    election = process(words(context, named(flows, "村委会换届选举"), project))
    nested = election.partition("如果只提名初步候选人：\n")[2].split("\n")
    assert nested[0].startswith("第13步：") and nested[0].endswith("接着办第14步。")
    assert nested[1] == "以上是“只提名初步候选人”的情形；过半数选民投票提名的，办第14步。"
    assets = process(words(context, named(flows, "集体资产处置"), project))
    assert "\n以上是“低于保留价”的情形。\n" in assets  # inside a panel: what follows is said at its end


def test_rounds_and_one_more_try_are_said(context: Context, project: Project) -> None:
    head = "名称: 例\n办理主体: 村委会\n时间要求: 5个工作日\n监督管理: 村监委会\n操作流程:\n  - 步骤: 出勤\n"
    steps = "  - 步骤: 考评\n    判断: {修改: 考评, 合格: 下一步}\n  - {步骤: 发放, 接着: {到: 出勤, 循环: 每月}}\n"
    text = process(words(context, guide_and_graph(head + steps, project), project))
    assert "修改：再来一次，从第2步办起。合格：办第3步。" in text and "每月：再来一轮，从第1步办起。" in text


def test_a_refusal_is_not_said_to_be_done(context: Context, flows: list[GuideGraph], project: Project) -> None:
    text = process(words(context, named(flows, "危房改造"), project))
    assert re.search(r"第9步：审批认定.*到此办结。\n", text) and re.search(r"第10步：告知不符合.*到此为止。$", text)


@settings(max_examples=cases(10, 25), suppress_health_check=list(HealthCheck))
@given(definition=random_flows(most=12))
def test_random_flows_are_stated_whole(context: Context, project: Project, definition: str) -> None:
    drawn = guide_and_graph(definition, project)
    guide, graph = drawn
    text = spoken(guide, fold(guide, graph, context.styles, 12), project)
    for step in steps(drawn):
        assert len(re.findall(rf"第{step.number}步：{re.escape(one_line(step.name))}(?!\d)", text)) == 1
    squeezed = "".join(text.split())
    assert [str(t) for t in guide.texts if "".join(str(t).split()) not in squeezed] == []


@settings(max_examples=cases(10, 25), suppress_health_check=list(HealthCheck))
@given(definition=st.one_of(listings(most=8), point_tables(most=5), conducts(most=5)))
def test_random_tables_are_stated_whole(context: Context, project: Project, definition: str) -> None:
    guide, graph = guide_and_graph(definition, project)
    text = spoken(guide, fold(guide, graph, context.styles, 12), project)
    squeezed = "".join(text.split())
    assert [str(t) for t in guide.texts if "".join(str(t).split()) not in squeezed] == []


def test_markup_is_only_text(context: Context, project: Project) -> None:
    head = f'名称: "{HOSTILE}"\n办理主体: 村委会\n时间要求: 5个工作日\n监督管理: 村监委会\n操作流程:\n'
    drawn = guide_and_graph(f"{head}  - 步骤: 申请\n    内容: |\n      第一行\n      第二行\n", project)
    text = words(context, drawn, project)
    assert text.startswith(f"{HOSTILE}\n") and "第1步：申请，办理：村委会。第一行 第二行。到此办结。\n" in text


def test_sentences_end() -> None:
    assert [ended(text) for text in ("办", "办。", "办吗？", "办\n了")] == ["办。", "办。", "办吗？", "办 了。"]
