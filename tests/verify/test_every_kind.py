"""Finished files of every kind of medium that nobody touched are right; booklets and lists name the right pages."""

from __future__ import annotations

from collections.abc import Mapping

import pikepdf
import pytest

from helpers.finished import build_job, flow, found_codes, make_files, messages, tampered
from helpers.guides import GuideGraph
from yizhangtu.draw.page_canvas import PageCanvas
from yizhangtu.media.booklet.booklet_contents import Contents
from yizhangtu.media.context import Context
from yizhangtu.media.kind import Job
from yizhangtu.media.result import Result
from yizhangtu.model.project import Project
from yizhangtu.model.theme import Theme

SINGLE = [
    ("村民说事", "banner-60x160"), ("村级采购", "large-print"), ("特困人员供养", "poster-a5-landscape"),
    ("移风易俗", "leaflet-trifold"), ("红白理事会公约", "poster-a5"), ("土地承包", "leaflet-trifold"),
    ("村民积分制", "text"), ("帮办代办", "large-print"), ("土地流转", "large-print"),
    ("临时救助", "longimage"), ("移风易俗", "screen-1080x1920"), ("准入事项清单", "poster-a4-landscape"),
]  # fmt: skip
FEW = ("三务公开清单", "村务公开", "高龄津贴申领", "村民积分制", "移风易俗")


@pytest.fixture(scope="module")
def few(project: Project) -> list[GuideGraph]:
    return [flow(stem, project) for stem in FEW]


@pytest.mark.parametrize("stem, medium", SINGLE, ids=[f"{stem} {medium}" for stem, medium in SINGLE])
def test_of_one_guide(context: Context, project: Project, stem: str, medium: str) -> None:
    one = build_job(context, project, flow(stem, project), medium)
    file = make_files(context, one)
    assert file.data and messages(context, one, file) == ""


@pytest.mark.parametrize("finish", ["print", "archive", "tiles-a4"])
def test_of_every_finish(context: Context, project: Project, finish: str) -> None:
    one = build_job(context, project, flow("村级采购", project), "poster-a2", finish=finish)
    file = make_files(context, one)
    assert file.data and messages(context, one, file) == ""


@pytest.mark.parametrize(
    "medium, extra",
    [
        ("booklet-a5", ""), ("booklet-a4-imposed", ""), ("board-240x120", ""), ("poster-a3", "overview"),
        ("screen-1920x1080", "loop"),
    ],
)  # fmt: skip
def test_of_many_guides(context: Context, project: Project, few: list[GuideGraph], medium: str, extra: str) -> None:
    guides = few[2:4] if medium[:5] in ("board", "scree") else few  # those of many letters take long
    one = build_job(context, project, guides, medium, extra=extra)
    file = make_files(context, one)
    assert file.data and messages(context, one, file) == ""
    other = build_job(context, project, [*guides, flow("村级采购", project)], medium, extra=extra)
    assert {"Y901", "Y908"} & set(found_codes(context, other, file))


@pytest.fixture(scope="module")
def book(context: Context, project: Project, few: list[GuideGraph]) -> tuple[Job, Result]:
    one = build_job(context, project, few, "booklet-a5")
    return one, make_files(context, one)


def test_pages_of_a_booklet_changed_about(context: Context, book: tuple[Job, Result]) -> None:
    def swap(pdf: pikepdf.Pdf) -> None:
        pages = [pdf.pages[5], pdf.pages[4]]
        pdf.pages[4], pdf.pages[5] = pages[0], pages[1]

    assert "Y904" in found_codes(context, book[0], tampered(book[1], swap))


def test_a_page_of_a_booklet_that_is_missing(context: Context, book: tuple[Job, Result]) -> None:
    def drop(pdf: pikepdf.Pdf) -> None:
        del pdf.pages[6]

    assert "Y904" in found_codes(context, book[0], tampered(book[1], drop))


def test_posters_that_name_other_pages(context: Context, book: tuple[Job, Result]) -> None:
    one, file = book
    right = messages(context, one._replace(booklet_pages=(("村务公开", 12), ("高龄津贴申领", 999))), file)
    assert "Y904" in right and "第 999 页" in right


def test_contents_that_name_other_pages(
    context: Context, project: Project, few: list[GuideGraph], monkeypatch: pytest.MonkeyPatch
) -> None:
    paint = Contents.paint

    def wrong(
        self: Contents, index: int, number: int, themes: Mapping[int, Theme], page_of: Mapping[int, int]
    ) -> list[PageCanvas]:
        return paint(self, index, number, themes, {order: page + 1 for order, page in page_of.items()})

    monkeypatch.setattr(Contents, "paint", wrong)
    one = build_job(context, project, few, "booklet-a5")
    file = make_files(context, one)
    assert found_codes(context, one, file) == ["Y904"]
    assert messages(context, one, file).count("目录里") == len(FEW)


def test_a_list_that_names_another_page(context: Context, project: Project, few: list[GuideGraph]) -> None:
    """The number of a page in the row of a list, and the truth."""
    from helpers.guides import FLOWS
    from yizhangtu.build.checked import check_files
    from yizhangtu.build.jobs import subjects_of

    subjects = subjects_of(check_files([FLOWS / "三务公开清单.yaml"]).guides, None, context.styles)
    one = build_job(context, project, few[0], "poster-a3")._replace(subjects=tuple(subjects), pages=(("村务公开", 88),))
    file = make_files(context, one)
    assert messages(context, one, file) == ""
    assert found_codes(context, one._replace(pages=(("村务公开", 90),)), file) == ["Y903"]
