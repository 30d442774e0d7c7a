"""A poster in sheets: put together here pixel by pixel, its letters looked for on the sheets, its plan tried widely."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from time import process_time
from typing import Any

import pikepdf
import pypdfium2 as pdfium
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops
from pypdfium2 import raw

from helpers.guides import GuideGraph, guide_and_graph
from helpers.installed import installed_styles
from helpers.media_jobs import subject_of
from yizhangtu.media.context import Context
from yizhangtu.media.poster.poster import make_poster
from yizhangtu.media.tiles.tile_cuts import Cuts, InkSpan, TiledSide, cut
from yizhangtu.media.tiles.tile_ink import inks
from yizhangtu.media.tiles.tile_plan import NUMBER, SHORT, Ink, Tile, Tiles, letters, plan_tiles
from yizhangtu.media.tiles.tiled import notes, plan, tiled
from yizhangtu.model.project import Project

MM = 72 / 25.4
PX = 2  # a pixel is half a mm: cuts and margins are whole ones
OFF = 0.137  # of a pixel: no edge of the layout lies just between two, where rounding decides
STYLE = installed_styles().tiles
A4, A3 = (210.0, 297.0), (297.0, 420.0)


def picture(page: pdfium.PdfPage, width: float, height: float, x: float = 0.0, y: float = 0.0) -> Image.Image:
    """A part of a page in mm, its corner at (x, y), as pixels on the same grid whatever the page's size."""
    right, low = round((x + width) * PX), round((y + height) * PX)
    bitmap = pdfium.PdfBitmap.new_native(right, low, raw.FPDFBitmap_BGRA)
    bitmap.fill_rect((255, 255, 255, 255), 0, 0, right, low)
    matrix = raw.FS_MATRIX(PX / MM, 0, 0, PX / MM, OFF, OFF)
    raw.FPDF_RenderPageBitmapWithMatrix(bitmap.raw, page.raw, matrix, raw.FS_RECTF(0, 0, right, low), raw.FPDF_ANNOT)
    return bitmap.to_pil().convert("L").crop((round(x * PX), round(y * PX), right, low))


def differing(one: Image.Image, two: Image.Image) -> int:
    """Pixels that differ by more than rounding does to the edge of a letter: by 5 of 255."""
    return sum(ImageChops.difference(one, two).histogram()[5:])


def text_of(page: pdfium.PdfPage) -> str:
    return "".join(page.get_textpage().get_text_range().replace("\ufffe", "").split())


@pytest.fixture(scope="module")
def poster(context: Context, flows: list[GuideGraph], project: Project) -> bytes:
    """A poster of 420×594 mm in colour, full to its edges."""
    drawn = next(one for one in flows if one[0].stem == "村级采购")
    styles = context.styles
    result = make_poster(context, subject_of(drawn, project), styles.media["poster-a2"])
    assert result.pdf
    return result.pdf


@pytest.fixture(scope="module")
def plans(poster: bytes) -> Tiles:
    (found,) = plan(poster, A4, STYLE)
    return found


@pytest.fixture(scope="module")
def sheets(context: Context, poster: bytes) -> bytes:
    data, _ = tiled(context, poster, "a4", "村级采购", context.styles.themes["mono"])
    return data


@pytest.fixture(scope="module")
def marks(sheets: bytes) -> bytes:
    """The sheets with the poster taken out."""
    with pikepdf.open(BytesIO(sheets)) as document:
        for page in document.pages:
            for name in [name for name in page.Resources.XObject if name.startswith("/Yzt")]:
                page.Resources.XObject[name].write(b"")
        out = BytesIO()
        document.save(out)
    return out.getvalue()


def shown(tile: Tile, tiles: Tiles) -> tuple[float, float, float, float]:
    """What a sheet shows of the poster: left, top, width, height."""
    return tile.x, tile.y, tile.width + tile.right, tile.height + tile.below


# The sheets


