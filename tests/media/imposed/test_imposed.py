"""The imposed booklet: folded and read in the order of a reader; its pages compared with those of the booklet."""

from __future__ import annotations

import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageChops
from pypdfium2 import raw

from helpers.guides import GuideGraph
from helpers.media_jobs import subject_of
from yizhangtu.media.booklet.booklet import make_booklet
from yizhangtu.media.context import Context
from yizhangtu.media.imposed import imposed
from yizhangtu.media.imposed.impose import creep, order
from yizhangtu.media.imposed.imposed import impose, notes
from yizhangtu.media.kind import Job
from yizhangtu.media.registry import kind_of
from yizhangtu.media.result import Result, one_file
from yizhangtu.model.project import Project
from yizhangtu.system.problem import MissingDependency

MM = 72 / 25.4
PX = 2  # a pixel is half a mm, as is the strip beside two A5 pages on A4: whole pixels everywhere
OFF = 0.137  # of a pixel: no edge of the layout lies just between two, where rounding decides
WIDE, HIGH = 297, 210
Sheet = tuple[tuple[int, int], tuple[int, int]]


def fold(stack: list[Sheet]) -> list[int]:
    """Sheets as they come from the printer, the outermost first, folded in the middle: the pages as they are turned.

    The front of a sheet is folded outwards. Turned over at its short edge, what is left on the back lies behind what
    is right on the front.
    """
    leaves_before, leaves_after = [], []
    for (front_left, front_right), (back_left, back_right) in stack:
        leaves_before.append((front_right, back_left))  # a leaf: its right page, and the left one behind it
        leaves_after.append((back_right, front_left))
    return [page for leaf in [*leaves_before, *reversed(leaves_after)] for page in leaf]


def picture(page: pdfium.PdfPage, width: float, height: float, x: float = 0.0, y: float = 0.0) -> Image.Image:
    """A part of a page, its corner at (x, y), as pixels that lie on the same grid whatever the page's size."""
    right, low = round((x + width) * PX), round((y + height) * PX)
    bitmap = pdfium.PdfBitmap.new_native(right, low, raw.FPDFBitmap_BGRA)
    bitmap.fill_rect((255, 255, 255, 255), 0, 0, right, low)
    matrix = raw.FS_MATRIX(PX / MM, 0, 0, PX / MM, OFF, OFF)
    raw.FPDF_RenderPageBitmapWithMatrix(bitmap.raw, page.raw, matrix, raw.FS_RECTF(0, 0, right, low), raw.FPDF_ANNOT)
    return bitmap.to_pil().convert("L").crop((round(x * PX), round(y * PX), right, low))


def differing(one: Image.Image, two: Image.Image, more: int = 5) -> int:
    """Pixels that differ by more than rounding does to the edge of a letter: by 5 of 255."""
    return sum(ImageChops.difference(one, two).histogram()[more:])


def folded_text(page: pdfium.PdfPage, left: float, right: float) -> str:
    """The text of a half, white space left out."""
    text = page.get_textpage().get_text_bounded(left * MM, 0, right * MM, HIGH * MM)
    return "".join(text.replace("\ufffe", "").split())


@pytest.fixture(scope="module")
def booklet(context: Context, flows: list[GuideGraph], project: Project) -> bytes:
    few = [drawn for drawn in flows if drawn[0].stem in ("高龄津贴申领", "村级采购", "危房改造", "土地承包")]
    subjects = [subject_of(drawn, project) for drawn in few]
    output = make_booklet(context, subjects, context.styles.media["booklet-a5"])
    assert output.pdf
    return output.pdf


@pytest.fixture(scope="module")
def sheets(context: Context, booklet: bytes) -> bytes:
    return impose(context, booklet, (WIDE, HIGH), context.styles.imposed)


@pytest.mark.parametrize("pages", [4, 8, 12, 64, 96])
def test_folded_sheets_give_the_pages_in_order(pages: int) -> None:
    (section,) = order(pages, 24)
    assert fold([(sheet.front, sheet.back) for sheet in section]) == list(range(1, pages + 1))


