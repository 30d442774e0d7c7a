"""What the designer decides, as data: flow metrics, themes, media. Filled from styles/, never typed into code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from yizhangtu.model.inks import lettering


@dataclass(frozen=True, slots=True)
class FlowStyle:
    """Lengths of a flow drawing in u, by their names in styles/flow.yaml (where each is explained)."""

    pad: float
    radius: float
    border: float
    border_mine: float
    badge: float
    badge_gap: float
    diamond: float
    diamond_slot: float
    pill_pad: float
    badge_text: float
    title: float
    title_leading: float
    body: float
    body_leading: float
    body_gap: float
    small_gap: float
    chip_line: float
    chip_icon: float
    chip_icon_gap: float
    chip_gap: float
    rule_gap: float
    rule: float
    tab_pad: float
    tab_leading: float
    tab_icon: float
    tab_badge: float
    tab_inset: float
    tab_rule: float
    tab_dash: tuple[float, ...]
    tag: float
    tag_height: float
    tag_pad: float
    flag_height: float
    flag_rise: float
    pictogram: float
    pictogram_min: float
    pictogram_max: float
    panel_pad: float
    panel_gap: float
    panel_radius: float
    panel_border: float
    panel_badge: float
    panel_badge_text: float
    panel_title: float
    panel_indent: float
    composite_min: float
    composite_head: float
    composite_head_min: float
    composite_head_max: float
    column_min: float
    stack_shift: float
    card_min: float
    card_grow: float
    card_shrink: float
    gap: float
    gap_label: float
    gap_plain: float
    row_gap: float
    row_gap_label: float
    row_gap_flag: float
    row_gap_band: float
    arrow: float
    arrow_head: float
    arrow_half: float
    corner: float
    pill: float
    pill_text: float
    pill_inset: float
    strip: float
    strip_gap: float
    strip_text: float
    strip_text_min: float
    strip_badge: float
    strip_point: float
    band_pad: float
    rail_line: float
    rail_slot: float
    rail_badge: float
    rail_gap: float
    row_pad: float
    row_tab_badge: float
    row_tab_pad: float
    lane_head: float
    lane_pad: float
    stretch_gap: float
    connector: float
    words_min: float


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours by role (dark, mid, tint, ink …) as #rrggbb, for the press as device-cmyk(…); `mono` prints in black
    alone. `flood` is the colour of the press for dark areas from so many mm² on, that black alone does not cover."""

    name: str
    title: str
    colours: Mapping[str, str] = field(hash=False)
    mono: bool = False
    flood: tuple[str, float] | None = None

    def colour(self, role: str) -> str:
        """The colour of a role; a KeyError is a bug of the drawing, not of a definition."""
        return self.colours[role]

    def lettering(self, role: str) -> str:
        """The colour of text of a role."""
        return lettering(self.colours[role])

    @property
    def letterings(self) -> Mapping[str, str]:
        """The colours of text of all roles, for a style sheet."""
        return {role: lettering(colour) for role, colour in self.colours.items()}


MEDIUM_KINDS = ("poster", "booklet", "imposed", "leaflet", "board", "screen", "longimage", "text")


@dataclass(frozen=True, slots=True)
class Medium:
    """A kind of sheet, booklet or screen: its size, from where it is read, and what text it therefore needs.

    `floor_mm` is the smallest em allowed in the flow, `target_mm` the one aimed at; `scale` multiplies the furniture,
    which is drawn for A3. A screen of `pixels` is a page of 96 pixels an inch.
    """

    name: str
    title: str
    kind: str  # one of MEDIUM_KINDS
    width_mm: float
    height_mm: float
    distance_m: float
    floor_mm: float
    target_mm: float
    qr_mm: float
    scale: float
    use: str
    form: str = ""  # rows or rail, where the shape of the medium asks for it
    foot_first: bool = False  # the foot stands above the flow: at the lower end nobody could read it
    page: str = ""  # the block of styles/page.yaml that says how its furniture differs from a poster's
    furniture: float = 0.75  # of the floor: the smallest text outside the flow
    empty_mm: float = 0.0  # left empty at the lower end: the stand hides it
    pixels: tuple[int, int] | None = None
    of: str = ""  # the medium that this one is made from

    @property
    def size(self) -> str:
        """Its size as people say it: of a sheet in mm, of a screen in pixels; text has none."""
        if self.kind == "text":
            return "—"
        if self.kind == "longimage" and self.pixels:
            return f"宽 {self.pixels[0]} 像素"
        return (
            f"{self.pixels[0]}×{self.pixels[1]} 像素" if self.pixels else f"{self.width_mm:g}×{self.height_mm:g} 毫米"
        )

    def length(self, mm: float) -> str:
        """A length on it as people say it: of a sheet in mm, of a screen in pixels."""
        if self.kind == "text" or not mm:
            return "—"
        return f"{mm * self.pixels[0] / self.width_mm:.0f} 像素" if self.pixels else f"{mm:g} 毫米"
