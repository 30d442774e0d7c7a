"""An index of a ledger in the user's cache: what hung on each wall, and where the lines of each record are.

Without it every line is parsed to answer anything. It is brought up to date before each use: a file counts as known
while its size, time and end are the same. Answers are those of the files; where these are irregular (forks, records of
other files) there is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from yizhangtu.coverage.walls import Hanging, Wall, walls
from yizhangtu.ledger.chain import Chain, Corrected, account_of, in_force, read_chain
from yizhangtu.ledger.record import CORRECTED, BadLine, Record, record_of
from yizhangtu.system.ledger import files as ledger_files
from yizhangtu.system.ledger.files import FileState
from yizhangtu.system.ledger.store import Store, StoreFailure, store_of

TABLES = """\
CREATE TABLE files (name TEXT PRIMARY KEY, size INTEGER, written INTEGER, tail TEXT, head TEXT);
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

    def update(self, states: Mapping[str, FileState]) -> bool:
        """Read the files that have changed. False where the ledger is irregular."""
        known = {
            str(name): FileState(*rest)  # type: ignore[arg-type]
            for name, *rest in self._store.rows("SELECT name, size, written, tail FROM files")
        }
        changed = [name for name, state in states.items() if known.get(name) != state]
        gone = [name for name in known if name not in states]
        if not changed and not gone:
            return True
        read: dict[str, tuple[Chain, bytes]] = {}
        for name in changed:
            data = b"".join(ledger_files.parts(self._folder, name, [(0, states[name].size)]))
            chain = read_chain(name, data)
            if any(one.account != account_of(name) for one in chain.records):
                return False
            read[name] = chain, data
        with self._store.changing():
            self._change(read, gone, states)
        return True

    def _change(
        self, read: Mapping[str, tuple[Chain, bytes]], gone: Sequence[str], states: Mapping[str, FileState]
    ) -> None:
        """Write the rows of files that were read, and work out the walls that they name."""
        whole = not self._store.rows("SELECT 1 FROM files LIMIT 1")
        keys: set[Key] = set()
        for name in (*read, *gone):
            before = self._store.rows("SELECT DISTINCT village, guide, kind FROM records WHERE file=?", (name,))
            keys |= {(str(village), str(guide)) for village, guide, _ in before}
            whole = whole or any(kind == CORRECTED for *_, kind in before)
        names = [(name,) for name in (*read, *gone)]
        self._store.add("DELETE FROM records WHERE file=?", names)
        self._store.add("DELETE FROM files WHERE name=?", names)
        for name, (chain, data) in read.items():
            rows = list(_rows(chain, data))
            keys |= {(row[3], row[4]) for row in rows}
            whole = whole or any(row[2] == CORRECTED for row in rows)
            self._store.add("INSERT INTO records VALUES (?,?,?,?,?,?,?)", rows)
            self._store.add("INSERT INTO files VALUES (?,?,?,?,?)", [(name, *states[name], chain.head)])
        if whole and len(read) == len(states):
            records = in_force([record for chain, _ in read.values() for record in chain.records])
        elif whole:
            records = in_force(self._read(self._where("", ())))
        else:
            keys |= {key for one in in_force(self._read(self._corrections())) if one.by for key in _keys(one)}
            villages = {village for village, _ in keys}
            records = in_force(self._read(self._where("village", sorted(villages)) | self._corrections()))
        found = walls(records)
        if whole:
            self._store.add("DELETE FROM hangings", [()])
        else:
            found = {key: wall for key, wall in found.items() if key in keys}
            self._store.add("DELETE FROM hangings WHERE village=? AND guide=?", sorted(keys))
        lines = ((*key, *one) for key, wall in found.items() for one in wall)
        self._store.add("INSERT INTO hangings VALUES (?,?,?,?,?,?,?,?,?)", lines)

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


def _keys(one: Corrected) -> Iterable[Key]:
    """The wall of a corrected record."""
    yield one.record.text("村"), one.record.text("图")


def _rows(chain: Chain, data: bytes) -> Iterable[tuple[str, str, str, str, str, int, int]]:
    """The rows of the records of a file. A line that stands twice is one record."""
    records = {one.digest: one for one in chain.records}
    start = 0
    for line in data.split(b"\n")[:-1]:
        record = records.pop(line[:64].decode("ascii", "replace"), None)
        if record is not None:
            village, guide = record.text("村"), record.text("图")
            yield chain.name, record.place, record.kind, village, guide, start, len(line)
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
