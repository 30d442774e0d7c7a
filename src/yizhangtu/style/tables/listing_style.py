"""styles/tables/list.yaml: the table of a list (清单). Lengths in u."""

from typing import NamedTuple

from yizhangtu.style.quantities import Count, Leading, Share, TextU, U


class ListingHead(NamedTuple):
    """The band with the names of the columns."""

    height: U
    text: TextU
    radius: U


class ListingGroup(NamedTuple):
    """类别 at the left of its rows."""

    width: U
    gap: U
    radius: U
    text: TextU
    middle: TextU
    least: TextU
    leading: Leading
    icon: U
    pad: U


class ListingGroupLine(NamedTuple):
    """类别 as a line above its rows."""

    height: U
    text: TextU
    gap: U


class ListingRail(NamedTuple):
    """The column with the numbers of the rows."""

    width: U
    circle: U
    border: U
    text: TextU


class ListingRow(NamedTuple):
    """A row."""

    pad: U
    least: U
    grow: U
    rule: U


class ListingColumn(NamedTuple):
    """Widths of columns whose text may wrap."""

    least: U
    item_least: U


class ListingChip(NamedTuple):
    """A short text on a ground of its own."""

    pad: U
    height: U
    radius: U
    border: U


class ListingTick(NamedTuple):
    """A column with ☑."""

    width: U
    most: U
    side: U
    radius: U
    line: U


class ListingStack(NamedTuple):
    """An entry of a list that is not set as a table."""

    indent: U
    gap: U
    pad: U
    label_most: Share
    label_gap: U
    two: U
    column_gap: U


class ListingStyle(NamedTuple):
    """The table of a list."""

    leading: Leading
    head: ListingHead
    head_pad: U
    channel_head: TextU
    group: ListingGroup
    group_line: ListingGroupLine
    rail: ListingRail
    item: TextU
    cell: TextU
    row: ListingRow
    gap: U
    column: ListingColumn
    chip: ListingChip
    tick: ListingTick
    channels_most: Count
    table_least: U
    stack: ListingStack
