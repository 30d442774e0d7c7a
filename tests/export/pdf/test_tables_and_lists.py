"""Marks named as cells of rows or as entries of a list → elements of tables, of contents and of indexes."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest

from helpers.guides import GuideGraph
from helpers.media_jobs import named, subject_of, subjects_of
from helpers.structure import grid, listed, tables, texts_of
from yizhangtu.export.pdf.arrangement import arranged
from yizhangtu.export.pdf.element import Element, MarkedContent
from yizhangtu.media.booklet.booklet import make_booklet
from yizhangtu.media.context import Context
from yizhangtu.media.poster.poster import make_poster
from yizhangtu.model.page import CONTENTS, ENTRIES, TABLE, Link, Tag
from yizhangtu.model.project import Project


def outline(role: str, names: list[str], links: tuple[Link, ...] = ()) -> list[object]:
    """Roles and names of the elements that are made of parts with these names, the text of each being its name."""
    parts = [MarkedContent(name, number, [name]) for number, name in enumerate(names)]
    return shape(arranged(Tag(role, ()), "", parts, links))


def shape(one: Element) -> list[object]:
    role = "Link" if isinstance(one.item, Link) else one.item.role
    kids = [shape(kid) for kid in one.kids if isinstance(kid, Element)]
    spans = [f"{key}={value}" for key, value in one.cell if key.endswith("Span")]
    return one.name or (f"«{one.text}»" if one.text else "-") if role == "Span" else [role, *spans, *kids]  # type: ignore[return-value]


def test_cells_stand_in_rows_below_their_heads() -> None:
    names = ["head.column-1", "head.column-2", "row-1.number", "row-1.column-1", "row-2.number", "row-2.column-1"]
    assert outline(TABLE, [*names, "rows-1-2.column-2"]) == [
        "Table",
        ["TR", ["TD"], ["TH", "head.column-1"], ["TH", "head.column-2"]],
        ["TR", ["TD", "row-1.number"], ["TH", "row-1.column-1"], ["TD", "RowSpan=2", "rows-1-2.column-2"]],
        ["TR", ["TD", "row-2.number"], ["TH", "row-2.column-1"]],
    ]


def test_a_cell_of_rows_apart_is_repeated_as_text() -> None:
    names = ["rows-1,3.occasion", "row-1.item", "row-2.item", "row-2.occasion", "row-3.item"]
    assert outline(TABLE, names)[1:] == [
        ["TR", ["TH", "row-1.item"], ["TD", "rows-1,3.occasion"]],
        ["TR", ["TH", "row-2.item"], ["TD", "row-2.occasion"]],
        ["TR", ["TH", "row-3.item"], ["TD", "«rows-1,3.occasion»"]],
    ]


def test_a_row_that_has_shared_cells_only_is_a_row() -> None:
    names = ["rows-1-2.item", "row-1.limit", "rows-2,4.limit", "row-3.item", "row-3.limit"]
    assert outline(TABLE, names)[1:] == [
        ["TR", ["TH", "RowSpan=2", "rows-1-2.item"], ["TD", "row-1.limit"]],
        ["TR", ["TD", "rows-2,4.limit"]],
        ["TR", ["TH", "row-3.item"], ["TD", "row-3.limit"]],
    ]  # row 4 may be on another page


def test_labels_belong_to_the_next_cell_and_texts_between_rows_have_rows_of_their_own() -> None:
    names = ["", "row-1.item", "row-1", "row-1.remarks", "", "row-2.item", "total.words-1", "seal"]
    assert outline(TABLE, names) == [
        "Sect",
        [
            "Table",
            ["TR", ["TD", "ColSpan=2", "-"]],
            ["TR", ["TH", "row-1.item"], ["TD", "row-1", "row-1.remarks"]],
            ["TR", ["TD", "ColSpan=2", "-"]],
            ["TR", ["TH", "row-2.item"], ["TD"]],
            ["TR", ["TD", "ColSpan=2", "total.words-1"]],
        ],
        ["P", "seal"],
    ]


def test_sums_stand_in_their_columns() -> None:
    names = ["row-1.column-1", "row-1.column-2", "row-1.column-3", "total.label", "total.sum-3", "total.words-3"]
    assert outline(TABLE, names)[2:] == [
        ["TR", ["TD", "total.label"], ["TD"], ["TD", "total.sum-3"]],
        ["TR", ["TD", "ColSpan=3", "total.words-3"]],
    ]


def test_rows_of_another_kind_are_another_table() -> None:
    assert outline(TABLE, ["row-1.item", "", "tier-1.name", "tier-1.range"]) == [
        "Sect",
        ["Table", ["TR", ["TH", "row-1.item"]]],
        ["Table", ["TR", ["TD", "ColSpan=2", "-"]], ["TR", ["TH", "tier-1.name"], ["TD", "tier-1.range"]]],
    ]


def test_a_tick_is_said_in_a_word() -> None:
    parts = [MarkedContent("row-1.column-1", 0, ["甲"]), MarkedContent("row-1.channel-1.tick", 1, [""])]
    table = arranged(Tag(TABLE, ()), "", parts, ())
    cell = table.kids[0].kids[1]  # type: ignore[union-attr]
    assert isinstance(cell, Element) and isinstance(cell.kids[0], Element)
    assert isinstance(cell.kids[0].item, Tag) and cell.kids[0].item.alt == "是"


def test_entries_of_contents_and_of_indexes_have_their_own_links() -> None:
    links = tuple(Link(0, 0, 1, 1, page, "", "index-3") for page in (5, 6))
    names = ["contents.columns", "", "contents-1.title", "contents-1.page", "", "contents-2.title"]
    assert outline(CONTENTS, names, (Link(0, 0, 1, 1, 4, "", "contents-1"),)) == [
        "Sect",
        ["P", "contents.columns"],
        ["TOC", ["Caption", "-"], ["TOCI", ["Reference", ["Link", "contents-1.title", "contents-1.page"]]]],
        ["TOC", ["Caption", "-"], ["TOCI", "contents-2.title"]],
    ]
    assert outline(ENTRIES, ["index-3.word", "index-3.page", "index-3.word", "index-3.page"], links) == [
        "L", *[["LI", ["LBody", ["Reference", ["Link", "index-3.word", "index-3.page"]]]]] * 2,
    ]  # fmt: skip


@pytest.mark.parametrize("stem", ["服务群众清单", "村民积分制", "移风易俗"])
def test_tables_of_posters_are_regular_and_have_the_words_of_each_row(
    context: Context, definitions: list[GuideGraph], project: Project, stem: str
) -> None:
    drawn = named(definitions, stem)
    made = make_poster(context, subject_of(drawn, project), context.styles.media["poster-a3"])
    with pikepdf.open(BytesIO(made.pdf or b"")) as pdf:
        found = [grid(pdf, table) for table in tables(pdf)]
    assert found
    for rows in found:
        assert len({len(row) for row in rows}) == 1, "each row has a cell in each column"
    cells = {text for rows in found for row in rows for text in row}
    if stem == "移风易俗":
        rows = next(rows for rows in found if any("菜金" in row[0] for row in rows))
        of = {(row[0], row[1]): row[2] for row in rows}
        assert of["菜金（含烟酒）", "丧事（治丧、祭奠）"] == "每桌200元以内"
        assert of["礼金（非亲属）", "其他喜事（满月、升学、乔迁、祝寿）"].startswith("不办酒席")
    elif stem == "村民积分制":
        row = next(row for rows in found for row in rows if row[0].startswith("垃圾分类合格"))
        assert "+3/周" in row and "上限：每月20分" in row
        assert {"＋加分项共12项", "－扣分项共9项"} <= cells
    else:
        body = drawn[0].body
        assert {str(row.item) for row in body.rows} <= cells  # type: ignore[union-attr]
        assert found[0][0][1] == "事项"


def test_contents_and_indexes_of_the_booklet_lead_to_pages(
    context: Context, definitions: list[GuideGraph], project: Project
) -> None:
    few = subjects_of([named(definitions, stem) for stem in ("居住情况说明", "高龄津贴申领", "村民积分制")], project)
    made = make_booklet(context, few, context.styles.media["booklet-a5"])
    with pikepdf.open(BytesIO(made.pdf or b"")) as pdf:
        contents, index = listed(pdf, "/TOCI"), listed(pdf, "/LI")
        assert len(contents) == len(few) and len(index) >= len(few)
        for text, page in [*contents, *index]:
            assert text.endswith(str(page)), "the text of an entry ends with the page that it leads to"
        titles = {str(one.guide.title) for one in few}
        assert {next(title for title in titles if title in text) for text, _ in contents} == titles
        spoken = "".join(texts_of(pdf, page) for page in pdf.pages)
        assert "目录" in spoken and "高龄津贴" in spoken
