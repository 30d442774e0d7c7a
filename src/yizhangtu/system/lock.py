"""One program at a time writes into a folder of results.

The lock is the system's own, on the folder itself: no file lies about, and a process that is killed takes its lock
along. Where a file system has no locks, work goes on without one; what is written is whole all the same.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from yizhangtu.system import clock
from yizhangtu.system.problem import MissingDependency

PATIENCE_S = 1800.0  # a thousand posters take a minute or two
STEP_S = 0.2


@contextmanager
def held(folder: Path, waiting: Callable[[Path], object]) -> Iterator[bool]:
    """Hold the lock of a folder, which is made where it is not there, and taken away if nothing came into it.
    `waiting` is called once if another program holds it; Missing after PATIENCE_S. What comes is whether no other
    program can be writing there: False where there are no locks."""
    new = not os.path.exists(folder)
    handle = _taken(folder, waiting)
    try:
        yield handle is not None
    finally:
        if new:
            with suppress(OSError):
                folder.rmdir()  # never where there is something in it
        if handle is not None:
            _give_back(handle)


def _taken(folder: Path, waiting: Callable[[Path], object]) -> int | None:
    """The folder's handle, locked; None where it has none, or where the file system has no locks."""
    end: float | None = None
    while (handle := _opened(folder)) is not None:
        try:
            if not _busy(handle):
                if _is(handle, folder):
                    return handle
                os.close(handle)  # whoever held it took the folder away
                continue
        except OSError:  # no locks here, as on some network drives
            os.close(handle)
            return None
        os.close(handle)
        if end is None:
            waiting(folder)
            end = clock.now() + PATIENCE_S
        if clock.now() >= end:
            raise MissingDependency(f"另一个 yizhangtu 一直在写“{folder}”", "等它做完再运行，或者用 -o 写到别的文件夹")
        clock.sleep(STEP_S)
    return None


def _opened(folder: Path) -> int | None:
    """A handle of the folder; None where there is none: that it cannot be written to is told when that is tried."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return os.open(folder, os.O_RDONLY)
    except OSError:
        return None


def _busy(handle: int) -> bool:
    """Try to lock; whether somebody else has it."""
    import fcntl  # Linux and macOS have it

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    return False


def _is(handle: int, folder: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), os.stat(folder))
    except FileNotFoundError:
        return False


def _give_back(handle: int) -> None:
    """Unlock, not only close: processes forked meanwhile have the handle, too."""
    import fcntl

    with suppress(OSError):
        fcntl.flock(handle, fcntl.LOCK_UN)
    os.close(handle)
