"""Two thousand random definitions through the whole program: a diagnostic or a result, nothing lost, nothing over
anything, nothing outside, nothing too small, the same bytes twice. What fails is looked at with

    python tests/whole/fuzz/run.py --seed 2026 --media 1 --only NUMBER
"""

from __future__ import annotations

import os
import re
from collections import Counter
from multiprocessing.connection import Connection

import pytest

from helpers.fuzz import runner
from helpers.fuzz.definitions import definition
from helpers.fuzz.trial import Outcome, Trials

SEED = 2026
GUIDES, CHUNK = 2000, 100
DEADLY = 3  # the number that kills its process


@pytest.fixture(scope="module")
def trials() -> Trials:
    return Trials(SEED)


@pytest.fixture(scope="module")
def done() -> list[Outcome]:
    """What came of all of them, when the last chunk has been tried."""
    return []


@pytest.mark.parametrize("first", range(0, GUIDES, CHUNK))
def test_all_is_well_with(trials: Trials, done: list[Outcome], first: int) -> None:
    found = [trials.trial(number) for number in range(first, first + CHUNK)]
    done += found
    assert {one.number: one.faults for one in found if one.faults} == {}


def test_they_are_of_every_sort(trials: Trials, done: list[Outcome]) -> None:
    if len(done) < GUIDES:
        pytest.skip("only some were tried")
    media = Counter(plan.medium for one in done for plan in one.plans)
    assert set(media) == set(trials.media)
    words = {word for one in done for kind in one.kinds for word in re.split(r"[ +]", kind)}
    assert {"rows", "rail", "lanes", "graph", "list", "points", "conduct", "real", "unsound", "refused"} <= words
    kinds = Counter(one.definition.kind for one in done)
    assert kinds["流程"] > GUIDES * 0.7 and min(kinds[kind] for kind in ("清单", "积分", "规范")) > GUIDES * 0.03
    sizes = sorted(one.steps for one in done if one.definition.kind == "流程")
    assert sizes[-1] > 60 and 5 <= sizes[len(sizes) // 2] <= 10
    assert sum("unsound" not in kind for one in done for kind in one.kinds) > GUIDES * 0.9


def test_a_number_is_always_the_same_definition() -> None:
    for number in range(50):
        one, two = definition(SEED, number), definition(SEED, number)
        assert one == two and one.text == two.text
    assert len({definition(SEED, number).text for number in range(50)}) == 50


def fragile(pipe: Connection) -> None:
    """A process that one of its numbers kills."""
    while (numbers := pipe.recv()) is not None:
        for number in numbers:
            pipe.send(runner.Line(number))
            if number == DEADLY:
                os._exit(1)
            pipe.send(runner.Line(number, ("well",)))


def test_a_process_that_dies_loses_only_what_killed_it() -> None:
    lines = list(runner.lines(list(range(120)), 1, fragile))
    assert sorted(line.number for line in lines) == list(range(120))
    assert [(line.number, line.kinds) for line in lines if line.kinds != ("well",)] == [(DEADLY, ("died",))]


def test_the_report_counts_and_tells(capsys: pytest.CaptureFixture[str]) -> None:
    report = runner.Report(2)
    report.add(runner.Line(7, ("poster rows",), (), 0.5, 4, 80.0))
    assert report.told() == 0
    report.add(runner.Line(8, ("text",), ("lost: 'x'",), 2.0, 9, 90.0))
    assert report.told() == 1
    said = capsys.readouterr().out
    assert "FAULT 8 (9 steps): lost: 'x'" in said and "faulty numbers: 8" in said and "2.0 8 9" in said
