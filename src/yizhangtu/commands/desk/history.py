"""The changes of a definition, each with its author: lines of JSON that are only appended, and the states they lead to.

A line holds what a change replaced, and the digest of the text that it was made on; the first one, and one whose text
before is not known from the lines, holds the whole text. So a line that was cut off or damaged costs no more than the
changes up to the next whole text.
"""

from __future__ import annotations

import hashlib
import json
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any, NamedTuple

from yizhangtu.commands.desk.encoding import decoded
from yizhangtu.ledger.days import day_number
from yizhangtu.system import clock
from yizhangtu.system.desk import files as desk_files
from yizhangtu.system.desk import history_files

# How a text came about; "" for what somebody has written.
OPENED, DISK, RESTORED, NEW = "opened", "disk", "restored", "new"
KNOWN = 64  # texts of the last states: two desks may write into one file
PAUSE_S = 600  # changes of one person with shorter pauses are one entry of the list
SHOWN = 60  # lines of an entry


class HistoryChange(NamedTuple):
    """A change from one text to another. `user` is "" where nobody said who; `how` is one of the words above."""

    at: str  # 2026-11-28T16:40:05+08:00
    user: str
    how: str
    before: str
    after: str


class HistoryEntry(NamedTuple):
    """Changes of one person without a long pause, as one: from `at` to `until`. `digest` is that of the text after."""

    at: str
    until: str
    user: str
    how: str
    before: str
    after: str

    @property
    def digest(self) -> str:
        """See `digest_of`."""
        return digest_of(self.after)


