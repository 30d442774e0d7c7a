"""DOT sources → what Graphviz answers, one process for many graphs."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from typing import Any

from yizhangtu.world.problem import Missing

INSTALL = "请安装：sudo apt-get install graphviz（Fedora：sudo dnf install graphviz；macOS：brew install graphviz）"
BROKEN = "Graphviz 的 dot 程序运行不了"
SECONDS = 60


def layout(sources: Sequence[str]) -> list[dict[str, Any] | None]:
    """One answer (dot's json0) for each source; None where dot gave up on that graph alone.

    A graph that makes dot stop would lose those after it in the stream: they are then run one by one.
    """
    if not sources:
        return []
    answers = _run("\n".join(sources))
    if len(answers) == len(sources):
        return list(answers)
    if len(sources) == 1:
        return [None]
    return [one[0] if len(one := _run(source)) == 1 else None for source in sources]


def _run(stream: str) -> list[dict[str, Any]]:
    try:
        done = subprocess.run(
            ["dot", "-Tjson0"], input=stream.encode(), capture_output=True, timeout=SECONDS, check=False
        )
    except FileNotFoundError:
        raise Missing("没有找到 Graphviz 的 dot 程序", INSTALL) from None
    except OSError:
        raise Missing(BROKEN, INSTALL) from None
    except subprocess.TimeoutExpired:
        return []
    text = done.stdout.decode("utf-8", "replace")
    decoder = json.JSONDecoder()
    answers: list[dict[str, Any]] = []
    at = 0
    while at < len(text):
        while at < len(text) and text[at].isspace():
            at += 1
        if at >= len(text):
            break
        try:
            value, at = decoder.raw_decode(text, at)
        except json.JSONDecodeError:
            break
        answers.append(value)
    return answers


def version() -> str:
    """The version of dot; Missing where there is none."""
    try:
        done = subprocess.run(["dot", "-V"], capture_output=True, text=True, timeout=SECONDS, check=False)
    except FileNotFoundError:
        raise Missing("没有找到 Graphviz 的 dot 程序", INSTALL) from None
    except (OSError, subprocess.TimeoutExpired):
        raise Missing(BROKEN, INSTALL) from None
    if done.returncode:
        raise Missing(BROKEN, INSTALL)
    return done.stderr.strip() or done.stdout.strip()
