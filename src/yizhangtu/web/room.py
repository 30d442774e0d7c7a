"""One guide and those who have it open: changes go to all, the text to the disk, pictures to who looks at them."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Protocol

from starlette.websockets import WebSocketDisconnect

from yizhangtu.commands.desk.answers import Drawn, DrawRequest, Findings
from yizhangtu.commands.desk.history import DISK, RESTORED, History, HistoryChange, written_now
from yizhangtu.commands.desk.open_guide import OpenGuide, SaveState
from yizhangtu.commands.desk.shared_text import Update, WrongChange
from yizhangtu.system.desk import tokens
from yizhangtu.web.drawings import Drawings, View

SAVE_S = 0.25  # after a change: what comes within this time is written together
RETRY_S = 2.0  # after a failure
MOST_UNWRITTEN = 100  # changes that are kept while the history cannot be written


class PageSocket(Protocol):
    """The connection to a page."""

    async def send_json(self, data: Any) -> None:
        """Send a message."""


class Guest:
    """Somebody who has the guide open: what is sent to the page, and what the page shows."""

    def __init__(self, channel: PageSocket, number: int, user: str, writes: bool) -> None:
        self.channel = channel
        self.number = number
        self.user = user
        self.writes = writes
        self.may_write = writes  # also where the file cannot be written as it is
        self.view: View | None = None
        self.form = False
        self._sheets: tuple[str, ...] = ()  # digests of those that the page has

    async def send(self, **message: Any) -> None:
        """Send a message; one that has left gets nothing."""
        try:
            await self.channel.send_json(message)
        except (RuntimeError, OSError, WebSocketDisconnect):  # closed meanwhile; the session notices by itself
            return

    async def show(self, view: View, version: int, drawn: Drawn) -> None:
        """Send a picture; of its sheets those that the page does not have."""
        if view != self.view:
            return
        digests = tuple(hashlib.sha256(sheet.encode()).hexdigest() for sheet in drawn.sheets)
        had, self._sheets = self._sheets, digests
        sheets = [
            None if number < len(had) and had[number] == digest else sheet
            for number, (sheet, digest) in enumerate(zip(drawn.sheets, digests, strict=True))
        ]
        if not drawn.sheets:
            self._sheets = had  # the page keeps the last picture
        await self.send(
            type="picture", version=version, medium=view.medium, village=view.village, sheets=sheets, text=drawn.text,
            places={name: list(place) for name, place in drawn.places.items()}, sound=drawn.sound,
            problem=drawn.problem, notes=drawn.notes,
        )  # fmt: skip

    async def tell(self, view: View, version: int, found: Findings) -> None:
        """Send what a check has found, which is long before the picture."""
        if self.view and view == self.view.checked:
            await self.send(
                type="checked", version=version, title=found.title, faults=found.faults,
                form=found.form if self.form else None,
            )  # fmt: skip

    def look_at(self, view: View, form: bool) -> None:
        """The page now shows this view, and may have dropped the sheets that it had; `form`: its form is open."""
        self._sheets = ()
        self.view, self.form = view, form


class Room:
    """The guests of one guide. All methods run in the event loop."""

    def __init__(self, guide: OpenGuide, drawings: Drawings, left: Callable[[], object]) -> None:
        """`left` is called when the last guest has gone and the text is saved."""
        self.guide = guide
        self.guests: list[Guest] = []
        self._drawings = drawings
        self._left = left
        self._saving: asyncio.Task[None] | None = None
        self._count = 0
        self._history = History(guide.folder, guide.name)
        self._changes: list[HistoryChange] = []  # that are not in the history yet
        self._noted = guide.shared.text  # the text after the last of them
        self.history_problem = ""  # why the last changes are not in it
        self._history_lock = asyncio.Lock()
        self.epoch = tokens.new_token()  # tells a page whether this is still the text that it knows the version of
        self.state = SaveState(True)

    def enter(self, channel: PageSocket, user: str, writes: bool) -> Guest:
        """A new guest."""
        self._count += 1
        guest = Guest(channel, self._count, user, writes)
        guest.writes = writes and not self.guide.read_only
        self.guests.append(guest)
        return guest

    async def leave(self, guest: Guest) -> None:
        """A guest has gone."""
        self.guests.remove(guest)
        await self.tell_people()
        if not self.guests and self._saving is None:
            self._left()

    async def tell_people(self) -> None:
        """Tell everybody who is there."""
        people = [{"number": one.number, "user": one.user} for one in self.guests]
        for guest in list(self.guests):
            await guest.send(type="people", people=people, me=guest.number)

    async def push(self, guest: Guest, version: int, updates: Sequence[Update]) -> None:
        """Take changes of a guest and hand them on. WrongChange for what is none."""
        if not guest.writes:
            raise WrongChange("only reads")
        if not self.guide.shared.push(version, updates):
            await self.pull(guest, version)
            return
        await self._handed_on(updates, guest.user)

    async def pull(self, guest: Guest, version: int) -> None:
        """Send what has changed since a version; the whole text where that is not known any more."""
        updates = self.guide.shared.since(version)
        if updates is None:
            await guest.send(type="text", **self.snapshot())
        else:
            await guest.send(type="updates", version=version, updates=[one._asdict() for one in updates])

    async def greet(self, guest: Guest) -> None:
        """Send a guest the text, and what may be done with it."""
        await guest.send(
            type="hello", me=guest.number, writes=guest.writes, why=self.guide.problem, epoch=self.epoch,
            converts=guest.may_write and self.guide.converted is not None, **self.snapshot(),
        )  # fmt: skip

    async def convert(self, guest: Guest) -> None:
        """Save the file as UTF-8, so that it can be changed; everybody is greeted anew."""
        if not guest.may_write:
            return
        problem, beside = await asyncio.to_thread(self.guide.convert)
        if problem:
            await guest.send(type="unconverted", problem=problem)
        elif beside:
            self.epoch = tokens.new_token()
            for one in list(self.guests):
                one.writes = one.may_write
                await self.greet(one)
                await one.send(type="converted", name=beside)
            self.draw()

    async def recover(self, guest: Guest, base: str, text: str) -> None:
        """Take the text of a page that was cut off from an earlier run: merged with what is here, or, where both
        touch the same lines, kept apart for somebody to choose."""
        if not guest.writes:
            raise WrongChange("only reads")
        merged = self.guide.recovered(base, text)
        if merged is None:
            await guest.send(type="apart", text=text)
        else:
            await self._handed_on([merged], guest.user)
            await guest.send(type="text", **self.snapshot())

    def snapshot(self) -> dict[str, Any]:
        """The text with its version."""
        return {"version": self.guide.shared.version, "text": self.guide.shared.text}

    async def restore(self, text: str, user: str) -> None:
        """Make an earlier text the present one, as a change like any other, and write it."""
        if text != self.guide.shared.text:
            await self._handed_on([self.guide.shared.replace(text, RESTORED)], user, RESTORED)
            await self.save_now()

    async def _handed_on(self, updates: Sequence[Update], user: str, how: str = "") -> None:
        """Send changes that have been made to all; `user` made them, `how` as the history names it."""
        self._note(user, how)
        version = self.guide.shared.version - len(updates)
        data = [one._asdict() for one in updates]
        for guest in list(self.guests):
            await guest.send(type="updates", version=version, updates=data)
        self.draw()
        self.save()

    def _note(self, user: str, how: str) -> None:
        """Keep the last change for the history; one that goes on with the one before is part of it."""
        before, self._noted = self._noted, self.guide.shared.text
        last = self._changes[-1] if self._changes else None
        if last and (last.user, last.how) == (user, how):
            self._changes[-1] = last._replace(after=self._noted)
        else:
            self._changes.append(written_now(user, how, before, self._noted))

    async def _write_history(self) -> None:
        """Write the changes; those that could not be written are written with the next ones."""
        async with self._history_lock:
            changes, self._changes = self._changes, []
            self.history_problem = await asyncio.to_thread(self._history.append, changes)
            if self.history_problem:
                self._changes = [*changes, *self._changes][-MOST_UNWRITTEN:]

    def draw(self) -> None:
        """Check and draw what the guests look at."""
        views = dict.fromkeys(guest.view for guest in self.guests if guest.view)
        for view in dict.fromkeys(view.checked for view in views):
            self._drawings.want_check(view, partial(self._request, view), partial(self._tell, view))
        for view in views:
            self.draw_ahead(view)

    def draw_ahead(self, view: View) -> None:
        """Draw a view, also where nobody looks at it yet."""
        self._drawings.want(view, partial(self._request, view), partial(self._show, view))

    def _request(self, view: View) -> tuple[int, DrawRequest]:
        form = any(guest.form for guest in self.guests if guest.view and guest.view.checked == view)
        request = DrawRequest(self.guide.path, self.guide.data, view.medium, view.village, view.period, form)
        return self.guide.shared.version, request

    async def _tell(self, view: View, version: int, found: Findings) -> None:
        for guest in list(self.guests):
            await guest.tell(view, version, found)

    async def _show(self, view: View, version: int, drawn: Drawn) -> None:
        for guest in list(self.guests):
            await guest.show(view, version, drawn)

    def save(self) -> None:
        """Write the text soon, and tell when it is written."""
        if self._saving is None and self.guide.other is None:
            self._saving = asyncio.create_task(self._save())

    async def _save(self) -> None:
        try:
            await asyncio.sleep(SAVE_S)
            while self.guide.changed and self.guide.other is None:
                await self.save_now()
                await asyncio.sleep(RETRY_S if self.state.problem else SAVE_S if self.guide.changed else 0)
            if self.guide.other is None:
                await self._took(SaveState(True), [])  # also where a change was taken back before it was written
        finally:
            self._saving = None
            if not self.guests:
                self._left()

    async def save_now(self) -> None:
        """Write the text and tell what became of it."""
        data = self.guide.data
        outcome = await asyncio.to_thread(self.guide.store, data)
        await self._took(*self.guide.stored(data, outcome))

    async def reread(self) -> None:
        """Somebody may have written into the file."""
        await self._took(*self.guide.reread())

    async def choose(self, mine: bool) -> None:
        """End a conflict; the other version is kept beside the file."""
        try:
            state, updates, beside = self.guide.choose(mine)
        except OSError:
            await self._took(SaveState(False, "另一份没有地方放，先不换", self.state.other), [])
            return
        await self._took(state, updates)
        for guest in list(self.guests):
            await guest.send(type="kept", name=beside)
        self.save()

    async def _took(self, state: SaveState, updates: Sequence[Update]) -> None:
        """Tell a new state and updates that came from the disk."""
        if updates:
            await self._handed_on(updates, "", DISK)
        if state.saved and self._changes:
            await self._write_history()
        if state != self.state or state.saved:
            self.state = state
            await self.tell_state()

    async def tell_state(self, guests: Sequence[Guest] = ()) -> None:
        """Tell whether the text is on the disk."""
        for guest in list(guests or self.guests):
            version = self.guide.shared.version
            await guest.send(type="state", version=version, **self.state._asdict())
