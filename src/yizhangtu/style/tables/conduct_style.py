"""styles/tables/conduct.yaml: the tables of conduct (规范). Lengths in u; shares are of a width."""

from typing import NamedTuple

from yizhangtu.style.quantities import Count, Em, Factor, Leading, Share, TextU, U


class ConductSection(NamedTuple):
    """办事标准."""

    text: TextU
    bar: U
    bar_gap: U
    height: U
    below: U


class ConductForm(NamedTuple):
    """Which of several forms is chosen; the weights of `matrix` and `panels` are by their number of columns."""

    matrix: tuple[Factor, Factor]
    beside: Factor
    panels: tuple[Factor, ...]
    cards: Factor
    beyond: Factor
    filled: Share
    columns_most: Count
    least: TextU
    compared: Count
    shares: tuple[Share, ...]
    wide: U
    gutter: U
    matrix_least: U
    panel_least: U
    card_least: U
    card_most: Count
    narrower: Share

    def weight(self, form: str) -> float:
        """The weight of a form by its name: "beside 2", "cards", "matrix 2", "panels 3"."""
        name, _, count = form.partition(" ")
        match name:
            case "matrix":
                return self.matrix[int(count) - 1]
            case "panels":
                return self.panels[int(count) - 1]
            case _:
                return self.beside if name == "beside" else self.cards


class ConductHead(NamedTuple):
    """An occasion above its column or panel."""

    name: TextU
    note: TextU
    leading: Leading
    pad: U
    pad_x: U
    below: U


class ConductItem(NamedTuple):
    """An item at the left of its row."""

    name: TextU
    note: TextU
    leading: Leading
    icon: U
    icon_small: U
    narrow: U
    icon_gap: U
    pad_x: U
    pad_y: U
    least: U
    most: Share
    most_single: Share


class ConductForbidding(NamedTuple):
    """The words of texts that forbid something."""

    words: tuple[str, ...]
    emphasis: tuple[str, ...]
    unless: tuple[str, ...]


class ConductCell(NamedTuple):
    """A limit."""

    numbers: tuple[TextU, ...]
    number_line: Em
    enough: Share
    stacked: Share
    line_gap: U
    words: TextU
    spoken: tuple[TextU, ...]
    spoken_lines: Count
    note: TextU
    leading: Leading
    unit: Em
    gap: U
    unit_gap: U
    apart: U
    note_gap: U
    sign: Em
    sign_gap: U
    tag: TextU
    tag_width: U
    tag_gap: U
    pad_x: U
    pad_y: U
    gutter: U
    border: U
    border_strong: U
    border_empty: U
    least: U
    grow: U


class ConductTall(NamedTuple):
    """An occasion of words alone: one cell over all rows."""

    rows: Count
    filled: Share
    says: Count
    em: Count
    sizes: tuple[TextU, ...]
    sign: Em
    sign_gap: Em
    leading: Leading
    note_gap: U


class ConductListing(NamedTuple):
    """提倡 and 禁止."""

    head: TextU
    head_height: U
    head_icon: U
    head_gap: U
    pad_x: U
    text: TextU
    leading: Leading
    icon: U
    icon_gap: U
    pad_y: U
    rule: U
    grow: U
    column_least: U
    gap: U


class ConductConsequence(NamedTuple):
    """奖惩."""

    label: U
    label_least: U
    least: TextU
    most: Count
    text: TextU
    leading: Leading
    icon: U
    icon_gap: U
    pad_x: U
    pad_y: U
    gutter: U
    border: U
    grow: U


class ConductStyle(NamedTuple):
    """The tables of conduct."""

    gap: U
    gap_grow: U
    section: ConductSection
    form: ConductForm
    head: ConductHead
    item: ConductItem
    cell: ConductCell
    tall: ConductTall
    listing: ConductListing
    consequence: ConductConsequence
    forbidding: ConductForbidding
