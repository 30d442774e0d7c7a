"""Which pictures are to be drawn: the latest text wins, and no picture is drawn twice at a time."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import NamedTuple

from yizhangtu.commands.desk import worker
from yizhangtu.commands.desk.drawing import Drawn, DrawRequest, failed
from yizhangtu.model.errors import UsageError
from yizhangtu.system.workers.residents import DIED, Residents


class View(NamedTuple):
    """A picture that somebody looks at."""

    name: str  # of the guide's file
    medium: str
    village: str = ""
    period: str = ""


Ready = Callable[[int, Drawn], Awaitable[None]]  # the version of the text, and its picture
Wanted = Callable[[], tuple[int, DrawRequest]]  # the version of the text now, and what to draw of it


class Drawings:
    """One task for each view that is being drawn. A text that comes meanwhile is drawn next; those between are left
    out."""

    def __init__(self, residents: Residents) -> None:
        self._residents = residents
        self._running: dict[View, asyncio.Task[None]] = {}
        self._again: set[View] = set()

    def want(self, view: View, wanted: Wanted, ready: Ready) -> None:
        """Draw a view as it is now; `ready` is told each picture."""
        if view in self._running:
            self._again.add(view)
            return
        self._running[view] = asyncio.create_task(self._draw(view, wanted, ready))

    async def _draw(self, view: View, wanted: Wanted, ready: Ready) -> None:
        try:
            while True:
                self._again.discard(view)
                version, request = wanted()
                await ready(version, await self.drawn(request, view.name))
                if view not in self._again:
                    return
        finally:
            self._running.pop(view, None)

    async def drawn(self, request: DrawRequest, key: str) -> Drawn:
        """One picture. A process that dies of a definition is replaced, and the definition told."""
        try:
            found = await asyncio.wrap_future(self._residents.submit(key, worker.draw, request))
        except DIED:
            self._residents.replace(key)
            return failed(request.file, None)
        if isinstance(found, UsageError):
            return Drawn((), problem=f"{found.message}。{found.hint}")
        return found

    async def end(self) -> None:
        """Stop waiting for pictures."""
        for task in list(self._running.values()):
            task.cancel()
        await asyncio.gather(*self._running.values(), return_exceptions=True)
