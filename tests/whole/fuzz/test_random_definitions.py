"""Random definitions through the whole program: a diagnostic or a result, nothing lost, nothing over anything, nothing
outside, nothing too small, the same bytes twice. `make test` takes the first of the two thousand of `make fuzz`. What
fails is looked at with

    python tests/whole/fuzz/run.py --seed 2026 --media 1 --only NUMBER
"""

from __future__ import annotations

import os
import re
from collections import Counter
from multiprocessing.connection import Connection

import pytest

from helpers.cases import ALL, cases
from helpers.fuzz import runner
from helpers.fuzz.definitions import definition
from helpers.fuzz.trial import Outcome, Trials
from yizhangtu.model.guide import steps_of

SEED = 2026
GUIDES, CHUNK = 2000, 200
MADE = cases(64, GUIDES)
LARGE = (243, 838, 1846)  # numbers of guides of which some do not fit on their medium
DEADLY = 3  # the number that kills its process
USUAL = {"rows", "rail", "list", "unsound"}
OUTCOMES = {"rows", "rail", "lanes", "graph", "list", "points", "conduct", "real", "unsound"}


@pytest.fixture(scope="module")
def trials() -> Trials:
    return Trials(SEED)


def words_of(outcomes: list[Outcome]) -> set[str]:
    return {word for one in outcomes for kind in one.kinds for word in re.split(r"[ +]", kind)}


@pytest.mark.parametrize("first", range(0, MADE, cases(32, CHUNK)))
def test_definitions_are_printed_without_faults(trials: Trials, first: int) -> None:
    """Every chunk has all outcomes, so that chunks can run in any order and process."""
    found = [trials.trial(number) for number in range(first, first + cases(32, CHUNK))]
    assert {one.number: one.faults for one in found if one.faults} == {}
    assert words_of(found) >= (OUTCOMES if ALL else USUAL)
    kinds = [kind for one in found for kind in one.kinds]
    assert sum("unsound" not in kind for kind in kinds) > len(kinds) * 0.85


def test_some_guides_do_not_fit(trials: Trials) -> None:
    assert "refused" in words_of([trials.trial(number) for number in LARGE])


def test_all_media_kinds_and_sizes_occur(trials: Trials) -> None:
    media = {plan.medium for number in range(GUIDES) for plan in trials.plans(number)}
    assert media == set(trials.media)
    some = [definition(SEED, number) for number in range(0, GUIDES, cases(20, 4))]
    kinds = Counter(one.kind for one in some)
    assert kinds["流程"] > len(some) * 0.7
    assert min(kinds[kind] for kind in ("清单", "积分", "规范")) > len(some) * 0.03
    guides = [found.guide for one in some if (found := trials.checked(one)) and found.guide and found.guide.steps]
    sizes = sorted(len(steps_of(guide.steps)) for guide in guides)
    assert sizes[-1] > cases(40, 60) and 5 <= sizes[len(sizes) // 2] <= 10


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


def test_the_report_counts_and_reports(capsys: pytest.CaptureFixture[str]) -> None:
    report = runner.Report(2)
    report.add(runner.Line(7, ("poster rows",), (), 0.5, 4, 80.0))
    assert report.summary() == 0
    report.add(runner.Line(8, ("text",), ("lost: 'x'",), 2.0, 9, 90.0))
    assert report.summary() == 1
    stated = capsys.readouterr().out
    assert "FAULT 8 (9 steps): lost: 'x'" in stated and "faulty numbers: 8" in stated and "2.0 8 9" in stated
