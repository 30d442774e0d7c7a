"""An exit that is no arrow → a tab on its card: outcome, direction, and the number of its target."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from yizhangtu.draw.canvas import Canvas
from yizhangtu.layout.card.badges import Pointer
from yizhangtu.layout.measure import Measure
from yizhangtu.model.line import Exit, Way


@dataclass(eq=False)
class Tab:
    """An exit that is no arrow: `label：note`, its way and the target's number."""

    measure: Measure
    width: float
    exit: Exit
    inset: bool = False  # inside a panel: a strip of its own with round corners
    edge: bool = False  # the lowest of its card: follows the card's round corners

    @property
    def _pointer(self) -> Pointer:
        return Pointer(self.measure, self.exit)

    @cached_property
    def _target(self) -> float:
        """Room for arrow and number on the right."""
        if self.exit.way is Way.NEXT:
            return 0.0
        return self._pointer.width + 0.3

    @cached_property
    def _beside(self) -> float:
        """Room for words left of arrow and number."""
        style = self.measure.style
        return self.width - 2 * style.tab_inset - self._target - style.tab_icon - 0.35

    @cached_property
    def _under(self) -> bool:
        """Whether arrow and number stand below the words: where there is no room beside them, or where the tab is then
        lower. A tab must never become higher where it becomes wider."""
        style = self.measure.style
        if not self._target or self._beside < style.words_min:
            return self._target > 0
        room, words = self._beside, self.exit.words
        beside, below = (self.measure.lines(words, wide, 1.0, True) for wide in (room, room + self._target))
        return below * style.tab_leading + style.tab_badge < max(beside * style.tab_leading, style.tab_badge) - 1e-9

    @cached_property
    def _room(self) -> float:
        return self._beside + (self._target if self._under else 0.0)

    @cached_property
    def _body(self) -> str:
        """One line "label：note"; else label and note on lines of their own, if that takes no more lines."""
        words = self.exit.words
        joined = self.measure.lines(words, self._room, 1.0, True)
        if joined > 1 and "：" in words:
            broken = words.replace("：", "：\n", 1)
            if self.measure.lines(broken, self._room, 1.0, True) <= joined:
                return broken
        return words

    @cached_property
    def height(self) -> float:
        style = self.measure.style
        count = self.measure.lines(self._body, self._room, 1.0, True)
        if self.exit.way is Way.NEXT:
            return count * style.tab_leading + style.tab_pad
        if self._under:
            return count * style.tab_leading + style.tab_badge + 2 * style.tab_pad
        return max(count * style.tab_leading, style.tab_badge) + 2 * style.tab_pad

    def _paint_next(self, canvas: Canvas, x: float, y: float) -> None:
        """The outcome that leads to the next row of the panel: an arrow down, no strip."""
        style = self.measure.style
        icon_y = y + (style.tab_leading - style.tab_icon) / 2
        canvas.icon("arrow-down", x + 0.3, icon_y, style.tab_icon, "ok")
        left = x + 0.3 + style.tab_icon + 0.35
        canvas.text(left, y, self._room, self._body, 1.0, style.tab_leading, "ok", True)

    def paint(self, canvas: Canvas, x: float, y: float) -> None:
        if self.exit.way is Way.NEXT:
            self._paint_next(canvas, x, y)
            return
        style = self.measure.style
        back = self.exit.way is Way.BACK
        ink, ground = ("fail", "failtint") if back else ("dark", "wash")
        canvas.mark("back" if back else "on")
        height = self.height
        if self.inset:
            canvas.rect(x, y, self.width, height, style.panel_radius, ground, ink, style.tab_rule * 0.8, style.tab_dash)
        else:
            round_ = style.radius if self.edge else 0.0
            canvas.rect(x, y, self.width, height, (0, 0, round_, round_), ground)
            canvas.line(((x, y), (x + self.width, y)), ink, style.tab_rule, style.tab_dash)
        below = style.tab_badge if self._under else 0.0
        cy = y + (height - below) / 2
        icon = "x-circle" if back else "arrows-split"
        canvas.icon(icon, x + style.tab_inset, cy - style.tab_icon / 2, style.tab_icon, ink)
        left = x + style.tab_inset + style.tab_icon + 0.35
        body = self._body
        count = self.measure.lines(body, self._room, 1.0, True)
        top = cy - count * style.tab_leading / 2
        canvas.text(left, top, self._room, body, 1.0, style.tab_leading, ink, True)
        at = y + height - style.tab_pad - below / 2 if below else cy
        self._pointer.paint(canvas, x + self.width - style.tab_inset, at, ink)
