"""What a guide provides for beside its steps is on every medium, and it is noticed where it is another."""

from __future__ import annotations

import pytest

from helpers.finished import build_job, found_codes, make_files, messages
from helpers.guides import CASES, PROVISIONS, guide_and_graph
from yizhangtu.media.context import Context
from yizhangtu.model.diagnostics import Text
from yizhangtu.model.guide import Guide
from yizhangtu.model.project import Project
from yizhangtu.model.provisions import Provisions

MEDIA = (
    "poster-a3", "poster-a4-landscape", "booklet-a5", "leaflet-trifold", "screen-1920x1080", "longimage",
    "large-print", "text",
)  # fmt: skip


def changed(guide: Guide) -> list[tuple[str, Provisions]]:
    """The provisions with one text that is another, once for each list."""
    own, other = guide.provisions, Text("办理村民")
    return [
        (name, own._replace(**{name: (other if isinstance(first, Text) else first._replace(**{field: other}), *rest)}))
        for name, field in (("refusals", ""), ("ways", "note"), ("samples", "place"), ("rates", "amount"),
                            ("benefits", ""), ("consequences", ""), ("withdrawals", ""), ("remedies", "within"))
        for first, *rest in [getattr(own, name)]
    ]  # fmt: skip


@pytest.mark.parametrize("medium", MEDIA)
def test_they_are_there(context: Context, project: Project, medium: str) -> None:
    guide, graph = guide_and_graph(PROVISIONS, project)
    job = build_job(context, project, (guide, graph), medium)
    file = make_files(context, job)
    assert file.data and messages(context, job, file) == ""
    for name, provisions in changed(guide):
        other = guide._replace(provisions=provisions, texts=())
        assert found_codes(context, build_job(context, project, (other, graph), medium), file), name


@pytest.mark.parametrize("medium", MEDIA)
def test_cases_and_those_for_whom_something_holds_are_there(context: Context, project: Project, medium: str) -> None:
    guide, graph = guide_and_graph(CASES, project)
    file = make_files(context, build_job(context, project, (guide, graph), medium))
    job = build_job(context, project, (guide, graph), medium)
    assert file.data and messages(context, job, file) == ""
    own = guide.provisions
    first, *rest = own.cases
    other = first._replace(rates=(first.rates[0]._replace(amount=Text("办理村民")), *first.rates[1:]))
    for case in (other, first._replace(result=()), first._replace(conditions=first.conditions[1:])):
        changed_guide = guide._replace(provisions=own._replace(cases=(case, *rest)), texts=())
        codes = found_codes(context, build_job(context, project, (changed_guide, graph), medium), file)
        assert codes or (medium == "text" and case is not other)


def test_what_is_left_out_or_added_is_noticed(context: Context, project: Project) -> None:
    guide, graph = guide_and_graph(PROVISIONS, project)
    for one, two in ((guide, guide._replace(provisions=Provisions(), texts=())), (_without(guide), guide)):
        file = make_files(context, build_job(context, project, (one, graph), "poster-a4"))
        assert found_codes(context, build_job(context, project, (two, graph), "poster-a4"), file)


def _without(guide: Guide) -> Guide:
    return guide._replace(provisions=guide.provisions._replace(remedies=()), texts=())


@pytest.mark.parametrize("medium", ["poster-a4", "booklet-a5", "text"])
def test_what_was_not_read_in_the_original_is_not_expected_on_paper(
    context: Context, project: Project, medium: str
) -> None:
    guide, graph = guide_and_graph(PROVISIONS + "转引: [只读到摘录的一句话]\n", project)
    assert guide.second_hand
    job = build_job(context, project, (guide, graph), medium)
    assert messages(context, job, make_files(context, job)) == ""


def test_a_small_code_holds_the_address_of_its_list(context: Context, project: Project) -> None:
    text = "名称: 办理\n办理主体: 村委会\n时间要求: 5日\n监督管理: 镇纪委\n操作流程: [申请]\n"
    guide, graph = guide_and_graph(f"{text}申请方式: [{{方式: 网上, 网址: 'https://example.gov.cn/a'}}]\n", project)
    file = make_files(context, build_job(context, project, (guide, graph), "poster-a3"))
    assert messages(context, build_job(context, project, (guide, graph), "poster-a3"), file) == ""
    way = guide.provisions.ways[0]._replace(url=Text("https://example.gov.cn/b"))
    other = guide._replace(provisions=guide.provisions._replace(ways=(way,)), texts=())
    assert "二维码" in messages(context, build_job(context, project, (other, graph), "poster-a3"), file)
