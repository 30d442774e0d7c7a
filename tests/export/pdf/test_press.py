"""Pages → facts of the PDF: places of letters, links, bookmarks, structure elements, and text in its order."""

from __future__ import annotations

import ctypes
import gc
import io
import pathlib
import resource
from collections.abc import Sequence

import pikepdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.guides import LETTERS
from helpers.presses import PRESSES, with_press
from yizhangtu.export.pdf.press import Press
from yizhangtu.media.context import Context, Printer
from yizhangtu.model.page import ARTIFACT, FIGURE, About, Bookmark, Group, Item, Label, Link, Page, Path, Tag

SIDE = 100.0
PT = 72 / 25.4
TEXT = st.text(st.sampled_from(LETTERS), min_size=1, max_size=12)


@pytest.fixture(scope="module", params=PRESSES)
def press(context: Context, request: pytest.FixtureRequest) -> Printer:
    return with_press(context, request.param).press


def page(context: Context, *items: Item) -> Page:
    return Page(SIDE, SIDE, context.styles.themes["蓝"], items)


def paragraph(text: str, y: float) -> Tag:
    return Tag("P", (Label(5.0, y, text, 5.0),))


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


def roles(pdf: pikepdf.Pdf) -> list[str]:
    return [str(kid.S) for kid in pdf.Root.StructTreeRoot.K[0].K]


def test_letters_stand_where_the_page_says(press: Printer, context: Context) -> None:
    moved = Tag(FIGURE, (Group((Label(1.0, 2.0, "乙", 5.0),), 60.0, 70.0),), "乙", (60.0, 70.0, 9.0, 9.0))
    data = press.print([page(context, paragraph("甲", 20.0), moved)], About("题"))
    text = pypdfium2.PdfDocument(data)[0].get_textpage()
    for char, x, y in (("甲", 5.0, 20.0), ("乙", 61.0, 72.0)):
        left, low, right, high = text.get_charbox(text.get_text_range().index(char))
        assert x <= left / PT < right / PT <= x + 5.0
        assert y - 5.0 <= SIDE - high / PT < SIDE - low / PT <= y + 0.7


def test_links_lead_to_pages_and_addresses_and_say_where(press: Printer, context: Context) -> None:
    links = (Link(10.0, 20.0, 30.0, 5.0, 2, "第2页"), Link(0.0, 0.0, 9.0, 9.0, "https://例.cn/", "办事指南"))
    pages = [page(context, paragraph("甲", 30.0), *links), page(context, paragraph("乙", 30.0))]
    with opened(press.print(pages, About("题"))) as pdf:
        first, second = pdf.pages[0].Annots
        assert [round(float(x) / PT, 1) for x in first.Rect] == [10.0, 75.0, 40.0, 80.0]
        assert first.Dest[0].objgen == pdf.pages[1].obj.objgen and str(first.Contents) == "第2页"
        assert str(second.A.URI) == "https://例.cn/" and str(second.Contents) == "办事指南"
        assert all(int(note.F) == 4 for note in (first, second))
        assert roles(pdf) == ["/P", "/Link", "/Link", "/P"]
        parents = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
        owner = parents[parents.index(int(first.StructParent)) + 1]
        assert str(owner.S) == "/Link" and owner.K[0].Obj.objgen == first.objgen
        assert "/Annots" not in pdf.pages[1]


def test_bookmarks_stand_at_their_places(press: Printer, context: Context) -> None:
    marks = (Bookmark(1, "一", 10.0, 20.0), Bookmark(2, "二", 0.0, 50.0))
    data = press.print([page(context, *marks, paragraph("甲", 30.0))], About("题"))
    found = [(one.level, one.get_title(), one.get_dest().get_view()) for one in pypdfium2.PdfDocument(data).get_toc()]
    assert [(level, title) for level, title, _ in found] == [(0, "一"), (1, "二")]
    assert [round(value / PT, 1) for value in found[0][2][1][:2]] == [10.0, 80.0]


def test_tags_become_structure_elements_in_reading_order(press: Printer, context: Context) -> None:
    ground = Path((("M", (0.0, 0.0)), ("L", (SIDE, 0.0)), ("L", (SIDE, 9.0)), ("Z", ())), "band")
    figure = Tag(FIGURE, (ground,), "底色", (0.0, 0.0, SIDE, 9.0))
    title = Tag("H1", (Tag("Span", (Label(5.0, 6.0, "题", 5.0),)),), layer=1)
    step = Tag("P", (Label(5.0, 30.0, "步", 5.0),), name="step-1")
    with opened(press.print([page(context, title, figure, Tag(ARTIFACT, (ground,)), step)], About("题"))) as pdf:
        assert roles(pdf) == ["/H1", "/Figure", "/P"]
        _, shown, named = pdf.Root.StructTreeRoot.K[0].K
        assert str(shown.Alt) == "底色"
        assert [round(float(x) / PT, 1) for x in shown.A.BBox] == [0.0, 91.0, 100.0, 100.0]
        assert str(named.ID) == "p1/step-1"
        names = pdf.Root.StructTreeRoot.IDTree.Names
        assert str(names[0]) == "p1/step-1" and names[1].objgen == named.objgen
        content = pdf.pages[0].Contents.read_bytes()
    assert content.count(b"/Artifact BMC") == 1 and content.index(b"/Figure <<") < content.index(b"/Span <<")


def test_no_level_of_headings_is_left_out(press: Printer, context: Context) -> None:
    heads = [Tag(role, (Label(5.0, 9.0 * y, "题", 5.0),)) for y, role in enumerate(("H1", "H3", "H2", "H3"), 1)]
    with opened(press.print([page(context, *heads)], About("题"))) as pdf:
        assert roles(pdf) == ["/H1", "/H2", "/H2", "/H3"]


def test_a_document_says_what_it_is(press: Printer, context: Context) -> None:
    about = About("<题>", "某村", "摘要", "2026-11-01")
    with opened(press.print([page(context, paragraph("甲", 30.0))], about)) as pdf:
        info = {key: str(value) for key, value in pdf.docinfo.items()}
        assert (info["/Title"], info["/Author"], info["/Subject"]) == ("<题>", "某村", "摘要")
        assert info["/CreationDate"].startswith("D:20261101") and str(pdf.Root.Lang) == "zh-CN"


def content_of(data: bytes) -> str:
    text = pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range()
    return "".join(text.split())


@given(texts=st.lists(TEXT, min_size=1, max_size=8))
def test_text_comes_out_in_the_order_in_which_it_goes_in(
    press: Printer, context: Context, texts: Sequence[str]
) -> None:
    """A line each, wherever on the page it stands."""
    places = [((7 * number) % 9 + 1) * SIDE / 10 for number, _ in enumerate(texts)]
    tags = [paragraph(text, y) for text, y in zip(texts, places, strict=True)]
    expected = "".join("".join(text.split()) for text in texts)
    assert content_of(press.print([page(context, *tags)], About("题"))) == expected


def test_a_press_that_is_gone_leaves_nothing(context: Context) -> None:
    """A desk makes one for every change of a text. Pango kept the configuration of each, 0.2 MB."""
    one = page(context, paragraph("甲", 20.0))

    def made(count: int) -> float:
        """MiB of this process after so many, without what the allocator keeps for later."""
        for _ in range(count):
            Press(context.subset.regular, context.subset.bold, {}).print([one], About("甲"))
        gc.collect()
        ctypes.CDLL(None).malloc_trim(0)
        return int(pathlib.Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() / 2**20

    before = made(8)
    assert made(40) < before + 4
