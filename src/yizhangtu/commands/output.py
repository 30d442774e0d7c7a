"""Diagnostics and results → stdout and stderr, with colour and a progress bar only where people look at them."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TextIO

import click

from yizhangtu.model.diagnostics import Diagnostic, Severity

PATIENCE_S = 1.0
BAR = 24  # columns
NAME = 20  # characters of a name beside it: with the bar less than a narrow terminal has
FAULTY, BROKEN = 1, 2


def wants_colour(stream: TextIO) -> bool:
    """Only on a terminal, and never against NO_COLOR (no-color.org) or for a terminal that has none."""
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb" and stream.isatty()


def columns() -> int:
    """Columns of the terminal."""
    return shutil.get_terminal_size((80, 24)).columns


def show_faults(faults: Iterable[Diagnostic], texts: Mapping[str, str], *, err: bool) -> None:
    """All faults with their source lines."""
    from yizhangtu.report import Paint, as_text

    stream = sys.stderr if err else sys.stdout
    text = as_text(faults, texts, Paint(wants_colour(stream)), min(max(columns(), 60), 120))
    if text:
        click.echo(text, err=err, color=True)


def exit_code(faults: Iterable[Diagnostic], strict: bool) -> int:
    """1 where there are errors, with `strict` also where there are warnings."""
    bad = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return FAULTY if any(one.severity in bad for one in faults) else 0


def path_shown(path: Path) -> str:
    """A path for stdout: as it is for a program that reads it, without what a terminal obeys for people."""
    from yizhangtu.report.columns import safe

    return safe(str(path)) if sys.stdout.isatty() else str(path)


def read_stdin(paths: Iterable[str]) -> bytes | None:
    """Standard input, if one of the paths asks for it; no more than a definition may have."""
    if "-" not in paths:
        return None
    return sys.stdin.buffer.read((1 << 20) + 1) if sys.stdin else b""  # None: it was closed


class Bar:
    """A progress bar on a terminal; it appears only when the work takes longer than a moment."""

    def __init__(self, quiet: bool) -> None:
        able = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
        self.on = able and not quiet and not os.environ.get("CI")
        self.start = time.monotonic()
        self.shown = False

    def __call__(self, done: int, total: int, name: str) -> None:
        """Called after each job."""
        if not self.on or time.monotonic() - self.start < PATIENCE_S:
            return
        from yizhangtu.report.columns import safe

        full = BAR * done // total
        bar = f"{'#' * full}{'.' * (BAR - full)} {done}/{total} {safe(name[-NAME:])}"
        click.echo(f"\r\x1b[K{bar}", nl=False, err=True, color=True)
        self.shown = True

    def close(self) -> None:
        """Wipe the bar: what follows begins on an empty line."""
        if self.shown:
            click.echo("\r\x1b[K", nl=False, err=True, color=True)
