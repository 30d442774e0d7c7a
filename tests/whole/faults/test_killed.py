"""SIGKILL, 200 times in `make fuzz`, at any moment and any step of a build: see `killing.py`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from helpers.cases import cases

SEED = 20260101
KILLS = {"step": cases(9, 100), "moment": cases(4, 56), "printing": cases(2, 30), "processes": cases(2, 14)}


def test_nothing_is_torn_or_lost_and_the_next_build_is_right(tmp_path: Path) -> None:
    script = Path(__file__).with_name("killing.py")
    with tempfile.TemporaryDirectory(prefix="kill-") as short:  # short enough for the socket of a fork server
        env = {
            **{name: value for name, value in os.environ.items() if name != "YIZHANGTU_FONTS"},
            "XDG_CACHE_HOME": str(tmp_path / "cache"),
            "TMPDIR": short,
        }
        arguments = [sys.executable, script, tmp_path, str(SEED), *map(str, KILLS.values())]
        done = subprocess.run(arguments, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    messages = json.loads(done.stdout)
    assert messages["wrong"] == []
    assert messages["killed"] == KILLS
    assert min(messages["steps"]) > 30  # there is much to be killed at
