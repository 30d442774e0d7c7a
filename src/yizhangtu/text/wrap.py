"""Tokens + a width → lines of runs at their places, as few as possible, then as even as possible."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from yizhangtu.text.metrics import Metrics
from yizhangtu.text.tokens import GAP, HANG_WIDTH, HANGING, Token, Words, is_latin, is_wide, needs_gap, tokenize

SLACK = 0.02  # em kept free at the end of a line, against rounding
ORPHAN_COST = 40.0  # a last line below ORPHAN em (design.md 3)
ORPHAN = 2.1
BODY = 0.4  # how much less a parted word matters in running text than in a name
BLANK = 0.25  # em, a blank between Western words


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a line set without gaps; `x` in em from the line's start."""

    x: float
    text: str


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line; `width` in em, a hanging mark at its end counted with the width it takes there."""

    runs: tuple[Run, ...]
    width: float

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str  # with its inner gaps as separate runs
    runs: tuple[tuple[float, str], ...]
    width: float  # full advance
    end: float  # width when the line ends here
    lead: float  # room before it when it does not start a line
    cost: float | None


class Typesetter:
    """Sets paragraphs of one font pair. All results are cached by text: a card is measured many times."""

    def __init__(self, metrics: Metrics, words: Words) -> None:
        self._metrics = metrics
        self._words = words
        self.count = lru_cache(maxsize=1 << 14)(self._count)
        self.lines = lru_cache(maxsize=1 << 12)(self._lines)
        self._pieces = lru_cache(maxsize=1 << 12)(self._make_pieces)
        self.width = lru_cache(maxsize=1 << 12)(self._width)

    def _width(self, text: str, bold: bool = False) -> float:
        """Width in em of the whole text on one line."""
        return max((line.width for line in self.lines(text, 1e9, bold)), default=0.0)

    def _count(self, text: str, width: float, bold: bool = False) -> int:
        """How many lines `text` takes at `width` em."""
        return sum(len(_greedy(p, width)) for p in self._paragraphs(text, bold, width))

    def _lines(self, text: str, width: float, bold: bool = False, balanced: bool = False) -> tuple[TextLine, ...]:
        """The lines of `text` at `width` em: as many as `count` says, broken where it hurts least.

        `balanced` evens out the lengths (titles); otherwise the lines are filled (body).
        """
        lines: list[TextLine] = []
        for pieces in self._paragraphs(text, bold, width):
            starts = _greedy(pieces, width)
            if len(starts) > 1 and len(pieces) < 400:  # a wall of text is set as it comes
                starts = _best(pieces, width, len(starts), balanced) or starts
            bounds = [*starts, len(pieces)]
            lines += [_line(pieces[a:b]) for a, b in itertools.pairwise(bounds)]
        return tuple(lines)

    def _paragraphs(self, text: str, bold: bool, width: float) -> list[tuple[_Piece, ...]]:
        found = []
        for part in text.split("\n"):
            pieces = self._pieces(part, bold)
            if any(p.end > width for p in pieces):
                pieces = tuple(q for p in pieces for q in self._shatter(p, bold, width))
            if pieces:
                found.append(pieces)
        return found

    def _make_pieces(self, text: str, bold: bool) -> tuple[_Piece, ...]:
        pieces: list[_Piece] = []
        before = ""
        for token in tokenize(text, self._words):
            pieces.append(self._piece(token, before, bold))
            before = token.text[-1]
        return tuple(pieces)

    def _piece(self, token: Token, before: str, bold: bool) -> _Piece:
        runs: list[tuple[float, str]] = []
        x, start = 0.0, 0
        text = token.text
        for at in range(1, len(text) + 1):
            if at == len(text) or needs_gap(text[at - 1], text[at]):
                run = text[start:at]
                runs.append((x, run))
                x += self._metrics.width(run, bold) + (GAP if at < len(text) else 0)
                start = at
        lead = 0.0
        if before and needs_gap(before, text[0]):
            lead = GAP
        elif before and token.space:
            lead = BLANK
        trim = 1 - HANG_WIDTH if text[-1] in HANGING else 0.0
        return _Piece(text, tuple(runs), x, x - trim, lead, token.cost)

    def _shatter(self, piece: _Piece, bold: bool, width: float) -> list[_Piece]:
        """A word wider than the line is parted anywhere: better broken than cut or run over the border."""
        if piece.end <= width:
            return [piece]
        parts: list[_Piece] = []
        for char in piece.text:
            before = parts[-1].text[-1] if parts else ""
            made = self._piece(Token(char, 0.0), before, bold)
            parts.append(made if parts else _Piece(char, made.runs, made.width, made.end, piece.lead, piece.cost))
        return parts


def _greedy(pieces: Sequence[_Piece], width: float) -> list[int]:
    """Indices at which lines start, each line as full as the rules allow."""
    if not pieces:
        return []
    limit = width - SLACK
    starts = [0]
    used = 0.0  # advance of the line so far
    last_break = 0  # latest place in this line where a break is allowed
    index = 0
    while index < len(pieces):
        piece = pieces[index]
        first = index == starts[-1]
        if not first and piece.cost is not None:
            last_break = index
        lead = 0.0 if first else piece.lead
        if not first and used + lead + piece.end > limit:
            cut = last_break if last_break > starts[-1] else index
            starts.append(cut)
            used, last_break, index = 0.0, cut, cut
            continue
        used += lead + piece.width
        index += 1
    return starts


def _best(pieces: Sequence[_Piece], width: float, count: int, balanced: bool) -> list[int] | None:
    """Starts of exactly `count` lines with the least total cost (design.md 3), or None where the rules forbid it."""
    n = len(pieces)
    limit = width - SLACK
    total = sum(p.width + p.lead for p in pieces)
    ideal = min(total / count, limit)
    inf = float("inf")
    best: list[dict[int, tuple[float, int]]] = [{} for _ in range(count + 1)]
    best[0][0] = (0.0, -1)
    for k in range(count):
        for start, (cost, _) in best[k].items():
            used = 0.0
            for end in range(start + 1, n + 1):
                piece = pieces[end - 1]
                lead = 0.0 if end - 1 == start else piece.lead
                if used + lead + piece.end > limit and end - 1 > start:
                    break
                length = used + lead + piece.end
                used += lead + piece.width
                if end < n and pieces[end].cost is None:
                    continue
                last = end == n
                if last != (k == count - 1):
                    continue
                slack = (abs(ideal - length) if balanced else max(limit - length, 0.0)) if not last or balanced else 0.0
                parted = 0.0 if last else (pieces[end].cost or 0.0) * (1.0 if balanced else BODY)
                here = cost + slack * slack + parted
                if last and count > 1 and length < ORPHAN:
                    here += ORPHAN_COST
                if here < best[k + 1].get(end, (inf, 0))[0]:
                    best[k + 1][end] = (here, start)
    if n not in best[count]:
        return None
    starts: list[int] = []
    at = n
    for k in range(count, 0, -1):
        at = best[k][at][1]
        starts.append(at)
    return starts[::-1]


def _line(pieces: Sequence[_Piece]) -> TextLine:
    runs: list[Run] = []
    x = 0.0
    end = 0.0
    for number, piece in enumerate(pieces):
        lead = piece.lead if number else 0.0
        for offset, text in piece.runs:
            at = x + lead + offset
            if runs and not lead and offset == 0.0 and not _parted(runs[-1].text, text):
                runs[-1] = Run(runs[-1].x, runs[-1].text + text)
            else:
                runs.append(Run(at, text))
        end = x + lead + piece.end
        x += lead + piece.width
    return TextLine(tuple(runs), end)


def _parted(left: str, right: str) -> bool:
    return is_wide(left[-1]) and is_latin(right[0])
