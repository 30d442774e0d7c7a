"""A `dot` that crashes, hangs, answers nonsense or too much: other graphs are laid out, the failing one is reported."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from helpers.false_dot import put
from yizhangtu import MissingDependency
from yizhangtu.system.dot import graphviz, graphviz_wheel

GRAPH = "digraph g {\n\tgraph [rankdir=TB]\n\tn0 [width=1]\n\tn1 [width=1]\n\tn0 -> n1 [weight=1]\n}\n"
OTHER = GRAPH.replace("n1", "n2")
BAD = GRAPH.replace("n1", "bad")
STREAM = [GRAPH, OTHER, BAD, GRAPH, OTHER]
NODES = [{"n0", "n1"}, {"n0", "n2"}, None, {"n0", "n1"}, {"n0", "n2"}]

False_ = Callable[[str], Path]


@pytest.fixture
def false(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> False_:
    monkeypatch.setattr(graphviz, "SECONDS", 5.0)
    return lambda body: put(tmp_path / "bin", monkeypatch, body)


@pytest.fixture(autouse=True)
def no_zombies(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Whatever happens, no dot of ours is left, dead or alive."""
    begun: list[int] = []

    class Noted(subprocess.Popen):  # type: ignore[type-arg]
        def __init__(self, *given: Any, **named: Any) -> None:
            super().__init__(*given, **named)
            begun.append(self.pid)

    monkeypatch.setattr(graphviz.subprocess, "Popen", Noted)
    yield
    for pid in begun:
        with pytest.raises(ChildProcessError):
            os.waitpid(pid, os.WNOHANG)


def nodes(sources: list[str]) -> list[set[str] | None]:
    """The names of the nodes in each answer."""
    return [answer and {node["name"] for node in answer["objects"]} for answer in graphviz.layout(sources)]


def asked(log: Path) -> list[int]:
    """How many graphs the program was given each time."""
    return list(map(int, log.read_text().split()))


def test_the_real_one() -> None:
    assert nodes([GRAPH, OTHER, GRAPH]) == [{"n0", "n1"}, {"n0", "n2"}, {"n0", "n1"}]
    assert graphviz.layout([]) == []
    assert "graphviz" in graphviz.version()


def test_a_real_graph_that_it_cannot_read_takes_no_other_along() -> None:
    assert nodes([GRAPH, "digraph g {\n\tn0 [\n}\n", OTHER]) == [{"n0", "n1"}, None, {"n0", "n2"}]


CRASHES = {
    "with what it has": "say(real(graphs[:bad])); wrong and os.kill(os.getpid(), signal.SIGABRT)",
    "with nothing": "wrong and sys.exit(1); say(real(graphs))",
    "in the middle of an answer": "say(real(graphs[:bad]) + real(graphs[bad:])[:200])",
    "with fields left out": r"""say(re.sub('"pos": .*,', '', real(graphs)) if wrong else real(graphs))""",
    "with places that are none": """say(real(graphs).replace('"pos": "', '"pos": "nan,') if wrong else real(graphs))""",
    "with nonsense": r"""say(real(graphs[:bad]) + '\n{"a": ]}\n' * wrong)""",
    "with deep nonsense": r"""say(real(graphs[:bad]) + wrong * ('\n' + '{"a":' * 200000 + '\n}'))""",
    "with another's answer": "say(real(graphs[:bad]) + (real(graphs[:1]) if 0 < bad and wrong else ''))",
    "with bytes that are no text": "say(real(graphs[:bad])); wrong and os.write(1, bytes(range(256)) * 99)",
}


@pytest.mark.parametrize("body", CRASHES.values(), ids=CRASHES)
def test_only_the_graph_that_stops_it_is_lost(false: False_, body: str) -> None:
    false(body)
    assert nodes(STREAM) == NODES


def test_the_rest_is_run_together_again(false: False_) -> None:
    log = false(CRASHES["with what it has"])
    assert nodes(STREAM) == NODES
    assert asked(log) == [5, 1, 1, 2]  # all; a node to see whether dot works at all; the bad one alone; what is left


def test_what_went_wrong_once_is_tried_alone(false: False_) -> None:
    false("say(real(graphs[:2] if len(graphs) > 2 else graphs))")
    assert None not in nodes(STREAM)


def test_answers_in_another_order_are_not_taken_for_one_another(false: False_) -> None:
    false("say(''.join(real([graph]) for graph in graphs[::-1]))")
    assert None not in nodes([GRAPH, OTHER, GRAPH, GRAPH])


