"""Settings of the cyclic garbage collector."""

from __future__ import annotations

import gc


def collect_seldom() -> None:
    """Collect a hundredth as often as by default, in a process of this program's own. Nearly all objects of a page are
    freed by reference counting; the collector took a tenth of the time."""
    gc.set_threshold(50_000, 20, 50)


def keep_what_is_there() -> None:
    """Exclude what is loaded from collection, so that forked processes keep sharing its memory pages."""
    collect_seldom()
    gc.freeze()
