"""Where columns of a matrix lead: → ⑩, 办结, or for all of them 四条路都到 ⑩."""

from __future__ import annotations

from yizhangtu.draw.canvas import Canvas
from yizhangtu.layout.card.badges import Pointer, StepTarget
from yizhangtu.layout.measure import Measure
from yizhangtu.model.line import Exit, Way

SLACK = 0.1  # u: that a line of text is given more than its width


class EndBox:
    """An end at a width: `words` of the program's, the note of its author or the name of a sheet, and the number of the
    step. Text that has no room beside the number takes several lines."""

    def __init__(self, measure: Measure, width: float, exit_: Exit, words: str = "") -> None:
        style = measure.style
        self.measure = measure
        self.width = width
        note = f"，{exit_.note}" if words and exit_.note else exit_.note
        self._parts = ((words, ""), (note, "note"))
        self._text = words + note
        self._goal: Pointer | StepTarget = Pointer(measure, exit_)
        if words and exit_.way is not Way.END:
            self._goal = StepTarget(measure, exit_.badge)
        self._size = style.matrix.meet_text if words else 1.0
        gap = 0.4 if self._text else 0.0
        self.natural = measure.width(self._text, self._size, True) + gap + self._goal.width  # on one line
        self._room = min(self.natural, width - 2 * style.tab_inset) - gap - self._goal.width
        lines = measure.lines(self._text, self._room + SLACK, self._size, True)
        self._high = lines * self._size * style.body_leading
        self.height = max(style.matrix.end, self._high + 0.4)

    def paint(self, canvas: Canvas, x: float, y: float, framed: bool = True) -> None:
        """Draw it with its top left corner at (x, y), its text in the middle of its width."""
        style = self.measure.style
        if framed:
            ground = (x, y + 0.1, self.width, self.height - 0.2)
            canvas.rect(*ground, style.panel_radius, "turntint", "turn", style.panel_border)
        gap = 0.4 if self._text else 0.0
        wide = self._room + gap + self._goal.width
        left, cy = x + (self.width - wide) / 2, y + self.height / 2
        if self._text:
            top, room, leading = cy - self._high / 2, self._room + SLACK, style.body_leading
            canvas.parts(left, top, room, self._parts, self._size, leading, "dark", True)
        with canvas.part("target" if isinstance(self._goal, StepTarget) else ""):
            self._goal.paint(canvas, left + wide, cy, "turn")
