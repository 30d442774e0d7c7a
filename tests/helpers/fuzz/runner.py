"""Many random definitions, tried in processes that may die → what came of each, and a report of all."""

from __future__ import annotations

import multiprocessing
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait

CHUNK = 50  # guides that a process is given at once
STUCK = 300.0  # seconds without an answer after which a process is ended
SLOW = 30.0  # CPU seconds that no definition may take
SLOWEST = 10  # of which the numbers are reported
GROWN = 1.25  # how much more memory a process may have in the last half of a long run than in the first
SETTLED = 5000  # guides that are a long run
TOLD = 4  # faults of one definition


@dataclass(frozen=True)
class Line:
    """What a process says of one definition; `kinds` is empty where it only says that it has begun."""

    number: int
    kinds: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    seconds: float = 0.0
    steps: int = 0
    memory: float = 0.0


def work(pipe: Connection, seed: int, most: int, real: float) -> None:
    """A process: ranges of numbers in, lines out, until None comes."""
    from helpers.fuzz.trial import Trials, memory_mb

    trials = Trials(seed, most, real)
    while (numbers := pipe.recv()) is not None:
        for number in numbers:
            pipe.send(Line(number))
            one = trials.trial(number)
            faults = [*one.faults, *([f"slow: {one.seconds:.0f} s"] if one.seconds > SLOW else [])]
            kinds = tuple(one.kinds) or ("nothing",)
            pipe.send(Line(number, kinds, tuple(faults), one.seconds, one.steps, memory_mb()))


class Worker:
    """A process with what it is at."""

    def __init__(self, doing: Callable[..., None], *given: object) -> None:
        self.pipe, other = multiprocessing.Pipe()
        self.process = multiprocessing.get_context("spawn").Process(target=doing, args=(other, *given), daemon=True)
        self.process.start()
        other.close()
        self.left: list[int] = []
        self.at: int | None = None
        self.heard = time.monotonic()

    def give(self, numbers: list[int]) -> None:
        self.left = numbers
        self.pipe.send(numbers)


def lines(numbers: list[int], jobs: int, doing: Callable[..., None], *given: object) -> Iterator[Line]:
    """What comes of all numbers; `doing` is `work` or its like, `given` what it is given. A process that dies or hangs
    is one line with a fault, and another takes its place."""
    open_ = list(numbers)
    workers: list[Worker] = []
    while open_ or any(one.left for one in workers):
        while len(workers) < jobs and open_:
            workers.append(Worker(doing, *given))
        for one in workers:
            if not one.left and open_:
                one.give(open_[:CHUNK])
                del open_[:CHUNK]
        ready = wait([one.pipe for one in workers], timeout=5)
        for one in list(workers):
            died = False
            if one.pipe in ready:
                one.heard = time.monotonic()
                try:
                    line: Line = one.pipe.recv()
                except EOFError:
                    died = True
                else:
                    one.at = None if line.kinds else line.number
                    if line.kinds:
                        one.left.remove(line.number)
                        yield line
            elif time.monotonic() - one.heard > STUCK and one.left:
                died = True
            if died:
                one.process.kill()
                one.process.join()
                workers.remove(one)
                at = one.at if one.at is not None else one.left[0] if one.left else None
                if at is not None:
                    one.left.remove(at)
                    yield Line(at, ("died",), (f"crash: the process died or hung ({one.process.exitcode})",))
                open_[:0] = one.left
    for one in workers:
        one.pipe.send(None)
        one.process.join()


@dataclass
class Report:
    """What all lines say together."""

    total: int
    began: float = field(default_factory=time.monotonic)
    kinds: Counter[str] = field(default_factory=Counter)
    faulty: dict[int, tuple[str, ...]] = field(default_factory=dict)
    slowest: list[tuple[float, int, int]] = field(default_factory=list)
    seconds: float = 0.0
    done: int = 0
    memory: list[float] = field(default_factory=lambda: [0.0, 0.0])  # in the first half, in the second

    def add(self, line: Line) -> None:
        """One more."""
        self.done += 1
        self.kinds.update(line.kinds)
        self.seconds += line.seconds
        half = int(self.done * 2 > self.total)
        self.memory[half] = max(self.memory[half], line.memory)
        self.slowest = sorted([*self.slowest, (line.seconds, line.number, line.steps)], reverse=True)[:SLOWEST]
        if line.faults:
            self.faulty[line.number] = line.faults
            for fault in line.faults[:TOLD]:
                print(f"FAULT {line.number} ({line.steps} steps): {fault}", flush=True)

    @property
    def progress(self) -> str:
        """How far it is."""
        spent = time.monotonic() - self.began
        return (
            f"{self.done}/{self.total}, {len(self.faulty)} faulty, {spent:.0f} s, CPU {self.seconds:.0f} s, "
            f"{max(self.memory):.0f} MB"
        )

    def summary(self) -> int:
        """The end of it; the exit code."""
        print(f"\nDONE {self.progress}")
        for kind, count in self.kinds.most_common():
            print(f"{count:7} {kind}")
        print("slowest (CPU s, number, steps):", *(f"{s:.1f} {n} {steps}" for s, n, steps in self.slowest), sep="\n  ")
        grown = self.total >= SETTLED and self.memory[1] > GROWN * self.memory[0] > 0
        print(f"memory: {self.memory[0]:.0f} MB in the first half, {self.memory[1]:.0f} MB in the second")
        print(f"faulty numbers: {' '.join(map(str, sorted(self.faulty)))}" if self.faulty else "no faults")
        return int(bool(self.faulty) or grown)
