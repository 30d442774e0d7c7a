"""Form `graph`: dot's own drawing, whole: every node a card of its own, every edge drawn, nothing folded."""

from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from yizhangtu.draw import elements
from yizhangtu.draw.canvas import Canvas
from yizhangtu.flow.tone import EdgeNews
from yizhangtu.layout.card.border import paint_tags, tags
from yizhangtu.layout.card.card import CardBox, paint_flag
from yizhangtu.layout.card.looks import LOOKS
from yizhangtu.layout.flow.arrows import Arrows
from yizhangtu.layout.flow.full_labels import EdgeLabel, are_clear, beside_lines, sampled
from yizhangtu.layout.flow.order import INCH, POINT, digraph
from yizhangtu.layout.flow.rows import Area
from yizhangtu.layout.measure import Measure
from yizhangtu.layout.tools import Answer
from yizhangtu.model.graph import END, EdgeKind, Graph
from yizhangtu.model.line import Card, Line, Remark, Tone, end_word
from yizhangtu.text import TextLine

WIDTHS = (10.0, 13.0, 17.0, 25.0, 32.0)  # u: candidate widths of a card
END_NODES = {tone: f"end_{tone.value}" for tone in Tone}
LABEL_WIDTH = 9.0  # u: a longer outcome is broken
EDGE = 0.2  # u: between lines and outcomes and the edge of the drawing


def cards_of(line: Line) -> tuple[Card, ...]:
    """The cards of a line without blocks and without tabs, for the edges themselves are drawn. There are no bands
    either: the first card of a phase has its name as a remark."""
    found: list[Card] = []
    before: int | None = None
    for card in line.cards:
        name = line.phases[card.phase] if card.phase is not None and card.phase != before else ""
        remarks = (Remark("flag", name, "phase"), *card.remarks) if name else card.remarks
        found.append(card._replace(exits=(), entrances=(), panels=(), linked=False, arrow=None, remarks=remarks))
        before = card.phase
    return tuple(found)


def edge_text(graph: Graph, index: int) -> str:
    """What is written on an edge."""
    edge = graph.edges[index]
    if edge.label and edge.note:
        return f"{edge.label}：{edge.note}"
    return str(edge.label or edge.note or edge.every or "")


def _label_size(measure: Measure, text: str) -> tuple[float, float]:
    width = min(measure.width(text, 1.0, True), LABEL_WIDTH) + 0.2
    lines = measure.lines(text, width, 1.0, True)
    return width + 2 * measure.style.pill_inset, lines * 1.2 + 0.5


def end_name(news: EdgeNews, index: int) -> str:
    """The node of the end that an edge leads to."""
    return END_NODES[news.ends[index]]


def full_source(measure: Measure, cards: Sequence[Card], graph: Graph, news: EdgeNews, width: float) -> str:
    """DOT of the whole graph with cards `width` u wide; labels are empty tables of the text's size."""
    dot = digraph()
    dot.attr(nodesep="0.15", ranksep="0.19", splines="spline")
    for card in cards:
        height = CardBox(measure, card, width, flat=True).height
        dot.node(f"n{card.node}", width=f"{width * INCH:.3f}", height=f"{height * INCH:.3f}")
    for name in dict.fromkeys(end_name(news, index) for index, edge in enumerate(graph.edges) if edge.target == END):
        dot.node(name, width=f"{5 * INCH:.3f}", height=f"{2 * INCH:.3f}")
    for index, edge in enumerate(graph.edges):
        target = end_name(news, index) if edge.target == END else f"n{edge.target}"
        back = edge.target != END and edge.target <= edge.source
        attributes = {"weight": "8" if edge.kind in (EdgeKind.SEQUENCE, EdgeKind.FORK) else "2"}
        if back:
            attributes |= {"constraint": "false", "weight": "0"}
        text = edge_text(graph, index)
        if text:
            w, h = _label_size(measure, text)
            size = f'WIDTH="{w * POINT:.0f}" HEIGHT="{h * POINT:.0f}"'
            table = f'<TABLE BORDER="0" CELLPADDING="0" FIXEDSIZE="TRUE" {size}><TR><TD></TD></TR></TABLE>'
            attributes["label"] = f"<{table}>"
        dot.edge(f"n{edge.source}", target, id=str(index), **attributes)
    return str(dot.source)


