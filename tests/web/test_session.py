"""Pages with one guide: what is typed is drawn and saved, two people see each other, the file is never lost."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from websockets.sync.client import ClientConnection

from helpers.desk import WAIT_S, RunningDesk, received, running, sent
from helpers.desk_changes import typed, until
from helpers.desk_project import GUIDE, NAME, project


@pytest.fixture
def flows(tmp_path: Path) -> Path:
    return project(tmp_path)


@pytest.fixture
def own(flows: Path) -> Iterator[RunningDesk]:
    with running(flows) as found:
        yield found


def test_the_server_starts_without_what_only_its_processes_need() -> None:
    """Reader, rules and layout are half of the time of a start and of the memory of the server."""
    script = "import sys, yizhangtu.web.app; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60)
    rooms = ("read", "check", "flow", "layout", "edit", "build.build", "commands.desk.drawing")
    assert not [name for name in done.stdout.split() if name.startswith(tuple(f"yizhangtu.{one}" for one in rooms))]


def test_a_view_that_is_asked_for_again_is_sent_whole(own: RunningDesk) -> None:
    """The page drops its sheets when a medium or village is chosen, also the one that was there."""
    with own.socket(NAME) as socket:
        received(socket, "hello")
        for _ in range(2):
            sent(socket, type="show", medium="poster-a3", village="", period="", form=False)
            assert all(received(socket, "picture")["sheets"])


def test_what_is_typed_is_drawn_and_saved(own: RunningDesk, flows: Path) -> None:
    with own.socket(NAME) as socket:
        hello = received(socket, "hello")
        assert hello["text"] == GUIDE and hello["writes"]
        sent(socket, type="show", medium="poster-a3", village="", period="", form=True)
        found = both(socket, 0)
        first = found["picture"]
        assert found["checked"]["form"]["steps"]
        assert len(first["sheets"]) == 1 and first["places"]["step-1"][0] == 12
        sent(socket, type="push", version=0, updates=[{"client": "a", "changes": typed("盖章出证", "盖章发证")}])
        second = received(socket, "picture")
        assert second["version"] == 1 and "盖章发证" in second["sheets"][0]
        assert until(lambda: (flows / NAME).read_text("utf-8") == GUIDE.replace("盖章出证", "盖章发证"))


def test_a_sheet_that_has_not_changed_is_not_sent_again(own: RunningDesk) -> None:
    with own.socket(NAME) as socket:
        sent(socket, type="show", medium="poster-a3", village="", period="", form=False)
        received(socket, "picture")
        sent(socket, type="push", version=0, updates=[{"client": "a", "changes": typed("到窗口", "到大厅")}])
        assert received(socket, "picture")["sheets"] == [None]


def test_a_fault_is_told_with_its_place(own: RunningDesk) -> None:
    with own.socket(NAME) as socket:
        sent(socket, type="show", medium="poster-a3", village="", period="", form=False)
        received(socket, "picture")
        sent(
            socket,
            type="push",
            version=0,
            updates=[{"client": "a", "changes": typed("不齐: 提出申请", "不齐: 提出申清")}],
        )
        found = both(socket, 1)
        assert [(one["code"], one["line"]) for one in found["checked"]["faults"]] == [("Y203", 16)]
        assert found["picture"]["sheets"] == [] and not found["picture"]["sound"]


def both(socket: ClientConnection, version: int) -> dict[str, Any]:
    """What the check found and the picture of a version, in whichever order they come."""
    found: dict[str, Any] = {}
    while len(found) < 2:
        message = json.loads(socket.recv(WAIT_S))
        if message["type"] in ("checked", "picture") and message["version"] == version:
            found[message["type"]] = message
    return found


def test_two_people_see_each_others_changes_and_overwrite_nothing(own: RunningDesk, flows: Path) -> None:
    with own.socket(NAME) as one, own.socket(NAME) as two:
        received(one, "hello")
        received(two, "hello")
        assert until(lambda: len(received(one, "people")["people"]) == 2)
        sent(one, type="push", version=0, updates=[{"client": "a", "changes": typed("5个工作日", "6个工作日")}])
        assert received(two, "updates")["updates"][0]["client"] == "a"
        sent(two, type="push", version=0, updates=[{"client": "b", "changes": typed("随时", "当天")}])  # too old
        assert received(two, "updates") == {
            "type": "updates", "version": 0, "updates": [{"client": "a", "changes": typed("5个工作日", "6个工作日")}],
        }  # fmt: skip
        after = GUIDE.replace("5个工作日", "6个工作日")
        sent(two, type="push", version=1, updates=[{"client": "b", "changes": typed("随时", "当天", after)}])
        assert until(lambda: (flows / NAME).read_text("utf-8") == after.replace("随时", "当天"))


def test_what_another_program_writes_is_shown(own: RunningDesk, flows: Path) -> None:
    with own.socket(NAME) as socket:
        received(socket, "hello")
        time.sleep(0.5)  # until the folder is watched
        (flows / NAME).write_text(GUIDE.replace("随时", "当天"), "utf-8")
        update = received(socket, "updates")["updates"][0]
        assert update["client"] == "disk" and any("当天" in str(part) for part in update["changes"])


def test_a_desk_that_is_killed_loses_at_most_the_last_second(flows: Path) -> None:
    with running(flows) as desk, desk.socket(NAME) as socket:
        received(socket, "hello")
        sent(socket, type="push", version=0, updates=[{"client": "a", "changes": typed("随时", "当天")}])
        time.sleep(1.0)
        desk.process.kill()
    assert (flows / NAME).read_text("utf-8") == GUIDE.replace("随时", "当天")


def test_a_page_that_was_cut_off_brings_its_text_to_a_new_desk(own: RunningDesk, flows: Path) -> None:
    with own.socket(NAME) as socket:
        received(socket, "hello")
        sent(socket, type="recover", base=GUIDE, text=GUIDE.replace("随时", "当天"))
        assert received(socket, "text")["text"] == GUIDE.replace("随时", "当天")
        assert until(lambda: "当天" in (flows / NAME).read_text("utf-8"))


@pytest.mark.parametrize(
    "message", [{}, [], 1, {"type": "x"}, {"type": "push"}, {"type": "push", "version": 0, "updates": [{"client": 1}]},
                {"type": "push", "version": 0, "updates": [{"client": "a", "changes": [99999]}]},
                {"type": "show", "medium": 1, "village": "", "period": "", "form": 0}],
)  # fmt: skip
def test_a_message_that_makes_no_sense_ends_the_connection_and_changes_nothing(
    desk: RunningDesk, message: object
) -> None:
    with desk.socket(NAME) as socket:
        received(socket, "hello")
        socket.send(json.dumps(message))
        with pytest.raises(Exception, match="4400"):
            received(socket, "never")
    with desk.socket(NAME) as socket:
        assert received(socket, "hello")["text"] == GUIDE


def test_a_medium_or_village_that_is_none_is_told(desk: RunningDesk) -> None:
    with desk.socket(NAME) as socket:
        for medium, village, word in (("poster-a33", "", "poster-a33"), ("poster-a3", "丙村", "丙村")):
            sent(socket, type="show", medium=medium, village=village, period="", form=False)
            assert word in received(socket, "picture")["problem"]


def test_edits_of_the_form_are_patches_of_the_text(desk: RunningDesk) -> None:
    from urllib.parse import quote

    with desk.socket(NAME) as socket:
        version = received(socket, "hello")["version"]
        edits = [{"op": "set", "path": ["操作流程", 0, "时限"], "value": "当场"}]
        answer = desk.ask(f"/api/guide/{quote(NAME)}/edit", desk.own, {"version": version, "edits": edits})
        assert answer.data["patches"][0]["line"] == 11 and answer.data["problem"] == ""
        late = desk.ask(f"/api/guide/{quote(NAME)}/edit", desk.own, {"version": version + 1, "edits": edits})
        assert late.data == {"version": version, "patches": []}
        wrong = desk.ask(f"/api/guide/{quote(NAME)}/edit", desk.own, {"version": version, "edits": [{"op": "boom"}]})
        assert wrong.data["patches"] == [] and wrong.data["problem"]
