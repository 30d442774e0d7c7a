"""The overview of flows/ read back from its PDF: every count is counted, every pointer leads where it says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

import pypdfium2 as pdfium
import pytest

from helpers.guides import GuideGraph, guide_and_graph
from helpers.media_jobs import subject_of
from yizhangtu.content.overview import boxes, facts, overview_of
from yizhangtu.media.context import Context
from yizhangtu.media.overview.overview_poster import make_overview
from yizhangtu.media.result import Document
from yizhangtu.model.conduct import Conduct
from yizhangtu.model.diagnostics import Text
from yizhangtu.model.graph import Graph
from yizhangtu.model.guide import Guide
from yizhangtu.model.listing import Listing
from yizhangtu.model.overview import Overview, counted
from yizhangtu.model.points import Points
from yizhangtu.model.project import Project

THEMES = {"清单制": "蓝", "积分制": "红", "移风易俗": "绿"}


@pytest.fixture(scope="module")
def guides(definitions: list[GuideGraph]) -> list[Guide]:
    return [guide for guide, _ in definitions]


@pytest.fixture(scope="module")
def pages(guides: list[Guide]) -> dict[str, int]:
    """A page for each guide, no two alike and in another order than that of the overview."""
    return {guide.stem: 201 + 3 * number for number, guide in enumerate(guides)}


def overview_pdf(
    context: Context,
    guides: Sequence[Guide],
    project: Project,
    pages: Mapping[str, int],
    medium: str = "poster-a3",
    theme: str = "蓝",
) -> Document:
    subjects = [subject_of((guide, Graph((), ())), project, theme) for guide in guides]
    return make_overview(context, subjects, context.styles.media[medium], pages)


def folded(text: str) -> str:
    return "".join(text.replace("\ufffe", "").split())


def texts_of(output: Document) -> list[str]:
    """The text of every sheet, blanks left out."""
    assert output.pdf is not None
    return [folded(page.get_textpage().get_text_range()) for page in pdfium.PdfDocument(output.pdf)]


@pytest.fixture(scope="module")
def whole(context: Context, guides: list[Guide], project: Project, pages: dict[str, int]) -> Document:
    return overview_pdf(context, guides, project, pages)


def test_all_of_the_project_is_on_one_sheet(whole: Document, guides: list[Guide]) -> None:
    (text,) = texts_of(whole)
    assert whole.diagnostics == ()
    for guide in guides:
        assert folded(str(guide.title)) in text
        limit = guide.deadline.promised or guide.deadline.statutory
        if limit and guide.kind != "清单":
            assert folded(str(limit.text)) in text


def test_every_number_stands_before_its_title_and_its_page_after_it(
    whole: Document, guides: list[Guide], pages: dict[str, int]
) -> None:
    text = texts_of(whole)[0].partition("您要办什么事")[2]
    for guide in guides:
        number = text.rindex(str(guide.number))  # the first one is in the legend too
        ends = [text.index(str(g.number), number + 1) for g in guides if str(g.number) in text[number + 1 :]]
        entry = text[number : min(ends, default=len(text))]
        assert folded(str(guide.title)) in entry
        assert re.findall(r"\d{3}(?=页)", entry) == [str(pages[guide.stem])]


def test_printed_counts_are_those_of_the_guides(whole: Document, guides: list[Guide]) -> None:
    text = texts_of(whole)[0]
    kinds = Counter(guide.kind for guide in guides)
    assert f"共{len(guides)}项" in text
    assert "".join(f"{kind}{kinds[kind]}" for kind in ("清单", "流程", "积分", "规范")) in text
    assert f"清单{kinds['清单']}项·流程{kinds['流程']}项" in text
    for guide in guides:
        entry = text[text.rindex(str(guide.number)) :][:90]
        match guide.body:
            case Listing() as listing:
                assert f"{len(listing.rows)}项" in entry
            case Points() as points:
                more = sum(len(group.awards) for group in points.rewards)
                less = sum(not award.is_veto for group in points.penalties for award in group.awards)
                assert f"加分{more}项·扣分{less}项·兑换{len(points.exchange)}种" in entry
            case Conduct() as conduct:
                kinds_of = len({str(one.occasion) for one in conduct.standards if one.occasion})
                assert f"{kinds_of}种场合·标准{len(conduct.standards)}条" in entry


def test_lists_hold_their_own_flows_in_the_order_of_their_numbers(guides: list[Guide], project: Project) -> None:
    overview = overview_of(guides, project, {})
    assert [block.picture for block in overview.blocks] == list(THEMES)
    lists = overview.blocks[0].sections
    assert [one.name for one in lists] == ["主体责任", "准入事项", "负面事项", "三务公开", "服务群众"]
    for one in lists:
        own = [guide for guide in guides if guide.list_name == one.name]
        assert one.head is not None and [one.head.title] == [g.title for g in own if g.kind == "清单"]
        assert [row.number for row in one.rows] == sorted(str(g.number) for g in own if g.kind == "流程")
    assert sorted(row.title for row in overview.rows) == sorted(str(guide.title) for guide in guides)
    assert sum(count.number for count in counted(overview.rows)) == len(guides)


def test_without_booklet_or_numbers_it_points_to_what_there_is(
    context: Context, guides: list[Guide], project: Project, pages: dict[str, int]
) -> None:
    bare = [guide._replace(number=None) for guide in guides]
    no_booklet, no_numbers, neither = (
        texts_of(overview_pdf(context, *wanted))[0]
        for wanted in ((guides, project, {}), (bare, project, pages), (bare, project, {}))
    )
    assert "页" not in no_booklet and "记住编号" in no_booklet and "Q-01" in no_booklet
    assert "编号" not in no_numbers and "记住手册页码" in no_numbers and "201页" in no_numbers
    assert "记住" not in neither and "页" not in neither and "看墙上这件事的图" in neither


def test_who_helps_and_how_to_go_on(whole: Document, guides: list[Guide], project: Project) -> None:
    text = texts_of(whole)[0]
    assert project.assistant is not None and project.hotline is not None
    for known in (project.assistant.name, project.assistant.phone, project.assistant.window, project.hotline):
        assert str(known) in text
    overview = overview_of(guides, project, {})
    found = {fact.key: fact for fact in facts(overview, guides, project)}
    place = Counter(str(guide.place[0]) for guide in guides if guide.place).most_common(1)[0][0]
    assert found["在哪办"].value == place + "等"
    assert [box.title for box in boxes(overview, guides, project)] == ["怎么用这张图", "监督管理"]


def more_of(guides: Sequence[Guide], times: int) -> list[Guide]:
    """Flows again and again, under new names and numbers."""
    flows_ = [guide for guide in guides if guide.kind == "流程"]
    again = [
        guide._replace(stem=f"{guide.stem}{n}", number=Text(f"{guide.number}{n}"), title=Text(f"{guide.title}{n}"))
        for n in range(times)
        for guide in flows_
    ]
    return [*guides, *again]


def test_a_hundred_guides_take_several_sheets(context: Context, guides: list[Guide], project: Project) -> None:
    many = more_of(guides, 4)
    output = overview_pdf(context, many, project, {guide.stem: number for number, guide in enumerate(many, 7)})
    sheets = texts_of(output)
    assert len(many) > 100 and len(sheets) > 1
    assert [one.code for one in output.diagnostics] == ["Y503"]
    for number, text in enumerate(sheets, 1):
        assert f"第{number}张共{len(sheets)}张" in text
        assert ("怎么用这张图" in text) == (number == len(sheets))
        assert ("在哪办" in text) == (number == 1)
    assert "清单制（续）" in sheets[1] and "（续）" not in sheets[0].partition("清单制")[0]
    everything = "".join(sheets)
    assert [guide.title for guide in many if folded(str(guide.title)) not in everything] == []
    printed = Counter(re.findall(r"\d+(?=页)", everything))
    for number in range(7, 7 + len(many)):
        assert printed[str(number)] >= 1


@pytest.mark.parametrize("medium", ["poster-a4", "poster-a3-landscape", "poster-a2", "poster-a0"])
def test_nothing_leaves_the_sheet_or_is_too_small(
    context: Context, guides: list[Guide], project: Project, pages: dict[str, int], medium: str
) -> None:
    output = overview_pdf(context, guides, project, pages, medium)
    assert output.pdf is not None
    for page in pdfium.PdfDocument(output.pdf):
        width, height = page.get_size()
        found = page.get_textpage()
        for index in range(found.count_chars()):
            left, bottom, right, top = found.get_charbox(index)
            assert left >= -0.5 and bottom >= -0.5 and right <= width + 0.5 and top <= height + 0.5
    everything = "".join(texts_of(output))
    assert [guide.title for guide in guides if folded(str(guide.title)) not in everything] == []


SHORT = """
名称: {name}
一张图: {picture}
办理主体: 村委会
时间要求: {time}
监督管理: 村监委会
操作流程:
  - 步骤: 办理
