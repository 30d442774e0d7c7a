"""Programs called `dot`, first on the path, that go wrong: the real one behind them answers as long as they let it."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest

REAL = shutil.which("dot")
BAD = "\tbad ["  # the node of a graph at which they go wrong
PRELUDE = """\
#!{python} -SE
import os, re, signal, subprocess, sys, time
if "-V" in sys.argv:
    sys.exit(subprocess.run(["{real}", "-V"]).returncode)
graphs = re.findall(r"(?s)digraph .*?^}}\\n", sys.stdin.read(), re.M)
bad = next((at for at, graph in enumerate(graphs) if "{bad}" in graph), len(graphs))
wrong = bad < len(graphs)
def real(some):
    return subprocess.run(["{real}", "-Tjson0"], input="".join(some), capture_output=True, text=True).stdout
def say(text):
    sys.stdout.write(text)
    sys.stdout.flush()
open("{log}", "a").write(f"{{len(graphs)}}\\n")
"""


def put(folder: Path, monkeypatch: pytest.MonkeyPatch, body: str, bad: str = BAD) -> Path:
    """Put one first on the path: `body` has the `graphs` it was given, the place of the first `bad` one, what the
    `real` dot answers to some, and can `say` something. The file that comes back says how many graphs it was given
    each time."""
    folder.mkdir(exist_ok=True)
    path, log = folder / "dot", folder / "asked"
    head = PRELUDE.format(python=sys.executable, real=REAL, log=log, bad=bad.replace("\t", "\\t"))
    path.write_text(head + body, "utf-8")
    path.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    return log
