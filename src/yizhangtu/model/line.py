"""A guide folded into a line of cards: what `rows`, `rail`, `lanes` and the terminal draw, with nothing lost.

Arrows exist only between neighbours in the line. Every other edge of the graph is written on its source card as an
`Exit` (tab with the target's number) and, where the target has no arrow coming in, on the target as an `Entrance`.
"""

from enum import StrEnum
from typing import NamedTuple


class Shape(StrEnum):
    """The badge: ● a step, ◆ a check (要审核把关), a pill "6–8" for a block without a number of its own."""

    STEP = "step"
    CHECK = "check"
    BLOCK = "block"


class Way(StrEnum):
    """Where an exit leads: back to an earlier step, on to a later one, down to the next row of the panel, 办结, or over
    the cut between two sheets to the next card, which is no outcome but the way on."""

    BACK = "back"
    ON = "on"
    NEXT = "next"
    END = "end"
    CUT = "cut"


class Exit(NamedTuple):
    """`label：note` and the badge of the target ("" for 办结). `target` is the card or row's node, None for 办结.

    Both texts are the author's; `words` completes them where there are none.
    """

    label: str
    note: str
    way: Way
    badge: str = ""
    target: int | None = None
    outcome: int = 0  # the number of the outcome in the order written, from 1; 0 where the step has no outcomes

    @property
    def sole(self) -> bool:
        """Whether it is the only way on from its step: no outcome among others, and not to be taken for one."""
        return self.way is Way.CUT or (self.way is Way.ON and not self.label)

    @property
    def plain(self) -> bool:
        """Whether it has no words of the author's: an arrow and a number show it."""
        return not self.label and not self.note

    @property
    def words(self) -> str:
        """The text of its tab."""
        note = self.note
        if not note and (self.way is Way.BACK or not self.label):
            note = {Way.BACK: "退回", Way.ON: "接着办", Way.END: "到此"}.get(self.way, "")
        return "：".join(text for text in (self.label, note) if text)

    @property
    def parts(self) -> tuple[tuple[str, str], ...]:
        """The words as (text, part of the outcome)."""
        label = self.label if self.words.startswith(self.label) else ""
        return outcome_parts(label, self.words[len(label) :].removeprefix("：") if label else self.words)


def outcome_parts(label: str, note: str) -> tuple[tuple[str, str], ...]:
    """`label：note` as (text, part of the outcome)."""
    colon = "：" if label and note else ""
    return tuple((text, part) for text, part in ((label, "label"), (colon, ""), (note, "note")) if text)


class Entrance(NamedTuple):
    """The other side of an exit: from which badge, on which outcome. Only drawn where no arrow comes in."""

    badge: str
    label: str


class Remark(NamedTuple):
    """A further line of a step: `icon` is a name of the set; `role` is notice, vote, materials or phase."""

    icon: str
    text: str
    role: str


class Panel(NamedTuple):
    """One member of a block or one outcome with steps of its own. `condition` is the outcome ("" in a 并行), `outcome`
    its number in the order written, from 1 (0 in a 并行), `node` the block or the step that it is an outcome of.
    `onward` is where its end leads without a tab: the next card, or the next row around the block; None where no step
    of it leads there."""

    condition: str
    note: str
    rows: "tuple[Card, ...]"
    outcome: int = 0
    onward: Exit | None = None
    node: int = -1

    @property
    def parts(self) -> tuple[tuple[str, str], ...]:
        """The text of its head as (text, part of the outcome)."""
        return outcome_parts(self.condition, self.note)


class Card(NamedTuple):
    """A step or block with everything its author wrote for it. `node` is its index in the graph."""

    node: int
    badge: str
    shape: Shape
    title: str
    detail: str = ""
    caption: str = ""  # 同时办, 三选一
    by_amount: bool = False  # its outcomes are bands of amounts
    handler: str = ""
    handler_icon: str = ""
    mine: bool = False  # 您来办
    deadline: str = ""
    watched: bool = False  # 监督点
    remarks: tuple[Remark, ...] = ()
    exits: tuple[Exit, ...] = ()
    entrances: tuple[Entrance, ...] = ()
    panels: tuple[Panel, ...] = ()
    pictogram: str = ""
    phase: int | None = None  # index into Line.phases of the phase it lies in
    starts: bool = False  # 开始
    ends: bool = False  # its flow can end here by the main way: 办结
    linked: bool = False  # an arrow leads from here to the next card
    arrow_label: str = ""  # the outcome that the arrow stands for
    arrow_outcome: int = 0  # its number
    nodes: tuple[int, ...] = ()  # all graph nodes drawn on this card, itself first


class Line(NamedTuple):
    """The cards in the order of the page and the names of the phases in order.

    `shown` says for every edge of the graph, in its order, how the line shows it: arrow (between two cards), panel
    (by the order inside a block), exit (a tab), or end (the flag 办结). None is lost: that is what a test asserts.
    """

    cards: "tuple[Card, ...]"
    phases: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
