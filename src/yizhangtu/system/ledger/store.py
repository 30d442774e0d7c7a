"""A small SQLite database of derived data in the user's cache: losing it costs time, nothing else."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from yizhangtu.system import cache

BUSY_S = 5.0  # how long another program may write
FOLDER = "ledgers"
Row = tuple[object, ...]


class StoreFailure(Exception):
    """The database cannot be used: another program holds it, or it is damaged, which deletes it."""


class Store:
    """One database. Every method raises StoreFailure."""

    def __init__(self, path: Path, tables: str) -> None:
        """Open or create it. `tables`: the statements that create its tables; other tables, of another version of the
        program, are dropped."""
        self._path = path
        version = int.from_bytes(hashlib.sha256(tables.encode()).digest()[:3], "big")
        with self._guarded():
            path.touch(0o600)
            self._db = sqlite3.connect(path, timeout=BUSY_S, isolation_level=None)
            self._db.execute("PRAGMA synchronous=OFF")
            if self._db.execute("PRAGMA user_version").fetchone()[0] == version:
                return
            self._db.execute("BEGIN IMMEDIATE")
            names = self._db.execute("SELECT name FROM sqlite_master WHERE type='table'").fetchall()
            for (name,) in names:
                self._db.execute(f'DROP TABLE "{name}"')
            for statement in tables.split(";"):
                self._db.execute(statement)
            self._db.execute(f"PRAGMA user_version={version}")
            self._db.execute("COMMIT")

    def rows(self, query: str, values: Sequence[object] = ()) -> list[tuple[object, ...]]:
        """The rows of a query."""
        with self._guarded():
            return self._db.execute(query, values).fetchall()

    def add(self, statement: str, rows: Iterable[Row]) -> None:
        """Run a statement for each row, inside `changing`."""
        with self._guarded():
            self._db.executemany(statement, rows)

    @contextmanager
    def changing(self) -> Iterator[None]:
        """One change, whole or not at all; other programs wait."""
        with self._guarded():
            self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            with suppress(sqlite3.Error):
                self._db.execute("ROLLBACK")
            raise
        with self._guarded():
            self._db.execute("COMMIT")

    def close(self) -> None:
        """Close the file."""
        with suppress(sqlite3.Error):
            self._db.close()

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        """StoreFailure for every error of the database; a damaged one is deleted."""
        try:
            yield
        except sqlite3.OperationalError as error:  # held by another program, or a full disk
            raise StoreFailure(str(error)) from None
        except sqlite3.Error as error:
            with suppress(OSError):
                self._path.unlink()
            raise StoreFailure(str(error)) from None
        except OSError as error:
            raise StoreFailure(str(error)) from None


def store_of(folder: Path, tables: str) -> Store | None:
    """The database about a folder; None where the user has no cache that is safe, or it cannot be used."""
    base = cache.folder()
    if base is None:
        return None
    name = hashlib.sha256(os.fsencode(os.path.realpath(folder))).hexdigest()[:32]
    try:
        (base / FOLDER).mkdir(0o700, exist_ok=True)
        return Store(base / FOLDER / f"{name}.sqlite", tables)
    except (OSError, StoreFailure):
        return None
