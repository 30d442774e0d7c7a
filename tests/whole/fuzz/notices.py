"""Many random tables of notices: sums are exact, and planted numbers of persons are reported or not printed.

python tests/whole/fuzz/notices.py --sums 20000 --planted 2000 --seed 1
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # tests/, for the helpers

from helpers.fuzz.notices import planted, summed, wrong
from helpers.installed import installed_styles
from yizhangtu.model.diagnostics import Text
from yizhangtu.model.notice.notice import DataSource, Notice, NoticeColumn
from yizhangtu.read.faults import Faults
from yizhangtu.read.notice.compose import composed, wanted_of
from yizhangtu.read.notice.data_table import read_data

WORDS = installed_styles().notice_words
NOTICE = Notice(tuple(NoticeColumn(Text(name), Text(name)) for name in ("项目", "收入", "支出")), DataSource("甲.csv"))


def sum_is_wrong(seed: int) -> str:
    """What is wrong with the sums of one table; "" for nothing."""
    given = summed(seed)
    faults, named = Faults("甲.csv"), Faults("甲.yaml")
    table = read_data(given.data, wanted_of(NOTICE), WORDS, faults, named)
    found = composed(NOTICE, table, WORDS, faults, named).table if table else None
    sums = [total or 0 for total in found.sums[1:]] if found else []
    said = [one.message for one in (*faults.sorted(), *named.sorted())]
    return "" if sums == list(given.sums) and not said else f"{sums} is not {given.sums}: {said}"


def main() -> int:
    """The command: exit code 1 where a table was answered wrongly."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sums", type=int, default=20_000)
    parser.add_argument("--planted", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    faults = 0
    for at in range(given.sums):
        if problem := sum_is_wrong(given.seed * 1_000_000 + at):
            faults += 1
            sys.stderr.write(f"sum {at}: {problem}\n")
    for at in range(given.planted):
        with tempfile.TemporaryDirectory() as folder:
            if problem := wrong(planted(given.seed * 1_000_000 + at, Path(folder))):
                faults += 1
                sys.stderr.write(f"planted {at}: {problem}\n")
    sys.stdout.write(f"{given.sums} sums, {given.planted} planted numbers: {faults} wrong\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
