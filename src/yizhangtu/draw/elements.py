"""Names of the structure elements of a page: what a mark or a text is for. Names hold roles and numbers, never a text.

| name | element |
| --- | --- |
| `step-N` | the card or row of a step or block; N is the index of its node in the graph, from 0 |
| `step-N.PART` | a text of it: number, name, detail, handler, deadline, oversight |
| | … notice, announcement, online, vote, materials, phase |
| `step-N.entrance` | the steps that lead to it where no arrow does |
| `step-N.outcome-K` | the K-th outcome of the step, from 1 in the order written; 0 is an exit without a condition |
| `step-N.outcome-K.label` `.note` `.target` | its condition, its note, and where it leads: a number, an end, a sheet |
| `step-N.flag` | 开始, 办结 or the phase, above its card |
| `arrow`, `end` | lines and heads of arrows; 办结 where it has a place of its own |
| `lane-N` | the head of a lane, from 0 |
| `phase-N` | the band or strip of a phase, from 0 in the order drawn |
| `row-N` | a row of a list, an item of points, a standard of conduct, from 1 in the order written |
| `row-N.COLUMN` | a cell of it: `column-K` of a list, from 1 in its order; item, points, remarks; item, limit |
| `row-N.channel-K` | a 形式 of a row of a list where each has a column |
| `rows-A-B,C.COLUMN`, `rows.COLUMN` | a cell that rows A to B and row C share, and one that all rows share |
| `section-N.name` `.sum-K` | a group or board of a notice, from 1, with its name and sub-totals |
| `total.sum-K` `.words-K` | the sum of column K of a notice, in figures and in words |
| `balance-N`, `objection-N`, `signatures` | an equation of a notice, a step of an objection, lines to sign on |
| `good-N`, `tier-N` | 兑换 and 等级 of points, from 1, with name, points, range, note |
| `row-N.COLUMN.tick` | a cell with a tick |
| `blank` | the dash in an empty cell |
| `head.COLUMN` | the head of a column |
| `title`, `page`, `running` | the title of a page, its number, and what is repeated at its edges |
| `facts.FACT.key` `.value` `.notes` | a fact: handler, deadline, place, fee … |
| `materials`, `conditions`, `oversight`, `notes` … | an entry of a list |
| `assistant.window` `.name` `.phone` | who helps |
| `basis`, `version` | the lines 依据 and 版本 |
| `contents-N.title` `.page` … | a row of a table of contents, N is the number printed before it |
| `contents-notice-N.title` | the name of a notice in a table of contents, N counts from 1 |
| `contents.columns` | the line above its columns |
| `index-N.word` `.title` `.page` … | an entry of an index, N as in the table of contents |
| `handler-N.name` `.count` | a handler in the index of a page, from 1 |

`A+B` belongs to several elements: a refusal that several columns of a matrix have in common, an end where they meet.

Tags around it give a scope: marks named `step-3.name` inside a tag named `guide-2` are the element
`guide-2/step-3.name`. A name may occur several times, for an element may be drawn in several places; in the structure
tree of a PDF the page precedes it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from yizhangtu.model.diagnostics import Span
from yizhangtu.model.page import Group, Item, Label, Mark, Page, Tag

ARROW, END, TITLE, PAGE, BASIS, VERSION, ROWS = "arrow", "end", "title", "page", "basis", "version", "rows"
RUNNING, BLANK, CONTENTS_COLUMNS = "running", "blank", "contents.columns"
TICK = ".tick"  # ends the name of a cell that has a tick instead of letters
_FACTS = {
    "清单事项": "count",
    "办理主体": "handler",
    "责任主体": "handler",
    "实施主体": "handler",
    "时间要求": "deadline",
    "公示期": "posted",
    "基础分": "base",
    "积分周期": "period",
    "在哪办": "place",
    "办理时间": "hours",
    "监督电话": "hotline",
    "咨询电话": "phone",
    "收费": "fee",
    "办理结果": "result",
    "操作流程": "process",
    "监督管理": "nobody",  # where it says 无; else it is a list
}
_CASE = "情形"  # before the name of one in its title
_LISTS = {
    "申请条件": "conditions",
    "要带的材料": "materials",
    "监督管理": "oversight",
    "要注意": "notes",
    "改动": "revisions",
    "删去的步骤": "removed",
    "删去的内容": "removed-rows",
    "风险防控": "risks",
    "不予办理": "refusals",
    "申请方式": "ways",
    "样表": "samples",
    "标准": "rates",
    "待遇": "benefits",
    "奖惩": "consequences",
    "退出": "withdrawals",
    "不服怎么办": "remedies",
    "调整程序": "amendment",
    "落实": "implementation",
    "监督考核": "assessment",
    "依据": "basis",
    "时限": "facts.deadline.notes",
}
_ROW = re.compile(r"(?:rows|row|tier|good)-\d")
_SHARED_ROWS = re.compile(r"rows-([\d,-]+)\.(.+)")
SCOPE = "/"  # between the names of tags around each other and the element in them
SHARED = "+"  # between the names of elements that have a mark in common


def step(node: int, part: str = "") -> str:
    """The card of a node, or a part of it."""
    return f"step-{node}.{part}" if part else f"step-{node}"


def outcome(node: int, number: int, part: str = "") -> str:
    """An outcome of a step, or a part of it; 0 for an exit without a condition."""
    return step(node, f"outcome-{number}.{part}" if part else f"outcome-{number}")


def shared(names: Sequence[str]) -> str:
    """The name of what several elements have in common."""
    return SHARED.join(dict.fromkeys(names))


def part(name: str, part_name: str) -> str:
    """A part of an element, or of each of several that have it in common."""
    return SHARED.join(f"{one}.{part_name}" for one in name.split(SHARED))


def row(number: int, column: str = "") -> str:
    """A row of a table, from 1, or a cell of it."""
    return f"row-{number}.{column}" if column else f"row-{number}"


def rows(numbers: Iterable[int], column: str) -> str:
    """A cell that several rows share, or that of one row."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    if len(runs) == 1 and len(runs[0]) == 1:
        return row(runs[0][0], column)
    named = ",".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
    return f"rows-{named}.{column}"


