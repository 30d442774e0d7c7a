"""SIGKILL, 200 times, at any moment and any step of a build: see `killing.py`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

SEED = 20260101


def test_nothing_is_torn_or_lost_and_the_next_build_is_right(tmp_path: Path) -> None:
    (tmp_path / "tmp").mkdir()
    script = Path(__file__).with_name("killing.py")
    env = {
        **{name: value for name, value in os.environ.items() if name != "YIZHANGTU_FONTS"},
        "XDG_CACHE_HOME": str(tmp_path / "cache"),
        "TMPDIR": str(tmp_path / "tmp"),
    }
    done = subprocess.run([sys.executable, script, tmp_path, str(SEED)], env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    messages = json.loads(done.stdout)
    assert messages["wrong"] == []
    least = {"step": 100, "moment": 50, "printing": 26, "processes": 7}  # of 100, 56, 30 and 14 that are tried
    assert all(messages["killed"].get(way, 0) >= number for way, number in least.items()), messages["killed"]
    assert min(messages["steps"]) > 30  # there is much to be killed at
