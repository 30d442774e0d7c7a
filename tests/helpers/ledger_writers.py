"""Processes that write into a ledger: several at once, and some that are killed while they write."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from yizhangtu.commands.ledger.reader import read_ledger

WRITER = """
import sys
from pathlib import Path
from yizhangtu.commands.ledger.writer import write_records
for number in range(int(sys.argv[2])):
    write_records(Path(sys.argv[1]), "甲村", [("查看", {"备注": sys.argv[3] + str(number)})])
    print(number, flush=True)
"""


def writer(folder: Path, count: int, name: str) -> subprocess.Popen[bytes]:
    """A process that writes records NAME0, NAME1 … and says each number when the record is written."""
    words = [sys.executable, "-c", WRITER, str(folder), str(count), name]
    return subprocess.Popen(words, stdout=subprocess.PIPE)


def at_once(folder: Path, processes: int, count: int) -> list[int]:
    """The numbers of the records of one file that several processes write together."""
    running = [writer(folder, count, f"{number}-") for number in range(processes)]
    for one in running:
        one.communicate(timeout=300)
        assert one.returncode == 0
    ledger = read_ledger(folder)
    assert ledger.faults == [] and len(ledger.chains) == 1
    assert len({one.text("备注") for one in ledger.records if one.kind == "查看"}) == processes * count
    return [one.number for one in ledger.records]


def killed(folder: Path, times: int) -> int:
    """Kill a writer so many times, a little later each time; how many records it had said were written. None of them
    may be missing."""
    said: set[str] = set()
    for number in range(times):
        process = writer(folder, 10_000, f"{number}-")
        assert process.stdout is not None
        said.add(f"{number}-{int(process.stdout.readline())}")  # it has begun to write
        time.sleep(0.0007 * (number % 40))
        process.kill()
        rest, _ = process.communicate()
        said |= {f"{number}-{int(line)}" for line in rest.splitlines() if line}
        ledger = read_ledger(folder)
        assert {fault.code for _, fault in ledger.faults} <= {"Y742"}, ledger.faults
        assert said <= {one.text("备注") for one in ledger.records}
    return len(said)
