"""Tokens and a width → lines of runs with their positions: as few as possible, then as even as possible."""

import itertools
from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from math import fsum
from typing import NamedTuple

from yizhangtu.text.metrics import Metrics
from yizhangtu.text.tokens import (
    GAP,
    HANG_WIDTH,
    HANGING,
    OPENING,
    Token,
    Words,
    is_latin,
    is_wide,
    needs_gap,
    tokenize,
)

SLACK = 0.02  # em kept free at the end of a line, against rounding
ALONE_COST = 40.0  # of a last line of one character; in titles of any
ORPHAN_COST = 6.0  # of a last line below ORPHAN em in wide running text (design.md 3)
ORPHAN = 2.1
ALONE = 1.6  # em: a line of one character
NARROW = 0.33  # of the width of the line: a last line of so many em is long enough
BODY = 0.4  # factor of the cost of a break inside a word in running text, against that in titles
NEW_LINE = 1e6  # em: lead of a word that always starts a line
SAME = 1e-9  # em
BLANK = 0.25  # em, a blank between Western words
CACHED = 1 << 11  # texts whose lines are kept
HANGING_MOST = 1.0  # em by which a line may exceed its limit: half a mark at its end, another or a gap at its start


class Run(NamedTuple):
    """A piece of a line set without gaps; `x` in em from the line's start, negative where the empty half of an opening
    mark is before it."""

    x: float
    text: str


class TextLine(NamedTuple):
    """One line; `width` in em, with the reduced width of a hanging mark at its end."""

    runs: tuple[Run, ...]
    width: float

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


class _Piece(NamedTuple):
    text: str  # with its inner gaps as separate runs
    runs: tuple[tuple[float, str], ...]
    width: float  # full advance
    end: float  # advance at the end of a line
    lead: float  # space before it, except at the start of a line; the empty half of an opening mark included
    cost: float | None


class _Paragraphs:
    """The pieces of a text, and its number of lines by width. A number holds for the whole range of widths at which the
    lines are broken at the same places, so that ranges are cached instead of widths."""

    def __init__(self, metrics: Metrics, words: Words, text: str, bold: bool) -> None:
        self._metrics, self._bold = metrics, bold
        paragraphs = (_pieces(metrics, words, part, bold) for part in text.split("\n"))
        self._pieces = tuple(pieces for pieces in paragraphs if pieces)
        self._widest = max((piece.end for pieces in self._pieces for piece in pieces), default=0.0)
        self._lows: list[float] = []  # where the known ranges begin, in order
        self._known: list[tuple[float, int]] = []  # where each range ends, and its number of lines

    def at(self, width: float) -> Sequence[tuple[_Piece, ...]]:
        """The pieces of each paragraph at a width; those that are wider are broken."""
        if self._widest <= width:
            return self._pieces
        return [tuple(q for p in pieces for q in self._shatter(p, width)) for pieces in self._pieces]

    def count(self, width: float) -> int:
        """The number of lines at a width."""
        limit = width - SLACK
        if self._widest > width:
            return sum(len(_greedy(pieces, limit)[0]) for pieces in self.at(width))
        index = bisect_right(self._lows, limit)
        if index and limit < self._known[index - 1][0]:
            return self._known[index - 1][1]
        count, low, high = 0, 0.0, float("inf")
        for pieces in self._pieces:
            starts, longest, beyond = _greedy(pieces, limit)
            count += len(starts)
            low, high = max(low, longest), min(high, beyond)
        self._lows.insert(index, low)
        self._known.insert(index, (high, count))
        return count

    def _shatter(self, piece: _Piece, width: float) -> list[_Piece]:
        """A word wider than the line is broken anywhere, instead of being cut off. It starts a line: otherwise a text
        could have fewer lines at a smaller width, and the number of lines would not be monotonic."""
        if piece.end <= width:
            return [piece]
        parts: list[_Piece] = []
        for char in piece.text:
            before = parts[-1].text[-1] if parts else ""
            part = _piece(self._metrics, Token(char, 0.0), before, self._bold)
            parts.append(part if parts else part._replace(lead=NEW_LINE, cost=piece.cost))
        return parts


class Typesetter:
    """Sets paragraphs in a pair of fonts. Results are cached by text: a card is measured many times."""

    def __init__(self, metrics: Metrics, words: Words) -> None:
        """`lines` and `width` are the functions `_lines` and `_width` without their first parameters; `advance` is the
        width of a run of text inside a line."""
        self.advance = metrics.width
        self._paragraphs = lru_cache(maxsize=CACHED)(partial(_Paragraphs, metrics, words))
        self.lines = lru_cache(maxsize=CACHED)(partial(_lines, self._paragraphs))
        self.width = lru_cache(maxsize=CACHED)(partial(_width, self.lines))

    def count(self, text: str, width: float, bold: bool = False) -> int:
        """The number of lines of `text` at `width` em."""
        return self._paragraphs(text, bold).count(width)


