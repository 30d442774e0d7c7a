"""A guide → its passages: what stands in one step, one row or one other text, and who does it."""

from collections.abc import Iterator
from typing import NamedTuple

from yizhangtu.law.rules import LawRules
from yizhangtu.model.diagnostics import Text
from yizhangtu.model.guide import Guide, Step, Vote, steps_of
from yizhangtu.model.listing import Listing, ListRow


class Passage(NamedTuple):
    """Texts that belong together. `words` are all of them, for looking for words; `by` is who does it; `step` or `row`
    is what they stand in, neither for any other text of the guide."""

    texts: tuple[Text, ...]
    by: str = ""
    step: Step | None = None
    row: ListRow | None = None

    @property
    def words(self) -> str:
        return "，".join(self.texts)

    @property
    def vote(self) -> Vote:
        return (self.step.vote if self.step else None) or Vote()

    def meetings(self, rules: LawRules) -> tuple[str, ...]:
        """The meetings of the passage: those that do it, else those that its texts name."""
        asked = [one for one in (self.vote.quorum, self.vote.majority) if one]
        return rules.meetings(self.by) or rules.meetings("，".join((self.words, *asked)))

    def decides(self, rules: LawRules) -> bool:
        """Whether something is decided here, not only prepared or carried out."""
        words, file = self.words, rules.file
        if self.vote.quorum or self.vote.majority:
            return True
        return any(one in words for one in file.deciding) and not any(one in words for one in file.not_deciding)


def passages(guide: Guide) -> tuple[Passage, ...]:
    """Steps in the order written, rows, then every other text of the guide by itself."""
    found = [*_of_steps(guide), *_of_rows(guide)]
    taken = {id(text) for one in found for text in one.texts}
    taken |= {id(text) for one in found for text in (one.vote.quorum, one.vote.majority) if text}
    return (*found, *(Passage((text,)) for text in guide.texts if id(text) not in taken))


def _of_steps(guide: Guide) -> Iterator[Passage]:
    first = str(guide.handlers[0]) if len(guide.handlers) == 1 else ""
    for step in steps_of(guide.steps):
        notice = step.notice if isinstance(step.notice, Text) else None
        texts = (step.name, step.detail, notice, step.within.text if step.within else None)
        yield Passage(tuple(text for text in texts if text), str(step.by or first), step)


def _of_rows(guide: Guide) -> Iterator[Passage]:
    if isinstance(guide.body, Listing):
        for row in guide.body.rows:
            texts = (row.item, row.group, row.within.text if row.within else None, row.note)
            yield Passage(tuple(text for text in texts if text), "、".join(row.handlers), None, row)
