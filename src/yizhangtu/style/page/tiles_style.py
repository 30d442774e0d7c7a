"""styles/page/tiles.yaml: a poster in pieces on sheets of office paper. Lengths in mm as printed."""

from collections.abc import Mapping
from typing import NamedTuple

from yizhangtu.style.quantities import Count, Em, Leading, Mm, PaperMm, Share, TextMm


class TilesMargin(NamedTuple):
    """Around the picture."""

    left: Mm
    top: Mm
    right: Mm
    bottom: Mm


class TilesCut(NamedTuple):
    """The line to cut along."""

    width: Mm
    dash: tuple[Mm, Mm]


class TilesJoin(NamedTuple):
    """Ticks where the next sheet begins."""

    width: Mm
    length: Mm


class TilesAddress(NamedTuple):
    """Column and row of a sheet, at its foot."""

    text: TextMm
    gap: Mm


class TilesMap(NamedTuple):
    """The first page: how to print, and which sheet goes where."""

    margin: Mm
    title: TextMm
    name: TextMm
    name_lines: Count
    text: TextMm
    leading: Leading
    gap: Mm
    icon: Mm
    column: Share
    address: TextMm
    address_least: TextMm
    head: Mm
    line: Mm
    halo: Mm
    rise: Em


class TilesRuler(NamedTuple):
    """A ruler that shows whether the printer kept the size."""

    length: PaperMm
    part: PaperMm
    high: Mm
    low: Mm
    width: Mm
    text: TextMm


class TilesStyle(NamedTuple):
    """`papers` are width and height by name."""

    papers: Mapping[str, tuple[PaperMm, PaperMm]]
    margin: TilesMargin
    edge: Mm
    overlap: Mm
    least: PaperMm
    clear: Mm
    ease: Mm
    cut: TilesCut
    join: TilesJoin
    text: TextMm
    icon: Mm
    pad: Mm
    hint_at: Share
    address: TilesAddress
    map: TilesMap
    ruler: TilesRuler
