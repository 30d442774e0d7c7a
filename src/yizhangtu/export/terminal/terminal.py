"""A line of cards, its heading and its body → text for a terminal of any width, with or without colour.

A terminal draws text in cells; an ideograph takes two. Only box lines are of ambiguous width here (one cell, or two on
old Chinese consoles: `wide_lines`); `ascii_only` avoids them.
"""

from collections.abc import Iterator
from typing import NamedTuple

from yizhangtu.export.terminal.cells import NO_WORDS
from yizhangtu.export.terminal.cells import width as cells_of
from yizhangtu.export.terminal.conduct import conduct_rows
from yizhangtu.export.terminal.listing import listing_rows
from yizhangtu.export.terminal.notice import notice_rows
from yizhangtu.export.terminal.pen import ASCII, BOX, SGR, Pen, Row, Segment, plain
from yizhangtu.export.terminal.points import points_rows
from yizhangtu.export.terminal.terminal_columns import RailColumns, nested_cards, rail_columns
from yizhangtu.export.terminal.terminal_rail import END_MARK, MINE, TONE_MARKS, WATCHED, mark_of, rail_rows
from yizhangtu.export.terminal.text_area import TextArea
from yizhangtu.model.conduct import Conduct
from yizhangtu.model.guide import HANDLER
from yizhangtu.model.line import Line, Shape, Tone, Way
from yizhangtu.model.listing import Listing
from yizhangtu.model.notice.notice import Notice
from yizhangtu.model.points import Points
from yizhangtu.text.tokens import Words

LEGEND = {  # sign → its meaning
    TONE_MARKS[Tone.BAD]: "没通过",
    TONE_MARKS[Tone.GOOD]: "通过",
    TONE_MARKS[Tone.NEUTRAL]: "转到别处",
    END_MARK: "到此办结",
}
WIDEST_HEAD = 16  # cells of a head that has its texts beside it


class TerminalHeading(NamedTuple):
    """The texts around the steps and the body. `remarks`: further lines in the box (draft, village); `counts`: numbers
    of entries (共28项); `details` and `closing`: (name, texts) at the foot before and after 监督管理. Empty values and
    0 are left out."""

    title: str
    number: str = ""  # 编号
    steps: int = 0
    deadline: str = ""  # of the whole guide
    handlers: tuple[str, ...] = ()  # 办理主体
    handler_label: str = HANDLER
    oversight: tuple[str, ...] = ()  # 监督管理: who watches and how
    phones: tuple[str, ...] = ()  # 监督电话
    remarks: tuple[str, ...] = ()
    counts: tuple[str, ...] = ()
    details: tuple[tuple[str, tuple[str, ...]], ...] = ()
    closing: tuple[tuple[str, tuple[str, ...]], ...] = ()


class Terminal(NamedTuple):
    """What a terminal can show: `width` in cells; `wide_lines`: box lines take two cells; `words` are not broken."""

    width: int
    colour: bool = False
    ascii_only: bool = False
    wide_lines: bool = False
    words: Words = NO_WORDS

    @property
    def pen(self) -> Pen:
        """Strokes, widths and colours for this terminal."""
        return Pen(
            strokes=ASCII if self.ascii_only else BOX,
            line_cells=2 if self.wide_lines and not self.ascii_only else 1,
            ambiguous=2 if self.wide_lines else 1,
            sgr=SGR if self.colour else {},
            words=self.words,
        )


def render(
    line: Line, heading: TerminalHeading, terminal: Terminal, body: Listing | Points | Conduct | Notice | None = None
) -> str:
    """The whole guide, lines joined by newlines, none wider than the terminal (at least 40 cells are used)."""
    pen = terminal.pen
    places = rail_columns(line, pen, terminal.width)
    rows = [*_box(heading, places, pen)]
    if line.cards or body is None:
        rows += [*_heads(places, pen), *rail_rows(line, places, pen)]
    area = TextArea(pen, places.width)
    rows += area.flow(list(_legend(line)))
    if body is not None:
        rows += [*_body(body, area), (pen.across(places.width),)]
    return "\n".join(pen.line(row) for row in (*rows, *_foot(heading, area)))


def _body(body: Listing | Points | Conduct | Notice, area: TextArea) -> Iterator[Row]:
    """The part of the kind of guide: list, points, standards or notice."""
    match body:
        case Listing():
            yield from listing_rows(body, area)
        case Points():
            yield from points_rows(body, area)
        case Conduct():
            yield from conduct_rows(body, area)
        case Notice():
            yield from notice_rows(body, area)