def test_order_is_that_of_every_print_shop() -> None:
    (section,) = order(16)
    assert [(sheet.front, sheet.back) for sheet in section] == [
        ((16, 1), (2, 15)),
        ((14, 3), (4, 13)),
        ((12, 5), (6, 11)),
        ((10, 7), (8, 9)),
    ]


@pytest.mark.parametrize("pages", [100, 176, 200, 1000])
def test_thick_booklets_are_folded_in_even_sections(pages: int) -> None:
    sections = order(pages, 24)
    sizes = [len(section) for section in sections]
    assert max(sizes) <= 24 and max(sizes) - min(sizes) <= 1 and len(sizes) == -(-pages // 96)
    read = [page for section in sections for page in fold([(sheet.front, sheet.back) for sheet in section])]
    assert read == list(range(1, pages + 1))


@pytest.mark.parametrize("pages", [0, 2, 6, 97])
def test_other_numbers_of_pages_cannot_be_folded(pages: int) -> None:
    with pytest.raises(ValueError):
        order(pages)


def test_the_printed_sheets_folded_read_like_the_booklet(booklet: bytes, sheets: bytes) -> None:
    """By the words on the halves of the real sheets, without a look at how they were made."""
    pages = [folded_text(page, 0, 148) for page in pdfium.PdfDocument(booklet)]
    assert len(set(pages)) == len(pages)
    document = pdfium.PdfDocument(sheets)
    assert len(document) == len(pages) // 2
    halves = [(pages.index(folded_text(p, 0, WIDE / 2)), pages.index(folded_text(p, WIDE / 2, WIDE))) for p in document]
    stack = [(halves[at], halves[at + 1]) for at in range(0, len(halves), 2)]
    assert fold(stack) == list(range(len(pages)))


def test_sheets_are_a4_across_and_keep_every_page_at_its_size(booklet: bytes, sheets: bytes) -> None:
    pages, document = pdfium.PdfDocument(booklet), pdfium.PdfDocument(sheets)
    (section,) = order(len(pages), 24)
    for number, sheet in enumerate(section):
        for side, pair in enumerate((sheet.front, sheet.back)):
            page = document[2 * number + side]
            assert page.get_size() == pytest.approx((WIDE * MM, HIGH * MM), abs=0.01)
            for x, which in zip((WIDE / 2 - 148, WIDE / 2), pair, strict=True):
                one, two = picture(page, 146, HIGH, x + 1, 0), picture(pages[which - 1], 146, HIGH, 1, 0)
                assert two.getextrema()[0] < 100  # there is something on it
                assert differing(one, two) == 0, (number, side, which)


def test_marks_stand_at_the_fold_where_there_is_no_text(booklet: bytes, sheets: bytes, context: Context) -> None:
    document = pdfium.PdfDocument(sheets)
    fold_mark, staple = context.styles.imposed.fold, context.styles.imposed.staple
    for number, page in enumerate(document):
        strip = picture(page, 2, HIGH, WIDE / 2 - 1, 0)
        inked = [y / PX for y in range(strip.height) if min(strip.crop((1, y, 3, y + 1)).tobytes()) < 252]
        if number % 2:
            ends = fold_mark.length + 1 / PX
            assert all(y < ends or y > HIGH - ends for y in inked)
            assert abs(len(inked) / PX - 2 * fold_mark.length) <= 2 / PX
        elif number:
            assert inked == []
    lengths = [upright_lines(page) for page in document]
    places = (HIGH * (1 - staple.at), HIGH * staple.at)
    half = staple.length / 2
    assert lengths[0] == pytest.approx([at for place in places for at in (place - half, place + half)], abs=0.3)
    assert lengths[2::2] == [[]] * len(lengths[2::2])


def upright_lines(page: pdfium.PdfPage) -> list[float]:
    """Lower and upper ends of the lines of the sheet itself, in mm from its lower edge."""
    found = (one.get_bounds() for one in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=1))
    return [round(side / MM, 2) for _, low, _, high in found for side in (low, high)]


