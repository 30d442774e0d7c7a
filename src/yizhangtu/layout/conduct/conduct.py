"""规范: standards, lists of what is encouraged and forbidden, and 奖惩 → drawings with the largest text that fits."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from math import fsum

from yizhangtu.draw.canvas import Canvas
from yizhangtu.layout.box import Box
from yizhangtu.layout.conduct.conduct_flow import Sheet, flow, paint_sheet
from yizhangtu.layout.conduct.conduct_forms import ConductForms
from yizhangtu.layout.measure import Measure
from yizhangtu.layout.table.fit import PaintSheet
from yizhangtu.layout.table.piece import total
from yizhangtu.model.conduct import Conduct
from yizhangtu.style.icons import IconSet
from yizhangtu.style.tables.conduct_style import ConductStyle

QUARTER = 4  # as in fit.py, the width of a sheet is a whole number of quarters of u
MANY, MOST = 6, 1000  # sheets: from MANY on their number is computed first; MOST is the upper limit
SMALL = 1.05  # times the smallest text: up to this size rows may be separated


class ConductBody:
    """The standards of one guide at any text size; implements `GuideTables`."""

    name = "conduct"

    def __init__(self, measure: Measure, style: ConductStyle, conduct: Conduct, icons: IconSet) -> None:
        self.style = style
        self.conduct = conduct
        self.forms = ConductForms(measure, style, conduct, icons)
        self._chosen: dict[tuple[Box, ...], str | None] = {}
        self._suitable: dict[tuple[Box, ...], Sequence[str]] = {}
        self._intact: dict[tuple[str, tuple[Box, ...]], bool] = {}
        self._counted: dict[tuple[str, float, float], int] = {}

    def needed(self, unit: float, width: float) -> float:
        """The height in mm of all content one below the other."""
        form = next(form for form in self.forms.names if self.forms.blocks(form, width / unit) is not None)
        blocks = self.forms.blocks(form, width / unit) or ()
        return unit * fsum(
            block.gap + total(block.heads)
            + max(total(lane.pieces) for lane in block.lanes) / max(1, len(block.dealt))
            for block in blocks
        )  # fmt: skip

    def sheets(self, unit: float, boxes: Sequence[Box]) -> Sequence[PaintSheet] | None:
        """Painters of the sheets at a text size, in the form that allows the largest text in these boxes."""
        key = tuple(boxes)
        if len(self.conduct.standards) > self.style.form.compared:
            form = next(form for form in self.forms.names if self.forms.blocks(form, boxes[0].width / unit) is not None)
            return self._sheets(form, unit, boxes)
        # Near the smallest text any form that fits will do.
        if key not in self._chosen and unit < SMALL * boxes[0].floor:
            sheets = (self._sheets(form, unit, boxes) for form in self._forms(boxes))
            return next((found for found in sheets if found is not None), None)
        if key not in self._chosen:
            self._chosen[key] = self._choose(boxes)
        chosen = self._chosen[key]
        return self._sheets(chosen, unit, boxes) if chosen else None

    def _forms(self, boxes: Sequence[Box]) -> Sequence[str]:
        """The forms of the first group that fits. None where one more sheet would hold the group before it: standards
        that suit a matrix are not torn into panels to save a sheet."""
        key = tuple(boxes)
        if key not in self._suitable:
            self._suitable[key] = self._suitable_forms(key)
        return self._suitable[key]

    def _suitable_forms(self, boxes: tuple[Box, ...]) -> Sequence[str]:
        *first, last = self.forms.groups(len(boxes))
        more = (*boxes, boxes[-1])
        for group in first:
            if any(self._fits(form, boxes) for form in group):
                return group
            if any(self._fits(form, more) for form in self.forms.groups(len(more))[0]):
                return ()
        return last

    def _fits(self, form: str, boxes: Sequence[Box]) -> bool:
        """Whether a form fits at the smallest text."""
        return self._sheets(form, _quartered(boxes[0], boxes[0].floor), boxes) is not None

    def _sheets(self, form: str, unit: float, boxes: Sequence[Box]) -> Sequence[PaintSheet] | None:
        width = boxes[0].width / unit
        blocks = self.forms.blocks(form, width)
        if blocks is None or len(boxes) < self._least(form, unit, boxes):
            return None
        heights = [box.height / unit for box in boxes]
        sheets = flow(blocks, heights, unit <= SMALL * boxes[0].floor, self._keeps_matrices(form, boxes))
        if sheets is None:
            return None
        return [partial(self._paint, form, unit, sheet, box) for sheet, box in zip(sheets, boxes, strict=False)]

    def _paint(self, form: str, unit: float, sheet: Sheet, box: Box, canvas: Canvas) -> None:
        """Paint a sheet, with larger text than the others if it has room for that."""
        canvas.unit, sheet = self._enlarged(form, unit, sheet, box)
        paint_sheet(canvas, sheet, box.height / canvas.unit, self.style.gap_grow)

    def _enlarged(self, form: str, unit: float, sheet: Sheet, box: Box) -> tuple[float, Sheet]:
        """The largest text at which the blocks of a sheet, if it has them whole, fit on it, and their layout."""
        if not all(part.whole for part in sheet):
            return unit, sheet
        numbers = [part.block for part in sheet]
        count = len(self.forms.blocks(form, box.width / unit) or ())
        best = unit, sheet
        low, high = (int(QUARTER * box.width / size + 1e-6) for size in (unit, max(box.most, unit)))  # quarters of u
        while low - high > 1:
            quarters = (low + high) // 2
            size = QUARTER * box.width / quarters
            blocks = self.forms.blocks(form, box.width / size) or ()
            own = [blocks[number] for number in numbers] if len(blocks) == count else []
            if own and numbers[0]:
                own[0] = own[0]._replace(heads=(*own[0].top, *own[0].heads))
            found = flow(own, [box.height / size], intact=True) if own else None
            low, high = (quarters, high) if found else (low, quarters)
            best = (size, found[0]) if found else best
        return best

    def _keeps_matrices(self, form: str, boxes: Sequence[Box]) -> bool:
        """Whether all matrices of a form are whole in these boxes at the smallest text: smaller text is better than a
        matrix in two parts."""
        key = (form, tuple(boxes))
        if key not in self._intact:
            unit = _quartered(boxes[0], boxes[0].floor)
            blocks = self.forms.blocks(form, boxes[0].width / unit) or ()
            heights = [box.height / unit for box in boxes]
            self._intact[key] = flow(blocks, heights, intact=True) is not None
        return self._intact[key]

    def intact(self, boxes: Sequence[Box]) -> bool:
        """Whether the matrices are whole in these boxes."""
        chosen = self._chosen.get(tuple(boxes)) or next((f for f in self._forms(boxes) if self._fits(f, boxes)), None)
        return chosen is None or self._keeps_matrices(chosen, boxes)

    def _least(self, form: str, unit: float, boxes: Sequence[Box]) -> int:
        """The least number of sheets for a form; fit.py would otherwise try every number below it."""
        if len(boxes) < MANY:
            return 0
        tall = max(box.height for box in boxes) / unit
        key = (form, boxes[0].width / unit, tall)
        if key not in self._counted:
            sheets = flow(self.forms.blocks(form, key[1]) or (), [tall] * MOST, unit <= SMALL * boxes[0].floor)
            self._counted[key] = len(sheets) if sheets is not None else MOST
        return self._counted[key]

    def _choose(self, boxes: Sequence[Box]) -> str | None:
        """The form with the largest text, weighted by its readability; text above the target counts less."""
        best: tuple[float, str] | None = None
        look = self.style.form
        target, beyond = boxes[0].target, look.beyond
        for form in self._forms(boxes):
            least = best[0] / look.weight(form) * 1.01 if best else 0.0
            unit = self._largest(form, boxes, least if least <= target else target + (least - target) / beyond)
            if unit:
                worth = look.weight(form) * (min(unit, target) + max(0.0, unit - target) * beyond)
                if best is None or worth > best[0]:
                    best = (worth, form)
        return best[1] if best else None

    def _largest(self, form: str, boxes: Sequence[Box], least: float) -> float | None:
        """The largest text size at which a form fits; None below `least`."""
        box = boxes[0]
        low = max(1, int(QUARTER * box.width / max(box.most, box.floor) + 1e-6))  # quarters of u: few are large text
        high = max(1, int(QUARTER * box.width / max(box.floor, least) + 1e-6))
        if high < low or self._sheets(form, QUARTER * box.width / high, boxes) is None:
            return None
        while low < high:
            middle = (low + high) // 2
            if self._sheets(form, QUARTER * box.width / middle, boxes) is None:
                low = middle + 1
            else:
                high = middle
        return QUARTER * box.width / high


def _quartered(box: Box, unit: float) -> float:
    """The text size next to `unit` at which the width of a box is a whole number of quarters of u."""
    return QUARTER * box.width / max(1, int(QUARTER * box.width / unit + 1e-6))