class FullPlan(NamedTuple):
    """dot's drawing in u: it has one size and is only scaled."""

    height: float
    unit: float


class Full:
    """Paints one answer of dot. `plan` accepts a text size when the drawing fits at it."""

    def __init__(
        self, measure: Measure, cards: Sequence[Card], graph: Graph, news: EdgeNews, answer: Answer, width: float
    ) -> None:
        self.measure = measure
        self.cards = {card.node: card for card in cards}
        self.graph = graph
        self.news = news
        self.answer = answer
        self.card_width = width
        self._bounds = x1, _, _, y2 = tuple(float(v) for v in answer["bb"].split(","))
        self._origin = (x1, y2)

    def plan(self, unit: float, width_mm: float) -> FullPlan | None:
        """None where the drawing is wider than the sheet, or where outcomes are not clear."""
        _, _, width, height = self.area
        if width * unit > width_mm or not self._clear:
            return None
        return FullPlan(height, unit)

    @cached_property
    def area(self) -> Area:
        """Where the drawing stands: dot's box, with room for the lines and outcomes that reach beyond it."""
        x1, y1, x2, y2 = self._bounds
        corners = [(0.0, 0.0), ((x2 - x1) / POINT + 1.0, (y2 - y1) / POINT + 3.0)]
        for label in self._labels:
            across, down = label.width / 2 + EDGE, label.height / 2 + EDGE
            corners += [(label.x - across, label.y - down), (label.x + across, label.y + down)]
        for x, y in (point for line in self._lines.values() for point in line):
            corners += [(x - EDGE, y - EDGE), (x + EDGE, y + EDGE)]
        left, top = (min(axis) for axis in zip(*corners, strict=True))
        right, bottom = (max(axis) for axis in zip(*corners, strict=True))
        return left, top, right - left, bottom - top

    @cached_property
    def _clear(self) -> bool:
        return are_clear(self._labels, self._lines)

    @cached_property
    def _lines(self) -> dict[int, list[tuple[float, float]]]:
        """Edge → points on its line."""
        return {int(edge["id"]): sampled(self._curve(edge)[0]) for edge in self.answer.get("edges", ())}

    @cached_property
    def _labels(self) -> list[EdgeLabel]:
        """The outcomes beside their lines."""
        found: list[EdgeLabel] = []
        for edge in self.answer.get("edges", ()):
            if "lp" in edge:
                index = int(edge["id"])
                at = self._at(*(float(v) for v in edge["lp"].split(",")))
                found.append(EdgeLabel(index, *at, *self._lines_of(index)[1:]))
        cards = []
        for node in self.answer["objects"]:
            x, y = self._at(*(float(v) for v in node["pos"].split(",")))
            cards.append(EdgeLabel(-1, x, y, float(node["width"]) / INCH, float(node["height"]) / INCH))
        return beside_lines(found, self._lines, cards)

    def _at(self, x: float, y: float) -> tuple[float, float]:
        return (x - self._origin[0]) / POINT + 0.5, (self._origin[1] - y) / POINT + 2.0

    def paint(self, canvas: Canvas, plan: FullPlan, width_mm: float, height_mm: float) -> None:
        """Paint edges first, then cards, then the labels of edges; centred on the sheet."""
        left, top, width, height = self.area
        canvas.left += ((width_mm / plan.unit - width) / 2 - left) * plan.unit
        canvas.top += (max(0.0, (height_mm / plan.unit - height) / 2) - top) * plan.unit
        for line in self.answer.get("edges", ()):
            self._paint_edge(canvas, line)
        for node in self.answer["objects"]:
            x, y = self._at(*(float(v) for v in node["pos"].split(",")))
            self._paint_node(canvas, node["name"], x, y)
        for label in self._labels:
            edge = self.graph.edges[label.edge]
            with canvas.element(elements.outcome(edge.source, edge.outcome, "label")):
                self._paint_outcome(canvas, label.edge, label.x, label.y)

    def _lines_of(self, index: int) -> tuple[Sequence[TextLine], float, float]:
        """The lines of an outcome, and the width and height of its box."""
        style, text = self.measure.style, edge_text(self.graph, index)
        size = style.pill_text
        room = _label_size(self.measure, text)[0] - 2 * style.pill_inset
        lines = self.measure.typesetter.lines(text, round(room / size, 4), True, True)
        return lines, max(line.width for line in lines) * size + 2 * style.pill_inset, len(lines) * 1.2 * size + 0.4

    def _paint_outcome(self, canvas: Canvas, index: int, cx: float, cy: float) -> None:
        """An outcome in a box, over as many lines as it needs."""
        style = self.measure.style
        look, size = LOOKS[self.news.tones[index]], style.pill_text
        stroke = look.ink
        canvas.mark(look.mark)
        lines, used, height = self._lines_of(index)
        canvas.rect(cx - used / 2, cy - height / 2, used, height, 0.7, "paper", stroke, style.border)
        for number, line in enumerate(lines):
            top = cy - height / 2 + 0.2 + number * 1.2
            canvas.text_line(cx - line.width * size / 2, top, line, size, 1.2, stroke, True)

    def _is_back(self, index: int) -> bool:
        edge = self.graph.edges[index]
        return edge.target != END and edge.target <= edge.source

    def _curve(self, edge: Answer) -> tuple[list[tuple[float, float]], tuple[float, float] | None]:
        """The points of the curves of an edge, and its tip."""
        tip: tuple[float, float] | None = None
        points: list[tuple[float, float]] = []
        for part in edge["pos"].split():
            if part.startswith("e,"):
                _, x, y = part.split(",")
                tip = self._at(float(x), float(y))
            elif not part.startswith("s,"):
                x, y = part.split(",")
                points.append(self._at(float(x), float(y)))
        return points, tip

    def _paint_edge(self, canvas: Canvas, edge: Answer) -> None:
        style = self.measure.style
        index = int(edge["id"])
        points, tip = self._curve(edge)
        back = self._is_back(index)
        ink = "fail" if self.news.tones[index] is Tone.BAD else "line"
        with canvas.element(elements.ARROW):
            canvas.curve(points, ink, style.arrow * 0.8, style.tab_dash if back else ())
        end = tip or points[-1]
        dx, dy = end[0] - points[-2][0], end[1] - points[-2][1]
        length = max((dx * dx + dy * dy) ** 0.5, 1e-6)
        Arrows(canvas, self.measure).head(end, (dx / length, dy / length), ink)
        target = self.graph.edges[index].target
        canvas.arrow(self.graph.edges[index].source, target if target != END else None, (points[0], end))

    def _paint_node(self, canvas: Canvas, name: str, x: float, y: float) -> None:
        tone = next((tone for tone in Tone if name == END_NODES[tone]), None)
        if tone:
            with canvas.element(elements.END):
                canvas.rect(x - 2.5, y - 1, 5, 2, 1, LOOKS[tone].ink)
                canvas.centred(x, y, end_word(tone), 1.2, "white")
            return
        card = self.cards[int(name[1:])]
        box = CardBox(self.measure, card, self.card_width, flat=True)
        left, top = x - self.card_width / 2, y - box.height / 2
        flag = left + 0.5
        if card.starts:
            with canvas.element(elements.step(card.node, "flag")):
                flag = paint_flag(canvas, self.measure, "开始", left + 0.5, top) + 0.2
        box.paint(canvas, left, top, box.height)
        canvas.placed(card.node, left, top, self.card_width, box.height)
        paint_tags(canvas, self.measure, card, tags(self.measure, card, left, self.card_width, flag), top)
