"""Periods of the law: publication, parts of a deadline, remedies."""

from __future__ import annotations

import pytest

from helpers.guides import guide_and_graph
from helpers.law_findings import RULES, TABLE, findings, step
from yizhangtu.check.law import check_law, law_day


@pytest.mark.parametrize(
    ("title", "steps", "code"),
    [
        ("村务公开", step("张榜", "时限: 不少于5日\n    公示: 是"), "Y851"),
        ("村务公开", step("张榜", "时限: 不少于十五日\n    公示: 是"), ""),
        ("村务公开", step("张榜", "内容: 公开栏上至少保留五日"), "Y851"),
        ("村务公开", step("张榜", "内容: 公开两周"), "Y851"),
        ("村务公开", step("张榜", "时限: 不少于5个工作日\n    公示: 是"), "Y851"),
        ("村务公开", step("张榜", "时限: 公开日前5天\n    公示: 是"), ""),
        ("村务公开", step("答复", "内容: 公布后5日内答复"), ""),
        ("甲", step("张榜", "内容: 在村务公开栏公布不少于七日"), "Y851"),
        ("甲", step("张榜", "内容: 在公告栏贴七日"), ""),
        ("甲", step("公布结果", "时限: 不少于5日\n    公示: 村务公开栏"), "Y851"),
        ("甲", step("初审公示", "时限: 不少于5日\n    公示: 村务公开栏"), ""),
        ("甲", step("张榜", "时限: 不少于5日\n    公示: 镇公告栏"), ""),
        ("村委会换届选举", step("移交", "内容: 新一届产生之日起十五日内移交"), "Y854"),
        ("村委会换届选举", step("公布名单", "时限: 选举日的十日前"), "Y851"),
        ("最低生活保障申请", step("村里公示", "时限: 公示3天\n    公示: 是"), "Y851"),
        ("最低生活保障申请", step("审核确认", "时限: 15个工作日内\n    办理: 县民政局"), "Y854"),
        ("特困人员供养", step("调查核实", "时限: 20个工作日内\n    办理: 镇人民政府"), "Y854"),
        ("临时救助", step("小额快救", "时限: 5日内\n    办理: 镇人民政府"), "Y854"),
        ("甲", step("不服", "内容: 三十日内可以申请行政复议"), "Y851"),
        ("甲", step("不服", "内容: 六十日内可以申请行政复议"), ""),
        ("甲", step("公开情况", "时限: 不少于5日\n    公布: 公开栏"), "Y851"),
        ("离任审计", step("公布结果", "内容: 下一届选举以前公布\n    时限: 不少于5日\n    公示: 村务公开栏"), "Y851"),
        ("最低生活保障申请", step("核对", "内容: 启动\n    时限: 收到提请后5个工作日内"), "Y854"),
        ("村委会换届选举", step("张榜", "内容: 名单公布起三日内申诉"), "Y851"),
        ("村委会换届选举", step("处理申诉", "时限: 收到申诉之日起五日内\n    办理: 村民选举委员会"), "Y854"),
    ],
)
def test_periods(title: str, steps: str, code: str) -> None:
    assert [one.code for one in findings(steps, title)] == ([code] if code else [])


def test_the_whole_time_is_held_against_the_limits_of_its_parts() -> None:
    text = (
        "名称: 特困人员供养\n办理主体: 村委会\n监督管理: 甲\n操作流程: [{{步骤: 办, 时限: 当场}}]\n"
        "时间要求: {time}\n发布: {{施行: 2026-12-01}}\n"
    )
    for time, codes in (
        ("乡镇15个工作日内初审，县15个工作日内确认", []),
        ("乡镇15个工作日内初审，县25个工作日内确认", ["Y854"]),
        ("乡镇20个工作日内初审", ["Y854"]),
    ):
        guide, _ = guide_and_graph(text.format(time=time))
        found = check_law(guide, law_day(guide, TABLE, RULES, ()))
        assert [one.code for one in found] == codes, time


def test_what_rests_on_the_article_of_publication_is_posted_fifteen_days() -> None:
    posted = step("张榜公示", "时限: 不少于7日\n    公示: 是")
    basis = "依据: 《村民委员会组织法》（2025年修正）第{}条"
    [found] = findings(posted, "补贴名单", basis.format("三十五"))
    assert found.code == "Y851"
    assert findings(posted, "补贴名单", basis.format("三十七")) == []
    assert (
        findings(step("办", "时限: 当场") + posted.replace("张榜", "候选人"), "补贴名单", basis.format("三十五")) == []
    )


@pytest.mark.parametrize(
    ("remedy", "code"),
    [
        ("{方式: 行政复议, 期限: 知道决定之日起60日内}", ""),
        ("{方式: 行政复议, 期限: 知道决定之日起30日内}", "Y851"),
        ("{方式: 行政复议, 期限: 知道决定之日起90日内}", "Y854"),
        ("{方式: 行政诉讼, 期限: 知道决定之日起6个月内}", ""),
        ("{方式: 行政诉讼, 期限: 知道决定之日起3个月内}", "Y851"),
        ("{方式: 行政诉讼, 期限: 收到复议决定书之日起15日内}", ""),
        ("{方式: 行政诉讼, 期限: 一年内}", "Y854"),
        ("90日内可以申请行政复议", "Y854"),
        ("{方式: 反映, 期限: 7日内}", ""),
        ("{方式: 行政复议, 机关: 县人民政府}", ""),
    ],
)
def test_the_time_for_a_remedy_is_that_of_the_law(remedy: str, code: str) -> None:
    found = findings(step("办", "时限: 当场"), more=f"救济: [{remedy}]")
    assert [one.code for one in found] == ([code] if code else [])
