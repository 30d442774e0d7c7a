"""Settings of the cyclic garbage collector. Nearly all objects are freed by reference counting, without it."""

from __future__ import annotations

import atexit
import ctypes
import gc
import sys


def collect_seldom(objects: int = 200_000) -> None:
    """For a process of this program's own: collect once in so many new objects instead of 700 (4 to 7 % of the CPU
    time of a cold poster), and not at exit (15 %). What must be removed at exit, such as temporary files, has a
    finalizer."""
    gc.set_threshold(objects, 20, 50)
    atexit.register(gc.freeze)


def collect_young() -> None:
    """Collect the objects that are new since the last time: a long run then needs no more memory than a short one."""
    gc.collect(1)


def release() -> None:
    """Collect all that is not used any more and give the freed memory back to the system, which glibc by itself does
    only at the end of its heap. Takes some 50 ms: for a process that nobody waits for."""
    gc.collect()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None
    if trim is not None:
        trim(0)


def freeze_loaded() -> None:
    """Exclude what is loaded from collection, so that forked processes keep sharing its memory pages."""
    collect_seldom(50_000)
    gc.freeze()
