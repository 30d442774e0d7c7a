"""The poster that is cut into tiles."""

from __future__ import annotations

import pytest

from helpers.guides import GuideGraph
from helpers.media_jobs import subject_of
from yizhangtu.media.context import Context
from yizhangtu.media.poster.poster import make_poster
from yizhangtu.model.project import Project


@pytest.fixture(scope="module")
def poster(context: Context, flows: list[GuideGraph], project: Project) -> bytes:
    """A poster of 420×594 mm in colour, full to its edges."""
    drawn = next(one for one in flows if one[0].stem == "村级采购")
    styles = context.styles
    result = make_poster(context, subject_of(drawn, project), styles.media["poster-a2"])
    assert result.pdf
    return result.pdf
