"""Pictures of slides → one self-contained HTML file that shows them in turn."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from yizhangtu.draw.page_canvas import PageCanvas
from yizhangtu.export.web_page import content_hash, embedded_json
from yizhangtu.model.page import Label
from yizhangtu.model.theme import Theme

if TYPE_CHECKING:
    from jinja2 import Environment

READ = 7.0  # characters per second, for a reader at a distance
LEAST, MOST = 8, 45  # seconds


class LoopSlide(NamedTuple):
    """One slide: the title of its guide, its picture, the seconds it is shown, and its text."""

    title: str
    picture: bytes
    seconds: int
    text: str


def seconds_of(canvas: PageCanvas) -> int:
    """The seconds needed to read what a slide adds to the one before it: all text except the band and the foot."""
    drawn = [item for figure in canvas.figures for item in figure.drawing.items]
    count = sum(len(item.text) for item in drawn if isinstance(item, Label))
    if not drawn:
        count = sum(len(item.text) for item in canvas.items if isinstance(item, Label))
    return int(min(MOST, max(LEAST, 4 + count / READ)))


def loop_page(environment: Environment, title: str, slides: Sequence[LoopSlide], theme: Theme) -> str:
    """Render the HTML. The slides are JSON data in it with every < escaped, so that no text of a guide can end the
    script."""
    data = [
        {"title": one.title, "image": _url(one.picture), "seconds": one.seconds, "text": one.text} for one in slides
    ]
    return environment.get_template("screen.html.j2").render(
        title=title,
        slides=embedded_json(data),
        ground=theme.colour("line"),
        mark=theme.colour("mid"),
        digest=content_hash,
    )


def _url(picture: bytes) -> str:
    return "data:image/png;base64," + base64.b64encode(picture).decode("ascii")