def test_sheets_put_together_are_the_poster(poster: bytes, sheets: bytes, plans: Tiles) -> None:
    """Each sheet is cut at the left and above, and laid upon those before it. All pixels are compared but those that
    the edge of a sheet's picture runs through: the marks stand outside of it."""
    whole = picture(pdfium.PdfDocument(poster)[0], 420, 594)
    together = Image.new("L", whole.size, 128)
    document = pdfium.PdfDocument(sheets)
    assert len(document) == plans.count + 1
    for tile in plans:
        left, top, width, height = shown(tile, plans)
        piece = picture(document[tile.number], width, height, plans.paper.left, plans.paper.top)
        under = whole.crop((round(left * PX), round(top * PX), round((left + width) * PX), round((top + height) * PX)))
        inside = (1, 1, piece.width - 1, piece.height - 1)  # the clip runs through the pixels of its edge
        assert differing(piece.crop(inside), under.crop(inside)) == 0, tile.address
        together.paste(piece, (round(left * PX), round(top * PX)))
    edges = {round(edge * PX) for edge in plans.columns.edges}, {round(edge * PX) for edge in plans.rows.edges}
    difference = ImageChops.difference(whole, together)
    for x in {x + by for x in edges[0] for by in (-1, 0)}:
        difference.paste(0, (x, 0, x + 1, whole.height))
    for y in {y + by for y in edges[1] for by in (-1, 0)}:
        difference.paste(0, (0, y, whole.width, y + 1))
    assert sum(difference.histogram()[5:]) == 0
    assert whole.getextrema()[0] < 60  # there was something to compare


def test_every_letter_is_whole_on_a_sheet_and_inside_what_a_printer_reaches(poster: bytes, plans: Tiles) -> None:
    (page,) = inks(poster)
    for ink in [one for one in page if one.word != SHORT]:  # a short text may be divided between letters
        homes = [
            tile
            for tile in plans
            for left, top, width, height in [shown(tile, plans)]
            if left <= ink.left and top <= ink.top and ink.right <= left + width and ink.bottom <= top + height
        ]
        assert homes, ink
    assert plans.broken == 0
    for tile in plans:
        _, _, width, height = shown(tile, plans)
        assert plans.paper.left >= 5 and plans.paper.left + width <= plans.paper.width - 5 + 1e-9
        assert plans.paper.top >= 5 and plans.paper.top + height <= plans.paper.height - 5 + 1e-9


def test_each_sheet_says_where_it_belongs(marks: bytes, plans: Tiles) -> None:
    document = pdfium.PdfDocument(marks)
    for tile in plans:
        page = document[tile.number]
        width, height = page.get_size()
        strip = (0, 0, width, height - (plans.paper.height - STYLE.margin.bottom) * MM)
        line = "".join(page.get_textpage().get_text_bounded(*strip).split())
        assert line.startswith(f"{tile.address}第{tile.number}张共{plans.count}张"), line
        assert ("右接" in line) == (tile.column < plans.columns.count - 1)
        assert ("下接" in line) == (tile.row < plans.rows.count - 1)
        assert "《村级采购》" in line
        words = text_of(page)
        assert words.count("沿虚线裁") == 2
        assert words.count("粘贴处") == 2 * ((tile.right > 0) + (tile.below > 0))


def test_marks_stay_out_of_the_picture(marks: bytes, plans: Tiles) -> None:
    """The sheets without the poster are blank where the poster comes."""
    document = pdfium.PdfDocument(marks)
    for tile in plans:
        _, _, width, height = shown(tile, plans)
        inner = picture(document[tile.number], width - 1, height - 1, plans.paper.left + 0.5, plans.paper.top + 0.5)
        assert inner.getextrema() == (255, 255)
        around = picture(document[tile.number], plans.paper.width, plans.paper.height)
        assert around.getextrema()[0] < 128


def test_marks_are_where_an_office_printer_prints(marks: bytes) -> None:
    """5 mm from the edge of the paper, lines to cut along excepted: they go on to the edge."""
    for page in pdfium.PdfDocument(marks):
        text, (width, height) = page.get_textpage(), page.get_size()
        assert text.count_chars() > 20
        for index in range(text.count_chars()):
            left, low, right, high = text.get_charbox(index)
            assert min(left, low, width - right, height - high) >= 4.9 * MM, text.get_text_range(index, 1)


