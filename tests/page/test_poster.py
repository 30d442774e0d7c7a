"""The poster read back from its PDF: complete, embedded fonts, equal bytes, painter and SVG alike."""

from __future__ import annotations

import io
import subprocess
import sys

import pikepdf
import pypdfium2 as pdfium
import pytest
from PIL import ImageChops

from conftest import ROOT, Drawn, read
from yizhangtu.model.project import Project
from yizhangtu.page.pdf import Press
from yizhangtu.pipeline.characters import characters_of
from yizhangtu.pipeline.made import Made
from yizhangtu.pipeline.poster import make_poster
from yizhangtu.pipeline.studio import Studio

Poster = tuple[Drawn, Made]


def poster(studio: Studio, drawn: Drawn, project: Project, medium: str = "poster-a3", theme: str = "蓝") -> Made:
    styles = studio.styles
    return make_poster(studio, *drawn, project, styles.media[medium], styles.themes[theme])


def folded(text: str) -> str:
    return "".join(text.replace("\ufffe", "").split())


def text_of(pdf: bytes) -> str:
    document = pdfium.PdfDocument(pdf)
    return folded("".join(page.get_textpage().get_text_range() for page in document))


@pytest.fixture(scope="module")
def posters(studio: Studio, flows: list[Drawn], project: Project) -> list[Poster]:
    wanted = ("高龄津贴申领", "村级采购", "村委会换届选举", "危房改造")
    return [(drawn, poster(studio, drawn, project)) for drawn in flows if drawn[0].stem in wanted]


def test_every_word_of_the_author_is_on_paper(posters: list[Poster]) -> None:
    for (guide, _), made in posters:
        assert made.pdf is not None
        text = text_of(made.pdf)
        assert [str(t) for t in guide.texts if folded(str(t)) not in text] == []


def test_nothing_outside_the_page_and_no_text_below_three_mm(posters: list[Poster]) -> None:
    for _, made in posters:
        assert made.pdf is not None
        for page in pdfium.PdfDocument(made.pdf):
            width, height = page.get_size()
            texts = page.get_textpage()
            for index in range(texts.count_chars()):
                left, bottom, right, top = texts.get_charbox(index)
                assert left >= -0.5 and bottom >= -0.5 and right <= width + 0.5 and top <= height + 0.5
        assert made.content is not None
        assert min(drawing.min_text_mm for drawing in made.content.drawings) >= 4.0


def test_only_the_projects_fonts_embedded_and_subset(posters: list[Poster]) -> None:
    for _, made in posters:
        assert made.pdf is not None and len(made.pdf) <= 400_000
        with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
            fonts = {str(o["/BaseFont"]) for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/BaseFont" in o}
            files = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/FontFile3" in o]
        assert len({font.split("+")[1].split("-")[0] for font in fonts}) == 1
        assert all("+YZT" in font for font in fonts) and len(files) == 2


def test_text_comes_in_the_order_of_the_steps(posters: list[Poster]) -> None:
    (guide, graph), made = next(p for p in posters if p[0][0].stem == "高龄津贴申领")
    assert made.pdf is not None
    text = text_of(made.pdf)
    places = [text.index(str(node.entry.name)) for node in graph.nodes]
    assert places == sorted(places)
    assert text.index(str(guide.title)) < places[0]


def test_painter_and_svg_give_the_same_picture(studio: Studio, flows: list[Drawn], project: Project) -> None:
    drawn = next(d for d in flows if d[0].stem == "五保供养申请")
    assert studio.press.paints
    painted = poster(studio, drawn, project).pdf
    plain_studio = Studio(studio.characters)
    plain_studio.__dict__["press"] = Press(
        plain_studio.subset.regular, plain_studio.subset.bold, plain_studio.styles.base_css, paints=False
    )
    plain = poster(plain_studio, drawn, project).pdf
    assert painted is not None and plain is not None
    one, two = (pdfium.PdfDocument(pdf)[0].render(scale=1).to_pil().convert("L") for pdf in (painted, plain))
    difference = ImageChops.difference(one, two)
    share = sum(difference.histogram()[64:]) / (one.width * one.height)
    assert share < 0.002
    assert text_of(painted) == text_of(plain)


def test_equal_bytes_in_two_processes() -> None:
    program = (
        "import sys,hashlib; sys.path.insert(0,'tests')\n"
        "from conftest import *; from yizhangtu.pipeline.poster import make_poster\n"
        "project=read_project((FLOWS/'辖区.yaml').read_bytes(),'flows/辖区.yaml').project\n"
        "drawn=read((FLOWS/'村级采购.yaml').read_text('utf-8'),project,'flows/村级采购.yaml')\n"
        "s=Studio(characters_of([project,drawn[0]]))\n"
        "pdf=make_poster(s,*drawn,project,s.styles.media['poster-a3'],s.styles.themes['蓝']).pdf\n"
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
    made = next(made for (guide, _), made in posters if guide.stem == "危房改造")
    assert made.pdf is not None and text_of(made.pdf).count("征求意见稿") >= 2


def test_several_sheets_are_numbered_and_said(posters: list[Poster]) -> None:
    made = next(made for (guide, _), made in posters if guide.stem == "村委会换届选举")
    assert made.pdf is not None
    document = pdfium.PdfDocument(made.pdf)
    assert [d.code for d in made.diagnostics] == ["Y503"]
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
    drawn = read(text)
    guide, _ = drawn
    studio = Studio(characters_of([guide]))
    made = poster(studio, drawn, Project())
    assert made.pdf is not None
    found = text_of(made.pdf)
    for value in guide.texts:
        assert folded(str(value)) in found


@pytest.mark.parametrize("theme", ["红", "绿", "mono"])
def test_themes_colour_the_band(studio: Studio, flows: list[Drawn], project: Project, theme: str) -> None:
    drawn = next(d for d in flows if d[0].stem == "高龄津贴申领")
    pdf = poster(studio, drawn, project, theme=theme).pdf
    assert pdf is not None
    pixel = pdfium.PdfDocument(pdf)[0].render(scale=0.5).to_pil().convert("RGB").getpixel((6, 6))
    expected = studio.styles.themes[theme].colour("band")
    assert "#{:02X}{:02X}{:02X}".format(*pixel) == expected.upper()
