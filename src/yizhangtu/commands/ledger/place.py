"""Where a project's ledger is, and what records may name: its villages and its registered versions."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from yizhangtu.build.load import Home, load
from yizhangtu.commands.ledger.index import LedgerIndex, open_index
from yizhangtu.commands.ledger.reader import Ledger, read_ledger
from yizhangtu.coverage.walls import Wall, walls
from yizhangtu.ledger.chain import Corrected, in_force, records_of
from yizhangtu.ledger.record import CORRECTED, VERSION, Record
from yizhangtu.ledger.versions import Registered, VersionList, registered
from yizhangtu.model.errors import UsageError
from yizhangtu.system.ledger import files as ledger_files
from yizhangtu.system.ledger.store import StoreFailure

VERSIONS = "版本"  # folder of the ledger: definitions and villages' values, by their hashes
PHOTOS, ORIGINALS = "照片", "原件"
_Answer = TypeVar("_Answer")


class LedgerPlace:
    """The ledger of a project, read once. `home` is its project; `indexed`: questions about walls, villages and
    versions are answered by the index where there can be one."""

    def __init__(self, home: Home, indexed: bool = False) -> None:
        if home.project.ledger is None:
            raise UsageError("这个辖区不要台账（台账: 无）", "在辖区文件里去掉这一行，再试")
        self.home = home
        self.folder = Path(home.folder) / str(home.project.ledger)
        self._index = open_index(self.folder) if indexed else None

    @cached_property
    def ledger(self) -> Ledger:
        """All files."""
        return read_ledger(self.folder)

    @cached_property
    def records(self) -> list[Corrected]:
        """All records but corrections, as they hold."""
        return in_force(self.ledger.records)

    def walls(self) -> Mapping[tuple[str, str], Wall]:
        """What hung, by (village, guide)."""
        return self._asked(lambda index: index.walls(), lambda: walls(self.records))

    @cached_property
    def heads(self) -> tuple[str, ...]:
        """The state of each file as reports name it."""
        return self._asked(lambda index: index.heads, lambda: tuple(one.head for one in self.ledger.chains))

    def records_of(self, villages: Sequence[str]) -> list[Corrected]:
        """The records of some villages; those of others may be among them."""
        return self._asked(lambda index: index.of_villages(villages), lambda: self.records)

    def has(self, name: str) -> bool:
        """Whether there is a record of that name (账:号) that is no correction."""
        return self._asked(lambda index: index.has(name), lambda: any(one.record.place == name for one in self.records))

    def _asked(self, index: Callable[[LedgerIndex], _Answer], files: Callable[[], _Answer]) -> _Answer:
        """The answer of the index; of the files where there is none, or it fails."""
        if self._index is not None:
            try:
                return index(self._index)
            except StoreFailure:
                self._index = None
        return files()

    def kept(self, digest: str) -> Mapping[str, Any]:
        """A stored definition or table of values; an empty one where it is not there."""
        data = ledger_files.kept(self.folder, VERSIONS, digest, ".json")
        found = json.loads(data) if data else {}
        return found if isinstance(found, dict) else {}

    @cached_property
    def version_records(self) -> list[Record]:
        """The records of versions, as they hold. Only they are parsed: most of a ledger are others."""
        kinds = (VERSION, CORRECTED)
        found = self._asked(lambda index: index.of_kinds(kinds), lambda: self._of_kinds(kinds))
        return [one.record for one in in_force(found)]

    def _of_kinds(self, kinds: Sequence[str]) -> list[Record]:
        files = ledger_files.read_all(self.folder).values()
        return list({one.digest: one for data in files for one in records_of(data, kinds)}.values())

    @cached_property
    def versions(self) -> VersionList:
        """Every registered version."""
        current, older = registered(self.version_records, self.kept)
        return VersionList(0, "", "", "", "", tuple(current), tuple(older))

    @property
    def villages(self) -> tuple[str, ...]:
        """The names of the villages of the project."""
        return tuple(str(one.name) for one in self.home.project.villages)

    @property
    def writer(self) -> str:
        """The beginning of the name of this computer's file."""
        project = self.home.project
        return str(project.town or project.issuer or "")

    def guide(self, word: str) -> Registered:
        """The current version of a guide, by its number, file name or title. Raises UsageError."""
        current = self.versions.current
        found = [one for one in current if word in (one.number, one.guide, one.title)]
        if not found:
            hint = (
                "写编号、文件名或名称；登记过的有：" + "、".join(one.called for one in current[:8])
                if current
                else ("先用 yizhangtu release 登记版本")
            )
            raise UsageError(f"没有登记过“{word}”这张图", hint)
        return found[0]


def ledger_place(project: str = "", indexed: bool = False) -> LedgerPlace:
    """The ledger of the project of a path, by default of flows/ of the nearest project. Raises UsageError."""
    homes = {one.home.folder: one.home for one in load([project] if project else ()).definitions}
    if len(homes) != 1:
        raise UsageError("一次只能看一个辖区的台账", "写一个文件夹")
    return LedgerPlace(next(iter(homes.values())), indexed)
