"""Text → tokens, between which lines may be broken, with the cost of each break.

Rules: CLREQ (Requirements for Chinese Text Layout) 3.1.3 prohibition rules for line start and line end; 3.2.2 space
between Chinese and Western text; numbers stay with their measure word (GB/T 15835 usage).
"""

import math
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

NO_START = frozenset("，。、；：？！）》〉」』】〕〗”’％%‰℃…—～·•,.;:?!)]}>/／-–°○")
NO_END = frozenset("（《〈「『【〔〖“‘([{<￥¥$№#")
HANGING = frozenset("，。、；：！？）》」』】〕”’")  # full-width marks with an empty right half
OPENING = frozenset("（《〈「『【〔〖“‘")  # full-width marks with an empty left half
HANG_WIDTH = 0.55  # of an em, of a mark at the end or the start of a line
GAP = 0.25  # em between an ideograph and a Latin letter or digit (CLREQ 3.2.2)
UNIT = (  # measure words, as a pattern: longer ones first
    "个工作日|个自然日|平方公里|工作日|自然日|个小时|平方米|个月|小时|分钟|周岁|公里|万元|亿元|千元"
    "|[元万亿日天周月年岁人户份次个条项米亩张套家页级名只种楼号时分秒倍步％%寸桌辆期届票件类档]"
)
_NUMBER = r"\d+(?:[.,:：]\d+)*(?:\((?:不)?含\)|（(?:不)?含）)?"
_RANGE = rf"{_NUMBER}(?:\s?[-–—―~～至/]{{1,2}}\s?{_NUMBER})*"
_PIECE = re.compile(
    rf"(?P<number>第?[约≤≥<>＞＜±+＋\-－]?{_RANGE}(?:{UNIT})?(?:以上|以下|以内|内|前|后)?)"
    r"|(?P<word>[A-Za-zÀ-ɏͰ-ϿЀ-ӿ0-9_@&+'’.\-/:#=?%~]+)"
    r"|(?P<rule>＿+)"
    r"|(?P<space>\s+)"
    r"|(?P<other>.)",
    re.DOTALL,
)
WORD_BREAK = 20.0  # cost of a break inside a listed or common word
LOOSE = 5.0  # beside a single character, which often belongs to the word next to it: 文明户
ENDINGS = frozenset("省市县区镇乡村组屯寨庄坪湾堡局厅处委办所站中院校队户员")  # single characters that end a name
ENCLOSED_BREAK = 6.0  # more, inside quotes or brackets
BLANK_BREAK = 40.0  # more, inside the words of a blank: ＿＿＿＿〔金额〕
ENCLOSED = 14  # characters between quotes or brackets that should stay on one line, at most
FREE = 0.0
AFTER_MARK = -2.0
_ENCLOSED = re.compile(
    "|".join(
        rf"{re.escape(a)}[^{re.escape(a + b)}]{{1,{ENCLOSED}}}{re.escape(b)}"
        for a, b in ("“”", "（）", "《》", "「」", "〔〕", "()")
    )
)
_BLANK = re.compile(rf"＿〔[^〔〕]{{1,{ENCLOSED}}}〕")
_IDEOGRAPHS = re.compile(r"[\u3400-\u9fff]{2,}")
LONGEST = 4  # characters of a common word
RANK = 300  # added to the rank of a word: the most frequent words are not much more probable than the next
SINGLE = 8.0  # improbability of a single character, as a logarithm


@lru_cache(maxsize=1 << 13)
def is_wide(char: str) -> bool:
    """Whether `char` is an ideograph (one side of the CJK–Latin gap)."""
    code = ord(char)
    return 0x3400 <= code <= 0x9FFF or 0xF900 <= code <= 0xFAFF or 0x20000 <= code <= 0x3FFFF or code == 0x3007


@lru_cache(maxsize=1 << 13)
def is_latin(char: str) -> bool:
    """Whether `char` is a Western letter or digit (the other side of the gap)."""
    return char.isalnum() and ord(char) < 0x2E80


