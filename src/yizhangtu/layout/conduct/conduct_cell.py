"""What a cell says + a width → its lines: big numbers between their words, words alone with the sign of prohibition."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from yizhangtu.draw.canvas import ASCENT, DIGIT_HALF
from yizhangtu.layout.conduct.conduct_line import SIGN, Bit, Block, Line
from yizhangtu.layout.conduct.conduct_plan import Cell, Say, Tall, forbids
from yizhangtu.layout.measure import Measure
from yizhangtu.style.tables.conduct_style import ConductHead, ConductItem, ConductStyle
from yizhangtu.text import TextLine

SLACK = 0.03  # em: what is nearly as wide as its room is left to the typesetter
PHRASE = re.compile(r"[^，、；。：,;/]*[，、；。：,;/]+|[^，、；。：,;/]+")
SHORT = re.compile(r"[㐀-鿿]{3,6}")  # a word that is parted in the middle


@dataclass(frozen=True)
class Composer:
    """Composes cells with the lengths of one style."""

    measure: Measure
    style: ConductStyle
    known: dict[tuple[int, float, float], tuple[Cell, Block]] = field(default_factory=dict, compare=False, repr=False)
    singles: dict[tuple[str, float, str, bool, float], Block] = field(default_factory=dict, compare=False, repr=False)
    limits: dict[tuple[Say, float], Line] = field(default_factory=dict, compare=False, repr=False)
    naturals: dict[Say, tuple[float, float]] = field(default_factory=dict, compare=False, repr=False)

    def cell(self, cell: Cell, width: float, number: float) -> Block:
        """A cell in `width` u, its numbers `number` u high where they fit."""
        key = (id(cell), round(width, 3), number)
        found = self.known.get(key)
        if found is None:
            found = self.known[key] = (cell, self._cell(cell, width, number))
        return found[1]

    def largest(self, cell: Cell, width: float) -> float:
        """The largest size of its numbers with which they stand on one line each; 0 where they cannot."""
        own = [say for say in cell.says if say.number]
        sizes = self.style.cell.numbers
        if not own or not all(self._fits(say, width, sizes[-1]) for say in own):
            return 0.0
        if len(cell.says) > 1:  # they may be smaller than others
            return float(sizes[0])
        return float(next(size for size in sizes if self._fits(own[0], width, size)))

    def _fits(self, say: Say, width: float, number: float) -> bool:
        """Whether a limit goes on one line."""
        known = self.naturals.get(say)
        if known is None:
            words, number_1 = self._single(say, 0.0).width, self._single(say, 1.0).width
            known = self.naturals[say] = (words, number_1 - words)
        return known[0] + known[1] * number <= width

    def _cell(self, cell: Cell, width: float, number: float) -> Block:
        look = self.style.cell
        if cell.empty:
            return self.words("—", width, (1.0,), "grey", False)
        if not cell.says:
            return self.spoken("，".join(cell.notes) if len(cell.notes) > 1 else cell.notes[0], width)
        lines: list[Line] = []
        beside = self._beside(cell.says, width, number) if len(cell.says) > 1 else None
        if beside:
            lines.append(beside)
        else:
            size = self._size(cell.says, width, number)
            for at, say in enumerate(cell.says):
                block = self._say(say, width, size)
                lines += [Line(look.line_gap, 0.0, 0.0, ()), *block.lines] if at else block.lines
        aside = self._aside(lines[0], cell.notes[0], width) if len(lines) == len(cell.notes) == 1 else None
        if aside:
            return Block((aside,))
        for note in cell.notes:
            lines += self.text(note, width, look.note, "grey").lines
        return Block(tuple(lines))

    def _size(self, says: Sequence[Say], width: float, number: float) -> float:
        """The largest size of the numbers of a cell with which they stand on one line with their words, if any is."""
        look = self.style.cell
        sizes = [size for size in look.numbers if size <= number]
        if len(says) > 1:
            sizes = [size for size in sizes if size <= number * look.stacked] or sizes[-1:]
        own = [say for say in says if say.number]
        return float(next((s for s in sizes if all(self._fits(say, width, s) for say in own)), sizes[0]))

    def _aside(self, line: Line, note: str, width: float) -> Line | None:
        """A limit with its note behind it, None where both do not go on one line."""
        found = self.text(note, 1e6, self.style.cell.note, "grey").lines
        gap = self.style.cell.note_gap
        if len(found) != 1 or line.width + gap + found[0].width > width:
            return None
        bits = (*line.bits, *(replace(bit, x=line.width + gap + bit.x) for bit in found[0].bits))
        return Line(line.height, line.width + gap + found[0].width, line.baseline, bits)

    def spoken(self, words: str, width: float, tag: str = "") -> Block:
        """A limit in words alone: as large as needs no more than two lines."""
        look = self.style.cell
        lead_by = SIGN if forbids(words, self.style) and not tag else tag
        return self.words(words, width, look.spoken, "ink", True, lead_by, look.spoken_lines)

    def words(
        self, words: str, width: float, sizes: Sequence[float], fill: str, bold: bool, lead_by: str = "", most: int = 1
    ) -> Block:
        """Words at the first of `sizes` that needs no more than `most` lines, after the sign or a tag (`lead_by`)."""
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
        block = self.text(words, width - lead, size, fill, bold)
        if not lead or not block.lines:
            return block
        whole = block.width
        lines: list[Line] = []
        for at, line in enumerate(block.lines):
            shift = lead + (whole - line.width) / 2 * (not sign)
            bits = tuple(replace(bit, x=bit.x + shift) for bit in line.bits)
            if at == 0:
                side = look.sign * size
                first = Bit(0.0, side, side, None, "line", icon=sign) if sign else self._tagged(tag)
                bits = (first, *bits)
                high = max(line.height, look.tag_width + look.line_gap if tag else 0.0)
                line = Line(high, line.width, line.baseline + (high - line.height) / 2, line.bits)
            lines.append(Line(line.height, lead + whole, line.baseline, bits))
        return Block(tuple(lines))

    def _phrased(self, words: str, room: float, bold: bool) -> str | None:
        """Words in lines of `room` em parted between phrases alone; None where that takes more lines than need be."""
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
        name: str,
        note: str,
        width: float,
        look: ConductHead | ConductItem,
        fill: str,
        note_fill: str,
        beside: bool,
    ) -> Block:
        """A bold name and its note, below it or, with `beside`, behind it where both fit on one line."""
        leading = look.leading
        block = self.text(name, width, look.name, fill, True, leading)
        if not note:
            return block
        below = self.text(note, width, look.note, note_fill, False, leading)
        gap = 0.6 * look.name
        if beside and len(block.lines) == len(below.lines) == 1 and block.width + gap + below.width <= width:
            first, second = block.lines[0], below.lines[0]
            bits = (*first.bits, replace(second.bits[0], x=first.width + gap))
            return Block((replace(first, width=first.width + gap + second.width, bits=bits),))
        return Block((*block.lines, *below.lines))

    def text(
        self, text: str, width: float, size: float, fill: str = "ink", bold: bool = False, leading: float = 0.0
    ) -> Block:
        """A paragraph, its lines parted between phrases or else balanced."""
        leading = (leading or self.style.cell.leading) * size
        room = round(width / size, 4)
        key = (text, size, fill, bold, leading)
        if self.measure.width(text, 1.0, bold) + SLACK <= room:
            if key not in self.singles:
                self.singles[key] = self._lines(
                    self.measure.typesetter.lines(text, 1e9, bold), size, fill, bold, leading
                )
            return self.singles[key]
        found = self.measure.typesetter.lines(self._phrased(text, room, bold) or text, room, bold, True)
        return self._lines(found, size, fill, bold, leading)

    def _lines(self, found: Sequence[TextLine], size: float, fill: str, bold: bool, leading: float) -> Block:
        base = (leading - size) / 2 + ASCENT * size
        return Block(
            tuple(
                Line(leading, line.width * size, base, (Bit(0.0, line.width * size, size, line, fill, bold),))
                for line in found
            )
        )

    def tall(self, tall: Tall, width: float, height: float) -> Block | None:
        """An occasion in one cell, its words as large as go on a line each; None where even the smallest do not fit."""
        look = self.style.tall
        for size in look.sizes:
            block = self._tall(tall, width, size)
            if block.height <= height and (block.even or size == look.sizes[-1]):
                return block
        return None

    def tall_least(self, tall: Tall, width: float) -> float:
        """Height of the smallest form of an occasion in one cell."""
        return self._tall(tall, width, self.style.tall.sizes[-1]).height

    def _tall(self, tall: Tall, width: float, size: float) -> Block:
        look = self.style.tall
        lines: list[Line] = []
        side = look.sign * size
        lines.append(Line(side, side, side, (Bit(0.0, side, side, None, "line", icon=SIGN),)))
        lines.append(Line(look.sign_gap * size, 0.0, 0.0, ()))
        even = True
        leading = look.leading * size
        for text in tall.says:
            room = round(width / size, 4)
            found = self.measure.typesetter.lines(self._phrased(text, room, True) or text, room, True, True)
            even = even and len(found) == 1
            base = (leading - size) / 2 + ASCENT * size
            for line in found:
                bit = Bit(0.0, line.width * size, size, line, "ink", True)
                lines.append(Line(leading, line.width * size, base, (bit,)))
        if tall.notes:
            lines.append(Line(look.note_gap, 0.0, 0.0, ()))
        for note in tall.notes:
            lines += self.text(note, width, 1.0, "grey").lines
        return Block(tuple(lines), even)

    def _say(self, say: Say, width: float, number: float) -> Block:
        """One limit: on one line; else its number below the words before it; else all of it as words."""
        if not say.number:
            return self.spoken(say.before, width, say.tag)
        if self._fits(say, width, number):
            return Block((self._single(say, number), *self._tail(say, width)))
        look = self.style.cell
        sizes = [size for size in look.numbers if size <= number]
        for size, after in (*((size, say.after) for size in sizes), (sizes[-1], "")):
            below = self._single(Say("" if say.before else say.tag, "", say.number, after, ""), size)
            if below.width <= width:
                words = (look.words,)
                above = self.words(say.before, width, words, "ink", False, say.tag, 99).lines if say.before else ()
                rest = () if after == say.after else self.text(say.after, width, look.words).lines
                return Block((*above, below, *rest, *self._tail(say, width)))
        return Block(self.words(_whole(say), width, look.spoken[1:], "ink", True, say.tag, 3).lines)

    def _tail(self, say: Say, width: float) -> tuple[Line, ...]:
        return self.text(say.tail, width, 1.0).lines if say.tail else ()

    def _beside(self, says: Sequence[Say], width: float, number: float) -> Line | None:
        """Limits with numbers side by side, None where they do not fit."""
        if any(not say.number or say.tail for say in says):
            return None
        gap = self.style.cell.apart
        lines = [self._single(say, number) for say in says]
        total = sum(line.width for line in lines) + gap * (len(lines) - 1)
        if total > width:
            return None
        bits: list[Bit] = []
        x = 0.0
        for line in lines:
            bits += [replace(bit, x=bit.x + x) for bit in line.bits]
            x += line.width + gap
        return Line(lines[0].height, total, lines[0].baseline, tuple(bits))

    def _single(self, say: Say, number: float) -> Line:
        """A limit on one line."""
        key = (say, number)
        if key not in self.limits:
            self.limits[key] = self._limit(say, number)
        return self.limits[key]

    def _limit(self, say: Say, number: float) -> Line:
        look = self.style.cell
        bits: list[Bit] = []
        x = 0.0
        if say.tag:
            bits.append(self._tagged(say.tag))
            x += self._tag(say.tag)
        for text, size, fill, bold in (
            (say.before, look.words, "ink", False),
            (say.number, number, "dark", True),
            (say.after, look.words, "ink", False),
        ):
            lines = self.measure.typesetter.lines(text, 1e9, bold) if text else ()
            if lines:
                wide = lines[0].width * size
                bits.append(Bit(x, wide, size, lines[0], fill, bold))
                x += wide + look.gap
        height = number * look.number_line
        return Line(height, x - look.gap, height / 2 + DIGIT_HALF * number, tuple(bits))

    def _tag(self, tag: str) -> float:
        look = self.style.cell
        return float(look.tag_width + look.tag_gap) if tag else 0.0

    def _tagged(self, tag: str) -> Bit:
        look = self.style.cell
        return Bit(0.0, look.tag_width, look.tag, None, "dark", True, tag=tag)


def _whole(say: Say) -> str:
    return f"{say.before}{say.number}{say.after}{say.tail}"
