"""What a reader who does not see the page gets: title, language, order, headings, pictures in words."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import pikepdf
import pytest

from helpers.guides import GuideGraph
from helpers.media_jobs import subject_of
from yizhangtu.content.alternative import shared, words_of
from yizhangtu.media.booklet.booklet import TITLE, make_booklet
from yizhangtu.media.context import Context
from yizhangtu.media.poster.poster import make_poster
from yizhangtu.model.drawing import Drawing
from yizhangtu.model.page import Label
from yizhangtu.model.project import Project

STEMS = ("村级采购", "高龄津贴申领", "服务群众清单", "村民积分制", "红白喜事标准")
PAINT = {"f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "Tj", "TJ", "Do", "sh"}


def elements(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    """The structure in its order."""

    def walk(one: pikepdf.Object) -> Iterator[pikepdf.Object]:
        yield one
        kids = one.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                yield from walk(kid)

    return [one for top in pdf.Root.StructTreeRoot.K for one in walk(top)]


@dataclass
class GuideError:
    """A document read back: the kinds of its elements and the pictures' words, in their order."""

    kinds: list[str]
    alts: str


def check(data: bytes, title: str) -> GuideError:
    """What PDF/UA-1 asks of any document, as far as a program can see it."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return checked(pdf, title)


def checked(pdf: pikepdf.Pdf, title: str) -> GuideError:
    assert str(pdf.Root.Lang) == "zh-CN" and bool(pdf.Root.MarkInfo.Marked)
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle) and str(pdf.docinfo.Title) == title
    stated = pdf.Root.Metadata.read_bytes().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in stated and f">{title}</rdf:li>" in stated
    found = elements(pdf)
    for one in found:
        if str(one.S) == "/Figure":
            assert len(str(one.Alt)) > 1
            box, page = [float(v) for v in one.A.BBox], [float(v) for v in one.Pg.MediaBox]
            assert page[0] - 1 <= box[0] < box[2] <= page[2] + 1 and page[1] - 1 <= box[1] < box[3] <= page[3] + 1
        assert len(one.K) > 0 or str(one.S) in ("/TD", "/TH") or "/ActualText" in one
    levels = [int(str(one.S)[2:]) for one in found if str(one.S)[1:] in ("H1", "H2", "H3")]
    assert levels[0] == 1 and all(b <= a + 1 for a, b in pairwise(levels))
    for page in pdf.pages:
        assert str(page.Tabs) == "/S"
        tree = pdf.Root.StructTreeRoot.ParentTree.Nums
        places = tree[[int(n) for n in list(tree)[::2]].index(int(page.StructParents)) * 2 + 1]
        marks: list[str] = []
        used: set[int] = set()
        for operands, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            if name in ("BDC", "BMC"):
                assert not marks, "nothing is marked within what is marked"
                marks.append(str(operands[0]))
                if name == "BDC" and str(operands[0]) != "/Artifact":
                    used.add(int(operands[1].MCID))
            elif name == "EMC":
                marks.pop()
            elif name in PAINT:
                assert marks, "everything painted is text or an artifact"
        assert used == {number for number, place in enumerate(places) if isinstance(place, pikepdf.Dictionary)}
        for note in page.get("/Annots", []):
            assert len(str(note.Contents)) > 1 and int(note.F) & 4
    alts = folded("".join(str(one.Alt) for one in found if "/Alt" in one))
    return GuideError([str(one.S) for one in found], alts)


def folded(text: str) -> str:
    return "".join(text.split())


def heard(data: bytes, messages: GuideError) -> str:
    """Pictures in words, and the text of the page that is no picture."""
    text: list[str] = []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            fonts = {name: letters(font) for name, font in page.Resources.Font.items()}
            inside, font = "", {}
            for operands, operator in pikepdf.parse_content_stream(page):
                name = str(operator)
                if name in ("BDC", "BMC"):
                    inside = str(operands[0])
                elif name == "Tf":
                    font = fonts[str(operands[0])]
                elif name in ("TJ", "Tj") and inside == "/Span":
                    for part in operands[0] if name == "TJ" else operands:
                        if isinstance(part, pikepdf.String):
                            codes = bytes(part)
                            text += (font[codes[n : n + 2]] for n in range(0, len(codes), 2))
    return messages.alts + folded("".join(text))


def letters(font: pikepdf.Object) -> dict[bytes, str]:
    """Code → text, as the font says it."""
    pairs = re.findall(rb"<([0-9a-fA-F]{4})>\s*<([0-9a-fA-F]+)>", font.ToUnicode.read_bytes())
    return {bytes.fromhex(code.decode()): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in pairs}


@pytest.fixture(scope="module")
def posters(context: Context, definitions: list[GuideGraph], project: Project) -> list[tuple[GuideGraph, bytes]]:
    media = context.styles.media
    result = [
        (drawn, make_poster(context, subject_of(drawn, project), media["poster-a3"]).pdf)
        for drawn in definitions if drawn[0].stem in STEMS
    ]  # fmt: skip
    assert len(result) == len(STEMS)
    return [(drawn, pdf) for drawn, pdf in result if pdf]


def test_posters_are_tagged(posters: list[tuple[GuideGraph, bytes]]) -> None:
    for (guide, _), pdf in posters:
        kinds = check(pdf, str(guide.title)).kinds
        assert kinds[0] == "/Document" and kinds.count("/H1") >= 1 and "/Figure" in kinds
        assert kinds.index("/H1") < kinds.index("/Figure")


def test_the_picture_in_words_has_every_step_in_order(posters: list[tuple[GuideGraph, bytes]]) -> None:
    (guide, graph), pdf = next(one for one in posters if one[0][0].stem == "高龄津贴申领")
    alts = check(pdf, str(guide.title)).alts
    places = [alts.index(folded(str(node.entry.name))) for node in graph.nodes]
    assert places == sorted(places)
    for node in graph.nodes:
        if node.entry.detail:
            assert folded(str(node.entry.detail)) in alts


def test_nothing_the_author_wrote_is_lost_to_who_listens(posters: list[tuple[GuideGraph, bytes]]) -> None:
    for (guide, _), pdf in posters:
        stated = heard(pdf, check(pdf, str(guide.title)))
        assert [str(text) for text in guide.texts if folded(str(text)) not in stated] == []


def test_the_booklet_is_tagged(context: Context, definitions: list[GuideGraph], project: Project) -> None:
    few = [subject_of(drawn, project) for drawn in definitions if drawn[0].stem in STEMS]
    pdf = make_booklet(context, few, context.styles.media["booklet-a5"]).pdf
    assert pdf is not None
    assert check(pdf, TITLE).kinds.count("/H1") >= len(few)
    with pikepdf.open(io.BytesIO(pdf)) as document:
        notes = [str(n.Contents) for page in document.pages for n in page.get("/Annots", [])]
    assert notes and all(note.startswith("第") and note.endswith("页") for note in notes)


def test_a_text_is_shared_out_among_sheets_each_line_once() -> None:
    sheets = [
        Drawing(9, 9, tuple(Label(0, n, word, 1.0) for n, word in enumerate(words)))
        for words in (("申请", "核实"), ("公示", "办结"))
    ]
    text = "操作流程\n第1步：申请，办理：村民。\n第2步：核实。到公示\n第3步：公示。\n1. 没有画的。\n第4步：办结。"
    assert shared(text, sheets) == [
        "操作流程\n第1步：申请，办理：村民。\n第2步：核实。到公示", "第3步：公示。\n1. 没有画的。\n第4步：办结。",
    ]  # fmt: skip
    assert shared("一句", sheets[:1]) == ["一句"]


def test_words_of_a_drawing_by_paragraph() -> None:
    labels = (
        Label(0, 1, "第一行没", 1.0),
        Label(0, 2.4, "有完", 1.0),
        Label(0, 6, "另一段", 1.0),
        Label(9, 6, "远处", 1.0),
    )
    assert words_of(Drawing(20, 9, labels)) == "第一行没有完\n另一段\n远处"
