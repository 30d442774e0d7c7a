"""Which files of a folder other programs change, as they do."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from yizhangtu.system.disk import PART
from yizhangtu.system.problem import MissingDependency

if TYPE_CHECKING:
    import asyncio

STEP_MS = 50  # changes within this time are told together


async def changes(folder: Path, stop: asyncio.Event) -> AsyncIterator[set[str]]:
    """The names of files of the folder that were written, created or removed, until `stop`."""
    from watchfiles import awatch

    async for found in awatch(folder, recursive=False, step=STEP_MS, debounce=STEP_MS * 4, stop_event=stop):
        names = _names(path for _, path in found)
        if names:
            yield names


def changes_now(paths: Sequence[Path]) -> Iterator[set[str]]:
    """The same of files and folders, for a program that does nothing else until it is interrupted. MissingDependency
    where the library is not installed."""
    try:
        from watchfiles import watch
    except ImportError:
        raise MissingDependency("没有安装 watchfiles", "运行：pip install 'yizhangtu[serve]'") from None
    for found in watch(*paths, recursive=False, step=STEP_MS, debounce=STEP_MS * 4, raise_interrupt=True):
        names = _names(path for _, path in found)
        if names:
            yield names


def _names(paths: Iterator[str]) -> set[str]:
    """File names; files that are being written do not count."""
    found = {Path(path).name for path in paths}
    return {name for name in found if not (name.startswith(PART[0]) and name.endswith(PART[1]))}
