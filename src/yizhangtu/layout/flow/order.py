"""A line → DOT of boxes of one size, for ranks do not depend on sizes, and dot's answer → the order of the cards.

The order written is a constraint (invisible edges); dot decides the ranks, and with them the order in which `rows`,
`rail` and `lanes` stack the cards. No text of the author's goes into DOT: nodes are numbers, labels are empty.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from yizhangtu.layout.card.looks import arrow_pill
from yizhangtu.layout.measure import Measure
from yizhangtu.layout.tools import Answer
from yizhangtu.model.line import Line, Way

if TYPE_CHECKING:  # slow to import, and not needed where the order is as written
    from graphviz import Digraph

INCH = 0.1  # of an inch is one u in a DOT source
POINT = 72 * INCH  # points in one u


def digraph() -> Digraph:
    """An empty graph whose nodes are boxes of the size they are given."""
    from graphviz import Digraph

    graph = Digraph("g", node_attr={"shape": "box", "fixedsize": "true", "label": "", "margin": "0"})
    graph.attr(rankdir="TB", ordering="out", nodesep="0.5", ranksep="0.5")
    return graph


def source(measure: Measure, line: Line, lanes: Sequence[int] | None = None) -> str:
    """DOT of a line. With `lanes` (the lane of each card) a card further right may share the row of the one before."""
    graph = digraph()
    graph.attr(splines="line")
    position = {node: index for index, card in enumerate(line.cards) for node in card.nodes}
    for index in range(len(line.cards)):
        graph.node(f"n{index}", group="main")
    for index, card in enumerate(line.cards[:-1]):
        same = lanes is not None and lanes[index + 1] > lanes[index]
        same = same and not arrow_pill(measure.style, card)  # which has room between two rows
        style = {} if card.linked else {"style": "invis"}
        graph.edge(f"n{index}", f"n{index + 1}", weight="40", minlen="0" if same else "1", **style)
    for index, card in enumerate(line.cards):
        for exit_ in card.exits:
            if exit_.target in position and exit_.way is not Way.NEXT:  # a target on another sheet has no node here
                graph.edge(f"n{index}", f"n{position[exit_.target or 0]}", constraint="false", weight="0")
    return str(graph.source)


def ranks(line: Line, answer: Answer) -> list[int]:
    """The rank that dot gave each card, counted from 0 at the top."""
    height: dict[int, float] = {}
    for node in answer["objects"]:
        index = int(node["name"][1:])
        height[index] = -float(node["pos"].split(",")[1])
    levels = sorted({round(y, 1) for y in height.values()})
    return [levels.index(round(height[index], 1)) for index in range(len(line.cards))]


def ordered(line: Line, answer: Answer) -> Line:
    """The cards by dot's rank, those of one rank as they are written."""
    rank = ranks(line, answer)
    order = sorted(range(len(line.cards)), key=lambda index: (rank[index], index))
    return line._replace(cards=tuple(line.cards[index] for index in order))