def test_what_it_says_before_is_passed_over(false: False_) -> None:
    false("say('Warning: {no} fonts\\n\\n' + real(graphs))")
    assert None not in nodes([GRAPH, OTHER])


def test_one_that_hangs_is_ended_with_all_that_it_started(
    false: False_, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = tmp_path / "number"
    log = false(
        "say(real(graphs[:bad]))\n"
        "if wrong:\n"
        f"    child = subprocess.Popen(['sleep', '600']); open({str(number)!r}, 'w').write(str(child.pid))\n"
        "    time.sleep(600)\n"
    )
    monkeypatch.setattr(graphviz, "SECONDS", 2.0)
    assert nodes(STREAM) == NODES
    assert asked(log) == [5, 1, 2]  # what made it wait for ever is not tried again
    assert gone(int(number.read_text()))


def gone(number: int) -> bool:
    """Whether a process has ended: it takes the system a moment, and who reaps it is not us."""
    for _ in range(200):
        try:
            if Path(f"/proc/{number}/stat").read_text().split()[2] == "Z":
                return True
            os.kill(number, 0)
        except (ProcessLookupError, FileNotFoundError):
            return True
        time.sleep(0.01)
    return False


def test_time_is_given_to_each_graph_and_not_to_all(false: False_, monkeypatch: pytest.MonkeyPatch) -> None:
    false("[(time.sleep(0.6), say(real([graph]))) for graph in graphs]")
    monkeypatch.setattr(graphviz, "SECONDS", 2.0)
    assert None not in nodes([GRAPH, OTHER, GRAPH, OTHER])


def test_one_that_never_stops_talking(false: False_, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(graphviz, "MOST", 1 << 20)
    false("say(real(graphs[:bad]))\nwhile wrong: os.write(1, b'x' * 65536)")
    assert nodes(STREAM) == NODES


def test_its_complaints_fill_no_pipe(false: False_) -> None:
    false("[os.write(2, b'x' * 65536) for _ in range(500)]; say(real(graphs))")
    assert None not in nodes([GRAPH, OTHER])


def test_one_that_does_not_listen(false: False_, tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    false("")
    (tmp_path / "bin/dot").write_text("#!/bin/sh\nexec 0<&-\nexit 0\n")
    with pytest.raises(MissingDependency) as messages:
        graphviz.layout([GRAPH * 1, *[OTHER] * 5000])
    assert "中途退出" in messages.value.what


@pytest.mark.parametrize(
    ("body", "stated"),
    [
        ("sys.exit(1)", "中途退出"),
        ("os.kill(os.getpid(), signal.SIGSEGV)", "中途退出"),
        ("say('no idea')", "看不懂"),
        ("say('{}\\n' * 99)", "看不懂"),
        ("say('null\\n[]\\n')", "看不懂"),
        ("time.sleep(600)", "等了 0.5 秒没有回答"),
    ],
)
def test_one_that_can_do_nothing_is_reported_at_once(
    false: False_, monkeypatch: pytest.MonkeyPatch, body: str, stated: str
) -> None:
    log = false(body)
    monkeypatch.setattr(graphviz, "SECONDS", 0.5 if "sleep" in body else 5.0)
    with pytest.raises(MissingDependency) as messages:
        graphviz.layout(STREAM)
    assert messages.value.what.startswith("Graphviz 的 dot 程序运行不了：") and stated in messages.value.what
    assert "apt-get install graphviz" in messages.value.mend
    assert asked(log) == [5, 1]


@pytest.mark.parametrize(
    ("script", "stated"),
    [
        ("#!/bin/sh\nexit 3\n", "运行不了"),
        ("#!/bin/sh\n/usr/bin/yes >&2\n", "运行不了"),
        ("#!/bin/sh\n/bin/sleep 600\n", "运行不了"),
        ("no program", "运行不了"),
        ("#!/nowhere/at/all\n", "没有找到"),
    ],
)
def test_one_that_does_not_say_its_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, stated: str
) -> None:
    monkeypatch.setattr(graphviz, "SECONDS", 0.5)
    (tmp_path / "dot").write_text(script)
    (tmp_path / "dot").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}")
    with pytest.raises(MissingDependency, match=stated):
        graphviz.version()


def test_none_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(graphviz_wheel, "is_here", lambda: False)
    for use in (graphviz.version, lambda: graphviz.layout([GRAPH])):
        with pytest.raises(MissingDependency, match="没有找到 Graphviz"):
            use()
    (tmp_path / "dot").write_text("#!/bin/sh\n")  # and may not be run
    with pytest.raises(MissingDependency, match=r"运行不了|没有找到"):
        graphviz.version()
