"""Whatever a file holds, reading it, checking it and explaining it answers with diagnostics and never raises."""

from hypothesis import given, settings
from hypothesis import strategies as st
from reading import STEADY

from yizhangtu.check import check, explain
from yizhangtu.graph import build_graph
from yizhangtu.model.diagnostics import Text
from yizhangtu.model.project import Project, Village
from yizhangtu.read import kind_of, read_guide, read_project
from yizhangtu.read.keys import all_names

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
        graph, _ = build_graph(result.guide)
        check(result.guide, graph)
        explain(result.guide, graph)
    kind_of(data, "a.yaml")
    read_project(data, "a.yaml")


@STEADY
@given(st.binary(max_size=300))
def test_bytes(data: bytes) -> None:
    everything(data)


@STEADY
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
def test_text(text: str) -> None:
    everything(text.encode())


@STEADY
@given(st.text(alphabet="名称步骤判断并行:：-, []{}'\"&*!|>#%@`~\n\t 甲a\\<", max_size=120))
def test_text_of_yaml_signs(text: str) -> None:
    everything(text.encode())


WORDS = st.sampled_from(
    [*sorted(all_names()), "下一步", "办结", "无", "甲", "乙", "5日", "2000元以下", "{{村名}}", "{{", "流程"]
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


@STEADY
@given(st.dictionaries(WORDS, TREES, max_size=8))
def test_trees(tree: dict[str, object]) -> None:
    everything(written(tree).encode())


@settings(STEADY, max_examples=200)
@given(st.lists(STEPS, max_size=5), WORDS)
def test_guides(steps: list[object], deadline: str) -> None:
    everything(written({"名称": "甲", "操作流程": steps, "时间要求": {"承诺": deadline, "不计入": "公示"}}).encode())
