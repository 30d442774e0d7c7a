"""Leaflets read back from their PDF: panels in their order, folds without text, everything said, letters legible."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2 as pdfium
import pytest

from helpers.guides import GuideGraph
from helpers.media_jobs import subject_of
from helpers.pdf_letters import MM, Letter, covered, folded, inside, letters, text_of
from yizhangtu.media.context import Context
from yizhangtu.media.leaflet.leaflet import make_leaflet
from yizhangtu.media.leaflet.leaflet_panels import BACK, BODY, FLAP, LeafletPanels, side_of
from yizhangtu.media.result import Document
from yizhangtu.model.conduct import parted
from yizhangtu.model.project import Project

MEDIUM = "leaflet-trifold"
STEMS = ("村级采购", "高龄津贴申领", "最低生活保障", "服务群众清单", "移风易俗")
CLEAR = 4.0  # mm that text keeps from folds and edges
Leaflets = dict[str, tuple[GuideGraph, pdfium.PdfDocument]]


def leaflet(context: Context, drawn: GuideGraph, project: Project, theme: str = "蓝", floor: float = 0.0) -> Document:
    medium = context.styles.media[MEDIUM]
    medium = medium._replace(floor_mm=floor) if floor else medium
    return make_leaflet(context, subject_of(drawn, project, theme), medium)


def find(definitions: list[GuideGraph], stem: str) -> GuideGraph:
    return next(drawn for drawn in definitions if drawn[0].stem == stem)


@pytest.fixture(scope="module")
def panels(context: Context) -> LeafletPanels:
    return LeafletPanels(context.styles.leaflet, context.styles.media[MEDIUM], context.typesetter)


@pytest.fixture(scope="module")
def leaflets(context: Context, definitions: list[GuideGraph], project: Project) -> Leaflets:
    found: Leaflets = {}
    for stem in STEMS:
        drawn = find(definitions, stem)
        output = leaflet(context, drawn, project)
        assert output.pdf is not None and not output.diagnostics
        found[stem] = (drawn, pdfium.PdfDocument(output.pdf))
    return found


def panel(book: pdfium.PdfDocument, panels: LeafletPanels, number: int, top: float = 0.0) -> str:
    """The text of a panel where it must be, from `top` mm on."""
    left, width = panels.span(number)
    return inside(book[side_of(number)], left, top, width, panels.medium.height_mm - top)


def test_a_sheet_has_an_outside_and_an_inside_of_a4(leaflets: Leaflets) -> None:
    for stem, (_, book) in leaflets.items():
        assert len(book) == 2, stem
        for page in book:
            assert [round(value * MM, 1) for value in page.get_size()] == [297.0, 210.0]


def test_the_panel_that_is_folded_in_is_narrower(panels: LeafletPanels) -> None:
    outside, inner = panels.spans(0), panels.spans(1)
    assert sum(width for _, width in outside) == pytest.approx(297)
    assert 1 <= outside[1][1] - outside[0][1] <= 2 and outside[1][1] == outside[2][1]
    # turned over at its short edge, the sheet has its folds at the same places
    assert [edge for edge, _ in inner[1:]] == pytest.approx([297 - edge for edge, _ in reversed(outside[1:])])
    assert panels.span(5)[1] == panels.span(4)[1] == outside[0][1]


def test_panels_in_the_order_of_the_folds(leaflets: Leaflets, panels: LeafletPanels) -> None:
    """Outside from left: folded in, back, cover; inside as it is read."""
    for stem, (drawn, book) in leaflets.items():
        for number in (*BODY, BACK):
            assert panel(book, panels, number, 200).startswith(f"第{number}面"), (stem, number)
        assert folded(str(drawn[0].title)) in panel(book, panels, 1)
    assert panels.span(5)[0] == panels.span(2)[0] == 0 and panels.span(1)[0] > panels.span(6)[0] > panels.span(5)[0]


def test_the_back_has_the_phones_and_the_code(leaflets: Leaflets, panels: LeafletPanels, project: Project) -> None:
    for drawn, book in leaflets.values():
        back = panel(book, panels, 6)
        assert "监督电话" in back and "扫码看办事指南" in back
        assert all(folded(str(phone)) in back for phone in drawn[0].phone)


def test_every_word_of_the_author_is_on_it(leaflets: Leaflets) -> None:
    for (guide, _), book in leaflets.values():
        everything = "".join(text_of(page) for page in book)
        missing = []
        for text in guide.texts:
            words = parted(text) if guide.kind == "规范" else (text,)
            if folded(text) not in everything and any(folded(word) not in everything for word in words):
                missing.append(str(text))
        assert missing == []


def test_steps_go_on_from_panel_to_panel(leaflets: Leaflets, panels: LeafletPanels) -> None:
    (_, graph), book = leaflets["村级采购"]
    text = "".join(panel(book, panels, number) for number in BODY)
    places = [text.index(folded(str(node.entry.name))) for node in graph.nodes if node.parent is None]
    assert places == sorted(places) and len(places) >= 5
    assert "第3面" in panel(book, panels, 2, 20)


def test_no_panel_is_filled_with_lines(leaflets: Leaflets, panels: LeafletPanels) -> None:
    """Each panel says something, down to at least its middle."""
    for stem, (_, book) in leaflets.items():
        for number in (*BODY, BACK):
            left, width = panels.span(number)
            own = [one for one in letters(book[side_of(number)]) if left < one.left < left + width and one.top < 195]
            assert max(one.bottom for one in own) > 60, (stem, number)
            assert "我的记录" not in panel(book, panels, number)


def test_papers_to_bring_are_on_the_flap(leaflets: Leaflets, panels: LeafletPanels) -> None:
    for stem in ("高龄津贴申领", "村级采购"):
        assert "要带的材料" in panel(leaflets[stem][1], panels, FLAP), stem


def test_a_guide_that_needs_more_than_a_sheet_is_a_booklet(
    context: Context, definitions: list[GuideGraph], project: Project
) -> None:
    output = leaflet(context, find(definitions, "村委会换届选举"), project)
    (one,) = output.diagnostics
    assert output.pdf is None and one.code == "Y501" and "booklet-a5" in one.hint


def test_no_letter_below_the_floor_or_near_a_fold_or_an_edge(leaflets: Leaflets, panels: LeafletPanels) -> None:
    floor = panels.medium.floor_mm
    for stem, (_, book) in leaflets.items():
        for index, page in enumerate(book):
            spans = panels.spans(index % 2)
            wrong = [letter for letter in letters(page) if letter.size < floor - 0.01 or not _clear(letter, spans)]
            assert wrong == [], (stem, index)
            assert covered(page) == []


def _clear(letter: Letter, spans: tuple[tuple[float, float], ...]) -> bool:
    if not CLEAR <= letter.top < letter.bottom <= 210 - CLEAR:
        return False
    return any(left + CLEAR <= letter.left and letter.right <= left + width - CLEAR for left, width in spans)


def test_ticks_show_where_to_fold(leaflets: Leaflets, panels: LeafletPanels) -> None:
    _, book = leaflets["高龄津贴申领"]
    for index, page in enumerate(book):
        picture = page.render(scale=4).to_pil().convert("L")
        scale = picture.width / 297
        for edge, _ in panels.spans(index % 2)[1:]:
            for y in (1.0, 209.0):
                column = [picture.getpixel((round(edge * scale) + d, round(y * scale))) for d in (-2, -1, 0, 1, 2)]
                assert max(column) - min(column) > 60


def test_equal_bytes(context: Context, definitions: list[GuideGraph], project: Project) -> None:
    drawn = find(definitions, "高龄津贴申领")
    assert leaflet(context, drawn, project).pdf == leaflet(context, drawn, project).pdf


def test_mono_has_no_colour_and_no_floods(context: Context, definitions: list[GuideGraph], project: Project) -> None:
    pdf = leaflet(context, find(definitions, "高龄津贴申领"), project, "mono").pdf
    assert pdf is not None
    for page in pdfium.PdfDocument(pdf):
        picture = page.render(scale=1).to_pil().convert("RGB")
        colours = picture.getcolors(1 << 20) or []
        assert all(max(rgb) - min(rgb) <= 3 for _, rgb in colours)
        dark = sum(count for count, rgb in colours if rgb[0] < 90)
        assert 0.01 < dark / (picture.width * picture.height) < 0.1


def test_it_is_tagged_with_title_and_language(
    context: Context, definitions: list[GuideGraph], project: Project
) -> None:
    drawn = find(definitions, "高龄津贴申领")
    pdf = leaflet(context, drawn, project).pdf
    assert pdf is not None
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert str(document.Root.Lang) == "zh-CN" and "/StructTreeRoot" in document.Root
        assert str(document.docinfo.Title) == str(drawn[0].title)


def test_what_is_too_long_says_so(context: Context, definitions: list[GuideGraph], project: Project) -> None:
    output = leaflet(context, find(definitions, "高龄津贴申领"), project, floor=30.0)
    assert output.pdf is None
    (one,) = output.diagnostics
    assert one.code == "Y501" and one.span is not None and "高龄津贴申领" in one.message
    assert "booklet-a5" in one.hint and "poster-a3" in one.hint
