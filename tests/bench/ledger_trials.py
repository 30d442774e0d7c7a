"""Ledgers that are damaged, killed and written by many, more often than a test may take. Run by hand; no test.

python tests/bench/ledger_trials.py
"""

from __future__ import annotations

import itertools
import os
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from helpers.ledger_writers import at_once, killed
from yizhangtu.ledger.chain import read_chain

PROCESSES, EACH, KILLS = 8, 50, 200


def flipped(path: Path) -> int:
    """Flip every byte of a file, one at a time: the line is named, and no other record is lost."""
    data = path.read_bytes()
    ends = list(itertools.accumulate(len(line) for line in data.splitlines(keepends=True)))
    for at in range(len(data)):
        line = next(number for number, end in enumerate(ends, 1) if at < end)
        chain = read_chain(path.name, data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
        assert min([fault.line for fault in chain.faults] or [len(ends)]) == line, at
        assert chain.faults or chain.half, at
        assert len(chain.records) >= len(ends) - 2, at
    return len(data)


def main() -> None:
    """Run all trials, and print what each did."""
    with tempfile.TemporaryDirectory() as name:
        os.environ["HOME"] = name
        numbers = at_once(Path(name) / "together", PROCESSES, EACH)
        assert numbers == list(range(1, PROCESSES * EACH + 2))
        print(f"{PROCESSES} processes wrote {len(numbers) - 1} records, without a gap")
        at_once(Path(name) / "one", 1, EACH - 1)
        (path,) = (Path(name) / "one").glob("*.jsonl")
        print(f"{flipped(path):,} bytes flipped, each named with its line")
        print(f"killed {KILLS} times: {killed(Path(name) / 'killed', KILLS)} acknowledged records, none lost")


if __name__ == "__main__":
    main()
