"""Run as a program: takes away what Python lacks on Windows, then runs the command line.

What the standard library needs of POSIX for itself is loaded before. Locks are those of `msvcrt`, done by POSIX ones;
WeasyPrint finds no Pango, and there is no dot.
"""

from __future__ import annotations

import asyncio  # noqa: F401
import fcntl
import multiprocessing.resource_tracker  # noqa: F401
import os
import selectors  # noqa: F401
import shutil  # noqa: F401
import signal
import socket  # noqa: F401
import subprocess  # noqa: F401
import sys
import tempfile  # noqa: F401
import types

MODULES = ("fcntl", "resource", "pwd", "grp", "termios", "tty", "pty", "syslog")
OF_OS = (
    "geteuid", "getuid", "getegid", "getgid", "killpg", "fork", "setsid", "setpgid", "getpgid", "mkfifo", "chown",
    "fchmod", "fchown", "statvfs", "sysconf", "getloadavg", "sched_getaffinity", "posix_fadvise", "posix_fallocate",
    "pread", "pwrite", "O_NOFOLLOW", "O_DIRECTORY", "O_CLOEXEC", "O_NONBLOCK", "WNOHANG", "lchown", "sync", "fdatasync",
)  # fmt: skip
OF_SIGNAL = ("SIGKILL", "SIGHUP", "SIGALRM", "SIGXCPU", "SIGQUIT", "SIGUSR1", "alarm", "setitimer", "SIGCHLD")


def msvcrt() -> types.ModuleType:
    """Its locks, which are exclusive and never wait."""
    module = types.ModuleType("msvcrt")
    flock = fcntl.lockf
    lock, unlock = 2, 0

    def locking(handle: int, mode: int, count: int) -> None:
        flock(handle, fcntl_modes[mode], count)

    fcntl_modes = {lock: fcntl.LOCK_EX | fcntl.LOCK_NB, unlock: fcntl.LOCK_UN}
    module.__dict__.update(LK_NBLCK=lock, LK_UNLCK=unlock, locking=locking)
    return module


class NoPango:
    """Finds WeasyPrint, whose system library is missing."""

    def find_spec(self, name: str, path: object = None, target: object = None) -> None:
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")


def pretend() -> None:
    """Make this process look like one on Windows."""
    sys.modules["msvcrt"] = msvcrt()
    for name in MODULES:
        sys.modules[name] = None  # type: ignore[assignment]
    for owner, names in ((os, OF_OS), (signal, OF_SIGNAL)):
        for name in names:
            if hasattr(owner, name):
                delattr(owner, name)
    sys.meta_path.insert(0, NoPango())  # type: ignore[arg-type]
    from yizhangtu.system import windows

    windows.WINDOWS = True


if __name__ == "__main__":
    pretend()
    from yizhangtu.cli.main import main

    main()
