"""styles/page/board.yaml: guides side by side on a large board. Lengths in mm as printed."""

from typing import NamedTuple

from yizhangtu.style.quantities import Count, Factor, Mm, TextMm


class BoardBand(NamedTuple):
    """The band with the title, the organisation and the phone."""

    height: Mm
    title: TextMm
    org: TextMm
    part: TextMm
    phone: TextMm
    key: TextMm
    caption: TextMm
    pad: Mm
    gap: Mm
    rule: Mm


class BoardStyle(NamedTuple):
    """A board: `columns` panels at most, each at most `wide` times as wide as high."""

    margin: Mm
    gap: Mm
    columns: Count
    wide: Factor
    band: BoardBand
