"""Jobs for the makers of media: from a guide that has been read, on a medium by its name or size."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from PIL import Image

from helpers.guides import FLOWS, Drawn
from yizhangtu.build.checked import CheckedGuide
from yizhangtu.build.jobs import Job
from yizhangtu.build.load import Definition, Home
from yizhangtu.media.choice import medium_of
from yizhangtu.media.context import Context
from yizhangtu.model.project import Project

PX = 25.4 / 96  # mm


def job_of(
    context: Context, project: Project, drawn: Drawn | Sequence[Drawn], medium: str, theme: str | None = None
) -> Job:
    """What the build would hand to a maker for one guide or for several."""
    pairs: Sequence[Drawn] = [drawn] if isinstance(drawn, tuple) else drawn  # type: ignore[list-item]
    home = Home(str(FLOWS / "辖区.yaml"), b"", project)
    guides = tuple(CheckedGuide(Definition(guide.file, b"", home), None, guide, graph, ()) for guide, graph in pairs)
    return Job("x/例.png", medium_of(medium, context.styles.media), theme, guides)


def named(drawn: Sequence[Drawn], stem: str) -> Drawn:
    """A guide of flows/ by the name of its file."""
    return next(one for one in drawn if one[0].stem == stem)


def image(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data)).convert("RGB")


def plain(text: str) -> str:
    """Without blanks and line ends."""
    return "".join(text.replace("\ufffe", "").split())
