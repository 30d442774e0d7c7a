"""Sections below the rows of points at a width → pieces: their heads, and rows of cells side by side; 等级."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from yizhangtu.draw import elements
from yizhangtu.draw.canvas import ASCENT, Canvas
from yizhangtu.layout.points.points_text import CONTINUED, Paragraph, Tools, heights, paint_all
from yizhangtu.layout.table.piece import Piece, total
from yizhangtu.model.diagnostics import Span
from yizhangtu.model.points import Tier

STANDARDS, TIERS = "积分标准", "积分等级"
HOPELESS = 1.5  # times as high as with more cells in a row: no need to compare still fewer
T = TypeVar("T")


def head(tools: Tools, width: float, title: str, note: str = "") -> Piece:
    """The head of a section: a bar, its name, and a note at the right or, where it has no room there, below."""
    style = tools.style.head
    leading = tools.style.title_leading
    lead = style.bar + style.bar_gap
    room = width - lead
    words = Paragraph(title, style.text, True, "dark", leading)
    aside = tools.width(note, style.note)
    beside = "\n" not in note and tools.width(title, words.size, True) + style.note_gap + aside <= room
    below = Paragraph("" if beside else note, style.note, leading=tools.style.leading, gap=style.bottom / 2)
    name = words.height(tools.measure, room)
    height = name + below.height(tools.measure, width) + style.bottom

    def paint(canvas: Canvas, x: float, y: float, tall: float) -> None:
        y += tall - height  # spare height goes above the head
        canvas.rect(x, y, style.bar, name, 0.0, "dark")
        words.paint(canvas, x + lead, y, room)
        if beside and note:
            shift = (style.text - style.note) * ((leading - 1) / 2 + ASCENT)  # on the same baseline
            canvas.text(x + lead, y + shift, room, note, style.note, leading, align=1.0)
        below.paint(canvas, x, y + name, width)

    return Piece(height, paint, keep=True)


def section(
    tools: Tools, width: float, title: str, things: Sequence[T], most: int, row: Callable[[Sequence[T], float], Piece]
) -> list[Piece]:
    """A head and rows of cells, at most so many side by side; of all counts the lowest, then the widest rows."""
    if not things:
        return []
    heads = (head(tools, width, f"{title}{CONTINUED}"),)
    rows: list[Piece] = []
    for count in range(min(most, len(things)), 0, -1):
        fewer = [replace(row(part, width / len(part)), heads=heads) for part in evenly(things, count)]
        if rows and total(fewer) > total(rows) * HOPELESS:
            break
        if not rows or total(fewer) < total(rows) - 0.01:
            rows = fewer
    first = replace(head(tools, width, title), gap=tools.style.head.top, grow=tools.style.spread)
    return [first, *rows]


def evenly(things: Sequence[T], most: int) -> list[Sequence[T]]:
    """Parts of at most `most` things, the first at most one longer than the last."""
    rows = -(-len(things) // most)
    few, more = divmod(len(things), rows)
    found, at = [], 0
    for number in range(rows):
        size = few + (number < more)
        found.append(things[at : at + size])
        at += size
    return found


def frame(canvas: Canvas, at: tuple[float, float], size: tuple[float, float], count: int, border: float) -> None:
    """The border of a row of cells and the lines between them."""
    (x, y), (width, tall), half = at, size, border / 2
    canvas.rect(x + half, y + half, width - border, tall - half, 0.0, "", "dark", border)
    for number in range(1, count):
        left = x + number * (width / count)
        canvas.line(((left, y), (left, y + tall)), "dark", border * 0.7)


def tiers(tools: Tools, width: float, found: Sequence[Tier]) -> list[Piece]:
    """等级."""
    style = tools.style.tier
    most = max(1, min(style.most, int(width / style.least)))
    names = elements.numbered("tier", [one.span for one in found])
    return section(tools, width, TIERS, found, most, lambda row, room: _tier_row(tools, row, room, names))


def _tier_row(tools: Tools, row: Sequence[Tier], width: float, elements_of: Mapping[Span, str]) -> Piece:
    """Cells with a tinted head (name and 范围) above what a tier brings."""
    measure, style = tools.measure, tools.style.tier
    leading, close = tools.style.leading, tools.style.title_leading
    room = width - 2 * style.pad_x
    names = [Paragraph(tier.name, style.name, True, "dark", close, part="name") for tier in row]
    ranges = [Paragraph(tier.range or "", style.range, True, leading=close, part="range") for tier in row]
    bodies = [Paragraph(tier.benefit or "", style.text, leading=leading, part="note") for tier in row]
    pairs = list(zip(names, ranges, strict=True))
    beside = all(
        "\n" not in name.text + range_.text
        and tools.width(name.text, name.size, True) + style.gap + tools.width(range_.text, range_.size, True) <= room
        for name, range_ in pairs
    )
    stacks = [(name,) if beside else (name, range_) for name, range_ in pairs]
    top = max(heights(measure, stack, room) for stack in stacks) + 2 * style.pad_y
    low = max(body.height(measure, room) for body in bodies)
    height = top + (low + 2 * style.body_pad if low else 0.0)

    def paint(canvas: Canvas, x: float, y: float, tall: float) -> None:
        canvas.rect(x, y, width * len(row), top, 0.0, "tint")
        frame(canvas, (x, y), (width * len(row), tall), len(row), style.border)
        for number, (stack, range_, body) in enumerate(zip(stacks, ranges, bodies, strict=True)):
            left = x + number * width + style.pad_x
            above = y + (top - heights(measure, stack, room)) / 2
            with canvas.element(elements_of[row[number].span]):
                paint_all(canvas, stack, (left, above), room)
                if beside:
                    range_.paint(canvas, left, above + (style.name - style.range) * close / 2, room, 1.0)
                body.paint(canvas, left, y + top + (tall - top - body.height(measure, room)) / 2, room)

    return Piece(height, paint, grow=style.grow if low else 0.0)
