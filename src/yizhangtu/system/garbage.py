"""How often a process looks for garbage in circles."""

from __future__ import annotations

import gc


def collect_seldom() -> None:
    """For a process of this program's own: a hundredth as often as is usual. Nearly all that a page is made of goes
    when its last user goes; to look for the rest took a tenth of the time."""
    gc.set_threshold(50_000, 20, 50)


def keep_what_is_there() -> None:
    """What has been loaded stays, and need not be looked through again; processes forked from here go on sharing it."""
    collect_seldom()
    gc.freeze()
