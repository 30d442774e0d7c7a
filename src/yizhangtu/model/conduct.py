"""The body of a guide of kind 规范 (format.md section 6): limits by occasion and item, 提倡, 禁止 and 奖惩."""

from typing import NamedTuple

from yizhangtu.model.diagnostics import Span, Text


class Limit(NamedTuple):
    """A limit: `text` as written; `before`, `number` and `after` are printed: 不超过 15 桌. A limit without a
    number is wholly in `before`."""

    text: Text
    before: str = ""
    number: str = ""
    after: str = ""


class Standard(NamedTuple):
    """One row of 标准. `most` is 上限, `least` 下限; `urban` and `rural` are 城 and 乡."""

    item: Text
    span: Span
    occasion: Text | None = None
    most: Limit | None = None
    least: Limit | None = None
    urban: Limit | None = None
    rural: Limit | None = None
    note: Text | None = None

    @property
    def says(self) -> tuple[tuple[str, Limit], ...]:
        """Its limits with their labels: ("", limit), or ("城", …) and ("乡", …)."""
        found = (("", self.most), ("", self.least), ("城", self.urban), ("乡", self.rural))
        return tuple((label, limit) for label, limit in found if limit is not None)


class Conduct(NamedTuple):
    """规范: 标准, 提倡, 禁止, 奖惩."""

    standards: tuple[Standard, ...] = ()
    encouraged: tuple[Text, ...] = ()
    forbidden: tuple[Text, ...] = ()
    consequences: tuple[Text, ...] = ()

    @property
    def occasions(self) -> tuple[str, ...]:
        """场合 in the order of their first rows ("" where a row names none)."""
        return tuple(dict.fromkeys(str(one.occasion or "") for one in self.standards))

    @property
    def items(self) -> tuple[str, ...]:
        """项目 in the order of their first rows."""
        return tuple(dict.fromkeys(str(one.item) for one in self.standards))

    def at(self, occasion: str, item: str) -> tuple[Standard, ...]:
        """The standards of one cell of the matrix."""
        return tuple(one for one in self.standards if str(one.occasion or "") == occasion and str(one.item) == item)


def parted(text: str) -> tuple[str, str]:
    """("宴席", "（每桌10人）") for 宴席（每桌10人）: a name, and the note in brackets after it."""
    for opened, closed in (("（", "）"), ("(", ")")):
        if text.endswith(closed) and opened in text[1:]:
            name = text.partition(opened)[0]
            return name.strip(), text[len(name) :]
    return text, ""
