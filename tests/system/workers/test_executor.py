"""Processes that die at the worst of moments."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers import torn_result
from yizhangtu.system.workers import executor
from yizhangtu.system.workers.processes import Processes


@pytest.mark.parametrize("count", [1, 2])
def test_one_that_dies_while_it_sends_its_result(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    """Python's own pool would wait for the rest of it for ever."""
    monkeypatch.setattr(Processes, "patience", 0.2)
    jobs = [b"a", f"die:{tmp_path / 'done'}".encode(), b"b", b"c"]
    result = executor.run(Processes(count), torn_result.make, None, len(jobs), lambda number: jobs[number])
    assert list(result) == list(enumerate(jobs))


def test_one_that_dies_so_while_the_others_are_let_go(tmp_path: Path) -> None:
    """What is interrupted ends."""
    jobs = [b"a", f"die:{tmp_path / 'done'}".encode(), *[b"b"] * 20]
    result = executor.run(Processes(2), torn_result.make, None, len(jobs), lambda number: jobs[number])
    assert next(result) == (0, b"a")
    while not (tmp_path / "done").exists():
        pass
    result.close()
