"""One outcome with a single step of its own → a tab on its card; a block would take more room."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from yizhangtu.draw.canvas import Canvas
from yizhangtu.layout.card.badges import DIGITS, Pointer, Target
from yizhangtu.layout.card.parts import Para, Part, remark_parts
from yizhangtu.layout.measure import Measure
from yizhangtu.model.line import Card, Panel, Way


def is_side_trip(card: Card) -> bool:
    """Whether a card's only block is one outcome with one plain step."""
    if card.caption or len(card.panels) != 1 or len(card.panels[0].rows) != 1:
        return False
    row = card.panels[0].rows[0]
    return not row.panels and not row.entrances and len(row.exits) <= 1


def is_block(card: Card) -> bool:
    """Whether a card holds panels, and so has the second border of a block."""
    return bool(card.panels) and not is_side_trip(card)


@dataclass(eq=False)
class SideTrip:
    """`有异议：核查异议`, handler and deadline, detail and remarks; ⑰ on the right, and where the step leads."""

    measure: Measure
    width: float
    panel: Panel
    edge: bool = False  # the lowest of its card

    @property
    def _row(self) -> Card:
        return self.panel.rows[0]

    @cached_property
    def _badge(self) -> float:
        return Target(self.measure, self._row.badge).width

    @cached_property
    def _room(self) -> float:
        style = self.measure.style
        return self.width - 2 * style.tab_inset - style.tab_icon - 0.35 - self._badge - 0.3

    @cached_property
    def _title(self) -> str:
        note = f"（{self.panel.note}）" if self.panel.note else ""
        joined = f"{self.panel.condition}{note}：{self._row.title}"
        if self.measure.lines(joined, self._room, 1.0, True) > 1:
            return f"{self.panel.condition}{note}：\n{self._row.title}"
        return joined

    @cached_property
    def _words(self) -> str:
        return "　".join(text for text in (self._row.handler, self._row.deadline) if text)

    @cached_property
    def _pointer_line(self) -> float:
        """Height of the line that carries a pointer: clear of the number above it."""
        return max(self.measure.style.body_leading, self.measure.style.tab_badge + 0.15)

    @cached_property
    def _pointed(self) -> bool:
        """Whether an exit without words stands on the line of who and when."""
        if not self._row.exits or not self._row.exits[0].plain:
            return False
        free = self._room + self._badge - self.measure.width(self._words)
        return self._pointer.width + 0.3 <= free

    @property
    def _pointer(self) -> Pointer:
        return Pointer(self.measure, self._row.exits[0])

    @cached_property
    def parts(self) -> list[Part]:
        """Below the title: who and when, the detail, remarks."""
        row = self._row
        whole = self._room + self._badge
        lines: list[Part] = [Para(self.measure, whole, self._words, self._ink)] if self._words else []
        room = whole if lines and not self._pointed else self._room  # clear of the numbers at the right
        if row.detail:
            lines.append(Para(self.measure, room, row.detail, self._ink))
        return lines + remark_parts(self.measure, row, room)

    @cached_property
    def _ink(self) -> str:
        return "fail" if any(exit_.way is Way.BACK for exit_ in self._row.exits) else "dark"

    @cached_property
    def _title_height(self) -> float:
        style = self.measure.style
        return max(self.measure.lines(self._title, self._room, 1.0, True) * style.tab_leading, style.tab_badge)

    @cached_property
    def _exit_room(self) -> float:
        return self._room + self._badge - self._pointer.width - 0.3

    @cached_property
    def _exit_height(self) -> float:
        style = self.measure.style
        if not self._row.exits:
            return 0.0
        if self._pointed:
            return self._pointer_line - style.body_leading if self._words else style.tab_badge
        count = self.measure.lines(self._row.exits[0].words, self._exit_room, 1.0, True)
        return max(count * style.tab_leading, style.tab_badge) + 0.1

    @cached_property
    def height(self) -> float:
        """Height of the tab in u."""
        below = sum(part.height for part in self.parts)
        return self._title_height + below + self._exit_height + 2 * self.measure.style.tab_pad

    def paint(self, canvas: Canvas, x: float, y: float) -> None:
        """Draw it with its top left corner at (x, y)."""
        style = self.measure.style
        ink = self._ink
        ground = "failtint" if ink == "fail" else "wash"
        canvas.mark("back" if ink == "fail" else "on")
        round_ = style.radius if self.edge else 0.0
        canvas.rect(x, y, self.width, self.height, (0, 0, round_, round_), ground)
        canvas.line(((x, y), (x + self.width, y)), ink, style.tab_rule, style.tab_dash)
        top = y + style.tab_pad
        cy = top + self._title_height / 2
        left = x + style.tab_inset + style.tab_icon + 0.35
        right = x + self.width - style.tab_inset
        canvas.icon("warning-circle", x + style.tab_inset, cy - style.tab_icon / 2, style.tab_icon, ink)
        count = self.measure.lines(self._title, self._room, 1.0, True)
        canvas.text(
            left, cy - count * style.tab_leading / 2, self._room, self._title, 1.0, style.tab_leading, ink, True
        )
        size = style.tab_badge
        canvas.rect(right - self._badge, cy - size / 2, self._badge, size, size / 2, ink)
        canvas.centred(right - self._badge / 2, cy, self._row.badge, DIGITS, "white")
        top += self._title_height
        if self._pointed:
            self._pointer.paint(canvas, right, top + self._pointer_line / 2, ink)
            if self.parts:
                top += (self._pointer_line - style.body_leading) / 2
        for part in self.parts:
            part.paint(canvas, left, top)
            top += part.height
        if self._row.exits and not self._pointed:
            exit_ = self._row.exits[0]
            cy = top + self._exit_height / 2
            y = cy - self.measure.lines(exit_.words, self._exit_room, 1.0, True) * style.tab_leading / 2
            canvas.text(left, y, self._exit_room, exit_.words, 1.0, style.tab_leading, ink, True)
            self._pointer.paint(canvas, right, cy, ink)
