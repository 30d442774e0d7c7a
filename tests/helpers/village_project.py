"""A small project in a folder of its own, the command line to run in it, and a press that prints nothing real."""

from __future__ import annotations

import hashlib
from pathlib import Path

import click.testing
import pytest

from helpers.installed import installed_styles
from yizhangtu.build import render
from yizhangtu.cli.main import main
from yizhangtu.media.context import Context
from yizhangtu.media.kind import Job
from yizhangtu.media.result import Result, one_file

GUIDE = """\
名称: {title}
办理主体: 村委会
时间要求: 5个工作日
监督管理: 村监委
操作流程:
  - 步骤: 申请
    办理: 村民
    时限: 当场
  - 步骤: 审核
    时限: 3个工作日
"""

BROKEN = GUIDE + "    接着: 付款审批\n"
WARNED = GUIDE.replace("时限: 3个工作日", "时限: 说不清")
CRASH = "让程序出错"


def make_project(folder: Path, files: dict[str, str | bytes]) -> Path:
    """flows/ with these files; a text that is a mere title becomes a guide of that title."""
    for name, content in files.items():
        path = folder / "flows" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, str):
            content = (content if "\n" in content else GUIDE.format(title=content)).encode()
        path.write_bytes(content)
    return folder / "flows"


def run(*args: str, stdin: bytes | None = None) -> click.testing.Result:
    """What the command answers; a crash is the test's."""
    try:
        runner = click.testing.CliRunner(mix_stderr=False)  # type: ignore[call-arg]
    except TypeError:
        runner = click.testing.CliRunner()
    result = runner.invoke(main, args, input=stdin)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


class FakePress:
    """Stands in for the press: counts what it prints; a guide of the title CRASH brings the program down."""

    def __init__(self) -> None:
        self.printed: list[str] = []

    def render(self, context: object, job: Job) -> Result:
        titles = [str(one.guide.title) for one in job.subjects]
        self.printed.append(job.target)
        if CRASH in titles:
            return render.guarded(job, self.crash, Context("", installed_styles()))
        parts = (job.medium, [(one.digest, one.theme) for one in job.subjects])
        return one_file(job, b"%PDF " + hashlib.sha256(repr(parts).encode()).hexdigest().encode())

    def crash(self) -> Result:
        raise ZeroDivisionError("layout")

    def taken(self) -> list[str]:
        """What was printed since the last time."""
        printed, self.printed = self.printed, []
        return printed


def fake_press(monkeypatch: pytest.MonkeyPatch) -> FakePress:
    """A press that is quick and counts what it prints, in place of the real one."""
    fake = FakePress()
    monkeypatch.setattr(render, "render", fake.render)
    monkeypatch.setattr(render, "context_for", lambda *_: Context("", installed_styles()))
    return fake


def enter(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a folder the current one, and the environment that of no special terminal."""
    monkeypatch.chdir(folder)
    for name in ("NO_COLOR", "CI", "TMUX", "KITTY_WINDOW_ID", "TERM_PROGRAM"):
        monkeypatch.delenv(name, raising=False)
    return folder
