"""A program of its own: builds killed at any moment, many times, and what exists afterwards looked at each time.

It has everything loaded and forks the builds that it kills: a kill costs no start. Most of them hand out what the real
press has printed once, so that there are many writes to be killed in; the others print.
"""

from __future__ import annotations

import functools
import json
import os
import random
import shutil
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

import yizhangtu
from yizhangtu import BuildRequest
from yizhangtu.build import render, results
from yizhangtu.build.cache import records
from yizhangtu.media.result import File, Result
from yizhangtu.system import disk

GUIDE = """\
名称: {title}
办理主体: 村委会
时间要求: 5个工作日
监督管理: 村监委
操作流程:
  - {{步骤: {first}, 办理: 村民, 时限: 当场}}
  - {{步骤: 盖章, 时限: 1个工作日}}
"""
PROJECT = "乡镇: 某镇\n发布单位: 某镇人民政府\n村庄: [{村名: 甲村}, {村名: 乙村}]\n"
OLD = {"一": "申请", "二": "申报"}  # guide → its first step; of these one changes, and one more comes
NEW = {"一": "申请", "二": "登记", "三": "申请"}
REQUESTS: tuple[dict[str, Any], ...] = (
    {"media": ["poster-a5,text,960x540px,booklet-a5"]},
    {"media": ["poster-a3"], "tiles": "a4"},
    {"media": ["text,poster-a5"], "villages": ["全部"]},
)
Files = dict[str, bytes]


def write_flows(folder: Path, guides: dict[str, str]) -> None:
    """The definitions of one state."""
    shutil.rmtree(folder / "flows", ignore_errors=True)
    (folder / "flows").mkdir(parents=True)
    (folder / "flows/辖区.yaml").write_text(PROJECT, "utf-8")
    for title, first in guides.items():
        (folder / f"flows/{title}.yaml").write_text(GUIDE.format(title=title, first=first), "utf-8")


