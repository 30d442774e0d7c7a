"""What the pages ask for as data: cards, thumbnails, media, the library, new guides, edits by the form."""

from __future__ import annotations

import asyncio
import gzip
import json
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from yizhangtu.commands.catalogue import list_media, schema
from yizhangtu.commands.desk import worker
from yizhangtu.commands.desk.cards import villages_of
from yizhangtu.commands.desk.drawing import DRAWN, TERMINAL, DrawRequest
from yizhangtu.commands.desk.history import note_made, texts_of
from yizhangtu.commands.desk.periods import NoticePeriods
from yizhangtu.commands.exchange.import_guides import import_guides
from yizhangtu.commands.exchange.imported import ImportResult
from yizhangtu.commands.library import as_data, copy_definition, list_library
from yizhangtu.commands.new import new_definition
from yizhangtu.edit.document import SourceDocument
from yizhangtu.edit.edits import apply
from yizhangtu.edit.form import tables
from yizhangtu.edit.patches import as_data as as_patch
from yizhangtu.edit.patches import patches_between
from yizhangtu.edit.requests import edits_of
from yizhangtu.model.errors import UsageError
from yizhangtu.system.desk import files as desk_files
from yizhangtu.web.hub import Hub

THUMBNAIL_PX = 300
KEPT = "private, max-age=3600"  # tables of the program
KINDS = ("流程", "清单", "积分", "规范", "公示")
FIRST = ("poster-a3", "screen-1920x1080", "longimage", "booklet-a5", "leaflet-trifold", "large-print")


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
    return JSONResponse({"villages": await asyncio.to_thread(villages_of, hub_of(request).folder)})


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
    """The media that can be looked at, those most asked for first; then the guide as text."""
    known = {one.name: one for one in list_media()}
    order = [*FIRST, *(name for name in known if name not in FIRST)]
    shown = [known[name] for name in order if name in known and known[name].kind in DRAWN]
    listed = [{"name": one.name, "title": one.title, "size": one.size} for one in shown]
    listed += [{"name": TERMINAL, "title": "终端里的样子", "size": ""}, {"name": "text", "title": "文字版", "size": ""}]
    whole = [{"name": one.name, "title": one.title, "size": one.size} for one in known.values()]
    return JSONResponse({"shown": listed, "made": whole})


async def thumbnail(request: Request) -> Response:
    """A small picture of the poster; nothing (204) where there is none."""
    hub = hub_of(request)
    name = request.path_params["name"]
    file = desk_files.read(hub.folder, name) if hub.has(name) else None
    if file is None or file.data is None:
        return Response(status_code=404)
    digest = desk_files.digests(hub.folder).get(name, "")
    if hub.thumbnails.get(name, ("", None))[0] != digest:
        asked = DrawRequest((hub.folder / name).as_posix(), file.data, "poster-a3")
        async with hub.few:
            data = await hub.asked(len(hub.residents) - 1, worker.thumbnail, None, asked, THUMBNAIL_PX)
        hub.thumbnails[name] = (digest, data)
    found = hub.thumbnails[name][1]
    return Response(found, media_type="image/png") if found else Response(status_code=204)


async def guide_schema(request: Request) -> Response:
    """The schema of guides or of the project file, for completion."""
    return packed(request, schema(request.query_params.get("project") == "1"), KEPT)


async def form_tables(request: Request) -> Response:
    """The tables of keys that forms are made of."""
    return packed(request, tables(), KEPT)


async def edit(request: Request) -> Response:
    """Edits of the form, on a version of the text → what to replace in it. The page applies that as a change of its
    own, so that it can be undone and reaches the others as any other change does."""
    room = hub_of(request).rooms.get(request.path_params["name"])
    if room is None:
        return JSONResponse({"message": "这一份没有打开", "hint": "刷新页面再试"}, 404)
    asked = await asked_object(request)
    version, text = room.guide.shared.version, room.guide.shared.text
    if asked.get("version") != version:
        return JSONResponse({"version": version, "patches": []})
    edits, wrong = edits_of(asked.get("edits"))
    edited = await asyncio.to_thread(apply, SourceDocument(text, room.guide.path), edits)
    faults = (*wrong, *edited.diagnostics)
    patches = [as_patch(one, text) for one in patches_between(text, edited.document.text)]
    problem = "；".join(f"{one.message}。{one.hint}" for one in faults)
    return JSONResponse({"version": version, "patches": patches, "problem": problem})


async def library(request: Request) -> Response:
    """The guides of the library."""
    return packed(request, {"entries": [as_data(one) for one in list_library()]})


async def create(request: Request) -> Response:
    """A new guide of a kind, or a copy from the library. UsageError where that does not work."""
    hub = hub_of(request)
    asked = await asked_object(request)
    source, kind, name = (str(asked.get(key, "")) for key in ("from", "kind", "name"))
    if source:
        path = copy_definition(source, hub.folder, bool(asked.get("linked"))).path
    else:
        path = new_definition(kind, name, _inside(hub.folder, name))
    await asyncio.to_thread(note_made, hub.folder, {}, [path.name], request.scope["user"])
    return JSONResponse({"name": path.name})


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
