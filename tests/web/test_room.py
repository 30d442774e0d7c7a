"""A page that has gone keeps nothing from the others."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from starlette.websockets import WebSocketDisconnect

from yizhangtu.web.room import Guest


@pytest.mark.parametrize("gone", [WebSocketDisconnect(1006), RuntimeError("closed"), ConnectionResetError()])
def test_a_page_that_leaves_while_it_is_told_something_stops_nobody(gone: Exception) -> None:
    class Channel:
        async def send_json(self, data: Any) -> None:
            raise gone

    asyncio.run(Guest(Channel(), 1, "", True).send(type="people"))
