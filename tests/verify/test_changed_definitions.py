"""A finished file says one thing, the definition another: that is noticed, whatever it is; what agrees is not."""

from __future__ import annotations

import pytest

from helpers.finished import build_job, flow, found_codes, make_files, messages
from helpers.guides import FLOWS, GuideGraph, guide_and_graph
from yizhangtu.build.verification import verified
from yizhangtu.media.context import Context
from yizhangtu.media.result import Result
from yizhangtu.model.diagnostics import Text
from yizhangtu.model.project import Project

# what is other in the definition, and what is stated of the file that was made before
PURCHASE = {
    "a word": (("小额采购，社长签字同意", "小额采购，社长签字不同意"), "Y901"),
    "the title": (("名称: 村级采购", "名称: 村级采办"), "Y901"),
    "a deadline": (("时限: 供货前", "时限: 供货后"), "Y901"),
    "a deadline that another step has": (("时限: 报账后", "时限: 到货后"), "Y903"),
    "a handler that another step has": (("办理: 社长", "办理: 代理中心"), "Y903"),
    "a step more": (("  - 步骤: 签合同备案", "  - 步骤: 再看一遍\n  - 步骤: 签合同备案"), "Y902"),
    "an outcome": (("合格: 下一步", "很合格: 下一步"), "Y901"),
    "a phone": (("电话: 0000-1234567", "电话: 0000-7654321"), "Y901"),
    "a material": (("- 会议记录", "- 会议纪要"), "Y901"),
    "its number": (("编号: A-11", "编号: A-12"), "Y901"),
    "what is watched": (("监督: 村监委会列席", "监督: 村监委会到场"), "Y903"),
}


@pytest.fixture(scope="module")
def purchase(context: Context, project: Project) -> Result:
    return make_files(context, build_job(context, project, flow("村级采购", project), "poster-a3"))


def test_what_agrees_is_not_complained_of(context: Context, project: Project, purchase: Result) -> None:
    assert messages(context, build_job(context, project, flow("村级采购", project), "poster-a3"), purchase) == ""


@pytest.mark.parametrize("what", PURCHASE)
def test_a_poster_of_an_older_definition(context: Context, project: Project, purchase: Result, what: str) -> None:
    change, code = PURCHASE[what]
    other = build_job(context, project, flow("村级采购", project, change), "poster-a3")
    assert code in found_codes(context, other, purchase), messages(context, other, purchase)


def test_what_is_wrong_is_reported_at_its_place_and_nothing_is_left_to_write(
    context: Context, project: Project, purchase: Result
) -> None:
    drawn = flow("村级采购", project, ("时限: 报账后", "时限: 到货后"))
    result = verified(build_job(context, project, drawn, "poster-a3"), purchase, context.styles)
    assert not result.files
    (fault,) = [one for one in result.diagnostics if one.code == "Y903"]
    assert "poster-a3/例" in fault.message and "页第14步" in fault.message and "到货后" in fault.message
    lines = (FLOWS / "村级采购.yaml").read_text("utf-8").splitlines()
    step = next(n for n, line in enumerate(lines, 1) if "时限: 报账后" in line)
    assert fault.span and (fault.span.file, fault.span.line) == ("flows/村级采购.yaml", step)


STEPS = """\
名称: 换个去处
办理主体: 村委会
时间要求: 5个工作日
监督管理: 村监委
操作流程:
  - 步骤: 甲申请
    时限: 当场
  - 步骤: 乙登记
    时限: 1个工作日
  - 步骤: 丙审核
    时限: 2个工作日
    判断:
      同意: 下一步
      不同意: {到: 甲申请, 说明: 补正}
  - 步骤: 丁盖章
    时限: 3个工作日
    线上: 手机
"""


