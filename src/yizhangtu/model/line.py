"""A guide folded into a line of cards: what `rows`, `rail`, `lanes` and the terminal draw, with nothing lost.

Each edge of the graph is told in one of these ways:

- by an arrow to the next card: a plain one where the card has one way on, else one that carries its outcome (`arrow`);
- by an `Exit`: a tab on its card or row with the outcome, its direction and the number of the target;
- by the order inside a block: into a panel, from row to row, and out of a panel where all panels go on to the same
  place, which the arrow of the block, its exit or 办结 tells once for all of them;
- by the flag 办结 or 到此 on its card (`end`).

A card or row that neither an arrow nor a row before it leads to names its sources (`Entrance`).
"""

from enum import StrEnum
from typing import NamedTuple

from yizhangtu.model.guide import Tone

__all__ = ["Card", "Entrance", "Exit", "Line", "Panel", "Remark", "Shape", "Tone", "Way"]


class Shape(StrEnum):
    """The badge: ● a step, ◆ a check (要审核把关), a pill "6–8" for a block without a number of its own."""

    STEP = "step"
    CHECK = "check"
    BLOCK = "block"


class Way(StrEnum):
    """Where an exit leads: back to an earlier step, on to a later one, down to the next row of the panel, once more to
    the same step or to a new round, to the end, or over the cut between two sheets to the next card, which is no
    outcome but the way on. Whether that is good or bad news is its tone."""

    BACK = "back"
    ON = "on"
    NEXT = "next"
    AGAIN = "again"
    END = "end"
    CUT = "cut"


class Exit(NamedTuple):
    """`label：note` and the badge of the target ("" for the end). `target` is the card or row's node, None for the end.

    Both texts are the author's; `added` are words that the program adds where they do not say where it goes.
    """

    label: str
    note: str
    way: Way
    badge: str = ""
    target: int | None = None
    outcome: int = 0  # the number of the outcome in the order written, from 1; 0 where the step has no outcomes
    tone: Tone = Tone.NEUTRAL
    added: str = ""

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
        return "".join(text for text, _ in self.parts)

    @property
    def parts(self) -> tuple[tuple[str, str], ...]:
        """The words as (text, part of the outcome); those that the program adds are no part of it."""
        if self.note or not self.added:
            return outcome_parts(self.label, self.note)
        label = ((self.label, "label"), (joint(self.label), "")) if self.label else ()
        return (*label, (self.added, ""))

    @property
    def stop(self) -> str:
        """How an end is called: 办结, or 到此 where the reader is turned away."""
        return end_word(self.tone)


def end_word(tone: Tone) -> str:
    """办结, or 到此 where the reader is turned away."""
    return "到此" if tone is Tone.BAD else "办结"


def joint(label: str) -> str:
    """The mark between an outcome and what follows it; an outcome with a colon gets no second one."""
    return "，" if "：" in label else "："


def outcome_parts(label: str, note: str) -> tuple[tuple[str, str], ...]:
    """`label：note` as (text, part of the outcome)."""
    between = joint(label) if label and note else ""
    return tuple((text, part) for text, part in ((label, "label"), (between, ""), (note, "note")) if text)


class Entrance(NamedTuple):
    """The other side of an exit: from which badge, on which outcome. Only drawn where no arrow comes in."""

    badge: str
    label: str


class Remark(NamedTuple):
    """A further line of a step: `icon` is a name of the set; `role` is notice, announcement, online,
    vote, materials, phase or revision (what an earlier version says)."""

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
    tone: Tone = Tone.NEUTRAL

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
    mark: str = ""  # 新 or 改, where changes against an earlier version are marked
    exits: tuple[Exit, ...] = ()
    entrances: tuple[Entrance, ...] = ()
    sources: tuple[Entrance, ...] = ()  # all steps that lead here, the earlier first, for sheets that lack some of them
    panels: tuple[Panel, ...] = ()
    pictogram: str = ""
    phase: int | None = None  # index into Line.phases of the phase it lies in
    starts: bool = False  # 开始
    end: Tone | None = None  # its flow ends here without a tab that says so: BAD where the reader is turned away
    linked: bool = False  # an arrow leads from here to the next card
    arrow: Exit | None = None  # what the arrow says; None where it is the only way on
    nodes: tuple[int, ...] = ()  # all graph nodes drawn on this card, itself first

    @property
    def arrow_label(self) -> str:
        """The words on the arrow to the next card."""
        return self.arrow.words if self.arrow else ""

    @property
    def arrow_outcome(self) -> int:
        """The number of the outcome that the arrow stands for."""
        return self.arrow.outcome if self.arrow else 0

    @property
    def ends(self) -> bool:
        """Whether its flow ends here without a tab that says so."""
        return self.end is not None


class Line(NamedTuple):
    """The cards in the order of the page and the names of the phases in order.

    `shown` says for every edge of the graph, in its order, how the line tells it: arrow, exit, panel (the order inside
    a block) or end. None is lost: that is what a test asserts.
    """

    cards: "tuple[Card, ...]"
    phases: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    trips: bool = True  # side trips stand on the cards that they leave; False: they are cards of their own
