"""An index of a ledger in the user's cache: what hung on each wall, and where the lines of each record are.

Without it every line is parsed to answer anything. It is brought up to date before each use: a file counts as known
while its size, time and end are the same; of one that has grown, only what is new is parsed. Answers are those of the
files; where these are irregular (forks, records of other files) there is none.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from yizhangtu.coverage.walls import Hanging, Wall, walls
from yizhangtu.ledger.chain import Chain, Corrected, account_of, in_force, read_chain
from yizhangtu.ledger.record import CORRECTED, BadLine, Record, record_of
from yizhangtu.system.ledger import files as ledger_files
from yizhangtu.system.ledger.files import FileState
from yizhangtu.system.ledger.store import Row, Store, StoreFailure, store_of

TABLES = """\
CREATE TABLE files (name TEXT PRIMARY KEY, size INTEGER, written INTEGER, tail TEXT, digest TEXT, head TEXT);
CREATE TABLE records (file TEXT, place TEXT, kind TEXT, village TEXT, guide TEXT, start INTEGER, length INTEGER);
CREATE TABLE hangings (village TEXT, guide TEXT, day TEXT, until TEXT, code TEXT, medium TEXT, photo TEXT, place TEXT,
                       period TEXT);
CREATE INDEX by_village ON records (village, guide);
CREATE INDEX by_kind ON records (kind);
CREATE INDEX by_place ON records (place);
CREATE INDEX by_file ON records (file);
CREATE INDEX by_wall ON hangings (village, guide)"""
Key = tuple[str, str]  # village and guide
AT_ONCE = 200  # values in a query


class _Part(NamedTuple):
    """What of a file was read anew: its records, and the bytes from `start` on. `digest`: the SHA-256, in hex, of the
    whole file."""

    chain: Chain
    data: bytes
    start: int
    digest: str


class LedgerIndex:
    """The index, up to date. Its methods raise StoreFailure."""

    def __init__(self, folder: Path, store: Store) -> None:
        self._folder = folder
        self._store = store

    @property
    def heads(self) -> tuple[str, ...]:
        """The state of each file, as reports name it."""
        return tuple(str(head) for (head,) in self._store.rows("SELECT head FROM files ORDER BY name"))

    def walls(self) -> dict[Key, Wall]:
        """What hung, by (village, guide)."""
        found: dict[Key, list[Hanging]] = {}
        for village, guide, *rest in self._store.rows("SELECT * FROM hangings ORDER BY rowid"):
            found.setdefault((str(village), str(guide)), []).append(Hanging(*rest))  # type: ignore[arg-type]
        return {key: tuple(own) for key, own in found.items()}

    def of_kinds(self, kinds: Sequence[str]) -> list[Record]:
        """The records of some kinds, corrections among them if they are asked for."""
        return self._read(self._where("kind", kinds))

    def of_villages(self, villages: Sequence[str]) -> list[Corrected]:
        """The records that name one of the villages, as they hold, and those that are corrected."""
        return in_force(self._read(self._where("village", villages) | self._corrections()))

    def has(self, place: str) -> bool:
        """Whether there is a record of that name (账:号) that is no correction."""
        query = "SELECT 1 FROM records WHERE place=? AND kind!=? LIMIT 1"
        return bool(self._store.rows(query, (place, CORRECTED)))

    def update(self, states: Mapping[str, FileState]) -> bool:
        """Read the files that have changed. False where the ledger is irregular."""
        rows = self._store.rows("SELECT name, size, written, tail, digest FROM files")
        known = {str(name): (FileState(*rest), str(digest)) for name, *rest, digest in rows}  # type: ignore[arg-type]
        changed = [name for name, state in states.items() if name not in known or known[name][0] != state]
        gone = [name for name in known if name not in states]
        if not changed and not gone:
            return True
        read: dict[str, _Part] = {}
        for name in changed:
            (data,) = ledger_files.parts(self._folder, name, [(0, states[name].size)])
            state, digest = known.get(name, (None, ""))
            part = self._part(name, data, state.size if state else 0, digest)
            if any(one.account != account_of(name) for one in part.chain.records):
                return False
            read[name] = part
        with self._store.changing():
            self._change(read, gone, states)
        return True

    def _part(self, name: str, data: bytes, size: int, digest: str) -> _Part:
        """What is new in a file: the lines behind the first `size` bytes, where these have the digest that they had;
        else all of it."""
        whole = hashlib.sha256(data[:size])
        if size and whole.hexdigest() == digest and data[size - 1 : size] == b"\n":
            part = read_chain(name, data[size:])
            places = [one.place for one in part.records]
            if places and not self._where("place", places):  # a line that stands twice is one record
                whole.update(data[size:])
                return _Part(part, data[size:], size, whole.hexdigest())
        return _Part(read_chain(name, data), data, 0, hashlib.sha256(data).hexdigest())

    def _change(self, read: Mapping[str, _Part], gone: Sequence[str], states: Mapping[str, FileState]) -> None:
        """Write the rows of files that were read, and work out the walls that they name."""
        anew = not self._store.rows("SELECT 1 FROM files LIMIT 1")
        new = {name: list(_rows(part)) for name, part in read.items()}
        replaced = [*(name for name, part in read.items() if not part.start), *gone]
        lost = [row for name in replaced for row in self._store.rows("SELECT * FROM records WHERE file=?", (name,))]
        self._store.add("DELETE FROM records WHERE file=?", [(name,) for name in replaced])
        self._store.add("DELETE FROM files WHERE name=?", [(name,) for name in (*read, *gone)])
        for name, part in read.items():
            self._store.add("INSERT INTO records VALUES (?,?,?,?,?,?,?)", new[name])
            line = (name, *states[name], part.digest, part.chain.head)
            self._store.add("INSERT INTO files VALUES (?,?,?,?,?,?)", [line])
        added = [row for name in read if name not in replaced for row in new[name]]
        lost += [row for name in replaced for row in new.get(name, ())]
        keys = None if anew else self._changed(lost, added)
        if keys is not None:
            villages = sorted({village for village, _ in keys})
            places = self._where("village", villages) | self._corrections()
            found = {key: wall for key, wall in walls(in_force(self._read(places))).items() if key in keys}
            self._store.add("DELETE FROM hangings WHERE village=? AND guide=?", sorted(keys))
        else:
            if sum(not part.start for part in read.values()) == len(states):
                records = [record for part in read.values() for record in part.chain.records]
            else:
                records = self._read(self._where("", ()))
            found = walls(in_force(records))
            self._store.add("DELETE FROM hangings", [()])
        lines = ((*key, *one) for key, wall in found.items() for one in wall)
        self._store.add("INSERT INTO hangings VALUES (?,?,?,?,?,?,?,?,?)", lines)

    def _changed(self, lost: Sequence[Row], added: Sequence[Row]) -> set[Key] | None:
        """The walls that may have changed: those of rows of files that were replaced, and of rows that were added. None
        for all of them: where what a file corrected, or which of its records were corrected, is known no longer."""
        corrections = self._read(self._where("kind", (CORRECTED,)))
        named = {one.text("原") for one in corrections}
        if any(row[2] == CORRECTED or row[1] in named for row in lost):
            return None
        keys = {(str(row[3]), str(row[4])) for row in (*lost, *added)}
        fresh = {row[1] for row in added}
        if fresh & (named | {one.place for one in corrections}):
            older = [one for one in corrections if one.place not in fresh]
            corrected = self._read(self._where("place", sorted(named)))
            for known in (corrected, [*corrected, *older], [*corrected, *corrections]):
                keys |= {(one.record.text("村"), one.record.text("图")) for one in in_force(known)}
        return keys

    def _corrections(self) -> set[tuple[str, int, int]]:
        """Where corrections are, and the records that they name."""
        found = self._where("kind", (CORRECTED,))
        named = sorted({one.text("原") for one in self._read(found)})
        return found | (self._where("place", named) if named else set())

    def _where(self, column: str, values: Sequence[str]) -> set[tuple[str, int, int]]:
        """(file, offset, length) of records with one of the values in a column; of all where no column is named."""
        if not column:
            return set(self._store.rows("SELECT file, start, length FROM records"))  # type: ignore[arg-type]
        found: set[tuple[str, int, int]] = set()
        for at in range(0, len(values), AT_ONCE):
            some = values[at : at + AT_ONCE]
            marks = ",".join("?" * len(some))
            found |= set(
                self._store.rows(f"SELECT file, start, length FROM records WHERE {column} IN ({marks})", some)  # type: ignore[arg-type]
            )
        return found

    def _read(self, places: Iterable[tuple[str, int, int]]) -> list[Record]:
        """The records at places, file by file in their order."""
        by_file: dict[str, list[tuple[int, int]]] = {}
        for name, start, length in sorted(places):
            by_file.setdefault(name, []).append((start, length))
        try:
            return [
                record_of(line) for name in by_file for line in ledger_files.parts(self._folder, name, by_file[name])
            ]
        except (OSError, BadLine) as error:  # changed since the index was brought up to date
            raise StoreFailure(str(error)) from None


def _rows(part: _Part) -> Iterable[Row]:
    """The rows of the records of a part of a file. A line that stands twice is one record."""
    chain, start = part.chain, part.start
    records = {one.digest: one for one in chain.records}
    lines = part.data.split(b"\n")[:-1]
    regular = len(lines) == len(records)  # else a damaged line may bear the hash of a whole one
    for line in lines:
        digest = line[:64].decode("ascii", "replace")
        record = records.get(digest)
        if record is not None and (regular or hashlib.sha256(line.rstrip(b"\r")[65:]).hexdigest() == digest):
            village, guide = record.text("村"), record.text("图")
            yield chain.name, record.place, record.kind, village, guide, start, len(line)
            del records[digest]
        start += len(line) + 1


def open_index(folder: Path) -> LedgerIndex | None:
    """The index of a ledger, brought up to date; None where there can be none."""
    states = ledger_files.states(folder)
    accounts = {account_of(name) for name in states}
    store = store_of(folder, TABLES) if states and len(accounts) == len(states) else None
    if store is None:
        return None
    index = LedgerIndex(folder, store)
    try:
        return index if index.update(states) else None
    except (StoreFailure, OSError):
        return None
