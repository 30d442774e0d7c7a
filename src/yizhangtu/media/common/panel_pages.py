"""Compose pages from canvases: each page is a section with its heading, its figures and its links."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from yizhangtu.content.alternative import shared, words_of
from yizhangtu.draw.elements import PAGE, RUNNING, TITLE, is_table
from yizhangtu.draw.page_canvas import PageCanvas
from yizhangtu.model.drawing import Drawing
from yizhangtu.model.page import ARTIFACT, FIGURE, TABLE, Bookmark, Group, Item, Link, Mark, Page, Tag
from yizhangtu.model.theme import Theme


class _PlacedDrawing(NamedTuple):
    """A drawing at its place on the page (mm), in the theme of its panel; `role` is that of its tag."""

    x: float
    y: float
    drawing: Drawing
    theme: Theme
    alt: str
    role: str = FIGURE


def pages_of(sides: Sequence[Sequence[PageCanvas]]) -> list[Page]:
    """A page for each side: its panels on top of each other, the first as large as the page."""
    placed = [list(_placed(panels)) for panels in sides]
    alts = iter(_alternatives([one for page in placed for one in page]))
    return [
        Page(
            panels[0].width, panels[0].height, panels[0].theme, (_section(panels, [(one, next(alts)) for one in page]),)
        )
        for panels, page in zip(sides, placed, strict=True)
    ]


def _placed(panels: Sequence[PageCanvas]) -> Iterator[_PlacedDrawing]:
    """The drawings of a page in the order in which they are painted."""
    for panel in panels:
        marks = tuple(item for item in panel.items if isinstance(item, Mark))
        if marks:
            own = Drawing(panel.width, panel.height, marks)
            yield _PlacedDrawing(panel.offset, 0.0, own, panel.theme, "", panel.role)
        for x, y, drawing, alt in panel.figures:
            if drawing.items:
                role = TABLE if is_table(drawing.items) else FIGURE
                yield _PlacedDrawing(round(panel.offset + x, 3), y, drawing, panel.theme, alt, role)


def _alternatives(placed: Sequence[_PlacedDrawing]) -> list[str]:
    """The alternative text of each drawing. A text for several drawings is distributed among them; a drawing without
    one gets its own text."""
    found = [one.alt or words_of(_without_running_texts(one.drawing)) for one in placed]
    for text in dict.fromkeys(one.alt for one in placed if one.alt):
        at = [index for index, one in enumerate(placed) if one.alt == text]
        for index, part in zip(at, shared(text, [placed[index].drawing for index in at]), strict=True):
            found[index] = part
    return found


def _without_running_texts(drawing: Drawing) -> Drawing:
    return drawing._replace(items=tuple(item for item in drawing.items if item.element not in (PAGE, RUNNING)))


def _section(panels: Sequence[PageCanvas], drawings: Sequence[tuple[_PlacedDrawing, str]]) -> Tag:
    """The section of a page. Headings come first in reading order, but are painted over the ground below them."""
    items: list[Item] = []
    for panel in panels:
        if panel.heading:
            x, y, block, label = panel.heading
            lines = panel.labels(x, y, block, True)
            spans = tuple(Tag("Span", (Group((line,), panel.offset, theme=panel.theme),)) for line in lines)
            items += [Bookmark(1, label, round(panel.offset + x, 3), y), Tag("H1", spans, name=TITLE, layer=1)]
    links = [link._replace(x=link.x + panel.offset) for panel in panels for link in panel.links]
    for one, alt in drawings:
        group = Group(one.drawing.items, one.x, one.y, theme=one.theme)
        box = (one.x, one.y, one.drawing.width, one.drawing.height)
        if one.role == FIGURE:
            items.append(Tag(FIGURE, (group,), alt, box) if alt else Tag(ARTIFACT, (group,)))
            continue
        over = _links_over(one.drawing, links)
        links = [link for link in links if link not in over]
        items.append(Tag(one.role, (group, *over), box=box))
    return Tag("Sect", (*items, *links), name=panels[0].scope)


def _links_over(drawing: Drawing, links: Sequence[Link]) -> list[Link]:
    """The links that are laid over elements of a drawing, or over parts of them."""
    names = {item.element for item in drawing.items}
    names |= {name.rpartition(".")[0] for name in names}
    return [link for link in links if link.element and link.element in names]
