"""Files to give away: what a page asks for → a build into the project's folder of results, and what is there."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from yizhangtu.build.request import OUTPUT, BuildRequest
from yizhangtu.model.diagnostics import Diagnostic
from yizhangtu.model.errors import UsageError
from yizhangtu.system import outputs
from yizhangtu.system.desk import files as desk_files
from yizhangtu.system.disk import FLOWS
from yizhangtu.system.problem import MissingDependency

FINISHES = ("", "print", "archive", "tiles-a4", "tiles-a3")
SUFFIXES = (".pdf", ".png", ".jpg", ".txt", ".html")  # of results
LARGEST = 1 << 29  # bytes in a ZIP
MADE_AT = (2026, 1, 1, 0, 0, 0)  # in a ZIP: the same files give the same bytes


class MakeRequest(NamedTuple):
    """`names`: files of guides, none for all; media and villages by name; one of FINISHES; `period`: of notices."""

    names: tuple[str, ...] = ()
    media: tuple[str, ...] = ()
    villages: tuple[str, ...] = ()
    finish: str = ""
    period: str = ""


class MadeFiles(NamedTuple):
    """The results by their path in the folder of results, what was found, and what could not be done at all."""

    files: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]
    problem: str = ""


def request_of(data: Mapping[str, Any]) -> MakeRequest:
    """The request of a page. UsageError for one that makes no sense."""
    lists = {key: data.get(key, []) for key in ("names", "media", "villages")}
    words = {key: data.get(key, "") for key in ("finish", "period")}
    sound = all(isinstance(one, list) and all(isinstance(word, str) for word in one) for one in lists.values())
    if not sound or not all(isinstance(one, str) for one in words.values()) or words["finish"] not in FINISHES:
        raise UsageError("请求看不懂", "刷新页面再试")
    names, media, villages = (tuple(one) for one in lists.values())
    return MakeRequest(names, media, villages, words["finish"], words["period"])


def results_folder(folder: Path) -> Path:
    """Where the results of a folder of definitions lie."""
    return (folder.parent if folder.name == FLOWS else folder) / OUTPUT


def make_files(folder: Path, asked: MakeRequest, progress: Callable[[int, int, str, int], object]) -> MadeFiles:
    """Build as the command does; what has not changed is only named. UsageError for a name that does not exist."""
    from yizhangtu.build.build import build_files  # not loaded before it is used

    known = desk_files.names(folder)
    unknown = [name for name in asked.names if name not in known]
    if unknown:
        raise UsageError(f"没有“{unknown[0]}”这份定义", "刷新页面再试")
    done = build_files(
        BuildRequest(
            paths=[folder / name for name in asked.names] or [folder],
            media=asked.media,
            villages=asked.villages,
            period=asked.period,
            output=results_folder(folder),
            print_shop=asked.finish == "print",
            archive=asked.finish == "archive",
            tiles=asked.finish.removeprefix("tiles-") if asked.finish.startswith("tiles-") else "",
        ),
        progress,
    )
    files = tuple(one.file for one in done.outputs)
    return MadeFiles(files, done.diagnostics, str(done.missing) if done.missing else "")


def result(folder: Path, file: str) -> bytes | None:
    """A file of the folder of results by its path in it; None where there is none, or links lead out of it."""
    if not file.endswith(SUFFIXES) or any(part in ("", ".", "..") for part in file.split("/")) or "\\" in file:
        return None
    try:
        return outputs.own(outputs.path_in(results_folder(folder), file))
    except (MissingDependency, ValueError):
        return None


def zipped(folder: Path, files: Sequence[str]) -> bytes:
    """A ZIP of results. UsageError where there is none of them, or they are too large for one."""
    stream = io.BytesIO()
    size = 0
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:  # PDF and PNG are compressed already
        for file in dict.fromkeys(files):
            data = result(folder, file)
            if data is None:
                continue
            size += len(data)
            if size > LARGEST:
                raise UsageError("这些文件一共超过 512 MB，装不进一个压缩包", "少选几个村，分几次下载")
            archive.writestr(zipfile.ZipInfo(file, MADE_AT), data)
        if not archive.namelist():
            raise UsageError("没有可以下载的文件", "先做成文件")
    return stream.getvalue()
