"""What --print gives a print shop: boxes, marks, inks, the printing condition, text away from the cut."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

from helpers.guides import GuideGraph, guide_and_graph
from helpers.installed import installed_styles
from helpers.media_jobs import subject_of
from helpers.presses import PRESSES, with_press
from yizhangtu.export.pdf.preflight import near_edge
from yizhangtu.media.context import Context
from yizhangtu.media.finishes import finish_of, looked_over
from yizhangtu.media.poster.poster import make_poster
from yizhangtu.model.finish import Finish
from yizhangtu.model.project import Project
from yizhangtu.model.theme import channels, css, ink_of, lettering

PT = 72 / 25.4
FLOW = "村级采购"


def printed(
    context: Context,
    drawn: GuideGraph,
    project: Project,
    medium: str = "poster-a3",
    theme: str = "蓝",
    press: str = PRESSES[0],
) -> bytes:
    own = with_press(context.finished(Finish.PRINT), press)
    pdf = make_poster(own, subject_of(drawn, project, theme), own.styles.media[medium]).pdf
    assert pdf is not None
    return pdf


@pytest.fixture(scope="module", params=PRESSES)
def poster(context: Context, flows: list[GuideGraph], project: Project, request: pytest.FixtureRequest) -> bytes:
    return printed(context, next(d for d in flows if d[0].stem == FLOW), project, press=request.param)


def streams(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Everything that paints: pages and the forms that they use."""
    for page in pdf.pages:
        yield page
        yield from (form for form in page.Resources.get("/XObject", {}).values() if form.get("/Subtype") == "/Form")


def operators(pdf: pikepdf.Pdf) -> Iterator[tuple[tuple[object, ...], str]]:
    for stream in streams(pdf):
        for operands, operator in pikepdf.parse_content_stream(stream):
            yield tuple(operands), str(operator)


def test_boxes_lie_within_one_another(poster: bytes) -> None:
    with pikepdf.open(io.BytesIO(poster)) as pdf:
        page = pdf.pages[0]
        media, bleed, trim = ([float(v) for v in page[name]] for name in ("/MediaBox", "/BleedBox", "/TrimBox"))
    assert [round(v / PT, 2) for v in trim] == [0, 0, 297, 420]
    assert [round((a - b) / PT, 2) for a, b in zip(bleed, trim, strict=True)] == [-3, -3, 3, 3]
    assert all(a < b for a, b in zip(media[:2], bleed[:2], strict=True))
    assert all(a > b for a, b in zip(media[2:], bleed[2:], strict=True))


def test_marks_are_on_all_plates_and_outside_the_bleed(poster: bytes) -> None:
    with pikepdf.open(io.BytesIO(poster)) as pdf:
        page = pdf.pages[0]
        space = page.Resources.ColorSpace.registration
        assert list(map(str, space[:3])) == ["/Separation", "/All", "/DeviceCMYK"]
        bleed = [float(v) for v in page.BleedBox]
        points: list[tuple[float, float]] = []
        for operands, operator in operators(pdf):
            if str(operator) == "Q":
                break
            if str(operator) in ("m", "l"):
                points.append((float(operands[0]), float(operands[1])))  # type: ignore[arg-type]
    assert len(points) > 16
    assert not [(x, y) for x, y in points if bleed[0] < x < bleed[2] and bleed[1] < y < bleed[3]]


def test_only_inks_and_no_more_than_three_full_ones(poster: bytes) -> None:
    with pikepdf.open(io.BytesIO(poster)) as pdf:
        used = set()
        for operands, operator in operators(pdf):
            assert operator not in ("rg", "RG", "g", "G", "sh")
            if operator in ("cs", "CS"):
                assert str(operands[0]) in ("/DeviceCMYK", "/registration")
            if operator in ("k", "K") or (operator in ("scn", "SCN", "sc", "SC") and len(operands) == 4):
                used.add(tuple(float(v) for v in operands))  # type: ignore[arg-type]
        assert not [o for o in pdf.objects if isinstance(o, pikepdf.Stream) and o.get("/Subtype") == "/Image"]
    assert len(used) > 5 and max(map(sum, used)) <= 3.0


def test_text_is_black_alone_or_bare_paper(poster: bytes) -> None:
    with pikepdf.open(io.BytesIO(poster)) as pdf:
        found = set()
        for stream in streams(pdf):
            colour: tuple[float, ...] = ()
            kept: list[tuple[float, ...]] = []
            for operands, operator in pikepdf.parse_content_stream(stream):
                name = str(operator)
                if name == "q":
                    kept.append(colour)
                elif name == "Q":
                    colour = kept.pop()
                elif name in ("k", "scn") and len(operands) == 4:
                    colour = tuple(float(v) for v in operands)
                elif name in ("Tj", "TJ"):
                    found.add(colour)
    assert (0, 0, 0, 1) in found and (0, 0, 0, 0) in found
    assert not [colour for colour in found if any(colour[:3])]


