"""Tables at one width, beside or below each other → their common measures: the width of items, the size of numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from yizhangtu.layout.conduct.conduct_cell import Composer
from yizhangtu.layout.conduct.conduct_plan import Cell, ConductTable
from yizhangtu.layout.measure import Measure
from yizhangtu.model.conduct import parted
from yizhangtu.style.icons import IconSet
from yizhangtu.style.tables.conduct_style import ConductStyle


@dataclass(frozen=True)
class Gauge:
    """Measures of tables with the same number of columns, each table `width` u wide; `low`: with small pictograms."""

    measure: Measure
    style: ConductStyle
    composer: Composer
    icons: IconSet
    tables: tuple[ConductTable, ...]
    width: float
    low: bool = False

    @property
    def columns(self) -> int:
        return len(self.tables[0].occasions)

    @cached_property
    def item(self) -> float:
        """The width of the items at the left."""
        look = self.style.item
        names = [parted(item) for table in self.tables for item in table.all_items]
        wanted = max(
            (
                max(self.measure.width(name, look.name, True), self.measure.width(note, look.note))
                for name, note in names
            ),
            default=0.0,
        )
        most = look.most if self.columns > 1 else look.most_single
        wide = self.icon_slot + wanted + 2 * look.pad_x + 0.1
        return float(max(look.least, min(wide, self.width * most)))

    @cached_property
    def icon(self) -> float:
        """The side of a pictogram; 0 if no item has one."""
        look = self.style.item
        if not any(self.pictogram(item) for table in self.tables for item in table.all_items):
            return 0.0
        return float(look.icon_small if self.low or self.width < look.narrow else look.icon)

    @cached_property
    def icon_slot(self) -> float:
        """The width for a pictogram."""
        return float(self.icon + self.style.item.icon_gap) if self.icon else 0.0

    def pictogram(self, item: str) -> str:
        """The pictogram of an item, "" for none."""
        return self.icons.for_standard(parted(item)[0]) or self.icons.for_standard(item)

    @cached_property
    def column(self) -> float:
        """The width of a column with the gutter at its left."""
        return (self.width - self.item) / self.columns

    @property
    def legible(self) -> bool:
        """Whether the columns are wide enough for any text."""
        look = self.style.cell
        return bool(self.column - look.gutter >= look.least)

    def place(self, first: int, last: int) -> tuple[float, float]:
        """x and width of the cell across the columns first to last."""
        gutter = self.style.cell.gutter
        return self.item + first * self.column + gutter, (last - first + 1) * self.column - gutter

    @cached_property
    def number(self) -> float:
        """The height of numbers: the largest at which as many as possible fit on one line with their words."""
        look = self.style.cell
        most = [self.composer.largest(cell, width - 2 * look.pad_x) for cell, width in self._cells()]
        counts = {size: sum(one >= size for one in most) for size in look.numbers}
        least = counts[look.numbers[-1]] * look.enough
        return float(next(size for size in look.numbers if counts[size] >= least))

    def _cells(self) -> Iterator[tuple[Cell, float]]:
        """All cells with their widths, except those that cover all rows."""
        single, whole = self.place(0, 0)[1], self.place(0, self.columns - 1)[1]
        for table in self.tables:
            yield from ((table.at(o, i), single) for o in table.occasions if o not in table.tall for i in table.items)
            yield from ((cell, whole) for _, cell in table.common)
