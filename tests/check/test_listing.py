"""Rules inside one list: required keys of rows by 所属清单, and the four elements."""

from __future__ import annotations

import pytest

from helpers.checking import faults_of, made, reported
from yizhangtu.check import by_stem, check, explain, resolve
from yizhangtu.flow.graph import build_graph
from yizhangtu.model.diagnostics import Diagnostic
from yizhangtu.model.guide import Guide
from yizhangtu.model.listing import Listing
from yizhangtu.model.project import Project
from yizhangtu.read import read_guide

STEPS = "操作流程: [{步骤: 子, 时限: 当场}]\n"
ELEMENTS = "办理主体: 村委会\n时间要求: 5日\n监督管理: 村监委\n" + STEPS
FLOW = """\
名称: 开证明
办理主体: [村委会, 镇政府]
时间要求: {承诺: 5个工作日, 法定: 20个工作日}
监督管理: [{监督人: 村监委, 方式: 每月查}, {监督人: 镇纪委}]
操作流程: [{步骤: 子, 时限: 当场}]
"""


def listed(name: str, rows: str, more: str = ELEMENTS) -> str:
    """A list; its rows start in line 5, each of them on a line of its own."""
    return f"类型: 清单\n名称: 甲\n所属清单: {name}\n事项:\n{rows}{more}"


def codes(name: str, rows: str, more: str = ELEMENTS) -> list[str]:
    return reported(listed(name, rows, more), head="")


def flow(text: str = FLOW, file: str = "flows/开证明.yaml") -> Guide:
    guide = read_guide(text.encode(), file, Project()).guide
    assert guide is not None
    return guide


def resolved(text: str, *others: Guide) -> Guide:
    return resolve(made(text, head="")[0], by_stem(others))


def rows_of(guide: Guide) -> Listing:
    assert isinstance(guide.body, Listing)
    return guide.body


def all_faults(guide: Guide) -> tuple[Diagnostic, ...]:
    return check(guide, build_graph(guide)[0])


class TestNeeds:
    """Y803: one warning for each key, naming the rows without it."""

    @pytest.mark.parametrize(
        ("name", "row", "missing"),
        [
            ("主体责任", "事项: 乙, 办理主体: 丙", ""),
            ("主体责任", "事项: 乙, 时限: 5日", "办理主体"),
            ("准入事项", "事项: 乙, 责任部门: 丙, 村级职责: 协调联络", ""),
            ("准入事项", "事项: 乙, 责任部门: 丙", "村级职责"),
            ("准入事项", "事项: 乙, 办理主体: 丙", "责任部门 村级职责"),
            ("负面事项", "事项: 乙", ""),
            ("三务公开", "事项: 乙, 类别: 村务, 时限: 每月, 形式: 公开栏", ""),
            ("三务公开", "事项: 乙, 类别: 村务, 形式: 公开栏", "时限"),
            ("三务公开", "事项: 乙", "类别 时限 形式"),
            ("三务公开", "事项: 乙, 类别: 党务, 时限: 每月, 形式: □公开栏 □微信群", "形式"),
            ("三务公开", "事项: 乙, 类别: 财务, 时限: 每月, 形式: □公开栏 ■微信群", ""),
            ("服务群众", "事项: 乙, 时限: 5日, 帮办代办: {姓名: 丙}, 流程: 丁", ""),
            ("服务群众", "事项: 乙, 帮办代办: {姓名: 丙}, 流程: 丁", ""),
        ],
    )
    def test_each(self, name: str, row: str, missing: str) -> None:
        found = [fault for fault in faults_of(listed(name, f"  - {{{row}}}\n"), head="") if fault.code == "Y803"]
        assert [fault.message for fault in found] == [f"第 1 行“乙”没有写“{name}”" for name in missing.split()]
        assert all(fault.severity == "warning" for fault in found)
        assert all(fault.span and (fault.span.line, fault.span.column) == (5, 10) for fault in found)

    def test_only_the_rows_that_lack_something(self) -> None:
        rows = "  - {事项: 乙, 办理主体: 丙}\n  - 丁\n  - {事项: 戊, 办理主体: 己}\n  - 庚\n"
        (fault,) = faults_of(listed("主体责任", rows), head="")
        assert (fault.code, fault.message) == ("Y803", "第 2、4 行没有写“办理主体”")
        assert fault.span is not None and (fault.span.line, fault.span.column) == (6, 5)

    def test_many_rows_are_one_warning(self) -> None:
        (fault,) = faults_of(listed("主体责任", "".join(f"  - 事{n}\n" for n in range(11))), head="")
        assert fault.message == "第 1、2、3、4、5、6 等 11 行没有写“办理主体”"

    def test_who_helps(self) -> None:
        rows = "  - {事项: 乙, 时限: 5日, 流程: 子}\n  - {事项: 丙, 时限: 5日, 流程: 丑}\n"
        (fault,) = faults_of(listed("服务群众", rows), head="")
        assert (fault.code, fault.message) == ("Y803", "服务群众清单没有写“帮办代办”")
        assert codes("服务群众", rows, ELEMENTS + "帮办代办: {姓名: 丁}\n") == []
        one = rows.replace("流程: 子", "流程: 子, 帮办代办: {姓名: 丁}")
        assert codes("服务群众", one) == ["6:10 Y803"]

    def test_the_project_helps(self) -> None:
        from yizhangtu.read import read_project

        project = read_project("帮办代办: {姓名: 张××}\n".encode(), "辖区.yaml").project
        text = listed("服务群众", "  - {事项: 乙, 时限: 5日, 流程: 子}\n")
        guide = read_guide(text.encode(), "a.yaml", project).guide
        assert guide is not None and all_faults(guide) == ()

    def test_the_guide_of_a_row_supplies_who_and_when(self) -> None:
        rows = "  - {事项: 乙, 流程: 开证明}\n"
        more = ELEMENTS + "帮办代办: {姓名: 丁}\n"
        bare = flow("名称: 开证明\n操作流程: [{步骤: 子}]\n")
        for name in ("主体责任", "服务群众"):
            assert all_faults(resolved(listed(name, rows, more), flow())) == ()
            found = all_faults(resolved(listed(name, rows, more), bare))
            assert [fault.code for fault in found] == ["Y803"]


