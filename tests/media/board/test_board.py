"""Boards read back from their PDF: guides side by side under a band, everything said, letters legible."""

from __future__ import annotations

import io
from functools import partial

import pikepdf
import pypdfium2 as pdfium
import pytest

from helpers.guides import GuideGraph
from helpers.media_jobs import subject_of
from helpers.pdf_letters import MM, covered, folded, inside, letters, text_of
from yizhangtu.draw.qr import QUIET, modules, qr_side
from yizhangtu.media.board.board import BoardItem, boards_of, make_boards
from yizhangtu.media.board.board_panels import BoardFormat
from yizhangtu.media.context import Context
from yizhangtu.media.overview.overview_poster import make_overview
from yizhangtu.media.poster.poster import make_poster
from yizhangtu.media.result import Document
from yizhangtu.model.conduct import parted
from yizhangtu.model.project import Project
from yizhangtu.style.medium import Medium

STEMS = ("高龄津贴申领", "村级采购", "移风易俗")


def boards(
    context: Context,
    drawn: list[GuideGraph],
    project: Project,
    theme: str = "蓝",
    overview: bool = False,
    floor: float = 0.0,
) -> Document:
    medium = context.styles.media["board-240x120"]
    medium = medium._replace(floor_mm=floor) if floor else medium
    subjects = [subject_of(one, project, theme) for one in drawn]
    return make_boards(context, subjects, medium, make_poster, make_overview if overview else None)


def chosen(definitions: list[GuideGraph], *stems: str) -> list[GuideGraph]:
    return [drawn for drawn in definitions if drawn[0].stem in stems]


@pytest.fixture(scope="module")
def format_(context: Context) -> BoardFormat:
    return BoardFormat(context.styles.board, context.styles.media["board-240x120"], context.typesetter)


@pytest.fixture(scope="module")
def book(context: Context, definitions: list[GuideGraph], project: Project) -> pdfium.PdfDocument:
    output = boards(context, chosen(definitions, *STEMS), project, overview=True)
    assert output.pdf is not None and output.diagnostics == ()
    return pdfium.PdfDocument(output.pdf)


def test_several_guides_hang_on_boards_of_their_size(book: pdfium.PdfDocument) -> None:
    assert len(book) == 2  # 总图 and three guides: not one alone on the second board
    for page in book:
        assert [round(value * MM, 1) for value in page.get_size()] == [2400.0, 1200.0]


def test_from_left_to_right_in_the_order_of_the_booklet(book: pdfium.PdfDocument, format_: BoardFormat) -> None:
    found = []
    for page in book:
        width = format_.panel(2).width_mm
        found += [inside(page, x, format_.top(2), width, 200) for x in format_.places(2, 2)]
    for text, title in zip(found, ("办事总图", "村级采购一张图", "高龄津贴申领一张图", "移风易俗一张图"), strict=True):
        assert title in text


def test_the_band_says_what_and_whose_it_is_and_whom_to_call(
    book: pdfium.PdfDocument, format_: BoardFormat, project: Project
) -> None:
    for number, page in enumerate(book, start=1):
        band = inside(page, 0, 0, 2400, format_.page.band.height)
        assert "办事公开栏" in band and f"第{number}板共2板" in band
        assert folded(str(project.hotline)) in band and folded(str(project.issuer)) in band
        titles = [letter for letter in letters(page) if letter.size > 60]
        assert "".join(letter.char for letter in titles[:5]) == "办事公开栏"
        assert max(x.bottom for x in titles[:5]) - min(x.top for x in titles[:5]) < 66  # on one line


def test_the_code_of_the_band_is_that_of_the_project(
    book: pdfium.PdfDocument, format_: BoardFormat, project: Project
) -> None:
    """Module by module, in the rendered picture."""
    url, band = str(project.url), format_.page.band
    side = qr_side(url, format_.medium.qr_mm)
    assert side <= band.height
    rows = modules(url)
    unit = side / (len(rows) + 2 * QUIET)
    assert unit * len(rows) == pytest.approx(format_.medium.qr_mm, abs=0.1)
    picture = book[0].render(scale=MM).to_pil().convert("L")  # a pixel a mm
    left, top = 2400 - format_.page.margin - side, (band.height - side) / 2
    seen = tuple(
        tuple(
            int(picture.getpixel((int(left + (x + QUIET + 0.5) * unit), int(top + (y + QUIET + 0.5) * unit))) < 128)
            for x in range(len(rows))
        )
        for y in range(len(rows))
    )
    assert seen == tuple(tuple(int(bool(module)) for module in row) for row in rows)


def test_every_word_of_the_authors_is_on_them(book: pdfium.PdfDocument, definitions: list[GuideGraph]) -> None:
    everything = "".join(text_of(page) for page in book)
    missing = []
    for guide, _ in chosen(definitions, *STEMS):
        for text in guide.texts:
            words = parted(text) if guide.kind == "规范" else (text,)
            if folded(text) not in everything and any(folded(word) not in everything for word in words):
                missing.append(str(text))
    assert missing == []


