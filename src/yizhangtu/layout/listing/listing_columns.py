"""A list and a width → the columns of its table, and their widths."""

from collections.abc import Sequence
from itertools import pairwise
from math import fsum
from typing import NamedTuple

from yizhangtu.layout.listing.number_column import NumberColumn
from yizhangtu.layout.measure import Measure
from yizhangtu.layout.table.columns import widths
from yizhangtu.layout.table.marks import GuidePointer
from yizhangtu.model.listing import STANDARD_COLUMNS, Listing
from yizhangtu.style.tables.listing_style import ListingStyle

WHERE = "看图"
ITEM, TIME = "事项", "时限"
NOTE = "备注"
SENTENCE = 24  # characters of a 事项 on average: more are sentences, not names
LONG_NAME = 6  # characters of a 类别: more need a wider block
RARE = 0.34  # of the rows: a column filled in no more of them is printed below the 事项


class ListColumn(NamedTuple):
    """A column at its place. `channel` names the 形式 that it ticks; `numbers` aligns its numbers."""

    name: str
    head: str
    x: float
    width: float
    channel: str = ""
    numbers: NumberColumn | None = None


class Columns(NamedTuple):
    """The columns of a list at one width, all lengths in u."""

    columns: tuple[ListColumn, ...]
    group_width: float  # of the block of a 类别; 0 for none
    rare: tuple[str, ...]  # columns that few rows fill: below the 事项
    bold: bool  # 事项 that are names; whole sentences are easier to read in regular weight


def plan_columns(measure: Measure, style: ListingStyle, listing: Listing, width: float) -> Columns | None:
    """The columns of a list in `width` u; None if they do not fit. A column of the author's own that few rows fill is
    printed below the 事项 only where there is no room for it."""
    if width < style.table_least:
        return None
    few = [name for name in listing.varying if _is_rare(listing, name)]
    standard = tuple(name for name in few if name in STANDARD_COLUMNS)
    found = _planned(measure, style, listing, width, standard)
    return found or (_planned(measure, style, listing, width, tuple(few)) if len(few) > len(standard) else None)


def _planned(
    measure: Measure, style: ListingStyle, listing: Listing, width: float, rare: tuple[str, ...]
) -> Columns | None:
    """The columns with those of `rare` below the 事项."""
    named = any(name for name, _ in listing.groups)
    long_name = any(len(name) > LONG_NAME for name, _ in listing.groups)
    group_width = style.group.width * (1.35 if long_name else 1.0) if named else 0.0
    common = listing.common
    names = [name for name in listing.columns if name not in common and name not in rare]
    channels = listing.channels if "形式" in names else ()
    if len(channels) > style.channels_most:
        channels = ()
    linked = any(row.linked for row in listing.rows)
    left = group_width + (style.group.gap if group_width else 0.0) + style.rail.width
    fixed: list[tuple[str, str, float]] = []
    if channels:
        names.remove("形式")
        fixed += [("形式", name, _tick_width(measure, style, name)) for name in channels]
    if linked:
        pointers = [GuidePointer(measure, style, row.linked).width for row in listing.rows if row.linked]
        least = measure.width(WHERE, style.head.text, True)
        fixed.append((WHERE, "", max([least, *pointers])))
    gap = style.gap
    room = width - left - gap / 2 - fsum(w + gap for _, _, w in fixed) - gap * (len(names) - 1)
    naturals = [_naturals(measure, style, listing, name) for name in names]
    numbers = {name: NumberColumn.of(measure, listing, name, style.cell) for name in names}
    least_widths = [
        max(cells) if numbers[name] else _least(measure, style, listing, name, cells)
        for name, cells in zip(names, naturals, strict=True)
    ]
    most = [max(cells, default=0.0) for cells in naturals]
    shares = [_shared(listing, name, cells) for name, cells in zip(names, naturals, strict=True)]
    found = widths(shares, least_widths, most, room)
    if found is None:
        return None
    columns: list[ListColumn] = []
    x = left
    for name, wide in zip(names, found, strict=True):
        columns.append(ListColumn(name, listing.head(name), x, wide, numbers=numbers[name]))
        x += wide + gap
    for name, channel, wide in fixed:
        columns.append(ListColumn(name, channel or WHERE, x, wide, channel))
        x += wide + gap
    return Columns(tuple(columns), group_width, rare, _bold(listing))


def _bold(listing: Listing) -> bool:
    return sum(len(row.item) for row in listing.rows) <= SENTENCE * len(listing.rows)


def _is_rare(listing: Listing, name: str) -> bool:
    """Whether most rows leave a column of texts empty."""
    if name in (ITEM, "形式"):
        return False
    filled = sum(1 for row in listing.rows if row.cell(name))
    return 0 < filled <= len(listing.rows) * RARE


def _shared(listing: Listing, name: str, naturals: Sequence[float]) -> list[float]:
    """The widths of cells; equal neighbours share one width."""
    if not merges(name):
        return list(naturals)
    found: list[float] = []
    for _, rows in listing.groups:
        for first, end in runs([row.cell(name) for row in rows]):
            found += [naturals[len(found)] / (end - first)] * (end - first)
    return found


def merges(name: str) -> bool:
    """Whether equal neighbours of a column may be one cell; those of the author's own columns never are."""
    return name in STANDARD_COLUMNS and name not in (ITEM, TIME)


def runs(texts: Sequence[str]) -> list[tuple[int, int]]:
    """(first, end) of each run of equal neighbours."""
    starts = [at for at in range(len(texts)) if not at or texts[at] != texts[at - 1]]
    return list(pairwise([*starts, len(texts)]))


def _naturals(measure: Measure, style: ListingStyle, listing: Listing, name: str) -> list[float]:
    size, bold = (style.item, _bold(listing)) if name == ITEM else (style.cell, name == TIME)
    head = measure.width(listing.head(name), style.head.text, True)
    numbers = NumberColumn.of(measure, listing, name, size)
    if numbers:
        narrow = _least(measure, style, listing, name, [numbers.width])  # the head may take two lines
        return [max(narrow, numbers.width) + 0.05] * len(listing.rows)
    return [max(head, measure.width(row.cell(name), size, bold)) + 0.05 for row in listing.rows]


def _least(measure: Measure, style: ListingStyle, listing: Listing, name: str, cells: Sequence[float]) -> float:
    """The least width of a column; narrower if all its cells are."""
    head = listing.head(name)
    bound = style.column.item_least if name == ITEM else style.column.least
    half = measure.width(head if len(head) < 4 else head[len(head) // 2 :], style.head.text, True) + 0.1
    return float(max(half, min(bound, max(cells, default=0.0))))


def _tick_width(measure: Measure, style: ListingStyle, name: str) -> float:
    """The width of a column of ticks, whose name takes at most three lines."""
    size = style.channel_head
    longest = name if len(name) <= 3 else name[len(name) // 2 :] if len(name) <= 6 else name[: -(-len(name) // 3) + 1]
    return float(min(max(style.tick.width, measure.width(longest, size, True) + 0.1), style.tick.most))
