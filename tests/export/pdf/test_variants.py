"""On paper stands the form of mainland China of every character, never that of Japan, Korea or Taiwan."""

from __future__ import annotations

import io
import os
import subprocess
import sys

import pikepdf
import pypdfium2
import pytest
import uharfbuzz as hb

from helpers.embedded_glyphs import Original, embedded_outlines, other_face
from helpers.guides import LETTERS, ROOT
from helpers.installed import installed_styles
from helpers.presses import PRESSES, with_press
from helpers.rare_fonts import RARE, Make
from yizhangtu.build.workers.tasks import context_from, setup_of
from yizhangtu.media.context import Context
from yizhangtu.model.finish import Finish
from yizhangtu.model.page import About, Label, Page, Tag
from yizhangtu.system.fonts import font_files

DIFFERENT = "骨角遍述刃喝令返化画条底今直海写置浅真关"  # in Japan
MARKS = "；：？！“”‘’"  # half as wide there, or in another place of their square
SHARED = "，。、…（）《》一人"
ALL = DIFFERENT + MARKS + SHARED


def printed(context: Context, text: str, press: str = PRESSES[0]) -> bytes:
    """A PDF of a text in both weights."""
    labels = (Label(1.0, 8.0, text, 6.0), Label(1.0, 18.0, text, 6.0, bold=True))
    return with_press(context, press).press.print(
        [Page(400.0, 20.0, context.styles.themes["蓝"], (Tag("P", labels),))], About("x")
    )


@pytest.fixture(scope="module")
def letters() -> Context:
    return Context(ALL, installed_styles())


@pytest.fixture(scope="module")
def originals() -> dict[bool, tuple[Original, Original]]:
    """By whether it is bold: the face of China, and that of Japan."""
    pair = font_files.find_fonts()
    found = {}
    for bold, (path, number) in ((False, pair.regular), (True, pair.bold)):
        japanese = other_face(path, "Noto Sans CJK JP")
        if japanese is None:
            pytest.skip("this machine has no face of Japanese forms to hold it against")
        found[bold] = (Original(path, number), japanese)
    return found


@pytest.mark.parametrize("press", PRESSES)
def test_forms_are_those_of_china(
    letters: Context, originals: dict[bool, tuple[Original, Original]], press: str
) -> None:
    found = embedded_outlines(printed(letters, ALL, press))
    assert {char for char, _ in found} >= set(ALL)
    for bold, (chinese, japanese) in originals.items():
        for char in ALL:
            assert found[(char, bold)] == chinese.outline(char), (char, bold)
        assert [char for char in DIFFERENT + MARKS if found[(char, bold)] == japanese.outline(char)] == []


def test_marks_stand_at_the_lower_left_of_their_squares(letters: Context) -> None:
    for data in (letters.subset.regular, letters.subset.bold):
        font = hb.Font(hb.Face(data))
        for char in "，。、":
            extents = font.get_glyph_extents(font.get_nominal_glyph(ord(char)))
            assert extents.x_bearing + extents.width < 500 and extents.y_bearing < 380  # of 1000, in the middle of it
        for char in "“”…《》（）":
            assert font.get_glyph_h_advance(font.get_nominal_glyph(ord(char))) == 1000


def test_the_language_of_the_machine_changes_nothing(letters: Context) -> None:
    code = (
        "import sys; sys.path[:0] = ['tests', 'tests/export/pdf']\n"
        "from test_variants import ALL, Context, installed_styles, printed\n"
        "sys.stdout.buffer.write(printed(Context(ALL, installed_styles()), ALL))\n"
    )
    there = {"LANG": "ja_JP.UTF-8", "LC_ALL": "ja_JP.UTF-8", "LANGUAGE": "ja", "PANGO_LANGUAGE": "ja:ko"}
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env={**os.environ, **there}, capture_output=True)
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout == printed(letters, ALL)


class TestBorrowed:
    """Characters of another font, wherever text is printed."""

    @pytest.fixture
    def context(self, borrowing: Make) -> Context:
        borrowing()
        return Context(LETTERS + RARE, installed_styles())

    @pytest.mark.parametrize("press", PRESSES)
    def test_they_are_drawn_and_can_be_read_back(self, context: Context, press: str) -> None:
        pdf = printed(context, f"甲{RARE}乙", press)
        found = embedded_outlines(pdf)
        assert all(found[(char, bold)] for char in RARE for bold in (False, True))
        assert len({found[(char, bold)] for char in RARE for bold in (False, True)}) == 2 * len(RARE)
        text = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))
        assert text.count(f"甲{RARE}乙") == 2

    @pytest.mark.parametrize("finish", [Finish.PRINT, Finish.ARCHIVE])
    def test_for_the_print_shop_and_the_archive(self, context: Context, finish: Finish) -> None:
        pdf = printed(context.finished(finish), f"甲{RARE}", "painted")
        text = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))
        assert text.count(RARE) == 2

    def test_the_font_inside_is_in_order(self, context: Context) -> None:
        """Character n of it is its glyph n, which strict programs rely on."""
        from fontTools.ttLib import TTFont

        for data in (context.subset.regular, context.subset.bold):
            font = TTFont(io.BytesIO(data))
            names = font.getGlyphOrder()
            assert names[1:] == [f"cid{number:05d}" for number in range(1, len(names))]
            assert set(map(ord, RARE)) <= set(font.getBestCmap()) and font["maxp"].numGlyphs == len(names)

    def test_a_worker_needs_no_font_of_its_own(self, context: Context, machine) -> None:  # type: ignore[no-untyped-def]
        setup = setup_of(context)
        before = printed(context, RARE, "painted")
        (machine / "fallback.ttf").unlink()
        assert printed(context_from(setup), RARE, "painted") == before

    def test_measured_as_drawn(self, context: Context) -> None:
        assert context.typesetter.width(RARE) == len(RARE)
        with pikepdf.open(io.BytesIO(printed(context, RARE, "painted"))) as pdf:
            widths = [float(w) for f in pdf.pages[0].Resources.Font.values() for w in _flat(f.DescendantFonts[0].W)]
        assert set(widths) == {1000.0}


def _flat(widths: pikepdf.Array) -> list[float]:
    """The widths of a font, without the numbers of their glyphs."""
    return [float(one) for part in widths if isinstance(part, pikepdf.Array) for one in part]
