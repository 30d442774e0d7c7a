"""A few processes that stay: each does one thing after the other, and always those of the same keys."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from typing import TypeVar

from yizhangtu.system.workers.executor import Crew, Setup
from yizhangtu.system.workers.processes import Processes

T = TypeVar("T")
DIED = (BrokenProcessPool,)


class Residents:
    """`count` processes that share a setup. Work of one key is done by one process, so that its caches are of use. A
    process that dies is replaced; the work that it had is lost, with one of DIED in its future."""

    def __init__(self, count: int, setup: Setup, ahead: Sequence[str]) -> None:
        self._setup = setup
        self._ahead = ahead
        self._crews: list[Crew | None] = [None] * count

    def __len__(self) -> int:
        return len(self._crews)

    def submit(self, key: str | int, work: Callable[..., T], *arguments: object) -> Future[T]:
        """Have work done by the process of a key, or of a number."""
        number = (key if isinstance(key, int) else zlib.crc32(key.encode("utf-8", "replace"))) % len(self._crews)
        for _ in range(2):
            crew = self._crews[number] or self._begun(number)
            try:
                return crew.executor.submit(work, crew.setup, *arguments)
            except DIED:
                self.replace(number)
        raise BrokenProcessPool

    def replace(self, key: str | int) -> None:
        """Begin again with a new process for a key, after the old one died."""
        number = (key if isinstance(key, int) else zlib.crc32(key.encode("utf-8", "replace"))) % len(self._crews)
        crew, self._crews[number] = self._crews[number], None
        if crew is not None:
            crew.end(False)

    def end(self) -> None:
        """End all processes without waiting for their work."""
        for number in range(len(self._crews)):
            self.replace(number)

    def _begun(self, number: int) -> Crew:
        crew = self._crews[number] = Processes(1, self._ahead).crew(self._setup)
        return crew
