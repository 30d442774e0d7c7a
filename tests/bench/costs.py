"""CPU seconds and memory of a process, of work in this one, or of some methods."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

TIMES = 3  # how often a warm figure is taken


@dataclass(frozen=True)
class Cost:
    """What a process took: CPU seconds with its children, and the most memory it held at once."""

    cpu: float
    peak_mib: float


def child(words: Iterable[str | Path], cwd: Path, stdin: bytes | None = None) -> Cost:
    """Run a program and wait for it; its output is thrown away, an exit code other than 0 or 1 is an error."""
    process = subprocess.Popen(
        list(map(str, words)), cwd=cwd, stdin=subprocess.PIPE if stdin is not None else subprocess.DEVNULL,
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env={**os.environ, "CI": "1"},
    )  # fmt: skip
    if stdin is not None and process.stdin:
        process.stdin.write(stdin)
        process.stdin.close()
    assert process.stderr is not None
    stated = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise SystemExit(f"{words}: exit code {process.returncode}\n{stated.decode()}")
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit)


def often(run: Callable[[], Cost], times: int = 5) -> Cost:
    """The median of some runs, after one that fills the caches of the system."""
    run()
    costs = [run() for _ in range(times)]
    return Cost(median(one.cpu for one in costs), max(one.peak_mib for one in costs))


def spent() -> float:
    """CPU seconds of this process and of its children that have ended."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def cpu(work: Callable[[], object]) -> float:
    """CPU seconds of some work."""
    before = spent()
    work()
    return spent() - before


class Watch:
    """CPU seconds in methods of a class, in all of them together, in sums that `next` begins."""

    def __init__(self, of: type, *names: str) -> None:
        self.of, self.kept = of, {name: getattr(of, name) for name in names}
        self.sums: list[float] = []
        self.inside = False
        for name, method in self.kept.items():
            setattr(of, name, self._watched(method))

    def _watched(self, method: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: object) -> object:
            if self.inside:
                return method(*given)
            self.inside = True
            before = spent()
            try:
                return method(*given)
            finally:
                self.sums[-1] += spent() - before
                self.inside = False

        return call

    def next(self) -> None:
        self.sums.append(0.0)

    def end(self) -> None:
        for name, method in self.kept.items():
            setattr(self.of, name, method)


def warm(work: Callable[[], object], times: int = TIMES) -> float:
    """The median of some runs in this process, after one that is not counted."""
    work()
    return median(cpu(work) for _ in range(times))
