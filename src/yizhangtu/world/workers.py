"""Jobs → their results, one after another or by several processes at once; the order is that of the jobs."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

Job = TypeVar("Job")
Result = TypeVar("Result")


def processors() -> int:
    """How many processes can work at once here."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1


def run(
    jobs: Sequence[Job], work: Callable[[Job], Result], count: int, start: Callable[..., None], given: tuple[Any, ...]
) -> Iterator[tuple[int, Result | None]]:
    """(number of the job, its result), as they are finished in order. None: the process died of this job.

    `start(*given)` prepares a process. A process that dies takes its pool along: what was not finished by then is
    done again, each in a process of its own, so that only the one that kills loses.
    """
    from concurrent.futures.process import BrokenProcessPool  # heavy, as all of multiprocessing: only where it is used

    broken: list[int] = []
    with _pool(min(count, len(jobs)), start, given) as pool:
        futures: list[Future[Result]] = [pool.submit(work, job) for job in jobs]
        try:
            for number, future in enumerate(futures):
                try:
                    yield number, future.result()
                except BrokenProcessPool:
                    broken.append(number)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    for number in broken:
        with _pool(1, start, given) as pool:
            try:
                yield number, pool.submit(work, jobs[number]).result()
            except BrokenProcessPool:
                yield number, None


def _pool(count: int, start: Callable[..., None], given: tuple[Any, ...]) -> ProcessPoolExecutor:
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    # A forked process has all modules already; elsewhere than on Linux forking is not safe with system libraries.
    way = "fork" if sys.platform == "linux" else "spawn"
    context = multiprocessing.get_context(way)
    return ProcessPoolExecutor(count, mp_context=context, initializer=_begin, initargs=(start, given))


def _begin(start: Callable[..., None], given: tuple[Any, ...]) -> None:
    """An interruption is the parent's to deal with: its workers finish their job and are not heard."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    start(*given)


def _end_with_parent() -> None:
    """A worker whose parent was killed would wait for jobs for ever."""
    import multiprocessing

    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
