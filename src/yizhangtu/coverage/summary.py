"""Cells → counts by village and list, and what is missing."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from yizhangtu.coverage.cells import State, WallCell

SHORT = {
    "主体责任": "主体", "小微权力": "小微", "准入事项": "准入", "负面事项": "负面", "三务公开": "三务",
    "依法出具证明": "证明", "服务群众": "服务", "积分制": "积分", "移风易俗": "风俗", "清单制": "清单",
}  # fmt: skip


class Hung(NamedTuple):
    """Hung cells of all."""

    hung: int
    total: int

    @property
    def rate(self) -> float:
        """Per cent, rounded down to a tenth: 99.97 is not 100."""
        return 100.0 if not self.total else self.hung * 1000 // self.total / 10

    def __str__(self) -> str:
        return f"{self.hung}/{self.total}" if self.total else "—"


@dataclass(frozen=True)
class Summary:
    """Everything that reports show. `groups` are the lists in the order of the guides."""

    day: str
    cells: tuple[WallCell, ...]
    target: int

    @cached_property
    def groups(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one.demand.group for one in self.cells))

    @cached_property
    def villages(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one.demand.village for one in self.cells))

    @cached_property
    def guides(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one.demand.guide for one in self.cells))

    @cached_property
    def _counts(self) -> dict[tuple[str, str], Hung]:
        """Counts by (village, list); "" stands for all."""
        hung: Counter[tuple[str, str]] = Counter()
        total: Counter[tuple[str, str]] = Counter()
        single = Counter((one.demand.village, one.demand.group, one.state is State.HUNG) for one in self.cells)
        for (village, group, up), number in single.items():
            for key in ((village, group), (village, ""), ("", group), ("", "")):
                total[key] += number
                hung[key] += number * up
        return {key: Hung(hung[key], number) for key, number in total.items()}

    def counted(self, village: str = "", group: str = "") -> Hung:
        """The count of a village, of a list, or of both; of all without."""
        return self._counts.get((village, group), Hung(0, 0))

    @property
    def photos(self) -> int:
        """Hung cells that a photo proves."""
        return sum(one.state is State.HUNG and one.photo for one in self.cells)

    def number(self, state: State) -> int:
        """The cells of a state."""
        return sum(one.state is state for one in self.cells)

    @property
    def missing(self) -> tuple[WallCell, ...]:
        """The cells that are not hung."""
        return tuple(one for one in self.cells if one.state is not State.HUNG)

    @property
    def reached(self) -> bool:
        """Whether the target is reached, in whole numbers."""
        total = self.counted()
        return total.hung * 100 >= self.target * total.total

    @property
    def short_of(self) -> int:
        """The cells that are still needed for the target."""
        total = self.counted()
        return max(0, -(-self.target * total.total // 100) - total.hung)


def named(cells: Iterable[WallCell], most: int = 1) -> str:
    """The first cells in words: 甲村 A-07 V1.1→V1.2."""
    words = []
    for one in list(cells)[:most]:
        change = f" {one.hangs or '?'}→{one.version}" if one.state is State.OLD else ""
        words.append(f"{one.demand.village} {one.demand.number or one.demand.title}{change}")
    return "、".join(words)


def by_rate(summary: Summary) -> Sequence[str]:
    """The villages, those with the lowest rate first; equal ones in the order of the project."""
    return sorted(summary.villages, key=lambda village: summary.counted(village).rate)
