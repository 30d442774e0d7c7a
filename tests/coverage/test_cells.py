"""The state of a guide in a village on a day, against a slow second computation from the records alone."""

from __future__ import annotations

import random

import pytest

from yizhangtu.coverage.cells import Demand, State, WallCell, cells, versions_by_guide
from yizhangtu.coverage.summary import Hung, Summary
from yizhangtu.coverage.walls import walls
from yizhangtu.ledger.chain import Corrected
from yizhangtu.ledger.record import Record
from yizhangtu.ledger.versions import Registered

DEMAND = Demand("甲村", "图", "A-01", "图", "服务群众", by="2026-11-10")


def version(name: str, day: str, **more: str) -> Registered:
    values = {"status": "正式", "effective": day, "published": day, **more}
    codes = {"甲村": f"{name}甲", "": f"{name}通用"}
    return Registered("图", "A-01", "图", name, definition=name, day=day, codes=codes, **values)


OLD, NEW = version("V1", "2026-10-01", until="2026-11-05"), version("V2", "2026-11-05")


def record(
    kind: str, day: str, code: str = "", place: str = "公开栏", proof: str = "自报", number: int = 1
) -> Corrected:
    values = {"村": "甲村", "图": "图", "码": code, "地点": place, "日期": day, "核实": proof}
    return Corrected(Record("账", number, "", f"{day}T08:00:00+08:00", kind, values))


def cell(
    day: str, *records: Corrected, demand: Demand = DEMAND, versions: tuple[Registered, ...] = (OLD, NEW)
) -> WallCell:
    (found,) = cells([demand], versions_by_guide(versions), walls(records), day)
    return found


@pytest.mark.parametrize(
    ("day", "records", "state"),
    [
        ("2026-11-28", [], State.NOT_HUNG),
        ("2026-09-30", [], State.NOT_MADE),
        ("2026-11-28", [record("张贴", "2026-11-06", "V2甲")], State.HUNG),
        ("2026-11-28", [record("张贴", "2026-11-06", "V2通用")], State.HUNG),
        ("2026-11-05", [record("张贴", "2026-11-06", "V2甲")], State.NOT_HUNG),
        ("2026-11-28", [record("张贴", "2026-10-06", "V1甲")], State.OLD),
        ("2026-11-04", [record("张贴", "2026-10-06", "V1甲")], State.HUNG),
        ("2026-11-28", [record("张贴", "2026-11-06", "V2甲"), record("撤下", "2026-11-20")], State.NOT_HUNG),
        (
            "2026-11-28",
            [record("张贴", "2026-11-06", "V2甲"), record("撤下", "2026-11-20", place="别处")],
            State.HUNG,
        ),
        ("2026-11-19", [record("张贴", "2026-11-06", "V2甲"), record("撤下", "2026-11-20")], State.HUNG),
    ],
)
def test_states(day: str, records: list[Corrected], state: State) -> None:
    assert cell(day, *records).state is state


def test_a_trial_that_is_over_and_a_version_that_is_not_yet_in_force() -> None:
    trial = version("V2", "2026-11-05", status="试行", trial_until="2026-11-20")
    hung = record("张贴", "2026-11-06", "V2甲")
    assert cell("2026-11-20", hung, versions=(trial,)).state is State.HUNG
    assert cell("2026-11-21", hung, versions=(trial,)).state is State.EXPIRED
    early = version("V2", "2026-11-05", effective="2026-12-01")
    assert cell("2026-11-28", record("张贴", "2026-10-06", "V1甲"), versions=(OLD, early)).state is State.HUNG
    assert cell("2026-12-01", record("张贴", "2026-10-06", "V1甲"), versions=(OLD, early)).state is State.OLD


def test_photos_count_apart_also_those_of_a_later_look() -> None:
    hung = record("张贴", "2026-11-06", "V2甲")
    assert not cell("2026-11-28", hung).photo
    assert cell("2026-11-28", record("张贴", "2026-11-06", "V2甲", proof="照片")).photo
    assert cell("2026-11-28", hung, record("查看", "2026-11-12", "V2甲", proof="照片")).photo
    assert not cell("2026-11-11", hung, record("查看", "2026-11-12", "V2甲", proof="照片")).photo


@pytest.mark.parametrize(("because", "state"), [("换新", State.HUNG), ("破损", State.NOT_HUNG)])
def test_a_new_poster_on_the_day_that_the_old_one_comes_down(because: str, state: State) -> None:
    removed = record("撤下", "2026-11-06", place="")
    removed = removed._replace(record=removed.record._replace(values={**removed.record.values, "因": because}))
    old, new = record("张贴", "2026-10-06", "V1甲"), record("张贴", "2026-11-06", "V2甲")
    assert cell("2026-11-28", old, removed, new).state is state


def test_days_late() -> None:
    assert cell("2026-11-28", record("张贴", "2026-11-08", "V2甲")).late == 0
    assert cell("2026-11-28", record("张贴", "2026-11-13", "V2甲")).late == 3
    assert cell("2026-11-28").late == 18 and cell("2026-11-28", demand=DEMAND._replace(by="")).late is None


def test_only_the_media_that_are_asked_for() -> None:
    hung = record("张贴", "2026-11-06", "V2甲")
    poster = hung._replace(record=hung.record._replace(values={**hung.record.values, "媒介": "poster-a4"}))
    wanted = DEMAND._replace(media=("poster-a3",))
    assert cell("2026-11-28", poster, demand=wanted).state is State.NOT_HUNG
    assert cell("2026-11-28", hung, demand=wanted).state is State.HUNG  # nothing says what it was


def slow_state(records: list[Corrected], day: str) -> State:
    """The same from the records alone, day by day."""
    right = "V2" if day >= "2026-11-05" else "V1"
    if day < "2026-10-01":
        return State.NOT_MADE
    up: set[tuple[str, str]] = set()
    ordered = sorted(records, key=lambda one: (one.record.text("日期"), one.record.kind == "撤下"))
    for one in ordered:
        if one.record.text("日期") > day:
            continue
        key = (one.record.text("码")[:2], one.record.text("地点"))
        if one.record.kind == "张贴":
            up.add(key)
        else:
            up = {held for held in up if held[1] != key[1]}
    if any(held[0] == right for held in up):
        return State.HUNG
    return State.OLD if up else State.NOT_HUNG


@pytest.mark.parametrize("seed", range(200))
def test_random_histories(seed: int) -> None:
    chance = random.Random(seed)
    days = [f"2026-{month:02}-{day:02}" for month in (9, 10, 11) for day in range(1, 31)]
    history = [
        record(chance.choice(["张贴", "张贴", "撤下"]), chance.choice(days), chance.choice(["V1甲", "V2甲"]),
               chance.choice(["公开栏", "大厅"]), number=number)
        for number in range(chance.randint(0, 12))
    ]  # fmt: skip
    for day in chance.sample(days, 10):
        assert cell(day, *history).state is slow_state(history, day), (day, history)


def test_sums() -> None:
    demands = [DEMAND._replace(village=village) for village in ("甲村", "乙村", "丙村")]
    found = cells(demands, versions_by_guide((OLD, NEW)), walls([record("张贴", "2026-11-06", "V2甲")]), "2026-11-28")
    summary = Summary("2026-11-28", tuple(found), 100)
    assert summary.counted() == Hung(1, 3) and summary.counted("甲村", "服务群众") == Hung(1, 1)
    assert (summary.reached, summary.short_of, summary.counted().rate) == (False, 2, 33.3)
    assert Hung(2999, 3000).rate == 99.9 and Summary("", tuple(found), 33).reached
