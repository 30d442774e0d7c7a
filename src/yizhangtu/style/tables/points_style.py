"""styles/tables/points.yaml: the tables of points (积分). Lengths in u; shares are of a width."""

from typing import NamedTuple

from yizhangtu.style.quantities import Count, Factor, Leading, Share, TextU, U


class PointsHead(NamedTuple):
    """The head of a section."""

    text: TextU
    bar: U
    bar_gap: U
    note: TextU
    note_gap: U
    bottom: U
    top: U


class PointsColumn(NamedTuple):
    """The narrowest columns of rows."""

    gap: U
    least: TextU
    merged: U
    merged_large: U
    merged_sole: U
    three: U
    single_most: U
    aside: tuple[Share, ...]
    aside_least: U


class PointsBand(NamedTuple):
    """The band 加分项 or 扣分项."""

    height: U
    text: TextU
    pad: U
    note: TextU
    border: U
    gap: U


class PointsRow(NamedTuple):
    """A row."""

    least: U
    pad: U
    inset: U
    gap: U
    grow: U
    item: TextU
    rule: U
    close: U


class PointsRemark(NamedTuple):
    """What is said about an item."""

    gap: U
    apart: U


class PointsGroup(NamedTuple):
    """类别 as a merged cell."""

    least: U
    most: U
    share: Share
    text: TextU
    pad_x: U
    pad_y: U
    gap: U


class PointsGroupLine(NamedTuple):
    """类别 as a line above its rows."""

    height: U
    text: TextU
    pad: U
    gap: U
    grow: U
    icon: U
    icon_gap: U


class PointsMark(NamedTuple):
    """分值."""

    sizes: tuple[TextU, ...]
    most: U
    most_small: U
    words: TextU
    words_most: U
    words_share: Share
    unit: TextU
    unit_gap: U
    unit_most: U
    pill: TextU
    pill_pad: U
    pill_height: U
    pill_radius: U
    pill_border: U
    inset: U
    clear: U


class PointsVeto(NamedTuple):
    """The box of 一票否决."""

    gap: U
    pad: U
    inset: U
    title: TextU
    cross: U
    cross_gap: U
    stroke: U
    text: TextU
    line_gap: U
    border: U
    dash: tuple[U, U]
    slack: U
    whole: U


class PointsTier(NamedTuple):
    """等级."""

    least: TextU
    most: Count
    name: TextU
    range: TextU
    pad_x: U
    pad_y: U
    gap: U
    text: TextU
    body_pad: U
    grow: U
    border: U


class PointsGood(NamedTuple):
    """兑换."""

    least: TextU
    least_most: U
    price_pad: U
    most: Count
    most_broad: Count
    broad: U
    points: TextU
    unit: TextU
    unit_gap: U
    icon: U
    icon_grow: Factor
    icon_gap: U
    name: TextU
    words: TextU
    pad: U
    pad_x: U
    note_gap: U
    grow: U
    border: U


class PointsStyle(NamedTuple):
    """The tables of points."""

    leading: Leading
    title_leading: Leading
    wide: U
    head: PointsHead
    column: PointsColumn
    shares: tuple[Share, ...]
    band: PointsBand
    row: PointsRow
    remark: PointsRemark
    group: PointsGroup
    group_line: PointsGroupLine
    mark: PointsMark
    veto: PointsVeto
    tier: PointsTier
    good: PointsGood
    spread: U
    fresh: Factor
    fresh_many: Factor
    aside_from: tuple[Factor, ...]
    together: U
    many: Count
