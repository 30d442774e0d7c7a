"""A page that has gone keeps nothing from the others; a history that cannot be written loses no author."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from starlette.websockets import WebSocketDisconnect

from helpers.coroutines import completed
from yizhangtu.commands.desk.history import history
from yizhangtu.commands.desk.open_guide import open_guide
from yizhangtu.system.desk import history_files
from yizhangtu.web.room import Guest, Room


@pytest.mark.parametrize("gone", [WebSocketDisconnect(1006), RuntimeError("closed"), ConnectionResetError()])
def test_a_page_that_leaves_while_it_is_told_something_stops_nobody(gone: Exception) -> None:
    class Channel:
        async def send_json(self, data: Any) -> None:
            raise gone

    completed(Guest(Channel(), 1, "", True).send(type="people"))


def test_changes_that_could_not_be_written_are_in_the_history_later(tmp_path: Path) -> None:
    name = "甲.yaml"
    (tmp_path / name).write_text("名称: 甲\n", "utf-8")
    blocked = tmp_path / history_files.FOLDER
    blocked.write_text("", "utf-8")
    guide = open_guide(tmp_path, name)
    assert guide is not None
    drawings: Any = None  # nobody looks at a picture

    async def edit() -> tuple[str, str]:
        room = Room(guide, drawings, lambda: None)
        await room.restore("名称: 乙\n", "张××")
        problem = room.history_problem
        blocked.unlink()
        await room.restore("名称: 丙\n", "李××")
        return problem, room.history_problem

    before, after = completed(edit())
    assert before and not after
    users = [one["user"] for one in history(tmp_path, name, 10).entries]
    assert users == ["李××", "张××", ""]
