"""styles/page/leaflet.yaml: a sheet folded twice, six panels. Lengths in mm as printed."""

from typing import NamedTuple

from yizhangtu.style.page.text_page import TextFact, TextItem, TextSection, TextSmall, TextStep
from yizhangtu.style.quantities import Factor, Leading, Mm, PaperMm, Share, StepMm, TextMm, U


class LeafletFold(NamedTuple):
    """Ticks at both ends of a fold."""

    length: Mm
    width: Mm


class LeafletBand(NamedTuple):
    """The title of a panel, and what is said at its right."""

    height: Mm
    text: TextMm
    aside: TextMm
    pad: Mm
    gap: Mm
    radius: Mm


class LeafletFoot(NamedTuple):
    """The number of a panel."""

    text: TextMm
    y: Mm


class LeafletCover(NamedTuple):
    """The front."""

    share: Share
    pad: Mm
    org: TextMm
    org_least: TextMm
    org_gap: Mm
    title: TextMm
    title_least: TextMm
    title_one: Share
    title_three: Share
    title_leading: Leading
    pill: TextMm
    pill_pad: Mm
    icon: Mm
    icon_least: Mm
    ring: Factor
    gap: Mm
    key: TextMm
    fact: TextMm
    fact_icon: Mm
    fact_gap: Mm
    slogan: TextMm
    edition: TextMm


class LeafletBack(NamedTuple):
    """The back: whom to call."""

    name: TextMm
    phone: TextMm
    phone_least: TextMm
    text: TextMm
    leading: Leading
    gap: Mm
    rule: Mm
    caption: TextMm
    beside: Share
    most: Share


class LeafletStyle(NamedTuple):
    """A leaflet; what has the name of a part of a booklet means the same."""

    panels: tuple[PaperMm, PaperMm, PaperMm]
    inner: Mm
    outer: Mm
    top: Mm
    bottom: Mm
    fold: LeafletFold
    band: LeafletBand
    text: TextMm
    text_least: TextMm
    text_step: StepMm
    leading: Leading
    section: TextSection
    fact: TextFact
    item: TextItem
    step: TextStep
    small: TextSmall
    foot: LeafletFoot
    flow_most: TextMm
    easy: Mm
    empty: Mm
    flap: Mm
    share: tuple[Share, ...]
    table_least: U
    cover: LeafletCover
    back: LeafletBack
