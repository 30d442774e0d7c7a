"""The booklet read back from its PDF: every string, every page number, every size; and its planning piece by piece."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

import yizhangtu
from helpers.installed import installed_styles
from helpers.media_jobs import subject_of
from helpers.pdf_letters import MM, covered, folded, inside, letters, starts, text_of
from yizhangtu.check import by_stem, resolve
from yizhangtu.content.boxes import ListBox, ListItem
from yizhangtu.content.chapters import (
    arranged,
    at_home,
    edition,
    extent,
    group_of,
    handlers_of,
    index_of,
    phones,
    same_day,
)
from yizhangtu.content.pinyin import dictionary_key, initial_of
from yizhangtu.draw.qr import QUIET, modules
from yizhangtu.export.pdf.press import Press
from yizhangtu.flow.cards import make_card
from yizhangtu.media.booklet import chapter_pages
from yizhangtu.media.booklet.booklet import PlannedBooklet, make_booklet, plan_booklet, print_booklet
from yizhangtu.media.booklet.booklet_contents import plan_contents
from yizhangtu.media.common.detail_rows import DetailRow, RowMaker, StepText
from yizhangtu.media.common.details import DetailsPlanner, balanced, share_out
from yizhangtu.media.common.help_strip import plan_help
from yizhangtu.media.common.page_format import Format
from yizhangtu.media.common.panel_pages import pages_of
from yizhangtu.media.context import Context
from yizhangtu.media.kind import Subject
from yizhangtu.model.diagnostics import Text
from yizhangtu.model.graph import Graph
from yizhangtu.model.guide import Assistant, Guide, Publication, steps_of
from yizhangtu.model.listing import Listing
from yizhangtu.model.page import About, Label, Link, Tag
from yizhangtu.model.project import Project
from yizhangtu.read.guide.deadline import parse_deadline
from yizhangtu.style.styles import PICTURE_THEMES
from yizhangtu.system.installation import Installation

Drawn = tuple[Guide, Graph]
A5 = "booklet-a5"


@pytest.fixture(scope="module")
def linked(definitions: list[Drawn]) -> list[Drawn]:
    """All guides; the rows of lists know the guides that they name."""
    known = by_stem(guide for guide, _ in definitions)
    return [(resolve(guide, known), graph) for guide, graph in definitions]


def subjects_of(drawn: Sequence[Drawn], project: Project, theme: str = "") -> list[Subject]:
    """Guides in the themes of their pictures, or in one."""
    return [subject_of(one, project, theme or PICTURE_THEMES[str(one[0].picture)]) for one in drawn]


@pytest.fixture(scope="module")
def format_(context: Context) -> Format:
    return Format(context.styles.booklet, context.styles.media[A5], context.typesetter, ("服务群众",))


@pytest.fixture(scope="module")
def planned(context: Context, linked: list[Drawn], project: Project) -> PlannedBooklet:
    return plan_booklet(context, subjects_of(linked, project), context.styles.media[A5])


@pytest.fixture(scope="module")
def pdf(context: Context, planned: PlannedBooklet, project: Project) -> bytes:
    assert not planned.faults
    return print_booklet(context, planned, project)


@pytest.fixture(scope="module")
def book(pdf: bytes) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(pdf)


@pytest.fixture(scope="module")
def texts(book: pypdfium2.PdfDocument) -> list[str]:
    """The text of each page, white space folded."""
    return [text_of(page) for page in book]


def test_pages_are_a5_and_a_multiple_of_four(book: pypdfium2.PdfDocument) -> None:
    assert len(book) % 4 == 0
    assert {tuple(round(side * MM) for side in page.get_size()) for page in book} == {(148, 210)}


def test_every_string_of_every_guide_is_printed(definitions: list[Drawn], texts: list[str]) -> None:
    everything = "".join(texts)
    missing = []
    for guide, _ in definitions:
        missing += [text for text in guide.texts if folded(text) not in everything]
    assert missing == []


def test_every_guide_has_a_bookmark(
    definitions: list[Drawn], book: pypdfium2.PdfDocument, texts: list[str], planned: PlannedBooklet
) -> None:
    marks = starts(book)
    assert {"目录", "这样看图", "我要办什么", "找谁办"} <= set(marks)
    for chapter in planned.chapters:
        page = marks[str(chapter.guide.title)]
        assert planned.page_of and planned.page_of[chapter.order] == page
        assert folded(chapter.guide.title) in texts[page - 1]


def test_no_page_is_for_notes_but_those_that_folding_needs(texts: list[str]) -> None:
    lined = [number for number, text in enumerate(texts, 1) if "我的记录" in text]
    assert len(lined) <= 3 and all(number >= len(texts) - 3 for number in lined)


def test_texts_of_steps_are_on_their_cards_or_on_the_facing_page(
    book: pypdfium2.PdfDocument, texts: list[str], planned: PlannedBooklet
) -> None:
    """The number of the page that has the content of a step, next to the number of the page with its name."""
    for chapter in planned.chapters:
        guide, first = chapter.guide, (planned.page_of or {})[chapter.order]
        later = [page for page in (planned.page_of or {}).values() if page > first]
        own = range(first, min(later, default=len(texts)))
        for step in steps_of(guide.steps):
            if not step.detail:
                continue
            named = [number for number in own if folded(step.name) in texts[number - 1]]
            detailed = [number for number in own if folded(step.detail) in texts[number - 1]]
            assert any(d == n or (d == n + 1 and n % 2 == 0) for n in named for d in detailed), (guide.title, step.name)


def test_keywords_lead_to_the_page_of_their_guide(
    context: Context, guide_of: Callable[..., Drawn], project: Project
) -> None:
    drawn = [
        guide_of("  - 步骤: 申请\n    办理: 村民\n", "最低生活保障", "关键词: [低保, 困难补助]"),
        guide_of("  - 步骤: 申请\n    办理: 村民\n", "村民建房审批", "关键词: 盖房"),
    ]
    result = make_booklet(context, subjects_of(drawn, project), context.styles.media[A5])
    assert result.pdf
    document = pypdfium2.PdfDocument(result.pdf)
    marks = starts(document)
    text = text_of(document[marks["我要办什么"] - 1])
    low, built = marks["最低生活保障"], marks["村民建房审批"]
    assert f"C村民建房审批{built}D低保看最低生活保障{low}G盖房看村民建房审批{built}K困难补助看最低生活保障{low}" in text


def test_a_booklet_of_one_guide_is_a_single_folded_sheet(
    context: Context, definitions: list[Drawn], project: Project
) -> None:
    (drawn,) = [one for one in definitions if one[0].title == "高龄津贴申领"]
    result = make_booklet(context, subjects_of([drawn], project), context.styles.media[A5])
    assert result.pdf
    pages = [text_of(page) for page in pypdfium2.PdfDocument(result.pdf)]
    assert len(pages) == 4 and "高龄津贴申领" in pages[0]
    assert not any(word in "".join(pages) for word in ("目录", "找谁办", "我要办什么", "我的记录"))


def test_pages_without_lines_where_the_project_wants_no_notes(
    context: Context, definitions: list[Drawn], project: Project
) -> None:
    (drawn,) = [one for one in definitions if one[0].title == "人民调解"]
    counts = []
    for wanted in (project, replace(project, lined=False)):
        result = make_booklet(context, subjects_of([drawn], wanted), context.styles.media[A5])
        assert result.pdf
        pages = [text_of(page) for page in pypdfium2.PdfDocument(result.pdf)]
        counts.append((len(pages), sum("我的记录" in page for page in pages)))
    assert counts[0][0] == counts[1][0] and counts[1][1] == 0


def test_only_handlers_of_several_guides_are_looked_up(guide_of: Callable[..., Drawn]) -> None:
    guides = [
        guide_of("  - 步骤: 甲\n    办理: 镇人民政府\n", "一")[0],
        guide_of("  - 步骤: 甲\n    办理: 镇人民政府\n  - 步骤: 乙\n    办理: 县民政局\n", "二")[0],
    ]
    assert [(name, len(own)) for name, own in index_of(arranged(guides))] == [("村委会", 2), ("镇人民政府", 2)]


def test_words_are_in_the_order_of_a_dictionary() -> None:
    words = ["最低生活保障", "“文明户”", "采购", "低保", "A级户", "殡葬"]
    assert sorted(words, key=dictionary_key) == ["A级户", "采购", "低保", "“文明户”", "最低生活保障", "殡葬"]
    assert [initial_of(word) for word in words] == ["Z", "W", "C", "D", "A", "#"]


def test_contents_print_the_pages_on_which_the_guides_are(book: pypdfium2.PdfDocument, planned: PlannedBooklet) -> None:
    marks = starts(book)
    rows: list[tuple[str, int]] = []
    for number in range(marks["目录"], marks["这样看图"]):
        links = [link for leaf in planned.pages[number - 1] for link in leaf.links]
        for link in sorted(links, key=lambda one: one.y):
            rows.append((inside(book[number - 1], link.x, link.y, link.width, link.height), link.target))
    assert len(rows) == len(planned.chapters)
    for (row, page), chapter in zip(rows, planned.chapters, strict=True):
        assert row.startswith(f"{chapter.order}{folded(chapter.guide.title)}")
        assert row.endswith(str(page)) and page == marks[str(chapter.guide.title)]
        assert extent(chapter.guide) in row


def test_rows_of_lists_point_to_the_pages_of_their_guides(book: pypdfium2.PdfDocument, planned: PlannedBooklet) -> None:
    titles = {page: title for title, page in starts(book).items()}
    for chapter in planned.chapters:
        listing = chapter.guide.body
        if not isinstance(listing, Listing):
            continue
        wanted = [row.linked.title for row in listing.rows if row.linked]
        found = []
        first = (planned.page_of or {})[chapter.order]
        pages = range(first, min([page for page in titles if page > first]))
        for number in pages:
            for leaf in planned.pages[number - 1]:
                for link in leaf.links:
                    assert inside(book[number - 1], link.x, link.y, link.width, link.height).endswith(
                        f"{link.target}页"
                    )
                    found.append(titles[link.target])
        assert found == wanted
    assert sum(1 for chapter in planned.chapters if isinstance(chapter.guide.body, Listing)) > 3


def test_links_lead_to_the_page_printed_in_them(pdf: bytes, book: pypdfium2.PdfDocument) -> None:
    found = 0
    with pikepdf.open(BytesIO(pdf)) as document:
        pages = {page.objgen: number for number, page in enumerate(document.pages, 1)}
        for number, page in enumerate(document.pages):
            for link in page.get("/Annots", []):
                left, top, right, bottom = (float(value) for value in link.Rect)
                text = book[number].get_textpage().get_text_bounded(left, min(top, bottom), right, max(top, bottom))
                numbers = {int(part) for part in re.findall(r"\d+", text)}
                assert pages[link.Dest[0].objgen] in numbers, text
                found += 1
    assert found > 50


def test_page_numbers_are_printed_at_the_outer_edge(book: pypdfium2.PdfDocument) -> None:
    for number, page in enumerate(book, 1):
        if number in (1, len(book)):
            continue
        foot = [letter for letter in letters(page) if letter.top > 198 and letter.char.isdigit()]
        assert "".join(x.char for x in sorted(foot, key=lambda x: x.left)) == str(number)
        assert all(x.left < 20 if number % 2 == 0 else x.left > 128 for x in foot)


def test_nothing_leaves_its_margins_and_nothing_is_too_small(book: pypdfium2.PdfDocument) -> None:
    for number, page in enumerate(book, 1):
        for letter in letters(page):
            assert letter.size >= 2.8, (number, letter)
            assert letter.left >= 0 and letter.right <= 148 and letter.top >= 0 and letter.bottom <= 210
            tab = letter.right <= 6.1 or letter.left >= 141.9
            if not tab and 1 < number < len(book):
                left, right = (9, 135) if number % 2 == 0 else (13, 139)
                assert left - 0.4 <= letter.left and letter.right <= right + 1.3, (number, letter)


def test_no_letter_covers_another(book: pypdfium2.PdfDocument) -> None:
    for number, page in enumerate(book, 1):
        assert covered(page) == [], number


def test_flows_and_tables_reach_the_floor(planned: PlannedBooklet, context: Context) -> None:
    floor = context.styles.media[A5].floor_mm
    found = [drawing for page in planned.pages for leaf in page for _, _, drawing, _ in leaf.figures]
    assert {"rail", "list", "points", "conduct"} <= {drawing.form for drawing in found}
    assert [drawing.form for drawing in found if drawing.min_text_mm < floor - 1e-6] == []


def test_a_short_guide_takes_one_spread_with_every_detail_on_its_cards(planned: PlannedBooklet) -> None:
    order = next(c.order for c in planned.chapters if c.guide.title == "农村土地流转")
    page = (planned.page_of or {})[order]
    (left,), (right,) = planned.pages[page - 1], planned.pages[page]
    assert left.heading and not right.figures
    (_, _, drawing, _), *more = left.figures
    assert drawing.form == "rail" and not more
    written = "".join(item.text for item in drawing.items if isinstance(item, Label))
    assert "填转出委托书" in written or "转出委托书" in written


def test_connectors_of_a_parted_flow_name_pages(book: pypdfium2.PdfDocument, texts: list[str]) -> None:
    first = starts(book)["村委会换届选举"]
    assert f"第{first + 1}页" in texts[first - 1]
    assert f"第{first}页" in texts[first]


def test_drafts_say_so(texts: list[str], book: pypdfium2.PdfDocument, definitions: list[Drawn]) -> None:
    marks = starts(book)
    for guide, _ in definitions:
        words = {"征求意见": "征求意见稿", "试行": "试行"}.get(str(guide.publication.status))
        if words:
            assert words in texts[marks[str(guide.title)] - 1]
            assert words in "".join(texts[marks["目录"] - 1 : marks["这样看图"] - 1])


def test_counts_are_counted(texts: list[str], definitions: list[Drawn]) -> None:
    kinds = Counter(guide.kind for guide, _ in definitions)
    for words in ("{清单}张清单", "{流程}项流程", "{积分}套积分", "{规范}套标准"):
        assert words.format(**kinds) in texts[0]
    assert "2026年11月版" in texts[0]


def test_equal_input_gives_equal_bytes(context: Context, definitions: list[Drawn], project: Project) -> None:
    one, two = (
        make_booklet(context, subjects_of(definitions[4:6], project), context.styles.media[A5]).pdf for _ in range(2)
    )
    assert one == two


def test_a_bare_guide_in_black_and_white(context: Context, guide_of: Callable[..., Drawn]) -> None:
    """No assistant, no address, no number, a title of 300 characters, and markup as plain words."""
    title = "甲乙丙" * 98 + "<b>&"
    guide, graph = guide_of("  - 步骤: 申请\n    办理: 村民\n  - 步骤: 审核\n", title)
    result = make_booklet(context, subjects_of([(guide, graph)], Project(), "mono"), context.styles.media[A5])
    assert result.pdf
    document = pypdfium2.PdfDocument(result.pdf)
    assert len(document) == 4
    assert folded(title) in folded(document[1].get_textpage().get_text_range())
    assert starts(document)[title] == 2
    assert all(x.right <= 148 and x.bottom <= 210 for page in document for x in letters(page))


def test_drawings_may_be_written_as_svg(context: Context, planned: PlannedBooklet) -> None:
    press = Press(context.subset.regular, context.subset.bold, context.styles.icons.paths, paints=False)
    (page,) = pages_of(planned.pages[1:2])
    (section,) = page.items
    assert isinstance(section, Tag)
    items = (section._replace(items=tuple(item for item in section.items if not isinstance(item, Link))),)
    printed = pypdfium2.PdfDocument(press.print([page._replace(items=items)], About("手册")))
    assert "村委会换届选举" in folded(printed[0].get_textpage().get_text_range())


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
