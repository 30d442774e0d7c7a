"""Which guides are to be checked and drawn: the latest text wins, and nothing is made twice at a time."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, NamedTuple, TypeVar

from yizhangtu.commands.desk import worker
from yizhangtu.commands.desk.answers import Drawn, DrawRequest, Findings, not_checked, not_drawn
from yizhangtu.model.errors import UsageError
from yizhangtu.system.problem import MissingDependency
from yizhangtu.system.workers.residents import DIED, Residents


class View(NamedTuple):
    """A picture that somebody looks at; without a medium, the faults and the form of its guide."""

    name: str  # of the guide's file
    medium: str
    village: str = ""
    period: str = ""

    @property
    def checked(self) -> View:
        """What is checked for this view."""
        return self._replace(medium="")


Answer = TypeVar("Answer")
Ready = Callable[[int, Answer], Awaitable[None]]  # the version of the text, and what was made of it
Wanted = Callable[[], tuple[int, DrawRequest]]  # the version of the text now, and what to make of it


class Drawings:
    """One task for each view that is being checked or drawn. A text that comes meanwhile is next; those between are
    left out. A check does not wait for a picture of the same guide: it is done by another process."""

    def __init__(self, residents: Residents, begun: Callable[[], Awaitable[None]]) -> None:
        """`begun` waits until the processes can be asked."""
        self._residents = residents
        self._begun = begun
        self._running: dict[View, asyncio.Task[None]] = {}
        self._again: dict[View, tuple[Wanted, Ready[Any]]] = {}  # who asked last while a view was made

    @property
    def busy(self) -> bool:
        """Whether somebody waits for an answer."""
        return bool(self._running)

    def want(self, view: View, wanted: Wanted, ready: Ready[Drawn]) -> None:
        """Draw a view as it is now; `ready` receives each picture."""
        self._want(view, wanted, ready, self.drawn)

    def want_check(self, view: View, wanted: Wanted, ready: Ready[Findings]) -> None:
        """Check the guide of a view as it is now; `ready` receives the findings."""
        self._want(view.checked, wanted, ready, self.checked)

    def _want(
        self, view: View, wanted: Wanted, ready: Ready[Answer], make: Callable[[DrawRequest, str], Awaitable[Answer]]
    ) -> None:
        if view in self._running:
            self._again[view] = wanted, ready
            return
        self._running[view] = asyncio.create_task(self._make(view, wanted, ready, make))

    async def _make(
        self, view: View, wanted: Wanted, ready: Ready[Answer], make: Callable[[DrawRequest, str], Awaitable[Answer]]
    ) -> None:
        try:
            while True:
                self._again.pop(view, None)
                version, request = wanted()
                await ready(version, await make(request, view.name))
                if view not in self._again:
                    return
                wanted, ready = self._again[view]  # of another room, where the guide was closed and opened meanwhile
        finally:
            self._running.pop(view, None)

    async def drawn(self, request: DrawRequest, key: str) -> Drawn:
        """One picture. A process that dies of a definition is replaced, and that is reported."""
        try:
            await self._begun()
            found = await asyncio.wrap_future(self._residents.submit(key, worker.draw, request))
        except DIED:
            self._residents.replace(key)
            return not_drawn(request.file, None)
        except MissingDependency as missing:
            return Drawn(problem=str(missing))
        if isinstance(found, UsageError):
            return Drawn(problem=f"{found.message}。{found.hint}")
        return found

    async def checked(self, request: DrawRequest, key: str) -> Findings:
        """The faults and the form. A process that dies of a definition is replaced, and that is reported."""
        number = self._residents.beside(key)
        try:
            await self._begun()
            found = await asyncio.wrap_future(self._residents.submit(number, worker.check, request))
        except DIED:
            self._residents.replace(number)
            return not_checked(request.file, None)
        except MissingDependency:
            return Findings(())  # the picture says so
        return Findings(()) if isinstance(found, UsageError) else found  # the picture says what is wrong

    async def end(self) -> None:
        """Stop waiting for answers."""
        for task in list(self._running.values()):
            task.cancel()
        await asyncio.gather(*self._running.values(), return_exceptions=True)