@pytest.mark.parametrize(
    "change, code",
    [
        (("{到: 甲申请, 说明: 补正}", "{到: 乙登记, 说明: 补正}"), "Y902"),
        (("时限: 2个工作日", "时限: 3个工作日"), "Y903"),
        (("线上: 手机", "线上: 是"), "Y903"),
        (("甲申请\n    时限: 当场\n  - 步骤: 乙登记", "乙登记\n    时限: 当场\n  - 步骤: 甲申请"), "Y902"),
    ],
    ids=["leads elsewhere", "the deadline of its neighbour", "another way online", "steps in another order"],
)
@pytest.mark.parametrize("medium", ["poster-a4", "banner-60x160", "leaflet-trifold", "text"])
def test_steps_in_every_form(context: Context, medium: str, change: tuple[str, str], code: str) -> None:
    project = Project()
    file = make_files(context, build_job(context, project, guide_and_graph(STEPS), medium))
    assert messages(context, build_job(context, project, guide_and_graph(STEPS), medium), file) == ""
    other = build_job(context, project, guide_and_graph(STEPS.replace(*change)), medium)
    assert code in found_codes(context, other, file), messages(context, other, file)


def test_a_row_and_a_score_and_a_limit(context: Context, project: Project) -> None:
    drawn = flow("村民积分制", project)
    file = make_files(context, build_job(context, project, drawn, "poster-a3"))
    assert messages(context, build_job(context, project, drawn, "poster-a3"), file) == ""
    guide, graph = drawn
    points = guide.body
    group = points.rewards[0]
    award = group.awards[0]

    def against(awards: tuple[object, ...]) -> list[str]:
        changed = points._replace(rewards=(group._replace(awards=awards), *points.rewards[1:]))
        return found_codes(
            context, build_job(context, project, (guide._replace(body=changed, texts=()), graph), "poster-a3"), file
        )

    other = award._replace(score=award.score._replace(shown="+7"))
    assert "Y903" in against((other, *group.awards[1:])) or "Y901" in against((other, *group.awards[1:]))
    swapped = award._replace(score=group.awards[1].score)
    assert against((swapped, *group.awards[1:])) == ["Y903"]
    assert against(group.awards[1:])  # one item less


def test_limits_of_two_items_changed_about(context: Context, project: Project) -> None:
    drawn = flow("红白喜事标准", project)
    file = make_files(context, build_job(context, project, drawn, "poster-a3"))
    assert messages(context, build_job(context, project, drawn, "poster-a3"), file) == ""
    guide, graph = drawn
    rows = list(guide.body.standards)
    first, other = [n for n, row in enumerate(rows) if row.most and str(row.item) in ("酒席", "车辆")][:2]
    rows[first], rows[other] = (
        rows[first]._replace(most=rows[other].most),
        rows[other]._replace(most=rows[first].most),
    )
    changed = guide._replace(body=guide.body._replace(standards=tuple(rows)))
    assert found_codes(context, build_job(context, project, (changed, graph), "poster-a3"), file) == ["Y903"]


@pytest.fixture(scope="module")
def listing(context: Context, project: Project) -> tuple[GuideGraph, Result]:
    drawn = flow("三务公开清单", project)
    return drawn, make_files(context, build_job(context, project, drawn, "poster-a3"))


def test_a_list_that_agrees(context: Context, project: Project, listing: tuple[GuideGraph, Result]) -> None:
    assert messages(context, build_job(context, project, listing[0], "poster-a3"), listing[1]) == ""


@pytest.mark.parametrize("change", ["row", "deadline", "number of rows"])
def test_rows_of_a_list(context: Context, project: Project, listing: tuple[GuideGraph, Result], change: str) -> None:
    (guide, graph), file = listing
    rows = list(guide.body.rows)
    if change == "row":
        rows[4] = rows[4]._replace(item=Text("先进党员评比结果", rows[4].item.span))
    elif change == "deadline":
        assert rows[4].within.text != rows[5].within.text  # that of its neighbour
        rows[4] = rows[4]._replace(within=rows[5].within)
    else:
        rows.pop()
    changed = guide._replace(body=guide.body._replace(rows=tuple(rows)))
    codes = found_codes(context, build_job(context, project, (changed, graph), "poster-a3"), file)
    assert {"row": "Y903", "deadline": "Y903", "number of rows": "Y905"}[change] in codes
