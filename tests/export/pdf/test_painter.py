"""A painted poster: its bookmarks, its structure elements, its fonts, and what it does without."""

from __future__ import annotations

import io
import subprocess
import sys

import pikepdf
import pytest
import uharfbuzz as hb

from helpers.guides import ROOT, GuideGraph
from helpers.media_jobs import subject_of
from yizhangtu.export.pdf.embedded_fonts import Faces
from yizhangtu.media.context import Context
from yizhangtu.media.poster.poster import make_poster
from yizhangtu.model.page import FIGURE
from yizhangtu.model.project import Project


@pytest.fixture(scope="module")
def poster(context: Context, flows: list[GuideGraph], project: Project) -> bytes:
    styles = context.styles
    drawn = next(one for one in flows if one[0].stem == "高龄津贴申领")
    pdf = make_poster(context, subject_of(drawn, project), styles.media["poster-a3"]).pdf
    assert pdf is not None
    return pdf


def test_the_table_of_contents_names_the_title_and_every_head(poster: bytes) -> None:
    with pikepdf.open(io.BytesIO(poster)) as pdf, pdf.open_outline() as outline:
        assert [str(top.title) for top in outline.root] == ["高龄津贴申领一张图"]
        heads = [str(one.title) for one in outline.root[0].children]
        below = [str(one.title) for one in outline.root[0].children[0].children]
    assert heads == ["操作流程"] and "要带的材料" in below and "帮办代办" in below


def test_every_part_is_an_element_of_its_own(poster: bytes) -> None:
    with pikepdf.open(io.BytesIO(poster)) as pdf:
        kids = list(pdf.Root.StructTreeRoot.K[0].K)
        kinds = [str(one.S) for one in kids]
        numbers = [int(one.K[0]) for one in kids]
        places = pdf.Root.StructTreeRoot.ParentTree.Nums[1]
        owners = [places[number].objgen == one.objgen for number, one in zip(numbers, kids, strict=True)]
        alts = [str(one.Alt) for one in kids if str(one.S) == f"/{FIGURE}"]
    assert kinds.count("/H1") == 1 and kinds.count("/P") > 10 and kinds.index("/H1") < kinds.index("/H2")
    assert sorted(numbers) == list(range(len(kids))) and all(owners)
    assert any(alt.startswith("图例") for alt in alts) and any(alt.startswith("二维码") for alt in alts)


def test_a_font_cut_for_a_document_keeps_numbers_and_no_other_outlines(context: Context) -> None:
    data = context.subset.regular
    whole = hb.Font(hb.Face(data))
    one, other = (whole.get_nominal_glyph(ord(char)) for char in "图办")
    cut = hb.Font(hb.Face(Faces(data, data).cut(False, frozenset({one}))))
    assert cut.get_glyph_extents(one) == whole.get_glyph_extents(one)
    gone = cut.get_glyph_extents(other)
    assert gone is None or (gone.width, gone.height) == (0, 0)


def test_a_plain_poster_needs_none_of_the_heavy_libraries() -> None:
    program = (
        "import sys, yizhangtu\n"
        "result = yizhangtu.build_files(yizhangtu.BuildRequest(['flows/村级采购.yaml'], ['poster-a3'], one_file=True))\n"  # noqa: E501
        "assert result.data\n"
        "heavy = ('openpyxl', 'pikepdf', 'pypdfium2', 'fontTools.ttLib', 'fontTools.subset')\n"
        "heavy += ('multiprocessing', 'jinja2')\n"
        "print([name for name in heavy if name in sys.modules])\n"
        "import fontTools.ttLib; print(fontTools.ttLib.TTFont.__name__)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[:2] == ["[]", "TTFont"]
