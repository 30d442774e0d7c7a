"""A 分值 → the mark at the right of its row: large digits with a small unit, a pill for 降级, otherwise words."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from yizhangtu.draw.canvas import ASCENT, DIGIT_HALF, Canvas
from yizhangtu.layout.points.points_text import Paragraph, Tools
from yizhangtu.model.points import Score, ScoreKind


class Look(NamedTuple):
    """How one side of the points is drawn: its words and the colour roles of its band, names, cells and rules."""

    title: str
    sign: str
    band: str
    on_band: str
    ink: str
    ground: str
    rule: str


REWARD = Look("加分项", "＋", "band", "on_band", "dark", "tint", "dark")
PENALTY = Look("扣分项", "－", "line", "white", "ink", "neutral", "line")


class ScoreMark(NamedTuple):
    """`paint` draws it with its right edge at x, centred on y."""

    width: float
    height: float
    paint: Callable[[Canvas, float, float], None]


class Marks:
    """The marks of one side: units and digits are aligned in columns."""

    def __init__(self, tools: Tools, look: Look, scores: Sequence[Score | None], column: float) -> None:
        self._tools = tools
        self._look = look
        self._style = tools.style.mark
        self._words_most = min(self._style.words_most, column * self._style.words_share)
        units = {score.unit for score in scores if score and score.kind is ScoreKind.POINTS and score.unit}
        beside = [width for unit in units if (width := self._unit_width(unit)) <= self._style.unit_most]
        self._unit = max(beside, default=0.0)
        self._known: dict[tuple[str, str], ScoreMark] = {}
        widths = sorted(self.of(score).width for score in scores if score)
        usual = [width for width in widths if width <= self._style.most + self._unit]
        self.column = usual[-1] if usual else (widths[0] if widths else 0.0)

    def of(self, score: Score) -> ScoreMark:
        """The mark of a 分值."""
        key = (score.shown, score.unit)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._mark(score)
        return found

    def _unit_width(self, unit: str) -> float:
        return float(self._tools.width(unit, self._style.unit) + self._style.unit_gap)

    def _mark(self, score: Score) -> ScoreMark:
        if score.kind is ScoreKind.DOWNGRADE:
            return self._pill(score.shown)
        size = self._size(score.shown) if score.kind is ScoreKind.POINTS else None
        return self._words(f"{score.shown}{score.unit}") if size is None else self._digits(score, size)

    def _size(self, shown: str) -> float | None:
        """The largest size at which the digits are not too wide."""
        style = self._style
        limits = [*[style.most] * (len(style.sizes) - 1), style.most_small]
        for size, most in zip(style.sizes, limits, strict=True):
            if self._tools.width(shown, size, True) <= min(most, self._words_most):
                return float(size)
        return None

    def _digits(self, score: Score, size: float) -> ScoreMark:
        tools, style, look = self._tools, self._style, self._look
        number = tools.width(score.shown, size, True)
        own = self._unit_width(score.unit) if score.unit else 0.0
        below = own > style.unit_most
        slot = self._unit
        line = tools.measure.typesetter.lines(score.shown, 1e9, True)[0]
        unit_size, leading = style.unit, tools.style.title_leading

        def paint(canvas: Canvas, right: float, cy: float) -> None:
            if below:
                cy -= unit_size * leading / 2
            baseline = cy + DIGIT_HALF * size
            left = right - slot - line.width * size
            canvas.text_line(left, baseline - size * ASCENT, line, size, 1.0, look.ink, True)
            if not score.unit:
                return
            unit = Paragraph(score.unit, unit_size, False, "grey", leading if below else 1.0)
            if below:
                unit.paint(canvas, right - own, baseline + style.unit_gap, own, 1.0)
            else:
                unit.paint(canvas, right - slot + style.unit_gap, baseline - unit_size * ASCENT, own)

        width = max(number + slot, own) if below else number + slot
        return ScoreMark(width, size + (unit_size * leading if below else 0.0), paint)

    def _pill(self, text: str) -> ScoreMark:
        style, look = self._style, self._look
        size, pad = style.pill, style.pill_pad
        leading = self._tools.style.title_leading
        room = min(self._tools.width(text, size, True), max(self._words_most - 2 * pad, 3 * size))
        count = self._tools.measure.lines(text, room, size, True)
        width, height = room + 2 * pad, count * size * leading + style.pill_height

        def paint(canvas: Canvas, right: float, cy: float) -> None:
            left, top = right - width, cy - height / 2
            radius, border = style.pill_radius, style.pill_border
            canvas.rect(left, top, width, height, radius, look.ground, look.rule, border)
            y = cy - count * size * leading / 2
            canvas.text(left + pad, y, room, text, size, leading, look.ink, True, True, 0.5)

        return ScoreMark(width, height, paint)

    def _words(self, text: str) -> ScoreMark:
        look, size = self._look, self._style.words
        leading = self._tools.style.title_leading
        room = min(self._tools.width(text, size, True), max(self._words_most, 3 * size))
        count = self._tools.measure.lines(text, room, size, True)

        def paint(canvas: Canvas, right: float, cy: float) -> None:
            y = cy - count * size * leading / 2
            canvas.text(right - room, y, room, text, size, leading, look.ink, True, True, 1.0)

        return ScoreMark(room, count * size * leading, paint)
