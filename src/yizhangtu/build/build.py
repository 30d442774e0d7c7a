"""Definitions → posters and booklets: look whether anything has changed at all; only where it has, the whole way."""

from __future__ import annotations

from pathlib import Path

from yizhangtu.build.cache.recall import recalled, see
from yizhangtu.build.request import BuildRequest, BuildResult, Output, Planned, Progress, Waiting
from yizhangtu.model.errors import UsageError
from yizhangtu.system.installation import Installation

__all__ = ["BuildRequest", "BuildResult", "Output", "Planned", "build_files"]


def build_files(
    request: BuildRequest,
    progress: Progress | None = None,
    waiting: Waiting | None = None,
    installation: Installation | None = None,
) -> BuildResult:
    """Build what was asked for. WrongUsage and Missing where nothing can be built at all.

    `progress` is told of every job that is done, `waiting` if another program has to finish with the folder first.
    `installation`: styles and fonts, by default those of the program and the machine as they are now.
    """
    if request.dry_run and request.one_file:
        raise UsageError("--dry-run 和 -o - 不能一起用", "去掉其中一个")
    seen = see(request, installation or Installation())
    known = recalled(request, seen)
    if known is not None:
        return known
    from yizhangtu.build.run import run  # heavy: only where there may be something to do

    return run(request, seen, progress, waiting or _patient)


def _patient(folder: Path) -> None:
    """Nobody wants to know."""
