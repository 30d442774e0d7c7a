"""What the start page says of the walls."""

from __future__ import annotations

from pathlib import Path

from helpers.desk_project import NAME, NOTICE, PUBLISHED, project
from yizhangtu.commands.desk.walls import wall_report
from yizhangtu.commands.ledger.add import RecordRequest, add
from yizhangtu.commands.ledger.place import ledger_place
from yizhangtu.commands.release import release
from yizhangtu.coverage.periods import NoticeState

NUMBERED = NOTICE.replace("办理主体", "编号: G-01\n办理主体")


def test_a_project_without_ledger_and_notices_says_nothing(tmp_path: Path) -> None:
    assert wall_report(project(tmp_path), ()) == {"walls": None, "notices": None}
    (tmp_path / "empty").mkdir()
    assert wall_report(tmp_path / "empty", ("月",)) == {"walls": None, "notices": None}


def test_what_hangs_and_what_is_missing(tmp_path: Path) -> None:
    flows = project(tmp_path)
    (flows / NAME).write_text(PUBLISHED, "utf-8")
    release([flows], output=str(tmp_path / "output"))
    add(ledger_place(str(flows)), [RecordRequest(guide="B-20", village="甲村", location="公开栏")])
    walls = wall_report(flows, ())["walls"]
    assert (walls["hung"], walls["total"], walls["rate"]) == (1, 2, 50.0)
    assert [(one["name"], one["hung"]) for one in walls["villages"]] == [("甲村", 1), ("乙村", 0)]
    assert [(one["village"], one["guide"], one["state"]) for one in walls["missing"]] == [
        ("乙村", "居住证明", "已做未挂")
    ]


def test_the_notices_of_a_period_that_is_chosen(tmp_path: Path) -> None:
    flows = project(tmp_path)
    (flows / "收支.yaml").write_text(NUMBERED, "utf-8")
    first = wall_report(flows, ("月",))["notices"]
    codes = [one["code"] for one in first["periods"]]
    assert len(codes) == 6 and codes == sorted(codes, reverse=True)
    assert first["period"] == codes[1]  # the last month that is over
    assert (first["good"], first["total"]) == (0, 2)
    assert [cell["state"] for one in first["villages"] for cell in one["cells"]] == [NoticeState.MISSING] * 2
    assert wall_report(flows, ("月",), codes[3])["notices"]["period"] == codes[3]
    assert wall_report(flows, ("月",), "../x")["notices"]["period"] == codes[1]
