"""styles/page/furniture.yaml: what stands around the picture on a poster, a long image or a panel of a board."""

from collections.abc import Mapping
from typing import Annotated, Literal, NamedTuple

from yizhangtu.style.quantities import Count, Em, Factor, Leading, Mm, Partial, Share, TextMm


class FurnitureBand(NamedTuple):
    """The band at the top with the title."""

    top: Mm
    bottom: Mm
    gap: Mm
    org: TextMm
    org_leading: Leading
    title: TextMm
    title_least: TextMm
    title_leading: Leading
    suffix: Em  # the words 一张图, of the title
    logo: Em  # its height, of the title
    logo_gap: Mm
    logo_wide: Factor  # its width, of its height


class FurnitureSeries(NamedTuple):
    """The box at the right of the band."""

    line: TextMm
    name: TextMm
    leading: Leading
    pad_x: Mm
    pad_y: Mm
    border: Mm
    radius: Mm


class FurnitureFacts(NamedTuple):
    """The strip of facts below the band."""

    top: Mm
    bottom: Mm
    key: TextMm
    value: TextMm
    note: TextMm
    leading: Leading
    icon: Mm
    icon_gap: Mm
    pad: Mm
    rule: Mm
    columns_portrait: Count
    columns_landscape: Count
    most: Share
    keep: Literal["shortest", "first"]


class FurnitureSection(NamedTuple):
    """The heading of the picture."""

    top: Mm
    text: TextMm
    leading: Leading
    bar: Mm
    bar_gap: Mm
    bottom: Mm
    legend: TextMm
    legend_room: Em


class FurnitureFoot(NamedTuple):
    """The boxes at the foot. Their text is as large as the picture leaves room for, between `least` and `text`."""

    top: Mm
    text: TextMm  # the largest
    least: Factor  # the smallest, of the medium's floor
    leading: Leading
    item_gap: Em
    spread: Em  # by which items stand further apart, at most, where a box is higher than needed
    head: Em
    head_height: Em
    pad_x: Mm
    pad_y: Mm
    gap: Mm  # between boxes
    column_gap: Em
    box_least: Em  # the least width of a column
    phone: TextMm  # the least
    phone_grow: Factor  # times that, where a box has room
    name: Em
    caption: TextMm
    border: Mm
    most: Share  # of the sheet's height
    code: Share  # the pattern of the code of an address in a list, of the medium's code
    code_module: Mm  # the least module of such a code
    code_most: Share  # of the greatest height, what a foot with codes takes at its smallest text


class FurnitureMeta(NamedTuple):
    """The lines at the very bottom: basis and version."""

    top: Mm
    text: TextMm
    leading: Leading
    bottom: Mm


class FurnitureFlow(NamedTuple):
    """Limits of the picture's own text."""

    most_of_title: Factor


class FurnitureRibbon(NamedTuple):
    """The ribbon across a corner that says that the guide is a draft."""

    text: TextMm
    height: Mm


class FurnitureWatermark(NamedTuple):
    """The words along the margins of a draft."""

    size: Share  # of the margin
    gap: Em  # between them
    alpha: Share


class FurnitureMono(NamedTuple):
    """Lines that keep parts apart where all is black on white."""

    band: Mm
    head: Mm


class Furniture(NamedTuple):
    """Lengths in mm as on A3; each is multiplied by the medium's `scale`.

    `following`: the furniture of the sheets after the first: all of it, or no more than title and number of the sheet.
    `front`: facts and lists may have a sheet of their own before those of the picture, where that takes fewer sheets.
    """

    margin: Mm
    following: Literal["all", "title"]
    front: Literal["never", "fewer"]
    tight: Factor
    safe: Mm
    band: FurnitureBand
    series: FurnitureSeries
    facts: FurnitureFacts
    section: FurnitureSection
    foot: FurnitureFoot
    meta: FurnitureMeta
    flow: FurnitureFlow
    ribbon: FurnitureRibbon
    watermark: FurnitureWatermark
    mono: FurnitureMono


class FurnitureFile(NamedTuple):
    """`variants` say by name what differs from `poster`; a medium names one of them with `page`."""

    poster: Furniture
    variants: Mapping[str, Annotated[Furniture, Partial()]]


class DetailsStyle(NamedTuple):
    """styles/page/details.yaml: a sheet of text, in mm as on A3."""

    head: TextMm
    text: TextMm
    leading: Leading
    gap: Mm
