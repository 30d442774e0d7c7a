"""A place of its own and a quick press for every test of the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from village_project import FakePress

from yizhangtu.pipeline import render
from yizhangtu.pipeline.studio import Studio


@pytest.fixture
def press(monkeypatch: pytest.MonkeyPatch) -> FakePress:
    """A press that is quick and counts what it prints."""
    fake = FakePress()
    monkeypatch.setattr(render, "render", fake.render)
    monkeypatch.setattr(render, "studio_for", lambda guides: Studio(""))
    return fake


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that is the current one."""
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "CI", "TMUX", "KITTY_WINDOW_ID", "TERM_PROGRAM"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path
