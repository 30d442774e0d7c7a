"""The processes of this machine as an executor. They end with their parent and leave no files behind."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from multiprocessing.context import BaseContext, SpawnContext, SpawnProcess
from types import ModuleType
from typing import Any, TypeVar

from yizhangtu.system.dot import graphviz
from yizhangtu.system.problem import MissingDependency
from yizhangtu.system.workers.executor import Crew, Setup

T = TypeVar("T")


def prepare(ahead: Sequence[str]) -> None:
    """Begin to load what `Processes` of these modules will need, without waiting for it."""
    _context(ahead)


class Processes:
    """An engine of `most` processes. `ahead` are modules that are loaded before a process starts its first job."""

    deaths = (BrokenProcessPool,)
    patience: float | None = 5.0

    def __init__(self, most: int, ahead: Sequence[str] = ()) -> None:
        self._most = most
        self._context = _context(ahead)
        self._pool: _Pool | None = None

    def count(self) -> int:
        return self._most

    def check(self) -> None:
        """Stop a pool of which a process died while it was sending a result: the pool would wait for the rest for ever.
        In all other cases a pool detects by itself that it is broken."""
        if self._pool is not None and self._pool.has_lost_process():
            self._pool.stop()

    def crew(self, setup: Setup, most: int = 0) -> Crew:
        """A pool whose processes have the setup. Their folder for temporary files is deleted when the pool ends, also
        where a process was killed."""
        folder = tempfile.TemporaryDirectory(prefix="yizhangtu-", ignore_cleanup_errors=True)
        given = (setup, folder.name)
        try:
            pool = _Pool(most or self._most, mp_context=self._context, initializer=_begin, initargs=given)
        except OSError as error:  # no semaphores: /dev/shm is missing, full or not writable
            folder.cleanup()
            raise MissingDependency(f"不能再开进程（{type(error).__name__}）", SEMAPHORES) from None
        self._pool = pool

        def end(wait: bool) -> None:
            if not wait:
                pool.stop()  # interrupted: do not wait for running jobs
            pool.shutdown(cancel_futures=True)
            folder.cleanup()

        return Crew(pool, None, end)


SEMAPHORES = "用 -j 1 只在一个进程里制作；容器里请让 /dev/shm 可以写"


class _Pool(ProcessPoolExecutor):
    """A pool that raises MissingDependency where it cannot start a process, and that can be stopped."""

    def has_lost_process(self) -> bool:
        """Whether a process has ended."""
        return any(process.exitcode is not None for process in list((self._processes or {}).values()))

    def stop(self) -> None:
        """Terminate the processes: they write no files of their own. Python has no public method before 3.14, and that
        one waits for a half-sent result because this end of the pipe stays open."""
        for process in list((self._processes or {}).values()):
            process.terminate()
        queue: Any = self._result_queue
        with suppress(AttributeError, OSError):
            queue._writer.close()

    def submit(self, fn: Callable[..., T], /, *args: object, **kwargs: object) -> Future[T]:
        try:
            with _undisturbed():
                return super().submit(fn, *args, **kwargs)
        except (OSError, EOFError) as error:
            raise MissingDependency(f"不能再开进程（{type(error).__name__}）", "用 -j 1 只在一个进程里制作") from None


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Delay SIGINT: between the start of a process and its registration nothing would end it. A process started
    meanwhile inherits the blocked signal."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


_setup: list[object] = []  # the setup of this process


def process_setup() -> object:
    """The setup that this process was started with."""
    return _setup[0]


def _begin(setup: object, folder: str) -> None:
    """Prepare a worker: the parent handles interruptions, and the worker ends with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _leave)
    threading.Thread(target=_end_with_parent, args=(folder,), daemon=True).start()
    tempfile.tempdir = folder
    _setup[:] = [setup]


def _leave(number: int, frame: object) -> None:
    graphviz.abandon()
    os._exit(1)


def _end_with_parent(folder: str) -> None:
    """End a worker whose parent was killed, and delete its folder."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        graphviz.abandon()
        shutil.rmtree(folder, ignore_errors=True)
        os._exit(1)


@contextmanager
def _nameless() -> Iterator[None]:
    """Hide the main module: a new process would import it again, and a script without `if __name__ == "__main__"` would
    start processes of its own. No job refers to the main module."""
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


class _Spawned(SpawnProcess):
    _Popen = staticmethod(_nameless()(SpawnProcess._Popen))


class _Spawn(SpawnContext):
    Process = _Spawned


if sys.platform == "linux":
    from multiprocessing.context import ForkServerContext, ForkServerProcess

    class _Forked(ForkServerProcess):
        _Popen = staticmethod(_nameless()(ForkServerProcess._Popen))

    class _ForkServer(ForkServerContext):
        Process = _Forked


def _context(ahead: Sequence[str]) -> BaseContext:
    """On Linux a fork server that has loaded the libraries once and has no threads; elsewhere forking is not safe with
    system libraries. This process, which may have threads and open files, is never forked.

    The server listens on a socket in the folder for temporary files, and the path of a socket has at most 107 bytes
    (unix(7)): where it cannot listen, each process is started by itself.
    """
    if sys.platform != "linux":
        return _Spawn()
    from multiprocessing import forkserver, resource_tracker

    context = _ForkServer()
    context.set_forkserver_preload(list(ahead))
    resource_tracker.ensure_running()  # first: its start would unblock the signals
    try:
        with _undisturbed():
            forkserver.ensure_running()  # it loads while the setup is prepared
    except OSError:
        return _Spawn()
    return context
