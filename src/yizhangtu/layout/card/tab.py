"""An exit that is no arrow → a tab on its card: outcome, direction, and the number of its target. The only way on is no
outcome, and looks like none: an arrow down on the card's own ground."""

from __future__ import annotations

from yizhangtu.draw.canvas import Canvas
from yizhangtu.layout.card.badges import Pointer
from yizhangtu.layout.card.looks import LOOKS, SOLE, rule_of
from yizhangtu.layout.measure import Measure
from yizhangtu.model.line import Exit, Way


class Tab:
    """`label：note`, the direction and the target's number. With `inset` it is a strip of its own with round corners,
    as inside a panel; the lowest one of a card (`edge`) follows the card's round corners."""

    def __init__(self, measure: Measure, width: float, exit_: Exit, inset: bool = False, edge: bool = False) -> None:
        style = measure.style
        self.measure = measure
        self.width = width
        self.exit = exit_
        self.outcome = exit_.outcome
        self.inset = inset
        self.edge = edge
        self._next = exit_.way is Way.NEXT
        self._pointer = Pointer(measure, exit_)
        target = 0.0 if self._next else self._pointer.width + 0.3
        beside = width - 2 * style.tab_inset - target - style.tab_icon - 0.35
        self._under = self._stands_under(beside, target)
        self._room = beside + (target if self._under else 0.0)
        self._parts, self._lines = self._broken(exit_)
        words = self._lines * style.tab_leading
        if self._next:
            self.height = words + style.tab_pad
        elif self._under:
            self.height = words + style.tab_badge + 2 * style.tab_pad
        else:
            self.height = max(words, style.tab_badge) + 2 * style.tab_pad

    def _stands_under(self, beside: float, target: float) -> bool:
        """Whether arrow and number stand below the words: where there is no room `beside` them, or where the tab is
        then lower. A tab must never become higher where it becomes wider."""
        style, words = self.measure.style, self.exit.words
        if not target or beside < style.words_min:
            return target > 0
        right, below = (self.measure.lines(words, room, 1.0, True) for room in (beside, beside + target))
        return below * style.tab_leading + style.tab_badge < max(right * style.tab_leading, style.tab_badge) - 1e-9

    def _broken(self, exit_: Exit) -> tuple[tuple[tuple[str, str], ...], int]:
        """One line "label：note"; else label and note on lines of their own, if that takes no more lines."""
        joined = self.measure.lines(exit_.words, self._room, 1.0, True)
        if joined > 1 and len(exit_.parts) > 1:
            (label, _), (mark, _), (note, role) = exit_.parts
            count = self.measure.lines(f"{label}{mark}\n{note}", self._room, 1.0, True)
            if count <= joined:
                return ((label, "label"), (f"{mark}\n", ""), (note, role)), count
        return exit_.parts, joined

    def _paint_next(self, canvas: Canvas, x: float, y: float) -> None:
        """The outcome that leads to the next row of the panel: an arrow down, no strip."""
        style = self.measure.style
        icon_y = y + (style.tab_leading - style.tab_icon) / 2
        ink = LOOKS[self.exit.tone].ink
        canvas.icon("arrow-down", x + 0.3, icon_y, style.tab_icon, ink)
        left = x + 0.3 + style.tab_icon + 0.35
        canvas.parts(left, y, self._room, self._parts, 1.0, style.tab_leading, ink, True)

    def paint(self, canvas: Canvas, x: float, y: float) -> None:
        if self._next:
            self._paint_next(canvas, x, y)
            return
        style = self.measure.style
        ink, ground, icon, mark = SOLE if self.exit.sole else LOOKS[self.exit.tone]
        dash = rule_of(style, self.exit.tone)
        height = self.height
        if self.exit.sole:
            canvas.line(((x + style.tab_inset, y), (x + self.width - style.tab_inset, y)), "line", style.rule)
        elif self.inset:
            canvas.rect(x, y, self.width, height, style.panel_radius, ground, ink, style.tab_rule * 0.8, dash)
        else:
            round_ = style.radius if self.edge else 0.0
            canvas.rect(x, y, self.width, height, (0, 0, round_, round_), ground)
            canvas.line(((x, y), (x + self.width, y)), ink, style.tab_rule, dash)
        if mark:
            canvas.mark(mark)
        below = style.tab_badge if self._under else 0.0
        cy = y + (height - below) / 2
        canvas.icon(icon, x + style.tab_inset, cy - style.tab_icon / 2, style.tab_icon, ink)
        left = x + style.tab_inset + style.tab_icon + 0.35
        top = cy - self._lines * style.tab_leading / 2
        canvas.parts(left, top, self._room, self._parts, 1.0, style.tab_leading, ink, True)
        at = y + height - style.tab_pad - below / 2 if below else cy
        self._pointer.paint(canvas, x + self.width - style.tab_inset, at, ink)


def tab_height(measure: Measure, width: float, exit_: Exit) -> float:
    """The height of a tab; it never becomes higher where it becomes wider."""
    return measure.heights(exit_).at(width, lambda: Tab(measure, width, exit_).height)
