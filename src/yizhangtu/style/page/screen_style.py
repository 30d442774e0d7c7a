"""styles/page/screen.yaml: slides on a screen. Lengths in mm on one of 1080 pixels; others multiply them."""

from typing import NamedTuple

from yizhangtu.style.quantities import Count, Em, Leading, Mm, TextMm


class ScreenBand(NamedTuple):
    """The band with the title and the facts."""

    height: Mm
    title: TextMm
    title_least: TextMm
    suffix: Em
    pad: Mm
    key: TextMm
    value: TextMm
    gap: Mm
    rule: Mm
    qr: Mm
    facts: Count


class ScreenTabs(NamedTuple):
    """The row of tabs that shows which slide this is."""

    height: Mm
    gap: Mm
    text: TextMm
    top: Mm


class ScreenFoot(NamedTuple):
    """The foot."""

    height: Mm
    text: TextMm
    leading: Leading
    rule: Mm
    pad: Mm


class ScreenDetails(NamedTuple):
    """A slide of text."""

    head: TextMm
    text: TextMm
    leading: Leading
    gap: Mm
    column_gap: Mm
    indent: Em
    bullet: Em


class ScreenStyle(NamedTuple):
    """A slide, from top to bottom."""

    margin: Mm
    band: ScreenBand
    tabs: ScreenTabs
    top: Mm
    foot: ScreenFoot
    details: ScreenDetails
