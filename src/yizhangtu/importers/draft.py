"""A definition in the making: values with the places where they were read, and what is left to a person."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from yizhangtu.read.originals.original import SourceCell


class SourcedText(NamedTuple):
    """A text of the definition and where it was read. `guess` says how it was concluded; empty where it was stated."""

    text: str
    place: str
    guess: str = ""


class Question(NamedTuple):
    """What a person has to decide: the key it concerns (审批.判断), why, and where."""

    key: str
    message: str
    place: str = ""


ASSISTANT_PARTS = (("姓名", "帮办姓名"), ("电话", "帮办电话"), ("窗口", "帮办窗口"))  # key of 帮办代办, fact of a draft
Values = dict[str, list[SourcedText]]


@dataclass
class RowDraft:
    """A step, a matter of a list, a deed or a standard: its values by key. `group` is the section it stands in."""

    values: Values = field(default_factory=dict)
    group: SourcedText | None = None
    questions: list[Question] = field(default_factory=list)

    def text(self, key: str) -> str:
        """The first text of a key; empty where there is none."""
        return self.values[key][0].text if self.values.get(key) else ""

    def add(self, key: str, *values: SourcedText) -> None:
        """Add values that have a text."""
        kept = [value for value in values if value.text]
        if kept:
            self.values.setdefault(key, []).extend(kept)


@dataclass
class GuideDraft:
    """A definition. `rows` are those of its kind, `penalties` those of 扣分; `columns` are the names of all columns of
    a list in their order, custom ones among them."""

    kind: str = "流程"
    facts: Values = field(default_factory=dict)
    rows: list[RowDraft] = field(default_factory=list)
    penalties: list[RowDraft] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    custom: list[str] = field(default_factory=list)
    head: str = ""  # the names of the columns as they stood in the document
    questions: list[Question] = field(default_factory=list)
    used: set[int] = field(default_factory=set)

    def add(self, key: str, *values: SourcedText) -> None:
        """Add values that have a text and are not there yet."""
        known = {one.text for one in self.facts.get(key, ())}
        kept = [value for value in values if value.text and value.text not in known]
        if kept:
            self.facts.setdefault(key, []).extend(kept)

    def use(self, cells: Iterable[SourceCell]) -> None:
        """Mark cells as read."""
        self.used |= {cell.id for cell in cells}

    @property
    def title(self) -> str:
        """Its name; empty where there is none."""
        return self.facts["名称"][0].text if self.facts.get("名称") else ""