def test_inner_pages_of_a_thick_booklet_move_to_the_fold(context: Context, booklet: bytes) -> None:
    """Only from a certain thickness on, by the thickness of the paper outside."""
    style = context.styles.imposed._replace(creep_from=2, paper=0.5)  # a sheet is a pixel
    pages = pdfium.PdfDocument(booklet)
    (section,) = order(len(pages))
    document = pdfium.PdfDocument(impose(context, booklet, (WIDE, HIGH), style))
    last = len(section) - 1
    assert creep(last, 0.5) == last * 0.5 and creep(0, 0.5) == 0
    for number in (0, 1, last):
        for x, which in zip((WIDE / 2 - 148 + number / 2, WIDE / 2 - number / 2), section[number].front, strict=True):
            inner = 20 if which % 2 else 4  # clear of the fold, where the other page begins
            one = picture(document[2 * number], 120, HIGH, x + inner, 0)
            assert differing(one, picture(pages[which - 1], 120, HIGH, inner, 0)) == 0


def test_fonts_are_shared_and_pages_are_not_pictures(booklet: bytes, sheets: bytes) -> None:
    def fonts(pdf: bytes) -> int:
        with pikepdf.open(BytesIO(pdf)) as document:
            return sum(isinstance(o, pikepdf.Dictionary) and "/FontFile3" in o for o in document.objects)

    assert fonts(sheets) == fonts(booklet) == 2
    assert len(sheets) < 1.2 * len(booklet)
    with pikepdf.open(BytesIO(sheets)) as document:
        assert not any(o.get("/Subtype") == "/Image" for o in document.objects if isinstance(o, pikepdf.Stream))
        assert document.Root.ViewerPreferences.PrintScaling == "/None"
        assert document.Root.ViewerPreferences.Duplex == "/DuplexFlipShortEdge"
        assert "/StructTreeRoot" not in document.Root and "/Outlines" not in document.Root
        assert str(document.docinfo["/Title"]).endswith("（对折装订）")


def test_equal_bytes_and_a_sound_file(context: Context, booklet: bytes, sheets: bytes, tmp_path: Path) -> None:
    assert impose(context, booklet, (WIDE, HIGH), context.styles.imposed) == sheets
    program = shutil.which("qpdf")
    if program:
        (tmp_path / "sheets.pdf").write_bytes(sheets)
        done = subprocess.run([program, "--check", str(tmp_path / "sheets.pdf")], capture_output=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
    with pikepdf.open(BytesIO(sheets)) as document:
        check = getattr(document, "check_pdf_syntax", None) or document.check  # its former name
        assert check() == []


def test_pages_too_large_for_the_sheet_are_refused(context: Context, booklet: bytes) -> None:
    with pytest.raises(ValueError, match="148×210 mm on 290"):
        impose(context, booklet, (290, 210), context.styles.imposed)


def test_the_medium_makes_sheets_of_the_booklet_and_says_how_to_print_them(
    context: Context, booklet: bytes, sheets: bytes
) -> None:
    medium = context.styles.media["booklet-a4-imposed"]
    asked: list[Job] = []

    def output(_: Context, job: Job) -> Result:
        asked.append(job)
        return one_file(job, booklet)

    job = Job("booklet-a4-imposed.pdf", medium, kind_of(medium), ())
    rendered = imposed.make(context, job, output)
    assert asked[0].medium.name == "booklet-a5"
    assert rendered.data == sheets
    (note,) = rendered.diagnostics
    assert note.code == "Y521" and note.severity == "info" and "双面打印，短边翻转，对折装订" in note.message
    assert imposed.make(context, job, lambda *_: Result()).data is None


def test_a_thick_booklet_says_how_its_sections_are_bound(context: Context) -> None:
    medium = context.styles.media["booklet-a4-imposed"]
    assert [one.code for one in notes(medium, 96, 24)] == ["Y521"]
    how, thick = notes(medium, 180, 24)
    assert "45 张纸" in how.message
    assert thick.code == "Y522" and "第1—23张、第24—45张" in thick.message


def test_a_medium_that_names_no_booklet_is_reported(context: Context) -> None:
    medium = context.styles.media["booklet-a4-imposed"]
    for wrong, stated in ((medium._replace(of="poster-a3"), "poster-a3"), (medium._replace(width_mm=280.0), "296×210")):
        with pytest.raises(MissingDependency) as caught:
            imposed.make(context, Job("x.pdf", wrong, kind_of(wrong), ()), lambda _, job: one_file(job, b""))
        assert stated in caught.value.what + caught.value.mend
