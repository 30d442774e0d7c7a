"""The pages: the start page and the editor. All text in them is escaped by the templates."""

from __future__ import annotations

from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from yizhangtu.export.web_page import embedded_json
from yizhangtu.style.styles import Styles
from yizhangtu.web.guard import WRITE
from yizhangtu.web.hub import Hub
from yizhangtu.web.static_files import StaticFiles

START, GUIDE, HISTORY, PROBLEM = (f"desk/{name}.html.j2" for name in ("start", "guide", "history", "problem"))


class Pages:
    """Renders the templates of styles/templates/desk/."""

    def __init__(self, styles: Styles, files: StaticFiles) -> None:
        loader = FunctionLoader(styles.template)
        self._environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True)
        self._version = files.version
        self._scripts = files.imported("guide.js")

    def render(self, template: str, request: Request, status: int = 200, **values: Any) -> Response:
        """A page; scripts know what it is about from its data block."""
        shared = {
            "version": self._version,
            "nonce": request.scope["nonce"],
            "user": request.scope["user"],
            "scripts": self._scripts,
        }
        text = self._environment.get_template(template).render(**shared, **values)
        return HTMLResponse(text, status)

    async def start(self, request: Request) -> Response:
        """The guides of the folder as cards."""
        data = embedded_json({"writes": request.scope["role"] == WRITE})
        return self.render(START, request, data=data)

    async def guide(self, request: Request) -> Response:
        """The editor of one guide."""
        hub: Hub = request.app.state.hub
        imported = hub.originals.of(request.path_params["name"]) is not None
        hub.draw_ahead(request.path_params["name"])
        return self._of_guide(GUIDE, request, nonce=request.scope["nonce"], imported=imported)

    async def history(self, request: Request) -> Response:
        """The changes of one guide."""
        return self._of_guide(HISTORY, request, writes=request.scope["role"] == WRITE)

    def _of_guide(self, template: str, request: Request, **data: Any) -> Response:
        hub: Hub = request.app.state.hub
        name = request.path_params["name"]
        if not hub.has(name):
            return self.problem(request, 404, f"没有“{name}”这份定义", "它可能改了名字，或者删去了")
        return self.render(template, request, name=name, data=embedded_json({"name": name, **data}))

    def problem(self, request: Request, status: int, message: str, hint: str = "") -> Response:
        """A page that says what is wrong and leads back."""
        return self.render(PROBLEM, request, status, message=message, hint=hint)
