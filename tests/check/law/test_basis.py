"""What the table of laws says of a guide's 依据, on the day of its 施行."""

from __future__ import annotations

import pytest

from helpers.guides import guide_and_graph
from yizhangtu.check.law import check_law, law_day
from yizhangtu.law.instruments import Instrument, LawTable, Version, law_table
from yizhangtu.law.rules import law_rules
from yizhangtu.model.codes import Severity
from yizhangtu.model.diagnostics import Diagnostic

RULES = law_rules()
GUIDE = """\
名称: 甲
办理主体: 村委会
时间要求: {deadline}
监督管理: 村监委
操作流程: [{{步骤: 申请, 时限: 当场}}]
依据: {basis}
发布: {{施行: {day}}}
{more}"""


def findings(
    basis: str, day: str = "2026-12-01", places: tuple[str, ...] = (), deadline: str = "当场", more: str = "",
    table: LawTable | None = None,
) -> list[Diagnostic]:  # fmt: skip
    text = GUIDE.format(basis=f'["{basis}"]' if basis else "[]", day=day, deadline=deadline, more=more)
    guide, _ = guide_and_graph(text)
    return list(check_law(guide, law_day(guide, table or law_table(), RULES, places)))


@pytest.mark.parametrize(
    ("basis", "code", "stated"),
    [
        ("《村民委员会组织法》（2018年修正）第三十三条", "Y843", "原第33条现在是第38条"),
        (
            "《村民委员会组织法》第三十至三十二条",
            "Y843",
            "原第30条现在是第35条，原第31条现在是第36条，原第32条现在是第37条",
        ),
        ("《村民委员会组织法》（2025年修正）第六十条", "Y842", "只有 50 条"),
        ("《森林防火条例》（2008年）第十六条", "Y841", "由《森林草原防灭火条例》代替"),
        ("《社会救助暂行办法》（2019年）第四条", "Y841", "以《社会救助法》为准"),
        ("《农村五保供养工作条例》第六条", "Y841", "以《社会救助法》为准"),
        ("《殡葬管理条例》（2012年修正）第二条", "Y843", "有效的是2025年"),
        ("《医疗保障法》第一条", "Y841", "2027-01-01才施行"),
        ("《没有这部管理条例》第一条", "Y847", "没有核对"),
        ("《土地管理法》第十至二条", "Y848", "第10条至第2条"),
        ("《土地管理法", "Y848", "没有成对"),
    ],
)
def test_what_is_wrong_is_told(basis: str, code: str, stated: str) -> None:
    found = findings(basis)
    assert [one.code for one in found] == [code]
    assert stated in found[0].message + found[0].hint and found[0].span is not None and found[0].span.line == 6


@pytest.mark.parametrize(
    "basis",
    [
        "《村民委员会组织法》（2025年修正）第三十五条",
        "《村民委员会组织法》（2026年1月1日起施行）第五十条",
        "《村民委员会组织法》",
        "《社会救助法》（2026年）第七十八条",
        "《中华人民共和国土地管理法》第六十二条",
        "本村《积分管理办法》（样例）",
        "本镇的做法",
        "《民法典》第一千二百六十条",
    ],
)
def test_what_is_right_is_left_alone(basis: str) -> None:
    assert findings(basis) == []


def test_the_day_is_that_of_the_guide() -> None:
    assert findings("《村民委员会组织法》（2018年修正）第三十三条", day="2025-06-01")[0].code == "Y845"
    assert findings("《社会救助法》第三条", day="2026-06-30")[0].code == "Y841"
    assert findings("《社会救助法》第三条", day="2026-07-01") == []


def test_the_law_of_another_place() -> None:
    basis = "《山东省村务公开条例》（2018年修正）第十三条"
    assert [one.code for one in findings(basis, places=("浙江省",))] == ["Y844"]
    assert findings(basis, places=("山东省", "济南市")) == [] and findings(basis) == []
    assert findings("《宁波市法治乡村建设促进条例》（2021年）第十条", places=("浙江省", "宁波市")) == []
    assert findings("《山东省村务公开条例》（样例）", places=("浙江省",)) == []


def test_a_change_within_a_year_is_a_note() -> None:
    coming = Instrument("甲法", "法律", "全国", (Version("2020-01-01", "", 9), Version("2026-10-01", "2027-06-01", 9)))
    ending = Instrument("乙条例", "行政法规", "全国", (Version("2020-01-01", "", 9),), repealed="2027-05-01")
    table = LawTable([coming, ending])
    for basis, stated in (("《甲法》（2020年）第一条", "2027-06-01起施行新的"), ("《乙条例》", "2027-05-01失效")):
        found = findings(basis, table=table)
        assert [one.code for one in found] == ["Y845"] and found[0].severity is Severity.INFO
        assert stated in found[0].message
        assert findings(basis, table=table, day="2026-01-01") == []


def test_a_statutory_limit_has_an_article() -> None:
    statutory = "{法定: 5日}"
    assert [one.code for one in findings("", deadline=statutory)] == ["Y846"]
    assert [one.code for one in findings("《土地管理法》", deadline=statutory)] == ["Y846"]
    assert findings("《土地管理法》第六十二条", deadline=statutory) == []
    assert findings("《土地管理法》", deadline="{承诺: 5日}") == []


def test_an_answer_in_the_guide_makes_it_a_note() -> None:
    basis = "《森林防火条例》（2008年）第十六条"
    found = findings(basis, more="依据说明: 历史材料\n")
    assert [one.severity for one in found] == [Severity.INFO]
