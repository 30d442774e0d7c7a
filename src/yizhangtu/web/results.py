"""Making files from a page, with its progress; fetching them; comparing with the last released version."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from yizhangtu.commands.desk import worker
from yizhangtu.commands.desk.making import MadeFiles, MakeRequest, make_files, request_of, result, zipped
from yizhangtu.model.diagnostics import as_data
from yizhangtu.model.errors import UsageError
from yizhangtu.system.problem import MissingDependency
from yizhangtu.web.api import asked_object, hub_of, packed
from yizhangtu.web.hub import Hub

TYPES = {
    "pdf": "application/pdf", "png": "image/png", "jpg": "image/jpeg", "txt": "text/plain; charset=utf-8",
    "html": "text/html; charset=utf-8", "zip": "application/zip",
}  # fmt: skip
SHOWN = ("pdf", "png", "jpg")  # in the browser; all else is only saved: a page of results is no page of the desk


async def make(request: Request) -> Response:
    """Build; the answer is a line of JSON for each step: {done, total, name}, at last {files, faults, problem}."""
    asked = request_of(await asked_object(request))
    return StreamingResponse(_progress(hub_of(request), asked), media_type="application/x-ndjson")


async def _progress(hub: Hub, asked: MakeRequest) -> AsyncIterator[str]:
    loop = asyncio.get_running_loop()
    steps: asyncio.Queue[dict[str, Any]] = asyncio.Queue()

    def report(done: int, total: int, name: str, faults: int) -> None:
        loop.call_soon_threadsafe(steps.put_nowait, {"done": done, "total": total, "name": name})

    def work() -> MadeFiles:
        try:
            return make_files(hub.folder, asked, report)
        except (UsageError, MissingDependency) as wrong:
            return MadeFiles((), (), str(wrong))

    await hub.save_all()
    task = asyncio.create_task(asyncio.to_thread(work))
    while not task.done() or not steps.empty():
        step = asyncio.ensure_future(steps.get())
        await asyncio.wait({step, task}, return_when=asyncio.FIRST_COMPLETED)
        if step.done():
            yield _line(step.result())
        else:
            step.cancel()
    made = task.result()
    faults = [as_data(one) for one in made.diagnostics]
    yield _line({"files": made.files, "faults": faults, "problem": made.problem})


def _line(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False) + "\n"


async def fetch(request: Request) -> Response:
    """One result: shown in the browser, which prints it at its own size, or saved (?save)."""
    file = request.path_params["file"]
    data = await asyncio.to_thread(result, hub_of(request).folder, file)
    if data is None:
        return Response(status_code=404)
    return _file(file.rpartition("/")[2], data, "save" not in request.query_params)


async def fetch_zip(request: Request) -> Response:
    """Several results (?file=…&file=…) as a ZIP."""
    files = request.query_params.getlist("file")
    return _file("一张图.zip", await asyncio.to_thread(zipped, hub_of(request).folder, files), False)


def _file(name: str, data: bytes, shown: bool) -> Response:
    suffix = name.rpartition(".")[2]
    how = "inline" if shown and suffix in SHOWN else "attachment"
    headers = {"content-disposition": f"{how}; filename*=UTF-8''{quote(name, safe='')}"}
    return Response(data, headers=headers, media_type=TYPES[suffix])


async def comparison(request: Request) -> Response:
    """What has changed since the last released version of a guide. UsageError where there is none."""
    hub = hub_of(request)
    name = request.path_params["name"]
    if not hub.has(name):
        return Response(status_code=404)
    await hub.save_all()
    file, medium = (hub.folder / name).as_posix(), request.query_params.get("medium", "")
    found = await hub.asked(name, worker.comparison, UsageError("比的时候出了毛病", "再试一次"), file, medium)
    if isinstance(found, UsageError):
        raise found
    return packed(request, found._asdict())
