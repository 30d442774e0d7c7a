"""The content of a cell and a width → its lines: large numbers among their words, or words alone with the prohibition
sign."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import fsum

from yizhangtu.draw.canvas import ASCENT, DIGIT_HALF
from yizhangtu.layout.conduct.conduct_line import SIGN, Bit, BitLine, Letters, LineBlock
from yizhangtu.layout.conduct.conduct_plan import Cell, CellLimit, Tall, forbids
from yizhangtu.layout.measure import Measure
from yizhangtu.style.tables.conduct_style import ConductHead, ConductItem, ConductStyle
from yizhangtu.text import TextLine

SLACK = 0.03  # em: a text almost as wide as its space is wrapped by the typesetter
PHRASE = re.compile(r"[^，、；。：,;/]*[，、；。：,;/]+|[^，、；。：,;/]+")
SHORT = re.compile(r"[㐀-鿿]{3,6}")  # a word that is broken in the middle


class Composer:
    """Composes cells with the lengths of one style. Results are cached by value: the same cells and widths recur."""

    def __init__(self, measure: Measure, style: ConductStyle) -> None:
        self.measure = measure
        self.style = style
        self._cells: dict[tuple[Cell, float, float], LineBlock] = {}
        self._single_lines: dict[tuple[str, Letters], LineBlock] = {}
        self._limits: dict[tuple[CellLimit, float], BitLine] = {}
        self._naturals: dict[CellLimit, tuple[float, float]] = {}

    def cell(self, cell: Cell, width: float, number: float) -> LineBlock:
        """A cell in `width` u, its numbers `number` u high where they fit."""
        key = (cell, round(width, 3), number)
        found = self._cells.get(key)
        if found is None:
            found = self._cells[key] = self._cell(cell, width, number)
        return found

    def largest(self, cell: Cell, width: float) -> float:
        """The largest size of numbers at which each limit fits on one line; 0 if there is none."""
        own = [limit for limit in cell.limits if limit.number]
        sizes = self.style.cell.numbers
        if not own or not all(self._fits(limit, width, sizes[-1]) for limit in own):
            return 0.0
        if len(cell.limits) > 1:  # several limits may have smaller numbers
            return float(sizes[0])
        return float(next(size for size in sizes if self._fits(own[0], width, size)))

    def _fits(self, limit: CellLimit, width: float, number: float) -> bool:
        """Whether a limit fits on one line."""
        known = self._naturals.get(limit)
        if known is None:
            words, number_1 = self._single(limit, 0.0).width, self._single(limit, 1.0).width
            known = self._naturals[limit] = (words, number_1 - words)
        return known[0] + known[1] * number <= width

    def _cell(self, cell: Cell, width: float, number: float) -> LineBlock:
        look = self.style.cell
        if cell.empty:
            return self._words("—", width, ((1.0,), 1), Letters(1.0, "grey"))
        if not cell.limits:
            return self._in_words("，".join(cell.notes) if len(cell.notes) > 1 else cell.notes[0], width)
        lines: list[BitLine] = []
        beside = self._beside(cell.limits, width, number) if len(cell.limits) > 1 else None
        if beside:
            lines.append(beside)
        else:
            size = self._size(cell.limits, width, number)
            for at, limit in enumerate(cell.limits):
                block = self._limit_block(limit, width, size)
                lines += [BitLine(look.line_gap, 0.0, 0.0, ()), *block.lines] if at else block.lines
        aside = self._aside(lines[0], cell.notes[0], width) if len(lines) == len(cell.notes) == 1 else None
        if aside:
            return LineBlock((aside,))
        lead = max(self._tag(limit.tag) for limit in cell.limits)
        for note in cell.notes:
            lines += self.text(note, width - lead, Letters(look.note, "grey")).lines
        return LineBlock(tuple(_hung(lines, lead, width) if lead else lines))

    def _size(self, limits: Sequence[CellLimit], width: float, number: float) -> float:
        """The largest size of the numbers of a cell at which they fit on one line with their words, if there is one."""
        look = self.style.cell
        sizes = [size for size in look.numbers if size <= number]
        if len(limits) > 1:
            sizes = [size for size in sizes if size <= number * look.stacked] or sizes[-1:]
        own = [limit for limit in limits if limit.number]
        return float(next((s for s in sizes if all(self._fits(limit, width, s) for limit in own)), sizes[0]))

    def _aside(self, line: BitLine, note: str, width: float) -> BitLine | None:
        """A limit followed by its note; None if both do not fit on one line."""
        found = self.text(note, 1e6, Letters(self.style.cell.note, "grey")).lines
        gap = self.style.cell.note_gap
        if len(found) != 1 or line.width + gap + found[0].width > width:
            return None
        bits = (*line.bits, *(bit._replace(x=line.width + gap + bit.x) for bit in found[0].bits))
        return BitLine(line.height, line.width + gap + found[0].width, line.baseline, bits)

    def _in_words(self, words: str, width: float, tag: str = "") -> LineBlock:
        """A limit in words alone, at the largest size that needs at most two lines."""
        look = self.style.cell
        lead_by = SIGN if forbids(words, self.style) and not tag else tag
        return self._words(words, width, (look.spoken, look.spoken_lines), Letters(1.0, bold=True), lead_by)

    def _words(
        self, words: str, width: float, fit: tuple[Sequence[float], int], letters: Letters, lead_by: str = ""
    ) -> LineBlock:
        """Words after the sign or a tag (`lead_by`), at the first suitable size. `fit` are the sizes and the number of
        lines that such a size may need."""
        (sizes, most), bold = fit, letters.bold
        look = self.style.cell
        sign, tag = (SIGN, "") if lead_by == SIGN else ("", lead_by)
        found: tuple[float, float] | None = None  # size, room before the words
        for size in sizes:
            lead = (look.sign + look.sign_gap) * size if sign else self._tag(tag)
            room = round((width - lead) / size, 4)
            if self.measure.typesetter.count(words, room, bold) > most:
                continue
            found = found or (size, lead)
            if self._phrased(words, room, bold) is not None:
                found = (size, lead)
                break
        size, lead = found or (size, lead)
        block = self.text(words, width - lead, letters._replace(size=size))
        if not lead or not block.lines:
            return block
        whole = block.width
        lines: list[BitLine] = []
        for at, line in enumerate(block.lines):
            shift = lead + (whole - line.width) / 2 * (not sign)
            bits = tuple(bit._replace(x=bit.x + shift) for bit in line.bits)
            if at == 0:
                side = look.sign * size
                first = Bit(0.0, side, side, None, "line", icon=sign) if sign else self._tagged(tag)
                bits = (first, *bits)
                high = max(line.height, look.tag_width + look.line_gap if tag else 0.0)
                line = BitLine(high, line.width, line.baseline + (high - line.height) / 2, line.bits)
            lines.append(BitLine(line.height, lead + whole, line.baseline, bits))
        return LineBlock(tuple(lines))

    def _phrased(self, words: str, room: float, bold: bool) -> str | None:
        """Words in lines of `room` em broken between phrases only; None if that needs more lines than necessary."""
        count = self.measure.typesetter.count(words, room, bold)
        if count <= 1 or "\n" in words:
            return words
        if count == 2 and SHORT.fullmatch(words):
            middle = (len(words) + 1) // 2
            return f"{words[:middle]}\n{words[middle:]}"
        lines = [""]
        for phrase in PHRASE.findall(words):
            if lines[-1] and self.measure.typesetter.count(lines[-1] + phrase, room, bold) > 1:
                lines.append("")
            lines[-1] += phrase
        broken = "\n".join(lines)
        return broken if self.measure.typesetter.count(broken, room, bold) <= count == len(lines) else None

    def named(
        self,
        texts: tuple[str, str],
        width: float,
        look: ConductHead | ConductItem,
        fills: tuple[str, str],
        beside: bool = False,
    ) -> LineBlock:
        """A bold name and its note (`texts`, `fills`): the note below, or with `beside` after the name if one line has
        space for both."""
        (name, note), (fill, note_fill) = texts, fills
        block = self.text(name, width, Letters(look.name, fill, True, look.leading))
        if not note:
            return block
        below = self.text(note, width, Letters(look.note, note_fill, False, look.leading))
        gap = 0.6 * look.name
        if beside and len(block.lines) == len(below.lines) == 1 and block.width + gap + below.width <= width:
            first, second = block.lines[0], below.lines[0]
            bits = (*first.bits, second.bits[0]._replace(x=first.width + gap))
            return LineBlock((first._replace(width=first.width + gap + second.width, bits=bits),))
        return LineBlock((*block.lines, *below.lines))

    def text(self, text: str, width: float, letters: Letters) -> LineBlock:
        """A paragraph with lines broken between phrases, or else balanced."""
        room, bold = round(width / letters.size, 4), letters.bold
        if self.measure.width(text, 1.0, bold) + SLACK <= room:
            key = (text, letters)
            if key not in self._single_lines:
                self._single_lines[key] = self._lines(self.measure.typesetter.lines(text, 1e9, bold), letters)
            return self._single_lines[key]
        found = self.measure.typesetter.lines(self._phrased(text, room, bold) or text, room, bold, True)
        return self._lines(found, letters)

    def _lines(self, found: Sequence[TextLine], letters: Letters) -> LineBlock:
        size, fill, bold, leading = letters
        leading = (leading or self.style.cell.leading) * size
        base = (leading - size) / 2 + ASCENT * size
        return LineBlock(
            tuple(
                BitLine(leading, line.width * size, base, (Bit(0.0, line.width * size, size, line, fill, bold),))
                for line in found
            )
        )

    def tall(self, tall: Tall, width: float, height: float) -> LineBlock | None:
        """An occasion in one cell, with the largest words that fit on a line each; None if even the smallest do not
        fit."""
        look = self.style.tall
        for size in look.sizes:
            block = self._tall(tall, width, size)
            if block.height <= height and (block.even or size == look.sizes[-1]):
                return block
        return None

    def tall_least(self, tall: Tall, width: float) -> float:
        """The height of the smallest form of an occasion in one cell."""
        return self._tall(tall, width, self.style.tall.sizes[-1]).height

    def _tall(self, tall: Tall, width: float, size: float) -> LineBlock:
        look = self.style.tall
        lines: list[BitLine] = []
        side = look.sign * size
        lines.append(BitLine(side, side, side, (Bit(0.0, side, side, None, "line", icon=SIGN),)))
        lines.append(BitLine(look.sign_gap * size, 0.0, 0.0, ()))
        even = True
        leading = look.leading * size
        for text in tall.texts:
            room = round(width / size, 4)
            found = self.measure.typesetter.lines(self._phrased(text, room, True) or text, room, True, True)
            even = even and len(found) == 1
            base = (leading - size) / 2 + ASCENT * size
            for line in found:
                bit = Bit(0.0, line.width * size, size, line, "ink", True)
                lines.append(BitLine(leading, line.width * size, base, (bit,)))
        if tall.notes:
            lines.append(BitLine(look.note_gap, 0.0, 0.0, ()))
        for note in tall.notes:
            lines += self.text(note, width, Letters(1.0, "grey")).lines
        return LineBlock(tuple(lines), even)

    def _limit_block(self, limit: CellLimit, width: float, number: float) -> LineBlock:
        """One limit: on one line; else the number below the words before it; else all of it as words."""
        if not limit.number:
            return self._in_words(limit.before, width, limit.tag)
        if self._fits(limit, width, number):
            return LineBlock((self._single(limit, number), *self._tail(limit, width)))
        look = self.style.cell
        sizes = [size for size in look.numbers if size <= number]
        for size, after in (*((size, limit.after) for size in sizes), (sizes[-1], "")):
            below = self._single(CellLimit("" if limit.before else limit.tag, "", limit.number, after, ""), size)
            if below.width <= width:
                words, one_size = Letters(look.words), ((look.words,), 99)
                above = self._words(limit.before, width, one_size, words, limit.tag).lines if limit.before else ()
                rest = () if after == limit.after else self.text(limit.after, width, words).lines
                return LineBlock((*above, below, *rest, *self._tail(limit, width)))
        return LineBlock(
            self._words(_whole(limit), width, (look.spoken[1:], 3), Letters(1.0, bold=True), limit.tag).lines
        )

    def _tail(self, limit: CellLimit, width: float) -> tuple[BitLine, ...]:
        return self.text(limit.tail, width - self._tag(limit.tag), Letters(1.0)).lines if limit.tail else ()

    def _beside(self, limits: Sequence[CellLimit], width: float, number: float) -> BitLine | None:
        """Limits with numbers side by side; None if they do not fit."""
        if any(not limit.number or limit.tail for limit in limits):
            return None
        gap = self.style.cell.apart
        lines = [self._single(limit, number) for limit in limits]
        total = fsum(line.width for line in lines) + gap * (len(lines) - 1)
        if total > width:
            return None
        bits: list[Bit] = []
        x = 0.0
        for line in lines:
            bits += [bit._replace(x=bit.x + x) for bit in line.bits]
            x += line.width + gap
        return BitLine(lines[0].height, total, lines[0].baseline, tuple(bits))

    def _single(self, limit: CellLimit, number: float) -> BitLine:
        """A limit on one line."""
        key = (limit, number)
        if key not in self._limits:
            self._limits[key] = self._limit(limit, number)
        return self._limits[key]

    def _limit(self, limit: CellLimit, number: float) -> BitLine:
        look = self.style.cell
        bits: list[Bit] = []
        x = 0.0
        if limit.tag:
            bits.append(self._tagged(limit.tag))
            x += self._tag(limit.tag)
        gap = 0.0
        for text, size, fill, bold, behind in (
            (limit.before, look.words, "ink", False, look.gap),
            (limit.number, number, "dark", True, look.unit_gap),
            (limit.after, look.words, "ink", False, 0.0),
        ):
            lines = self.measure.typesetter.lines(text, 1e9, bold) if text else ()
            if lines:
                wide = lines[0].width * size
                bits.append(Bit(x + gap, wide, size, lines[0], fill, bold))
                x += gap + wide
                gap = behind
        height = number * look.number_line
        return BitLine(height, x, height / 2 + DIGIT_HALF * number, tuple(bits))

    def _tag(self, tag: str) -> float:
        look = self.style.cell
        return float(look.tag_width + look.tag_gap) if tag else 0.0

    def _tagged(self, tag: str) -> Bit:
        look = self.style.cell
        return Bit(0.0, look.tag_width, look.tag, None, "dark", True, tag=tag)


def _hung(lines: Sequence[BitLine], lead: float, width: float) -> list[BitLine]:
    """Lines with their tags below one another at the left, and all other texts beside them, never below a tag."""
    begins = [0.0 if any(bit.tag for bit in line.bits) else min(lead, width - line.width) for line in lines]
    widest = max(line.width + begin for line, begin in zip(lines, begins, strict=True))
    return [
        line._replace(width=widest, bits=tuple(bit._replace(x=bit.x + begin) for bit in line.bits))
        for line, begin in zip(lines, begins, strict=True)
    ]


def _whole(limit: CellLimit) -> str:
    return f"{limit.before}{limit.number}{limit.after}{limit.tail}"
