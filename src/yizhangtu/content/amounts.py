"""How much each part of a guide says: what to name where the whole of it is too much for a medium."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from yizhangtu.content.facts import closing_texts, facts
from yizhangtu.content.lists import list_boxes
from yizhangtu.content.spoken import body_in_words
from yizhangtu.model.diagnostics import Span
from yizhangtu.model.graph import Graph
from yizhangtu.model.guide import Guide
from yizhangtu.model.line import Card
from yizhangtu.model.project import Project
from yizhangtu.model.words import shortened

PROCESS = "操作流程"
MOST = 0.5  # of a part: a single text that has more of it is named instead


class GuidePart(NamedTuple):
    """A part of a guide: its name and its number of characters, with the number of its entries where these are what
    there is too much of. `span` is the place of its longest text, None where that is not the author's."""

    name: str
    characters: int
    entries: str = ""
    span: Span | None = None

    @property
    def said(self) -> str:
        """What a message says of it."""
        return f"{self.name}（{'，'.join(text for text in (self.entries, f'{self.characters} 个字') if text)}）"


def card_length(card: Card) -> int:
    """The number of characters on a card."""
    return len(card.title) + len(card.detail) + sum(len(remark.text) for remark in card.remarks)


def largest_part(guide: Guide, graph: Graph, cards: Sequence[Card], project: Project) -> GuidePart:
    """The part of a guide that says most: its process or one of its steps, its table or one of its texts, a list, a
    fact."""
    return max(_parts(guide, graph, cards, project), key=lambda one: one.characters)


def _parts(guide: Guide, graph: Graph, cards: Sequence[Card], project: Project) -> Iterator[GuidePart]:
    texts = {str(text): text.span for text in guide.texts}

    def part(name: str, own: Sequence[str], counted: str) -> GuidePart:
        longest = max(own, key=len, default="")
        found = max((text for text in texts if text in longest), key=len, default="")
        counts = f"{len(own)} {counted}" if len(own) > 1 else ""
        return GuidePart(f"“{name}”", sum(map(len, own)), counts, texts[found] if found else None)

    if cards:
        total, longest = sum(map(card_length, cards)), max(cards, key=card_length)
        entry = graph.nodes[longest.node].entry
        if card_length(longest) > MOST * total and len(cards) > 1:
            name = f"第 {longest.badge} 步“{shortened(longest.title)}”"
            yield GuidePart(name, card_length(longest), span=entry.name.span if entry.name else None)
        else:
            yield GuidePart(f"“{PROCESS}”", total, f"{len(cards)} 步")
    for box in list_boxes(guide):
        yield part(box.title, [item.text for item in box.items], "条")
    for fact in facts(guide, project):
        yield part(fact.key, [fact.value, *fact.notes], "条")
    for key, text in closing_texts(guide, project):
        yield part(key, [text], "条")
    rows = [text for text in body_in_words(guide) if text]
    if rows:
        longest_row = max(rows, key=len)
        alone = len(longest_row) > MOST * sum(map(len, rows))
        yield part(shortened(longest_row), [longest_row], "") if alone else part("表", rows, "行")
