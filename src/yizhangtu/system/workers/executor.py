"""Jobs → their results, made by an executor. A crashed worker costs no job but the one that crashed it."""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, CancelledError, Executor, Future, wait
from dataclasses import dataclass, field
from typing import Protocol, TypeVar, cast

Result = TypeVar("Result")
AHEAD = 64  # jobs that may be finished out of order: their results wait in memory
QUEUED = 3  # jobs sent ahead for each worker, so that it never waits
ONE_AT_A_TIME = threading.Lock()  # in a worker: Pango and a context are not safe for two threads


class WorkerCrashed(Exception):
    """A job crashes the process that it is made in, also alone."""


class Setup(Protocol):
    """What all jobs share; equal setups have equal keys."""

    @property
    def key(self) -> str:
        """Of a worker's cache."""


@dataclass(frozen=True)
class Crew:
    """Workers that are ready. `setup` is what all jobs share: it is passed to the work with each job."""

    executor: Executor
    setup: object
    end: Callable[[bool], None]  # with whether to wait for running jobs


class Engine(Protocol):
    """Where jobs are made: the processes of this machine, a cluster."""

    @property
    def deaths(self) -> tuple[type[BaseException], ...]:
        """The exceptions of the future of a job whose worker crashed."""

    @property
    def patience(self) -> float | None:
        """Seconds without a result after which the workers are checked."""

    def crew(self, setup: Setup, most: int = 0) -> Crew:
        """Workers for these jobs; MissingDependency where there are none."""

    def count(self) -> int:
        """How many jobs they make at once."""

    def check(self) -> None:
        """MissingDependency where they are gone for good."""


def processors() -> int:
    """The number of processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1


def run(
    engine: Engine, work: Callable[..., Result], setup: Setup, total: int, packed: Callable[[int], bytes]
) -> Iterator[tuple[int, Result | Exception]]:
    """(number of the job, result of `work`) in the order of the jobs; an exception where a job failed.

    `packed` returns a job as bytes when it is sent: neither all jobs nor all results of a long run are in memory at
    once. Where a worker crashes, the jobs that may have caused it are made again one at a time, so that only the
    causing one fails.
    """
    current = _Run(engine, work, setup, packed, deque(range(total)))
    try:
        for number in range(total):
            while number not in current.done:
                current.advance(number + AHEAD)
            yield number, cast("Result | Exception", current.done.pop(number))
    except BaseException:
        current.end_workers(wait=False)
        raise
    current.end_workers(wait=True)


@dataclass
class _Run:
    """One run: jobs to do, jobs being made, and results that wait for those before them."""

    engine: Engine
    work: Callable[..., object]
    setup: Setup
    packed: Callable[[int], bytes]
    todo: deque[int]
    done: dict[int, object] = field(default_factory=dict)
    running: dict[Future[object], int] = field(default_factory=dict)
    crew: Crew | None = None

    def advance(self, before: int) -> None:
        """Send jobs (only those with a number below `before`) and collect finished ones."""
        dead: list[int] = []
        most = QUEUED * self.engine.count()
        while self.todo and self.todo[0] < before and len(self.running) < most and not dead:
            number = self.todo.popleft()
            try:
                self._send(number)
            except self.engine.deaths:  # the pool has broken meanwhile
                dead.append(number)
        dead += self._take(self._waited())
        if dead:
            self._isolate(dead)

    def end_workers(self, wait: bool) -> None:
        """End the workers."""
        if self.crew is not None:
            self.crew.end(wait)  # before cancelling: a breaking pool fails on cancelled futures
        self.crew = None
        for future in self.running:
            future.cancel()
        self.running.clear()

    def _send(self, number: int, most: int = 0) -> None:
        if self.crew is None:
            self.crew = self.engine.crew(self.setup, most)
        self.running[self.crew.executor.submit(self.work, self.crew.setup, self.packed(number))] = number

    def _waited(self) -> set[Future[object]]:
        """Finished futures, as soon as there is one."""
        while self.running:
            done = wait(self.running, self.engine.patience, FIRST_COMPLETED).done
            if done:
                return done
            self.engine.check()
        return set()

    def _take(self, futures: set[Future[object]]) -> list[int]:
        """Store results; returns the numbers of the jobs whose worker crashed."""
        dead: list[int] = []
        for future in futures:
            number = self.running.pop(future)
            try:
                self.done[number] = future.result()
            except self.engine.deaths:
                dead.append(number)
            except CancelledError:  # not by this run: the scheduler has lost the job
                self.engine.check()
                dead.append(number)
            except Exception as error:
                self.done[number] = error
        return dead

    def _isolate(self, dead: list[int]) -> None:
        """Make the jobs one by one that were being made when a worker crashed; later ones go back to the queue.

        Jobs are begun in the order in which they were sent: the causing one is among as many as there are workers, and
        a few whose results were lost.
        """
        while self.running:
            dead += self._take(self._waited())
        dead.sort()
        suspects = 2 * self.engine.count()
        self.todo.extendleft(reversed(dead[suspects:]))
        self.end_workers(wait=True)
        for number in dead[:suspects]:
            try:
                self._send(number, most=1)
                killed = bool(self._take(self._waited()))
            except self.engine.deaths:
                killed = True
            if killed:
                self.done[number] = WorkerCrashed()
                self.end_workers(wait=True)
        self.end_workers(wait=True)
