"""styles/flow.yaml: the lengths of the drawing of a flow."""

from typing import NamedTuple

from yizhangtu.style.quantities import Count, Factor, Leading, Share, TextU, U


class MatrixHead(NamedTuple):
    """A size of the text of conditions, and on how many lines it may stand."""

    text: TextU
    lines: Count


class MatrixShade(NamedTuple):
    """The ground of a head and the colour of its letters, as roles of a theme."""

    ground: str
    ink: str


class MatrixLead(NamedTuple):
    """How the line above a matrix begins where each condition ends with one of these texts."""

    ends: tuple[str, ...]
    words: str


class MatrixStyle(NamedTuple):
    """A choice drawn as a matrix; each value is explained in the file."""

    head: tuple[MatrixHead, ...]
    head_leading: Leading
    head_pad: U
    ladder: tuple[MatrixShade, ...]
    plain: MatrixShade
    lead: TextU
    amount: str
    leads: tuple[MatrixLead, ...]
    otherwise: str
    columns: str
    sections: str
    meet: str
    counts: tuple[str, ...]
    meet_text: TextU
    title: TextU
    badge: U
    column_min: U
    deadline_most: U
    gap: U
    down: U
    down_label: U
    cell_pad: U
    row_name: U
    row_text: TextU
    end: U
    narrow: Share
    wide: Factor
    stretch: Factor
    stretch_down: U


class FlowStyle(NamedTuple):
    """Lengths in u; each is explained in the file."""

    pad: U
    radius: U
    border: U
    border_mine: U
    badge: U
    badge_gap: U
    diamond: U
    pill_pad: U
    badge_text: TextU
    title: TextU
    title_leading: Leading
    body_leading: Leading
    body_gap: U
    small_gap: U
    chip_line: U
    chip_icon: U
    chip_icon_gap: U
    chip_gap: U
    rule_gap: U
    rule: U
    tab_pad: U
    tab_leading: Leading
    tab_icon: U
    tab_badge: U
    tab_inset: U
    tab_rule: U
    tab_dash: tuple[U, U]
    tab_dots: tuple[U, U]
    tag: TextU
    tag_height: U
    tag_pad: U
    flag_height: U
    flag_rise: U
    pictogram: U
    pictogram_min: U
    pictogram_max: U
    panel_pad: U
    panel_gap: U
    panel_radius: U
    panel_border: U
    panel_badge: U
    panel_badge_text: TextU
    panel_title: TextU
    panel_indent: U
    panel_stretch: Factor
    composite_min: U
    composite_head: Share
    composite_head_min: U
    composite_head_max: U
    composite_white: Factor
    column_min: U
    stack_shift: U
    card_min: U
    card_grow: Factor
    card_shrink: Factor
    gap: U
    gap_label: U
    gap_plain: U
    row_gap: U
    row_gap_label: U
    row_gap_flag: U
    row_gap_band: U
    arrow: U
    arrow_head: U
    arrow_half: U
    corner: U
    pill: U
    pill_text: TextU
    pill_inset: U
    pill_leading: Leading
    label_most: Count
    strip: U
    strip_gap: U
    strip_text: TextU
    strip_text_min: TextU
    strip_badge: U
    strip_point: U
    phase_text: U
    phase_badge: U
    phase_pad: U
    phase_gap: U
    band_pad: U
    rail_line: U
    rail_slot: U
    rail_badge: U
    rail_gap: U
    row_pad: U
    row_title: U
    row_tab_badge: U
    row_tab_pad: U
    lane_head: U
    lane_pad: U
    stretch_gap: U
    words_min: U
    matrix: MatrixStyle
