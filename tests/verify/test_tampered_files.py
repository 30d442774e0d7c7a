"""Finished files that somebody changed, or that the program made wrongly: each is noticed."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest
from PIL import Image

from helpers.finished import build_job, covered, flow, found_codes, make_files, messages, tampered, with_data
from helpers.guides import GuideGraph
from yizhangtu.build.verification import verified
from yizhangtu.content.lists import foot_boxes
from yizhangtu.draw.qr import qr_drawing
from yizhangtu.flow.graph import build_graph
from yizhangtu.media.common import frame, poster_writer
from yizhangtu.media.context import Context
from yizhangtu.media.result import Result
from yizhangtu.model.guide import Guide
from yizhangtu.model.project import Project
from yizhangtu.verify.letters import open_pdf, read_page


@pytest.fixture(scope="module")
def allowance(context: Context, project: Project) -> tuple[GuideGraph, Result]:
    """A poster of one sheet."""
    drawn = flow("高龄津贴申领", project)
    return drawn, make_files(context, build_job(context, project, drawn, "poster-a4"))


@pytest.fixture(scope="module")
def election(context: Context, project: Project) -> tuple[GuideGraph, Result]:
    """A poster of three sheets."""
    drawn = flow("村委会换届选举", project)
    return drawn, make_files(context, build_job(context, project, drawn, "poster-a3"))


def place_of(rendered: Result, words: str) -> tuple[float, float, float, float]:
    """The box of words on the first page, in mm."""
    with open_pdf(rendered.data or b"") as document:
        letters = read_page(document[0], 1).letters
    at = "".join(one.char for one in letters).index(words)
    own = letters[at : at + len(words)]
    left, top = own[0].left, own[0].top
    return left, top, own[-1].right - left, own[-1].bottom - top


def test_words_that_are_covered(context: Context, project: Project, allowance: tuple[GuideGraph, Result]) -> None:
    drawn, file = allowance
    box = place_of(file, "民政办")
    other = tampered(file, lambda pdf: covered(pdf.pages[0], pdf, *box))
    assert "Y907" in found_codes(context, build_job(context, project, drawn, "poster-a4"), other)


def test_a_code_that_is_covered(context: Context, project: Project, allowance: tuple[GuideGraph, Result]) -> None:
    drawn, file = allowance
    x, y, width, _ = place_of(file, "扫码看办事指南")
    other = tampered(file, lambda pdf: covered(pdf.pages[0], pdf, x, y - 20, width, 10))
    one = build_job(context, project, drawn, "poster-a4")
    assert found_codes(context, one, other) == ["Y906"]
    assert "没有扫得出来的二维码（“https://example.com/bszn”）" in messages(context, one, other)


def test_a_code_of_another_address(context: Context, project: Project, allowance: tuple[GuideGraph, Result]) -> None:
    drawn, file = allowance
    moved = replace(project, url="https://example.com/other")
    assert found_codes(context, build_job(context, moved, drawn, "poster-a4"), file) == ["Y906"]
    assert found_codes(context, build_job(context, replace(project, url=None), drawn, "poster-a4"), file) == ["Y906"]


def test_text_beyond_the_cut(context: Context, project: Project, allowance: tuple[GuideGraph, Result]) -> None:
    def cut(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0]
        page.trimbox = [40, 0, float(page.mediabox[2]), float(page.mediabox[3])]

    drawn, file = allowance
    assert "Y907" in found_codes(context, build_job(context, project, drawn, "poster-a4"), tampered(file, cut))


def test_a_font_that_does_not_travel(context: Context, project: Project, allowance: tuple[GuideGraph, Result]) -> None:
    def strip(pdf: pikepdf.Pdf) -> None:
        for one in pdf.objects:
            if isinstance(one, pikepdf.Dictionary) and "/FontFile3" in one:
                del one["/FontFile3"]

    drawn, file = allowance
    one = build_job(context, project, drawn, "poster-a4")
    assert "没有嵌入" in messages(context, one, tampered(file, strip))


def test_text_below_the_floor(context: Context, project: Project, allowance: tuple[GuideGraph, Result]) -> None:
    """The poster of A4 on a medium that is read from further away."""
    drawn, file = allowance
    one = build_job(context, project, drawn, "poster-a4")
    larger = one._replace(medium=one.medium._replace(floor_mm=6.0))
    assert "Y907" in found_codes(context, larger, file) and "不到 4.5 毫米" in messages(context, larger, file)


def test_a_flow_below_the_floor_of_flows(
    context: Context, project: Project, allowance: tuple[GuideGraph, Result]
) -> None:
    """Furniture may be smaller than cards."""
    drawn, file = allowance
    one = build_job(context, project, drawn, "poster-a4")
    larger = one._replace(medium=one.medium._replace(floor_mm=8.0, furniture=0.3))
    assert found_codes(context, larger, file) == ["Y907"] and "不到 8 毫米" in messages(context, larger, file)


def test_a_file_that_is_none(context: Context, project: Project, allowance: tuple[GuideGraph, Result]) -> None:
    drawn, file = allowance
    one = build_job(context, project, drawn, "poster-a4")
    assert found_codes(context, one, with_data(file, (file.data or b"")[:500])) == ["Y908"]


def test_several_sheets_that_agree(context: Context, project: Project, election: tuple[GuideGraph, Result]) -> None:
    assert messages(context, build_job(context, project, election[0], "poster-a3"), election[1]) == ""


def test_a_sheet_that_is_missing(context: Context, project: Project, election: tuple[GuideGraph, Result]) -> None:
    def drop(pdf: pikepdf.Pdf) -> None:
        del pdf.pages[1]

    codes = found_codes(context, build_job(context, project, election[0], "poster-a3"), tampered(election[1], drop))
    assert {"Y901", "Y904"} <= set(codes)


def test_sheets_in_another_order(context: Context, project: Project, election: tuple[GuideGraph, Result]) -> None:
    def swap(pdf: pikepdf.Pdf) -> None:
        last = pdf.pages[2]
        del pdf.pages[2]
        pdf.pages.insert(1, last)

    one, other = build_job(context, project, election[0], "poster-a3"), tampered(election[1], swap)
    assert "Y904" in found_codes(context, one, other)
    assert "第2页没有写“第2张 共" in messages(context, one, other)


# A maker that does something wrong.


def test_a_maker_that_drops_a_text(
    context: Context, project: Project, monkeypatch: pytest.MonkeyPatch, allowance: tuple[GuideGraph, Result]
) -> None:
    monkeypatch.setattr(frame, "foot_boxes", lambda guide, project: foot_boxes(guide, project)[:-1])
    one = build_job(context, project, allowance[0], "poster-a4")
    assert "Y901" in found_codes(context, one, make_files(context, one))


def test_a_maker_that_draws_another_code(
    context: Context, project: Project, monkeypatch: pytest.MonkeyPatch, allowance: tuple[GuideGraph, Result]
) -> None:
    monkeypatch.setattr(poster_writer, "qr_drawing", lambda url, side: qr_drawing(url + "x", side))
    one = build_job(context, project, allowance[0], "poster-a4")
    assert found_codes(context, one, make_files(context, one)) == ["Y906"]


def test_a_maker_that_draws_the_code_too_small(
    context: Context, project: Project, monkeypatch: pytest.MonkeyPatch, allowance: tuple[GuideGraph, Result]
) -> None:
    monkeypatch.setattr(poster_writer, "qr_drawing", lambda url, side: qr_drawing(url, side / 4))
    one = build_job(context, project, allowance[0], "poster-a4")
    assert found_codes(context, one, make_files(context, one)) == ["Y906"]


def test_a_maker_that_forgets_deadlines(
    context: Context, project: Project, allowance: tuple[GuideGraph, Result]
) -> None:
    """The poster of a guide without the deadline of a step that another one has too."""
    guide, _ = allowance[0]
    first = guide.steps[0]
    within = next(step.within for step in guide.steps[1:] if step.within)
    whole: Guide = guide._replace(steps=(first._replace(within=within), *guide.steps[1:]))
    bare = whole._replace(steps=(first._replace(within=None), *guide.steps[1:]))
    one = build_job(context, project, (whole, build_graph(whole)[0]), "poster-a4")
    file = make_files(context, build_job(context, project, (bare, build_graph(bare)[0]), "poster-a4"))
    assert "Y903" in found_codes(context, one, file)


# Pictures.


@pytest.fixture(scope="module")
def slides(context: Context, project: Project) -> tuple[GuideGraph, Result]:
    drawn = flow("高龄津贴申领", project)
    return drawn, make_files(context, build_job(context, project, drawn, "screen-1920x1080"))


def test_slides_that_agree(context: Context, project: Project, slides: tuple[GuideGraph, Result]) -> None:
    assert messages(context, build_job(context, project, slides[0], "screen-1920x1080"), slides[1]) == ""


def test_a_slide_that_does_not_show_its_page(
    context: Context, project: Project, slides: tuple[GuideGraph, Result]
) -> None:
    drawn, file = slides
    with Image.open(BytesIO(file.data or b"")) as picture:
        picture.paste((255, 255, 255), (60, 400, 1000, 700))
        data = BytesIO()
        picture.save(data, "PNG")
    one = build_job(context, project, drawn, "screen-1920x1080")
    assert "Y907" in found_codes(context, one, with_data(file, data.getvalue()))
    assert found_codes(context, one, replace(file, files=file.files[:1])) == ["Y908"]


def test_nothing_of_it_is_loaded_unless_it_is_asked_for() -> None:
    program = (
        "import sys; from yizhangtu.build import build, render, verification\n"
        "from yizhangtu.build.workers import worker\n"
        "print([name for name in sys.modules if name.startswith(('yizhangtu.verify', 'zxingcpp'))])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_not_hundreds_of_faults_are_reported(
    context: Context, project: Project, election: tuple[GuideGraph, Result]
) -> None:
    one = build_job(context, project, flow("高龄津贴申领", project), "poster-a3")
    faults = [fault for fault in verified(one, election[1], context.styles).diagnostics if fault.code != "Y503"]
    assert len(faults) == 21 and faults[-1].code == "Y125"