def _lines(
    paragraphs: Callable[[str, bool], _Paragraphs], text: str, width: float, bold: bool = False, balanced: bool = False
) -> tuple[TextLine, ...]:
    """The lines of `text` at `width` em: as many as `count` gives, with the least total cost of breaks.

    `balanced` evens out the lengths (titles); otherwise the lines are filled (body).
    """
    lines: list[TextLine] = []
    for pieces in paragraphs(text, bold).at(width):
        starts, _, _ = _greedy(pieces, width - SLACK)
        if len(starts) > 1 and len(pieces) < 400:  # longer paragraphs are only filled
            starts = _best(pieces, width, len(starts), balanced) or starts
        bounds = [*starts, len(pieces)]
        lines += [_line(pieces[a:b]) for a, b in itertools.pairwise(bounds)]
    return tuple(lines)


def _width(lines: Callable[[str, float, bool], tuple[TextLine, ...]], text: str, bold: bool = False) -> float:
    """Width in em of the whole text on one line."""
    return max((line.width for line in lines(text, 1e9, bold)), default=0.0)


def _pieces(metrics: Metrics, words: Words, text: str, bold: bool) -> tuple[_Piece, ...]:
    pieces: list[_Piece] = []
    before = ""
    for token in tokenize(text, words):
        pieces.append(_piece(metrics, token, before, bold))
        before = token.text[-1]
    return tuple(pieces)


def _piece(metrics: Metrics, token: Token, before: str, bold: bool) -> _Piece:
    text = token.text
    runs: list[tuple[float, str]] = []
    half = 1 - HANG_WIDTH if text[0] in OPENING else 0.0
    x, start = -half, 0
    for at in range(1, len(text)):
        if needs_gap(text[at - 1], text[at]):
            runs.append((x, text[start:at]))
            x += metrics.width(text[start:at], bold) + GAP
            start = at
    runs.append((x, text[start:]))
    x += metrics.width(text[start:], bold)
    lead = 0.0
    if before and needs_gap(before, text[0]):
        lead = GAP
    elif before and token.space:
        lead = BLANK
    trim = 1 - HANG_WIDTH if text[-1] in HANGING else 0.0
    return _Piece(text, tuple(runs), x, x - trim, lead + half, token.cost)


def _greedy(pieces: Sequence[_Piece], limit: float) -> tuple[list[int], float, float]:
    """Indices at which lines start, each line as full as the rules allow; and the range of limits, from the first up to
    below the second, with the same starts."""
    starts = [0]
    low, high = 0.0, float("inf")
    used = 0.0  # advance of the line so far
    last_break = 0  # last place in this line where a break is allowed
    index = begin = 0
    count = len(pieces)
    while index < count:
        piece = pieces[index]
        if index == begin:
            used = piece.width
            index += 1
            continue
        if piece.cost is not None:
            last_break = index
        end = used + piece.lead + piece.end
        if end > limit:
            high = min(high, end)
            begin = last_break = index = last_break if last_break > begin else index
            starts.append(begin)
            continue
        low = max(low, end)
        used += piece.lead + piece.width
        index += 1
    return starts, low, high


def _best(pieces: Sequence[_Piece], width: float, count: int, balanced: bool) -> list[int] | None:
    """Starts of exactly `count` lines with the least total cost (design.md 3), or None where the rules forbid it."""
    n = len(pieces)
    limit = width - SLACK
    rest = [0.0]  # advance from each piece to the end
    for piece in reversed(pieces):
        rest.append(rest[-1] + piece.width + piece.lead)
    rest.reverse()
    ideal = min(fsum(p.width + p.lead for p in pieces) / count, limit)
    orphan = max(ALONE, min(ORPHAN, NARROW * limit))
    inf = float("inf")
    best: list[dict[int, tuple[float, int]]] = [{} for _ in range(count + 1)]
    best[0][0] = (0.0, -1)
    for k in range(count):
        most = (count - k - 1) * (limit + HANGING_MOST)  # capacity of the lines after this one
        for start, (cost, _) in best[k].items():
            used = 0.0
            for end in range(start + 1, n + 1):
                piece = pieces[end - 1]
                lead = 0.0 if end - 1 == start else piece.lead
                if used + lead + piece.end > limit and end - 1 > start:
                    break
                length = used + lead + piece.end
                used += lead + piece.width
                if rest[end] > most or (end < n and pieces[end].cost is None):
                    continue
                last = end == n
                if last != (k == count - 1):
                    continue
                slack = (abs(ideal - length) if balanced else max(limit - length, 0.0)) if not last or balanced else 0.0
                parted = 0.0 if last else (pieces[end].cost or 0.0) * (1.0 if balanced else BODY)
                here = cost + slack * slack + parted
                if length < ALONE and (balanced or (last and count > 1)):
                    here += ALONE_COST
                elif last and not balanced and length < orphan:
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
            if runs and abs(lead + offset) < SAME and not _parted(runs[-1].text, text):
                runs[-1] = Run(runs[-1].x, runs[-1].text + text)
            else:
                runs.append(Run(at, text))
        end = x + lead + piece.end
        x += lead + piece.width
    return TextLine(tuple(runs), end)


def _parted(left: str, right: str) -> bool:
    return is_wide(left[-1]) and is_latin(right[0])
