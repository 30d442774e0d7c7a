"""An outline and the sheets of its poster → a file of draw.io (mxGraph XML): boxes where the poster has them.

A sheet is a page of the file. Cards are boxes, lanes are swimlanes, the ways between cards are connectors that draw.io
routes. The texts of a box are plain text, never HTML. What belongs to no step stands in a note beside the first sheet.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple
from xml.etree import ElementTree

from yizhangtu.content.outline import GuideOutline, OutlineStep, OutlineWay
from yizhangtu.model.page import Group, Label, Page, Path

UNITS_PER_MM = 100 / 25.4  # draw.io counts a hundred to an inch
_GAP_MM = 6.0
_EM_MM = 9.0  # the em of texts whose sheet says none; those of cards are smaller
_ASIDE_EM_MM = 4.0
_SMALLEST_EM_MM = 2.0
_PADDING_MM = 1.6
_LEADING = 1.25
_BESIDE_MM = 90.0  # the width of what stands beside a sheet
_STEP = re.compile(r"step-(\d+)(?:\.(?!outcome|entrance|flag)|$)")  # what stands on the card itself
_LANE = re.compile(r"lane-(\d+)$")
_BOX = "rounded=1;whiteSpace=wrap;html=0;align=left;verticalAlign=top;spacing=4;arcSize=6;"
_WAY = "edgeStyle=orthogonalEdgeStyle;rounded=1;html=0;endArrow=block;fontSize=13;"
_END = "办结"


class CellArea(NamedTuple):
    """A rectangle on a sheet in mm, and the em of the smallest text in it."""

    x: float
    y: float
    width: float
    height: float
    em: float = _EM_MM

    def around(self, other: CellArea) -> CellArea:
        """The rectangle of both."""
        x, y = min(self.x, other.x), min(self.y, other.y)
        right = max(self.x + self.width, other.x + other.width)
        below = max(self.y + self.height, other.y + other.height)
        return CellArea(x, y, right - x, below - y, min(self.em, other.em))


class _Sheet(NamedTuple):
    """Where steps and lanes stand on a sheet; `lanes` with their names."""

    page: Page
    cards: dict[int, CellArea]
    lanes: dict[int, tuple[CellArea, str]]
    bottom: float


def drawio_text(outline: GuideOutline, pages: Sequence[Page]) -> str:
    """The file. Steps that stand on no sheet follow below the last one."""
    sheets = _sheets(pages)
    _place_the_others(outline, sheets)
    root = ElementTree.Element("mxfile", {"host": "yizhangtu", "type": "device"})
    for number, sheet in enumerate(sheets, 1):
        name = f"第{number}张" if len(sheets) > 1 else outline.title
        _diagram(root, sheet, outline, sheets, number, name)
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def _sheets(pages: Sequence[Page]) -> list[_Sheet]:
    """The sheets; a step stands on the first of them that has its card."""
    sheets: list[_Sheet] = []
    taken: set[int] = set()
    for page in pages:
        cards: dict[int, CellArea] = {}
        lanes: dict[int, tuple[CellArea, str]] = {}
        for element, area, text in _areas(page):
            if (found := _LANE.match(element)) is not None:
                lane = int(found[1])
                known = lanes.get(lane)
                lanes[lane] = (known[0].around(area), known[1] + text) if known else (area, text)
            elif (found := _STEP.match(element)) is not None and int(found[1]) not in taken:
                node = int(found[1])
                cards[node] = cards[node].around(area) if node in cards else area
        taken |= set(cards)
        below = max((area.y + area.height for area in cards.values()), default=0.0)
        sheets.append(_Sheet(page, cards, _columns(lanes, cards), below))
    return sheets


def _columns(lanes: dict[int, tuple[CellArea, str]], cards: dict[int, CellArea]) -> dict[int, tuple[CellArea, str]]:
    """Lanes as wide as they reach: each ends half way to the next one, the outer ones with their cards."""
    middles = {lane: area.x + area.width / 2 for lane, (area, _) in lanes.items()}
    order = sorted(middles, key=lambda lane: middles[lane])
    left = min((area.x for area in cards.values()), default=0.0) - _PADDING_MM
    right = max((area.x + area.width for area in cards.values()), default=0.0) + _PADDING_MM
    edges = [left, *((middles[one] + middles[other]) / 2 for one, other in pairwise(order)), right]
    found = {}
    for lane, begins, ends in zip(order, edges, edges[1:], strict=False):
        head, text = lanes[lane]
        found[lane] = head._replace(x=begins, width=ends - begins), text
    return found


def _areas(page: Page) -> Iterator[tuple[str, CellArea, str]]:
    """Every mark of an element: its name, where it stands, its text."""
    for item in page.all():
        left, top, marks = (item.x, item.y, item.items) if isinstance(item, Group) else (0.0, 0.0, (item,))
        for mark in marks:
            if isinstance(mark, Path) and mark.element and mark.commands:
                xs = [number for _, numbers in mark.commands for number in numbers[::2]]
                ys = [number for _, numbers in mark.commands for number in numbers[1::2]]
                area = CellArea(left + min(xs), top + min(ys), max(xs) - min(xs), max(ys) - min(ys))
                yield mark.element, area, ""
            elif isinstance(mark, Label) and mark.element:
                em = mark.size_mm
                wide = sum(1.0 if ord(char) > 0xFF else 0.55 for char in mark.text)
                area = CellArea(left + mark.x, top + mark.y - em, em * wide, 1.2 * em, em)
                yield mark.element, area, mark.text


def _place_the_others(outline: GuideOutline, sheets: Sequence[_Sheet]) -> None:
    """Steps without a card of their own stand beside the last sheet, one below the other."""
    known = {node for sheet in sheets for node in sheet.cards}
    last = sheets[-1]
    y = 0.0
    for step in outline.steps:
        if step.node not in known:
            height = 8.0 + 6.0 * len(step.lines)
            last.cards[step.node] = CellArea(last.page.width + _GAP_MM, y, _BESIDE_MM, height, _ASIDE_EM_MM)
            y += height + _GAP_MM


def _diagram(
    root: ElementTree.Element, sheet: _Sheet, outline: GuideOutline, sheets: Sequence[_Sheet], number: int, name: str
) -> None:  # fmt: skip
    diagram = ElementTree.SubElement(root, "diagram", {"id": f"sheet-{number}", "name": name})
    size = {"pageWidth": _units(sheet.page.width), "pageHeight": _units(sheet.page.height)}
    model = ElementTree.SubElement(diagram, "mxGraphModel", {"grid": "0", "page": "1", **size})
    cells = ElementTree.SubElement(model, "root")
    ElementTree.SubElement(cells, "mxCell", {"id": "0"})
    ElementTree.SubElement(cells, "mxCell", {"id": "1", "parent": "0"})
    if number == 1:
        top = CellArea(0, -12.0, sheet.page.width, 10.0)
        _vertex(cells, "title", outline.title, "text;html=0;fontStyle=1;align=center;", top, em=6.0)
        _aside(cells, outline.paragraphs, sheet)
    for lane, (head, text) in sheet.lanes.items():
        style = f"swimlane;html=0;startSize={_units(head.height)};"
        below = max(sheet.bottom, head.y + head.height)
        _vertex(cells, f"lane-{lane}", text, style, head._replace(height=below - head.y + _GAP_MM), em=head.em)
    steps = {step.node: step for step in outline.steps}
    for node in sorted(sheet.cards, key=lambda node: -sheet.cards[node].width * sheet.cards[node].height):
        if node in steps:
            _card(cells, steps[node], sheet)
    _ways(cells, outline, sheet, sheets)


def _card(cells: ElementTree.Element, step: OutlineStep, sheet: _Sheet) -> None:
    """A box; inside a swimlane it moves with it."""
    area = sheet.cards[step.node]
    middle = area.x + area.width / 2
    lane = next((n for n, (head, _) in sheet.lanes.items() if head.x <= middle <= head.x + head.width), None)
    parent = "1" if lane is None else f"lane-{lane}"
    if lane is not None:
        head = sheet.lanes[lane][0]
        area = area._replace(x=area.x - head.x, y=area.y - head.y)
    style = f"{_BOX}strokeWidth=3;" if step.check else _BOX
    _vertex(
        cells, f"step-{step.node}", "\n".join(step.lines), style, area, em=_fitting(step.lines, area), parent=parent
    )


def _fitting(lines: Iterable[str], area: CellArea) -> float:
    """The em at which lines fit into a box: that of the sheet, or as much smaller as it takes."""
    em = area.em
    while em > _SMALLEST_EM_MM:
        across = max(1, int((area.width - 2 * _PADDING_MM) / em))
        count = sum(-(-len(line) // across) for line in lines)
        if count * _LEADING * em <= area.height - 2 * _PADDING_MM:
            break
        em -= 0.1
    return em


def _ways(cells: ElementTree.Element, outline: GuideOutline, sheet: _Sheet, sheets: Sequence[_Sheet]) -> None:
    """The ways that begin on a sheet. One that leads to another sheet ends below its card and says where it leads."""
    own = [way for way in outline.ways if way.source in sheet.cards]
    ends = [way for way in own if way.target is None]
    if ends:
        last = sheet.cards[ends[-1].source]
        area = CellArea(last.x, sheet.bottom + _GAP_MM, 30.0, 10.0)
        _vertex(cells, "end", _END, "ellipse;html=0;whiteSpace=wrap;", area, em=last.em)
    for at, way in enumerate(own):
        words, target = way.words, "end"
        if way.target is not None:
            target = f"step-{way.target}"
        elsewhere = way.target is not None and way.target not in sheet.cards
        if elsewhere:
            words = "：".join(filter(None, (words, _elsewhere(way, outline, sheets))))
        attributes = {"id": f"way-{at}", "value": words, "style": _WAY, "edge": "1", "parent": "1",
                      "source": f"step-{way.source}"}  # fmt: skip
        edge = ElementTree.SubElement(cells, "mxCell", attributes if elsewhere else {**attributes, "target": target})
        geometry = ElementTree.SubElement(edge, "mxGeometry", {"relative": "1", "as": "geometry"})
        if elsewhere:
            area = sheet.cards[way.source]
            point = {"x": _units(area.x + area.width / 2), "y": _units(area.y + area.height + _GAP_MM)}
            ElementTree.SubElement(geometry, "mxPoint", {**point, "as": "targetPoint"})


def _elsewhere(way: OutlineWay, outline: GuideOutline, sheets: Sequence[_Sheet]) -> str:
    step = next(one for one in outline.steps if one.node == way.target)
    number = next(number for number, one in enumerate(sheets, 1) if step.node in one.cards)
    return f"到第{number}张 {step.lines[0]}"


def _aside(cells: ElementTree.Element, paragraphs: Iterable[str], sheet: _Sheet) -> None:
    """All texts that belong to no step, in a note to the left of the sheet."""
    texts = list(paragraphs)
    if texts:
        height = 10.0 + sum(6.0 * (1 + len(text) // 20) for text in texts)
        area = CellArea(-_BESIDE_MM - _GAP_MM, 0.0, _BESIDE_MM, height)
        style = "shape=note;whiteSpace=wrap;html=0;align=left;verticalAlign=top;spacing=8;"
        _vertex(cells, "about", "\n".join(texts), style, area)


def _vertex(
    cells: ElementTree.Element,
    id: str,
    text: str,
    style: str,
    area: CellArea,
    em: float = _ASIDE_EM_MM,
    parent: str = "1",
) -> None:
    attributes = {"id": id, "value": text, "style": f"{style}fontSize={_units(em)};", "vertex": "1", "parent": parent}
    cell = ElementTree.SubElement(cells, "mxCell", attributes)
    box = {"x": area.x, "y": area.y, "width": area.width, "height": area.height}
    ElementTree.SubElement(cell, "mxGeometry", {**{k: _units(v) for k, v in box.items()}, "as": "geometry"})


def _units(mm: float) -> str:
    return f"{mm * UNITS_PER_MM:.1f}".removesuffix(".0")
