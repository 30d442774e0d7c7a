"""The processes of this machine as an executor: started clean, ended with their parent, nothing left behind."""

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
from typing import Any

from yizhangtu.system import graphviz
from yizhangtu.system.problem import MissingDependency
from yizhangtu.system.workers.executor import Crew


class Processes:
    """An engine of `most` processes. `ahead` are modules that a process is to have loaded when it begins."""

    deaths = (BrokenProcessPool,)
    patience: float | None = 5.0

    def __init__(self, most: int, ahead: Sequence[str] = ()) -> None:
        self._most = most
        self._context = _context(ahead)
        self._pool: _Pool | None = None

    def count(self) -> int:
        return self._most

    def look_after(self) -> None:
        """A pool says by itself that it is broken, but where a process died in the middle of sending a result: then it
        waits for the rest for ever, and the other processes for their turn."""
        if self._pool is not None and self._pool.bereaved():
            self._pool.stop()

    def crew(self, parcel: Any, most: int = 0) -> Crew:
        """A pool whose processes have the parcel; what libraries leave in the folder for temporary files goes when
        the pool ends, also where a process was killed."""
        folder = tempfile.TemporaryDirectory(prefix="yizhangtu-", ignore_cleanup_errors=True)
        given = (parcel, folder.name)
        pool = self._pool = _Pool(most or self._most, mp_context=self._context, initializer=_begin, initargs=given)

        def end(wait: bool) -> None:
            if not wait:
                pool.stop()  # who interrupts does not want to wait for what is being made
            pool.shutdown(cancel_futures=True)
            folder.cleanup()

        return Crew(pool, None, end)


class _Pool(ProcessPoolExecutor):
    """A pool that tells like all that is missing that it cannot start a process, and that can be stopped."""

    def bereaved(self) -> bool:
        """Whether a process has ended."""
        return any(process.exitcode is not None for process in list((self._processes or {}).values()))

    def stop(self) -> None:
        """End the processes as they are: they have put nothing anywhere yet. Python has no public way before 3.14, and
        that one waits for what a process was in the middle of sending, as our own end of the pipe is open."""
        for process in list((self._processes or {}).values()):
            process.terminate()
        queue: Any = self._result_queue
        with suppress(AttributeError, OSError):
            queue._writer.close()

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        try:
            with _undisturbed():
                return super().submit(fn, *args, **kwargs)
        except (OSError, EOFError) as error:
            raise MissingDependency(f"不能再开进程（{type(error).__name__}）", "用 -j 1 只在一个进程里制作") from None


@contextmanager
def _undisturbed() -> Iterator[None]:
    """An interruption comes afterwards: between starting a process and knowing of it nobody would end it. What is
    started meanwhile does not hear of any."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


_given: list[Any] = []  # the parcel of this process


def given() -> Any:
    """The parcel that this process was started with."""
    return _given[0]


def _begin(parcel: Any, folder: str) -> None:
    """An interruption is the parent's to deal with: its workers finish their job and are not heard."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _leave)
    threading.Thread(target=_end_with_parent, args=(folder,), daemon=True).start()
    tempfile.tempdir = folder
    _given[:] = [parcel]


def _leave(number: int, frame: object) -> None:
    graphviz.abandon()
    os._exit(1)


def _end_with_parent(folder: str) -> None:
    """A worker whose parent was killed would wait for jobs for ever, and nobody would take its folder away."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        graphviz.abandon()
        shutil.rmtree(folder, ignore_errors=True)
        os._exit(1)


@contextmanager
def _nameless() -> Iterator[None]:
    """Hide the program that was started: a new process would run it anew to find what it was sent, and a script
    without `if __name__ == "__main__"` would start processes of its own. Nothing that is sent comes from there."""
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


class _Spawned(SpawnProcess):
    @staticmethod
    def _Popen(process_obj: Any) -> Any:
        with _nameless():
            return SpawnProcess._Popen(process_obj)


class _Spawn(SpawnContext):
    Process = _Spawned


if sys.platform == "linux":
    from multiprocessing.context import ForkServerContext, ForkServerProcess

    class _Forked(ForkServerProcess):
        @staticmethod
        def _Popen(process_obj: Any) -> Any:
            with _nameless():
                return ForkServerProcess._Popen(process_obj)

    class _ForkServer(ForkServerContext):
        Process = _Forked


def _context(ahead: Sequence[str]) -> BaseContext:
    """On Linux processes come from a server that has loaded the libraries once and has no threads; elsewhere forking
    is not safe with system libraries. This process itself, which may have threads and anything open, is never forked.
    """
    if sys.platform != "linux":
        return _Spawn()
    from multiprocessing import forkserver, resource_tracker

    context = _ForkServer()
    context.set_forkserver_preload(list(ahead))
    resource_tracker.ensure_running()  # beforehand: starting it would set the signals free again
    with _undisturbed():
        forkserver.ensure_running()  # it loads while we are still getting the parcel ready
    return context
