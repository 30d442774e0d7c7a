"""A guide and boxes in mm → drawings: fold, choose a form, and split over sheets where one is not legible."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from yizhangtu.fold import fold
from yizhangtu.layout.choose import Box, Candidate, Wish, choose, draw, fits
from yizhangtu.layout.parts import Kit
from yizhangtu.layout.split import split
from yizhangtu.model.drawing import Drawing
from yizhangtu.model.graph import Graph
from yizhangtu.model.guide import Guide
from yizhangtu.model.icons import IconSet
from yizhangtu.model.line import Card, Line

BLOCKS = (12, 6, 0)  # steps of the largest block that stays one card, in the order they are tried
SHEETS_MOST = 24
EVEN = 1.2  # text on one sheet is at most so much larger than on the others
Boxes = Callable[[int], Sequence[Box]]  # number of sheets → the flow box of each


@dataclass(frozen=True)
class Flow:
    """The drawings of a guide's flow, one a sheet."""

    drawings: tuple[Drawing, ...]
    candidates: tuple[Candidate, ...]


def lines_of(guide: Guide, graph: Graph, icons: IconSet) -> list[Line]:
    """The line of a guide with ever smaller blocks closed; only the variants that differ."""
    found: list[Line] = []
    for most in BLOCKS:
        line = fold(guide, graph, icons, most)
        if not found or len(line.cards) != len(found[-1].cards):
            found.append(line)
    return found


def load(card: Card) -> float:
    """How much room a card takes, roughly: for sharing cards out over sheets."""
    words = len(card.detail) + sum(len(remark.text) for remark in card.remarks)
    tabs = 0.28 * (len(card.exits) + len(card.entrances))
    rows = sum(0.75 * load(row) for panel in card.panels for row in panel.rows)
    return 0.7 + words / 60 + tabs + rows


def layout_flow(kit: Kit, lines: Sequence[Line], boxes: Boxes, wish: Wish) -> Flow | None:
    """The drawings on as few sheets as keep the text at the floor, or None where even one card a sheet is too much."""
    one = boxes(1)[0]
    best: tuple[Candidate, Line] | None = None
    for line in lines:
        candidate = choose(kit, line, one, wish)
        if candidate and (best is None or candidate.score > best[0].score + 1.0):
            best = (candidate, line)
        if best and best[0].plan.unit >= one.target * 0.9:
            break
    if best:
        return Flow((draw(kit, best[0], one),), (best[0],))
    for count in range(2, SHEETS_MOST + 1):
        for line in lines:
            flow = _on_sheets(kit, line, boxes(count), wish)
            if flow:
                return flow
    return None


def _on_sheets(kit: Kit, line: Line, boxes: Sequence[Box], wish: Wish) -> Flow | None:
    pieces = split(line, [box.width * box.height for box in boxes], load)
    if pieces is None or not all(fits(kit, piece, box, wish) for piece, box in zip(pieces, boxes, strict=True)):
        return None
    chosen = [choose(kit, piece, box, wish) for piece, box in zip(pieces, boxes, strict=True)]
    units = [c.plan.unit for c in chosen if c]
    drawings: list[Drawing] = []
    kept: list[Candidate] = []
    for piece, box in zip(pieces, boxes, strict=True):
        even = Box(box.width, box.height, box.floor, box.target, min(box.most, min(units) * EVEN))
        candidate = choose(kit, piece, even, wish)
        if candidate is None:
            return None
        drawings.append(draw(kit, candidate, box))
        kept.append(candidate)
    return Flow(tuple(drawings), tuple(kept))
