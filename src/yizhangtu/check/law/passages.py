"""A guide → its passages: what stands in one step, one row or one other text, and who does it."""

from collections.abc import Iterator
from typing import NamedTuple

from yizhangtu.law.rules import LawRules
from yizhangtu.model.diagnostics import Text
from yizhangtu.model.guide import Guide, Step, steps_of
from yizhangtu.model.listing import Listing, ListRow
from yizhangtu.model.publication import Vote


class Passage(NamedTuple):
    """Texts that belong together. `words` are all of them, for looking for words; `by` is who does it; `step` or `row`
    is what they stand in, neither for any other text of the guide. `meetings` are those that do it, else those that the
    texts name; `decides`: they decide something here, not only prepare it or carry it out."""

    texts: tuple[Text, ...]
    words: str
    by: str = ""
    step: Step | None = None
    row: ListRow | None = None
    vote: Vote = Vote()
    meetings: tuple[str, ...] = ()
    decides: bool = False

    @property
    def votes(self) -> bool:
        """Whether its 表决 says what is asked for."""
        return bool(self.vote.quorum or self.vote.majority)

    @property
    def published(self) -> bool:
        """Whether its step is 公示 or 公布."""
        return self.step is not None and (self.step.notice is not False or self.step.announcement is not False)

    @property
    def basis(self) -> tuple[Text, ...]:
        """Its own 依据."""
        part = self.step or self.row
        return part.basis if part else ()


def passages(guide: Guide, rules: LawRules) -> tuple[Passage, ...]:
    """Steps in the order written, rows, then every other text of the guide by itself."""
    found = [*_of_steps(guide), *_of_rows(guide)]
    taken = {id(text) for one in found for text in one.texts}
    taken |= {id(text) for one in found for text in (one.vote.quorum, one.vote.majority) if text}
    found += (Passage((text,), text) for text in guide.texts if id(text) not in taken)
    return tuple(_completed(one, rules) for one in found)


def _completed(one: Passage, rules: LawRules) -> Passage:
    asked = "，".join((one.words, *(text for text in (one.vote.quorum, one.vote.majority) if text)))
    group = str(one.row.group or "") if one.row else ""
    meetings = rules.meetings(one.by) or rules.meetings(group) or rules.meetings(asked)
    words, file = one.words, rules.file
    if not meetings:
        return one
    decides = one.votes or (
        any(word in words for word in file.deciding) and not any(word in words for word in file.not_deciding)
    )
    return one._replace(meetings=meetings, decides=decides)


def _of_steps(guide: Guide) -> Iterator[Passage]:
    first = str(guide.handlers[0]) if len(guide.handlers) == 1 else ""
    for step in steps_of(guide.steps):
        published = (one if isinstance(one, Text) else None for one in (step.notice, step.announcement))
        texts = _given(step.name, step.detail, *published, step.within.text if step.within else None, *step.oversight)
        yield Passage(texts, "，".join(texts), str(step.by or first), step, vote=step.vote or Vote())


def _of_rows(guide: Guide) -> Iterator[Passage]:
    if isinstance(guide.body, Listing):
        for row in guide.body.rows:
            texts = _given(row.item, row.group, row.within.text if row.within else None, row.note)
            yield Passage(texts, "，".join(texts), "、".join(row.handlers), row=row)


def _given(*texts: Text | None) -> tuple[Text, ...]:
    return tuple(text for text in texts if text)