def shared_rows(name: str) -> tuple[frozenset[int], str] | None:
    """The rows and the column of a cell that several rows share; None for another name."""
    match = _SHARED_ROWS.fullmatch(name)
    if match is None:
        return None
    bounds = [[int(number) for number in run.split("-")] for run in match[1].split(",")]
    return frozenset(row for bound in bounds for row in range(bound[0], bound[-1] + 1)), match[2]


def is_table(marks: Iterable[Mark]) -> bool:
    """Whether a drawing is a table: it has letters in rows, and no steps."""
    names = {mark.element for mark in marks if isinstance(mark, Label)}
    return any(map(_ROW.match, names)) and not any(name.startswith("step-") for name in names)


def head(column: str) -> str:
    """The head of a column."""
    return f"head.{column}"


def section(number: int, part_name: str) -> str:
    """A part of a group or board of a notice, from 1."""
    return f"section-{number}.{part_name}"


def total(part_name: str) -> str:
    """A part of the sums of a notice."""
    return f"total.{part_name}"


def numbered(kind: str, places: Iterable[Span]) -> dict[Span, str]:
    """The names of what a definition has at these places, numbered from 1 in the order written."""
    return {place: f"{kind}-{number}" for number, place in enumerate(places, 1)}


def column(columns: Sequence[str], name: str) -> str:
    """The column of a list, by its place in the order of the columns."""
    return f"column-{columns.index(name) + 1}" if name in columns else "column-0"


def fact(key: str, part: str) -> str:
    """The key, the value or the notes of a fact, by the key that is printed."""
    return f"facts.{_FACTS.get(key, 'other')}.{part}"


def entry(title: str, text: str = "") -> str:
    """An entry of a list, by the title that is printed above it, which may be that of a fact or 帮办代办; a fact in a
    list of facts by its text, which begins with its key."""
    title = title.removesuffix("（续）")
    if title.startswith(_CASE):
        return "cases"
    key = text.partition("：")[0]
    if title in _LISTS:
        return _LISTS[title]
    return fact(title, "value") if title in _FACTS else fact(key, "value") if key in _FACTS else "assistant"


def closing(key: str) -> str:
    """The line 依据, or else that of the version."""
    return BASIS if key == "依据" else VERSION


def assistant(part: str) -> str:
    """Window, name or phone of who helps."""
    return f"assistant.{part}"


def listed_notice(number: int, part: str) -> str:
    """A part of a row of a table of contents for a notice, from 1, which has no page."""
    return f"contents-notice-{number}.{part}"


def contents(number: int, part: str = "") -> str:
    """A row of a table of contents, or a part of it."""
    return f"contents-{number}.{part}" if part else f"contents-{number}"


def index(number: int, part: str = "") -> str:
    """An entry of an index that leads to the guide of this number, or a part of it."""
    return f"index-{number}.{part}" if part else f"index-{number}"


def handler(number: int, part: str) -> str:
    """A handler of the index of a page, from 1, or the number of its guides."""
    return f"handler-{number}.{part}"


def guide(number: int) -> str:
    """The scope of a guide in a document of several, from 1 in the order of the document's guides."""
    return f"guide-{number}"


def scoped(scope: str, name: str) -> str:
    """A name within the scope of the tags around it."""
    if not (scope and name):
        return scope or name
    return SHARED.join(f"{scope}{SCOPE}{one}" for one in name.split(SHARED))


class NamedMark(NamedTuple):
    """A mark with the full name of its element, and the origin of its coordinates on the page. Marks in a group that
    is turned keep their own coordinates."""

    element: str
    mark: Mark
    x: float = 0.0
    y: float = 0.0


def named_marks(page: Page) -> Iterator[NamedMark]:
    """All marks of a page in reading order, with their elements; one of several elements once for each."""
    return _named(page.items, "", 0.0, 0.0)


def _named(items: Sequence[Item], scope: str, x: float, y: float) -> Iterator[NamedMark]:
    for item in items:
        if isinstance(item, Tag):
            yield from _named(item.items, scoped(scope, item.name), x, y)
        elif isinstance(item, Group):
            yield from _named(item.items, scope, x + item.x, y + item.y)
        elif isinstance(item, Mark):
            for name in scoped(scope, item.element).split(SHARED):
                yield NamedMark(name, item, x, y)
