"""What is 一票否决 → the pieces of a dashed box at the end of 扣分."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

from yizhangtu.draw.canvas import Canvas
from yizhangtu.layout.points.points_marks import Look
from yizhangtu.layout.points.points_text import CONTINUED, Paragraph, Tools, heights, joined, paint_all
from yizhangtu.layout.table.piece import MergedCell, Paint, Piece, total
from yizhangtu.model.points import Award, AwardGroup, capped

TITLE = "一票否决"


class Veto(NamedTuple):
    """The box at a width."""

    tools: Tools
    look: Look
    width: float
    element: Callable[[Award], str]  # the name of the element of an item

    @property
    def room(self) -> float:
        """Width of its lines."""
        return float(self.width - 2 * self.tools.style.veto.inset)

    def box(self) -> MergedCell:
        """The dashed border round all pieces in a column."""
        style, width, look = self.tools.style.veto, self.width, self.look
        half = style.border / 2

        def paint(canvas: Canvas, x: float, y: float, tall: float) -> None:
            sides = (x + half, y + half, width - 2 * half, tall - 2 * half)
            canvas.rect(*sides, 0.0, "", look.rule, style.border, style.dash)

        return MergedCell(paint)

    def title(self, note: str, again: bool, box: MergedCell) -> Piece:
        """一票否决, with the name of the group in brackets where there is one group only."""
        style, tools, look = self.tools.style.veto, self.tools, self.look
        leading = tools.style.title_leading
        name = Paragraph(TITLE, style.title, True, look.ink, leading)
        own = tools.width(TITLE, style.title, True)
        aside = CONTINUED if again else (f"（{note}）" if note else "")
        inline = own + tools.width(aside) <= self.room and "\n" not in aside
        below = Paragraph("" if inline else aside, leading=tools.style.leading, gap=style.line_gap)
        needed = heights(tools.measure, (name, below), self.room)

        def paint(canvas: Canvas, x: float, y: float, tall: float) -> None:
            x, y = x + style.inset, y + style.pad
            paint_all(canvas, (name, below), (x, y), self.room)
            if inline:
                Paragraph(aside, leading=leading).paint(canvas, x + own, y + (style.title - 1) * leading / 2, self.room)

        gap = 0.0 if again else style.gap
        return Piece(needed + style.pad, paint, keep=True, gap=gap, span=box)

    def name(self, text: str, box: MergedCell, heads: tuple[Piece, ...]) -> Piece:
        """The name of one of several groups."""
        style = self.tools.style.veto
        words = Paragraph(text, 1.0, True, self.look.ink, self.tools.style.leading, style.line_gap)
        return Piece(words.height(self.tools.measure, self.room), self._at_top(words), heads, True, span=box)

    def item(self, award: Award, last: bool, box: MergedCell, heads: tuple[Piece, ...]) -> Piece:
        """One item with its cross; what its 分值 says beyond 一票否决 stands with the remarks."""
        style, tools = self.tools.style.veto, self.tools
        leading = tools.style.leading
        lead = style.cross + style.cross_gap
        room = self.room - lead
        shown = award.score.shown if award.score else ""
        text = joined([*([shown] if shown != TITLE else []), *award.remarks])
        words = (
            Paragraph(award.item, style.text, leading=leading, part="item"),
            Paragraph(text, 1.0, False, "ink", leading, part="remarks"),
        )
        height = heights(tools.measure, words, room) + style.line_gap + (style.pad if last else 0.0)

        def paint(canvas: Canvas, x: float, y: float, tall: float) -> None:
            x += style.inset
            y += style.line_gap
            self._cross(canvas, x, y + style.text * leading / 2)
            with canvas.element(self.element(award)):
                paint_all(canvas, words, (x + lead, y), room)

        return Piece(height, paint, heads, span=box)

    def _cross(self, canvas: Canvas, x: float, cy: float) -> None:
        style = self.tools.style.veto
        arm = style.cross / 2
        for way in (arm, -arm):
            canvas.line(((x, cy - way), (x + 2 * arm, cy + way)), self.look.ink, style.stroke)

    def _at_top(self, words: Paragraph) -> Paint:
        inset = self.tools.style.veto.inset

        def paint(canvas: Canvas, x: float, y: float, tall: float) -> None:
            words.paint(canvas, x + inset, y, self.room)

        return paint


def vetoes(veto: Veto, groups: Sequence[AwardGroup]) -> list[Piece]:
    """All pieces of the box; a low one stays in one column."""
    if not groups:
        return []
    box = veto.box()
    heads = (veto.title("", True, box),)
    sole = _name(groups[0]) if len(groups) == 1 else ""
    found = [veto.title(sole, False, box)]
    for number, group in enumerate(groups, start=1):
        name = _name(group)
        if name and not sole:
            found.append(veto.name(name, box, heads))
        for place, award in enumerate(group.awards, start=1):
            last = number == len(groups) and place == len(group.awards)
            found.append(veto.item(award, last, box, heads))
    if total(found) <= veto.tools.style.veto.whole:
        found = [*(replace(piece, keep=True) for piece in found[:-1]), found[-1]]
    return found


def _name(group: AwardGroup) -> str:
    """What a group is called, with its cap."""
    return "，".join(text for text in (group.name or "", capped(group.cap) if group.cap else "") if text)
