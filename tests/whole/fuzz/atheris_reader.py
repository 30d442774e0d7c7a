"""Bytes that coverage leads → reader, checks, explanation and terminal preview: nothing may be raised.

    pip install atheris
    python tests/whole/fuzz/atheris_reader.py -max_total_time=300 CORPUS flows

CORPUS is a folder in which inputs are kept; the definitions of flows/ are what they grow from. Not part of the tests:
atheris is not a dependency of the project.
"""

from __future__ import annotations

import sys
from random import Random

import atheris

with atheris.instrument_imports(include=["yizhangtu"], enable_loader_override=False):
    from yizhangtu.check import by_stem, check, check_project, explain, resolve
    from yizhangtu.commands.preview import heading_of
    from yizhangtu.export.terminal.terminal import Terminal, render
    from yizhangtu.flow.fold import fold
    from yizhangtu.flow.graph import build_graph
    from yizhangtu.model.project import Project, Village
    from yizhangtu.read import kind_of, read_guide, read_project, read_villages
    from yizhangtu.read.schema.keys import all_names

from helpers.installed import installed_styles
from yizhangtu.model.diagnostics import Text
from yizhangtu.text import Words

VILLAGE = Village(Text("甲村"), None, (("村名", "甲村"), ("站长", "张××")))
PROJECT = Project(villages=(VILLAGE,))
STYLES = installed_styles()
WORDS = Words(STYLES.words)


def one(data: bytes) -> None:
    """One input."""
    read_project(data, "辖区.yaml")
    kind_of(data, "a.yaml")
    read_villages(data, "村庄.csv")
    result = read_guide(data, "a.yaml", PROJECT, VILLAGE)
    lines = data.count(b"\n") + data.count(b"\r") + 2
    for fault in result.diagnostics:
        assert fault.span is None or (1 <= fault.span.line <= lines and fault.span.column >= 1), fault
    if result.guide is None:
        return
    guide = resolve(result.guide, by_stem((result.guide,)))
    graph, faults = build_graph(guide)
    found = [*result.diagnostics, *faults, *check(guide, graph)]
    check_project((guide,))
    explain(guide, graph)
    if not any(fault.severity == "error" for fault in found):
        line = fold(guide, graph, STYLES, 12)
        text = render(line, heading_of(guide, PROJECT), Terminal(60, words=WORDS), guide.body)
        assert text


NAMES = sorted(all_names())
PIECES = (*NAMES, "下一步", "办结", "无", "是", "5日", "2000元以下", "{{村名}}", "\\{{", *"[]{}~|", "- ", ": ")


def changed(data: bytes, most: int, seed: int) -> bytes:
    """Bytes changed by the fuzzer, or as an author would: lines moved, doubled, left out, indented, words exchanged."""
    rng = Random(seed)
    if rng.random() < 0.3:
        return bytes(atheris.Mutate(data, most))
    lines = data.decode("utf-8", "replace").split("\n")
    for _ in range(rng.choice((1, 1, 2, 4))):
        at, other = rng.randrange(len(lines)), rng.randrange(len(lines))
        line = lines[at]
        match rng.randrange(7):
            case 0:
                lines.insert(at, lines[other])
            case 1:
                lines.insert(other, lines.pop(at))
            case 2:
                lines[at] = " " * rng.choice((0, 2, 4, 6)) + line.lstrip()
            case 3:
                lines[at] = f"{line[: len(line) - len(line.lstrip())]}{rng.choice(NAMES)}: {line.partition(':')[2]}"
            case 4:
                lines[at] = f"{line.partition(':')[0]}: {rng.choice(PIECES)}"
            case 5:
                cut = rng.randrange(len(line) + 1)
                lines[at] = line[:cut] + rng.choice(PIECES) + line[cut:]
            case _:
                del lines[at]
                lines = lines or [""]
    return "\n".join(lines).encode()[:most]


if __name__ == "__main__":
    atheris.Setup(sys.argv, one, custom_mutator=changed)
    atheris.Fuzz()
