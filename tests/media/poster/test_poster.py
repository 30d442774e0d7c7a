"""The poster read back from its PDF: complete, embedded fonts, equal bytes, painter and SVG alike."""

from __future__ import annotations

import io
import subprocess
import sys

import pikepdf
import pypdfium2 as pdfium
import pytest
from PIL import ImageChops

from helpers.guides import ROOT, GuideGraph, guide_and_graph
from helpers.installed import installed_styles
from helpers.media_jobs import subject_of
from helpers.presses import with_press
from yizhangtu.content.characters import characters_of
from yizhangtu.media.common.frame import FramePlanner
from yizhangtu.media.context import Context
from yizhangtu.media.poster.poster import make_poster
from yizhangtu.media.result import Document
from yizhangtu.model.project import Project

A4 = installed_styles().media["poster-a4"]
Poster = tuple[GuideGraph, Document]


def poster(
    context: Context, drawn: GuideGraph, project: Project, medium: str = "poster-a3", theme: str = "蓝"
) -> Document:
    styles = context.styles
    return make_poster(context, subject_of(drawn, project, theme), styles.media[medium])


def folded(text: str) -> str:
    return "".join(text.replace("\ufffe", "").split())


def text_of(pdf: bytes) -> str:
    document = pdfium.PdfDocument(pdf)
    return folded("".join(page.get_textpage().get_text_range() for page in document))


@pytest.fixture(scope="module")
def posters(context: Context, flows: list[GuideGraph], project: Project) -> list[Poster]:
    wanted = ("高龄津贴申领", "村级采购", "村委会换届选举", "危房改造")
    return [(drawn, poster(context, drawn, project)) for drawn in flows if drawn[0].stem in wanted]


def test_every_word_of_the_author_is_on_paper(posters: list[Poster]) -> None:
    for (guide, _), output in posters:
        assert output.pdf is not None
        text = text_of(output.pdf)
        assert [str(t) for t in guide.texts if folded(str(t)) not in text] == []


def test_nothing_outside_the_page_and_no_text_below_three_mm(posters: list[Poster]) -> None:
    for _, output in posters:
        assert output.pdf is not None
        for page in pdfium.PdfDocument(output.pdf):
            width, height = page.get_size()
            texts = page.get_textpage()
            for index in range(texts.count_chars()):
                left, bottom, right, top = texts.get_charbox(index)
                assert left >= -0.5 and bottom >= -0.5 and right <= width + 0.5 and top <= height + 0.5
        assert output.content is not None
        assert min(drawing.min_text_mm for drawing in output.content.drawings) >= 4.0


