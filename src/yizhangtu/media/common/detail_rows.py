"""Make rows of known height from the details of a guide: facts, lists, steps, notes. A page is a stack of rows."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from yizhangtu.content.boxes import ListBox, ListItem
from yizhangtu.content.facts import Fact
from yizhangtu.draw import elements
from yizhangtu.draw.page_canvas import PageCanvas
from yizhangtu.draw.text_block import TextBlock
from yizhangtu.media.common.foot import circled, item_text
from yizhangtu.media.common.page_format import TextFormat
from yizhangtu.media.common.rates.columns import rate_columns

CHUNK = 9  # lines; a longer text may continue on the next page

PaintRow = Callable[[PageCanvas, float, float], None]


class DetailRow(NamedTuple):
    """A row `height` mm high. `section` is the title above it ("" for none); a `lead` opens the section and is never
    the last row of a page."""

    height: float
    paint: PaintRow
    section: str = ""
    lead: bool = False


class StepText(NamedTuple):
    """The texts of a step that its card in the flow omits: number, name, content and remarks, with the part that each
    is; `node` is its index in the graph."""

    badge: str
    name: str
    texts: tuple[str, ...]
    parts: tuple[str, ...] = ()
    node: int = 0


class RowMaker(NamedTuple):
    """Makes rows at one text size (mm). Facts whose keys are in `without` are printed elsewhere."""

    format: TextFormat
    size: float
    without: Sequence[str] = ()

    @property
    def _leading(self) -> float:
        return self.format.page.leading

    def block(self, text: str, width: float, bold: bool = False, fill: str = "ink") -> TextBlock:
        """A paragraph of the page's text."""
        return self.format.type.block(text, width, self.size, self._leading, bold, fill)

    def head(self, title: str) -> DetailRow:
        """The title of a section."""
        style = self.format.page.section
        block = self.format.type.line(title, style.text, style.leading, True, "dark")
        return DetailRow(block.height + style.bottom, lambda canvas, x, y: _put(canvas, x, y, block), title, True)

    def facts(self, facts: Sequence[Fact]) -> list[DetailRow]:
        """Rows with key, value in bold and notes, a rule below each; two short facts side by side."""
        rows: list[DetailRow] = []
        half = (self.format.width - self.format.page.fact.column_gap) / 2
        at = 0
        while at < len(facts):
            pair = facts[at : at + 2]
            cells = [self._cell(fact, half) for fact in pair]
            if len(pair) == 2 and all(len(cell) == 1 and cell[0].height < self.size * 2.5 for cell in cells):
                step = half + self.format.page.fact.column_gap
                rows.append(self._ruled([_beside(cells[0][0], cells[1][0], step)])[0])
                at += 2
            else:
                rows += self._ruled(self._cell(facts[at], self.format.width))
                at += 1
        return rows

    def _cell(self, fact: Fact, width: float) -> list[DetailRow]:
        """A fact in `width` mm: one row where it fits on a line, else several."""
        style = self.format.page.fact
        inset, pad = self.size * style.key, style.pad
        room = width - inset
        key = self.block(fact.key, inset, True, "dark").named(elements.fact(fact.key, "key"))
        value = self.block(fact.value, room, self.format.type.width(fact.value, self.size, True) <= room)
        value = value.named(elements.fact(fact.key, "value"))
        note = self.block(fact.remarks, room).named(elements.fact(fact.key, "notes")) if fact.notes else None
        single = note is not None and not fact.listed and len(value.lines) == 1
        if note and single and value.width + style.gap + note.width <= room and len(note.lines) == 1:
            shift = inset + value.width + style.gap
            rows = [_beside(_shifted(value, inset, pad), _shifted(note, 0.0, pad), shift)]
        else:
            blocks = [*value.parts(CHUNK), *(note.parts(CHUNK) if note else ())]
            rows = [_shifted(block, inset, 0.0 if number else pad) for number, block in enumerate(blocks)]
        first = rows[0].paint
        rows[0] = rows[0]._replace(paint=_both(first, lambda canvas, x, y: _put(canvas, x, y + pad, key)))
        return rows

    def _ruled(self, rows: list[DetailRow]) -> list[DetailRow]:
        """The rows with a rule below the last."""
        style, width = self.format.page.fact, self.format.width
        last = rows[-1]
        below = last.height + style.pad
        rule: PaintRow = lambda canvas, x, y: canvas.rule(x, y + below, width, "hair", style.rule)  # noqa: E731
        return [*rows[:-1], last._replace(height=below + style.rule, paint=_both(last.paint, rule))]

    def listed(self, box: ListBox) -> list[DetailRow]:
        """A section of items with □, step numbers or bullets. Short items with □ are set in two columns."""
        style = self.format.page.item
        rows = [self.head(box.title)]
        table = self._rates(box)
        if table:
            return rows + table
        gap = style.column_gap
        half = (self.format.width - gap) / 2
        indent = self.size * style.indent * (1.35 if any(item.tick for item in box.items) else 1.0)
        narrow = [self.format.type.width(item.text, self.size) <= half - indent - 0.1 for item in box.items]
        if len(box.items) > 1 and all(item.tick for item in box.items) and all(narrow):
            down = -(-len(box.items) // 2)
            for number in range(down):
                pair = [box.items[i] for i in (number, number + down) if i < len(box.items)]
                rows.append(self._pair(pair, half + gap, indent, box.title))
            return rows
        above: DetailRow | None = None  # a head, or a head and the one below it, which stay with the item after them
        for item in box.items:
            if item.head:
                name = self._name(item, box.title)
                above = _stacked(above, name) if above else name
                continue
            own = self._item(item, indent, box.title)
            if above and own:
                own[0] = _stacked(above, own[0])
            rows, above = rows + own, None
        return rows

    def _rates(self, box: ListBox) -> list[DetailRow]:
        """Amounts as a table with a rule below each row; none where it is too wide, or no table."""
        columns = rate_columns(box.items, self.format.type.typesetter.width)
        if columns is None or columns.least * self.size + 0.1 > self.format.width:
            return []
        room = self.format.width - columns.condition * self.size
        rows: list[DetailRow] = []
        for rate in columns.rates:
            cells = columns.cells(rate, self.format.type.typesetter.width)
            placed = [(x * self.size, self.block(text, 999)) for x, text in cells]
            if rate.condition:
                placed.append((columns.condition * self.size, self.block(str(rate.condition), room)))
            parts = [_shifted(block.named(elements.entry(box.title)), x, 0.0, box.title) for x, block in placed]
            row = parts[0]
            for other in parts[1:]:
                row = _beside(row, other, 0.0)
            rows += self._ruled([row._replace(section=box.title)])
        return rows

    def _name(self, item: ListItem, section: str) -> DetailRow:
        """The name of the items after it."""
        block = self.block(item.text, self.format.width, True, "dark").named(elements.entry(section, item.text))
        return _shifted(block, 0.0, 0.0, section)

    def _pair(self, pair: Sequence[ListItem], step: float, indent: float, section: str) -> DetailRow:
        blocks = [self.block(item.text, 999).named(elements.entry(section, item.text)) for item in pair]

        def paint(canvas: PageCanvas, x: float, y: float) -> None:
            for number, block in enumerate(blocks):
                self._tick(canvas, x + number * step, y)
                canvas.block(x + number * step + indent, y, block)

        return DetailRow(max(block.height for block in blocks), paint, section)

    def _item(self, item: ListItem, indent: float, section: str) -> list[DetailRow]:
        style = self.format.page.item
        marks = self._marks(item.marks)
        text = item.text
        if marks and marks.width > self.format.width / 3:
            marks, text = None, item_text(item)
        inset = max(indent, marks.width + self.size * 0.35) if marks else indent
        rows: list[DetailRow] = []
        whole = self.block(text, self.format.width - inset).named(elements.entry(section, text))
        for number, block in enumerate(whole.parts(CHUNK)):
            row = _shifted(block, inset, 0.0, section)
            if number == 0:
                sign = self._sign(item, marks.named(whole.element) if marks else None)
                row = row._replace(paint=_both(sign, row.paint))  # the number is read before the text
            rows.append(row)
        if rows:
            rows[-1] = rows[-1]._replace(height=rows[-1].height + style.gap)
        return rows

    def _marks(self, marks: Sequence[str]) -> TextBlock | None:
        if not marks:
            return None
        text = "".join(circled(mark) for mark in marks)
        return self.format.type.line(text, self.size, self._leading, False, "dark")

    def _sign(self, item: ListItem, marks: TextBlock | None) -> PaintRow:
        if marks:
            return lambda canvas, x, y: _put(canvas, x, y, marks)
        if item.tick:
            return self._tick
        r = self.size * self.format.page.item.bullet / 2
        middle = self.size * self._leading / 2
        return lambda canvas, x, y: canvas.rect(x + r, y + middle - r, 2 * r, 2 * r, 0.0, "mid")

    def _tick(self, canvas: PageCanvas, x: float, y: float) -> None:
        side = self.size * self.format.page.item.box
        canvas.rect(x, y + (self.size * self._leading - side) / 2, side, side, 0.0, "paper", "ink", 0.3)

    def steps(self, steps: Sequence[StepText], title: str) -> list[DetailRow]:
        """A section with the number, the name and the texts of each step."""
        described = [step for step in steps if step.texts]
        if not described:
            return []
        style = self.format.page.step
        left = max(self._badge_width(step.badge) for step in described) + style.gap
        names = [self.format.type.width(step.name, self.size, True) for step in described]
        name_width = min(max(names) + 0.1, self.size * style.name)
        rows = [self.head(title)]
        for step in described:
            rows += self._step(step, left, name_width, title)
        return rows

    def _step(self, step: StepText, left: float, name_width: float, section: str) -> list[DetailRow]:
        style = self.format.page.step
        inset = left + name_width + self.size * 0.7
        named = elements.step(step.node, "name")
        name = self.block(step.name, name_width, True).named(named)
        texts = (
            self.block(text, self.format.width - inset).named(elements.step(step.node, part))
            for text, part in zip(step.texts, step.parts, strict=True)
        )
        blocks = [block for text in texts for block in text.parts(CHUNK)]
        rows = [_shifted(block, inset, 0.0, section) for block in blocks]
        if len(name.lines) > 3:  # too long for the column: on lines of its own above
            name = self.block(step.name, self.format.width - left, True).named(named)
            rows = [_shifted(block, left, 0.0, section) for block in name.parts(CHUNK)] + rows
            name = self.block("", name_width)
        first = rows[0]

        def number(canvas: PageCanvas, x: float, y: float) -> None:
            with canvas.element(elements.step(step.node, "number")):
                self._badge(canvas, step.badge, x, y + self.size * self._leading / 2)
            canvas.block(x + left, y, name)

        rows[0] = first._replace(height=max(first.height, name.height), paint=_both(first.paint, number))
        rows[-1] = rows[-1]._replace(height=rows[-1].height + style.pad)
        return rows

    @property
    def _badge_text(self) -> float:
        return max(self.size * 0.82, self.format.page.step.least)

    def _badge_width(self, badge: str) -> float:
        side = self.size * self.format.page.step.badge * 0.9
        return max(side, self.format.type.width(badge, self._badge_text, True) + self.size * 0.4)

    def _badge(self, canvas: PageCanvas, badge: str, x: float, cy: float) -> None:
        """Paint the outlined number of a step."""
        side = self.size * self.format.page.step.badge * 0.9
        text = self.format.type.line(badge, self._badge_text, 1.0, True, "dark")
        width = self._badge_width(badge)
        canvas.rect(x, cy - side / 2, width, side, side / 2, "paper", "dark", 0.3)
        canvas.block(x, cy - text.height / 2, text, width, 0.5)

    def small(self, title: str, text: str) -> list[DetailRow]:
        """A section in small grey letters: 依据, 版本."""
        style = self.format.page.small
        key = self.format.type.line(title, style.text, style.leading, True, "dark")
        inset = key.width + style.text * 0.6
        block = self.format.type.block(text, self.format.width - inset, style.text, style.leading, False, "grey")
        rows = [_shifted(part, inset) for part in block.named(elements.closing(title)).parts(CHUNK)]
        text_of_first = rows[0].paint  # after its title: a text in several rows is read as one
        rows[0] = rows[0]._replace(paint=_both(lambda canvas, x, y: _put(canvas, x, y, key), text_of_first))
        return rows


def _put(canvas: PageCanvas, x: float, y: float, block: TextBlock) -> None:
    canvas.block(x, y, block)


def _shifted(block: TextBlock, dx: float, dy: float = 0.0, section: str = "") -> DetailRow:
    return DetailRow(block.height + dy, lambda canvas, x, y: _put(canvas, x + dx, y + dy, block), section)


def _stacked(one: DetailRow, other: DetailRow) -> DetailRow:
    """Two rows as one, the second below the first."""

    def paint(canvas: PageCanvas, x: float, y: float) -> None:
        one.paint(canvas, x, y)
        other.paint(canvas, x, y + one.height)

    return DetailRow(one.height + other.height, paint, other.section)


def _beside(one: DetailRow, other: DetailRow, step: float) -> DetailRow:
    """Two rows on one line, the second `step` mm to the right."""
    return DetailRow(
        max(one.height, other.height), _both(one.paint, lambda canvas, x, y: other.paint(canvas, x + step, y))
    )


def _both(one: PaintRow, other: PaintRow) -> PaintRow:
    def paint(canvas: PageCanvas, x: float, y: float) -> None:
        one(canvas, x, y)
        other(canvas, x, y)

    return paint