def test_the_printing_condition_is_inside(poster: bytes, context: Context) -> None:
    with pikepdf.open(io.BytesIO(poster)) as pdf:
        intent = pdf.Root.OutputIntents[0]
        assert str(intent.S) == "/GTS_PDFX" and str(intent.OutputConditionIdentifier) == "FOGRA39"
        profile = intent.DestOutputProfile.read_bytes()
        assert profile[12:20] == b"prtrCMYK" and intent.DestOutputProfile.N == 4
        stated = pdf.Root.Metadata.read_bytes().decode()
        info = dict(pdf.docinfo.items())
        assert pdf.pdf_version == "1.6" and "/ID" in pdf.trailer and "/Annots" not in pdf.pages[0]
    assert "<pdfxid:GTS_PDFXVersion>PDF/X-4<" in stated and "<pdf:Trapped>False<" in stated
    assert str(info["/Trapped"]) == "/False" and str(info["/CreationDate"]) == "D:20261101000000+08'00'"
    assert "2026-11-01T00:00:00+08:00" in stated


@pytest.mark.parametrize("press", PRESSES)
def test_equal_bytes(context: Context, flows: list[GuideGraph], project: Project, press: str) -> None:
    drawn = next(d for d in flows if d[0].stem == FLOW)
    other = Context(context.characters, installed_styles())
    assert printed(other, drawn, project, press=press) == printed(context, drawn, project, press=press)


@pytest.mark.parametrize("status", ["试行", "征求意见"])
@pytest.mark.parametrize("medium", ["poster-a3", "poster-a4", "poster-a5"])
def test_no_text_near_the_cut(context: Context, project: Project, medium: str, status: str) -> None:
    drawn = guide_and_graph(
        "名称: 办理\n办理主体: 村委会\n时间要求: 5个工作日\n监督管理: 村监委会\n"
        f"发布: {{状态: {status}, 版本: V1}}\n操作流程:\n  - 步骤: 申请\n  - 步骤: 审核\n"
    )
    pdf = printed(context, drawn, project, medium)
    assert near_edge(pdf, 5.0) == []
    assert near_edge(pdf, 40.0) != []
    own = context.finished(Finish.PRINT)
    assert own.shop is not None
    assert looked_over(pdf, own.shop, "“办理”", "办理.yaml") == ()


def test_what_touches_the_edge_goes_on_into_the_bleed(poster: bytes) -> None:
    with pikepdf.open(io.BytesIO(poster)) as pdf:
        page = pdf.pages[0]
        bleed = [round(float(v), 1) for v in page.BleedBox]
        shapes: list[list[tuple[float, float]]] = []
        for operands, operator in operators(pdf):  # in mm from the sheet's upper left corner
            if operator == "m":
                shapes.append([])
            if operator in ("m", "l"):
                shapes[-1].append((float(operands[0]), float(operands[1])))  # type: ignore[arg-type]
    assert bleed[0] < 0
    sides = [[f(values) for values in zip(*shape, strict=True) for f in (min, max)] for shape in shapes]
    wide = [(top, bottom) for left, right, top, bottom in sides if (left, right) == (-3, 300)]
    assert any(top == -3 for top, _ in wide) and len({top for top, _ in wide}) >= 2


def test_inks_from_colours_of_the_screen() -> None:
    assert ink_of("#808080") == (0.0, 0.0, 0.0, pytest.approx(0.498, abs=0.001))
    assert sum(ink_of("#050012", 3.0)) <= 3.001
    dark = css((1.0, 0.72, 0.05, 0.18))
    assert channels(dark) == (1.0, 0.72, 0.05, 0.18)
    assert lettering(dark) == css((0, 0, 0, 1)) and lettering(css((0.11, 0.04, 0, 0))) == css((0, 0, 0, 0))
    assert lettering(css((0, 0, 0, 0.77))) == css((0, 0, 0, 0.77)) and lettering("#0B4A8F") == "#0B4A8F"


def test_every_theme_has_inks(context: Context) -> None:
    for theme in context.finished(Finish.PRINT).styles.themes.values():
        assert {len(channels(colour)) for colour in theme.colours.values()} == {4}
        assert max(sum(channels(colour)) for colour in theme.colours.values()) <= 3.0
        if theme.mono:
            assert not [c for c in theme.colours.values() if any(channels(c)[:3])]


def test_names_of_finishes() -> None:
    assert [finish_of(name) for name in ("print", "archive", "", "tiles-a4")] == [
        Finish.PRINT, Finish.ARCHIVE, Finish.SCREEN, Finish.SCREEN,
    ]  # fmt: skip


@pytest.mark.skipif(not shutil.which("gs"), reason="Ghostscript is not installed")
def test_ghostscript_separates_it_without_a_word(poster: bytes, tmp_path: Path) -> None:
    file = tmp_path / "p.pdf"
    file.write_bytes(poster)
    done = subprocess.run(
        ["gs", "-q", "-dBATCH", "-dNOPAUSE", "-sDEVICE=tiffsep", "-r20", f"-o{tmp_path}/p%d.tif", str(file)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0 and not done.stderr.strip() and not done.stdout.strip()
