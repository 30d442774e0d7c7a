"""What the server knows: the folder, its open guides, the processes that draw, and who wants to hear of changes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

from yizhangtu.commands.desk import PRELOADED, worker
from yizhangtu.commands.desk.answers import DrawRequest, FontSlices, GuideFolder
from yizhangtu.commands.desk.open_guide import open_guide
from yizhangtu.commands.desk.originals import Originals
from yizhangtu.commands.desk.worker import DeskSetup
from yizhangtu.system.desk import files as desk_files
from yizhangtu.system.desk import watching
from yizhangtu.system.workers.executor import processors
from yizhangtu.system.workers.residents import DIED, Residents
from yizhangtu.web.drawings import Drawings, View
from yizhangtu.web.room import PageSocket, Room

MOST_PROCESSES = 4
FIRST = "poster-a3"  # the medium that the picture of a page begins with
THUMBNAILS = 1  # drawn at a time: pictures that somebody edits come first
THUMBNAIL_PX = 300
PATIENCE, STEP_S = 50, 0.1  # how often, and how long, a thumbnail waits for such a picture
TIDY_S = 2.0  # without work, after which a process gives back memory, or ends
FONT_FILES = 8  # slices of fonts that are kept; the others lie in the cache on the disk, and in browsers


class Hub:
    """The state of one server, in its event loop."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        setup = DeskSetup(str(folder))
        self.residents = Residents(min(processors(), MOST_PROCESSES), setup, PRELOADED)
        self.passing = Residents(1, setup, PRELOADED)  # for what needs much memory and is asked seldom
        self.drawings = Drawings(self.residents, self.begun)
        self._beginning: asyncio.Task[None] | None = None
        self.rooms: dict[str, Room] = {}
        self.listeners: list[PageSocket] = []
        self.thumbnails: dict[str, tuple[str, bytes | None]] = {}  # by name: what it was drawn from, and a PNG
        self.originals = Originals()
        self._few = asyncio.Semaphore(THUMBNAILS)
        self._folder: tuple[str, GuideFolder] | None = None
        self._fonts: FontSlices | None = None
        self._font_files: dict[tuple[str, bool], bytes] = {}
        self._lock = asyncio.Lock()

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Start the processes, watch the folder; at the end save what is not saved."""
        stop = asyncio.Event()
        tasks = [asyncio.create_task(self._watch(stop)), asyncio.create_task(self._tidy())]
        self._beginning = asyncio.create_task(asyncio.to_thread(self.residents.begin, worker.ready))
        try:
            yield
        finally:
            stop.set()
            await asyncio.gather(self._beginning, return_exceptions=True)
            await self.drawings.end()
            await self.save_all()
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            self.residents.end()
            self.passing.end()

    async def begun(self) -> None:
        """Wait until the processes are there; pages and scripts are served meanwhile. MissingDependency where none can
        be started."""
        if self._beginning is not None:
            await asyncio.shield(self._beginning)

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

    def draw_ahead(self, name: str) -> None:
        """Begin with the picture that the page of a guide will ask for as soon as its scripts are there."""
        room = self.room(name) if self.has(name) else None
        if room is not None and not room.guests:
            room.draw_ahead(View(name, FIRST))

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
            data = await self.asked(1, worker.font, b"", characters, bold)
            while len(self._font_files) >= FONT_FILES:
                del self._font_files[next(iter(self._font_files))]
            self._font_files[name, bold] = data
        return self._font_files[name, bold]

    async def thumbnail(self, name: str, wanted: Callable[[], Awaitable[bool]]) -> bytes | None:
        """A small picture of the poster as a PNG; None where there is none, or it is not `wanted` any more when its
        turn comes."""
        file = desk_files.read(self.folder, name)
        digest = desk_files.digests(self.folder).get(name, "")
        if file.data is None:
            return None
        if self.thumbnails.get(name, ("", None))[0] != digest:
            request = DrawRequest((self.folder / name).as_posix(), file.data, FIRST)
            async with self._few:
                await self.begun()
                if not await self._quiet(wanted):
                    return None
                try:
                    work = self.passing.submit(0, worker.thumbnail, request, THUMBNAIL_PX)
                    data = await asyncio.wrap_future(work)
                except DIED:
                    self.passing.replace(0)
                    data = None
            self.thumbnails[name] = (digest, data)
        return self.thumbnails[name][1]

    async def _quiet(self, wanted: Callable[[], Awaitable[bool]]) -> bool:
        """Wait, up to a limit, until no picture of an open guide is being drawn; returns whether the thumbnail is still
        wanted."""
        for _ in range(PATIENCE):
            if not await wanted():
                return False
            if not self.drawings.busy:
                break
            await asyncio.sleep(STEP_S)
        return True

    async def asked(self, key: str | int, work: Any, otherwise: Any, *arguments: object) -> Any:
        """What a process answers; `otherwise` where it dies of it."""
        await self.begun()
        try:
            return await asyncio.wrap_future(self.residents.submit(key, work, *arguments))
        except DIED:
            self.residents.replace(key)
            return otherwise

    async def _tidy(self) -> None:
        """Keep the processes small."""
        while True:
            await asyncio.sleep(TIDY_S)
            await self.begun()
            self.residents.tidy(worker.tidy)
            self.passing.end_resting()
            for name in list(self.rooms):  # that were opened for a page that never came
                self.forget(name)

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