def test_the_map_has_every_address_the_steps_and_a_ruler(sheets: bytes, plans: Tiles) -> None:
    page = pdfium.PdfDocument(sheets)[0]
    text = text_of(page)
    assert all(tile.address in text for tile in plans)
    assert "选“实际大小”，不要选“适合页面”" in text
    assert "横着拼" in text and "竖着拼" in text and "最后裁掉四周的白边" in text
    assert f"A4纸{plans.count}张（2列4排）" in text and "420×594毫米" in text
    levels = list(page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=2))
    lengths = {
        round((right - left) / MM, 1)
        for left, low, right, high in (one.get_bounds() for one in levels)
        if high - low < 2
    }
    assert any(50 <= length <= 50 + 2 * STYLE.ruler.width for length in lengths)


def test_the_small_picture_shows_the_whole_poster(poster: bytes, sheets: bytes, plans: Tiles) -> None:
    """The band at the head of the poster is dark from edge to edge, and so it is on the map."""
    page = pdfium.PdfDocument(sheets)[0]
    width, height = (side / MM for side in page.get_size())
    image = picture(page, width, height)
    form = list(page.get_objects(filter=[raw.FPDF_PAGEOBJ_FORM], max_depth=1))
    (left, low, right, high) = (value / MM for value in form[0].get_bounds())
    assert (right - left) / (high - low) == pytest.approx(420 / 594, rel=0.03)
    assert right <= width and low >= 0
    y = round((height - high + 2) * PX)
    assert max(image.crop((round((left + 2) * PX), y, round((left + 40) * PX), y + 1)).tobytes()) < 140


def test_the_picture_is_there_once_and_as_vectors(poster: bytes, sheets: bytes) -> None:
    assert len(sheets) < len(poster) + 80_000
    with pikepdf.open(BytesIO(sheets)) as document:
        images = [o for o in document.objects if isinstance(o, pikepdf.Stream) and o.get("/Subtype") == "/Image"]
        forms = {page.Resources.XObject["/Yzt0-0"].objgen for page in document.pages}
        fonts = [o for o in document.objects if isinstance(o, pikepdf.Dictionary) and "/FontFile3" in o]
        assert images == [] and len(forms) == 1
        assert len(fonts) == 4  # the poster's two and the few letters of the marks
        assert document.Root.ViewerPreferences.PrintScaling == "/None"
        assert "/StructTreeRoot" not in document.Root  # parts of a picture have no reading order
        assert str(document.docinfo["/Title"]) == "村级采购（A4 拼图）"


