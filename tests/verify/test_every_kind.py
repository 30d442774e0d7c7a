"""Finished files of every kind of medium that nobody touched are right; booklets and lists name the right pages."""

from __future__ import annotations

from dataclasses import replace

import pikepdf
import pytest
from finished import flow, found, job, made, tampered, told

from conftest import Drawn
from yizhangtu.build.jobs import Job
from yizhangtu.media.booklet import booklet_contents
from yizhangtu.media.context import Studio
from yizhangtu.media.result import Rendered
from yizhangtu.model.project import Project
from yizhangtu.verify.scopes import SCOPES

SINGLE = [
    ("村民说事", "banner-60x160"), ("村级采购", "large-print"), ("五保供养申请", "poster-a5-landscape"),
    ("红白理事会公约", "leaflet-trifold"), ("红白理事会公约", "poster-a5"), ("土地承包", "leaflet-trifold"),
    ("村民积分制", "text"),
    ("临时救助", "longimage"), ("移风易俗", "screen-1080x1920"), ("准入事项清单", "poster-a4-landscape"),
]  # fmt: skip
FEW = ("三务公开清单", "村务公开", "高龄津贴申领", "村民积分制", "移风易俗")


@pytest.fixture(scope="module")
def few(project: Project) -> list[Drawn]:
    return [flow(stem, project) for stem in FEW]


@pytest.mark.parametrize("stem, medium", SINGLE, ids=[f"{stem} {medium}" for stem, medium in SINGLE])
def test_of_one_guide(studio: Studio, project: Project, stem: str, medium: str) -> None:
    one = job(studio, project, flow(stem, project), medium)
    file = made(studio, one)
    assert file.data and told(studio, one, file) == ""


@pytest.mark.parametrize("finish", ["print", "archive", "tiles-a4"])
def test_of_every_finish(studio: Studio, project: Project, finish: str) -> None:
    one = job(studio, project, flow("村级采购", project), "poster-a2", finish=finish)
    file = made(studio, one)
    assert file.data and told(studio, one, file) == ""


@pytest.mark.parametrize(
    "medium, extra",
    [
        ("booklet-a5", ""), ("booklet-a4-imposed", ""), ("board-240x120", ""), ("poster-a3", "overview"),
        ("screen-1920x1080", "loop"),
    ],
)  # fmt: skip
def test_of_many_guides(studio: Studio, project: Project, few: list[Drawn], medium: str, extra: str) -> None:
    guides = few[2:4] if medium[:5] in ("board", "scree") else few  # those of many letters take long
    one = job(studio, project, guides, medium, extra=extra)
    file = made(studio, one)
    assert file.data and told(studio, one, file) == ""
    other = job(studio, project, [*guides, flow("村级采购", project)], medium, extra=extra)
    assert {"Y901", "Y908"} & set(found(studio, other, file))


def test_every_kind_has_its_line(studio: Studio) -> None:
    kinds = {medium.kind for medium in studio.styles.media.values()} | {"overview", "loop"}
    assert kinds == set(SCOPES)


@pytest.fixture(scope="module")
def book(studio: Studio, project: Project, few: list[Drawn]) -> tuple[Job, Rendered]:
    one = job(studio, project, few, "booklet-a5")
    return one, made(studio, one)


def test_pages_of_a_booklet_changed_about(studio: Studio, book: tuple[Job, Rendered]) -> None:
    def swap(pdf: pikepdf.Pdf) -> None:
        pages = [pdf.pages[5], pdf.pages[4]]
        pdf.pages[4], pdf.pages[5] = pages[0], pages[1]

    assert "Y904" in found(studio, book[0], tampered(book[1], swap))


def test_a_page_of_a_booklet_that_is_missing(studio: Studio, book: tuple[Job, Rendered]) -> None:
    def drop(pdf: pikepdf.Pdf) -> None:
        del pdf.pages[6]

    assert "Y904" in found(studio, book[0], tampered(book[1], drop))


def test_posters_that_name_other_pages(studio: Studio, book: tuple[Job, Rendered]) -> None:
    one, file = book
    right = told(studio, replace(one, plan=(("村务公开", 12), ("高龄津贴申领", 999))), file)
    assert "Y904" in right and "第 999 页" in right


def test_contents_that_name_other_pages(
    studio: Studio, project: Project, few: list[Drawn], monkeypatch: pytest.MonkeyPatch
) -> None:
    paint = booklet_contents.Contents._row

    def row(self: object, leaf: object, x: float, y: float, chapter: object, page: int) -> None:
        paint(self, leaf, x, y, chapter, page + 1)  # type: ignore[arg-type]

    monkeypatch.setattr(booklet_contents.Contents, "_row", row)
    one = job(studio, project, few, "booklet-a5")
    file = made(studio, one)
    assert found(studio, one, file) == ["Y904"]
    assert told(studio, one, file).count("目录里") == len(FEW)


def test_a_list_that_names_another_page(studio: Studio, project: Project, few: list[Drawn]) -> None:
    """The number of a page in the row of a list, and the truth."""
    from conftest import FLOWS
    from yizhangtu.build.checked import check_loaded
    from yizhangtu.build.load import load

    checked = check_loaded(load([FLOWS / "三务公开清单.yaml"]), lambda home: (None,))
    one = replace(job(studio, project, few[0], "poster-a3"), guides=checked.guides[:1], pages=(("村务公开", 88),))
    file = made(studio, one)
    assert told(studio, one, file) == ""
    assert found(studio, replace(one, pages=(("村务公开", 90),)), file) == ["Y903"]