class Token(NamedTuple):
    """`text` is broken only where it is wider than the line. `cost` is the cost of a break before it, None where a
    break is forbidden; `space`: a blank was written before it."""

    text: str
    cost: float | None
    space: bool = False


class Words:
    """Words that should stay on one line: the listed ones (styles/words.txt), and the `common` ones of the language
    (styles/lexicon/words.txt), the most frequent first, by which a text is divided into words."""

    def __init__(self, listed: Sequence[str], common: Sequence[str] = ()) -> None:
        self._listed = re.compile("|".join(sorted(map(re.escape, listed), key=len, reverse=True)) or r"(?!)")
        self._ranks: dict[str, int] = dict(zip(common, range(RANK, RANK + len(common)), strict=True))
        self._ranks.update(dict.fromkeys(listed, RANK) if common else ())

    def costs(self, text: str) -> Mapping[int, float]:
        """The costs of breaks before these offsets in `text`, where they are not free."""
        found: dict[int, float] = {}
        if self._ranks:
            for run in _IDEOGRAPHS.finditer(text):
                self._divide(run.group(), run.start(), found)
        for match in self._listed.finditer(text):
            found.update(dict.fromkeys(range(match.start() + 1, match.end()), WORD_BREAK))
        for match in _ENCLOSED.finditer(text):
            for at in range(match.start() + 1, match.end()):
                found[at] = found.get(at, FREE) + ENCLOSED_BREAK
        for match in _BLANK.finditer(text):
            for at in range(match.start() + 2, match.end()):
                found[at] = found.get(at, FREE) + BLANK_BREAK
        return found

    def _divide(self, text: str, start: int, found: dict[int, float]) -> None:
        """Divide ideographs into the most probable words, and note the costs of breaks inside and between them."""
        count, ranks = len(text), self._ranks
        least = [0.0] + [math.inf] * count
        begins = [0] * (count + 1)
        for at in range(count):
            for end in range(at + 1, min(at + LONGEST, count) + 1):
                rank = ranks.get(text[at:end])
                if rank is None and end > at + 1:
                    continue
                cost = least[at] + (math.log(rank) if rank else SINGLE)
                if cost < least[end]:
                    least[end], begins[end] = cost, at
        end, after_single = count, False
        while end:
            begin = begins[end]
            single = end == begin + 1
            if end < count and (after_single or (single and text[begin] not in ENDINGS)):
                found[start + end] = LOOSE
            found.update(dict.fromkeys(range(start + begin + 1, start + end), WORD_BREAK))
            end, after_single = begin, single


def tokenize(text: str, words: Words) -> tuple[Token, ...]:
    """Split a paragraph. Blanks at its ends are dropped, several blanks count as one."""
    costs = words.costs(text)
    tokens: list[Token] = []
    space = False
    previous = ""
    for match in _PIECE.finditer(text):
        if match.lastgroup == "space":
            space = bool(tokens)
            continue
        piece = match.group()
        cost = _cost(previous, piece, space, costs.get(match.start(), FREE))
        tokens.append(Token(piece, cost, space))
        previous, space = piece, False
    return _glue(tokens)


def _cost(previous: str, piece: str, space: bool, inside: float) -> float | None:
    if not previous:
        return FREE
    if piece[0] in NO_START or previous[-1] in NO_END:
        return None
    return (AFTER_MARK if space or previous[-1] in HANGING else FREE) + inside


def _glue(tokens: list[Token]) -> tuple[Token, ...]:
    """Join tokens without a break between them, unless a gap or blank is between them (those need separate runs)."""
    joined: list[Token] = []
    for token in tokens:
        last = joined[-1] if joined else None
        if last and token.cost is None and not token.space and not needs_gap(last.text[-1], token.text[0]):
            joined[-1] = Token(last.text + token.text, last.cost, last.space)
        else:
            joined.append(token)
    return tuple(joined)


def needs_gap(left: str, right: str) -> bool:
    """Whether the CJK–Latin gap is between two neighbouring characters."""
    return (is_wide(left) and is_latin(right)) or (is_latin(left) and is_wide(right))
