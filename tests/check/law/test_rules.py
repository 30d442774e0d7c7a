"""What the rules of law say of the steps, rows and texts of a guide."""

from __future__ import annotations

import pytest

from helpers.guides import guide_and_graph
from helpers.law_findings import GUIDE, RULES, TABLE, findings, step, vote
from yizhangtu.check.law import check_law, law_day
from yizhangtu.model.codes import Severity


@pytest.mark.parametrize(
    ("meeting", "quorum", "majority", "stated"),
    [
        (
            "村民会议",
            "村民过半数",
            "到会人员半数以上",
            "村民会议要到会人员过半数同意（《村民委员会组织法》第二十五、二十六条）",
        ),
        ("村民会议", "半数以上的村民", "到会人员过半数", "要应到的过半数到会"),
        ("村民会议", "过半数的户的代表", "到会人员过半数", "要户的代表的三分之二以上到会"),
        (
            "村民代表会议",
            "过半数",
            "到会人员过半数",
            "村民代表会议要应到的三分之二以上到会（《村民委员会组织法》第三十条）",
        ),
        ("村民小组会议", "三分之二以上", "到会的1/2以上", "村民小组会议要到会人员过半数同意"),
        ("成员大会", "三分之二以上", "到会成员三分之二以上", "成员大会要全体（应到）三分之二以上同意"),
        ("成员大会", "三分之二以上", "全体成员过半数", "成员大会要全体（应到）三分之二以上同意"),
        ("成员代表大会", "", "全体代表过半数", "成员代表大会要全体（应到）三分之二以上同意"),
        ("理事会", "三分之二以上", "到会理事过半数", "理事会要全体（应到）过半数同意"),
        ("村民代表会议", "", "到会人员过半数", "没有写到会多少人才能开：村民代表会议要应到的三分之二以上到会"),
    ],
)
def test_a_vote_that_asks_for_less(meeting: str, quorum: str, majority: str, stated: str) -> None:
    [found] = findings(vote(meeting, quorum, majority))
    assert found.code == "Y852" and stated in found.message


@pytest.mark.parametrize(
    ("meeting", "quorum", "majority"),
    [
        ("村民会议", "过半数村民，或三分之二以上户的代表", "到会人员过半数"),
        ("村民会议", "三分之二以上的户的代表", "到会人员三分之二以上"),
        ("村民代表会议", "组成人员三分之二以上", "到会人员过半数"),
        ("村民代表会议或村民会议", "代表会议三分之二以上组成人员；村民会议过半数村民", "到会人员过半数"),
        ("成员大会", "成员三分之二以上", "全体成员三分之二以上"),
        ("成员大会", "", "全体成员四分之三以上"),
        ("成员代表大会", "", "全体成员代表三分之二以上"),
        ("党员大会", "党员三分之二以上", "应到会党员半数以上"),
        ("红白理事会", "", "半数以上"),
        ("村“两委”", "", "少数服从多数"),
    ],
)
def test_a_vote_that_asks_for_enough(meeting: str, quorum: str, majority: str) -> None:
    assert findings(vote(meeting, quorum, majority)) == []


def test_a_text_counts_as_a_key_does() -> None:
    [found] = findings(step("开会", "内容: 村民代表会议到会半数以上同意才算过，三分之二以上到会才能开"))
    assert found.code == "Y852" and "“半数以上”包括正好一半" in found.hint
    [found] = findings(step("申请", "时限: 当场"), more="备注: 成员大会到会的三分之二以上同意就可以")
    assert found.code == "Y852" and "按全体算" in found.hint


def test_the_rule_is_that_of_the_day() -> None:
    [found] = findings(vote("村民代表会议", "过半数", "到会人员过半数"), day="2025-06-01")
    assert "第二十六条" in found.message
    assert findings(vote("成员大会", "过半数", "到会过半数"), day="2025-01-01") == []


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ("时限: 会议召开五日前", "Y852"),
        ("时限: 会议召开十日前", ""),
        ("内容: 提前3天通知全体成员", "Y852"),
        ("内容: 提前十天通知全体成员", ""),
    ],
)
def test_members_are_told_in_time(told: str, code: str) -> None:
    later = vote("成员大会", "三分之二以上", "全体成员三分之二以上")
    assert [one.code for one in findings(step("通知开会", told) + later)] == ([code] if code else [])


