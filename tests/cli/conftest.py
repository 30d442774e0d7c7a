"""A project's folder to run commands in, and a press that prints nothing real."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.village_project import FakePress, enter, fake_press


@pytest.fixture
def press(monkeypatch: pytest.MonkeyPatch) -> FakePress:
    """What stands in for the press, and counts what it prints."""
    return fake_press(monkeypatch)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, the current one."""
    return enter(tmp_path, monkeypatch)
