"""The history of a guide, and undoing to one of its states."""

from __future__ import annotations

import asyncio

from starlette.requests import Request
from starlette.responses import Response

from yizhangtu.commands.desk.history import digest_of, history, text_at
from yizhangtu.model.errors import UsageError
from yizhangtu.web.api import asked_object, hub_of, packed

MOST = 300  # entries of a list


async def listed(request: Request) -> Response:
    """The entries of a guide, the newest first, and the digest of its present text."""
    hub, name = hub_of(request), request.path_params["name"]
    room = hub.room(name) if hub.has(name) else None
    if room is None:
        return Response(status_code=404)
    now = digest_of(room.guide.shared.text)
    hub.forget(name)
    found = await asyncio.to_thread(history, hub.folder, name, MOST)
    problem = found.problem or room.history_problem
    return packed(request, {**found._asdict(), "problem": problem, "now": now})


async def restore(request: Request) -> Response:
    """Make the text after an entry {number, digest} the present one. UsageError where it is not there, or the file
    cannot be written."""
    hub, name = hub_of(request), request.path_params["name"]
    asked = await asked_object(request)
    room = hub.room(name) if hub.has(name) else None
    if room is None:
        return Response(status_code=404)
    number = asked.get("number")
    text = await asyncio.to_thread(
        text_at, hub.folder, name, number if isinstance(number, int) else -1, str(asked.get("digest"))
    )
    if text is None:
        raise UsageError("没有这时候的内容了", "刷新页面再试")
    if room.guide.read_only or room.guide.other is not None:
        raise UsageError(room.guide.problem or "别人同时改了这个文件", "先在编辑的页面里选好用哪一份")
    await room.restore(text, request.scope["user"])
    state = room.state
    hub.forget(name)
    if state.problem:
        raise UsageError(f"没有存：{state.problem}", "改好以后会自己再存")
    return packed(request, {"done": True})
