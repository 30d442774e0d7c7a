"""Every word of every guide is on its page, in the order of the poster; links live; hostile texts stay texts."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from urllib.parse import unquote

import pytest
import yaml

import yizhangtu
from helpers.fuzz.definitions import definition
from helpers.fuzz.facts import lost, squeezed
from helpers.guides import CASES, FLOWS, PROVISIONS, GuideGraph, guide_and_graph
from helpers.hostile_project import ALL, printed
from helpers.hostile_project import definition as hostile
from helpers.installed import installed_styles
from helpers.site_pages import PageContent, site_files, site_guide
from yizhangtu.content.spoken import spoken
from yizhangtu.flow.fold import ANY, fold
from yizhangtu.model.guide import Guide
from yizhangtu.model.project import Project
from yizhangtu.read import read_guide, read_project
from yizhangtu.site.model import SiteFile
from yizhangtu.site.render import dialled
from yizhangtu.site.wechat import articles

OTHERS = ("index.html", "who.html")
SPLIT = re.compile(r"^如果|[：，。；、（）“”·\s换]|第[\d–]+步|（编号")


def pages_of(files: dict[str, SiteFile], guides: list[GuideGraph]) -> list[tuple[GuideGraph, PageContent]]:
    """Guides with their pages: those follow one another in the order of the guides."""
    pages = [file for path, file in files.items() if path not in OTHERS]
    return [(pair, PageContent(page.data)) for pair, page in zip(guides, pages, strict=True)]


def words_of(guide: Guide) -> list[str]:
    """The texts that a page shows."""
    return [str(text) for text in guide.texts]


def out_of_order(pair: GuideGraph, project: Project, text: str) -> list[str]:
    """The paragraphs of the guide as it is read aloud whose longest word does not follow that of the one before."""
    guide, graph = pair
    said = spoken(guide, fold(guide, graph, installed_styles(), ANY), project)
    at, found = 0, []
    for paragraph in said.split("\n")[3:]:
        word = max(map(squeezed, SPLIT.split(paragraph)), key=len)
        place = text.find(word, at)
        if len(word) < 4 or word in ("以上是", "如果"):
            continue
        if place < 0:
            found.append(word)
        else:
            at = place
    return found


def test_every_word_of_flows_is_there_in_the_order_of_the_poster(
    definitions: list[GuideGraph], project: Project
) -> None:
    found = []
    for pair, page in pages_of(site_files(definitions, project), definitions):
        found += lost(words_of(pair[0]), page.text, pair[0].kind)
        found += [f"{pair[0].title}: {word}" for word in out_of_order(pair, project, page.text)]
    assert found == []


def test_every_word_of_provisions_and_cases_is_there() -> None:
    guides = [guide_and_graph(PROVISIONS), guide_and_graph(CASES, file="两.yaml")]
    for pair, page in pages_of(site_files(guides, Project()), guides):
        assert lost(words_of(pair[0]), page.text, pair[0].kind) == []
        assert out_of_order(pair, Project(), page.text) == []


@pytest.mark.parametrize("region", sorted(one for one in (FLOWS / "library").iterdir() if one.is_dir()), ids=str)
def test_every_word_of_the_library_is_there(region: object) -> None:
    checked = yizhangtu.check_files([region])  # type: ignore[list-item]
    guides = [(one.guide, one.graph) for one in checked.guides if one.guide and one.graph]
    for pair, page in pages_of(site_files(guides, Project()), guides):
        assert lost(words_of(pair[0]), page.text, pair[0].kind) == []


def test_every_word_of_random_guides_is_there() -> None:
    guides = []
    for number in range(60):
        found = definition(7, number)
        read = read_guide(found.text.encode(), f"{number}.yaml", Project())
        if read.guide is not None and not any(one.severity == "error" for one in read.diagnostics):
            guides.append(guide_and_graph(found.text, file=f"{number}.yaml"))
    assert len(guides) > 30
    for pair, page in pages_of(site_files(guides, Project()), guides):
        assert lost(words_of(pair[0]), page.text, pair[0].kind) == []


def test_every_word_of_an_article_is_there(definitions: list[GuideGraph], project: Project) -> None:
    shown = [site_guide(pair, project) for pair in definitions]
    for pair, file in zip(definitions, articles(shown, installed_styles(), {}), strict=True):
        text = PageContent(b"<main>" + file.data + b"</main>").text
        assert lost(words_of(pair[0]), text, pair[0].kind) == []
        assert out_of_order(pair, project, text) == []


def test_hostile_texts_stay_texts() -> None:
    text = yaml.safe_dump(hostile(), allow_unicode=True, sort_keys=False)
    pair = guide_and_graph(text)
    files = site_files([pair], Project())
    ((_, page),) = pages_of(files, [pair])
    assert [one for one in ALL if squeezed(printed(one)) not in page.text] == []
    for file in files.values():
        elements = PageContent(file.data).elements
        assert {tag for tag, _ in elements} <= {
            "html", "head", "meta", "title", "style", "body", "a", "header", "button", "nav", "ul", "ol", "li", "main",
            "article", "h1", "h2", "h3", "h4", "h5", "h6", "p", "div", "svg", "use", "symbol", "path", "dl", "dt", "dd",
            "section", "span", "strong", "table", "thead", "tbody", "tr", "th", "td", "label", "input", "footer",
            "script", "form",
        }  # fmt: skip
        assert not [name for _, one in elements for name in one if name.startswith("on") or name in ("src", "style")]
        addresses = [str(one["href"]) for _, one in elements if "href" in one]
        assert [one for one in addresses if not re.match(r"#|tel:\d+$|[\w-]+\.html|https?://", one)] == []


def test_all_links_live(definitions: list[GuideGraph], project: Project) -> None:
    files = site_files(definitions, project)
    contents = {path: PageContent(file.data) for path, file in files.items()}
    dead = []
    for path, page in contents.items():
        assert len(page.identities) == len(set(page.identities)), path
        for link in page.links:
            if link.startswith(("tel:", "http", "files/")):
                continue
            target, _, place = link.partition("#")
            there = str(PurePosixPath(path).parent / unquote(target)) if target else path
            if there not in contents or (place and place not in contents[there].identities):
                dead.append((path, link))
    assert dead == []


def test_equal_input_makes_equal_bytes_and_pages_ask_nobody(definitions: list[GuideGraph], project: Project) -> None:
    files = site_files(definitions, project)
    assert files == site_files(definitions, project)
    for file in files.values():
        text = file.data.decode()
        assert "default-src 'none'" in text
        assert not re.search(r"@import|url\(|\bsrc=|<link (?!rel=.canonical)|fetch\(|XMLHttp|cookie|localStorage", text)


def test_a_page_is_small(definitions: list[GuideGraph], project: Project) -> None:
    """But for tables of far more than a hundred rows."""
    files = site_files(definitions, project)
    assert [path for path, file in files.items() if len(file.data) > 60 * 1024] == ["J-02.html"]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("打监督电话0000-1234567，或者138-0000-0000", ["00001234567", "13800000000"]),
        ("服务热线12345、电话：12348，拨打110", ["12345", "12348", "110"]),
        ("不超过120平方米，119天内，补12345元，2026-03-01，编码0123456789", []),
        ("免费电话 400-000-0000<b>", ["4000000000"]),
    ],
)
def test_phones_dial_and_other_numbers_do_not(text: str, numbers: list[str]) -> None:
    linked = dialled(text)
    assert re.findall(r'href="tel:(\d+)"', linked) == numbers
    assert PageContent(f"<main>{linked}</main>".encode()).text == squeezed(text)


def test_names_of_pages() -> None:
    guides = []
    for title, number, file in (
        ("甲", "a-01", "甲.yaml"),
        ("乙", "A-01", "乙.yaml"),
        ("丙", "丙三", "居住证明.yaml"),
        ("丁", "index", "丁.yaml"),
        ("戊", "con", "戊.yaml"),
    ):
        text = f"名称: {title}\n编号: {number}\n办理主体: 村委会\n时间要求: 5日\n监督管理: 村监委\n操作流程: [申请]\n"
        guides.append(guide_and_graph(text, file=file))
    names = [path for path in site_files(guides, Project()) if path not in OTHERS]
    assert names[0] == "a-01.html" and names[2] == "ju-zhu-zheng-ming.html"
    assert len({name.lower() for name in names}) == 5 and all(
        re.fullmatch(r"[A-Za-z0-9-]+\.html", one) for one in names
    )
    assert not {"A-01.html", "index.html", "con.html"} & set(names)


def test_the_project_file_alone_makes_no_page() -> None:
    project = read_project("乡镇: 甲镇\n".encode(), "辖区.yaml").project
    assert list(site_files([], project)) == list(OTHERS)
