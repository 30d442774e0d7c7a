"""A line of cards, its heading and what its kind has beside → text for a terminal of any width, with or without colour.

A terminal draws text in cells: an ideograph takes two. Of what is drawn here only box lines are of ambiguous width
(one cell, or two on old Chinese consoles: `wide_lines`); `ascii_only` does without them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from yizhangtu.export.terminal.cells import NO_WORDS
from yizhangtu.export.terminal.cells import width as cells_of
from yizhangtu.export.terminal.conduct import conduct_rows
from yizhangtu.export.terminal.listing import listing_rows
from yizhangtu.export.terminal.pen import ASCII, BOX, SGR, Bit, Pen, Row, plain
from yizhangtu.export.terminal.points import points_rows
from yizhangtu.export.terminal.terminal_page import Page, inner_cards, page_of
from yizhangtu.export.terminal.terminal_rail import MARKS, MINE, WATCHED, rail_rows
from yizhangtu.export.terminal.terminal_rows import Sheet
from yizhangtu.model.conduct import Conduct
from yizhangtu.model.line import Line, Shape, Way
from yizhangtu.model.listing import Listing
from yizhangtu.model.points import Points
from yizhangtu.text.tokens import Words


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands around the steps and the body. `remarks` are further lines in the box (draft, village), `counts` what
    was counted (共28项), `details` and `closing` what else stands at the foot before and after 监督管理, each with its
    name; what is empty or 0 is not shown."""

    title: str
    number: str = ""  # 编号
    steps: int = 0
    deadline: str = ""  # of the whole guide
    handlers: tuple[str, ...] = ()  # 办理主体
    oversight: tuple[str, ...] = ()  # 监督管理: who watches and how
    phones: tuple[str, ...] = ()  # 监督电话
    remarks: tuple[str, ...] = ()
    counts: tuple[str, ...] = ()
    details: tuple[tuple[str, tuple[str, ...]], ...] = ()
    closing: tuple[tuple[str, tuple[str, ...]], ...] = ()


def render(
    line: Line,
    heading: Heading,
    width: int,
    colour: bool,
    ascii_only: bool = False,
    wide_lines: bool = False,
    *,
    body: Listing | Points | Conduct | None = None,
    words: Words = NO_WORDS,
    sgr: Mapping[str, str] = SGR,
) -> str:
    """The whole guide, lines joined by newlines, none wider than `width` cells (at least 40 are used)."""
    pen = Pen(
        strokes=ASCII if ascii_only else BOX,
        line_cells=2 if wide_lines and not ascii_only else 1,
        ambiguous=2 if wide_lines else 1,
        sgr=sgr if colour else {},
        words=words,
    )
    page = page_of(line, pen, width)
    rows = [*_box(heading, page, pen)]
    if line.cards or body is None:
        rows += [*_heads(page, pen), *rail_rows(line, page, pen)]
    sheet = Sheet(pen, page.width)
    rows += sheet.flow(list(_legend(line)))
    if body is not None:
        rows += [*_body(body, sheet), (pen.across(page.width),)]
    return "\n".join(pen.line(row) for row in (*rows, *_foot(heading, sheet)))


def _body(body: Listing | Points | Conduct, sheet: Sheet) -> Iterator[Row]:
    """What only this kind of guide has."""
    match body:
        case Listing():
            yield from listing_rows(body, sheet)
        case Points():
            yield from points_rows(body, sheet)
        case Conduct():
            yield from conduct_rows(body, sheet)


def _box(heading: Heading, page: Page, pen: Pen) -> Iterator[Row]:
    """The title left, what there is to know about the whole right of it or below."""
    across, down, top_left, top_right, low_right, low_left = tuple(pen.strokes.frame)
    strokes = page.width // pen.line_cells - 2
    inside = strokes * pen.line_cells
    facts = _facts(heading)
    title, right = plain(heading.title), "  ".join(facts)
    whole: Row = (Bit(title, "title"), Bit("  "), Bit(right))
    if pen.cells(whole, 2) <= inside - 2:
        gap = inside - 2 - pen.cells((whole[0], whole[2]))
        rows: list[Row] = [(whole[0], Bit(" " * gap), whole[2])]
    else:
        rows = pen.wrap(title, inside - 2, "title") + Sheet(pen, inside - 2).flow([(Bit(fact),) for fact in facts])
    for remark in heading.remarks:
        rows += pen.wrap(plain(remark), inside - 2)
    # A right border behind text whose width is not the same everywhere would stand crooked: then there is none.
    closed = all(pen.cells(row) == pen.cells(row, 2) for row in rows)
    yield (pen.drawn(top_left + across * strokes + top_right if closed else across * (strokes + 2)),)
    for row in rows:
        if closed:
            yield (*pen.to((pen.drawn(down), Bit(" "), *row), inside + pen.line_cells), pen.drawn(down))
        else:
            yield (Bit("  "), *_narrowed(row, inside - 2, pen))
    yield (pen.drawn(low_left + across * strokes + low_right if closed else across * (strokes + 2)),)


def _narrowed(row: Row, room: int, pen: Pen) -> Row:
    """The gap between title and facts made smaller where ambiguous characters may take its room."""
    over = pen.cells(row, 2) - room
    return tuple(Bit(" " * (len(bit.text) - max(0, over))) if not bit.text.strip() else bit for bit in row)


def _facts(heading: Heading) -> list[str]:
    number = plain(heading.number)
    facts = [
        f"编号 {number}" if number else "",
        f"共{heading.steps}步" if heading.steps else "",
        *map(plain, heading.counts),
        plain(heading.deadline),
    ]
    return [fact for fact in facts if fact]


def _heads(page: Page, pen: Pen) -> Iterator[Row]:
    start = Bit(" " * page.rail_at)
    if page.columns:
        names = ((0, "步骤"), (page.handler_at, "谁来办"), (page.time_at, "时间要求"))
        yield pen.columns(
            tuple((at, (start, Bit(n, "head")) if not at else (Bit(n, "head"),)) for at, n in names), page.width
        )
    else:
        yield (start, Bit("步骤（下面一行：谁来办  时间要求）", "head"))


def _foot(heading: Heading, sheet: Sheet) -> Iterator[Row]:
    for head, texts, role in (
        ("办理主体", ("、".join(plain(name) for name in heading.handlers),), ""),
        *((head, texts, "") for head, texts in heading.details),
        ("监督管理", heading.oversight, ""),
        ("监督电话", heading.phones, "phone"),
        *((head, texts, "") for head, texts in heading.closing),
    ):
        at = 9
        label: Row = (Bit(f"{head}{' ' * (at - cells_of(head))}"),)
        for row in (row for text in texts for row in sheet.pen.wrap(plain(text), sheet.width - at, role)):
            yield (*label, *row)
            label = (Bit(" " * at),)


def _legend(line: Line) -> Iterator[Row]:
    """What the marks mean, of those that occur."""
    cards = [card for top in line.cards for card in (top, *inner_cards(top))]
    ways = {exit_.way for card in cards for exit_ in card.exits}
    if any(card.mine for card in cards):
        yield (Bit(MINE, "mine"), Bit("要您自己来"))
    if any(card.watched for card in cards):
        yield (Bit(WATCHED, "watched"), Bit("有人监督"))
    if any(card.shape is Shape.CHECK for card in cards):
        yield (Bit("<n>", "badge"), Bit(" 要审核"))
    for way, text in ((Way.BACK, "退回"), (Way.ON, "转到后面"), (Way.END, "到此办结")):
        if way in ways:
            yield (Bit(MARKS[way], way.value), Bit(f" {text}"))
