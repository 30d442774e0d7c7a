"""Pieces of a table at one text size → which stand in which slot (a sheet, or a column of one), heads repeated."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from yizhangtu.draw.canvas import Canvas

Paint = Callable[[Canvas, float, float, float], None]  # canvas, x, y, height in u
EPSILON = 1e-6


@dataclass(frozen=True, eq=False)
class Span:
    """A merged cell: it reaches over all neighbours that name it, in each slot anew. `least` u high at least. A `title`
    is painted before them, for what is painted first is read aloud first."""

    paint: Paint
    least: float = 0.0
    title: bool = False


@dataclass(frozen=True)
class Piece:
    """Something `height` u high. `heads` stand again above it where a slot begins with it; with `keep` it is never the
    last of a slot; `gap` u are left above it unless it is the first. `grow` u at most it takes of spare height."""

    height: float
    paint: Paint
    heads: tuple[Piece, ...] = ()
    keep: bool = False
    gap: float = 0.0
    grow: float = 0.0
    span: Span | None = None
    spans: tuple[Span, ...] = ()  # further ones

    @property
    def merged(self) -> tuple[Span, ...]:
        """All merged cells that it is a part of."""
        return (self.span, *self.spans) if self.span else self.spans


def total(pieces: Sequence[Piece]) -> float:
    """Height of pieces one below the other in a slot of their own."""
    return sum(piece.height + (piece.gap if number else 0.0) for number, piece in enumerate(pieces))


def fill(pieces: Sequence[Piece], heights: Sequence[float]) -> list[list[Piece]] | None:
    """Pieces in slots of these heights, in order, as few slots as it takes; None where they do not fit."""
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
    """What stands in one slot from piece `at` on, and which piece comes next."""
    slot: list[Piece] = list(pieces[at].heads)
    used = total(slot)
    start, count = at, len(pieces)
    runs: dict[int, float] = {}  # height of the neighbours that share each span of the last piece
    while at < count:
        piece = pieces[at]
        tall, merged = piece.height, piece.merged
        gap, short = piece.gap if slot else 0.0, 0.0
        runs = {id(span): runs.get(id(span), 0.0) + tall for span in merged} if merged else {}
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
            runs = {key: run + short for key, run in runs.items()}
        at += 1
    while at < count and at > start and slot and slot[-1].keep:  # heads go with what they are the heads of
        slot.pop()
        at -= 1
    return (slot, at) if at > start else ([], at)


def _short(piece: Piece, after: Piece | None, runs: Mapping[int, float], room: float) -> float:
    """How much higher a piece must be, because a merged cell ends with it that is not high enough yet."""
    short = 0.0
    for span in piece.merged:
        lacks = span.least - runs[id(span)]
        goes_on = after is not None and span in after.merged and _least(after) <= room
        if lacks > short and not goes_on:
            short = lacks
    return short


def _least(piece: Piece) -> float:
    return max([piece.height, *(span.least for span in piece.merged)])


def _kept(pieces: Sequence[Piece], at: int) -> float:
    """Height of what must follow in the same slot."""
    needed = 0.0
    while pieces[at].keep and at + 1 < len(pieces):
        at += 1
        needed += pieces[at].gap + _least(pieces[at])
    return needed


def paint(canvas: Canvas, slot: Sequence[Piece], x: float, y: float, height: float = 0.0) -> float:
    """Pieces from (x, y) down; what is left of `height` goes to those that may grow. Returns where they end."""
    spare = max(0.0, height - total(slot))
    wanted = sum(piece.grow for piece in slot)
    share = min(1.0, spare / wanted) if wanted else 0.0
    open_: dict[int, tuple[Span, float]] = {}
    tops, talls = [], []
    for number, piece in enumerate(slot):
        y += piece.gap if number else 0.0
        tops.append(y)
        talls.append(piece.height + piece.grow * share)
        y += talls[-1]
    for number, piece in enumerate(slot):
        top = tops[number]
        for key in [key for key, (span, _) in open_.items() if span not in piece.merged]:
            _close(canvas, open_.pop(key), x, tops[number - 1] + talls[number - 1])
        for span in piece.merged:
            if id(span) not in open_:
                open_[id(span)] = (span, top)
                if span.title:
                    last = next((n for n in range(number, len(slot)) if span not in slot[n].merged), len(slot)) - 1
                    span.paint(canvas, x, top, tops[last] + talls[last] - top)
        piece.paint(canvas, x, top, talls[number])
    for one in open_.values():
        _close(canvas, one, x, y)
    return y


def _close(canvas: Canvas, begun: tuple[Span, float], x: float, y: float) -> None:
    """Paint a merged cell that ends at y, unless it was painted where it begins."""
    span, top = begun
    if not span.title:
        span.paint(canvas, x, top, y - top)
