"""The top border of a card: the marks 您来办 and 监督点 on it, and below it the steps that lead to the card."""

from typing import NamedTuple

from yizhangtu.draw.canvas import Canvas
from yizhangtu.layout.card.badges import StepTarget
from yizhangtu.layout.measure import Measure
from yizhangtu.model.line import Card, Entrance


class BorderTag(NamedTuple):
    """A mark on a card's top border: its words, or its icon alone where they have no room."""

    icon: str
    text: str  # "" where the icon stands alone
    left: float
    width: float


def tags(measure: Measure, card: Card, x: float, width: float, left: float) -> list[BorderTag]:
    """您来办 and 监督点 from the right end of the border leftwards; none reaches left of `left`, the end of a flag."""
    style = measure.style
    wanted = [("hand-pointing", "您来办")] if card.mine else []
    wanted += [("eye", "监督点")] if card.watched else []
    small = 1.25 + 1.3 * style.tag_pad
    right = x + width - 0.6
    found: list[BorderTag] = []
    for number, (icon, text) in enumerate(wanted):
        full = measure.width(text, style.tag, True) + 2 * style.tag_pad + (1.25 if icon == "eye" else 0.0)
        others = (small + 0.25) * (len(wanted) - number - 1)
        whole = right - full - others >= left
        size = full if whole else small
        found.append(BorderTag(icon, text if whole else "", right - size, size))
        right -= size + 0.25
    return found


def paint_tags(canvas: Canvas, measure: Measure, card: Card, found: list[BorderTag], y: float) -> None:
    """The marks, centred on the border at y."""
    style = measure.style
    height = style.tag_height
    top = y - height / 2
    for tag in found:
        middle = tag.left + tag.width / 2
        if tag.icon == "eye":
            canvas.mark("watched")
            canvas.rect(tag.left, top, tag.width, height, height / 2, "paper", "watch", style.border)
            canvas.icon("eye", tag.left + style.tag_pad * 0.65 + 0.05, y - 0.6, 1.2, "watch")
            if tag.text:
                text = measure.width(tag.text, style.tag, True)
                canvas.centred(tag.left + tag.width - style.tag_pad - text / 2, y, tag.text, style.tag, "watch")
            continue
        canvas.rect(tag.left, top, tag.width, height, 0.35, "dark", "paper", 0.12)
        if tag.text:
            canvas.centred(middle, y, tag.text, style.tag, "white")
        else:
            canvas.mark("mine_inner")
            canvas.icon("hand-pointing", middle - 0.6, y - 0.6, 1.2, "white")


def taken(measure: Measure, card: Card, width: float) -> float:
    """How far from the right end of a border the marks of a card reach."""
    found = tags(measure, card, 0.0, width, 0.6)
    return width - found[-1].left + 0.2 if found else 0.0


def _after_colon(measure: Measure, label: str, room: float) -> tuple[str, int]:
    """The words of an entrance and their number of lines; where one line is too short, the sheet and the outcome stand
    on a line each if that needs no more lines."""
    count = measure.lines(label, room, 1.0, True)
    broken = label.replace("：", "：\n", 1)
    return (broken, count) if count > 1 and measure.lines(broken, room, 1.0, True) <= count else (label, count)


class Arrival:
    """An entrance: 接 ③ and on which outcome, at the top of a card that no arrow leads to. The topmost one of a card
    (`edge`) follows the card's round corners; marks on the border overlap `marks` u at its right end."""

    def __init__(
        self, measure: Measure, width: float, entrance: Entrance, edge: bool = False, marks: float = 0.0
    ) -> None:
        style = measure.style
        self.measure = measure
        self.width = width
        self.edge = edge
        self._target = StepTarget(measure, entrance.badge)
        self._lead = style.tab_inset + 1.25 + self._target.width + 0.4
        self._room = width - self._lead - style.tab_inset
        self.label, self._lines = _after_colon(measure, entrance.label, self._room)
        end = self._lead + min(measure.width(entrance.label, 1.0, True), self._room)
        # words that reach under the marks stand lower
        self._down = style.tag_height / 2 - style.tab_pad if end > width - marks else 0.0
        self.height = max(self._lines * style.tab_leading, style.tab_badge) + 2 * style.tab_pad + self._down

    def paint(self, canvas: Canvas, x: float, y: float) -> None:
        """Draw it with its top left corner at (x, y)."""
        with canvas.part("entrance"):
            self._paint(canvas, x, y)

    def _paint(self, canvas: Canvas, x: float, y: float) -> None:
        style = self.measure.style
        round_ = style.radius if self.edge else 0.0
        bottom = y + self.height
        canvas.rect(x, y, self.width, self.height, (round_, round_, 0, 0), "turntint")
        canvas.line(((x, bottom), (x + self.width, bottom)), "turn", style.tab_rule, style.tab_dots)
        cy = y + (self.height + self._down) / 2
        left = x + style.tab_inset
        canvas.centred(left + 0.5, cy, "接", 1.0, "turn")
        self._target.paint(canvas, left + 1.25 + self._target.width, cy, "turn")
        top = cy - self._lines * style.tab_leading / 2
        canvas.text(x + self._lead, top, self._room, self.label, 1.0, style.tab_leading, "turn", True)


class ShortArrival(NamedTuple):
    """An entrance without words on the line of a name: 接 ③."""

    measure: Measure
    entrance: Entrance

    @property
    def width(self) -> float:
        """Room that it takes."""
        return 1.25 + StepTarget(self.measure, self.entrance.badge).width

    def paint(self, canvas: Canvas, right: float, cy: float) -> None:
        """Draw it with its right end at `right`, centred on cy."""
        with canvas.part("entrance"):
            canvas.centred(right - self.width + 0.5, cy, "接", 1.0, "turn")
            StepTarget(self.measure, self.entrance.badge).paint(canvas, right, cy, "turn")


def arrivals(measure: Measure, card: Card, width: float, marked: bool = True) -> list[Arrival]:
    """The entrances of a card, from the top down; `marked` where it has marks on its border."""
    marks = taken(measure, card, width) if marked and card.entrances else 0.0
    return [
        Arrival(measure, width, entrance, edge=not number, marks=0.0 if number else marks)
        for number, entrance in enumerate(card.entrances)
    ]
