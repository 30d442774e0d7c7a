"""The overview (总图) of a project: its guides by picture and list, with counts, numbers and pages."""

from collections.abc import Iterable
from typing import NamedTuple

KINDS = ("清单", "流程", "积分", "规范", "公示")  # in the order in which they are counted


class Count(NamedTuple):
    """加分 12 项: what is counted ("" where that is clear), how many, and the measure word."""

    name: str
    number: int
    unit: str

    @property
    def text(self) -> str:
        return f"{self.name}{self.number}{self.unit}"


class OverviewRow(NamedTuple):
    """One guide. `number` is its 编号, `page` that of the booklet; `time` is printed as written. `counts`
    are the numbers of the rows of a guide of another kind than 流程."""

    title: str
    kind: str
    number: str = ""
    page: int | None = None
    time: str = ""
    at_once: bool = False
    counts: tuple[Count, ...] = ()
    status: str = ""  # 征求意见稿, 试行, 已废止

    @property
    def pointer(self) -> str:
        """The page as it is printed."""
        return f"{self.page}页" if self.page else ""


class Section(NamedTuple):
    """The guides of one list: `head` is the 清单 itself where there is one, `rows` are the others. `name` is
    所属清单, "" where the block has no lists."""

    name: str
    rows: tuple[OverviewRow, ...]
    head: OverviewRow | None = None

    @property
    def all(self) -> tuple[OverviewRow, ...]:
        return (self.head, *self.rows) if self.head else self.rows

    @property
    def apart(self) -> bool:
        """Whether the title of the 清单 lacks the name of the list."""
        return self.head is not None and self.name not in self.head.title

    @property
    def title(self) -> str:
        """Its heading: 三务公开：党务村务财务公开清单."""
        if self.head is None:
            return self.name
        return f"{self.name}：{self.head.title}" if self.apart else self.head.title


class PictureBlock(NamedTuple):
    """One of the three pictures."""

    picture: str
    icon: str
    sections: tuple[Section, ...]

    @property
    def rows(self) -> tuple[OverviewRow, ...]:
        return tuple(row for section in self.sections for row in section.all)


class Overview(NamedTuple):
    """All pictures that have guides, in their order."""

    blocks: tuple[PictureBlock, ...]

    @property
    def rows(self) -> tuple[OverviewRow, ...]:
        return tuple(row for block in self.blocks for row in block.rows)

    @property
    def numbered(self) -> bool:
        """Whether a guide can be found by its 编号."""
        return any(row.number for row in self.rows)

    @property
    def paged(self) -> bool:
        """Whether a guide can be found by its page."""
        return any(row.page for row in self.rows)


def counted(rows: Iterable[OverviewRow]) -> tuple[Count, ...]:
    """The number of rows of each kind: 清单5项, 流程23项."""
    kinds = [row.kind for row in rows]
    return tuple(Count(kind, kinds.count(kind), "项") for kind in KINDS if kind in kinds)


def toned(role: str, picture: str) -> str:
    """The name of a colour role of one picture, on a sheet that shows several pictures."""
    return f"{role}:{picture}"
