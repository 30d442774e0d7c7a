"""Canvases of pages and panels → pages: each page is a section with its heading, its figures and its links."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from yizhangtu.content.alternative import shared, words_of
from yizhangtu.draw.page_canvas import PageCanvas
from yizhangtu.model.drawing import Drawing
from yizhangtu.model.page import ARTIFACT, FIGURE, Bookmark, Group, Item, Mark, Page, Tag
from yizhangtu.model.theme import Theme


class _Placed(NamedTuple):
    """A drawing at its place on the page, in the colours of its panel."""

    x: float
    y: float
    drawing: Drawing
    theme: Theme
    alt: str


def pages_of(sides: Sequence[Sequence[PageCanvas]]) -> list[Page]:
    """A page for each side: its panels one upon the other, the first one as large as the page."""
    placed = [list(_placed(panels)) for panels in sides]
    alts = iter(_alternatives([one for page in placed for one in page]))
    return [
        Page(
            panels[0].width, panels[0].height, panels[0].theme, (_section(panels, [(one, next(alts)) for one in page]),)
        )
        for panels, page in zip(sides, placed, strict=True)
    ]


def _placed(panels: Sequence[PageCanvas]) -> Iterator[_Placed]:
    """The drawings of a page in the order in which they are painted."""
    for panel in panels:
        marks = tuple(item for item in panel.items if isinstance(item, Mark))
        if marks:
            yield _Placed(panel.offset, 0.0, Drawing(panel.width, panel.height, marks), panel.theme, "")
        for x, y, drawing, alt in panel.figures:
            if drawing.items:
                yield _Placed(round(panel.offset + x, 3), y, drawing, panel.theme, alt)


def _alternatives(placed: Sequence[_Placed]) -> list[str]:
    """What each drawing says in words: a text for several is shared out among them; a drawing without one is told by
    its own words."""
    found = [one.alt or words_of(one.drawing) for one in placed]
    for text in dict.fromkeys(one.alt for one in placed if one.alt):
        at = [index for index, one in enumerate(placed) if one.alt == text]
        for index, part in zip(at, shared(text, [placed[index].drawing for index in at]), strict=True):
            found[index] = part
    return found


def _section(panels: Sequence[PageCanvas], drawings: Sequence[tuple[_Placed, str]]) -> Tag:
    """Headings are read first, but painted upon the ground that they stand on."""
    items: list[Item] = []
    for panel in panels:
        if panel.heading:
            x, y, block, label = panel.heading
            lines = panel.labels(x, y, block, True)
            spans = tuple(Tag("Span", (Group((line,), panel.offset, theme=panel.theme),)) for line in lines)
            items += [Bookmark(1, label, round(panel.offset + x, 3), y), Tag("H1", spans, layer=1)]
    for one, alt in drawings:
        group = Group(one.drawing.items, one.x, one.y, theme=one.theme)
        box = (one.x, one.y, one.drawing.width, one.drawing.height)
        items.append(Tag(FIGURE, (group,), alt, box) if alt else Tag(ARTIFACT, (group,)))
    items += [link._replace(x=link.x + panel.offset) for panel in panels for link in panel.links]
    return Tag("Sect", tuple(items))
