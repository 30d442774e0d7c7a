"""A finished file against definitions that are changed in one place, by seed: it is noticed; what agrees is not."""

from __future__ import annotations

from random import Random

import pytest

from helpers.changes import changes
from helpers.finished import build_job, flow, found_codes, make_files, messages
from yizhangtu.flow.graph import build_graph
from yizhangtu.media.context import Context
from yizhangtu.model.project import Project

GUIDES = [
    ("高龄津贴申领", "poster-a4"), ("村民建房审批", "poster-a3"), ("村民说事", "leaflet-trifold"),
    ("村务公开", "screen-1920x1080"), ("临时救助", "booklet-a5"), ("服务群众清单", "poster-a3"),
    ("村民积分制", "poster-a3"), ("移风易俗", "poster-a3"), ("居住情况说明", "text"),
]  # fmt: skip
EACH = 6


@pytest.mark.parametrize("stem, medium", GUIDES, ids=[f"{stem} {medium}" for stem, medium in GUIDES])
def test_each_change_is_noticed(context: Context, project: Project, stem: str, medium: str) -> None:
    guide, graph = flow(stem, project)
    file = make_files(context, build_job(context, project, (guide, graph), medium))
    assert file.data and messages(context, build_job(context, project, (guide, graph), medium), file) == ""
    for _, (what, other) in zip(range(EACH), changes(guide, Random(f"13:{stem}")), strict=False):
        job = build_job(context, project, (other._replace(texts=()), build_graph(other)[0]), medium)
        assert found_codes(context, job, file), what
