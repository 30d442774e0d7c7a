"""`yizhangtu register check`: filled registers → counts, and what is to be mended, by rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from yizhangtu.cli import output
from yizhangtu.cli.chinese import ChineseGroup, Command

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yizhangtu.register.filled import RegisterCheck

LISTED = 12  # numbers of a line


@click.group(cls=ChineseGroup, short_help="受理登记簿：核对填好的。")
def register() -> None:
    """受理登记簿用 build -m register 做；填好以后在这里核对。"""


@register.command(cls=Command, short_help="核对填好的登记簿：超期、没有签字、缺号。")
@click.argument("files", nargs=-1, metavar="文件.xlsx…")
@click.option("--on", metavar="日期", default="", help="看到哪一天，默认今天。")
def check(files: tuple[str, ...], on: str) -> int:
    """数一数受理、办结了多少件，列出超期的、没有签字的、日期写错的在第几行，缺哪几号。只说数和行，不说姓名。

    有要改的，退出码是 1。
    """
    from yizhangtu.cli.report.columns import safe
    from yizhangtu.commands.register_check import check_registers

    found = check_registers(files, on)
    sound = True
    for one in found:
        output.show_faults(one.diagnostics, {}, err=True)
        if one.check is None:
            sound = False
            continue
        sound = sound and one.check.sound
        click.echo(safe(f"{one.file}：受理 {one.check.taken} 件，办结 {one.check.closed}，没有办结 {one.check.open}"))
        for line in _lines(one.check):
            click.echo(safe(f"  {line}"))
    return 0 if sound else output.FAULTY


def _lines(check: RegisterCheck) -> list[str]:
    """What is to be mended, a line each."""
    lines = []
    for one in check.findings:
        rows = f" {len(one.rows)} 件：第 {_listed(one.rows)} 行" if one.rows else ""
        lines.append(f"{one.what}{rows}")
    if check.gaps:
        lines.append(f"缺 {len(check.gaps)} 个号：{_listed(check.gaps)}")
    return lines


def _listed(numbers: Sequence[int]) -> str:
    shown = "、".join(map(str, numbers[:LISTED]))
    return f"{shown} ……" if len(numbers) > LISTED else shown
