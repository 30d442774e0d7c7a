"""Jobs for the makers of media: from a guide that has been read, on a medium by its name or size."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from PIL import Image

from helpers.guides import GuideGraph
from yizhangtu.media.choice import medium_of
from yizhangtu.media.context import Context
from yizhangtu.media.kind import Job, Subject
from yizhangtu.media.registry import kind_of
from yizhangtu.media.themes import theme_for
from yizhangtu.model.project import Project
from yizhangtu.style.styles import PICTURE_THEMES

PX = 25.4 / 96  # mm


def subject_of(drawn: GuideGraph, project: Project, theme: str = "蓝") -> Subject:
    """A guide as a maker is handed it."""
    return Subject(*drawn, project, None, theme)


def subjects_of(drawn: Sequence[GuideGraph], project: Project, theme: str = "") -> list[Subject]:
    """Guides in the themes of their pictures, or in one."""
    return [subject_of(one, project, theme or PICTURE_THEMES[str(one[0].picture)]) for one in drawn]


def job_of(
    context: Context, project: Project, drawn: GuideGraph | Sequence[GuideGraph], medium: str, theme: str | None = None
) -> Job:
    """What the build would hand to a maker for one guide or for several."""
    pairs: Sequence[GuideGraph] = [drawn] if isinstance(drawn, tuple) else drawn  # type: ignore[list-item]
    subjects = tuple(
        Subject(guide, graph, project, None, theme_for(guide, theme, context.styles).name) for guide, graph in pairs
    )
    found = medium_of(medium, context.styles.media)
    return Job("x/例.png", found, kind_of(found), subjects)


def named(drawn: Sequence[GuideGraph], stem: str) -> GuideGraph:
    """A guide of flows/ by the name of its file."""
    return next(one for one in drawn if one[0].stem == stem)


def image(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data)).convert("RGB")


def plain(text: str) -> str:
    """Without blanks and line ends."""
    return "".join(text.replace("\ufffe", "").split())
