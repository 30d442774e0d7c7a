"""The routes of the desk."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.types import ASGIApp

from yizhangtu.media.registry import file_kinds
from yizhangtu.model.errors import UsageError
from yizhangtu.system.installation import Installation
from yizhangtu.system.problem import MissingDependency
from yizhangtu.web import api, changes, results, session, static_files
from yizhangtu.web.guard import Access, Guard, NotAdmitted
from yizhangtu.web.hub import Hub
from yizhangtu.web.pages import Pages
from yizhangtu.web.static_files import StaticFiles


def create_app(folder: Path, access: Access) -> ASGIApp:
    """The desk for the guides of a folder."""
    styles = Installation().styles(file_kinds())
    files = StaticFiles(styles.template)
    pages = Pages(styles, files)

    async def not_found(request: Request, error: Exception) -> Response:
        return pages.problem(request, 404, "没有这个页面")

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        app.state.hub = Hub(folder)
        async with app.state.hub.running():
            yield

    app = Starlette(
        routes=[
            Route("/", pages.start),
            Route("/guide/{name}", pages.guide),
            Route("/guide/{name}/history", pages.history),
            WebSocketRoute("/guide/{name}/socket", session.session),
            WebSocketRoute("/socket", session.listen),
            Route("/api/cards", api.cards),
            Route("/api/walls", api.walls),
            Route("/api/media", api.media),
            Route("/api/villages", api.villages),
            Route("/api/schema", api.guide_schema),
            Route("/api/tables", api.form_tables),
            Route("/api/guide/{name}/original", api.original),
            Route("/api/guide/{name}/periods", api.periods),
            Route("/api/guide/{name}/edit", api.edit, methods=["POST"]),
            Route("/api/guide/{name}/history", changes.listed),
            Route("/api/guide/{name}/restore", changes.restore, methods=["POST"]),
            Route("/api/library", api.library),
            Route("/api/import", api.bring, methods=["POST"]),
            Route("/api/guides", api.create, methods=["POST"]),
            Route("/api/guide/{name}/compare", results.comparison),
            Route("/api/make", results.make, methods=["POST"]),
            Route("/results.zip", results.fetch_zip),
            Route("/result/{file:path}", results.fetch),
            Route("/thumbnail/{name}", api.thumbnail),
            Route("/static/{version}/{path:path}", files.answer),
            Route("/fonts.css", static_files.font_sheet),
            Route("/font/{file}.otf", static_files.font),
            Route("/picture/{digest}-{mode}", static_files.picture),
        ],
        exception_handlers={
            404: not_found,
            UsageError: _usage,
            MissingDependency: _missing,
            NotAdmitted: _refused,
        },
        lifespan=lifespan,
    )
    return Guard(app, access)


async def _usage(request: Request, error: Exception) -> Response:
    assert isinstance(error, UsageError)
    return JSONResponse({"message": error.message, "hint": error.hint}, 400)


async def _missing(request: Request, error: Exception) -> Response:
    assert isinstance(error, MissingDependency)
    return JSONResponse({"message": error.what, "hint": error.mend}, 503)


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, NotAdmitted)
    return JSONResponse({"message": error.message, "hint": ""}, error.status)