class TestOtherRules:
    """Unusual values."""

    def test_affairs(self) -> None:
        row = "  - {事项: 乙, 类别: %s, 时限: 每月, 形式: 公开栏}\n"
        assert codes("三务公开", "".join(row % word for word in ("党务", "村务", "财务", "村物"))) == ["8:17 Y804"]
        (fault,) = faults_of(listed("三务公开", row % "村物"), head="")
        assert fault.hint.startswith("是不是“村务”？") and fault.severity == "warning"

    def test_other_affairs_are_one_warning(self) -> None:
        row = "  - {事项: 乙, 类别: %s, 时限: 每月, 形式: 公开栏}\n"
        rows = "".join(row % word for word in ("收入", "支出", "财务", "其他事项")).replace("乙", "%d") % (1, 2, 3, 4)
        (fault,) = faults_of(listed("三务公开", rows), head="")
        assert (fault.code, fault.severity) == ("Y804", "warning")
        assert fault.message == "第 1、2、4 行的类别“收入”、“支出”、“其他事项”不是党务、村务、财务，会照样印出"
        assert rows_of(made(listed("三务公开", rows), head="")[0]).head("时限") == "公开时限"

    def test_the_heads_of_publication_belong_to_its_list(self) -> None:
        rows = "  - {事项: 乙, 类别: 村务, 办理主体: 丙, 时限: 5日}\n"
        assert rows_of(made(listed("主体责任", rows), head="")[0]).head("事项") == "事项"

    def test_roles(self) -> None:
        row = "  - {事项: 乙, 责任部门: 丙, 村级职责: %s}\n"
        good = ("协调联络", "[组织动员, 宣传教育]", "诉求反映、协调联络")
        assert codes("准入事项", "".join(f"{row % word}".replace("乙", str(n)) for n, word in enumerate(good))) == []
        assert codes("准入事项", row % "[宣传教育, 配合执法]") == ["5:35 Y805"]
        assert codes("主体责任", row % "配合执法") == ["5:10 Y803"]

    def test_without_a_flow_is_one_warning(self) -> None:
        rows = "".join(f"  - {{事项: 事{n}, 时限: 5日{', 流程: 子' if n == 3 else ''}}}\n" for n in range(9))
        (fault,) = faults_of(listed("服务群众", rows, ELEMENTS + "帮办代办: {姓名: 丁}\n"), head="")
        assert fault.code == "Y806" and fault.message.startswith("第 1、2、3、5、6、7 等 8 行没有写“流程”")
        assert codes("负面事项", rows) == []

    def test_a_duty_roster_needs_no_flows(self) -> None:
        rows = "  - {事项: 星期一, 时限: 全天, 值班人: 张××}\n  - {事项: 星期二, 时限: 全天, 值班人: 李××}\n"
        assert codes("服务群众", rows, ELEMENTS + "帮办代办: {姓名: 丁}\n栏目: [事项, 值班人]\n") == []

    def test_deadlines_that_are_not_understood(self) -> None:
        assert codes("负面事项", "  - {事项: 乙, 时限: 看情况吧}\n") == ["5:17 Y301"]

    def test_twice_in_one_group(self) -> None:
        rows = "  - {事项: 乙, 类别: 子}\n  - {事项: 乙, 类别: 丑}\n  - {事项: 乙 , 类别: 子}\n"
        (fault,) = faults_of(listed("负面事项", rows), head="")
        assert (fault.code, fault.related[0].span.line) == ("Y819", 5)
        assert fault.span is not None and fault.span.line == 7

    @pytest.mark.parametrize(
        "differing", ["办理主体: 丁", "金额: 410", "时限: 9日", "备注: 丁", "帮办代办: {姓名: 丁}"]
    )
    def test_rows_of_one_name_may_differ(self, differing: str) -> None:
        rows = f"  - {{事项: 张××, 类别: 子}}\n  - {{事项: 张××, 类别: 子, {differing}}}\n"
        assert codes("负面事项", rows, ELEMENTS + "栏目: [事项, 金额]\n").count("6:10 Y819") == 0

    def test_columns_that_nobody_fills(self) -> None:
        text = listed("负面事项", "  - {事项: 乙, 备注: 丙}\n") + "栏目: [事项, 时线, 时限, 公开范围, 类别]\n"
        found = [(fault.code, fault.message[:6], fault.hint) for fault in faults_of(text, head="")]
        assert [code for code, _, _ in found] == ["Y118"] * 3
        assert [hint for _, _, hint in found][:1] == ["是不是“时限”？"]

    def test_two_thousand_rows_without_anything(self) -> None:
        found = faults_of(listed("三务公开", "".join(f"  - 事{n}\n" for n in range(2000))), head="")
        assert [fault.code for fault in found] == ["Y803"] * 3


