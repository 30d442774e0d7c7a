"""What every page loads: scripts, styles, fonts. Compressed once, and kept by browsers until they change."""

from __future__ import annotations

import gzip
import hashlib
import re
from collections.abc import Callable
from functools import cached_property

from starlette.requests import Request
from starlette.responses import Response

from yizhangtu.system import places
from yizhangtu.web.hub import Hub

IMPORT = re.compile(r'^import [^"]*"\./([\w/-]+\.js)";', re.MULTILINE)
FOREVER = "private, max-age=31536000, immutable"
TYPES = {
    "js": "text/javascript",
    "css": "text/css",
    "txt": "text/plain",
    "json": "application/json",
    "svg": "image/svg+xml",
}
OF_STYLES = ("desk.css", "icons.svg")  # of styles/templates/desk/


class StaticFile:
    """A file; its tag changes with its content."""

    def __init__(self, path: str, data: bytes) -> None:
        self.data = data
        self.tag = hashlib.sha256(data).hexdigest()[:20]
        self.type = _type(path)

    @cached_property
    def packed(self) -> bytes:
        """The same compressed."""
        return gzip.compress(self.data, 9, mtime=0)


class StaticFiles:
    """The files of `web/static/`, the style sheet and the icons of the pages, by their path. Read once."""

    def __init__(self, template: Callable[[str], str]) -> None:
        """`template` reads a file of styles/templates/."""
        files = {path: data for path, data in places.data_files("web/static").items() if _type(path)}
        files |= {name: template(f"desk/{name}").encode() for name in OF_STYLES}
        self._files = {path: StaticFile(path, data) for path, data in files.items()}
        whole = "".join(f"{path} {one.tag}\n" for path, one in sorted(self._files.items()))
        self.version = hashlib.sha256(whole.encode()).hexdigest()[:12]

    def imported(self, script: str) -> list[str]:
        """The scripts that one needs before it runs, for the browser to fetch all at once."""
        found = [script]
        for one in found:
            folder = one.rpartition("/")[0]
            for name in IMPORT.findall(self._files[one].data.decode()):
                path = f"{folder}/{name}".lstrip("/")
                if path not in found:
                    found.append(path)
        return found[1:]

    def answer(self, request: Request) -> Response:
        """The file of a path below /static/VERSION/."""
        one = self._files.get(request.path_params["path"])
        if one is None:
            return Response(status_code=404)
        known = request.path_params["version"] == self.version
        headers = {"etag": f'"{one.tag}"', "cache-control": FOREVER if known else "no-cache", "vary": "accept-encoding"}
        if request.headers.get("if-none-match") == headers["etag"]:
            return Response(status_code=304, headers=headers)
        if "gzip" in request.headers.get("accept-encoding", ""):
            return Response(one.packed, headers={**headers, "content-encoding": "gzip"}, media_type=one.type)
        return Response(one.data, headers=headers, media_type=one.type)


def _type(path: str) -> str:
    return TYPES.get(path.rpartition(".")[2], "")


async def font_sheet(request: Request) -> Response:
    """The style sheet that names the slices of the fonts."""
    hub: Hub = request.app.state.hub
    return Response(gzip.compress((await hub.fonts()).css.encode(), 5), 200, {"content-encoding": "gzip"}, "text/css")


async def font(request: Request) -> Response:
    """One slice of a font: NAME-WEIGHT."""
    hub: Hub = request.app.state.hub
    name, _, weight = request.path_params["file"].partition("-")
    data = await hub.font(name, weight == "700") if weight in ("400", "700") else None
    if not data:
        return Response(status_code=404)
    return Response(data, headers={"cache-control": FOREVER}, media_type="font/otf")


async def picture(request: Request) -> Response:
    """A picture of pixels on a sheet: the logo of the project."""
    from yizhangtu.commands.desk import worker

    hub: Hub = request.app.state.hub
    digest, mode = request.path_params["digest"], request.path_params["mode"]
    for number in range(len(hub.residents)):
        data = await hub.asked(number, worker.picture, None, digest, mode)
        if data:
            return Response(data, headers={"cache-control": FOREVER}, media_type="image/png")
    return Response(status_code=404)
