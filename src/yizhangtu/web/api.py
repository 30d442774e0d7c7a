"""What the pages ask for as data: cards, thumbnails, media, the library, new guides, edits by the form."""

from __future__ import annotations

import asyncio
import gzip
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from yizhangtu.commands.desk import worker
from yizhangtu.commands.desk.answers import NoticePeriods
from yizhangtu.commands.desk.history import note_made, texts_of
from yizhangtu.model.errors import UsageError
from yizhangtu.system.desk import files as desk_files
from yizhangtu.web.hub import Hub

if TYPE_CHECKING:
    from yizhangtu.commands.exchange.imported import ImportResult

KEPT = "private, max-age=3600"  # tables of the program
PROGRAM_FAILED = "程序出错了，没有改。请再试一次"
KINDS = ("流程", "清单", "积分", "规范", "公示")


def hub_of(request: Request) -> Hub:
    """The state of the server that a request came to."""
    hub: Hub = request.app.state.hub
    return hub


async def asked_object(request: Request) -> dict[str, Any]:
    """The JSON object of a request. UsageError for anything else."""
    try:
        asked = await request.json()
    except (ValueError, RecursionError):
        asked = None
    if not isinstance(asked, dict):
        raise UsageError("请求看不懂", "刷新页面再试")
    return asked


def packed(request: Request, data: object, kept: str = "no-store") -> Response:
    """Data of some length as JSON, compressed where the browser takes that; `kept`: how long it may be kept."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    headers = {"cache-control": kept, "vary": "accept-encoding"}
    if "gzip" in request.headers.get("accept-encoding", ""):
        text, headers["content-encoding"] = gzip.compress(text, 5), "gzip"
    return Response(text, headers=headers, media_type="application/json")


async def cards(request: Request) -> Response:
    """The cards of the folder."""
    found = await hub_of(request).cards()
    marks = desk_files.digests(hub_of(request).folder)
    listed = [{**one._asdict(), "mark": marks.get(one.name, "")} for one in found.cards]
    return packed(request, {"cards": listed, "town": found.town, "villages": found.villages, "kinds": KINDS})


async def walls(request: Request) -> Response:
    """What hangs in the villages, and the notices of a period (?period=)."""
    hub = hub_of(request)
    kinds = (await hub.cards()).periods
    asked = kinds, request.query_params.get("period", "")
    found = await hub.asked(len(hub.residents) - 1, worker.walls, {"walls": None, "notices": None}, *asked)
    return packed(request, found)


async def villages(request: Request) -> Response:
    """The villages of the project."""
    return JSONResponse({"villages": await hub_of(request).asked(1, worker.villages, ())})


async def periods(request: Request) -> Response:
    """The periods that a notice can be shown for; `?village=`: with the data of that village."""
    hub = hub_of(request)
    name = request.path_params["name"]
    if not hub.has(name):
        return Response(status_code=404)
    asked = (hub.folder / name).as_posix(), request.query_params.get("village", "")
    found = await hub.asked(name, worker.periods, NoticePeriods(), *asked)
    return JSONResponse({**found._asdict(), "choices": [one._asdict() for one in found.choices]})


async def media(request: Request) -> Response:
    """The media that can be looked at, those most asked for first; then the guide as text; and those that can be
    made."""
    return JSONResponse(await hub_of(request).asked(1, worker.media, {"shown": [], "made": []}))


async def thumbnail(request: Request) -> Response:
    """A small picture of the poster; nothing (204) where there is none."""
    hub, name = hub_of(request), request.path_params["name"]
    if not hub.has(name):
        return Response(status_code=404)

    async def wanted() -> bool:
        return not await request.is_disconnected()

    found = await hub.thumbnail(name, wanted)
    return Response(found, media_type="image/png") if found else Response(status_code=204)


async def guide_schema(request: Request) -> Response:
    """The schema of guides or of the project file, for completion."""
    return packed(
        request, await hub_of(request).asked(1, worker.schema, {}, request.query_params.get("project") == "1"), KEPT
    )


async def form_tables(request: Request) -> Response:
    """The tables of keys that forms are made of."""
    return packed(request, await hub_of(request).asked(1, worker.form_tables, {}), KEPT)


async def edit(request: Request) -> Response:
    """Edits of the form, on a version of the text → what to replace in it. The page applies that as a change of its
    own, so that it can be undone and reaches the others as any other change does."""
    hub = hub_of(request)
    room = hub.rooms.get(request.path_params["name"])
    if room is None:
        return JSONResponse({"message": "这一份没有打开", "hint": "刷新页面再试"}, 404)
    asked = await asked_object(request)
    version, text = room.guide.shared.version, room.guide.shared.text
    if asked.get("version") != version:
        return JSONResponse({"version": version, "patches": []})
    nothing = {"patches": [], "problem": PROGRAM_FAILED}
    done = await hub.asked(
        hub.residents.beside(room.guide.name), worker.edited, nothing, room.guide.path, text, asked.get("edits")
    )
    return JSONResponse({"version": version, **done})


async def library(request: Request) -> Response:
    """The guides of the library."""
    return packed(request, {"entries": await asyncio.to_thread(_library)})


def _library() -> list[dict[str, Any]]:
    from yizhangtu.commands.library import as_data, list_library  # as below: not loaded before it is used

    return [as_data(one) for one in list_library()]


async def create(request: Request) -> Response:
    """A new guide of a kind, or a copy from the library. UsageError where that does not work."""
    hub = hub_of(request)
    path = await asyncio.to_thread(_created, hub.folder, await asked_object(request))
    await asyncio.to_thread(note_made, hub.folder, {}, [path.name], request.scope["user"])
    return JSONResponse({"name": path.name})


def _created(folder: Path, asked: dict[str, Any]) -> Path:
    from yizhangtu.commands.library import copy_definition
    from yizhangtu.commands.new import new_definition

    source, kind, name = (str(asked.get(key, "")) for key in ("from", "kind", "name"))
    if source:
        return copy_definition(source, folder, bool(asked.get("linked"))).path
    return new_definition(kind, name, _inside(folder, name))


async def bring(request: Request) -> Response:
    """Make definitions of a document (?name=…), whose bytes are the body. Existing files are kept."""
    hub = hub_of(request)
    name, data = request.query_params.get("name", ""), await request.body()
    await hub.save_all()
    before = await asyncio.to_thread(texts_of, hub.folder)
    done = await asyncio.to_thread(_brought, hub.folder, name, data)
    made = [(one, one.path.name if one.path else "") for one in done.guides]
    for one, file in made:
        if file:
            hub.originals.keep(file, one)
    files = [file for _, file in made if file]
    await asyncio.to_thread(note_made, hub.folder, before, files, request.scope["user"])
    guides = [{"name": file, "title": one.title, "missing": list(one.missing)} for one, file in made]
    faults = [{"message": one.message, "hint": one.hint} for one in done.diagnostics]
    return JSONResponse({"guides": guides, "faults": faults})


def _brought(folder: Path, name: str, data: bytes) -> ImportResult:
    from yizhangtu.commands.exchange.import_guides import import_guides

    with desk_files.uploaded(name, data) as path:
        return import_guides([path], to=folder)


async def original(request: Request) -> Response:
    """The document that a guide was made of since the server was started."""
    found = hub_of(request).originals.of(request.path_params["name"])
    return Response(status_code=404) if found is None else packed(request, found)


def _inside(folder: Path, name: str) -> Path:
    """The folder; a name that would be a path is refused."""
    if any(sign in name for sign in "/\\\0"):
        raise UsageError(f"名称“{name}”里有斜线", "名称里不能有 / 和 \\")
    return folder
