"""A page that has gone keeps nothing from the others."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.websockets import WebSocketDisconnect

from helpers.coroutines import completed
from yizhangtu.web.room import Guest


@pytest.mark.parametrize("gone", [WebSocketDisconnect(1006), RuntimeError("closed"), ConnectionResetError()])
def test_a_page_that_leaves_while_it_is_told_something_stops_nobody(gone: Exception) -> None:
    class Channel:
        async def send_json(self, data: Any) -> None:
            raise gone

    completed(Guest(Channel(), 1, "", True).send(type="people"))
