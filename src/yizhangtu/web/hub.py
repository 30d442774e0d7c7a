"""What the server knows: the folder, its open guides, the processes that draw, and who wants to hear of changes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

from yizhangtu.commands.desk import worker
from yizhangtu.commands.desk.cards import GuideFolder
from yizhangtu.commands.desk.open_guide import open_guide
from yizhangtu.commands.desk.originals import Originals
from yizhangtu.commands.desk.web_fonts import FontSlices
from yizhangtu.commands.desk.worker import DeskSetup
from yizhangtu.system.desk import files as desk_files
from yizhangtu.system.desk import watching
from yizhangtu.system.workers.executor import processors
from yizhangtu.system.workers.residents import DIED, Residents
from yizhangtu.web.drawings import Drawings
from yizhangtu.web.room import PageSocket, Room

AHEAD = ("yizhangtu.commands.desk.preload",)
MOST_PROCESSES = 4
THUMBNAILS = 1  # drawn at a time: pictures that somebody edits come first


class Hub:
    """The state of one server, in its event loop."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.residents = Residents(min(processors(), MOST_PROCESSES), DeskSetup(str(folder)), AHEAD)
        self.drawings = Drawings(self.residents)
        self.rooms: dict[str, Room] = {}
        self.listeners: list[PageSocket] = []
        self.thumbnails: dict[str, tuple[str, bytes | None]] = {}  # by name: what it was drawn from, and a PNG
        self.originals = Originals()
        self.few = asyncio.Semaphore(THUMBNAILS)
        self._folder: tuple[str, GuideFolder] | None = None
        self._fonts: FontSlices | None = None
        self._font_files: dict[tuple[str, bool], bytes] = {}
        self._lock = asyncio.Lock()

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Start the processes, watch the folder; at the end save what is not saved."""
        stop = asyncio.Event()
        watch = asyncio.create_task(self._watch(stop))
        warm = [asyncio.wrap_future(self.residents.submit(n, worker.ready)) for n in range(len(self.residents))]
        try:
            yield
        finally:
            stop.set()
            for task in warm:
                task.cancel()
            await self.drawings.end()
            await self.save_all()
            watch.cancel()
            with suppress(asyncio.CancelledError):
                await watch
            self.residents.end()

    def has(self, name: str) -> bool:
        """Whether there is a file of this name: no other name is ever made a path."""
        return name in desk_files.names(self.folder)

    def room(self, name: str) -> Room | None:
        """The room of a guide; None where there is no file of that name."""
        if name not in self.rooms:
            guide = open_guide(self.folder, name)
            if guide is None:
                return None
            self.rooms[name] = Room(guide, self.drawings, lambda: self.forget(name))
        return self.rooms[name]

    def forget(self, name: str) -> None:
        """Close the room of a guide that nobody is in, once its text is written."""
        room = self.rooms.get(name)
        if room is not None and not room.guests and not room.guide.changed:
            del self.rooms[name]

    async def save_all(self) -> None:
        """Write what is not on the disk yet, but for conflicts."""
        for room in list(self.rooms.values()):
            if room.guide.changed and room.guide.other is None:
                await room.save_now()

    async def cards(self) -> GuideFolder:
        """The cards of the folder as it is now."""
        async with self._lock:
            marks = desk_files.marks(self.folder)
            if self._folder is None or self._folder[0] != marks:
                self._folder = (marks, await self.asked(0, worker.folder, GuideFolder(())))
            return self._folder[1]

    async def fonts(self) -> FontSlices:
        """How the fonts are cut: once, with the characters that the guides have now."""
        if self._fonts is None:
            texts = "".join(desk_files.texts(self.folder))
            self._fonts = await self.asked(1, worker.fonts, FontSlices("", {}), "".join(sorted(set(texts))))
        return self._fonts

    async def font(self, name: str, bold: bool) -> bytes | None:
        """One slice; None where there is none of that name."""
        characters = (await self.fonts()).slices.get(name)
        if characters is None:
            return None
        if (name, bold) not in self._font_files:
            self._font_files[name, bold] = await self.asked(1, worker.font, b"", characters, bold)
        return self._font_files[name, bold]

    async def asked(self, key: str | int, work: Any, otherwise: Any, *arguments: object) -> Any:
        """What a process answers; `otherwise` where it dies of it."""
        try:
            return await asyncio.wrap_future(self.residents.submit(key, work, *arguments))
        except DIED:
            self.residents.replace(key)
            return otherwise

    async def _watch(self, stop: asyncio.Event) -> None:
        """Tell open guides and start pages what other programs change."""
        async for names in watching.changes(self.folder, stop):
            others = names - set(self.rooms)
            for name in names & set(self.rooms):
                await self.rooms[name].reread()
            if others:  # the project file, a table, a guide that others refer to
                for room in list(self.rooms.values()):
                    room.draw()
            for listener in list(self.listeners):
                with suppress(RuntimeError, OSError):
                    await listener.send_json({"type": "folder", "names": sorted(names)})
