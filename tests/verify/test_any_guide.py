"""Random guides of every kind: their files agree with them, in forms and sizes that no guide of flows/ needs."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from helpers import definitions
from helpers.finished import build_job, make_files, messages
from helpers.guides import guide_and_graph
from helpers.installed import installed_styles
from yizhangtu.content.characters import characters_of
from yizhangtu.media.context import Context
from yizhangtu.model.project import Project


@pytest.mark.parametrize(
    "kind, media",
    [
        (definitions.definitions(), ("poster-a5", "leaflet-trifold")), (definitions.listings(), ("poster-a4",)),
        (definitions.point_tables(), ("poster-a4",)), (definitions.conducts(), ("poster-a5",)),
    ],
    ids=["流程", "清单", "积分", "规范"],
)  # fmt: skip
def test_no_false_alarm(project: Project, kind: st.SearchStrategy[str], media: tuple[str, ...]) -> None:
    @settings(
        max_examples=4, deadline=None, database=None, derandomize=True, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(kind)
    def check(text: str) -> None:
        drawn = guide_and_graph(text, project)
        context = Context(characters_of([project, drawn[0], drawn[0].texts]), installed_styles())
        for medium in media:
            one = build_job(context, project, drawn, medium)
            file = make_files(context, one)
            assert file.data is None or messages(context, one, file) == ""

    check()