@pytest.mark.parametrize(
    ("title", "text", "meeting", "right"),
    [
        ("甲", "讨论决定土地承包方案", "村民会议", "成员大会"),
        ("甲", "表决征地补偿费的分配办法", "村民代表会议", "成员大会"),
        ("甲", "讨论决定宅基地的使用方案", "村民会议", "成员大会"),
        ("甲", "表决收益分配方案", "村民代表会议", "成员大会或者章程规定的成员代表大会"),
        ("甲", "审议通过集体经济组织章程", "成员代表大会", "成员大会"),
        ("甲", "讨论决定误工补贴的标准", "成员大会", "村民会议，或者它授权的村民代表会议"),
        ("村规民约制定", "表决草案", "村民代表会议", "村民会议"),
        ("农村土地承包", "讨论通过", "村民代表会议", "成员大会"),
    ],
)
def test_who_decides(title: str, text: str, meeting: str, right: str) -> None:
    [found] = findings(step("开会", f"内容: {text}\n    办理: {meeting}"), title)
    assert found.code == "Y853" and f"要由{right}决定" in found.message


@pytest.mark.parametrize(
    ("title", "steps"),
    [
        ("甲", step("开会", "内容: 决定建设承包方案\n    办理: 村民会议")),
        ("甲", step("起草", "内容: 起草土地承包方案，请村民代表会议提意见\n    办理: 理事会")),
        ("甲", step("开会", "内容: 决定收益分配方案\n    办理: 成员代表大会")),
        (
            "村规民约",
            step("审议", "内容: 审议草案\n    办理: 村民代表会议") + step("表决", "内容: 通过\n    办理: 村民会议"),
        ),
    ],
)
def test_who_may_decide(title: str, steps: str) -> None:
    assert findings(steps, title) == []


def test_rows_of_a_list_are_held_against_the_article_that_they_cite() -> None:
    text = """\
名称: 主体责任清单
类型: 清单
所属清单: 主体责任
办理主体: 村委会
操作流程: [{步骤: 办, 时限: 当场}]
时间要求: 当场
监督管理: 村务监督委员会
发布: {施行: 2026-12-01}
事项:
  - {事项: 决定投资等重大事项, 办理主体: 村民会议, 依据: "《农村集体经济组织法》第二十六条"}
  - {事项: 决定从村集体经济所得资金的使用, 办理主体: 成员大会, 依据: "《村民委员会组织法》（2025年修正）第二十八条"}
  - {事项: 决定投资等重大事项, 办理主体: 成员大会, 依据: "《农村集体经济组织法》第二十六条"}
  - {事项: 审议村民委员会的年度工作报告, 办理主体: 成员大会, 依据: "《村民委员会组织法》（2025年修正）第二十七条"}
  - {事项: 制定村规民约, 办理主体: 成员大会, 依据: "《村民委员会组织法》（2025年修正）第三十一条"}
"""
    guide, _ = guide_and_graph(text)
    found = check_law(guide, law_day(guide, TABLE, RULES, ()))
    assert [(one.code, one.span.line) for one in found if one.span] == [("Y853", row) for row in (10, 11, 13, 14)]


def test_a_vote_counts_the_members_of_the_meeting_that_does_it() -> None:
    asked = "成员大会三分之二以上成员"
    [found] = findings(vote("村民代表会议", asked, "全体成员三分之二以上"))
    assert found.code == "Y853" and "办理的是村民代表会议，表决写的是成员大会" in found.message
    assert findings(vote("成员大会或者成员代表大会", asked, "全体成员三分之二以上")) == []


def of_place(text: str, places: tuple[str, ...]) -> list[str]:
    guide, _ = guide_and_graph(text)
    return [one.message for one in check_law(guide, law_day(guide, TABLE, RULES, places)) if one.code == "Y853"]


def test_opinions_in_writing_take_the_place_of_a_meeting_only_where_a_local_rule_says_so() -> None:
    ask = step("书面征求意见", "内容: 请全体户的代表同意{matter}\n    办理: 村委会")
    text = GUIDE.format(title="甲", steps=ask.format(matter="授权代表会议"), day="2026-12-01", more="")
    [found] = of_place(text, ("浙江省", "宁波市"))
    assert found.startswith("书面征求意见不能代替开会：只读到上海市有这样的规定") and found.endswith("浙江省、宁波市")
    [found] = of_place(text, ())
    assert found.endswith("辖区文件没有写省份")
    assert of_place(text, ("上海市",)) == []
    other = GUIDE.format(title="甲", steps=ask.format(matter="建凉亭"), day="2026-12-01", more="")
    assert "只用来决定“村民会议授权村民代表会议”" in of_place(other, ("上海市",))[0]
    offices = step("书面征求意见", "内容: 镇规划所同意才动工\n    办理: 镇人民政府")
    assert of_place(GUIDE.format(title="甲", steps=offices, day="2026-12-01", more=""), ()) == []


