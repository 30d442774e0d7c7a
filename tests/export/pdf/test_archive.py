"""What --archive keeps, and fonts that every program reads alike."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import pikepdf
import pytest
from fontTools.ttLib import TTFont
from PIL import Image

from helpers.guides import GuideGraph
from helpers.media_jobs import subject_of
from helpers.presses import PRESSES, with_press
from yizhangtu.export.pdf.xmp import packet, pdf_date
from yizhangtu.media.context import Context
from yizhangtu.media.poster.poster import make_poster
from yizhangtu.model.finish import Finish
from yizhangtu.model.page import About
from yizhangtu.model.project import Project
from yizhangtu.read.guide.dates import iso_date
from yizhangtu.system.fonts.charset import in_glyph_order


@pytest.fixture(scope="module", params=PRESSES)
def kept(context: Context, flows: list[GuideGraph], project: Project, request: pytest.FixtureRequest) -> bytes:
    own = with_press(context.finished(Finish.ARCHIVE), request.param)
    drawn = next(d for d in flows if d[0].stem == "村级采购")
    pdf = make_poster(own, subject_of(drawn, project), own.styles.media["poster-a3"]).pdf
    assert pdf is not None
    return pdf


def test_it_says_what_it_is_and_in_which_colours(kept: bytes) -> None:
    with pikepdf.open(io.BytesIO(kept)) as pdf:
        intent = pdf.Root.OutputIntents[0]
        assert str(intent.S) == "/GTS_PDFA1" and intent.DestOutputProfile.N == 3
        assert intent.DestOutputProfile.read_bytes()[36:40] == b"acsp"
        stated = pdf.Root.Metadata.read_bytes().decode()
        assert "/ID" in pdf.trailer and "/Filter" not in pdf.Root.Metadata and not pdf.is_encrypted
        assert bool(pdf.Root.MarkInfo.Marked) and "/StructTreeRoot" in pdf.Root
        names = {str(key) for one in pdf.objects if isinstance(one, pikepdf.Dictionary) for key in one}
    assert "<pdfaid:part>2</pdfaid:part>" in stated and "<pdfaid:conformance>A</pdfaid:conformance>" in stated
    assert "<pdfuaid:part>1</pdfuaid:part>" in stated and "pdfaExtension:schemas" in stated
    assert not names & {"/JavaScript", "/JS", "/Launch", "/EmbeddedFiles", "/AA", "/OpenAction", "/TR", "/LZWDecode"}


def test_fonts_are_inside_and_their_glyphs_go_by_their_own_numbers(kept: bytes) -> None:
    """A strict program takes the codes of the page for characters of the font, not for places in it."""
    with pikepdf.open(io.BytesIO(kept)) as pdf:
        fonts = [font for _, font in pdf.pages[0].Resources.Font.items()]
        assert len(fonts) == 2
        for font in fonts:
            assert "/ToUnicode" in font
            data = font.DescendantFonts[0].FontDescriptor.FontFile3.read_bytes()
            order = TTFont(io.BytesIO(data), checkChecksums=2)["CFF "].cff.topDictIndex[0].charset
            assert list(order[1:]) == [f"cid{number:05}" for number in range(1, len(order))]


def test_a_font_in_order_stays(context: Context) -> None:
    assert in_glyph_order(context.subset.regular) == context.subset.regular


@pytest.mark.skipif(not shutil.which("gs"), reason="Ghostscript is not installed")
def test_ghostscript_draws_the_same_letters(kept: bytes, tmp_path: Path) -> None:
    import pypdfium2 as pdfium

    file = tmp_path / "a.pdf"
    file.write_bytes(kept)
    done = subprocess.run(
        ["gs", "-q", "-dBATCH", "-dNOPAUSE", "-sDEVICE=png16m", "-r72", "-dTextAlphaBits=4", "-dGraphicsAlphaBits=4",
         f"-o{tmp_path}/a.png", str(file)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0 and not done.stderr.strip() and not done.stdout.strip()
    ours = pdfium.PdfDocument(kept)[0].render(scale=1).to_pil().convert("L")
    theirs = Image.open(tmp_path / "a.png").convert("L").resize(ours.size)
    box = (0, 0, ours.width, ours.height // 8)  # the band: large letters on a dark ground
    one, two = (sum(image.crop(box).histogram()[128:]) for image in (ours, theirs))
    assert abs(one - two) < 0.08 * one


@pytest.mark.skipif(not shutil.which("qpdf"), reason="qpdf is not installed")
def test_qpdf_finds_nothing(kept: bytes, tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(kept)
    done = subprocess.run(["qpdf", "--check", str(file)], capture_output=True, text=True, check=False)
    assert done.returncode == 0 and "WARNING" not in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2026年11月1日", "2026-11-01"), ("2026-11-01公布", "2026-11-01"), ("2026.3.9", "2026-03-09"),
        ("2026年3月", "2026-03-01"), ("2026年2月30日", ""), ("2024年2月29日", "2024-02-29"), ("另行公布", ""), ("", ""),
    ],
)  # fmt: skip
def test_dates_as_people_write_them(text: str, date: str) -> None:
    assert iso_date(text) == date


def test_words_of_the_author_are_no_markup() -> None:
    about = About("<b>&", "某镇", "摘要", "2026-11-01")
    stated = packet(about, "P", Finish.ARCHIVE).decode()
    assert "&lt;b&gt;&amp;" in stated and "<b>" not in stated
    assert pdf_date(about.created) == "D:20261101000000+08'00'"
    assert "CreateDate" not in packet(About("甲"), "P", Finish.SCREEN).decode()
    assert "2000-01-01" in packet(About("甲"), "P", Finish.PRINT).decode()
