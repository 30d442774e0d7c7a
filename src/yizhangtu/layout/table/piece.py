"""Pieces of a table at one text size → their distribution on slots (a sheet, or a column of one), with repeated
heads."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import fsum

from yizhangtu.draw.canvas import Canvas

Paint = Callable[[Canvas, float, float, float], None]  # canvas, x, y, height in u
EPSILON = 1e-6


@dataclass(frozen=True, eq=False)
class MergedCell:
    """A merged cell, compared by identity. It covers all adjacent pieces that refer to it, in each slot anew, and is at
    least `least` u high. A `title` is painted before them, because screen readers follow the order of painting."""

    paint: Paint
    least: float = 0.0
    title: bool = False


@dataclass(frozen=True)
class Piece:
    """A piece `height` u high. `heads` are repeated above it if it is the first of a slot; with `keep` it is never the
    last of a slot; `gap` u are left above it unless it is the first. It takes at most `grow` u of spare height."""

    height: float
    paint: Paint
    heads: tuple[Piece, ...] = ()
    keep: bool = False
    gap: float = 0.0
    grow: float = 0.0
    span: MergedCell | None = None
    spans: tuple[MergedCell, ...] = ()  # further ones

    @property
    def merged(self) -> tuple[MergedCell, ...]:
        """All merged cells that contain it."""
        return (self.span, *self.spans) if self.span else self.spans


def total(pieces: Sequence[Piece]) -> float:
    """The height of pieces one below the other in one slot."""
    return fsum(piece.height + (piece.gap if number else 0.0) for number, piece in enumerate(pieces))


def fill(pieces: Sequence[Piece], heights: Sequence[float]) -> list[list[Piece]] | None:
    """Distribute pieces, in order, on the fewest slots of these heights; None if they do not fit."""
    slots: list[list[Piece]] = []
    at = 0
    while at < len(pieces):
        if len(slots) == len(heights):
            return None
        slot, at = take(pieces, at, heights[len(slots)])
        if not slot:
            return None
        slots.append(slot)
    return slots


def take(pieces: Sequence[Piece], at: int, height: float) -> tuple[list[Piece], int]:
    """The pieces of one slot from piece `at` on, and the index of the piece after them."""
    slot: list[Piece] = list(pieces[at].heads)
    used = total(slot)
    start, count = at, len(pieces)
    runs: dict[MergedCell, float] = {}  # height of the neighbours that share each span of the last piece
    while at < count:
        piece = pieces[at]
        tall, merged = piece.height, piece.merged
        gap, short = piece.gap if slot else 0.0, 0.0
        runs = {span: runs.get(span, 0.0) + tall for span in merged} if merged else {}
        if gap and at > start and any(run > tall for run in runs.values()):
            gap = 0.0
        room = height - used - gap - tall
        if merged:
            short = _short(piece, pieces[at + 1] if at + 1 < count else None, runs, room)
        if short + (_kept(pieces, at) if piece.keep else 0.0) > room + EPSILON:
            break
        same = not short and gap == piece.gap
        slot.append(piece if same else replace(piece, height=tall + short, gap=gap))
        used += gap + tall + short
        if short:
            runs = {span: run + short for span, run in runs.items()}
        at += 1
    while at < count and at > start and slot and slot[-1].keep:  # heads stay with the pieces below them
        slot.pop()
        at -= 1
    return (slot, at) if at > start else ([], at)


def _short(piece: Piece, after: Piece | None, runs: Mapping[MergedCell, float], room: float) -> float:
    """By how much a piece must be higher because a merged cell that ends with it is not high enough."""
    short = 0.0
    for span in piece.merged:
        lacks = span.least - runs[span]
        goes_on = after is not None and span in after.merged and _least(after) <= room
        if lacks > short and not goes_on:
            short = lacks
    return short


def _least(piece: Piece) -> float:
    return max([piece.height, *(span.least for span in piece.merged)])


def _kept(pieces: Sequence[Piece], at: int) -> float:
    """The height of the pieces that must follow in the same slot."""
    needed = 0.0
    while pieces[at].keep and at + 1 < len(pieces):
        at += 1
        needed += pieces[at].gap + _least(pieces[at])
    return needed


def paint(canvas: Canvas, slot: Sequence[Piece], x: float, y: float, height: float = 0.0) -> float:
    """Paint pieces from (x, y) down; spare height goes to those that may grow. Return their lower end."""
    spare = max(0.0, height - total(slot))
    wanted = fsum(piece.grow for piece in slot)
    share = min(1.0, spare / wanted) if wanted else 0.0
    open_: dict[MergedCell, float] = {}  # merged cells that have begun, and their tops
    tops, talls = [], []
    for number, piece in enumerate(slot):
        y += piece.gap if number else 0.0
        tops.append(y)
        talls.append(piece.height + piece.grow * share)
        y += talls[-1]
    for number, piece in enumerate(slot):
        top = tops[number]
        for span in [span for span in open_ if span not in piece.merged]:
            _close(canvas, span, (x, open_.pop(span)), tops[number - 1] + talls[number - 1])
        for span in piece.merged:
            if span not in open_:
                open_[span] = top
                if span.title:
                    last = next((n for n in range(number, len(slot)) if span not in slot[n].merged), len(slot)) - 1
                    span.paint(canvas, x, top, tops[last] + talls[last] - top)
        piece.paint(canvas, x, top, talls[number])
    for span, top in open_.items():
        _close(canvas, span, (x, top), y)
    return y


def _close(canvas: Canvas, span: MergedCell, begin: tuple[float, float], y: float) -> None:
    """Paint a merged cell from `begin` to y, unless it has been painted."""
    if not span.title:
        span.paint(canvas, *begin, y - begin[1])
