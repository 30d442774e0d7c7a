"""What a server of processes loads ahead, so that each process it forks begins with everything there."""

from __future__ import annotations

from contextlib import suppress

from yizhangtu.build.workers import worker  # noqa: F401
from yizhangtu.export.pdf import engine
from yizhangtu.media.booklet import booklet  # noqa: F401
from yizhangtu.media.poster import poster  # noqa: F401
from yizhangtu.system import garbage
from yizhangtu.system.problem import MissingDependency

with suppress(MissingDependency):  # told by the first job
    engine.load()

garbage.keep_what_is_there()
