"""Pages in a real Chromium that may speak to nobody but the desk."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from helpers.desk import RunningDesk
from helpers.desk_pages import Opened

OFFICE = {"width": 1366, "height": 768}  # what offices have


@pytest.fixture
def opened(chromium: Browser) -> Iterator[Opened]:
    """Opens a page of a desk in a browser of its own. At the end no page has complained, and none has asked anybody
    else for anything."""
    complaints: list[str] = []
    contexts = []

    def page_of(desk: RunningDesk, path: str = "/") -> Page:
        context = chromium.new_context(viewport=OFFICE)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on("dialog", lambda dialog: complaints.append(dialog.message))
        page.on("request", lambda request: complaints.append(request.url) if desk.host not in request.url else None)
        page.goto(desk.address)
        if path != "/":
            page.goto(f"http://{desk.host}{path}")
        return page

    yield page_of
    for context in contexts:
        context.close()
    lost = ("WebSocket", "ERR_CONNECTION_REFUSED")  # a desk that a test has stopped
    assert [
        one for one in complaints if not one.startswith(("data:", "blob:")) and not any(w in one for w in lost)
    ] == []
