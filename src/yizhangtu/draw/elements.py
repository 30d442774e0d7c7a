"""Names of the structure elements of a page: what a mark or a text is for. Names hold roles and numbers, never a text.

| name | element |
| --- | --- |
| `step-N` | the card or row of a step or block; N is the index of its node in the graph, from 0 |
| `step-N.PART` | a text of it: number, name, detail, handler, deadline, oversight, notice, vote, materials, phase |
| `step-N.entrance` | the steps that lead to it where no arrow does |
| `step-N.outcome-K` | the K-th outcome of the step, from 1 in the order written; 0 is an exit without a condition |
| `step-N.outcome-K.label` `.note` `.target` | its condition, its note, and where it leads: a number, an end, a sheet |
| `step-N.flag` | 开始, 办结 or the phase, above its card |
| `arrow`, `end` | lines and heads of arrows; 办结 where it has a place of its own |
| `lane-N` | the head of a lane, from 0 |
| `phase-N` | the band or strip of a phase, from 0 in the order drawn |
| `row-N` | a row of a list, an item of points, a standard of conduct, from 1 in the order written |
| `row-N.COLUMN` | a cell of it |
| `facts.KEY` `materials` `oversight` … | texts outside the drawings |

Tags around it give a scope: marks named `step-3.name` inside a tag named `guide-2` are the element
`guide-2/step-3.name`. A name may occur several times, for an element may be drawn in several places; in the structure
tree of a PDF the page precedes it.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from yizhangtu.model.page import Group, Item, Mark, Page, Tag

ARROW, END = "arrow", "end"
SCOPE = "/"  # between the names of tags around each other and the element in them


def step(node: int, part: str = "") -> str:
    """The card of a node, or a part of it."""
    return f"step-{node}.{part}" if part else f"step-{node}"


def outcome(node: int, number: int, part: str = "") -> str:
    """An outcome of a step, or a part of it; 0 for an exit without a condition."""
    return step(node, f"outcome-{number}.{part}" if part else f"outcome-{number}")


def row(number: int, column: str = "") -> str:
    """A row of a table, from 1, or a cell of it."""
    return f"row-{number}.{column}" if column else f"row-{number}"


def guide(number: int) -> str:
    """The scope of a guide in a document of several, from 1 in the order of the document's guides."""
    return f"guide-{number}"


def scoped(scope: str, name: str) -> str:
    """A name within the scope of the tags around it."""
    return f"{scope}{SCOPE}{name}" if scope and name else scope or name


class NamedMark(NamedTuple):
    """A mark with the full name of its element, and the origin of its coordinates on the page. Marks in a group that
    is turned keep their own coordinates."""

    element: str
    mark: Mark
    x: float = 0.0
    y: float = 0.0


def named_marks(page: Page) -> Iterator[NamedMark]:
    """All marks of a page in reading order, with their elements."""
    return _named(page.items, "", 0.0, 0.0)


def _named(items: Sequence[Item], scope: str, x: float, y: float) -> Iterator[NamedMark]:
    for item in items:
        if isinstance(item, Tag):
            yield from _named(item.items, scoped(scope, item.name), x, y)
        elif isinstance(item, Group):
            yield from _named(item.items, scope, x + item.x, y + item.y)
        elif isinstance(item, Mark):
            yield NamedMark(scoped(scope, item.element), item, x, y)
