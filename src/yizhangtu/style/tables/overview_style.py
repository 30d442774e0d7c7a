"""styles/tables/overview.yaml: the table of the overview (总图). Lengths in u; shares are of a width."""

from typing import NamedTuple

from yizhangtu.style.quantities import Count, Leading, Share, TextU, U


class OverviewColumns(NamedTuple):
    """How many columns there are, and how wide."""

    ideal: TextU
    least: TextU
    most: Count
    gap: U
    rule: U


class OverviewBlock(NamedTuple):
    """One of the three pictures."""

    text: TextU
    height: U
    icon: U
    icon_gap: U
    pad: U
    total: TextU
    radius: U
    border: U
    inset: U
    top: U
    bottom: U
    gap: U
    gap_grow: U
    beside: U
    beside_rows: Count


class OverviewSection(NamedTuple):
    """A list of the overview."""

    text: TextU
    pad: U
    pad_x: U
    apart: U
    gap: U
    grow: U
    radius: U
    whole: Share


class OverviewEntry(NamedTuple):
    """A guide."""

    text: TextU
    leading: Leading
    pad: U
    apart: U
    gap: U
    rule: U
    grow: U
    beside: Share


class OverviewNumber(NamedTuple):
    """The number of a guide."""

    text: TextU
    pad: U
    height: U
    radius: U
    most: Share
    gap: U


class OverviewPage(NamedTuple):
    """The page of a guide in the booklet."""

    text: TextU
    pad: U
    height: U
    radius: U
    border: U
    gap: U


class OverviewTime(NamedTuple):
    """How long it takes."""

    icon: U
    icon_gap: U
    pad: U
    height: U
    radius: U


class OverviewStyle(NamedTuple):
    """The table of the overview."""

    leading: Leading
    columns: OverviewColumns
    block: OverviewBlock
    section: OverviewSection
    row: OverviewEntry
    number: OverviewNumber
    page: OverviewPage
    time: OverviewTime
