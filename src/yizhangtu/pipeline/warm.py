"""What a server of processes loads ahead, so that each process it forks begins with everything there."""

from __future__ import annotations

from contextlib import suppress

from yizhangtu.pipeline import booklet, makers, poster, worker  # noqa: F401
from yizhangtu.world import engine, garbage, styles
from yizhangtu.world.problem import Missing

with suppress(Missing):  # told by the first job
    engine.load()
    styles.load()

garbage.keep_what_is_there()
