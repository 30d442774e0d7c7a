"""What Windows does otherwise than POSIX: locks of files, files that other programs hold open, folders of a user."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

WINDOWS = sys.platform == "win32"
LOCK_FILE = ".yizhangtu.lock"  # Windows locks files, not folders
IN_USE = "另一个程序正开着这个文件（关掉看图、看 PDF 的程序或 WPS 再试），或者没有{}的权限"
TRIES, STEP_S = 20, 0.05  # a scanner of viruses holds a new file for a moment


def try_lock(handle: int) -> bool:
    """Lock the file of a handle; False where another program holds the lock."""
    import msvcrt

    os.lseek(handle, 0, os.SEEK_SET)
    try:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
    except OSError:
        return False
    return True


def unlock(handle: int) -> None:
    """Release the lock of a handle."""
    import msvcrt

    os.lseek(handle, 0, os.SEEK_SET)
    msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)  # type: ignore[attr-defined]


def replace(source: str, target: Path) -> None:
    """Rename a file over another; on Windows that fails as long as another program has it open. Raises OSError."""
    for left in reversed(range(TRIES if WINDOWS else 1)):
        try:
            os.replace(source, target)
            return
        except PermissionError:
            if not left:
                raise
            time.sleep(STEP_S)


def is_own(path: Path) -> bool:
    """Whether a folder lies in the profile of the user, whose access list keeps other users out."""
    home = os.path.realpath(os.path.expanduser("~"))
    return Path(os.path.realpath(path)).is_relative_to(home)
