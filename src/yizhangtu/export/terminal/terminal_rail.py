"""Cards → the rows of the rail: badge, name, handler and time, with all other texts below."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from yizhangtu.export.terminal.cells import width
from yizhangtu.export.terminal.pen import Pen, Row, Segment, plain
from yizhangtu.export.terminal.terminal_columns import NAME_LEAST, RailColumns, badge, deeper, number
from yizhangtu.export.terminal.text_area import GUTTER, TextArea
from yizhangtu.flow.ways import PLAIN
from yizhangtu.model.line import Card, Exit, Line, Panel, Remark, Tone, Way, end_word
from yizhangtu.model.words import NUMERALS, numeral

MINE, WATCHED = "【您来办】", "〔监督点〕"
TONE_MARKS = {Tone.BAD: "x", Tone.GOOD: "+", Tone.NEUTRAL: ">"}
END_MARK = "="
REMARKS = {"notice": "公示", "announcement": "公布", "vote": "表决", "materials": "材料", "phase": "阶段"}
_NUMBERED = re.compile(rf"\s*[（(]?([{NUMERALS}]+|\d+)[）)]?[、.．]|\s*第")
IN_COLUMN = 2  # lines; a longer handler or time goes below the name, over the full width


def rail_rows(line: Line, places: RailColumns, pen: Pen) -> Iterator[Row]:
    """All rows between the column heads and the legend."""
    rail = _Rail(places, pen)
    phase: int | None = None
    for at, card in enumerate(line.cards):
        if card.phase is not None and card.phase != phase and line.phases[card.phase]:
            yield from rail.phase(line.phases, card.phase)
        phase = card.phase
        if card.starts and at:
            yield rail.stop(pen.strokes.start, "开始")
        yield from rail.top(card)
        yield from rail.below(card, at + 1 == len(line.cards))


class _Rail(NamedTuple):
    places: RailColumns
    pen: Pen

    def phase(self, names: tuple[str, ...], at: int) -> Iterator[Row]:
        """─── 一、村里审 ────; only phases with a name are numbered."""
        text = plain(names[at])
        if not _NUMBERED.match(text):
            text = f"{numeral(sum(map(bool, names[: at + 1])))}、{text}"
        yield from TextArea(self.pen, self.places.width).rule(text)

    def stop(self, stroke: str, text: str) -> Row:
        return (*self._down(stroke), Segment(f" {text}", "head"))

    def _down(self, stroke: str) -> Row:
        return (Segment(" " * self.places.rail_at), self.pen.drawn(stroke))

    def top(self, card: Card) -> Iterator[Row]:
        """A card on the rail. The rail continues beside its further rows if it leads on from here."""
        pen, places = self.pen, self.places
        goes_on = card.linked or card.ends
        rest = pen.to(self._down(pen.strokes.down) if goes_on else (), places.name_at)
        mark = badge(card)
        fits = width(mark) < places.slot
        first: Row = (Segment(" " * max(0, places.rail_at - width(mark) // 2)), Segment(mark, "badge")) if fits else ()
        first = pen.to((*pen.to(first, places.slot), pen.drawn(pen.strokes.across)), places.name_at)
        yield from self._card(card, first, rest, rest, "" if fits else mark)

    def below(self, card: Card, final: bool) -> Iterator[Row]:
        """The piece of the rail below a card: to the next card, 办结, or a gap."""
        pen = self.pen
        label = plain(card.arrow_label)
        tone = card.arrow.tone.value if card.arrow else ""
        if card.linked:
            rest = (*self._down(pen.strokes.down), Segment("  "))
            rows = list(self._text(rest, f"{label}，往下走", tone)) if label else [rest]
            yield from rows
            return
        if card.end is not None:
            yield self.stop(pen.strokes.stop, end_word(card.end))
        if not final:
            yield ()

    def _card(self, card: Card, first: Row, rest: Row, trunk: Row, mark: str) -> Iterator[Row]:
        """`first` precedes the first row, `rest` the others, `trunk` the branches; `mark` is a badge too long for its
        column."""
        yield from self._heading(card, first, rest, mark)
        yield from self._text(rest, card.detail)
        for remark in card.remarks:
            yield from self._text(rest, _remark(remark))
        for entrance in card.entrances:
            label = f"（{plain(entrance.label)}）" if entrance.label else ""
            yield from self._text(rest, f"从{_place(entrance.badge)}{label}转来", "neutral")
        panels = [panel for panel in card.panels if panel.rows or panel.condition or panel.note]
        for panel in panels:
            yield from self._panel(panel, trunk, panel is panels[-1])
        for exit_ in card.exits:
            if exit_.way is Way.NEXT:
                yield from self._text(rest, exit_text(exit_), exit_.tone.value)
                continue
            lead = (*rest, Segment(mark_of(exit_), exit_.tone.value), Segment(" "))
            yield from self._text(lead, exit_text(exit_), exit_.tone.value, self.pen.to(rest, self.pen.cells(lead)))

    def _heading(self, card: Card, first: Row, rest: Row, mark: str) -> Iterator[Row]:
        pen, places = self.pen, self.places
        at = pen.cells(first)
        beside = places.columns and places.handler_at - GUTTER - at >= NAME_LEAST
        names = self._name(card, mark, (places.handler_at - GUTTER if beside else places.width) - at)
        handler, deadline = plain(card.handler), plain(card.deadline)
        who = pen.wrap(handler, places.time_at - GUTTER - places.handler_at)
        when = pen.wrap(deadline, places.width - places.time_at)
        if not beside or len(who) > IN_COLUMN:
            who = []
        if not beside or len(when) > IN_COLUMN:
            when = []
        for n in range(max(len(names), len(who), len(when))):
            name = (*(first if not n else rest), *(names[n] if n < len(names) else ()))
            parts = ((0, name), (places.handler_at, _get(who, n)), (places.time_at, _get(when, n)))
            yield pen.columns(parts, places.width)
        left = ["" if who else handler, "" if when else deadline]
        if beside:
            heads = ("谁来办：", "时间要求：")
            for head, text in zip(heads, left, strict=True):
                yield from self._text(rest, head + text if text else "")
        else:
            yield from self._pair(rest, *left)

    def _name(self, card: Card, mark: str, room: int) -> list[Row]:
        """The name followed by its marks, which are never broken."""
        pen = self.pen
        rows = pen.wrap(f"{mark} {plain(card.title)}", room, "name") or [()]
        marks = [(MINE, "mine")] * card.mine + [(WATCHED, "watched")] * card.watched
        for row in [(Segment(text, role),) for text, role in marks] + pen.wrap(plain(card.caption), room, "caption"):
            joined = (*rows[-1], Segment(" "), *row) if rows[-1] else row
            if pen.cells(joined, 2) <= room:
                rows[-1] = joined
            else:
                rows.append(row)
        return rows

    def _pair(self, rest: Row, handler: str, deadline: str) -> Iterator[Row]:
        """Handler and time below the name: on one line if they fit."""
        both = (*rest, Segment(handler), Segment("  "), Segment(deadline))
        if handler and deadline and self.pen.cells(both, 2) <= self.places.width:
            yield both
            return
        for text in (handler, deadline):
            yield from self._text(rest, text)

    def _panel(self, panel: Panel, trunk: Row, last: bool) -> Iterator[Row]:
        """One member of a block, or one outcome with its steps."""
        pen = self.pen
        first, further = deeper(self.places, pen, trunk, last)
        condition, note = plain(panel.condition), plain(panel.note)
        if condition or note:
            text = f"{condition}：{note}" if condition else note
            yield from self._text(first, text, "condition", further)
            first = further
        for card in panel.rows:
            mark = badge(card)
            slot = self.places.inner
            fits = width(mark) <= slot
            shown = Segment(f"{mark if fits else '':>{slot}} ", "badge")
            inside = pen.to(further, pen.cells(further) + slot + 1)
            below = pen.to(further, pen.cells(further) + self.places.hang)
            yield from self._card(card, (*first, shown), inside, below, "" if fits else mark)
            first = further

    def _text(self, first: Row, text: str, role: str = "", rest: Row | None = None) -> Iterator[Row]:
        """Wrapped text; `first` precedes its first line and `rest` (default: `first`) the others."""
        room = self.places.width - self.pen.cells(first)
        for n, row in enumerate(self.pen.wrap(text, room, role)):
            yield (*(first if not n or rest is None else rest), *row)


def mark_of(exit_: Exit) -> str:
    """The sign before an exit."""
    return END_MARK if exit_.way is Way.END and exit_.tone is not Tone.BAD else TONE_MARKS[exit_.tone]


def exit_text(exit_: Exit) -> str:
    """不齐全：退回补正，回到第1步."""
    text = "" if exit_.plain and exit_.added in ("", *PLAIN.values()) else plain(exit_.words)
    place = _place(exit_.badge)
    goes = {
        Way.BACK: f"回到{place}",
        Way.ON: f"转到{place}",
        Way.AGAIN: f"从{place}办起",
        Way.NEXT: "往下走",
        Way.END: exit_.stop,
    }[exit_.way]
    joint = "，" if exit_.note or exit_.added or exit_.way is Way.NEXT else "："
    return f"{text}{joint}{goes}" if text else goes


def _place(text: str) -> str:
    return f"第{number(text)}步" if text.strip() else "前面"


def _remark(remark: Remark) -> str:
    """The text with the word for its icon, unless the text contains it."""
    word = REMARKS.get(remark.role, "")
    text = plain(remark.text)
    return text if not word or word in text else f"{word}：{text}" if text else word


def _get(rows: list[Row], n: int) -> Row:
    return rows[n] if n < len(rows) else ()
