"""Jobs → their results, made by an executor; a worker that dies takes no job along but the one that kills it."""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, CancelledError, Executor, Future, wait
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

Result = TypeVar("Result")
AHEAD = 64  # jobs that may be finished before their turn: their results wait in memory
AT_HAND = 3  # jobs for each worker that are sent before they are asked for, so that it never waits
ONE_AT_A_TIME = threading.Lock()  # in a worker: Pango and the measures of a studio are no matter for two threads


class WorkerCrashed(Exception):
    """A job that kills the process it is made in, also all by itself."""


@dataclass(frozen=True)
class Crew:
    """Workers that are ready. `parcel` stands for what all jobs share: it is handed to the work with each job."""

    executor: Executor
    parcel: Any
    end: Callable[[bool], None]  # with whether to wait for what is still being made


class Engine(Protocol):
    """Where jobs are made: the processes of this machine, a cluster."""

    @property
    def deaths(self) -> tuple[type[BaseException], ...]:
        """What the future of a job says whose worker died."""

    @property
    def patience(self) -> float | None:
        """Seconds of silence after which to `look_after` the workers."""

    def crew(self, parcel: Any, most: int = 0) -> Crew:
        """Workers for these jobs; Missing where there are none."""

    def count(self) -> int:
        """How many jobs they can make at once."""

    def look_after(self) -> None:
        """Missing where they are gone for good."""


def processors() -> int:
    """How many processes can work at once here."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1


def run(
    engine: Engine, work: Callable[[Any, bytes], Result], parcel: Any, total: int, packed: Callable[[int], bytes]
) -> Iterator[tuple[int, Result | Exception]]:
    """(number of the job, what `work` made of it) in the order of the jobs; an exception where that was not possible.

    `packed` gives a job as bytes when its time has come: neither jobs nor results of a long run are in memory at once.
    Where a worker dies, the jobs that may have killed it are made again, one at a time, so that only the one that
    kills loses.
    """
    turn = _Turn(engine, work, parcel, packed, deque(range(total)))
    try:
        for number in range(total):
            while number not in turn.done:
                turn.go_on(number + AHEAD)
            yield number, turn.done.pop(number)
    except BaseException:
        turn.leave(wait=False)
        raise
    turn.leave(wait=True)


@dataclass
class _Turn:
    """One run: what is still to do, what is being made, and what waits for its turn."""

    engine: Engine
    work: Callable[[Any, bytes], Any]
    parcel: Any
    packed: Callable[[int], bytes]
    todo: deque[int]
    done: dict[int, Any] = field(default_factory=dict)
    flying: dict[Future[Any], int] = field(default_factory=dict)
    crew: Crew | None = None

    def go_on(self, before: int) -> None:
        """Send jobs (only those with a number `before` this) and take in what has been made of others."""
        dead: list[int] = []
        most = AT_HAND * self.engine.count()
        while self.todo and self.todo[0] < before and len(self.flying) < most and not dead:
            number = self.todo.popleft()
            try:
                self._send(number)
            except self.engine.deaths:  # the pool has broken since we looked
                dead.append(number)
        dead += self._take(self._waited())
        if dead:
            self._find_the_killer(dead)

    def leave(self, wait: bool) -> None:
        """Let the workers go."""
        if self.crew is not None:
            self.crew.end(wait)  # a pool that breaks cannot stand futures that somebody else has cancelled
        self.crew = None
        for future in self.flying:
            future.cancel()
        self.flying.clear()

    def _send(self, number: int, most: int = 0) -> None:
        if self.crew is None:
            self.crew = self.engine.crew(self.parcel, most)
        self.flying[self.crew.executor.submit(self.work, self.crew.parcel, self.packed(number))] = number

    def _waited(self) -> set[Future[Any]]:
        """Futures that are done, as soon as there is one."""
        while self.flying:
            done = wait(self.flying, self.engine.patience, FIRST_COMPLETED).done
            if done:
                return done
            self.engine.look_after()
        return set()

    def _take(self, futures: set[Future[Any]]) -> list[int]:
        """Put away what was made; the numbers of those whose worker died."""
        dead: list[int] = []
        for future in futures:
            number = self.flying.pop(future)
            try:
                self.done[number] = future.result()
            except self.engine.deaths:
                dead.append(number)
            except CancelledError:  # not by us: who kept the list of jobs has lost it
                self.engine.look_after()
                dead.append(number)
            except Exception as error:
                self.done[number] = error
        return dead

    def _find_the_killer(self, dead: list[int]) -> None:
        """Make the jobs alone that were being made when a worker died; those behind them go back to the others.

        What was sent first was begun first: a killer is among as many as there are workers, and a few whose results
        were lost on the way.
        """
        while self.flying:
            dead += self._take(self._waited())
        dead.sort()
        suspects = 2 * self.engine.count()
        self.todo.extendleft(reversed(dead[suspects:]))
        self.leave(wait=True)
        for number in dead[:suspects]:
            try:
                self._send(number, most=1)
                killed = bool(self._take(self._waited()))
            except self.engine.deaths:
                killed = True
            if killed:
                self.done[number] = WorkerCrashed()
                self.leave(wait=True)
        self.leave(wait=True)