def _box(heading: TerminalHeading, places: RailColumns, pen: Pen) -> Iterator[Row]:
    """A box with the title, and the facts about the whole guide to its right or below."""
    across, down, top_left, top_right, low_right, low_left = tuple(pen.strokes.frame)
    strokes = places.width // pen.line_cells - 2
    inside = strokes * pen.line_cells
    facts = _facts(heading)
    title, right = plain(heading.title), "  ".join(facts)
    whole: Row = (Segment(title, "title"), Segment("  "), Segment(right))
    if pen.cells(whole, 2) <= inside - 2:
        gap = inside - 2 - pen.cells((whole[0], whole[2]))
        rows: list[Row] = [(whole[0], Segment(" " * gap), whole[2])]
    else:
        rows = pen.wrap(title, inside - 2, "title") + TextArea(pen, inside - 2).flow(
            [(Segment(fact),) for fact in facts]
        )
    for remark in heading.remarks:
        rows += pen.wrap(plain(remark), inside - 2)
    # Behind text of uncertain width a right border would be misaligned, so there is none.
    closed = all(pen.cells(row) == pen.cells(row, 2) for row in rows)
    yield (pen.drawn(top_left + across * strokes + top_right if closed else across * (strokes + 2)),)
    for row in rows:
        if closed:
            yield (*pen.to((pen.drawn(down), Segment(" "), *row), inside + pen.line_cells), pen.drawn(down))
        else:
            yield (Segment("  "), *_narrowed(row, inside - 2, pen))
    yield (pen.drawn(low_left + across * strokes + low_right if closed else across * (strokes + 2)),)


def _narrowed(row: Row, room: int, pen: Pen) -> Row:
    """The row with a narrower gap between title and facts where ambiguous characters may need the room."""
    over = pen.cells(row, 2) - room
    return tuple(Segment(" " * (len(bit.text) - max(0, over))) if not bit.text.strip() else bit for bit in row)


def _facts(heading: TerminalHeading) -> list[str]:
    number = plain(heading.number)
    facts = [
        f"编号 {number}" if number else "",
        f"共{heading.steps}步" if heading.steps else "",
        *map(plain, heading.counts),
        plain(heading.deadline),
    ]
    return [fact for fact in facts if fact]


def _heads(places: RailColumns, pen: Pen) -> Iterator[Row]:
    start = Segment(" " * places.rail_at)
    if places.columns:
        names = ((0, "步骤"), (places.handler_at, "谁来办"), (places.time_at, "时间要求"))
        yield pen.columns(
            tuple((at, (start, Segment(n, "head")) if not at else (Segment(n, "head"),)) for at, n in names),
            places.width,
        )
    else:
        yield (start, Segment("步骤（下面一行：谁来办  时间要求）", "head"))


def _foot(heading: TerminalHeading, area: TextArea) -> Iterator[Row]:
    entries = (
        (heading.handler_label, ("、".join(plain(name) for name in heading.handlers),), ""),
        *((head, texts, "") for head, texts in heading.details),
        ("监督管理", heading.oversight, ""),
        ("监督电话", heading.phones, "phone"),
        *((head, texts, "") for head, texts in heading.closing),
    )
    named = [(plain(head), texts, role) for head, texts, role in entries if texts]
    at = max((cells for head, _, _ in named if (cells := cells_of(head)) <= WIDEST_HEAD), default=0) + 1
    for head, texts, role in named:
        label: Row = (Segment(f"{head}{' ' * (at - cells_of(head))}"),)
        if cells_of(head) >= at:  # a head of an author's own on lines of its own
            yield from area.pen.wrap(head, area.width)
            label = (Segment(" " * at),)
        for row in (row for text in texts for row in area.pen.wrap(plain(text), area.width - at, role)):
            yield (*label, *row)
            label = (Segment(" " * at),)


def _legend(line: Line) -> Iterator[Row]:
    """The meaning of the marks that occur."""
    cards = [card for top in line.cards for card in (top, *nested_cards(top))]
    signs = {mark_of(exit_): exit_.tone.value for card in cards for exit_ in card.exits if exit_.way is not Way.NEXT}
    if any(card.mine for card in cards):
        yield (Segment(MINE, "mine"), Segment("要您自己来"))
    if any(card.watched for card in cards):
        yield (Segment(WATCHED, "watched"), Segment("有人监督"))
    if any(card.shape is Shape.CHECK for card in cards):
        yield (Segment("<n>", "badge"), Segment(" 要审核"))
    for sign, text in LEGEND.items():
        if sign in signs:
            yield (Segment(sign, signs[sign]), Segment(f" {text}"))
