"""What a terminal shows of a guide → the ways that a reader finds in it.

Only rows, their columns and their words are used: a number with a name is a step, what stands further right below it
belongs to it. A condition or a member opens a group of steps; a step without any words of where it leads goes on to the
next one of its column, the last one to where its block goes on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from helpers.finger.definition import END, Definition
from helpers.finger.finger import Followed, comparison
from helpers.finger.spoken import Group, Listener, Onward, Spoken

_STROKES = str.maketrans(dict.fromkeys("│├└─┬┴┌", " "))
_NUMBERED = re.compile(r"<?(\d+(?:-\d+)?)>? +(\S.*)")
_EXIT = re.compile(r"[x+>=] (.*)")
_MEETING = re.compile(r"[两三四五六七八九十\d]+条路都到|都办完")
_STOP = re.compile(r" *┴ (?:办结|到此)")
_TO = r"第(?P<to>\d+(?:-\d+)?)步"
_WAYS = (
    re.compile(rf"(?:(?P<label>.+)[，：])?(?:回到|转到){_TO}"),
    re.compile(rf"(?:(?P<label>.+)[，：])?从{_TO}办起"),
    re.compile(r"(?:(?P<label>.+)[，：])?(?P<end>办结|到此)"),
    re.compile(r"(?P<label>.+)，往下走"),
)


@dataclass
class _Open:
    """A step whose rows are being read: the column of its name, and the words that may go on in the next row."""

    step: Spoken
    column: int
    words: list[str] = field(default_factory=list)
    marked: bool = False  # whether the words begin with the sign of an exit


def read_terminal(text: str, definition: Definition) -> Followed:
    """Follow the steps of a guide on a terminal."""
    reader = _Reader(definition)
    for row in _rows(text):
        reader.row(row)
    listener = Listener(definition)
    listener.follow(reader.steps, END if reader.steps else None)
    return comparison(definition, listener.ways, listener.heard, listener.faults)


def _rows(text: str) -> list[str]:
    """The rows from the heads of the columns to the legend or the foot."""
    rows = text.split("\n")
    begin = next(at for at, row in enumerate(rows) if row.startswith("  步骤"))
    end = next(
        (at for at, row in enumerate(rows) if at > begin and row[:1].strip() and row[0] not in "─<1234567890"), -1
    )
    return rows[begin + 1 : end]


def _cells(text: str) -> int:
    return sum(2 if ord(char) > 0x2E7F else 1 for char in text)


class _Reader:
    def __init__(self, definition: Definition) -> None:
        self.definition = definition
        self.steps: list[Spoken] = []
        self._open: list[_Open] = []
        self._forked: Spoken | None = None  # a block laid open, whose next member has not come yet
        self._groups: list[tuple[int, Group]] = []  # the column of each group that is open

    def row(self, row: str) -> None:
        """Read one row."""
        if row.startswith("──"):  # a phase
            return
        if _STOP.fullmatch(row):
            self.steps[-1].ways.append(Onward("", None, True))
            return
        arm = next((row.index(turn) for turn in ("├", "└") if turn in row), None)
        words = row.translate(_STROKES)
        column, words = _cells(words) - _cells(words.lstrip()), words.strip()
        if not words:
            return
        if arm is not None:
            self._close(_cells(row[:arm]))
            numbered = self._numbered(words)
            self._begin(_cells(row[:arm]), "" if numbered else words)
            if not numbered:
                return
        if numbered := self._numbered(words):
            self._step(numbered, column)
        else:
            self._words(words, column)

    def _numbered(self, words: str) -> tuple[str, str, int] | None:
        """The number and the words of a row that begins a step, and how far the number reaches."""
        match = _NUMBERED.fullmatch(words)
        if match is None:
            return None
        number = match[1].replace("-", "–")
        begin = "".join(match[2].split("  ")[0].split())  # of a name that may go on in the next row
        for one, name in zip(self.definition.numbers, self.definition.names, strict=True):
            whole = "".join(name.split())
            if one == number and (not name or begin.startswith(whole) or whole.startswith(begin)):
                return number, name, _cells(words[: match.start(2)])
        return None

    def _close(self, column: int) -> None:
        """Leave the groups and steps that do not reach over a branch at a column."""
        while self._groups and self._groups[-1][0] >= column:
            self._groups.pop()
        while self._open and self._open[-1].column > column:
            self._open.pop()

    def _begin(self, column: int, condition: str) -> None:
        """A branch: an outcome with its condition, or a member."""
        label = self._condition(self._open[-1].step, condition) if condition else None
        group = Group(label)
        self._open[-1].step.groups.append(group)
        self._groups.append((column, group))

    def _condition(self, step: Spoken, words: str) -> str:
        return words.removesuffix("：") or step.number

    def _step(self, numbered: tuple[str, str, int], column: int) -> None:
        number, name, reach = numbered
        step = Spoken(number, name)
        if self._forked:
            self._forked.words += f"同时从第{number}步办起"
            self._forked = None
        while self._groups and self._groups[-1][0] >= column:
            self._groups.pop()
        (self._groups[-1][1].steps if self._groups else self.steps).append(step)
        while self._open and self._open[-1].column >= column + reach:
            self._open.pop()
        self._open.append(_Open(step, column + reach))

    def _words(self, words: str, column: int) -> None:
        """Words below a step: of the innermost one that stands no further right, and what of them is a way."""
        while len(self._open) > 1 and self._open[-1].column > column:
            self._open.pop()
        open_ = self._open[-1]
        if exit_ := _EXIT.fullmatch(words):
            open_.words, open_.marked = [exit_[1]], True
        else:
            open_.words.append(words)
        for begin in (0,) if open_.marked else range(len(open_.words) - 1, -1, -1):
            if way := _way("".join(open_.words[begin:])):
                if way.label == "同时办" and way.number is None:
                    self._forked = open_.step
                elif way.label == "同时办":
                    open_.step.words += f"同时从第{way.number}步办起"
                else:
                    open_.step.ways.append(way)
                open_.words, open_.marked = [], False
                return


def _way(text: str) -> Onward | None:
    for pattern in _WAYS:
        if match := pattern.fullmatch(text):
            found = match.groupdict()
            label = found.get("label") or ""
            number = found.get("to")
            return Onward(
                "" if _MEETING.fullmatch(label) else label,
                number.replace("-", "–") if number else None,
                bool(found.get("end")),
            )
    return None
