"""The parts of a booklet: rows on pages, the order of guides, what is looked up in it, and its covers."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import replace
from itertools import groupby, pairwise
from pathlib import Path

import pypdfium2
import pytest

import yizhangtu
from helpers.installed import installed_styles
from helpers.media_jobs import subjects_of
from helpers.pdf_letters import folded, letters
from yizhangtu.content.boxes import ListBox, ListItem
from yizhangtu.content.chapters import (
    arranged,
    at_home,
    edition,
    group_of,
    handlers_of,
    phones,
    same_day,
)
from yizhangtu.draw.qr import QUIET, modules
from yizhangtu.flow.cards import make_card
from yizhangtu.media.booklet import chapter_pages
from yizhangtu.media.booklet.booklet import make_booklet
from yizhangtu.media.booklet.booklet_contents import NoticeName, plan_contents
from yizhangtu.media.booklet.booklet_handlers import HandlerGroup, plan_handlers
from yizhangtu.media.common.detail_rows import DetailRow, RowMaker, StepText
from yizhangtu.media.common.details import DetailsPlanner, balanced, share_out
from yizhangtu.media.common.help_strip import plan_help
from yizhangtu.media.common.page_format import Format
from yizhangtu.media.context import Context
from yizhangtu.model.diagnostics import Text
from yizhangtu.model.graph import Graph
from yizhangtu.model.guide import Assistant, Guide
from yizhangtu.model.page import Label
from yizhangtu.model.project import Project
from yizhangtu.model.publication import Publication
from yizhangtu.read.guide.deadline import parse_deadline
from yizhangtu.system.installation import Installation

Drawn = tuple[Guide, Graph]
A5 = "booklet-a5"


def test_code_is_large_enough_to_scan(format_: Format, definitions: list[Drawn], project: Project) -> None:
    strip = plan_help(format_, definitions[0][0], project, 90)
    assert strip is not None
    size = len(modules(strip.url))
    assert strip.qr * size / (size + 2 * QUIET) >= 22 - 1e-3


def test_contents_of_many_guides_take_more_pages(format_: Format, definitions: list[Drawn]) -> None:
    many = [guide for guide, _ in definitions] * 3
    contents = plan_contents(replace(format_, groups=tuple({group_of(guide) for guide in many})), arranged(many))
    assert len(contents.pages) == -(-len(many) // 30)
    assert sum(len(rows) for page in contents.pages for _, rows in page) == len(many)


def test_a_text_in_several_rows_is_read_after_its_title(format_: Format, context: Context) -> None:
    rows = RowMaker(format_, 4.0).small("依据", "《农村土地承包经营纠纷调解仲裁法》第四十八条；" * 24)
    canvas = format_.canvas(3, context.styles.themes["蓝"])
    assert len(rows) > 1
    for row in rows:
        row.paint(canvas, 10.0, 10.0)
    names = [item.element for item in canvas.items if isinstance(item, Label)]
    assert [name for name, _ in groupby(names)] == ["", "basis"]


def test_contents_end_with_the_names_of_notices(format_: Format, definitions: list[Drawn]) -> None:
    guides = [guide for guide, _ in definitions]
    named = [f"第{number}份公示" for number in range(40)]
    contents = plan_contents(format_, arranged(guides), named)
    rows = [one for page in contents.pages for group, entries in page if group == "公示" for one in entries]
    assert [(one.number, one.title) for one in rows if isinstance(one, NoticeName)] == list(enumerate(named, 1))
    assert len(contents.pages) > len(plan_contents(format_, arranged(guides)).pages)


def test_details_shrink_before_they_take_another_page(
    format_: Format, definitions: list[Drawn], project: Project
) -> None:
    guide = next(guide for guide, _ in definitions if guide.title == "高龄津贴申领")
    full = DetailsPlanner(format_, guide, project, ()).planned()
    assert 3.75 <= full.size < format_.page.text or len(full.pages) == 2
    steps = tuple(StepText(str(i), "审核", ("村民委员会" * 12,), parts=("handler",)) for i in range(1, 40))
    long = DetailsPlanner(format_, guide, project, steps).planned()
    assert len(long.pages) > 2 and long.size >= 3.75
    assert DetailsPlanner(format_, guide, project, ()).planned(2).size == format_.page.text


def _row(height: float, section: str = "", lead: bool = False) -> DetailRow:
    return DetailRow(height, lambda leaf, x, y: None, section, lead)


def test_things_side_by_side_are_as_high_as_the_higher_one(format_: Format) -> None:
    def heights(*texts: str) -> list[float]:
        box = ListBox("要带的材料", tuple(ListItem(text, tick=True) for text in texts))
        return [row.height for row in RowMaker(format_, 4.0).listed(box)[1:]]

    (one,), (left,), (right,) = heights("甲", "乙"), heights("甲\n丙", "乙"), heights("甲", "乙\n丙")
    assert left == right == pytest.approx(2 * one)


def test_a_title_never_stands_last_and_is_repeated() -> None:
    rows = [_row(80), _row(10, "甲", True), *(_row(30, "甲") for _ in range(4))]
    pages = share_out(rows, (100, 100, 60), 2, lambda name: _row(10, f"{name}（续）", True))
    assert pages is not None
    assert [[row.height for row in page] for page in pages] == [[80], [10, 30, 30, 30], [10, 30]]
    assert pages[2][0].section == "甲（续）"
    assert share_out(rows, (60,), 2, lambda name: _row(10, name, True)) is None


def test_two_pages_are_parted_between_sections() -> None:
    rows = [_row(20, "甲", True), _row(30, "甲"), _row(20, "乙", True), _row(30, "乙"), _row(10, "丙", True)]
    pages = balanced(rows, 100, 100, 2)
    assert pages is not None and [page[0].section for page in pages] == ["甲", "乙"]


def test_guides_are_ordered_by_list_and_number(guide_of: Callable[..., Drawn]) -> None:
    def guide(title: str, more: str) -> Guide:
        return guide_of("  - 步骤: 办\n", title, more)[0]

    given = [
        guide("丁", "所属清单: 服务群众\n编号: B-2"),
        guide("丙", "所属清单: 服务群众\n编号: B-10"),
        guide("乙", "所属清单: 主体责任\n编号: A-1"),
        guide("甲", ""),
    ]
    chapters = arranged(given)
    assert [chapter.guide.title for chapter in chapters] == ["乙", "丁", "丙", "甲"]
    assert [chapter.group for chapter in chapters] == ["主体责任", "服务群众", "服务群众", "办事流程"]
    assert [(chapter.order, chapter.slot) for chapter in chapters] == [(1, 0), (2, 1), (3, 1), (4, 2)]


@pytest.mark.parametrize(
    ("text", "quick"),
    [("当场", True), ("当天", True), ("1个工作日", True), ("2小时", True), ("2个工作日", False), ("随时", False),
     ("不少于1日", False), ("每月10日前", False)],
)  # fmt: skip
def test_what_is_done_within_the_day(text: str, quick: bool, guide_of: Callable[..., Drawn]) -> None:
    guide = guide_of("  - 步骤: 办\n", "甲")[0]
    limit = guide.deadline._replace(promised=parse_deadline(Text(text)))
    assert same_day(guide._replace(deadline=limit)) is quick


def test_what_needs_no_way_is_stated_in_the_guides_own_words(definitions: list[Drawn]) -> None:
    words = {str(guide.title): at_home(guide) for guide, _ in definitions}
    assert words["养老待遇资格认证"] == "手机刷脸：手机"
    assert words["高龄津贴申领"] == words["村民建房审批"] == ""


@pytest.mark.parametrize(
    "detail",
    ["不能网上办，必须本人到村里", "本人到场，不能用手机app代替", "填写手机号码", "网上公示3天", "邮寄送达决定书",
     "不得由代办员签字", "上门办案"],
)  # fmt: skip
def test_words_alone_make_nothing_a_thing_without_a_visit(detail: str, guide_of: Callable[..., Drawn]) -> None:
    assert at_home(guide_of(f"  - 步骤: 申请\n    内容: {detail}\n", "甲")[0]) == ""


def test_the_author_says_what_needs_no_visit(guide_of: Callable[..., Drawn]) -> None:
    steps = "  - {步骤: 申请, 线上: 是}\n  - {步骤: 交材料, 线上: 邮寄}\n  - {步骤: 领证, 线上: 否}\n"
    guide, graph = guide_of(steps, "甲")
    assert at_home(guide) == "申请：可以线上办；交材料：邮寄"
    assert [remark.text for remark in make_card(1, guide, graph, installed_styles().icons, False).remarks] == [
        "线上：邮寄"
    ]


def test_the_reader_is_not_somebody_to_look_for(guide_of: Callable[..., Drawn]) -> None:
    guide = guide_of("  - 步骤: 甲\n    办理: 村民\n  - 步骤: 乙\n    办理: 镇人民政府\n  - 步骤: 丙\n")[0]
    assert handlers_of(guide) == ("村委会", "镇人民政府")


def test_every_phone_is_named_once(guide_of: Callable[..., Drawn]) -> None:
    guide = guide_of("  - 步骤: 办\n", "甲", "咨询电话: [0000-1, 0000-2]\n帮办代办: {姓名: 张××, 电话: 0000-1}")[0]
    project = Project(hotline=Text("0000-3"), assistant=Assistant(phone=Text("0000-1")))
    assert [number for _, number in phones([guide, guide], project)] == ["0000-1", "0000-3", "0000-2"]


def test_edition_is_that_of_the_latest_guide(guide_of: Callable[..., Drawn]) -> None:
    guide = guide_of("  - 步骤: 办\n")[0]
    dated = [guide._replace(publication=Publication(date=Text(d))) for d in ("2026年9月30日", "2026-10-01", "近日")]
    assert edition(dated) == "2026年10月版"
    assert edition([guide]) == ""


def test_fonts_hold_every_word_of_the_booklets_own() -> None:
    own: set[str] = set()
    folder = Path(str(yizhangtu.__file__)).parent
    sources = [*sorted((folder / "media" / "booklet").glob("booklet_*.py")), folder / "layout" / "flow" / "sample.py"]
    for source in sources:
        tree = ast.parse(source.read_text("utf-8"))
        notes = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
                continue
            if id(node) not in notes and "(?" not in node.value:  # a pattern is for authors' words
                own |= {char for char in node.value if "\u3400" <= char <= "\u9fff"}
    assert own - set(Installation().printed_characters) == set()


def test_a_long_name_on_the_back_cover_stays_on_its_row(context: Context, guide_of: Callable[..., Drawn]) -> None:
    """It stands in full beside the guide."""
    name = "甲乙丙丁" * 25
    drawn = guide_of("  - 步骤: 申请\n    办理: 村民\n", more=f"帮办代办: {{姓名: {name}, 电话: '12345678'}}")
    result = make_booklet(context, subjects_of([drawn], Project(hotline=Text("12345"))), context.styles.media[A5])
    assert result.pdf
    pages = list(pypdfium2.PdfDocument(result.pdf))
    assert name in folded("".join(page.get_textpage().get_text_range() for page in pages[:-1]))
    boxes = list(letters(pages[-1]))
    for number, one in enumerate(boxes):
        for other in boxes[:number]:
            across = min(one.right, other.right) - max(one.left, other.left)
            down = min(one.bottom, other.bottom) - max(one.top, other.top)
            assert across <= 0.3 or down <= 0.3, (one, other)


def test_a_line_is_one_line_whatever_the_author_wrote(format_: Format) -> None:
    assert len(format_.type.line("多\n行", 4).lines) == 1


def test_a_number_too_long_for_the_line_of_the_title_stands_below_it(format_: Format, context: Context) -> None:
    long = "村民代表会议2026年第100200300号登记之一"
    leaf = format_.canvas(4, context.styles.themes["蓝"])
    end = format_.head(leaf, "高龄津贴申领", long)
    assert end == pytest.approx(format_.top + format_.head_height("高龄津贴申领", long))
    title, number = (
        [one for one in leaf.items if isinstance(one, Label) and one.text in text] for text in ("高龄津贴申领", long)
    )
    assert max(one.y for one in title) < min(one.y - one.size_mm for one in number)
    assert all(one.x >= format_.left(4) for one in number)
    assert format_.head_height("高龄津贴申领", "A-07") == format_.head_height("高龄津贴申领")


def test_page_numbers_that_never_settle_are_left_out(
    context: Context, linked: list[Drawn], project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chapter_pages, "ROUNDS", 1)
    few = [drawn for drawn in linked if drawn[0].stem in ("三务公开清单", "村务公开")]
    result = make_booklet(context, subjects_of(few, project), context.styles.media[A5])
    assert result.pdf and [one.code for one in result.diagnostics] == ["Y505"]
    text = folded("".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(result.pdf)))
    assert "第888页" not in text


def test_a_handler_is_named_once_on_a_page(format_: Format, definitions: list[Drawn]) -> None:
    for times in (1, 2, 3, 4):
        index = plan_handlers(format_, arranged([guide for guide, _ in definitions] * times))
        names = [[group.name.text for group in page] for page in index.pages]
        assert all(len(page) == len(set(page)) for page in names)
        whole = format_.bottom - format_.top - format_.head_height("找谁办", "按办理主体查")
        assert all(sum(map(height_of(format_), page)) <= whole for page in index.pages)
        for before, page in pairwise(index.pages):  # what goes on from the page before says so
            assert page[0].total or page[0].name.text == before[-1].name.text.removesuffix("（续）") + "（续）"


def height_of(format_: Format) -> Callable[[HandlerGroup], float]:
    """How high a group of the index is, its name and its entries."""
    style = format_.page.finder
    line = style.text * style.leading
    return lambda group: max(group.name.height, len(group.lines) * line) + 2 * style.pad