"""


def short(name: str, picture: str = "清单制", time: str = "5个工作日", more: str = "") -> Guide:
    return guide_and_graph(SHORT.format(name=name, picture=picture, time=time) + more, file=f"{name}.yaml")[0]


def rows_of(overview: Overview) -> list[tuple[str, list[tuple[str, list[str]]]]]:
    return [(b.picture, [(s.title, [r.title for r in s.rows]) for s in b.sections]) for b in overview.blocks]


def test_empty_kinds_leave_no_trace(context: Context) -> None:
    few = [short("办理甲"), short("办理乙")]
    overview = overview_of(few, Project(), {})
    assert rows_of(overview) == [("清单制", [("", ["办理甲", "办理乙"])])]
    (text,) = texts_of(overview_pdf(context, few, Project(), {}))
    assert "积分制" not in text and "移风易俗" not in text and "其他流程" not in text
    assert "帮办代办" not in text and "监督电话" not in text and "在哪办" not in text
    assert "共2项" in text and "流程2" in text


def test_flows_of_no_list_stand_last_under_a_head_of_their_own() -> None:
    found = [short("办理甲"), short("办理乙", more="所属清单: 服务群众"), short("办理丙", "积分制")]
    assert rows_of(overview_of(found, Project(), {})) == [
        ("清单制", [("服务群众", ["办理乙"]), ("其他流程", ["办理甲"])]),
        ("积分制", [("", ["办理丙"])]),
    ]


def test_what_is_not_in_force_says_so_and_what_is_done_at_once_is_marked() -> None:
    draft = short("办理甲", time="当天", more="发布: {状态: 征求意见}")
    noted = short("办理乙", time="{说明: 工作日办理}")
    one, two = overview_of([draft, noted], Project(), {}).rows
    assert (one.status, one.at_once, one.time) == ("征求意见稿", True, "当天")
    assert (two.status, two.at_once, two.time) == ("", False, "工作日办理")


def test_a_title_that_no_sheet_holds_is_reported(context: Context, guides: list[Guide], project: Project) -> None:
    endless = guides[0]._replace(title=Text("村民委员会" * 4000, guides[0].title.span))
    output = overview_pdf(context, [endless], project, {})
    assert output.pdf is None
    assert [(one.code, one.span) for one in output.diagnostics] == [("Y501", guides[0].title.span)]


def test_pictures_keep_their_colours_and_mono_has_none(
    context: Context, guides: list[Guide], project: Project, pages: dict[str, int], whole: Document
) -> None:
    def colours(output: Document) -> set[str]:
        assert output.pdf is not None
        image = pdfium.PdfDocument(output.pdf)[0].render(scale=0.5).to_pil().convert("RGB")
        return {"#{:02X}{:02X}{:02X}".format(*colour) for _, colour in image.getcolors(1 << 24)}

    themes = context.styles.themes
    assert {themes[name].colour("dark").upper() for name in THEMES.values()} <= colours(whole)
    grey = colours(overview_pdf(context, guides, project, pages, theme="mono"))
    assert all(colour[1:3] == colour[3:5] == colour[5:7] for colour in grey)


def test_equal_input_gives_equal_bytes(
    whole: Document, context: Context, guides: list[Guide], project: Project, pages: dict[str, int]
) -> None:
    assert overview_pdf(context, guides, project, pages).pdf == whole.pdf
