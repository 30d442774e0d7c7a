"""styles/page/booklet.yaml and imposed.yaml: the pages of a booklet, and the sheets that they are printed on."""

from typing import NamedTuple

from yizhangtu.style.page.text_page import TextFact, TextItem, TextSection, TextSmall, TextStep
from yizhangtu.style.quantities import Count, Leading, Mm, Share, StepMm, TextMm, U


class BookletHead(NamedTuple):
    """The title of a page and the rule below it."""

    text: TextMm
    least: TextMm
    leading: Leading
    number: TextMm
    rule: Mm
    rule_gap: Mm
    gap: Mm


class BookletStatus(NamedTuple):
    """The strip that says that a guide is not, or no longer, in force."""

    text: TextMm
    height: Mm
    gap: Mm
    border: Mm


class BookletTab(NamedTuple):
    """The thumb tab of a group of guides."""

    width: Mm
    height: Mm
    gap: Mm
    top: Mm
    text: TextMm
    leading: Leading


class BookletFoot(NamedTuple):
    """Page number and running title."""

    text: TextMm
    number: TextMm
    y: Mm
    gap: Mm


class BookletHelp(NamedTuple):
    """The strip with 帮办代办."""

    text: TextMm
    name: TextMm
    phone: TextMm
    caption: TextMm
    leading: Leading
    rule: Mm
    gap: Mm
    top: Mm
    lift: Mm
    words: Mm


class BookletCover(NamedTuple):
    """The front cover."""

    share: Share
    logo: Mm
    logo_wide: Mm
    place: TextMm
    title: TextMm
    title_least: TextMm
    title_leading: Leading
    pad: Mm
    blocks: Mm
    group: Mm
    block_gap: Mm
    icon: Mm
    name: TextMm
    note: TextMm
    slogan: TextMm
    edition: TextMm


class BookletContents(NamedTuple):
    """The table of contents."""

    text: TextMm
    least: TextMm
    time: TextMm
    pitch: TextMm
    pitch_least: TextMm
    group: Mm
    group_text: TextMm
    group_gap: Mm
    gap: Mm
    number: Mm
    page: Mm
    dots: Mm
    head: TextMm
    head_pad: Mm


class BookletHow(NamedTuple):
    """The page 这样看图."""

    text: TextMm
    leading: Leading
    icon: Mm
    lead: Mm
    gap: Mm
    callout: TextMm
    sample: TextMm
    unit: TextMm


class BookletFinder(NamedTuple):
    """The index: which guides belong to a word."""

    text: TextMm
    leading: Leading
    key: Mm
    key_text: TextMm
    total: TextMm
    pill: TextMm
    gap: Mm
    pad: Mm


class BookletKeywords(NamedTuple):
    """The index of keywords, in columns."""

    columns: Count
    text: TextMm
    title: TextMm
    leading: Leading
    letter: Mm
    gap: Mm
    group: Mm
    dots: Mm


class BookletNotes(NamedTuple):
    """Lines to write on."""

    pitch: TextMm
    rule: Mm


class BookletToday(NamedTuple):
    """The page of what is done the same day or at home."""

    text: TextMm
    words: TextMm
    pitch: TextMm
    pad: Mm


class BookletBack(NamedTuple):
    """The back cover."""

    title: TextMm
    text: TextMm
    number: TextMm
    pad: Mm
    row: TextMm
    row_least: TextMm
    qr: Mm
    caption: TextMm
    foot: TextMm


class BookletStyle(NamedTuple):
    """A booklet; lengths in mm as printed."""

    inner: Mm
    outer: Mm
    top: Mm
    bottom: Mm
    head: BookletHead
    status: BookletStatus
    text: TextMm
    text_least: TextMm
    text_step: StepMm
    text_under: TextMm
    leading: Leading
    section: TextSection
    fact: TextFact
    item: TextItem
    step: TextStep
    small: TextSmall
    tab: BookletTab
    foot: BookletFoot
    notes: BookletNotes
    help: BookletHelp
    flow_most: TextMm
    table_least: U
    cover: BookletCover
    contents: BookletContents
    how: BookletHow
    finder: BookletFinder
    keywords: BookletKeywords
    today: BookletToday
    back: BookletBack


class ImposedFold(NamedTuple):
    """Ticks at the ends of the fold."""

    edge: Mm
    length: Mm
    width: Mm
    grey: Share


class ImposedStaple(NamedTuple):
    """Marks where the staples go."""

    at: Share
    length: Mm
    width: Mm
    grey: Share


class ImposedStyle(NamedTuple):
    """The sheets of a booklet; lengths in mm as printed."""

    paper: Mm
    creep_from: Count
    most: Count
    fold: ImposedFold
    staple: ImposedStaple