def digest_of(text: str) -> str:
    """What a text is known by in the lines."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]


class History:
    """Writes the changes of one file. Its methods may be called by another thread, one at a time."""

    def __init__(self, folder: Path, name: str) -> None:
        self._folder = folder
        self._name = name
        self._last: str | None = None  # digest of the last text in the file; None: not read yet

    def append(self, changes: Iterable[HistoryChange]) -> str:
        """Write changes; returns why that failed, "" where it did not."""
        changes = [one for one in changes if one.before != one.after]
        if not changes:
            return ""
        if self._last is None:
            last = next(iter(reversed(entries(history_files.read(self._folder, self._name)[0]))), None)
            self._last = last.digest if last else ""
        elif history_files.set_aside(self._folder, self._name):
            self._last = ""
        lines: list[bytes] = []
        now = self._last
        for one in changes:
            if not one.before:  # a new file
                lines.append(_line({"at": one.at, "user": one.user, "how": one.how, "text": one.after}))
            else:
                if digest_of(one.before) != now:
                    how = DISK if now else OPENED
                    lines.append(_line({"at": one.at, "user": "", "how": how, "text": one.before}))
                lines.append(_line(_difference(one)))
            now = digest_of(one.after)
        problem = history_files.append(self._folder, self._name, b"".join(lines))
        self._last = None if problem else now
        return problem


def _line(data: Mapping[str, Any]) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace") + b"\n"


def _difference(one: HistoryChange) -> dict[str, Any]:
    """What has to be replaced in the text before."""
    first = _common(one.before, one.after)
    last = _common(one.before[first:][::-1], one.after[first:][::-1])
    place = {"from": digest_of(one.before), "start": first, "end": len(one.before) - last}
    return {"at": one.at, "user": one.user, "how": one.how, **place, "text": one.after[first : len(one.after) - last]}


def _common(one: str, other: str) -> int:
    """How many characters two texts have in common at their beginning: by halving, as texts may have a million."""
    least, most = 0, min(len(one), len(other))
    while least < most:
        middle = (least + most + 1) // 2
        if one[least:middle] == other[least:middle]:
            least = middle
        else:
            most = middle - 1
    return least


def changes(data: bytes) -> Iterator[HistoryChange]:
    """The changes of a file, the oldest first; lines that are damaged, or whose text before is lost, are left out."""
    known: OrderedDict[str, str] = OrderedDict()
    last = ""
    for line in data.splitlines():
        try:
            one = json.loads(line)
            at, user, how, text = (str(one[key]) for key in ("at", "user", "how", "text"))
            before = known[one["from"]] if "from" in one else last
            after = before[: int(one["start"])] + text + before[int(one["end"]) :] if "from" in one else text
        except (ValueError, KeyError, TypeError, RecursionError):
            continue
        yield HistoryChange(at, user, how, before, after)
        last = after
        known[digest_of(after)] = after
        while len(known) > KNOWN:
            known.popitem(last=False)


def entries(data: bytes) -> list[HistoryEntry]:
    """The same with the changes of one person joined, the oldest first. The first one is the text before all."""
    found: list[HistoryEntry] = []
    for one in changes(data):
        last = found[-1] if found else None
        same = last and (last.user, last.how) == (one.user, one.how) and one.how in ("", DISK)
        if last and same and _seconds(one.at) - _seconds(last.until) <= PAUSE_S:
            found[-1] = last._replace(until=one.at, after=one.after)
        else:
            found.append(HistoryEntry(one.at, one.at, one.user, one.how, one.before, one.after))
    return found


def _seconds(at: str) -> float:
    """Seconds of a moment as the clock of the machine showed it; 0 for a text that is none."""
    try:
        hours, minutes, seconds = (int(at[place : place + 2]) for place in (11, 14, 17))
    except ValueError:
        return 0.0
    return (day_number(at[:10]) or 0) * 86400.0 + hours * 3600 + minutes * 60 + seconds


class HistoryList(NamedTuple):
    """The entries of a file, the newest first, as data for a page; why they cannot be read; whether all are there."""

    entries: tuple[Mapping[str, Any], ...]
    problem: str = ""


def history(folder: Path, name: str, most: int) -> HistoryList:
    """The last entries of a file, each with the lines that it changed."""
    data, problem = history_files.read(folder, name)
    found = entries(data)
    shown = list(enumerate(found))[-most:]
    return HistoryList(tuple(_shown(number, one) for number, one in reversed(shown)), problem)


def text_at(folder: Path, name: str, number: int, digest: str) -> str | None:
    """The text after an entry; None where there is none of that number and digest."""
    found = entries(history_files.read(folder, name)[0])
    sound = 0 <= number < len(found) and found[number].digest == digest
    return found[number].after if sound else None


def _shown(number: int, one: HistoryEntry) -> Mapping[str, Any]:
    lines = list(_lines(one.before, one.after)) if one.how != OPENED else []
    return {
        "number": number, "digest": one.digest, "at": one.at, "until": one.until, "user": one.user, "how": one.how,
        "lines": lines[:SHOWN], "more": max(0, len(lines) - SHOWN),
    }  # fmt: skip


def _lines(before: str, after: str) -> Iterator[tuple[str, int, str]]:
    """The lines that differ: "-" or "+", the number of the line (from 1) and its text."""
    old, new = before.splitlines(), after.splitlines()
    first = 0
    while first < min(len(old), len(new)) and old[first] == new[first]:
        first += 1
    last = 0
    while last < min(len(old), len(new)) - first and old[-1 - last] == new[-1 - last]:
        last += 1
    was, now = old[first : len(old) - last], new[first : len(new) - last]
    for kind, start, end, begin, finish in SequenceMatcher(None, was, now, autojunk=len(was) > 3000).get_opcodes():
        if kind != "equal":
            yield from (("-", first + at + 1, was[at]) for at in range(start, end))
            yield from (("+", first + at + 1, now[at]) for at in range(begin, finish))


def texts_of(folder: Path) -> dict[str, str]:
    """The texts of all files of a folder, before somebody makes or changes some of them."""
    return {name: decoded(desk_files.read(folder, name).data or b"").text for name in desk_files.names(folder)}


def note_made(folder: Path, before: Mapping[str, str], names: Iterable[str], user: str) -> None:
    """Write into the history what somebody has made of files; `before` are the texts that were there."""
    for name in names:
        data = desk_files.read(folder, name).data
        old = before.get(name, "")
        if data:
            how = "" if name in before else NEW
            History(folder, name).append([written_now(user, how, old, decoded(data).text)])


def written_now(user: str, how: str, before: str, after: str) -> HistoryChange:
    """A change at this moment."""
    return HistoryChange(clock.instant(), user, how, before, after)
