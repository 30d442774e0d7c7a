"""A cache of layouts. The villages of a project differ in names and phones, rarely in a flow."""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from typing import NamedTuple, TypeVar, cast

from yizhangtu.content.notice import objection_way
from yizhangtu.layout.box import Box, Boxes
from yizhangtu.model.graph import Graph
from yizhangtu.model.guide import Guide
from yizhangtu.model.line import Line

LAYOUTS, LINES = 200, 400  # entries, at most: guides on a few media, guides of a booklet

Layout = TypeVar("Layout")


class Entry(NamedTuple):
    """A layout, and the boxes that it used, by number of sheets."""

    asked: dict[int, tuple[Box, ...]]
    layout: object


class LayoutCache:
    """Layouts and ordered lines of cards, by the values that they depend on; the least recently used entry is dropped
    first. Made once per context, because every entry depends on its styles and fonts too."""

    def __init__(self, layouts: int = LAYOUTS, lines: int = LINES) -> None:
        self._layouts_most = layouts
        self._lines_most = lines
        self._layouts: OrderedDict[Hashable, Entry] = OrderedDict()
        self._lines: OrderedDict[Hashable, Sequence[Line]] = OrderedDict()

    def layout(self, key: Hashable, boxes: Boxes, make: Callable[[Boxes], Layout]) -> Layout:
        """The result of `make` for `boxes`; `key` is everything else that it depends on. The boxes that a layout uses
        are recorded while it is computed; it is reused if all of them are equal."""
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
        """The ordered lines of a flow; None if they are not cached."""
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
    """All data that the order of a guide's cards depends on."""
    return guide.handlers, guide.readers, graph


def picture_key(guide: Guide, graph: Graph) -> Hashable:
    """All data in a guide's picture; names, phones and dates are outside the picture, but for those of a notice."""
    return guide.kind, guide.body, objection_way(guide), flow_key(guide, graph)