def test_only_the_projects_fonts_embedded_and_subset(posters: list[Poster]) -> None:
    for _, output in posters:
        assert output.pdf is not None and len(output.pdf) <= 400_000
        with pikepdf.open(io.BytesIO(output.pdf)) as pdf:
            fonts = {str(o["/BaseFont"]) for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/BaseFont" in o}
            files = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/FontFile3" in o]
        assert len({font.split("+")[1].split("-")[0] for font in fonts}) == 1
        assert all("+YZT" in font for font in fonts) and len(files) == 2


def test_text_comes_in_the_order_of_the_steps(posters: list[Poster]) -> None:
    (guide, graph), output = next(p for p in posters if p[0][0].stem == "高龄津贴申领")
    assert output.pdf is not None
    text = text_of(output.pdf)
    places = [text.index(str(node.entry.name)) for node in graph.nodes]
    assert places == sorted(places)
    assert text.index(str(guide.title)) < places[0]


def test_the_picture_is_the_same_without_pango(
    context: Context, flows: list[GuideGraph], project: Project, posters: list[Poster]
) -> None:
    """Every pixel, letter, link and element."""
    bare = with_press(context, "pydyf")
    for drawn, output in posters[::5]:
        one, two = output.pdf, poster(bare, drawn, project).pdf
        assert one is not None and two is not None
        for first, second in zip(pdfium.PdfDocument(one), pdfium.PdfDocument(two), strict=True):
            assert first.get_mediabox() == pytest.approx(second.get_mediabox(), abs=0.001)
            assert first.get_textpage().get_text_range() == second.get_textpage().get_text_range()
            ours, theirs = (page.render(scale=1).to_pil().convert("RGB") for page in (first, second))
            assert ImageChops.difference(ours, theirs).getbbox() is None
        assert structure_of(one) == structure_of(two)


def structure_of(pdf: bytes) -> list[str]:
    """Roles, alternative texts and names of all elements, the notes of all links, and the outline."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        elements = [one for one in document.objects if isinstance(one, pikepdf.Dictionary) and "/S" in one]
        notes = [str(note.Contents) for page in document.pages for note in page.get("/Annots", [])]
        titles = [
            f"{one['/Title']}" for one in document.objects if isinstance(one, pikepdf.Dictionary) and "/Dest" in one
        ]
        return [*(f"{one.S} {one.get('/Alt', '')} {one.get('/ID', '')}" for one in elements), *notes, *titles]


@pytest.mark.slow
def test_equal_bytes_in_two_processes() -> None:
    program = (
        "import sys,hashlib; sys.path[:0]=['src','tests']\n"
        "from helpers.guides import FLOWS, guide_and_graph\n"
        "from yizhangtu.content.characters import characters_of\n"
        "from yizhangtu.media.context import Context\n"
        "from yizhangtu.read import read_project\n"
        "from helpers.installed import installed_styles\n"
        "from helpers.media_jobs import subject_of\n"
        "from yizhangtu.media.poster.poster import make_poster\n"
        "project=read_project((FLOWS/'辖区.yaml').read_bytes(),'flows/辖区.yaml').project\n"
        "drawn=guide_and_graph((FLOWS/'村级采购.yaml').read_text('utf-8'),project,'flows/村级采购.yaml')\n"
        "s=Context(characters_of([project,drawn[0]]), installed_styles())\n"
        "pdf=make_poster(s,subject_of(drawn,project),s.styles.media['poster-a3']).pdf\n"
        "print(hashlib.sha256(pdf).hexdigest())\n"
    )
    digests = set()
    for seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True,
            env={"PYTHONHASHSEED": seed, "PATH": "/usr/bin:/bin:/usr/local/bin", "LC_ALL": "C.UTF-8", "HOME": "/tmp"},
        )  # fmt: skip
        digests.add(done.stdout)
    assert len(digests) == 1


def test_a_draft_says_so(posters: list[Poster]) -> None:
    output = next(output for (guide, _), output in posters if guide.stem == "危房改造")
    assert output.pdf is not None and text_of(output.pdf).count("征求意见稿") >= 2


def test_several_sheets_are_numbered_and_stated(posters: list[Poster]) -> None:
    output = next(output for (guide, _), output in posters if guide.stem == "村委会换届选举")
    assert output.pdf is not None
    document = pdfium.PdfDocument(output.pdf)
    assert [d.code for d in output.diagnostics] == ["Y503"]
    for number, page in enumerate(document, start=1):
        assert f"第{number}张共{len(document)}张" in folded(page.get_textpage().get_text_range())


HOSTILE = """
名称: <script>alert(1)</script> & {% include 'x' %} {{ '{{' }}
办理主体: '"; } body { display: none } /*'
时间要求: 5个工作日
监督管理: ']]> <svg onload=1>'
操作流程:
  - 步骤: '\\N ->{}"label"'
    内容: 'url(file:///etc/passwd) @import </svg></style>'
    办理: '村民'
"""


def test_text_is_text(project: Project) -> None:
    text = HOSTILE.replace("{{ '{{' }}", "\\{{x}}")
    drawn = guide_and_graph(text)
    guide, _ = drawn
    context = Context(characters_of([guide]), installed_styles())
    output = poster(context, drawn, Project())
    assert output.pdf is not None
    found = text_of(output.pdf)
    for value in guide.texts:
        assert folded(str(value)) in found


@pytest.mark.parametrize("theme", ["红", "绿", "mono"])
def test_themes_colour_the_band(context: Context, flows: list[GuideGraph], project: Project, theme: str) -> None:
    drawn = next(d for d in flows if d[0].stem == "高龄津贴申领")
    pdf = poster(context, drawn, project, theme=theme).pdf
    assert pdf is not None
    pixel = pdfium.PdfDocument(pdf)[0].render(scale=0.5).to_pil().convert("RGB").getpixel((6, 6))
    expected = context.styles.themes[theme].colour("band")
    assert "#{:02X}{:02X}{:02X}".format(*pixel) == expected.upper()


SHORT = "名称: 例\n办理主体: 村委会\n时间要求: 5个工作日\n监督管理: 村监委会\n"


@pytest.mark.parametrize(("form", "level", "codes"), [("折行", 3, []), ("竖排", 2, ["Y504"]), ("全图", 1, [])])
def test_what_the_author_had_left_out_is_reported(context: Context, form: str, level: int, codes: list[str]) -> None:
    steps = "  - {步骤: 申请, 内容: 带身份证}\n  - 步骤: 审核\n  - {步骤: 盖章, 材料: 登记表}\n"
    drawn = guide_and_graph(f"{SHORT}版式: {{形式: {form}, 详略: {level}}}\n操作流程:\n{steps}")
    output = poster(context, drawn, Project())
    assert output.pdf is not None and [one.code for one in output.diagnostics] == codes
    assert ("带身份证" in text_of(output.pdf)) == (not codes)
    assert all("第 1、3 步" in one.message for one in output.diagnostics)


def test_tables_never_lie_over_the_foot(context: Context, project: Project) -> None:
    """Strip and rows fit on the first of two sheets, which has no foot, but not on one sheet, which has it."""
    steps = "".join(f"  - {{步骤: 办理{n}, 内容: 审核公示登记, 时限: 5日}}\n" for n in range(5))
    for count in range(1, 5):
        rows = "".join(f"  - {{事项: 登记{n}, 办理主体: 村委会, 时限: 5日, 监督: 镇纪委}}\n" for n in range(count))
        drawn = guide_and_graph(
            f"类型: 清单\n所属清单: 主体责任\n版式: 竖排\n{SHORT}操作流程:\n{steps}事项:\n{rows}", project
        )
        output = poster(context, drawn, project, "poster-a4")
        assert output.content is not None
        planner = FramePlanner(context.typesetter, context.styles.furniture(A4), A4, drawn[0], project)
        sheets = [planner.sheet(n + 1, len(output.content.sheets)) for n in range(len(output.content.sheets))]
        for sheet, pictures in zip(sheets, output.content.sheets, strict=True):
            assert pictures[-1][0] + pictures[-1][1].height <= sheet.flow_height + 0.01, count


def test_facts_with_phones_stand_side_by_side_only_where_they_have_room(context: Context, project: Project) -> None:
    facts = "收费: 每件10元\n咨询电话: [0000-1234567, 138-0000-0000]\n办理结果: 证明\n办理地点: 村便民服务站\n"
    drawn = guide_and_graph(f"{SHORT}{facts}操作流程:\n  - 步骤: 申请\n", project)
    for name in ("poster-a5-landscape", "poster-a5", "poster-16k"):
        medium = context.styles.media[name]
        sheet = FramePlanner(context.typesetter, context.styles.furniture(medium), medium, drawn[0], project).sheet(
            1, 1
        )
        assert len(sheet.cells) >= 5
        assert all(cell.x + cell.width <= medium.width_mm - sheet.margin + 0.01 for cell in sheet.cells)


def test_the_foot_makes_way_for_a_last_step_that_needs_the_sheet(context: Context, project: Project) -> None:
    outcomes = ", ".join(f"结果{n}: 办结" for n in range(6))
    drawn = guide_and_graph(
        f"{SHORT}操作流程:\n  - 步骤: 申请\n  - {{步骤: 审核, 判断: {{{outcomes}, 是: 下一步}}}}\n", project
    )
    output = poster(context, drawn, project, "poster-a5-landscape")
    assert output.pdf is not None
    assert all(folded(str(text)) in text_of(output.pdf) for text in drawn[0].texts)
    assert text_of(output.pdf).count("扫码看") >= 1