class TestElements:
    """An element that every row has is not required above."""

    ROW = "  - {事项: 乙, 办理主体: 丙, 时限: 5日, 监督: 丁, 流程: 戊}\n"

    def test_all_in_the_rows(self) -> None:
        assert codes("负面事项", self.ROW + self.ROW.replace("乙", "己"), "") == []

    @pytest.mark.parametrize(
        ("gone", "element"),
        [
            ("办理主体: 丙, ", "办理主体"),
            ("时限: 5日, ", "时间要求"),
            ("监督: 丁, ", "监督管理"),
            (", 流程: 戊", "操作流程"),
        ],
    )
    def test_one_row_lacks_one(self, gone: str, element: str) -> None:
        without = self.ROW.replace("乙", "己").replace(gone, "")
        # A row that counts on a guide that is not there lacks nothing: that is reported elsewhere.
        rows = self.ROW.replace("流程: 戊", "备注: 庚") + without.replace(", 流程: 戊", "")
        found = faults_of(listed("负面事项", rows, STEPS if element != "操作流程" else ""), head="")
        if element == "操作流程":
            rows = self.ROW + without
            found = faults_of(listed("负面事项", rows, ""), head="")
        assert [(fault.code, fault.message) for fault in found] == [("Y130", f"缺少四要素里的“{element}”")]
        assert "第 2 行“己”还没有写" in found[0].hint

    def test_steps_are_needed_where_a_row_names_no_flow(self) -> None:
        assert codes("负面事项", "  - 乙\n", ELEMENTS.replace(STEPS, "")) == ["1:1 Y130"]
        assert codes("负面事项", "  - 乙\n", "") == ["1:1 Y130"] * 4

    def test_steps_of_a_list_are_checked_like_any(self) -> None:
        more = ELEMENTS.replace(STEPS, "操作流程: [{步骤: 子, 时限: 9日}, {步骤: 丑, 时限: 当场, 接着: 子}]\n")
        assert codes("负面事项", "  - 乙\n", more) == ["7:7 Y303", "9:45 Y205"]


