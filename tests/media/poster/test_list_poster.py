"""The poster of a list, read back from its PDF: counts are counted, rows point to pages and numbers that are right."""

from __future__ import annotations

import re
from collections.abc import Callable

import pypdfium2
import pytest

from helpers.guides import GuideGraph
from helpers.media_jobs import subject_of
from yizhangtu.check.project.resolve import by_stem, resolve
from yizhangtu.media.common.cross_references import with_pages
from yizhangtu.media.context import Context
from yizhangtu.media.poster.poster import make_poster
from yizhangtu.model.listing import Listing
from yizhangtu.model.project import Project

LISTS = ("主体责任清单", "准入事项清单", "负面事项清单", "三务公开清单", "服务群众清单")
Read = Callable[[str], tuple[GuideGraph, dict[str, int], str]]


@pytest.fixture(scope="module")
def read_back(context: Context, definitions: list[GuideGraph], project: Project) -> Read:
    """Guide, pages of the booklet as given, text of its poster without blanks."""
    known = by_stem(guide for guide, _ in definitions)
    pages = {guide.stem: 100 + 3 * number for number, (guide, _) in enumerate(definitions)}

    def make(stem: str) -> tuple[GuideGraph, dict[str, int], str]:
        guide, graph = next(drawn for drawn in definitions if drawn[0].stem == stem)
        pointed = with_pages(resolve(guide, known), pages)
        result = make_poster(context, subject_of((pointed, graph), project), context.styles.media["poster-a3"])
        assert result.pdf is not None
        document = pypdfium2.PdfDocument(result.pdf)
        text = "".join(page.get_textpage().get_text_bounded() for page in document)
        return (pointed, graph), pages, "".join(text.split())

    return make


@pytest.mark.parametrize("stem", LISTS)
def test_counts_and_pointers(read_back: Read, stem: str) -> None:
    (guide, _), pages, text = read_back(stem)
    assert isinstance(guide.body, Listing)
    rows = guide.body.rows
    groups = len({str(row.group) for row in rows if row.group})
    assert f"{len(rows)}项、{groups}大类" in text
    linked = [row.linked for row in rows if row.linked]
    stated = [int(number) for number in re.findall(r"(\d{3})页", text)]
    assert stated == [pages[link.stem] for link in linked]
    for link in linked:
        assert f"{link.number}{pages[link.stem]}页" in text
    if linked:
        assert f"{len(linked)}项有流程图" in text


@pytest.mark.parametrize("stem", LISTS)
def test_every_row_has_its_number(read_back: Read, stem: str) -> None:
    (guide, _), _, text = read_back(stem)
    assert isinstance(guide.body, Listing)
    missing = [row for row in guide.texts if "".join(row.split()) not in text]
    assert missing == []
