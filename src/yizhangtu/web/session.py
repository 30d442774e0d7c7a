"""The socket of a page that has a guide open: messages in, messages out."""

from __future__ import annotations

from typing import Any

from starlette.websockets import WebSocket, WebSocketDisconnect

from yizhangtu.commands.desk.shared_text import Update, WrongChange
from yizhangtu.web.drawings import View
from yizhangtu.web.guard import WRITE
from yizhangtu.web.hub import Hub
from yizhangtu.web.room import Guest, Room

GONE, WRONG = 4404, 4400  # codes of closing: no such guide; a message that is none
LONGEST = 8 << 20  # characters of a message: a text of 1 MiB with its escapes


async def session(socket: WebSocket) -> None:
    """Serve one page until it leaves."""
    hub: Hub = socket.app.state.hub
    await socket.accept()
    room = hub.room(socket.path_params["name"])
    if room is None:
        await socket.close(GONE)
        return
    guest = room.enter(socket, socket.scope["user"], socket.scope["role"] == WRITE)
    try:
        await _greet(room, guest)
        while True:
            await _take(room, guest, await socket.receive_json())
    except WebSocketDisconnect:
        pass
    except (WrongChange, KeyError, TypeError, ValueError, RecursionError):
        await socket.close(WRONG)
    finally:
        await room.leave(guest)


async def _greet(room: Room, guest: Guest) -> None:
    await room.greet(guest)
    await room.tell_people()
    await room.tell_state([guest])


async def _take(room: Room, guest: Guest, message: Any) -> None:
    """Do what a message asks for. KeyError, TypeError or ValueError for one that is wrong."""
    match message["type"]:
        case "push":
            updates = [Update(_text(one["client"]), list(one["changes"])) for one in message["updates"]]
            await room.push(guest, int(message["version"]), updates)
        case "pull":
            await room.pull(guest, int(message["version"]))
        case "show":
            view = View(room.guide.name, _text(message["medium"]), _text(message["village"]), _text(message["period"]))
            guest.look_at(view, bool(message["form"]))
            room.draw()
        case "recover":
            await room.recover(guest, _text(message["base"]), _text(message["text"]))
        case "choose":
            if guest.writes:
                await room.choose(bool(message["mine"]))
        case "convert":
            await room.convert(guest)
        case _:
            raise ValueError("unknown message")


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("a text is expected")
    return value


async def listen(socket: WebSocket) -> None:
    """The socket of a start page: told when a file of the folder changes."""
    hub: Hub = socket.app.state.hub
    await socket.accept()
    hub.listeners.append(socket)
    try:
        while True:
            await socket.receive_text()
    except WebSocketDisconnect:
        pass
    finally:
        hub.listeners.remove(socket)
