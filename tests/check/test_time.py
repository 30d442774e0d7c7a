"""Contradicting deadlines, the longest path, and explanations."""

import pytest

from helpers.checking import faults_of, made, reported
from yizhangtu.check import explain
from yizhangtu.check.path import longest_path


def steps(*lines: str) -> str:
    return "操作流程:\n" + "".join(f"  - {{{line}}}\n" for line in lines)


@pytest.mark.parametrize(
    ("limit", "expected"),
    [
        ("{承诺: 25个工作日, 法定: 20个工作日}", ["4:12 Y302"]),
        ("{承诺: 20个工作日, 法定: 20个工作日}", []),
        ("{承诺: 25日, 法定: 20个工作日}", []),
        ("{承诺: 看情况}", ["4:12 Y301"]),
        ("无", []),
        ("按合同", []),
    ],
)
def test_promise(limit: str, expected: list[str]) -> None:
    assert reported(f"时间要求: {limit}\n" + steps("步骤: 甲, 时限: 当场"), "Y3") == expected


@pytest.mark.parametrize(
    ("lines", "total"),
    [
        (["步骤: 甲, 时限: 3日", "步骤: 乙, 时限: 4日内"], 7),
        (["步骤: 甲, 时限: 3日", "步骤: 乙, 时限: 4个工作日"], 3),
        (["步骤: 甲, 时限: 3日", "步骤: 乙, 时限: 会前4日"], 3),
        (["步骤: 甲, 判断: {一: [{步骤: 乙, 时限: 5日}], 二: [{步骤: 丙, 时限: 9日}]}", "步骤: 丁, 时限: 1日"], 10),
        (["并行: [{步骤: 乙, 时限: 5日}, [{步骤: 丙, 时限: 4日}, {步骤: 丁, 时限: 3日}]]", "步骤: 戊, 时限: 1日"], 8),
        (
            [
                "时限: 6日, 并行: [{步骤: 乙, 时限: 5日}, [{步骤: 丙, 时限: 4日}, {步骤: 丁, 时限: 3日}]]",
                "步骤: 戊, 时限: 1日",
            ],
            7,
        ),
        (["步骤: 甲, 时限: 3日", "步骤: 乙, 时限: 4日, 判断: {好: 下一步, 差: 甲}", "步骤: 丙, 时限: 1日"], 8),
        (["步骤: 甲, 时限: 3日, 接着: 丙", "步骤: 乙, 时限: 4日, 接着: 办结", "步骤: 丙, 时限: 1日, 接着: 乙"], 8),
        (["步骤: 甲, 时限: 3日", "步骤: 乙, 公示: 是, 时限: 7日"], 10),
        (["步骤: 甲, 时限: 3日", "步骤: 乙, 时限: 4日, 接着: 甲"], 7),
    ],
)
def test_longest_path(lines: list[str], total: float) -> None:
    path = longest_path(*made("时间要求: 1日\n" + steps(*lines)))
    assert path is not None
    assert (path.unit, path.total) == ("日", total)


def test_sum_against_the_promise() -> None:
    lines = steps("步骤: 甲, 时限: 3日", "步骤: 乙, 时限: 4日", "步骤: 村内公示, 公示: 是, 时限: 不少于7日")
    assert reported("时间要求: 7日\n" + lines, "Y3") == ["4:7 Y303"]
    assert reported("时间要求: {承诺: 7日, 不计入: 公示时间}\n" + lines, "Y3") == []
    assert reported("时间要求: {承诺: 3日, 不计入: 公示和乙的时间}\n" + lines, "Y3") == ["4:12 Y303"]
    assert reported("时间要求: 7个工作日\n" + lines, "Y3") == []


def test_excluded_by_name() -> None:
    lines = steps("步骤: 甲, 时限: 3日", "步骤: 现场踏勘, 时限: 9日")
    assert reported("时间要求: {承诺: 3日, 不计入: 公示、踏勘所需时间}\n" + lines, "Y3") == []


@pytest.mark.parametrize(
    ("within", "wrong"),
    [("7日内", True), ("不超过7日", True), ("7日", False), ("不少于7日", False), ("审批后3日内", False)],
)
def test_notice_period(within: str, wrong: bool) -> None:
    assert reported("时间要求: 90日\n" + steps(f"步骤: 甲, 公示: 是, 时限: {within}"), "Y3") == (
        ["6:24 Y304"] if wrong else []
    )


