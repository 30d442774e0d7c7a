"""What was laid out before → the same again, as long as the boxes that were asked for are the same."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar, cast

from yizhangtu.layout.flow.choose import Box
from yizhangtu.layout.flow.layouter import Boxes

MOST = 200  # layouts that are kept: a project's guides on a few media

Layout = TypeVar("Layout")


class Memory:
    """Layouts by what went into them. Which boxes a layout asks for shows only while it is made: they are written
    down, and it serves again where all of them are the same."""

    def __init__(self) -> None:
        self._known: OrderedDict[Hashable, tuple[dict[int, tuple[Box, ...]], object]] = OrderedDict()

    def of(self, key: Hashable, boxes: Boxes, make: Callable[[Boxes], Layout]) -> Layout:
        """What `make` makes of boxes; `key` says everything else that it depends on."""
        known = self._known.get(key)
        if known is not None and all(tuple(boxes(count)) == asked for count, asked in known[0].items()):
            self._known.move_to_end(key)
            return cast(Layout, known[1])
        asked: dict[int, tuple[Box, ...]] = {}

        def noted(count: int) -> Sequence[Box]:
            asked[count] = tuple(boxes(count))
            return asked[count]

        made = make(noted)
        self._known[key] = (asked, made)
        while len(self._known) > MOST:
            self._known.popitem(last=False)
        return made
