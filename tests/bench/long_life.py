"""What a process that lives long needs: memory, open files and temporary files after thousands of edits or posters.

python tests/bench/long_life.py --edits 5000        # one guide, changed and built again in one process
python tests/bench/long_life.py --villages 20000    # posters for as many villages, in one process

Prints a line at each tenth of the run; exit code 1 where the last tenth needs more than the third by over 5 %.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import yizhangtu
from yizhangtu import BuildRequest

GUIDE = """\
名称: 开证明{number}
办理主体: 村委会
时间要求: 5个工作日
监督管理: 村监委
操作流程:
  - {{步骤: 申请, 办理: 村民, 时限: 当场, 内容: "第{number}次改：{{{{村名}}}}"}}
  - {{步骤: 审核, 时限: 2个工作日, 判断: {{齐全: 下一步, 不齐全: 申请}}}}
  - {{步骤: 盖章, 时限: 1个工作日}}
"""
TENTHS = 10


class Needs:
    """What this process holds, tenth by tenth."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.memory: list[int] = []
        self.files: list[int] = []

    def take(self, done: int) -> None:
        """Note and print the present state."""
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        self.memory.append(pages * os.sysconf("SC_PAGE_SIZE") // 1024)
        self.files.append(len(os.listdir("/proc/self/fd")))
        temporary = sum(1 for _ in self._folder.iterdir())
        print(f"{done:>7}  {self.memory[-1] / 1024:8.1f} MiB  {self.files[-1]:>4} files  {temporary:>4} temporary")

    @property
    def grows(self) -> bool:
        """Whether the last tenth needs more than the third; before that caches fill."""
        return self.memory[-1] > self.memory[2] * 1.05 or self.files[-1] > self.files[2]


def edits(count: int, folder: Path, take: Callable[[int], None]) -> None:
    """Build one guide again and again, changed each time."""
    path = folder / "甲.yaml"
    for number in range(1, count + 1):
        path.write_text(GUIDE.format(number=number).replace("：{{村名}}", ""), "utf-8")
        result = yizhangtu.build_files(BuildRequest([path], ["poster-a3"], output=folder / "out", processes=1))
        assert len(result.outputs) == 1 and result.missing is None, result.diagnostics
        if number % max(1, count // TENTHS) == 0:
            take(number)


def villages(count: int, folder: Path, take: Callable[[int], None]) -> None:
    """Build one guide for each of many villages."""
    (folder / "甲.yaml").write_text(GUIDE.format(number=1), "utf-8")
    (folder / "村.csv").write_text("村名\n" + "".join(f"村{number}\n" for number in range(count)), "utf-8")
    (folder / "辖区.yaml").write_text("村庄: 村.csv\n", "utf-8")
    step = max(1, count // TENTHS)

    def progress(done: int, *_: object) -> None:
        if done % step == 0:
            take(done)

    request = BuildRequest([folder / "甲.yaml"], ["poster-a4"], output=folder / "out", villages=["全部"], processes=1)
    result = yizhangtu.build_files(request, progress)
    assert len(result.outputs) == count and result.missing is None, result.diagnostics[:3]


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--edits", type=int, default=0)
    parser.add_argument("--villages", type=int, default=0)
    given = parser.parse_args()
    grown = False
    for count, work in (given.edits, edits), (given.villages, villages):
        if not count:
            continue
        with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as temporary:
            tempfile.tempdir = temporary
            needs = Needs(Path(temporary))
            work(count, Path(folder), needs.take)
            tempfile.tempdir = None
            grown |= needs.grows
    return int(grown)


if __name__ == "__main__":
    sys.exit(main())
