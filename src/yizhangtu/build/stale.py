"""Results that nothing stands behind any more → removed, and told: the definition, the village or the overview is gone.

An old poster on the wall is worse than none. Only files are removed that the records know, and that are still as they
were written; whatever else lies in the folder of results is never touched.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from yizhangtu.build.cache.records import FileRecord, Origin, Records, ResultRecord
from yizhangtu.build.load import Loaded
from yizhangtu.media.kind import Job
from yizhangtu.model.diagnostics import Diagnostic, make, whole
from yizhangtu.system import outputs
from yizhangtu.system.filenames import same_file
from yizhangtu.system.inputs import STDIN


class Standing(NamedTuple):
    """The folders of definitions that a request names as a whole, each with the names of its villages, and those in
    which some definition could not be read or has errors: nothing is concluded from what these lack."""

    villages: Mapping[str, frozenset[str]]
    unsound: frozenset[str]


def standing(loaded: Loaded, unsound: Iterable[str], folder: Path) -> Standing:
    """What stands behind results in a folder; nothing is known where only some definitions were named."""
    if not loaded.complete:
        return Standing({}, frozenset())
    villages = {
        outputs.relative(home.folder, folder): frozenset(str(one.name) for one in home.project.villages)
        for home in loaded.homes
    }
    bad = {outputs.relative(str(Path(file).parent), folder) for file in unsound}
    bad |= {outputs.relative(name, folder) for name, _ in loaded.unreadable}
    return Standing(villages, frozenset(bad))


def origin_of(job: Job, folder: Path) -> Origin:
    """Where a job comes from, as its record names it."""
    file, village = job.guide.file, job.subjects[0].village
    if file == STDIN:
        return Origin()
    name = "" if job.kind.whole else Path(file).name
    place = outputs.relative(str(Path(file).parent), folder)
    return Origin(place, name, str(village.name) if village else "", job.extra)


def remove_stale(records: Records, jobs: Sequence[Job], known: Standing, folder: Path) -> list[Diagnostic]:
    """Remove the results that nothing stands behind, with their records."""
    found: list[Diagnostic] = []
    for target in list(_stale(records.results, jobs, known, folder)):
        gone = records.results.pop(target)
        found += remove_files(gone.files, files_of(records.results), folder)
    return found


def stale_notes(records: Records, jobs: Sequence[Job], known: Standing, folder: Path) -> list[Diagnostic]:
    """What `remove_stale` would remove, for a dry run."""
    return [
        make("Y730", whole((folder / target).as_posix()), "它的定义或者村庄没有了，制作时会删去", "不用处理。")
        for target in _stale(records.results, jobs, known, folder)
    ]


def remove_files(files: Iterable[FileRecord], live: set[str], folder: Path) -> list[Diagnostic]:
    """Remove files of an earlier result, but for those that have been changed since, or belong to another result."""
    found: list[Diagnostic] = []
    for file in files:
        path = folder / file.target
        if same_file(file.target) in live or outputs.mark(path) is None:
            continue
        span = whole(path.as_posix())
        if outputs.remove(folder, file.target, file.digest):
            found.append(make("Y730", span, "旧的成品已经没有用了，删去了", "不用处理；贴出去的也请换下。"))
        else:
            hint = "不要了就自己删去；贴出去的也请换下。"
            found.append(make("Y730", span, "旧的成品已经没有用了，但是有人改过它，或者删不掉，还留着", hint))
    return found


def files_of(results: Mapping[str, ResultRecord]) -> set[str]:
    """The names of all files of results, as the file system compares them."""
    return {same_file(file.target) for one in results.values() for file in one.files}


def _stale(results: Mapping[str, ResultRecord], jobs: Sequence[Job], known: Standing, folder: Path) -> Iterator[str]:
    """The targets of results that no run would make any more."""
    wanted = {same_file(job.target) for job in jobs}
    places = {job.target.rpartition("/")[0] for job in jobs if not job.kind.whole}
    for target, record in results.items():
        origin = record.origin
        villages = known.villages.get(origin.folder)
        if villages is None or same_file(target) in wanted:
            continue
        sound = origin.folder not in known.unsound
        deserted = sound and bool(origin.village and villages) and origin.village not in villages
        vanished = bool(origin.name) and not outputs.is_there(folder / origin.folder / origin.name)
        beside = sound and target.rpartition("/")[0] in places
        if deserted or vanished or (origin.extra and beside):
            yield target
