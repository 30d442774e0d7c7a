"""A few processes that stay: each does one thing after the other, and always those of the same keys."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from typing import TypeVar, cast

from yizhangtu.system.workers.executor import Crew, Setup
from yizhangtu.system.workers.processes import Processes

T = TypeVar("T")
DIED = (BrokenProcessPool,)
MOST_BETWEEN = 40  # pieces of work of a process that never rests, after which it is tidied all the same


class Residents:
    """`count` processes that share a setup. Work of one key is done by one process, so that its caches are of use. A
    process that dies is replaced; the work that it had is lost, with one of DIED in its future."""

    def __init__(self, count: int, setup: Setup, ahead: Sequence[str]) -> None:
        self._setup = setup
        self._ahead = ahead
        self._crews: list[Crew | None] = [None] * count
        self._last: list[Future[object] | None] = [None] * count  # work since the process was tidied
        self._seen: list[Future[object] | None] = [None] * count  # the last work at the last look
        self._count = [0] * count

    def __len__(self) -> int:
        return len(self._crews)

    def number(self, key: str | int) -> int:
        """The process of a key, or of a number."""
        return (key if isinstance(key, int) else zlib.crc32(key.encode("utf-8", "replace"))) % len(self._crews)

    def beside(self, key: str | int) -> int:
        """The process after that of a key: for work that is not to wait for other work of this key. The same one where
        there is only one."""
        return (self.number(key) + 1) % len(self._crews)

    def submit(self, key: str | int, work: Callable[..., T], *arguments: object) -> Future[T]:
        """Have work done by the process of a key, or of a number."""
        number = self.number(key)
        for _ in range(2):
            crew = self._crews[number] or self._begun(number)
            try:
                future: Future[T] = crew.executor.submit(work, crew.setup, *arguments)
            except DIED:
                self.replace(number)
                continue
            self._last[number] = cast("Future[object]", future)
            self._count[number] += 1
            return future
        raise BrokenProcessPool

    def begin(self, work: Callable[..., object]) -> None:
        """Start all processes with this work. That lasts until their modules are loaded: for a thread of its own,
        before anything else is submitted."""
        for number in range(len(self._crews)):
            self.submit(number, work)

    def replace(self, key: str | int) -> None:
        """Begin again with a new process for a key, after the old one died or is not needed any more."""
        number = self.number(key)
        crew, self._crews[number] = self._crews[number], None
        self._last[number], self._seen[number], self._count[number] = None, None, 0
        if crew is not None:
            crew.end(False)

    def tidy(self, work: Callable[..., object]) -> None:
        """To be called from time to time: have `work` done by each process that has worked, but not since the last
        call, and by those that never rest."""
        for number in range(len(self._crews)):
            if self._rests(number) or self._count[number] >= MOST_BETWEEN:
                self.submit(number, work)
                self._last[number], self._count[number] = None, 0
            self._seen[number] = self._last[number]

    def end_resting(self) -> None:
        """To be called from time to time: end each process that has had nothing to do since the last call. It begins
        again with the next work."""
        for number in range(len(self._crews)):
            if self._rests(number):
                self.replace(number)
            self._seen[number] = self._last[number]

    def _rests(self, number: int) -> bool:
        last = self._last[number]
        return last is not None and last is self._seen[number] and last.done()

    def end(self) -> None:
        """End all processes without waiting for their work."""
        for number in range(len(self._crews)):
            self.replace(number)

    def _begun(self, number: int) -> Crew:
        crew = self._crews[number] = Processes(1, self._ahead).crew(self._setup)
        return crew
