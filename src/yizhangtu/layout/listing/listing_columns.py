"""A list and a width → the columns of its table, and their widths."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from yizhangtu.layout.measure import Measure
from yizhangtu.layout.table.columns import widths
from yizhangtu.layout.table.marks import GuidePointer
from yizhangtu.model.listing import Listing
from yizhangtu.style.tables.listing_style import ListingStyle

WHERE = "看图"
ITEM, TIME = "事项", "时限"
NOTE = "备注"
SENTENCE = 24  # characters of a 事项 on average: more are sentences, not names
LONG_NAME = 6  # characters of a 类别: more need a wider block
RARE = 0.34  # of the rows: a column filled in no more of them is printed below the 事项
ROWS_SAME = 3  # a column that is equal in all rows, at least so many, becomes a line above them


class ListColumn(NamedTuple):
    """A column at its place. `channel` names the 形式 that it ticks."""

    name: str
    head: str
    x: float
    width: float
    channel: str = ""


class Columns(NamedTuple):
    """The columns of a list at one width, all lengths in u."""

    columns: tuple[ListColumn, ...]
    group_width: float  # of the block of a 类别; 0 for none
    same: tuple[str, ...]  # columns that are equal in all rows: a line above them
    rare: tuple[str, ...]  # columns that few rows fill: below the 事项
    bold: bool  # 事项 that are names; whole sentences are easier to read in regular weight


def plan_columns(measure: Measure, style: ListingStyle, listing: Listing, width: float) -> Columns | None:
    """The columns of a list in `width` u; None if they do not fit."""
    if width < style.table_least:
        return None
    named = any(name for name, _ in listing.groups)
    long_name = any(len(name) > LONG_NAME for name, _ in listing.groups)
    group_width = style.group.width * (1.35 if long_name else 1.0) if named else 0.0
    same = _same(listing)
    rare = [name for name in listing.columns if name not in same and _is_rare(listing, name)]
    names = [name for name in listing.columns if name not in same and name not in rare]
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
    room = width - left - gap / 2 - sum(w + gap for _, _, w in fixed) - gap * (len(names) - 1)
    naturals = [_naturals(measure, style, listing, name) for name in names]
    least_widths = [_least(measure, style, listing, name, cells) for name, cells in zip(names, naturals, strict=True)]
    most = [max(cells, default=0.0) for cells in naturals]
    shares = [_shared(listing, name, cells) for name, cells in zip(names, naturals, strict=True)]
    found = widths(shares, least_widths, most, room)
    if found is None:
        return None
    columns: list[ListColumn] = []
    x = left
    for name, wide in zip(names, found, strict=True):
        columns.append(ListColumn(name, listing.head(name), x, wide))
        x += wide + gap
    for name, channel, wide in fixed:
        columns.append(ListColumn(name, channel or WHERE, x, wide, channel))
        x += wide + gap
    return Columns(tuple(columns), group_width, tuple(same), tuple(rare), _bold(listing))


def _same(listing: Listing) -> list[str]:
    """Columns that are equal in all rows."""
    if len(listing.rows) < ROWS_SAME:
        return []
    names = [name for name in listing.columns if name not in (ITEM, "形式")]
    return [name for name in names if len({row.cell(name) for row in listing.rows}) == 1]


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
    if name in (ITEM, TIME):
        return list(naturals)
    found: list[float] = []
    for _, rows in listing.groups:
        for first, end in runs([row.cell(name) for row in rows]):
            found += [naturals[len(found)] / (end - first)] * (end - first)
    return found


def runs(texts: Sequence[str]) -> list[tuple[int, int]]:
    """(first, end) of each run of equal neighbours."""
    starts = [at for at in range(len(texts)) if not at or texts[at] != texts[at - 1]]
    return list(pairwise([*starts, len(texts)]))


def _naturals(measure: Measure, style: ListingStyle, listing: Listing, name: str) -> list[float]:
    size, bold = (style.item, _bold(listing)) if name == ITEM else (style.cell, name == TIME)
    head = measure.width(listing.head(name), style.head.text, True)
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
