"""The booklet read back from its PDF: every string, every page number, every size; and its planning piece by piece."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pikepdf
import pypdfium2
import pytest

from helpers.media_jobs import subjects_of
from helpers.pdf_letters import MM, covered, folded, inside, letters, starts, text_of
from yizhangtu.content.chapters import (
    arranged,
    extent,
    index_of,
)
from yizhangtu.content.pinyin import dictionary_key, initial_of
from yizhangtu.media.booklet.booklet import PlannedBooklet, make_booklet, plan_booklet, print_booklet
from yizhangtu.media.context import Context
from yizhangtu.model.graph import Graph
from yizhangtu.model.guide import Guide, steps_of
from yizhangtu.model.listing import Listing
from yizhangtu.model.page import Label
from yizhangtu.model.project import Project

Drawn = tuple[Guide, Graph]
A5 = "booklet-a5"


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