def test_no_letter_below_the_floor_covered_or_between_panels(book: pdfium.PdfDocument, format_: BoardFormat) -> None:
    width, height = format_.panel(2).width_mm, format_.panel(2).height_mm
    for page in book:
        for letter in letters(page):
            assert letter.size >= format_.medium.floor_mm - 0.01
            if letter.bottom > format_.page.band.height:
                assert format_.top(2) < letter.top < letter.bottom < format_.top(2) + height
                assert any(x < letter.left < letter.right < x + width for x in format_.places(2, 2))
        assert covered(page) == []


def test_equal_bytes(context: Context, definitions: list[GuideGraph], project: Project) -> None:
    drawn = chosen(definitions, "高龄津贴申领")
    one = boards(context, drawn, project).pdf
    assert one is not None and one == boards(context, drawn, project).pdf


def test_mono_has_no_colour_and_no_floods(context: Context, definitions: list[GuideGraph], project: Project) -> None:
    pdf = boards(context, chosen(definitions, "高龄津贴申领"), project, "mono").pdf
    assert pdf is not None
    picture = pdfium.PdfDocument(pdf)[0].render(scale=0.2).to_pil().convert("RGB")
    colours = picture.getcolors(1 << 20) or []
    assert all(max(rgb) - min(rgb) <= 3 for _, rgb in colours)
    dark = sum(count for count, rgb in colours if rgb[0] < 90)
    assert 0.005 < dark / (picture.width * picture.height) < 0.1


def test_a_guide_that_does_not_fit_is_reported(
    context: Context, definitions: list[GuideGraph], project: Project
) -> None:
    output = boards(context, chosen(definitions, "村级采购"), project, floor=400.0)
    assert output.pdf is None
    assert [one.code for one in output.diagnostics] == ["Y501"]


@pytest.fixture
def hung(format_: BoardFormat):  # type: ignore[no-untyped-def]
    """Items → (columns, pages of whom) of each board; an item of n takes n panels, of which two are as good as one
    that is as wide as half a board."""

    def hang(*sizes: int) -> list[tuple[int, list[int]]]:
        items = [BoardItem(partial(_pages, number, size, format_), format_) for number, size in enumerate(sizes)]
        return [
            (board.columns, [len(pdf) - len(pdf.rstrip(b" ")) for pdf, _ in board.panels])
            for board in boards_of(items, format_.columns)
        ]

    return hang


def _pages(number: int, size: int, format_: BoardFormat, panel: Medium) -> Document:
    """An empty poster of `size` pages on the narrowest panels, with as many blanks behind it as its number."""
    count = 1 if panel.width_mm > format_.panel(format_.columns).width_mm else size
    pdf = pikepdf.new()
    for _ in range(count):
        pdf.add_blank_page()
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True)
    return Document(out.getvalue() + b" " * number)


def test_items_are_shared_out_in_order(hung) -> None:  # type: ignore[no-untyped-def]
    assert hung(1) == [(1, [0])]
    assert hung(1, 1, 1) == [(3, [0, 1, 2])]
    assert hung(1, 1, 1, 1) == [(2, [0, 1]), (2, [2, 3])]
    assert hung(1, 1, 1, 1, 1, 1) == [(3, [0, 1, 2]), (3, [3, 4, 5])]
    many = [number for _, panels in hung(*[1] * 11) for number in panels]
    assert many == list(range(11))


def test_wider_panels_spare_a_second_one(hung) -> None:  # type: ignore[no-untyped-def]
    assert hung(2, 1) == [(2, [0, 1])]
    assert hung(4) == [(1, [0])]


def test_panels_keep_within_the_board(format_: BoardFormat) -> None:
    for columns in (1, 2, 3):
        panel = format_.panel(columns)
        places = format_.places(columns, columns)
        assert min(places) >= format_.page.margin - 0.01
        assert places[-1] + panel.width_mm <= 2400 - format_.page.margin + 0.01
        assert format_.top(columns) + panel.height_mm <= 1200 - format_.page.margin + 0.01


def test_a_single_panel_takes_the_board_without_a_second_band(
    context: Context, format_: BoardFormat, project: Project
) -> None:
    panel = format_.panel(1)
    assert panel.width_mm >= 0.95 * 2400 and panel.height_mm >= 0.9 * 1200
    canvas = format_.paint(format_.canvas(2, context.styles.themes["蓝"]), 4, project, 1, 1)
    assert canvas.heading and "第2板共4板" in canvas.heading.block.text.replace(" ", "")
    assert not any(getattr(item, "fill", "") == "band" for item in canvas.items)
