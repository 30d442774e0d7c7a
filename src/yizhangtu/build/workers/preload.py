"""What the server of processes imports: the processes that it forks start with everything loaded."""

from __future__ import annotations

from contextlib import suppress

from yizhangtu.build.workers import worker  # noqa: F401
from yizhangtu.export.pdf import engine
from yizhangtu.media.booklet import booklet  # noqa: F401
from yizhangtu.media.poster import poster  # noqa: F401
from yizhangtu.system import garbage
from yizhangtu.system.problem import MissingDependency

with suppress(MissingDependency):  # the first job reports it
    engine.load()

garbage.freeze_loaded()
