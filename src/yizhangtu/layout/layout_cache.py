"""What was laid out before → the same again. The villages of a project differ in names and phones, seldom in a flow."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from typing import NamedTuple, TypeVar, cast

from yizhangtu.layout.box import Box, Boxes
from yizhangtu.model.graph import Graph
from yizhangtu.model.guide import Guide
from yizhangtu.model.line import Line

LAYOUTS, LINES = 200, 400  # that are kept: guides on a few media, guides of a booklet

Layout = TypeVar("Layout")


class Entry(NamedTuple):
    """A layout, and the boxes that it asked for by number of sheets."""

    asked: dict[int, tuple[Box, ...]]
    layout: object


class LayoutCache:
    """Layouts and ordered lines of cards, by the values that they depend on; the one not used for longest goes first.
    Made once per context, whose style and fonts every entry depends on too."""

    def __init__(self, layouts: int = LAYOUTS, lines: int = LINES) -> None:
        self._layouts_most = layouts
        self._lines_most = lines
        self._layouts: OrderedDict[Hashable, Entry] = OrderedDict()
        self._lines: OrderedDict[Hashable, Sequence[Line]] = OrderedDict()

    def layout(self, key: Hashable, boxes: Boxes, make: Callable[[Boxes], Layout]) -> Layout:
        """What `make` returns for `boxes`; `key` is everything else that it depends on. Which boxes a layout asks for
        shows only while it is made: they are recorded, and it is used again where all of them are equal."""
        known = self._layouts.get(key)
        if known is not None and all(tuple(boxes(count)) == asked for count, asked in known.asked.items()):
            self._layouts.move_to_end(key)
            return cast(Layout, known.layout)
        asked: dict[int, tuple[Box, ...]] = {}

        def recorded(count: int) -> Sequence[Box]:
            asked[count] = tuple(boxes(count))
            return asked[count]

        layout = make(recorded)
        self._layouts[key] = Entry(asked, layout)
        if len(self._layouts) > self._layouts_most:
            self._layouts.popitem(last=False)
        return layout

    def lines(self, key: Hashable) -> Sequence[Line] | None:
        """The ordered lines of a flow, or None where they are not known."""
        if key in self._lines:
            self._lines.move_to_end(key)
        return self._lines.get(key)

    def keep_lines(self, key: Hashable, lines: Sequence[Line]) -> None:
        """Keep the ordered lines of a flow."""
        self._lines[key] = lines
        if len(self._lines) > self._lines_most:
            self._lines.popitem(last=False)

    def clear(self) -> None:
        """Drop all entries."""
        self._layouts.clear()
        self._lines.clear()


def flow_key(guide: Guide, graph: Graph) -> Hashable:
    """All that the lines of a guide's cards depend on."""
    return guide.handlers, guide.readers, graph


def picture_key(guide: Guide, graph: Graph) -> Hashable:
    """All that a guide's picture shows; names, phones and dates stand outside it."""
    return guide.kind, guide.body, flow_key(guide, graph)
