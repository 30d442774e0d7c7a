"""A lock for a folder of results: one program at a time writes into it.

It is an advisory lock (flock) on the folder itself: there is no lock file, and the system releases it when a process is
killed. On Windows, which locks files only, a file in the folder is locked, and deleted afterwards. On file systems
without locks, writing goes on without one; each file is still written atomically.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from yizhangtu.system import clock, windows
from yizhangtu.system.problem import MissingDependency

PATIENCE_S = 1800.0  # a thousand posters take a minute or two
STEP_S = 0.2


@contextmanager
def locked(folder: Path, waiting: Callable[[Path], object], patience_s: float | None = None) -> Iterator[bool]:
    """Hold the lock of a folder, which is created if necessary and deleted if it stays empty. `waiting` is called once
    if another program holds it; MissingDependency after `patience_s`, by default PATIENCE_S. Yields whether no other
    program can be writing there: False where the file system has no locks."""
    new = not os.path.exists(folder)
    handle = _acquire(folder, waiting, PATIENCE_S if patience_s is None else patience_s)
    try:
        yield handle is not None
    finally:
        if new and not windows.WINDOWS:
            with suppress(OSError):
                folder.rmdir()  # fails where the folder is not empty
        if handle is not None:
            _release(handle)
        if windows.WINDOWS:
            with suppress(OSError):  # another program has opened it already, or the folder is not empty
                (folder / windows.LOCK_FILE).unlink(missing_ok=True)
                if new:
                    folder.rmdir()


def _acquire(folder: Path, waiting: Callable[[Path], object], patience_s: float) -> int | None:
    """The folder's handle, locked; None where it has none, or where the file system has no locks."""
    end: float | None = None
    while (handle := _opened(folder)) is not None:
        try:
            if not _busy(handle):
                if _is(handle, folder):
                    return handle
                os.close(handle)  # the program that held it deleted the folder
                continue
        except OSError:  # no locks here, as on some network drives
            os.close(handle)
            return None
        os.close(handle)
        if end is None:
            waiting(folder)
            end = clock.now() + patience_s
        if clock.now() >= end:
            raise MissingDependency(f"另一个 yizhangtu 一直在写“{folder}”", "等它做完再运行，或者用 -o 写到别的文件夹")
        clock.sleep(STEP_S)
    return None


def _opened(folder: Path) -> int | None:
    """A handle of the folder; None where it cannot be opened: writing into it then reports the problem."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if windows.WINDOWS:
            return os.open(folder / windows.LOCK_FILE, os.O_RDWR | os.O_CREAT)
        return os.open(folder, os.O_RDONLY)
    except OSError:
        return None


def _busy(handle: int) -> bool:
    """Try to lock; True where another process holds the lock."""
    if windows.WINDOWS:
        return not windows.try_lock(handle)
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    return False


def _is(handle: int, folder: Path) -> bool:
    try:
        locked = folder / windows.LOCK_FILE if windows.WINDOWS else folder
        return os.path.samestat(os.fstat(handle), os.stat(locked))
    except FileNotFoundError:
        return False


def _release(handle: int) -> None:
    """Unlock explicitly: processes forked meanwhile have the handle, too."""
    with suppress(OSError):
        if windows.WINDOWS:
            windows.unlock(handle)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_UN)
    os.close(handle)
