"""Whatever a file holds, reading it, checking it and explaining it answers with diagnostics and never raises."""

from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.cases import cases
from yizhangtu.check import by_stem, check, check_project, explain, resolve
from yizhangtu.flow.graph import build_graph
from yizhangtu.model.diagnostics import Text
from yizhangtu.model.guide import Guide
from yizhangtu.model.project import Project, Village
from yizhangtu.read import kind_of, read_guide, read_project
from yizhangtu.read.schema.keys import all_names
from yizhangtu.read.schema.kinds import AWARD, BAND, ITEM, REWARD, STANDARD

BESIDE_TEXT = "名称: 丙\n办理主体: 村委会\n时间要求: 5日\n监督管理: 丁\n操作流程: [{步骤: 开甲}]\n"
NEGATIVE_TEXT = "类型: 清单\n名称: 丁\n所属清单: 负面事项\n事项: [甲乙, {事项: 丙, 关键词: [下一, 审核], 流程: 甲}]\n"


def guide_of(text: str, file: str) -> Guide:
    guide = read_guide(text.encode(), file, Project()).guide
    assert guide is not None
    return guide


BESIDE, NEGATIVE = guide_of(BESIDE_TEXT, "甲.yaml"), guide_of(NEGATIVE_TEXT, "负面.yaml")
PROJECT = Project(villages=(Village(Text("甲村"), None, (("村名", "甲村"),)),))


def everything(data: bytes) -> None:
    result = read_guide(data, "a.yaml", PROJECT, PROJECT.villages[0])
    places = [fault.span for fault in result.diagnostics if fault.span]
    assert all(
        span.line >= 1 and span.column >= 1 and (span.end_line, span.end_column) >= (span.line, span.column)
        for span in places
    )
    assert places == sorted(places, key=lambda span: (span.line, span.column))
    if result.guide is not None:
        guide = resolve(result.guide, by_stem((BESIDE,)))
        graph, _ = build_graph(guide)
        check(guide, graph)
        explain(guide, graph)
        check_project((BESIDE, NEGATIVE, guide))
    kind_of(data, "a.yaml")
    read_project(data, "a.yaml")


@given(st.binary(max_size=300))
def test_bytes(data: bytes) -> None:
    everything(data)


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
def test_text(text: str) -> None:
    everything(text.encode())


@given(st.text(alphabet="名称步骤判断并行:：-, []{}'\"&*!|>#%@`~\n\t 甲a\\<", max_size=120))
def test_text_of_yaml_signs(text: str) -> None:
    everything(text.encode())


WORDS = st.sampled_from(
    [
        *sorted(all_names()),
        "下一步",
        "办结",
        "无",
        "甲",
        "乙",
        "5日",
        "2000元以下",
        "{{村名}}",
        "{{",
        "流程",
        "清单",
        "+5",
        "-5/次",
        ">5",
        "5–9",
        "一票否决",
        "不超过",
        "□甲 ■乙",
        "负面事项",
        "服务群众",
        "三务公开",
        "准入事项",
        "主体责任",
    ]
)
SCALARS = st.one_of(WORDS, st.none(), st.booleans(), st.integers(), st.text(alphabet="甲乙：: #{}\\", max_size=6))
TREES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(WORDS, inner, max_size=5)),
    max_leaves=25,
)
STEPS = st.recursive(
    st.fixed_dictionaries(
        {"步骤": st.sampled_from("甲乙丙丁戊")}, optional={"接着": WORDS, "时限": WORDS, "公示": SCALARS}
    ),
    lambda inner: st.one_of(
        st.fixed_dictionaries(
            {
                "步骤": st.sampled_from("甲乙丙丁戊"),
                "判断": st.dictionaries(WORDS, st.one_of(WORDS, st.lists(inner, max_size=3)), max_size=3),
            }
        ),
        st.fixed_dictionaries(
            {"并行": st.lists(st.one_of(inner, st.lists(inner, max_size=3)), max_size=3)},
            optional={"步骤": WORDS, "接着": WORDS, "时限": WORDS},
        ),
    ),
    max_leaves=8,
)


def written(value: object) -> str:
    """A tree as YAML in flow style, every text quoted."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{written(key)}: {written(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(written, value)) + "]"
    return "~" if value is None else "'" + str(value).replace("'", "''") + "'"


@given(st.dictionaries(WORDS, TREES, max_size=8))
def test_trees(tree: dict[str, object]) -> None:
    everything(written(tree).encode())


@settings(max_examples=cases(70, 200))
@given(st.lists(STEPS, max_size=5), WORDS)
def test_guides(steps: list[object], deadline: str) -> None:
    everything(written({"名称": "甲", "操作流程": steps, "时间要求": {"承诺": deadline, "不计入": "公示"}}).encode())


@settings(max_examples=cases(30, 80))
@given(st.sampled_from(["清单", "积分", "规范"]), st.dictionaries(WORDS, TREES, max_size=8))
def test_trees_of_every_kind(kind: str, tree: dict[str, object]) -> None:
    everything(written({**tree, "类型": kind, "名称": "甲"}).encode())


def rows(keys: list[str]) -> st.SearchStrategy[object]:
    """Rows of these keys, most of their values texts."""
    values = st.one_of(WORDS, SCALARS, st.lists(WORDS, max_size=2))
    return st.lists(st.one_of(WORDS, st.dictionaries(st.sampled_from(keys), values, max_size=5)), max_size=4)


@settings(max_examples=cases(40, 100))
@given(
    st.sampled_from(["主体责任", "准入事项", "负面事项", "三务公开", "服务群众"]),
    rows([*ITEM.by_name, "自己的"]),
    st.lists(WORDS, max_size=4),
)
def test_lists(name: str, items: object, columns: list[str]) -> None:
    tree = {"类型": "清单", "名称": "甲", "所属清单": name, "事项": items, "栏目": [*columns, "自己的"]}
    everything(written(tree).encode())


@settings(max_examples=cases(40, 100))
@given(rows([*AWARD.by_name]), rows([*BAND.by_name]), rows([*REWARD.by_name]), rows([*STANDARD.by_name]))
def test_points_and_standards(awards: object, bands: object, goods: object, standards: object) -> None:
    groups = [{"类别": "乙", "项": awards}]
    points = {"类型": "积分", "名称": "甲", "加分": groups, "扣分": groups, "等级": bands, "兑换": goods}
    everything(written(points).encode())
    everything(written({"类型": "规范", "名称": "甲", "标准": standards, "禁止": goods}).encode())
