"""`<script>`, `</svg>`, entities, `url(file:///etc/passwd)`, `@import`, DOT and HTML-like labels, `{{ ''.__class__ }}`,
`{% include %}`: every kind of output says them as they were written, and does nothing that they ask for."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pikepdf
import pytest

from helpers.guides import guide_and_graph
from helpers.hostile_project import ACTIVE, ALL, MARKUP, abilities, plain, printed, text_of, write_project
from helpers.installed import installed_styles
from yizhangtu.build.build import BuildRequest, build_files
from yizhangtu.export.icon_paths import IconPaths
from yizhangtu.export.pdf import press
from yizhangtu.export.svg import page_svg
from yizhangtu.media import context as contexts
from yizhangtu.model.page import About, Label, Page
from yizhangtu.system.dot import graphviz

MEDIA = ("poster-a3", "booklet-a5", "large-print", "longimage", "text")
SCREEN = "640x480px"


@pytest.fixture(scope="module")
def produced(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of everything made of the project."""
    folder = tmp_path_factory.mktemp("敌")
    flows = write_project(folder)
    for path, media in (flows / "敌.yaml", MEDIA), (flows, (SCREEN,)):
        result = build_files(BuildRequest(paths=(path,), media=media, output=folder / "output", processes=1))
        assert not result.failed and result.missing is None, result.diagnostics
    return folder / "output"


@pytest.mark.parametrize("name", ["poster-a3/敌.pdf", "booklet-a5.pdf", "large-print/敌.pdf"])
def test_a_pdf_says_what_was_written(produced: Path, name: str) -> None:
    stated = text_of((produced / name).read_bytes())
    assert [text for text in ALL if plain(printed(text)) not in stated] == []


def test_the_text_for_reading_aloud_says_what_was_written(produced: Path) -> None:
    stated = plain((produced / "text" / "敌.txt").read_text("utf-8"))
    assert [text for text in ALL if plain(printed(text)) not in stated] == []


def test_no_pdf_can_do_anything(produced: Path) -> None:
    files = sorted(produced.rglob("*.pdf"))
    assert len(files) >= 3
    for file in files:
        assert not abilities(file.read_bytes()) & ACTIVE, file


@pytest.mark.parametrize("name", ["poster-a3/敌.pdf", "large-print/敌.pdf"])
def test_what_a_pdf_says_of_itself_is_text_too(produced: Path, name: str) -> None:
    """In its dictionary, in its XMP, which is XML, and in its table of contents."""
    title = f"{MARKUP[0]}办理"
    with pikepdf.open(produced / name) as document:
        assert str(document.docinfo["/Title"]) == title and str(document.docinfo["/Author"]) == MARKUP[2]
        packet = ElementTree.fromstring(document.Root.Metadata.read_bytes())
        stated = [text for element in packet.iter() for text in (element.text, *element.attrib.values()) if text]
        assert title in stated and MARKUP[2] in stated
        assert {element.tag.rpartition("}")[2] for element in packet.iter()}.isdisjoint(
            {"script", "svg", "style", "h1"}
        )
        with document.open_outline() as outline:
            assert outline.root and all(one.action is None for one in outline.root)


def test_pictures_carry_nothing_but_pixels(produced: Path) -> None:
    """A text chunk of a PNG is read by viewers, and by whatever indexes them."""
    files = sorted(produced.rglob("*.png"))
    assert files
    for file in files:
        kinds = re.findall(rb"(?<=[\x00-\xff]{4})(IHDR|tEXt|zTXt|iTXt|eXIf)", file.read_bytes()[:4096])
        assert kinds == [b"IHDR"], file


# HTML: what is written for WeasyPrint, and the page of a screen.

ATTRIBUTES = {
    "d", "dx", "fill", "font-family", "font-size", "font-weight", "height", "href", "opacity", "preserveaspectratio",
    "stroke", "stroke-dasharray", "stroke-linecap", "stroke-linejoin", "stroke-width", "transform", "viewbox", "width",
    "x", "xmlns", "y",
}  # fmt: skip


