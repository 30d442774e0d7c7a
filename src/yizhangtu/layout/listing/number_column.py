"""A column of numbers → where each of them begins, so that their decimal points are below one another."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from yizhangtu.layout.measure import Measure
from yizhangtu.model.listing import STANDARD_COLUMNS, Listing

NUMBER = re.compile(r"([+\-−±≥≤]?[¥￥]?\d[\d,，]*)((?:\.\d+)?)([^\d\s]{0,4})")
NOTHING = ("", "-", "—", "——", "/", "无")  # what stands in place of a number


class NumberColumn(NamedTuple):
    """The widths, in u, before and after the decimal point (or the end of the whole number)."""

    measure: Measure
    size: float
    before: float
    after: float

    @classmethod
    def of(cls, measure: Measure, listing: Listing, name: str, size: float) -> "NumberColumn | None":
        """The column of the author's own if all its cells are numbers of one unit, else None."""
        if name in STANDARD_COLUMNS:
            return None
        return cls.of_texts(measure, [row.cell(name) for row in listing.rows], size)

    @classmethod
    def of_texts(cls, measure: Measure, cells: Iterable[str], size: float) -> "NumberColumn | None":
        """The column if all its cells are numbers of one unit, else None."""
        texts = [text for text in cells if text not in NOTHING]
        found = [NUMBER.fullmatch(text) for text in texts]
        if not texts or len({match and match[3] for match in found}) > 1 or found[0] is None:
            return None
        column = cls(measure, size, 0.0, 0.0)
        parts = [(column.whole(text), measure.width(text, size)) for text in texts]
        return column._replace(before=max(b for b, _ in parts), after=max(w - b for b, w in parts))

    @property
    def width(self) -> float:
        """The width of the column."""
        return self.before + self.after

    def whole(self, text: str) -> float:
        """The width before the decimal point."""
        match = NUMBER.fullmatch(text)
        return self.measure.width(match[1] if match else text, self.size)

    def left(self, text: str, right: float) -> float:
        """Where a number begins in a column that ends at `right`."""
        return right - self.after - self.whole(text)
