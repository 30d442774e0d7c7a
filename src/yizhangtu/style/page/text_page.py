"""The parts that pages of running text have in common: a booklet's pages and a leaflet's panels. Lengths in mm."""

from typing import NamedTuple, Protocol

from yizhangtu.style.quantities import Em, Leading, Mm, TextMm


class TextSection(NamedTuple):
    """The heading of a section; `spread` is added above it at most, of spare height."""

    text: TextMm
    leading: Leading
    top: Mm
    bottom: Mm
    spread: Mm


class TextFact(NamedTuple):
    """A row with a name and a value."""

    key: Em
    pad: Mm
    gap: Mm
    column_gap: Mm
    rule: Mm


class TextItem(NamedTuple):
    """An item of a list."""

    indent: Em
    gap: Mm
    bullet: Em
    box: Em
    column_gap: Mm


class TextStep(NamedTuple):
    """A step in words."""

    badge: Em
    least: TextMm  # of the number
    name: Em
    gap: Mm
    pad: Mm


class TextSmall(NamedTuple):
    """Small print."""

    text: TextMm
    leading: Leading


class TextPage(Protocol):
    """What the style of such a page gives, whatever its medium."""

    @property
    def inner(self) -> float: ...
    @property
    def outer(self) -> float: ...
    @property
    def top(self) -> float: ...
    @property
    def bottom(self) -> float: ...
    @property
    def text(self) -> float: ...
    @property
    def text_least(self) -> float: ...
    @property
    def text_step(self) -> float: ...
    @property
    def leading(self) -> float: ...
    @property
    def section(self) -> TextSection: ...
    @property
    def fact(self) -> TextFact: ...
    @property
    def item(self) -> TextItem: ...
    @property
    def step(self) -> TextStep: ...
    @property
    def small(self) -> TextSmall: ...
    @property
    def flow_most(self) -> float: ...
