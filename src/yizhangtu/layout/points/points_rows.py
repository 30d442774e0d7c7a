"""加分 or 扣分 at one column width → pieces: rows with their points, and their 类别 as merged cells or as lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from yizhangtu.draw import elements
from yizhangtu.draw.canvas import Canvas
from yizhangtu.layout.points.points_marks import Look, Marks
from yizhangtu.layout.points.points_text import CONTINUED, Paragraph, Tools, heights, joined, paint_all
from yizhangtu.layout.points.points_veto import Veto, vetoes
from yizhangtu.layout.table.piece import MergedCell, Paint, Piece, total
from yizhangtu.model.diagnostics import Span
from yizhangtu.model.points import Award, AwardGroup, capped
from yizhangtu.text import HANGING_MOST

REMARKS = "remarks"
MUCH = 8  # characters of a 类别 that want a wide cell


@dataclass(frozen=True)
class PartPiece(Piece):
    """A piece of 加分 (`part` 0) or 扣分 (1). `opens` marks the band in the middle of a column, `again` is its merged
    cell in a later column. The box of 一票否决 may be `slack` u higher to end level with the rows beside it."""

    part: int = 0
    opens: bool = False
    again: MergedCell | None = None
    slack: float = 0.0


@dataclass(frozen=True)
class PointsSide:
    """One side of the points."""

    tools: Tools
    look: Look
    number: int
    groups: tuple[AwardGroup, ...]
    before: int = 0  # items of the other side that precede those of this one

    @cached_property
    def _numbers(self) -> dict[Span, int]:
        """The number of each item in the order written, from 1, by its place in the definition."""
        awards = [award for group in self.groups for award in group.awards]
        return {award.span: number for number, award in enumerate(awards, self.before + 1)}

    def shared_element(self, group: AwardGroup) -> str:
        """The name of the element of the remark that the items of a group share."""
        numbers = [self._numbers[award.span] for award in group.awards]
        return elements.rows(numbers, REMARKS) if numbers else ""

    def element(self, award: Award) -> str:
        """The name of the element of an item."""
        return elements.row(self._numbers[award.span])

    @property
    def count(self) -> int:
        """How many items it has; 一票否决 is counted apart."""
        return sum(len(group.awards) for group in self.table)

    @cached_property
    def remarks(self) -> dict[Award, str]:
        """The remarks of each item as one text."""
        return {award: joined(award.remarks) for group in self.groups for award in group.awards}

    @cached_property
    def table(self) -> tuple[AwardGroup, ...]:
        """The groups without their 一票否决 items, which have their own box."""
        if self.number == 0:
            return self.groups
        kept = [(group, tuple(award for award in group.awards if not award.is_veto)) for group in self.groups]
        return tuple(group._replace(awards=awards) for group, awards in kept if awards or not group.awards)

    def vetoed(self) -> tuple[AwardGroup, ...]:
        """The 一票否决 items by group; the cap of a group that also has rows is printed with its rows."""
        if self.number == 0:
            return ()
        found = []
        for group in self.groups:
            awards = tuple(award for award in group.awards if award.is_veto)
            if awards:
                whole = len(awards) == len(group.awards)
                found.append(group._replace(awards=awards, cap=group.cap if whole else None))
        return tuple(found)

    def natural(self) -> float:
        """The width at which nine rows of ten need one line only."""
        style, groups = self.tools.style, self.table
        marks = Marks(self.tools, self.look, [a.score for g in groups for a in g.awards], 1e9)
        size = style.row.item
        widths = sorted(self.tools.width(a.item, size) for g in groups for a in g.awards)
        usual = widths[int((len(widths) - 1) * 0.9)] if widths else 0.0
        return usual + marks.column + float(style.group.least + style.row.gap)

    def pieces(self, width: float, merged: bool, many: bool) -> list[PartPiece]:
        """Rows and box at a width; `merged` sets 类别 as merged cells where there are any; with `many` rows their width
        is not sought."""
        groups = self.table
        slack = self.tools.style.veto.slack
        box = [PartPiece(**vars(piece), part=self.number, slack=slack) for piece in self._box(width)]
        if not groups:
            return box
        if not merged or not any(group.name or beside_name(group) for group in groups):
            return [*self._rows(groups, width, None), *box]
        forms = [self._rows(groups, width, cell) for cell in self._cells(groups, width, many)]
        return [*min(forms, key=lambda pieces: round(total(pieces), 2)), *box]

    def _cells(self, groups: Sequence[AwardGroup], width: float, many: bool) -> list[float]:
        """Widths to try for the merged cells: those that set a name or a cap on one line, from narrow to wide."""
        style = self.tools.style.group
        most = max(style.least, min(style.most, width * style.share))
        if many:
            return [most if any(len(group.name or "") > MUCH for group in groups) else style.least]
        names = max(self.tools.width(group.name or "", style.text, True) for group in groups)
        notes = max(self.tools.width(beside_name(group)) for group in groups)
        wished = {round(line + 2 * style.pad_x, 2) for line in (names, notes)}
        return sorted({style.least, *(one for one in wished if style.least < one <= most)})

    def _box(self, width: float) -> list[Piece]:
        return vetoes(Veto(self.tools, self.look, width, self.element), self.vetoed())

    def _rows(self, groups: Sequence[AwardGroup], width: float, cell: float | None) -> list[PartPiece]:
        marks = Marks(self.tools, self.look, [a.score for g in groups for a in g.awards], width)
        rows = _Rows(self, marks, width, cell)
        return [piece for group in groups for piece in rows.group(group)]


def shared(group: AwardGroup) -> str:
    """The remark that all items of a group have in common, for one place beside its name. A cap belongs to one item and
    stays with it."""
    remarks = {award.remarks if award.cap is None and award.note is None else () for award in group.awards}
    return joined(remarks.pop()) if len(group.awards) > 1 and len(remarks) == 1 else ""


def beside_name(group: AwardGroup) -> str:
    """The note of a whole group: its cap, and the remark that its items share."""
    return joined([text for text in (group.cap and capped(group.cap), shared(group)) if text])


class _Rows:
    """The rows of a part at a width; `cell` is the width of the merged 类别, None where it stands as a line."""

    def __init__(self, part: PointsSide, marks: Marks, width: float, cell: float | None) -> None:
        self.part = part
        self.tools = part.tools
        self.look = part.look
        self.marks = marks
        self.width = width
        self.cell = cell

    def group(self, group: AwardGroup) -> list[PartPiece]:
        """The rows of one 类别 with its head."""
        awards: Sequence[Award | None] = group.awards or (None,)
        plain = bool(shared(group))
        rows = [self._row(award, plain, number == len(awards)) for number, award in enumerate(awards, start=1)]
        if self.cell is not None:
            span, again = self._span(group, False, len(awards) > 1), self._span(group, True, False)
            return [replace(row, span=span, again=again) for row in rows]
        if group.name or beside_name(group):
            head = self._line(group, True)
            return [self._line(group, False), *(replace(row, heads=(head,)) for row in rows)]
        return rows

    def _span(self, group: AwardGroup, again: bool, splits: bool) -> MergedCell:
        """The merged cell of a 类别; with room for （续） where it may go on in another column."""
        style, measure, look = self.tools.style.group, self.tools.measure, self.look
        leading = self.tools.style.title_leading
        cell = self.cell or 0.0
        room = cell - 2 * style.pad_x
        words = [Paragraph(group.name or "", style.text, True, look.ink, leading, balanced=True)]
        if again:
            words.append(Paragraph(CONTINUED if group.name else "", leading=leading, gap=style.gap))
        else:
            note = self.part.shared_element(group)
            words.append(Paragraph(beside_name(group), leading=leading, gap=style.gap, balanced=True, part=note))
        needed = heights(measure, words, room)
        rule, close = self.tools.style.row.rule, self.tools.style.row.close

        def paint(canvas: Canvas, x: float, y: float, tall: float) -> None:
            canvas.rect(x, y + close / 2, cell, tall - close / 2, 0.0, look.ground)
            canvas.line(((x, y + tall), (x + cell, y + tall)), look.rule, close)
            canvas.line(((x + cell, y), (x + cell, y + tall)), look.rule, rule)
            paint_all(canvas, words, (x + style.pad_x, y + (tall - needed) / 2), room, 0.5)

        name_alone = [words[0], Paragraph(CONTINUED, leading=leading, gap=style.gap)]
        goes_on = heights(measure, name_alone, room) if splits and group.name else 0.0
        return MergedCell(paint, max(needed, goes_on) + 2 * style.pad_y, title=True)

    def _line(self, group: AwardGroup, again: bool) -> PartPiece:
        """A 类别 as a line above its rows: the cap at the right where there is room, else below the name."""
        style, tools, look = self.tools.style.group_line, self.tools, self.look
        leading = tools.style.title_leading
        icon = tools.icons.for_group(group.name or "")
        lead = style.pad + (style.icon + style.icon_gap if icon else 0.0)
        room = self.width - lead - style.pad
        name = Paragraph(f"{group.name or ''}{CONTINUED if again else ''}", style.text, True, look.ink, leading)
        note = self.part.shared_element(group)
        cap = Paragraph("" if again else beside_name(group), leading=leading, part=note)
        line = tools.width(name.text, name.size, True) + style.gap + tools.width(cap.text)
        beside = line <= room and "\n" not in name.text + cap.text
        words = [name] if beside else [name, cap]
        needed = max(heights(tools.measure, words, room), name.size * leading)
        pad = (style.height - style.text * leading) / 2
        close = tools.style.row.close

        def paint(canvas: Canvas, x: float, y: float, tall: float) -> None:
            canvas.rect(x, y, self.width, tall, 0.0, look.ground)
            canvas.line(((x, y + tall), (x + self.width, y + tall)), look.rule, close / 2)
            top = y + (tall - needed) / 2
            if icon:
                cy = top + style.text * leading / 2
                canvas.icon(icon, x + style.pad, cy - style.icon / 2, style.icon, look.ink)
            paint_all(canvas, words, (x + lead, top), room)
            if beside and cap.text:
                shift = (name.size - cap.size) * leading / 2
                cap.paint(canvas, x + lead, top + shift, room, 1.0)

        return PartPiece(needed + 2 * pad, paint, keep=True, grow=style.grow, part=self.part.number)

    def _row(self, award: Award | None, plain: bool, last: bool) -> PartPiece:
        """One item; `plain` leaves out the remark, which stands beside the name of its group then."""
        style, tools = self.tools.style.row, self.tools
        if award is None:
            return PartPiece(style.least, self._ruled(last), grow=style.grow, part=self.part.number)
        left = (self.cell or 0.0) + style.inset
        mark = self.marks.of(award.score) if award.score else None
        inset = tools.style.mark.inset
        taken = max(mark.width if mark else 0.0, self.marks.column) + inset
        room = max(self.width - left - taken - style.gap, style.item)
        element = self.part.element(award)
        item = Paragraph(award.item, style.item, leading=tools.style.leading, part="item")
        note = "" if plain else self.part.remarks[award]
        remark = Paragraph(note, 1.0, False, "ink", tools.style.leading, tools.style.remark.gap, part=REMARKS)
        beside = bool(note) and self._beside(item, note, room)
        words = (item,) if beside else (item, remark)
        needed = heights(tools.measure, words, room)
        ruled = self._ruled(last)

        def paint(canvas: Canvas, x: float, y: float, tall: float) -> None:
            ruled(canvas, x, y, tall)
            with canvas.element(element):
                paint_texts(canvas, x, y + tall / 2)

        def paint_texts(canvas: Canvas, x: float, cy: float) -> None:
            paint_all(canvas, words, (x + left, cy - needed / 2), room)
            if beside:
                low = cy + needed / 2 - (item.size + 1.0) * item.leading / 2
                with canvas.part(REMARKS):
                    canvas.text(x + left, low, room, note, 1.0, item.leading, "ink", align=1.0)
            if mark:
                with canvas.part("points"):
                    mark.paint(canvas, x + self.width - inset, cy)

        tall = max(needed + 2 * style.pad, style.least, mark.height + tools.style.mark.clear if mark else 0.0)
        return PartPiece(tall, paint, grow=style.grow, part=self.part.number)

    def _beside(self, item: Paragraph, note: str, room: float) -> bool:
        """Whether a remark fits at the end of the item's last line."""
        if "\n" in note:
            return False
        taken = self.tools.width(note) + self.tools.style.remark.apart
        if taken + item.size > room:
            return False
        typesetter, width = self.tools.measure.typesetter, round(room / item.size, 4)
        before = typesetter.count(item.text, width, item.bold) - 1
        left = typesetter.width(item.text, item.bold) - before * (width + HANGING_MOST)
        if "\n" not in item.text:
            if left * item.size + taken > room:
                return False  # however much the lines before the last one hold
            if not before:
                return True
        lines = typesetter.lines(item.text, width, item.bold, item.balanced)
        return bool(lines) and lines[-1].width * item.size + taken <= room

    def _ruled(self, last: bool) -> Paint:
        """The rule below a row, heavier below the last of its group."""
        style, look = self.tools.style.row, self.look
        left = self.cell or 0.0

        def paint(canvas: Canvas, x: float, y: float, tall: float) -> None:
            stroke, width = (look.rule, style.close) if last else ("hair", style.rule)
            canvas.line(((x + left, y + tall), (x + self.width, y + tall)), stroke, width)

        return paint
