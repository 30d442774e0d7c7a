"""Bytes that a stranger may have made → what a library reads in them, in a child process with limits.

A small file can make a library compute for minutes or fill the memory (a ZIP part or an image that unpacks to
gigabytes). The child has limits of processor time, memory and written files; when it exceeds one it dies alone, and the
caller gets `Stopped`. Limits of memory hold on Linux; other systems have those of time.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress

from yizhangtu.system.problem import MissingDependency

CPU_SECONDS = 5
WALL_SECONDS = 60.0  # for a busy machine: the processor time is what ends an expensive file
MEMORY = 300 * 1000 * 1000  # bytes of private memory
_OUT_OF_MEMORY = 3  # exit codes of the child
_FAILED = 4


class Stopped(Exception):
    """The child was ended by a limit, or crashed. `reason` is "time", "memory" or "crash"."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def run(module: str, task: str, data: bytes) -> bytes:
    """The answer of a task of `module` (which calls `serve` when it is run) to `data`. Stopped where it has none."""
    if not sys.executable:
        raise MissingDependency("找不到 Python 解释器，不能另开进程读表格和图片", "用 python -m yizhangtu 启动")
    # -P: nothing is imported from the current folder, which may be anybody's
    command = [sys.executable, "-P", "-m", module, task]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    try:
        done = subprocess.run(
            command,
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=WALL_SECONDS,
            env=environment,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise Stopped("time") from None
    except OSError as error:
        raise MissingDependency(f"不能再开进程（{type(error).__name__}）", "关掉一些程序，再试一次") from None
    if done.returncode == 0:
        return done.stdout
    raise Stopped(_reason(done.returncode))


def _reason(code: int) -> str:
    import signal  # of the usual path nothing but this needs it

    if code == _OUT_OF_MEMORY:
        return "memory"
    if code in (-getattr(signal, "SIGXCPU", 24), -getattr(signal, "SIGKILL", 9)):
        return "time"
    return "crash"


def serve(tasks: Mapping[str, Callable[[bytes], bytes]]) -> None:
    """The child: the task named by the first argument, applied to standard input, to standard output."""
    limit()
    code = 0
    try:
        answer = tasks[sys.argv[1]](sys.stdin.buffer.read())
        sys.stdout.buffer.write(answer)
        sys.stdout.buffer.flush()
    except MemoryError:
        code = _OUT_OF_MEMORY
    except Exception:
        code = _FAILED
    os._exit(code)  # at once: freeing a million objects takes longer than reading them


def limit() -> None:
    """Set the limits of this process. The hard limit of time lets the kernel kill what ignores the first signal."""
    try:
        import resource
    except ImportError:  # Windows
        return
    limits = [
        (resource.RLIMIT_CPU, CPU_SECONDS, CPU_SECONDS + 1),
        (resource.RLIMIT_DATA, MEMORY, MEMORY),
        (resource.RLIMIT_FSIZE, 0, 0),
        (resource.RLIMIT_CORE, 0, 0),
    ]
    for kind, soft, hard in limits:
        with suppress(ValueError, OSError):  # a lower hard limit is in force already
            resource.setrlimit(kind, (soft, hard))
