"""styles/tables/notice.yaml: the tables of a notice (公示). Lengths in u."""

from typing import NamedTuple

from yizhangtu.style.quantities import Leading, TextU, U


class NoticeHead(NamedTuple):
    """The band with the names of the columns."""

    height: U
    text: TextU
    radius: U
    pad: U


class NoticeRowStyle(NamedTuple):
    """A row: padding above and below its text, and how much of the spare height it takes."""

    pad: U
    least: U
    grow: U
    rule: U


class NoticeHeading(NamedTuple):
    """The heading of a group or board."""

    height: U
    text: TextU
    gap: U
    icon: U
    border: U
    dash: tuple[U, U]


class NoticeSum(NamedTuple):
    """A row of sums; `rule` is the line above it, `double` the distance of a second one."""

    text: TextU
    pad: U
    rule: U
    double: U


class NoticeWay(NamedTuple):
    """The strip that says how to object."""

    text: TextU
    title: TextU
    pad: U
    gap: U
    arrow: U
    radius: U
    border: U
    number: U


class NoticeSignature(NamedTuple):
    """The lines to sign on, and the place of the seal."""

    text: TextU
    height: U
    line: U
    least: U
    seal: U
    gap: U


class NoticeChart(NamedTuple):
    """Bars and lines: `bar` is the height of a bar in its `bar_row`, `rank_bar` the width of the longest bar in a
    table, `height` that of the lines."""

    gap: U
    bar: U
    bar_row: U
    rank_bar: U
    height: U
    line: U
    mark: U
    dash: tuple[U, U]


class NoticeLevelsStyle(NamedTuple):
    """Levels of an organisation: `card` is the least width of a card, `widest` the greatest, `arrow` the height of the
    arrow between levels, `head` that of its head; in a tree, cards below one another begin `inset` to the right of the
    one above them."""

    card: U
    widest: U
    border: U
    arrow: U
    head: U
    line: U
    inset: U


class NoticeStyle(NamedTuple):
    """The tables of a notice."""

    leading: Leading
    cell: TextU
    gap: U
    column_least: U
    table_least: U
    head: NoticeHead
    row: NoticeRowStyle
    heading: NoticeHeading
    total: NoticeSum
    way: NoticeWay
    signature: NoticeSignature
    chart: NoticeChart
    levels: NoticeLevelsStyle
