"""Alternative text of pictures: a guide and its line → a text; a drawing → its words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from yizhangtu.content.spoken import body_in_words, steps_in_words
from yizhangtu.model.drawing import Drawing
from yizhangtu.model.guide import Guide
from yizhangtu.model.line import Line
from yizhangtu.model.page import Label

FLOW = "操作流程"
_LEAD = re.compile(r"^(?:·|\d+\.|第[^步]{1,9}步：)\s*")
_REST = re.compile(r"[，。：；（(].*", re.DOTALL)
_NEAR = 1.7  # em: lines of one paragraph are no further apart


def in_words(guide: Guide, line: Line | None) -> str:
    """All texts of flow and tables, a line for each step and row, in their order."""
    steps = [FLOW, *steps_in_words(line)] if line else []
    return "\n".join([*steps, *(text for text in body_in_words(guide) if text)])


def shared(text: str, drawings: Sequence[Drawing]) -> list[str]:
    """The lines of a text, divided in order among the drawings that show them. A line goes to the first drawing that
    contains its name, counted from the drawing of the line before."""
    if len(drawings) < 2:
        return [text] * len(drawings)
    words = [_folded("".join(item.text for item in one.items if isinstance(item, Label))) for one in drawings]
    found: list[list[str]] = [[] for _ in drawings]
    at = 0
    for line in text.split("\n"):
        name = _folded(_REST.sub("", _LEAD.sub("", line)))
        at = next((n for n in range(at, len(words)) if name and name in words[n]), at)
        found[at].append(line)
    return ["\n".join(lines) or words_of(one) for lines, one in zip(found, drawings, strict=True)]


def words_of(drawing: Drawing) -> str:
    """The texts of a drawing in their order, a line for each paragraph; "" where it has none."""
    parts: list[str] = []
    last: Label | None = None
    left = 0.0
    for item in drawing.items:
        if not isinstance(item, Label):
            continue
        if last is None or not _goes_on(last, item, left):
            parts.append(item.text)
            left = item.x
        elif item.y == last.y and last.text[-1:].isascii() and item.text[:1].isascii():
            parts[-1] += f" {item.text}"
        else:
            parts[-1] += item.text
        last = item
    return "\n".join(parts)


def _goes_on(last: Label, item: Label, left: float) -> bool:
    """Whether a label continues the paragraph of the label before: on the same line, or at the start of the next."""
    if item.size_mm != last.size_mm:
        return False
    if item.y == last.y:
        return item.x - last.x < 1.2 * item.size_mm * (len(last.text) + 1)
    return abs(item.x - left) < 0.01 and 0 < item.y - last.y < _NEAR * item.size_mm and item.bold == last.bold


def _folded(text: str) -> str:
    return "".join(text.split())