def test_missing_deadlines_are_one_warning() -> None:
    lines = steps("步骤: 甲, 办理: 村民", "步骤: 乙", "步骤: 丙, 判断: {好: 下一步, 差: 办结}", "步骤: 丁, 时限: 1日")
    (fault,) = list(faults_of("时间要求: 9日\n" + lines))
    assert fault.code == "Y305"
    assert fault.span is not None and fault.span.line == 7
    assert "“乙”、“丙”共 2 步" in fault.message


def test_explain() -> None:
    text = "时间要求: {承诺: 7日, 不计入: 公示时间}\n" + steps(
        "步骤: 甲, 时限: 3日",
        "步骤: 乙, 时限: 自受理之日起2个工作日内(可延长1个工作日)",
        "步骤: 丙, 公示: 是, 时限: 7日",
    )
    assert explain(*made(text)) == (
        "继承：没有",
        "看图的人（您来办）：没有（辖区文件的“读者”里写上，就画成“您来办”）",
        "别的办理人：村委会",
        "承诺“7日”：最长7日",
        "不计入“公示时间”：丙",
        "时限 1 甲“3日”：最长3日",
        "时限 2 乙“自受理之日起2个工作日内(可延长1个工作日)”：“受理之日”起最长2个工作日，可延长1个工作日",
        "时限 3 丙“7日”：最短7日",
        "最长的一条路：甲（3日） → 乙（2个工作日，单位不同，不相加） → 丙（7日，不计入）",
        "合计：3日",
    )


def test_explain_names_the_readers() -> None:
    lines = explain(*made("时间要求: 5日\n" + steps(
        "步骤: 甲, 办理: 脱贫户或监测户本人", "步骤: 乙, 办理: 党员", "步骤: 丙, 办理: 村委会、申请人本人",
    )))  # fmt: skip
    assert lines[1:3] == ("看图的人（您来办）：脱贫户或监测户本人", "别的办理人：党员、村委会、申请人本人")


def test_explain_shows_the_longest_path_in_the_unit_of_the_steps() -> None:
    """The promise is in 工作日, all steps in 日: the sum is theirs, and the branch of 5 days is on the path."""
    branch = "判断: {一: [{步骤: 丁, 时限: 5日}], 二: [{步骤: 戊, 时限: 3日}]}"
    lines = explain(*made("时间要求: 20个工作日\n" + steps("步骤: 甲, 时限: 2日", f"步骤: 乙, {branch}", "步骤: 丙")))
    assert lines[-2:] == ("最长的一条路：甲（2日） → 乙 → 丁（5日） → 丙", "合计：7日")


def test_other_units_decide_between_equals() -> None:
    branch = "判断: {一: [{步骤: 戊, 时限: 3日}], 二: [{步骤: 丁, 时限: 5日}]}"
    path = longest_path(*made("时间要求: 9个工作日\n" + steps("步骤: 甲, 时限: 2个工作日", f"步骤: 乙, {branch}")))
    assert path is not None and (path.unit, path.total, path.nodes) == ("工作日", 2, (0, 1, 3))


@pytest.mark.parametrize("limit", ["随时可以来换", "按月交纳", "以国家统一制发时间为准", "一月一考评", "操办婚礼前后"])
def test_without_a_length_there_is_nothing_to_add_up(limit: str) -> None:
    assert reported(f"时间要求: {limit}\n" + steps("步骤: 甲", "步骤: 乙"), "Y305") == []


@pytest.mark.parametrize(("limit", "word"), [("l个工作日", "字母"), ("几个工作日", "写明几天"), ("看情况", "不能核对")])
def test_the_hint_of_an_unread_limit_fits(limit: str, word: str) -> None:
    (fault,) = (one for one in faults_of("时间要求: 随时\n" + steps(f"步骤: 甲, 时限: {limit}")) if one.code == "Y301")
    assert word in fault.hint


def test_explain_names_what_is_inherited() -> None:
    from yizhangtu.flow.graph import build_graph
    from yizhangtu.read import read_guide, read_project

    project = read_project("发布单位: 石桥镇\n监督管理: [村监委]\n监督电话: 110\n".encode(), "flows/辖区.yaml").project
    guide = read_guide("名称: 甲\n".encode(), "a.yaml", project).guide
    assert guide is not None
    assert explain(guide, build_graph(guide)[0]) == (
        "继承 监督管理：村监委（来自 flows/辖区.yaml:2）",
        "继承 监督电话：110（来自 flows/辖区.yaml:3）",
        "继承 发布单位：石桥镇（来自 flows/辖区.yaml:1）",
    )