def test_a_definition_is_not_adopted_in_writing_where_no_local_rule_says_so() -> None:
    vote_held = "{会议: 书面征求意见, 日期: 2026-11-01, 应到: 90, 实到: 80, 同意: 70}"
    steps = step("办", "时限: 当场")
    text = GUIDE.format(title="授权村民代表会议", steps=steps, day="2026-12-01", more="").replace(
        "{施行: 2026-12-01}", f"{{施行: 2026-12-01, 表决: {vote_held}}}"
    )
    assert len(of_place(text, ("山东省",))) == 1
    assert of_place(text, ("上海市",)) == []


def test_what_a_village_meeting_decides_is_published_fifteen_days() -> None:
    decided = vote("村民代表会议", "三分之二以上", "到会人员过半数")
    posted = step("公开结果", "时限: 不少于7日\n    公示: 是")
    [found] = findings(decided + posted, "村级大事")
    assert found.code == "Y851" and "村民会议、村民代表会议决定的公布期限不得少于 15日" in found.message
    assert findings(posted + decided, "村级大事") == []


REFUSED = """\
  - 步骤: 确认
    办理: 县民政局
    判断: {符合: 下一步, 不符合: 告知}
  - 步骤: 发放
    接着: 办结
  - 步骤: 告知
    内容: %s
"""


@pytest.mark.parametrize(
    ("told", "missing"),
    [
        ("回去吧", 2),
        ("书面说明理由", 1),
        ("不服可以申请行政复议", 1),
        ("书面说明理由，不服可以行政复议、行政诉讼", 0),
    ],
)
def test_a_refusal_has_reasons_and_a_remedy(told: str, missing: int) -> None:
    found = findings(REFUSED % told, "最低生活保障申请")
    assert [one.code for one in found] == ["Y855"] * missing
    assert findings(REFUSED % told, "村里的事") == []


def test_a_finding_names_both_places_and_is_answered_in_the_guide() -> None:
    steps = step("张榜", "时限: 不少于5日\n    公示: 是")
    basis = "依据: [《村民委员会组织法》（2025年修正）第三十五条]"
    [found] = findings(steps, "村务公开", basis)
    assert found.severity is Severity.WARNING and [one.message for one in found.related] == ["依据写在这里"]
    [noted] = findings(steps, "村务公开", f"{basis}\n依据说明: 财务以外的事项按镇里规定")
    assert noted.severity is Severity.INFO


def test_old_numbers_beside_the_new_year() -> None:
    basis = "依据: [《村民委员会组织法》（2025年修正）第三十三条]"
    text = GUIDE.format(title="民主评议村委会", steps=step("评议", "时限: 当场"), day="2026-12-01", more=basis)
    guide, _ = guide_and_graph(text)
    [found] = check_law(guide, law_day(guide, TABLE, RULES, ()))
    assert found.code == "Y843" and "原第33条现在是第38条" in found.message


def test_a_list_of_old_numbers_is_found_where_some_of_them_fit() -> None:
    steps = step("公布", "内容: 审计结果在公开栏公布") + step("归档", "内容: 存进档案，村务监督委员会看着")
    for articles, codes in (("三十、三十二、三十四、三十五", ["Y843"]), ("三十五、三十七、三十九、四十", [])):
        basis = f"依据: 《村民委员会组织法》（2025年修正）第{articles}条"
        guide, _ = guide_and_graph(GUIDE.format(title="离任审计", steps=steps, day="2026-12-01", more=basis))
        assert [one.code for one in check_law(guide, law_day(guide, TABLE, RULES, ()))] == codes


def test_the_basis_of_a_step_is_read_as_that_of_a_guide() -> None:
    steps = step("决定投资", "内容: 决定投资\n    办理: 村民会议\n    依据: 《农村集体经济组织法》第二十六条")
    [found] = findings(steps)
    assert found.code == "Y853"
    text = GUIDE.format(title="甲", steps="  - {步骤: 甲, 依据: 《森林防火条例》第十六条}", day="2026-12-01", more="")
    guide, _ = guide_and_graph(text)
    assert [one.code for one in check_law(guide, law_day(guide, TABLE, RULES, ()))] == ["Y841"]


def test_what_is_published_after_a_decision_has_the_same_days() -> None:
    [found] = findings(step("公布", "时限: 不少于5日\n    公布: 村务公开栏"), "村务公开")
    assert found.code == "Y851"
