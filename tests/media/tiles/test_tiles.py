"""A poster in sheets: put together here pixel by pixel, its letters looked for on the sheets, its plan tried widely."""

from __future__ import annotations

import shutil
import subprocess
from io import BytesIO
from pathlib import Path
from time import process_time

import pikepdf
import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageChops
from pypdfium2 import raw

from helpers.guides import GuideGraph, guide_and_graph
from helpers.installed import installed_styles
from helpers.media_jobs import subject_of
from yizhangtu.media.context import Context
from yizhangtu.media.poster.poster import make_poster
from yizhangtu.media.tiles.tile_ink import inks
from yizhangtu.media.tiles.tile_plan import SHORT, Tile, Tiles
from yizhangtu.media.tiles.tiled import plan, tiled
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
        check = getattr(document, "check_pdf_syntax", None) or document.check  # its former name
        assert check() == []


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
