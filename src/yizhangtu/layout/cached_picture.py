"""A picture that was drawn before → the same again: the villages of a project differ in names and phones, seldom in a
flow."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import cached_property

from yizhangtu.layout.flow.choose import Box, Wish
from yizhangtu.layout.flow.layouter import Boxes
from yizhangtu.layout.layout_cache import Memory
from yizhangtu.layout.picture import Content, Picture
from yizhangtu.model.graph import Graph
from yizhangtu.model.guide import Guide


@dataclass(frozen=True)
class RememberedPicture:
    """Looked up before it is made. `key` holds all that is drawn."""

    memory: Memory
    key: Hashable
    make: Callable[[], Picture]

    @cached_property
    def picture(self) -> Picture:
        return self.make()

    def single(self, box: Box, wish: Wish) -> Content | None:
        """On one sheet."""
        return self.memory.of((self.key, wish, box), lambda _: [box], lambda _: self.picture.single(box, wish))

    def on_sheets(self, boxes: Boxes, wish: Wish) -> Content | None:
        """On as few sheets as keep it legible."""
        return self.memory.of((self.key, wish), boxes, lambda noted: self.picture.on_sheets(noted, wish))


def drawn_of(guide: Guide, graph: Graph) -> Hashable:
    """All that a guide's picture shows and that steers it; names, phones and dates stand outside it."""
    return guide.kind, guide.steps, guide.handlers, guide.readers, guide.body, graph
