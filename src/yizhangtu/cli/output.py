"""Diagnostics and results → stdout and stderr; colour and a progress bar only on a terminal."""

from __future__ import annotations

import math
import os
import shutil
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TextIO

import click

from yizhangtu.model.codes import Severity
from yizhangtu.model.diagnostics import Diagnostic
from yizhangtu.system import clock

BAR_AFTER_S = 1.0  # shorter work shows no bar
BAR_EVERY_S = 0.1
BAR = 20  # columns
FAULTY, BROKEN = 1, 2


def wants_colour(stream: TextIO) -> bool:
    """Only on a terminal that has colours, and not if NO_COLOR is set (no-color.org)."""
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb" and stream.isatty()


def columns() -> int:
    """Columns of the terminal."""
    return shutil.get_terminal_size((80, 24)).columns


def show_faults(faults: Iterable[Diagnostic], texts: Mapping[str, str], *, err: bool) -> None:
    """All diagnostics with their source lines."""
    faults = tuple(faults)
    if not faults:
        return
    from yizhangtu.cli.report import Paint, as_text

    stream = sys.stderr if err else sys.stdout
    text = as_text(faults, texts, Paint(wants_colour(stream)), min(max(columns(), 60), 120))
    if text:
        click.echo(text, err=err, color=True)


def exit_code(faults: Iterable[Diagnostic], strict: bool) -> int:
    """1 where there are errors, with `strict` also where there are warnings."""
    bad = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return FAULTY if any(one.severity in bad for one in faults) else 0


def path_shown(path: Path) -> str:
    """A path for stdout: unchanged in a file or pipe, without control characters on a terminal."""
    from yizhangtu.cli.report.columns import safe

    return safe(str(path)) if sys.stdout.isatty() else str(path)


def read_stdin(paths: Iterable[str]) -> bytes | None:
    """Standard input, if one of the paths is `-`; at most one byte more than a definition may have."""
    if "-" not in paths:
        return None
    return sys.stdin.buffer.read((1 << 20) + 1) if sys.stdin else b""  # None: it was closed


def show_plan(rows: Sequence[tuple[Path, str]]) -> None:
    """Path and reason, one line each: in columns on a terminal, else with a tab between them."""
    from yizhangtu.cli.report.columns import width

    names = [path_shown(path) for path, _ in rows]
    most = max(map(width, names), default=0) if sys.stdout.isatty() else 0
    for name, (_, why) in zip(names, rows, strict=True):
        between = " " * (most - width(name) + 2) if most else "\t"
        click.echo(f"{name}{between}{why}")


def say_waiting(folder: Path) -> None:
    """Report that another program writes into the folder, and this one waits."""
    from yizhangtu.cli.report.columns import safe

    click.echo(f"另一个 yizhangtu 正在写“{safe(str(folder))}”，等它做完…", err=True)


class Bar:
    """A line about the progress on a terminal, drawn again and again; only when the work takes longer."""

    def __init__(self, quiet: bool) -> None:
        able = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
        self.on = able and not quiet and not os.environ.get("CI")
        self.start = self.last = clock.now()
        self.shown = False

    def __call__(self, done: int, total: int, name: str, faults: int) -> None:
        """Called after each job."""
        now = clock.now()
        if not self.on or now - self.start < BAR_AFTER_S or (self.shown and now - self.last < BAR_EVERY_S):
            return
        line = progress_line(done, total, name, faults, now - self.start, columns() - 1)
        click.echo(f"\r\x1b[K{line}", nl=False, err=True, color=True)
        self.shown, self.last = True, now

    def close(self) -> None:
        """Erase the line."""
        if self.shown:
            click.echo("\r\x1b[K", nl=False, err=True, color=True)


def progress_line(done: int, total: int, name: str, faults: int, seconds: float, room: int) -> str:
    """Bar, count, pace, time left, diagnostics, last target: as many of them as `room` columns hold."""
    from yizhangtu.cli.report.columns import safe, width

    full = BAR * done // total
    pace = done / seconds
    parts = [f"{'#' * full}{'.' * (BAR - full)} {done}/{total}", f"每秒 {pace:.{1 if pace < 10 else 0}f} 张"]
    parts.append(f"还要 {_duration((total - done) / pace)}")
    parts += [f"{faults} 处问题"] if faults else []
    line = ""
    for part in [*parts, safe(name)]:
        longer = f"{line}  {part}" if line else part
        if width(longer) > room:
            break
        line = longer
    return line


def _duration(seconds: float) -> str:
    whole = math.ceil(seconds)
    return f"{whole} 秒" if whole < 60 else f"{whole // 60} 分 {whole % 60} 秒"
