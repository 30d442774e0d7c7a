"""Many changed tables, pictures, records and cached files: every one is answered, within the bounds.

python tests/whole/fuzz/mutations.py --count 100000 --seed 1 --jobs 2
python tests/whole/fuzz/mutations.py --seed 1 --only table 4711        # one again, with its traceback
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import warnings
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # tests/, for the helpers

from helpers.fuzz import mutations

BATCH = 500


def batch(seed: int, first: int, count: int) -> tuple[list[tuple[int, mutations.Outcome]], int]:
    """The outcomes of some numbers, and the peak of memory in MiB."""
    warnings.simplefilter("ignore")
    with tempfile.TemporaryDirectory() as folder, mutations.forked_children():
        os.environ["XDG_CACHE_HOME"] = folder
        kinds = list(mutations.KINDS)
        found = [
            (number, mutations.attempt(kinds[number % len(kinds)], seed, number, Path(folder)))
            for number in range(first, first + count)
        ]
    return found, mutations.peak_memory()


def main() -> int:
    """The command: exit code 1 where a file was not answered, or took too much."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=1, help="processes")
    parser.add_argument("--only", nargs=2, metavar=("KIND", "NUMBER"))
    given = parser.parse_args()
    if given.only:
        with tempfile.TemporaryDirectory() as folder, mutations.forked_children():
            os.environ["XDG_CACHE_HOME"] = folder
            mutations.replay(given.only[0], given.seed, int(given.only[1]), Path(folder))
        return 0
    done: Counter[str] = Counter()
    slowest, peak, faults = 0.0, 0, 0
    with ProcessPoolExecutor(given.jobs) as pool:
        starts = range(0, given.count, BATCH)
        for found, memory in pool.map(batch, [given.seed] * len(starts), starts, [BATCH] * len(starts)):
            peak = max(peak, memory)
            for number, one in found:
                done[one.kind] += 1
                slowest = max(slowest, one.seconds)
                if one.fault:
                    faults += 1
                    print(f"{one.kind} {number}: {one.fault}", flush=True)
    print(f"{done.total()} files {dict(done)}: {faults} faults, slowest {slowest:.2f} s, peak {peak} MiB")
    return int(faults > 0 or peak > mutations.MOST_MEMORY)


if __name__ == "__main__":
    sys.exit(main())
