"""What is asked for while a view is being made is made next, for whoever asked last."""

from __future__ import annotations

import asyncio
from concurrent.futures import Future
from typing import Any, cast

from helpers.coroutines import completed
from yizhangtu.commands.desk.answers import Drawn, DrawRequest
from yizhangtu.system.workers.residents import Residents
from yizhangtu.web.drawings import Drawings, View

VIEW = View("甲.yaml", "poster-a3")


class SlowProcesses:
    """Stands for the processes: each picture is finished by the test."""

    def __init__(self) -> None:
        self.asked: list[tuple[DrawRequest, Future[Drawn]]] = []

    def submit(self, key: str, work: object, request: DrawRequest) -> Future[Drawn]:
        self.asked.append((request, Future()))
        return self.asked[-1][1]


async def settled() -> None:
    """Let all tasks go on as far as they can."""
    for _ in range(10):
        await asyncio.sleep(0)


def test_the_latest_text_is_drawn_next_and_told_to_who_asked_last() -> None:
    told: list[tuple[str, int]] = []

    def asking(who: str, version: int) -> tuple[Any, Any]:
        async def ready(done: int, drawn: Drawn) -> None:
            told.append((who, done))

        return lambda: (version, DrawRequest(who, b"", "poster-a3")), ready

    async def begun() -> None:
        return

    async def whole() -> list[str]:
        processes = SlowProcesses()
        drawings = Drawings(cast(Residents, processes), begun)
        for who, version in (("first", 1), ("second", 2), ("third", 3)):
            drawings.want(VIEW, *asking(who, version))
            await settled()
        for number in (0, 1):
            processes.asked[number][1].set_result(Drawn())
            await settled()
        assert not drawings.busy
        return [request.file for request, _ in processes.asked]

    assert completed(whole()) == ["first", "third"]
    assert told == [("first", 1), ("third", 3)]
