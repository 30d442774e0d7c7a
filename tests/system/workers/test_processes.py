"""Worker processes end with the program that started them."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from helpers.guides import ROOT


@pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")
@pytest.mark.parametrize("length", ["t", "t" * 110], ids=["a socket fits", "too long for a socket"])
def test_workers_do_not_outlive_a_killed_build(tmp_path_factory: pytest.TempPathFactory, length: str) -> None:
    """A fork server listens on a socket in the folder for temporary files; a socket's path has at most 107 bytes."""
    tmp_path = tmp_path_factory.mktemp("w")
    code = (
        "import sys\nfrom yizhangtu.system.workers import processes, executor as workers\n"
        "from helpers.long_work import note\n"
        "for _ in workers.run(processes.Processes(2), note, '', 99, lambda number: sys.argv[1].encode()): pass\n"
    )
    home, notes = tmp_path / length, tmp_path / "notes"
    home.mkdir(), notes.mkdir()
    away = {
        **os.environ,
        "TMPDIR": str(home),
        "PYTHONPATH": os.pathsep.join([str(ROOT / "tests"), os.environ.get("PYTHONPATH", "")]),
    }
    with subprocess.Popen([sys.executable, "-c", code, str(notes)], env=away) as parent:
        until = time.monotonic() + 20
        while len(os.listdir(notes)) < 2 and time.monotonic() < until:
            time.sleep(0.05)
        begun = len(os.listdir(notes))
        parent.kill()
    assert begun == 2
    until = time.monotonic() + 10
    while any(map(_lives, os.listdir(notes))) and time.monotonic() < until:
        time.sleep(0.05)
    assert not [pid for pid in os.listdir(notes) if _lives(pid)]
    assert not list(home.glob("yizhangtu-*"))  # what they kept their temporary files in


def _lives(pid: str) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] not in "ZX"
    except OSError:
        return False
