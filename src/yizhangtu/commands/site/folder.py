"""Files of a site → its folder: only what has changed is written, and nothing that somebody else has put there."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from yizhangtu.build.cache.records import (
    FileRecord,
    Records,
    ResultRecord,
    damage,
    digest_of,
    read_records,
    write_records,
)
from yizhangtu.build.stale import remove_files
from yizhangtu.model.diagnostics import Diagnostic, make, whole
from yizhangtu.site.model import SiteFile
from yizhangtu.system import lock, outputs
from yizhangtu.system.filenames import same_file

KEY = "site"  # of the records of files of a site, which may lie among other results


class Written(NamedTuple):
    """All files of the site, those written now, and what could not be written or was removed."""

    files: tuple[Path, ...]
    written: tuple[Path, ...]
    diagnostics: tuple[Diagnostic, ...]


class SiteFolder:
    """The folder of a site. The records beside the files say which of them the program has written."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def write(self, files: Sequence[SiteFile]) -> Written:
        """Write what has changed and remove pages that are gone. A file that is not as the program wrote it belongs to
        somebody else and stays (Y871). Raises MissingDependency where the folder cannot be written to."""
        written: list[Path] = []
        with lock.locked(self._folder, lambda folder: None):
            records = read_records(self._folder)
            found = damage(records, self._folder)
            before = len(records.results)
            try:
                for file in files:
                    fault = self._put(file, records, written)
                    found += [fault] if fault else []
                gone = self._drop(files, records)
                found += gone
            finally:
                if written or len(records.results) != before:
                    write_records(self._folder, records)
                    outputs.sync(self._folder, [path.relative_to(self._folder).as_posix() for path in written])
        return Written(tuple(self._folder / file.path for file in files), tuple(written), tuple(found))

    def _put(self, file: SiteFile, records: Records, written: list[Path]) -> Diagnostic | None:
        path = outputs.path_in(self._folder, file.path)
        record = records.results.get(file.path)
        digest = digest_of(file.data)
        own = record.files[0] if record is not None and record.key == KEY else None
        mark = outputs.mark(path)
        if own is not None and own.digest == digest and own.unchanged(str(self._folder), records.time):
            return None
        if mark is not None:
            there = outputs.digest(path)
            if there == digest:
                self._record(file, digest, mark, records)
                return None
            if own is None or there != own.digest:
                hint = "要让程序写它，先把那个文件移走或者删去；不然用 -o 换一个文件夹。"
                return make("Y871", whole(path.as_posix()), "这里已经有别人放的或者改过的文件，没有动它", hint)
        self._record(file, digest, outputs.write(path, file.data), records)
        written.append(path)
        return None

    def _record(self, file: SiteFile, digest: str, mark: tuple[int, int], records: Records) -> None:
        records.results[file.path] = ResultRecord(KEY, (FileRecord(file.path, digest, *mark),))

    def _drop(self, files: Sequence[SiteFile], records: Records) -> list[Diagnostic]:
        """Remove pages of earlier runs that the site has no longer."""
        live = {same_file(file.path) for file in files}
        found: list[Diagnostic] = []
        for target, record in list(records.results.items()):
            if record.key == KEY and same_file(target) not in live:
                del records.results[target]
                found += remove_files(record.files, live, self._folder)
        return found
