"""A guide → slides of text, in columns: everything that the pictures leave out."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from yizhangtu.content.facts import closing_texts, facts, helper
from yizhangtu.content.lists import list_boxes
from yizhangtu.draw import elements
from yizhangtu.draw.page_canvas import PageCanvas
from yizhangtu.draw.text_block import TextBlock, TextSetter
from yizhangtu.media.common.foot import HELP, item_text
from yizhangtu.model.guide import Guide
from yizhangtu.model.project import Project
from yizhangtu.style.page.screen_style import ScreenDetails

GROWTH = (1.5, 1.4, 1.3, 1.2, 1.1, 1.0)  # factors of the text size, tried in this order
PART = 9  # lines of a text that are kept together


class SlideRow(NamedTuple):
    """Lines of text in a column, their indent in mm, and the gap above them in mm unless they are the first."""

    block: TextBlock
    indent: float = 0.0
    gap: float = 0.0
    bullet: bool = False


Column = list[SlideRow]
Entry = tuple[str, str, bool]  # a text, the name of the element that it is, and whether it is a head


@dataclass(frozen=True)
class TextSlides:
    """Sets the texts in `count` columns of `width` × `height` mm on each slide. The lengths of the style are
    multiplied by `scale`; no text is below `least`."""

    type: TextSetter
    style: ScreenDetails
    scale: float
    least: float
    width: float
    height: float
    count: int

    def slides(self, guide: Guide, project: Project) -> list[list[Column]]:
        """The columns of each slide: the fewest slides, and the largest text that does not need more."""
        sections = [(title, texts) for title, texts in _sections(guide, project) if texts]
        fewest = self._on_slides(sections, 1.0)
        for growth in GROWTH[:-1]:
            found = self._on_slides(sections, growth)
            if len(found) <= len(fewest):
                return found
        return fewest

    def _on_slides(self, sections: Sequence[tuple[str, Sequence[Entry]]], growth: float) -> list[list[Column]]:
        columns = self._columns([self._rows(title, texts, growth) for title, texts in sections])
        return [columns[at : at + self.count] for at in range(0, len(columns), self.count)]

    def _size(self, size: float, growth: float) -> float:
        return max(size * self.scale, self.least) * growth

    def _rows(self, title: str, texts: Sequence[Entry], growth: float) -> list[SlideRow]:
        """The rows of a section: its head, then its texts."""
        size = self._size(self.style.text, growth)
        indent = size * self.style.indent
        head = self.type.line(title, self._size(self.style.head, growth), 1.3, True, "dark")
        rows = [SlideRow(head, 0.0, self.style.gap * self.scale * growth)]
        for text, element, name in texts:
            inset = 0.0 if name else indent
            block = self.type.block(text, self.width - inset, size, self.style.leading, name).named(element)
            parts = block.parts(PART)
            rows += [SlideRow(part, inset, bullet=part is parts[0] and not name) for part in parts]
        return rows

    def _columns(self, sections: Sequence[Sequence[SlideRow]]) -> list[Column]:
        """Distribute rows on columns; a head is never the last row of a column."""
        columns: list[Column] = [[]]
        used = 0.0
        for rows in sections:
            for number, row in enumerate(rows):
                need = row.block.height + (row.gap if columns[-1] else 0.0)
                ahead = rows[number + 1].block.height if number == 0 and len(rows) > 1 else 0.0
                if columns[-1] and used + need + ahead > self.height:
                    columns.append([])
                    used, need = 0.0, row.block.height
                columns[-1].append(row)
                used += need
        return columns

    def draw(self, canvas: PageCanvas, column: Column, x: float, y: float) -> None:
        """Paint a column from (x, y) downwards."""
        top = y
        for row in column:
            block = row.block
            top += row.gap if top > y else 0.0
            if row.bullet:
                r = block.size * self.style.bullet / 2
                canvas.circle(x + r * 2, top + block.line_height / 2, r, "mid")
            canvas.block(x + row.indent, top, block)
            top += block.height


def _sections(guide: Guide, project: Project) -> list[tuple[str, list[Entry]]]:
    """(head, entries) of everything that is not in the picture."""
    series = [str(guide.picture), str(guide.list_name or ""), f"编号 {guide.number}" if guide.number else ""]
    lines = [("三张图之" + " · ".join(text for text in series if text), "", False)]
    for fact in facts(guide, project):
        words = f"{fact.key}：{'；'.join((fact.value, *fact.notes))}"
        lines.append((words, elements.fact(fact.key, "value"), False))
    found = [("办理信息", lines)]
    for box in list_boxes(guide):
        found.append((box.title, [(item_text(item), elements.entry(box.title), item.head) for item in box.items]))
    help_ = helper(guide, project)
    contact = [text for text in (help_.window, help_.name, help_.phone) if text] if help_ else []
    found.append((HELP, [("，".join(contact), elements.entry(HELP), False)] if contact else []))
    return found + [(title, [(text, elements.closing(title), False)]) for title, text in closing_texts(guide, project)]