def test_equal_bytes_and_a_sound_file(context: Context, poster: bytes, sheets: bytes, tmp_path: Path) -> None:
    again, _ = tiled(context, poster, "a4", "村级采购", context.styles.themes["mono"])
    assert again == sheets
    program = shutil.which("qpdf")
    if program:
        (tmp_path / "sheets.pdf").write_bytes(sheets)
        done = subprocess.run([program, "--check", str(tmp_path / "sheets.pdf")], capture_output=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
    with pikepdf.open(BytesIO(sheets)) as document:
        assert document.check_pdf_syntax() == []


def test_a_poster_as_large_as_the_paper_is_one_sheet_as_it_is(context: Context, project: Project) -> None:
    steps = "  - 步骤: 申请\n  - 步骤: 审核\n  - 步骤: 公示\n"
    text = f"名称: 办理\n办理主体: 村民委员会\n时间要求: 3日\n监督管理: 镇人民政府\n操作流程:\n{steps}"
    styles = context.styles
    drawn = guide_and_graph(text, project)
    result = make_poster(context, subject_of(drawn, project), styles.media["poster-a4-landscape"])
    assert result.pdf
    data, (note,) = tiled(context, result.pdf, "A4", "办理", styles.themes["mono"])
    assert note.code == "Y523" and "不用拼" in note.message
    (one,), (two,) = pdfium.PdfDocument(data), pdfium.PdfDocument(result.pdf)
    assert differing(picture(one, 297, 210), picture(two, 297, 210)) == 0
    larger, _ = tiled(context, result.pdf, "A3", "办理", styles.themes["mono"])
    (one,) = pdfium.PdfDocument(larger)
    assert [round(side / MM) for side in one.get_size()] == [297, 420]  # upright, with a frame to cut along
    assert differing(picture(one, 296, 209, 0.5, 105.5), picture(two, 296, 209, 0.5, 0.5)) == 0


def test_posters_of_several_sheets_say_which_one(context: Context, flows: list[GuideGraph], project: Project) -> None:
    drawn = next(one for one in flows if one[0].stem == "村委会换届选举")
    styles = context.styles
    result = make_poster(context, subject_of(drawn, project, "mono"), styles.media["poster-a3"])
    assert result.pdf
    data, (note, *_) = tiled(context, result.pdf, "a4", "村委会换届选举", styles.themes["mono"])
    pages = len(pdfium.PdfDocument(result.pdf))
    document = pdfium.PdfDocument(data)
    assert pages > 1 and len(document) == pages * 5 and f"拼成 {pages * 4} 张" in note.message
    maps = [text_of(document[5 * page]) for page in range(pages)]
    assert [f"第{page + 1}幅" in text for page, text in enumerate(maps)] == [True] * pages
    assert "第2幅第1张共4张" in text_of(document[6])


def test_titles_of_any_length_leave_room_for_the_map(context: Context, poster: bytes) -> None:
    title = "甲乙丙" * 100
    data, _ = tiled(context, poster, "a4", title, context.styles.themes["mono"])
    page = pdfium.PdfDocument(data)[0]
    assert f"《{title}》" in text_of(page)
    form = list(page.get_objects(filter=[raw.FPDF_PAGEOBJ_FORM], max_depth=1))
    left, low, right, _ = (value / MM for value in form[0].get_bounds())
    assert right - left > 60 and low > 5
    text = page.get_textpage()
    assert all(text.get_charbox(index)[1] > 5 * MM for index in range(text.count_chars()))


def test_a_large_poster_is_fast(context: Context, flows: list[GuideGraph], project: Project) -> None:
    drawn = next(one for one in flows if one[0].stem == "村级采购")
    styles = context.styles
    result = make_poster(context, subject_of(drawn, project, "mono"), styles.media["poster-a0"])
    assert result.pdf
    start = process_time()
    data, stated = tiled(context, result.pdf, "a4", "村级采购", styles.themes["mono"])
    assert process_time() - start < 1.5
    assert len(pdfium.PdfDocument(data)) == 26
    assert [one.code for one in stated] == ["Y523", "Y524"]
    assert all(one.severity == "info" for one in stated)


# The plan


def even(side: TiledSide) -> list[float]:
    return [side.length * number / side.count for number in range(1, side.count)]


def through(places: Sequence[float], spans: Sequence[InkSpan]) -> float:
    """What cuts at these places go through."""
    return sum(span.weight for place in places for span in spans if span.low < place < span.high)


def side_of(length: float, room: float = 193.0) -> TiledSide:
    return TiledSide(length, room, STYLE.overlap, STYLE.least, STYLE.clear, STYLE.ease)


@settings(max_examples=50)
@given(
    st.floats(200, 2000).map(lambda value: round(value, 1)),
    st.sampled_from((190.5, 193.0, 277.0, 280.0, 400.0)),
    st.lists(st.tuples(st.floats(0, 3000), st.floats(1, 70)), max_size=60),
)
def test_any_side_is_cut_into_the_fewest_pieces_that_fit(
    length: float, room: float, letters_: list[tuple[float, float]]
) -> None:
    side = side_of(length, room)
    spans = [InkSpan(low, low + size) for low, size in letters_ if low + size <= length]
    cuts, _ = cut(side, spans)
    assert cuts.edges[0] == 0 and cuts.edges[-1] == length and cuts.flaps[-1] == 0
    assert cuts.count == side.count
    if cuts.count > 1:
        assert (cuts.count - 1) * (room - side.overlap) + side.overlap < length  # with one less it would not do
    for index in range(cuts.count):
        start, end = cuts.piece(index)
        assert end - start >= min(side.least, length) - 1
        assert cuts.shown(index)[1] - start <= room + 1e-9
        assert cuts.flaps[index] >= side.overlap or index == cuts.count - 1
    assert through(cuts.edges[1:-1], spans) <= through(even(side), spans) or any(
        not cuts.whole(s.low, s.high) for s in spans
    )


def test_cuts_go_where_nothing_is() -> None:
    """Letters everywhere but for three gaps of 2 mm: the cuts are there, away from the ink on both sides."""
    gaps = (150.0, 300.0, 480.0)
    spans = [
        InkSpan(at, at + 4.2)
        for at in (n * 4.4 for n in range(136))
        if not any(gap - 4.2 < at < gap + 2 for gap in gaps)
    ]
    cuts, cost = cut(side_of(600), spans)
    assert cuts.count == 4 and cost < 1
    assert through(cuts.edges[1:-1], spans) == 0
    assert all(any(gap <= edge <= gap + 6 for gap in gaps) for edge in cuts.edges[1:-1])


def test_large_letters_stay_whole_or_get_a_larger_flap() -> None:
    """The cut of 350 mm must be between 157 and 183 mm."""
    side = side_of(350)
    avoided, _ = cut(side, [InkSpan(165, 220)])  # a sheet has no room for all of it beyond a cut through it
    assert avoided.edges[1] <= 165 and avoided.flaps == (10, 0)
    walled = [InkSpan(150, 160, 5.0), InkSpan(160, 190)]  # here there is, and elsewhere it costs more
    larger, _ = cut(side, walled)
    assert 160 < larger.edges[1] < 183 and larger.shown(0)[1] >= 190 and larger.whole(160, 190)
    hopeless, cost = cut(side, [InkSpan(100, 260)])
    assert not hopeless.whole(100, 260) and hopeless.flaps == (10, 0) and cost > 20


def test_a_code_is_spared_at_the_cost_of_letters() -> None:
    style = STYLE
    dense = [Ink(x, y, x + 3.6, y + 3.6) for x in range(0, 297, 4) for y in range(0, 420, 6)]
    code = Ink(120, 180, 160, 220, code=True)
    free = plan_tiles(297, 420, A4, style, dense)
    tiles = plan_tiles(297, 420, A4, style, [*dense, code])
    assert not tiles.columns.through(code.left, code.right) and not tiles.rows.through(code.top, code.bottom)
    assert tiles.cut_letters >= 60 and tiles.broken == 0
    assert free.count == tiles.count == 4


def test_a_phone_number_and_a_name_are_not_divided() -> None:
    """Also not between two letters, where a cut through the lines of running text around them costs nothing."""
    digits = [Ink(130 + 4 * n, 100, 133 + 4 * n, 106) for n in range(12)]
    phone = Ink(130, 100, 177, 106, word=NUMBER)
    tiles = plan_tiles(297, 420, A4, STYLE, [*digits, phone])
    assert tiles.columns.count == 2 and not tiles.columns.through(130, 177)
    assert tiles.cut_letters == 0


def test_numbers_and_short_texts_of_a_poster_are_found(poster: bytes) -> None:
    (page,) = inks(poster)
    assert any(ink.word == NUMBER for ink in page) and any(ink.word == SHORT for ink in page)
    assert all(ink.bottom - ink.top < 30 for ink in page if ink.word)


def test_a_poster_of_nothing_but_letters_is_parted_and_says_so() -> None:
    """Every cut goes through letters, each of them whole on a sheet."""
    style = STYLE
    dense = [Ink(x * 4.0, y * 4.0, x * 4.0 + 6.0, y * 4.0 + 6.0) for x in range(104) for y in range(147)]
    tiles = plan_tiles(420, 594, A4, style, dense)
    assert tiles.count == 8 and tiles.cut_letters > 200 and tiles.broken == 0
    first, second = notes([tiles], "A4", "满")
    assert first.code == "Y523" and second.code == "Y524" and str(tiles.cut_letters) in second.message


@pytest.mark.parametrize(
    ("size", "paper", "grid"),
    [
        ((210, 297), A4, (1, 1)),
        ((297, 210), A4, (1, 1)),
        ((148, 210), A4, (1, 1)),
        ((297, 420), A4, (2, 2)),
        ((297, 420), A3, (1, 1)),
        ((420, 594), A4, (2, 4)),
        ((594, 841), A4, (3, 5)),
        ((841, 1189), A4, (5, 5)),
        ((841, 1189), A3, (3, 5)),
        ((800, 2000), A4, (3, 12)),
        ((2400, 1200), A4, (9, 7)),
        ((200, 800), A4, (1, 5)),
        ((5000, 5000), A4, (28, 19)),
    ],
)
def test_grids(size: tuple[float, float], paper: tuple[float, float], grid: tuple[int, int]) -> None:
    tiles = plan_tiles(*size, paper, STYLE)
    assert (tiles.columns.count, tiles.rows.count) == grid
    assert sorted((tiles.paper.width, tiles.paper.height)) == sorted(paper)


def test_addresses() -> None:
    tiles = plan_tiles(594, 841, A4, STYLE)
    assert [tile.address for tile in tiles][:4] == ["A1", "B1", "C1", "A2"]
    assert [tile.number for tile in tiles] == list(range(1, 16))
    assert [letters(n) for n in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]
    assert tiles.address(2, 0) == "C1" and tiles.address(3, 0) == "" and tiles.address(0, 5) == ""


def test_pieces_cover_the_poster_once() -> None:
    tiles = plan_tiles(594, 841, A4, STYLE, [Ink(x, 400, x + 9, 409) for x in range(0, 580, 10)])
    assert sum(tile.width * tile.height for tile in tiles) == pytest.approx(594 * 841)
    for edges in (tiles.columns.edges, tiles.rows.edges):
        assert all(low < high for low, high in pairwise(edges))


def test_ink_of_a_poster(poster: bytes) -> None:
    """Letters at their places, the QR code as a whole; letters that stand aslant across the sheet are left out."""
    (page,) = inks(poster)
    (code,) = [ink for ink in page if ink.code]
    assert code.right - code.left == pytest.approx(33, abs=0.5)
    text = text_of(pdfium.PdfDocument(poster)[0])
    assert abs(len([ink for ink in page if not ink.code and not ink.word]) - len(text)) <= 3
    assert all(0 <= ink.left < ink.right <= 420 and 0 <= ink.top < ink.bottom <= 594 for ink in page)


def test_watermarks_are_not_spared(context: Context, guide_of: Any, project: Project) -> None:
    styles = context.styles
    steps = "  - 步骤: 申请\n    办理: 村民\n  - 步骤: 审核\n"
    pages = []
    for more in ("", "发布: {状态: 征求意见, 意见截止: 2026年}"):
        result = make_poster(context, subject_of(guide_of(steps, more=more), project), styles.media["poster-a3"])
        assert result.pdf
        pages.append(inks(result.pdf)[0])
    tallest = [max(ink.bottom - ink.top for ink in page if not ink.code) for page in pages]
    assert tallest[1] == pytest.approx(tallest[0], rel=0.5)


def test_notes_name_what_cannot_be_whole() -> None:
    tiles = plan_tiles(594, 841, A4, STYLE)
    many = replace(tiles, cut_letters=7, broken=2)
    first, second = notes([many, tiles], "A4", "图")
    assert "拼成 30 张 A4 纸（2 幅）" in first.message
    assert "避不开 7 个字；其中 2 个太大" in second.message
    assert [one.code for one in notes([tiles], "A4", "图")] == ["Y523"]


def test_cuts_tell_what_they_show() -> None:
    cuts = Cuts((0.0, 100.0, 200.0), (10.0, 0.0))
    assert cuts.shown(0) == (0.0, 110.0) and cuts.piece(0) == (0.0, 100.0)
    assert cuts.through(95, 105) and not cuts.through(100, 105)
    assert cuts.whole(95, 105) and not cuts.whole(95, 111)
