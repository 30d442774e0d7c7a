"""The pages of a guide with tables: the text area of each, and how process, tables and details share them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from yizhangtu.content.publication import status_line
from yizhangtu.layout.box import Box
from yizhangtu.media.common.detail_rows import StepText
from yizhangtu.media.common.details import DetailsPlanner
from yizhangtu.media.common.page_format import Format, part_names
from yizhangtu.model.drawing import Drawing
from yizhangtu.model.guide import Guide

PARTS = ("", "（下）", "（1/4）", "（10/99）", "（100/999）")  # suffixes of a title, for its greatest height


@dataclass(frozen=True)
class GuidePageFormat:
    """The format of the pages of a guide: their titles and their text areas."""

    format: Format
    guide: Guide

    @cached_property
    def _heads(self) -> tuple[float, float]:
        """Heights of the head of the first page and of the others, the greatest for any suffix."""
        aside, status = str(self.guide.number or ""), status_line(self.guide)
        named = [(str(self.guide.title) + part, self.short(part) + part) for part in PARTS]
        first, other = zip(*named, strict=True)
        height = self.format.head_height
        return max(height(t, aside, status) for t in first), max(height(t, aside, status) for t in other)

    def short(self, part: str) -> str:
        """The title of all pages but the first, cut where it takes more than two lines."""
        return self.format.short_title(str(self.guide.title), part, str(self.guide.number or ""))

    def title(self, number: int, count: int) -> str:
        """The title of page `number` (from 0) of `count`."""
        part = part_names(count)[number]
        return (self.short(part) if number else str(self.guide.title)) + part

    def box(self, number: int) -> Box:
        """The text area of page `number` (from 0)."""
        return self.format.box(max(1.0, self.format.bottom - self.format.top - self._heads[min(number, 1)]))


@dataclass(frozen=True)
class TableArrangement:
    """A process on the pages of `flow`, tables on `count` pages before it (`tables_first`) or after it. `joined`: the
    second of the two begins on the last page of the first, below it. The details are in `below` mm after the last of
    both, or on the pages of `details`; `steps` are the texts of steps in them."""

    pages: GuidePageFormat
    flow: tuple[Drawing, ...]
    tables_first: bool
    joined: bool
    steps: Sequence[StepText] = ()
    below: float = 0.0
    details: DetailsPlanner | None = None
    count: int = 0

    @property
    def used(self) -> int:
        """The number of pages, without pages for notes."""
        return len(self.flow) + self.count - self.joined + (self.details.fewest if self.details else 0)

    @property
    def names_pages(self) -> bool:
        """Whether arrows of the process name pages whose numbers depend on those of the tables."""
        return self.tables_first and len(self.flow) > 1

    @property
    def _beside(self) -> float:
        """Height of the process on the page that it shares with tables, with its title below a list."""
        if not self.joined:
            return 0.0
        style = self.pages.format.page.section
        title = style.text * style.leading + style.bottom if self.tables_first else style.spread
        return self.flow[0].height + style.top + title

    def boxes(self, count: int) -> list[Box]:
        """The boxes for tables on `count` pages."""
        before = 0 if self.tables_first else len(self.flow) - self.joined
        found = [self.pages.box(before + number) for number in range(count)]
        shared = count - 1 if self.tables_first else 0
        found[shared] = lower(found[shared], self._beside)
        if self.joined or not (self.tables_first and self.flow):
            found[-1] = lower(found[-1], self.below)
        return found


def lower(box: Box, by: float) -> Box:
    """A box `by` mm lower."""
    return box._replace(height=max(1.0, box.height - by))
