"""A kind of medium is a function, one entry of the registry and a file in styles/media/: nothing else knows it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from helpers.village_project import GUIDE, enter, make_project
from yizhangtu import BuildRequest, UsageError, build_files
from yizhangtu.content.facts import time_texts
from yizhangtu.draw.page_canvas import PageCanvas
from yizhangtu.media import registry
from yizhangtu.media.common.panel_pages import pages_of
from yizhangtu.media.context import Context
from yizhangtu.media.kind import Inputs, Job, MediumKind
from yizhangtu.media.result import Result, one_file
from yizhangtu.model.errors import StyleError
from yizhangtu.model.finish import Scope
from yizhangtu.model.page import About
from yizhangtu.system import places
from yizhangtu.system.installation import Installation

CARD = """\
title: 门卡
kind: card
width_mm: 100
height_mm: 60
distance_m: 0.4
floor_mm: 3
target_mm: 4
qr_mm: 0
scale: 0.5
use: 办事窗口
"""


def card(context: Context, job: Job) -> Result:
    """A small sheet with the title of a guide, and how long it takes."""
    (subject,) = job.subjects
    theme = context.styles.themes[subject.theme]
    page = PageCanvas(context.typesetter, job.medium.width_mm, job.medium.height_mm, theme)
    for number, text in enumerate((str(subject.guide.title), *time_texts(subject.guide))):
        page.text(10.0, 20.0 + 10.0 * number, 80.0, text, job.medium.target_mm, 1.3)
    return one_file(job, context.press.print(pages_of([[page]]), About(str(subject.guide.title), "")))


@pytest.fixture
def installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Installation:
    """The program with one kind and one medium more."""
    kind = MediumKind("card", card, scope=Scope(), inputs=Inputs())
    monkeypatch.setattr(registry, "REGISTRY", (*registry.REGISTRY, kind))
    folder = tmp_path / "styles"
    shutil.copytree(places.styles(), folder)
    (folder / "media/card-100x60.yaml").write_text(CARD, "utf-8")
    make_project(tmp_path, {"甲.yaml": GUIDE.format(title="开证明")})
    enter(tmp_path, monkeypatch)
    return Installation(folder)


def build(installation: Installation, medium: str = "card-100x60", **wishes: bool) -> list[tuple[str, bool]]:
    request = BuildRequest(media=(medium,), processes=1, **wishes)  # type: ignore[arg-type]
    result = build_files(request, installation=installation)
    assert [one for one in result.diagnostics if one.severity == "error"] == [] and result.missing is None
    return [(one.file, one.built) for one in result.outputs]


def test_a_new_kind_is_built_like_the_others(installation: Installation, tmp_path: Path) -> None:
    assert build(installation) == [("card-100x60/甲.pdf", True)]
    assert (tmp_path / "output/card-100x60/甲.pdf").read_bytes().startswith(b"%PDF")
    again = Installation(installation.styles_folder)
    assert build(again) == [("card-100x60/甲.pdf", False)]  # it has a key in the cache
    medium = installation.styles_folder / "media/card-100x60.yaml"
    medium.write_text(CARD.replace("target_mm: 4", "target_mm: 5"), "utf-8")
    assert build(Installation(installation.styles_folder)) == [("card-100x60/甲.pdf", True)]


def test_its_finishes_are_those_of_the_registry(installation: Installation) -> None:
    with pytest.raises(UsageError, match="不能用 --print"):
        build(installation, print_shop=True)


def test_a_kind_that_is_not_registered(installation: Installation, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "REGISTRY", registry.REGISTRY[:-1])
    with pytest.raises(StyleError) as caught:
        build(installation)
    (fault,) = caught.value.diagnostics
    assert fault.span and fault.span.line == 2 and "没有“card”这一类媒介" in fault.message and "board" in fault.hint