def files(folder: Path) -> Files:
    """All that lies in a folder, by its path there."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


@functools.cache
def printed(folder: Path) -> dict[str, Result]:
    """What the press made of each job of an undisturbed build."""
    known = {}
    for target, one in records.read_records(folder).results.items():
        files = (File(file.target, (folder / file.target).read_bytes()) for file in one.files)
        known[target] = Result(tuple(files), one.diagnostics)
    return known


class Steps:
    """Counts what a build does to the disk and, at the `fatal` step, kills it: before it, and for a write, half-way."""

    WATCHED = ("open", "os.rename", "os.mkdir", "os.chmod", "os.remove", "os.rmdir", "os.scandir", "tempfile.mkstemp")

    def __init__(self, root: Path, fatal: int) -> None:
        self.root, self.fatal, self.count = str(root), fatal, 0

    def watch(self) -> None:
        """From here on to the end of this process."""
        plain_open = os.fdopen

        def fsync(handle: int) -> None:
            self.step()  # that is all: what is killed loses nothing that was written

        def fdopen(handle: int, *how: Any) -> Any:
            stream = plain_open(handle, *how)
            if how and "w" in how[0]:
                plain_write = stream.write

                def write(data: bytes) -> int:
                    half = len(data) // 2
                    plain_write(data[:half])
                    stream.flush()
                    self.step()
                    return plain_write(data[half:])

                return _Stream(stream, write)
            return stream

        os.fsync, os.fdopen = fsync, fdopen  # type: ignore[assignment]
        sys.addaudithook(self.heard)

    def heard(self, event: str, given: tuple[Any, ...]) -> None:
        if event in self.WATCHED and (event != "open" or str(given[0]).startswith(self.root)):
            self.step()

    def step(self) -> None:
        self.count += 1
        if self.count == self.fatal:
            os.kill(os.getpid(), signal.SIGKILL)


class _Stream:
    def __init__(self, stream: Any, write: Callable[[bytes], int]) -> None:
        self._stream, self.write = stream, write

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def __enter__(self) -> _Stream:
        return self

    def __exit__(self, *what: Any) -> None:
        self._stream.__exit__(*what)


@dataclass
class Child:
    """A build in a process (and group of processes) of its own, and what it says at its end."""

    number: int
    messages: int

    def ended(self) -> tuple[int, Any]:
        """How it ended, and what it said."""
        with open(self.messages, "rb") as stream:
            stated = stream.read()
        return os.waitstatus_to_exitcode(os.waitpid(self.number, 0)[1]), json.loads(stated or b"null")

    def kill(self, group: bool) -> None:
        """Kill it with all that it has started, or it alone."""
        (os.killpg if group else os.kill)(self.number, signal.SIGKILL)


def forked(request: BuildRequest, prints: Path | None, fatal: int = 0) -> Child:
    """Build in another process; with `prints`, with what was printed there."""
    read, write = os.pipe()
    number = os.fork()
    if number:
        os.close(write)
        with suppress(OSError):  # whichever of the two is first
            os.setpgid(number, number)
        return Child(number, read)
    os.setpgid(0, 0)
    os.close(read)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # workers whose program was killed are not silent about it
    _build(request, prints, fatal, write)


def _build(request: BuildRequest, prints: Path | None, fatal: int, messages: int) -> NoReturn:
    try:
        steps = Steps(Path.cwd(), fatal)
        if fatal >= 0:
            steps.watch()
        if prints:
            known = printed(prints)
            render.render = lambda context, job: known[job.target]
        result = yizhangtu.build_files(request)
        bad = [str(one) for one in result.diagnostics if one.severity == "error"] + [str(result.missing or "")]
        built = [one.path.as_posix() for one in result.outputs if one.built]
        os.write(messages, json.dumps({"bad": "".join(bad), "built": built, "steps": steps.count}).encode())
        os._exit(0)
    except BaseException:
        os.write(messages, json.dumps({"bad": traceback.format_exc(), "built": []}).encode())
        os._exit(3)


class Killing:
    """One request: its old state, its new one, and builds from the one to the other that are killed."""

    def __init__(self, home: Path, number: int, chance: random.Random) -> None:
        self.home, self.chance = home, chance
        self.wishes = REQUESTS[number]
        self.old, self.new = home / f"{number}-old", home / f"{number}-new"
        write_flows(home, OLD)
        self.undisturbed(self.old)
        write_flows(home, NEW)
        shutil.copytree(self.old, self.new)
        self.undisturbed(self.new)
        self.before, self.after = files(self.old), files(self.new)
        self.wanted = records.read_records(self.new).results
        self.out = home / f"{number}-out"
        self.start()
        begun = time.monotonic()
        child = self.build(self.new)
        code, stated = child.ended()
        self.seconds, self.steps = time.monotonic() - begun, stated["steps"]
        self.stale = set(stated["built"])
        assert code == 0 and len(self.stale) < len(self.after) - 1  # some are not made again
        assert any(name in self.before and self.before[name] != data for name, data in self.after.items())
        self.start()
        begun = time.monotonic()
        self.build(None, fatal=-1).ended()
        self.real_seconds = time.monotonic() - begun

    def request(self, folder: Path, **more: Any) -> BuildRequest:
        return BuildRequest(**{"output": folder.relative_to(self.home), "processes": 1, **self.wishes, **more})

    def undisturbed(self, folder: Path) -> None:
        code, stated = forked(self.request(folder), None, -1).ended()
        assert code == 0 and not stated["bad"], stated

    def start(self) -> None:
        """The old state, as a build left it."""
        shutil.rmtree(self.out, ignore_errors=True)
        shutil.copytree(self.old, self.out)  # times, too: nothing needs to be read

    def build(self, prints: Path | None, fatal: int = 0, **more: Any) -> Child:
        return forked(self.request(self.out, **more), prints, fatal)

    def looked_at(self) -> str:
        """What is wrong after a kill, and after the build that follows; "" where nothing is."""
        existing = files(self.out)
        for name, data in existing.items():
            if name == records.NAME:
                if records.read_records(self.out).damaged:
                    return "the records cannot be read"
            elif not disk._LEFT.fullmatch(name.rpartition("/")[2]) and data not in (
                self.before.get(name),
                self.after.get(name),
            ):
                return f"{name} is torn"
        if lost := self.before.keys() - existing.keys():
            return f"{lost} is lost"
        noted = records.read_records(self.out).results
        stale = {
            f"{self.out.name}/{file.target}"
            for target, one in self.wanted.items()
            if target not in noted or noted[target].key != one.key
            for file in one.files
        }
        code, stated = self.build(self.new).ended()
        if code or stated["bad"] or set(stated["built"]) != stale:
            return f"the next build says {code} {stated}, not {stale}"
        now = files(self.out)
        now.pop(records.NAME)
        if now != {name: data for name, data in self.after.items() if name != records.NAME}:
            return f"the next build leaves {sorted(now)}, or other bytes"
        code, stated = self.build(None).ended()
        return "" if (code, stated["built"]) == (0, []) else f"the build after that says {code} {stated}"


def gone(group: int) -> bool:
    """Whether all processes of a group end soon."""
    for _ in range(1000):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.01)
    return False


def kills(
    all_of: list[Killing], chance: random.Random, home: Path, counts: Sequence[int]
) -> Iterator[tuple[str, Killing, str]]:
    """Kill after kill: in what way, whose, and what was wrong afterwards ("alive": it had ended by itself).
    `counts`: how many at a step, at a moment, while it prints, and with two processes."""
    by_step, by_moment, printing, processes = counts

    def timed(one: Killing, prints: Path | None, group: bool = True, **more: Any) -> str:
        one.start()
        child = one.build(prints, -1, **more)
        seconds = one.seconds if prints else one.real_seconds + (0.5 if more else 0.0)
        time.sleep(chance.uniform(0.0, seconds))
        child.kill(group)
        code, _ = child.ended()
        if code != -signal.SIGKILL:
            return "alive"
        return one.looked_at() if gone(child.number) else "processes are left over"

    def at_step(one: Killing, fatal: int) -> str:
        one.start()
        code, _ = one.build(one.new, fatal).ended()
        return one.looked_at() if code == -signal.SIGKILL else "alive"

    steps = [(one, step) for one in all_of for step in range(1, one.steps + 1)]
    for at in range(by_step):  # all parts of all builds have their turn
        one, step = steps[(at * len(steps) + chance.randrange(len(steps))) // by_step]
        yield "step", one, at_step(one, step)
    for at in range(by_moment):
        one = all_of[at % 3]
        yield "moment", one, again(lambda one=one: timed(one, one.new))
    for at in range(printing):
        one = all_of[at % 3]
        if at % 5 == 0:
            shutil.rmtree(
                home / "cache/yizhangtu/fonts", ignore_errors=True
            )  # it is to be killed in writing these, too
        yield "printing", one, again(lambda one=one: timed(one, None))
    for at in range(processes):
        one = all_of[at % 3]
        yield "processes", one, again(lambda one=one, group=at % 2 == 0: timed(one, None, group, processes=2))


def again(kill: Callable[[], str]) -> str:
    """Once more where a build was faster."""
    return next((stated for _ in range(9) if (stated := kill()) != "alive"), "alive")


def main(home: Path, seed: int, counts: Sequence[int]) -> None:
    """Say how many were killed in each way, and what was wrong."""
    os.chdir(home)
    import_module("yizhangtu.build.workers.preload")
    results.SAVED_AFTER = 2  # a short run is to note now and then what it has made, like a long one
    chance = random.Random(seed)
    all_of = [Killing(home, number, chance) for number in range(len(REQUESTS))]
    killed: dict[str, int] = {}
    wrong = []
    for way, one, stated in kills(all_of, chance, home, counts):
        killed[way] = killed.get(way, 0) + 1
        if stated:
            wrong.append(f"{way} {one.out.name}: {stated}")
    print(json.dumps({"killed": killed, "wrong": wrong, "steps": [one.steps for one in all_of]}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), [int(one) for one in sys.argv[3:]])
