"""A painted poster: its bookmarks, its structure elements, its fonts, and what it does without."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Iterable, Iterator
from itertools import pairwise

import pikepdf
import pytest
import uharfbuzz as hb

from helpers.guides import ROOT, GuideGraph
from helpers.media_jobs import subject_of
from helpers.presses import PRESSES, with_press
from yizhangtu.export.pdf.embedded_fonts import Faces
from yizhangtu.media.context import Context
from yizhangtu.media.poster.poster import make_poster
from yizhangtu.model.page import ARTIFACT, FIGURE, About, Group, Label, Page, Path, Tag
from yizhangtu.model.project import Project
from yizhangtu.verify.letters import open_pdf, read_page


@pytest.fixture(scope="module", params=PRESSES)
def poster(context: Context, flows: list[GuideGraph], project: Project, request: pytest.FixtureRequest) -> bytes:
    context = with_press(context, request.param)
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
        content = [(int(k), one) for one in each(kids) for k in one.K if not isinstance(k, pikepdf.Dictionary)]
        places = pdf.Root.StructTreeRoot.ParentTree.Nums[1]
        owners = [places[number].objgen == one.objgen for number, one in content]
        alts = [str(one.Alt) for one in kids if str(one.S) == f"/{FIGURE}"]
    assert kinds.count("/H1") == 1 and kinds.count("/P") > 10 and kinds.index("/H1") < kinds.index("/H2")
    assert sorted(number for number, _ in content) == list(range(len(content))) and all(owners)
    assert any(alt.startswith("图例") for alt in alts) and any(alt.startswith("二维码") for alt in alts)


def test_elements_have_names_of_role_and_number(poster: bytes) -> None:
    with pikepdf.open(io.BytesIO(poster)) as pdf:
        named = {str(one.ID): one for one in each(pdf.Root.StructTreeRoot.K[0].K) if "/ID" in one}
        tree = list(pdf.Root.StructTreeRoot.IDTree.Names)
        marked = [
            (int(operands[1].MCID), str(operands[1].ID))
            for operands, operator in pikepdf.parse_content_stream(pdf.pages[0])
            if str(operator) == "BDC" and "/ID" in operands[1]
        ]
        owners = pdf.Root.StructTreeRoot.ParentTree.Nums[1]
        # an element that stands in several places is numbered in the tree: p1/materials~2
        agree = [str(owners[number].ID).partition("~")[0] == f"p1/{name}" for number, name in marked]
    assert {"p1/step-0.name", "p1/step-0.number", "p1/step-0.deadline", "p1/arrow"} <= set(named)
    assert [str(name) for name in tree[::2]] == sorted(named)
    assert all(agree)


def test_letters_that_are_no_text_keep_their_names(context: Context) -> None:
    number = Label(10, 10, "7", 4.0, element="page")
    theme = context.styles.themes["蓝"]
    page = Page(80, 40, theme, (Tag("Sect", (Tag(ARTIFACT, (number,)), Tag("P", (Label(10, 20, "办理", 4.0),)))),))
    with open_pdf(context.press.print([page], About("例"))) as document:
        assert [(one.char, one.element) for one in read_page(document[0], 1).letters] == [
            ("7", "page"), ("办", ""), ("理", ""),
        ]  # fmt: skip


def each(elements: Iterable[pikepdf.Object]) -> Iterator[pikepdf.Object]:
    """Structure elements and those within them."""
    for one in elements:
        yield one
        yield from each(kid for kid in one.K if isinstance(kid, pikepdf.Dictionary) and "/S" in kid)


def test_a_font_cut_for_a_document_keeps_numbers_and_no_other_outlines(context: Context) -> None:
    data = context.subset.regular
    whole = hb.Font(hb.Face(data))
    one, other = (whole.get_nominal_glyph(ord(char)) for char in "图办")
    cut = hb.Font(hb.Face(Faces(data, data).cut(False, frozenset({one}))))
    assert cut.get_glyph_extents(one) == whole.get_glyph_extents(one)
    gone = cut.get_glyph_extents(other)
    assert gone is None or (gone.width, gone.height) == (0, 0)


@pytest.mark.parametrize("angle", [-90.0, 90.0, 180.0, 33.0])
def test_numbers_of_a_turned_group_have_no_exponent(context: Context, angle: float) -> None:
    group = Group((Label(0.0, 0.0, "监督", 6.0),), 20.0, 20.0, angle, 0.5)
    pdf = context.press.print([Page(40.0, 40.0, context.styles.themes["蓝"], (Tag("P", (group,)),))], About("例"))
    with pikepdf.open(io.BytesIO(pdf)) as document:
        turned = [line for line in document.pages[0].Contents.read_bytes().splitlines() if line.endswith(b"cm")]
    assert turned and all(b"e" not in line for line in turned)


def test_a_group_does_not_inherit_the_dashes_around_it(context: Context) -> None:
    line = Path((("M", (0.0, 0.0)), ("L", (30.0, 0.0))), "", "line", 1.0)
    group = Group((line,), 5.0, 5.0)
    items = (line._replace(dash_mm=(2.0, 1.0)), group)
    pdf = context.press.print([Page(40.0, 40.0, context.styles.themes["蓝"], (Tag("P", items),))], About("例"))
    with pikepdf.open(io.BytesIO(pdf)) as document:
        operators = [
            ([list(operands[0])] if str(operator) == "d" else str(operator))
            for operands, operator in pikepdf.parse_content_stream(document.pages[0])
            if str(operator) in ("d", "S")
        ]
    drawn = [before for before, operator in pairwise(operators) if operator == "S"]
    assert [len(dash[0]) for dash in drawn] == [2, 0]


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