class TestResolve:
    """What a row takes from its guide."""

    def test_what_is_left_out(self) -> None:
        rows = "  - {事项: 乙, 流程: 开证明}\n  - {事项: 丙, 办理主体: 丁, 时限: 1日, 监督: 戊, 流程: 开证明.yaml}\n"
        guide = resolved(listed("负面事项", rows, ""), flow())
        first, second = rows_of(guide).rows
        assert (first.who, first.watch) == (("村委会", "镇政府"), ("村监委", "镇纪委"))
        assert first.when is not None and first.when.text == "5个工作日"
        assert first.linked is not None and (first.linked.stem, first.linked.title) == ("开证明", "开证明")
        assert (second.who, second.watch) == (("丁",), ("戊",))
        assert second.when is not None and second.when.text == "1日"
        assert rows_of(guide).columns == ("事项", "办理主体", "时限", "监督")
        assert guide.texts[-5:] == ("村委会", "镇政府", "5个工作日", "村监委", "镇纪委")

    def test_its_texts_stand_where_the_list_asks_for_them(self) -> None:
        guide = resolved(listed("负面事项", "  - {事项: 乙, 流程: 开证明}\n", ""), flow())
        assert {(text.span.file, text.span.line, text.span.column) for text in guide.texts[-5:] if text.span} == {
            ("a.yaml", 5, 17)
        }

    def test_what_the_law_sets_where_nothing_is_promised(self) -> None:
        guide = flow(FLOW.replace("承诺: 5个工作日, ", ""))
        row = rows_of(resolved(listed("负面事项", "  - {事项: 乙, 流程: 开证明}\n"), guide)).rows[0]
        assert row.when is not None and row.when.text == "20个工作日"

    def test_watchers_without_names(self) -> None:
        guide = flow("名称: 子\n监督管理: [村监委看公示]\n")
        row = rows_of(resolved(listed("负面事项", "  - {事项: 乙, 流程: 开证明}\n"), guide)).rows[0]
        assert (row.who, row.when, row.watch) == ((), None, ("村监委看公示",))

    def test_nothing_to_take(self) -> None:
        for text in (FLOW, listed("负面事项", "  - {事项: 乙, 流程: 没有}\n  - {事项: 丙, 流程: a}\n")):
            guide = made(text, head="")[0]
            assert resolve(guide, by_stem((flow(), guide))) is guide

    def test_the_folder_in_front_of_a_name(self) -> None:
        for name in ("flows/开证明.yaml", "./开证明", "开证明.YML", "' 开证明 '"):
            rows = rows_of(resolved(listed("负面事项", f"  - {{事项: 乙, 流程: {name}}}\n"), flow())).rows
            assert rows[0].linked is not None, name


def test_explain() -> None:
    rows = (
        "  - {事项: 乙, 类别: 子, 流程: 开证明}\n"
        "  - {事项: 丙, 类别: 子, 时限: 5日, 办理主体: 丁, 监督: 戊, 流程: 开证明}\n"
        "  - {事项: 己, 时限: 5日, 流程: 没有}\n"
    )
    guide = resolved(listed("服务群众", rows, "监督管理: 庚\n"), flow())
    assert explain(guide, build_graph(guide)[0]) == (
        "继承：没有",
        "服务群众：3 行（子 2）",
        "栏目：事项、办理主体、时限、监督",
        "流程图：3 行写了，找到 2 张",
        "时限“5日”：最长5日（2 行）",
        "第 1 行 乙：照流程图 开证明，取来办理主体 村委会、镇政府，时限 5个工作日，监督 村监委、镇纪委",
        "第 2 行 丙：照流程图 开证明",
    )