class Elements(HTMLParser):
    """The elements and attributes of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]


@pytest.fixture
def pages(monkeypatch: pytest.MonkeyPatch) -> list[Page]:
    """All pages that are handed to the press."""
    given: list[Page] = []
    original = press.Press.print

    def recorded(self: press.Press, pages: Sequence[Page], about: About) -> bytes:
        given.extend(pages)
        return original(self, pages, about)

    monkeypatch.setattr(press.Press, "print", recorded)
    return given


def test_pages_are_made_of_our_elements_alone(tmp_path: Path, pages: list[Page]) -> None:
    flows = write_project(tmp_path)
    media = ("poster-a3", "booklet-a5", "large-print")
    result = build_files(BuildRequest(paths=(flows / "敌.yaml",), media=media, output=tmp_path / "output", processes=1))
    assert pages and not result.failed
    icons = IconPaths(installed_styles().icons.paths)
    for page in pages:
        found = Elements(page_svg(page, icons))
        assert set(found.tags) <= {"svg", "g", "path", "text", "image"}
        assert {name for name, _ in found.attributes} <= ATTRIBUTES
        assert all(value.startswith("yzt:") for name, value in found.attributes if name == "href")


def test_the_page_of_a_screen_has_no_other_elements(produced: Path) -> None:
    page = (produced / SCREEN / "screen.html").read_text("utf-8")
    found = Elements(page)
    assert sorted(found.tags) == sorted(
        ["html", "head", "meta", "title", "meta", "meta", "style", "body", "img", "div", "script", "script"]
    )
    assert {name for name, _ in found.attributes} <= {
        "lang",
        "charset",
        "name",
        "content",
        "http-equiv",
        "id",
        "alt",
        "type",
    }
    policy = next(value for name, value in found.attributes if value.startswith("default-src"))
    assert policy.startswith("default-src 'none'; img-src data:") and "unsafe" not in policy
    block = page.split('id="slides">')[1].split("</script>")[0]
    assert not set(block) & set("<>&")
    slides = json.loads(block)
    assert {one["title"] for one in slides} >= {f"{MARKUP[0]}办理", MARKUP[1]}
    stated = plain("".join(one["text"] for one in slides))
    assert [text for text in MARKUP if plain(text) not in stated] == []


# DOT.


def test_no_word_of_a_guide_is_ever_dot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    layout = graphviz.layout

    def noted(sources: list[str]) -> list[object]:
        asked.extend(sources)
        return layout(sources)  # type: ignore[return-value]

    monkeypatch.setattr(contexts.graphviz, "layout", noted)
    flows = write_project(tmp_path)
    file = flows / "敌.yaml"
    file.write_text(file.read_text("utf-8") + "版式: 全图\n", "utf-8")
    build_files(BuildRequest(paths=(file,), media=("poster-a3",), output=tmp_path / "output", processes=1))
    assert asked
    for source in asked:
        assert source.isascii()
        quoted = set(re.findall(r'"([^"]*)"', source))
        assert all(re.fullmatch(r"[\d. ,-]*|[a-z]+|TRUE", text) for text in quoted), quoted
        bare = re.sub(r"<<table[^<>]*><tr><td></td></tr></table>>", '""', source.lower())  # room for a label, in points
        assert not re.search(r"label=(?!\"\")|<|script|cmd|passwd", bare)


# Drawings and variables.


def test_drawn_labels_are_the_words_themselves() -> None:
    """Nothing is escaped too early: the drawing holds what was written."""
    theme = installed_styles().themes["蓝"]
    labels = tuple(Label(1.0, 1.0, text, 3.0, "dark", False) for text in ALL)
    found = Elements(page_svg(Page(10.0, 10.0, theme, labels), IconPaths({})))
    assert set(found.tags) == {"svg", "text"}
    assert len([tag for tag in found.tags if tag == "text"]) == len(ALL)


def test_variables_are_substitution_and_nothing_else() -> None:
    for text in ("{{ ''.__class__ }}", "{{ 村名.__class__ }}", "{{ 7*7 }}", "{{ 村名|upper }}", "{{ config }}"):
        steps = "操作流程:\n  - {步骤: 一, 时限: 当场, 办理: 村民}\n"
        head = "名称: 甲\n办理主体: 村委会\n时间要求: 1日\n监督管理: 乙\n"
        with pytest.raises(AssertionError, match="Y119"):
            guide_and_graph(f'{head}备注: "{text}"\n{steps}')
    guide, _ = guide_and_graph(f"{head}备注: '{{% for x in y %}}{{# z #}}'\n{steps}")
    assert guide.notes == ("{% for x in y %}{# z #}",)
