"""A part of `mutations.py` with a seed of its own, in the tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.fuzz import mutations


@pytest.mark.parametrize("kind", mutations.KINDS)
@pytest.mark.filterwarnings("ignore")
def test_changed_files_are_answered(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    with mutations.forked_children():
        outcomes = [mutations.attempt(kind, 20261128, number, tmp_path) for number in range(120)]
    assert [one for one in outcomes if one.fault] == []
