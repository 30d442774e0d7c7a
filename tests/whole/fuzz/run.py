"""Many random definitions through the whole program, in processes that may die: what came of them, and what is wrong.

python tests/whole/fuzz/run.py --guides 50000 --seed 1 --jobs 2      # all of them
python tests/whole/fuzz/run.py --seed 1 --only 4711                  # one again, with its YAML and where it went wrong
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # tests/, for the helpers

from helpers.fuzz.runner import Report, lines, work
from helpers.fuzz.trial import Trials


def replay(seed: int, number: int, most: int, real: float) -> int:
    """One definition again: its file, what was done with it, and its faults in full."""
    one = Trials(seed, most, real).trial(number)
    print(one.definition.text)
    print(*(f"# {plan}" for plan in one.plans), f"# {one.kinds}, {one.steps} steps, {one.seconds:.2f} s", sep="\n")
    for fault in one.faults:
        print(f"# FAULT {fault}")
    return int(bool(one.faults))


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--guides", type=int, default=2000, help="how many definitions")
    parser.add_argument("--first", type=int, default=0, help="number of the first of them")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=1, help="processes")
    parser.add_argument("--media", type=int, default=1, help="most media for each")
    parser.add_argument("--real", type=float, default=0.02, help="share that is printed and read back")
    parser.add_argument("--only", type=int, nargs="*", help="only these numbers; a single one with its YAML")
    given = parser.parse_args()
    if given.only and len(given.only) == 1:
        return replay(given.seed, given.only[0], given.media, given.real)
    numbers = given.only or list(range(given.first, given.first + given.guides))
    report = Report(len(numbers))
    for line in lines(numbers, given.jobs, work, given.seed, given.media, given.real):
        report.add(line)
        if report.done % 500 == 0:
            print(report.progress, flush=True)
    return report.summary()


if __name__ == "__main__":
    sys.exit(main())
