"""`yizhangtu check`: arguments → the diagnostics of all files, for people, tools or GitHub."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from yizhangtu.cli import output
from yizhangtu.cli.chinese import Command

if TYPE_CHECKING:
    from yizhangtu.build.checked import Checked
    from yizhangtu.model.diagnostics import Diagnostic
    from yizhangtu.system.problem import MissingDependency


@click.command(cls=Command, short_help="检查定义，列出全部问题。")
@click.argument("paths", nargs=-1, metavar="[路径]…")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    help="text 给人看，json 给程序读，github 用在 GitHub 的检查里。",
)
@click.option("--strict", is_flag=True, help="有警告也算没有通过（退出码 1）。")
@click.option(
    "--explain", is_flag=True, help="说明每份定义是怎样理解的：继承了什么，时限怎样算，清单、积分、规范怎样读。"
)
@click.option("--village", "villages", multiple=True, metavar="村名", help="公示查哪些村的数据；“全部”是所有的村。")
@click.option("--period", metavar="期", default="", help="公示查哪一期的数据，如 2026-10。")
@click.option("--on", metavar="日期", default="", help="按这一天的法规和状态检查，默认按各图的施行日期。")
@click.option("-q", "--quiet", is_flag=True, help="不显示小结。")
def check(
    paths: tuple[str, ...],
    form: str,
    strict: bool,
    explain: bool,
    villages: tuple[str, ...],
    period: str,
    on: str,
    quiet: bool,
) -> int:
    """检查定义，一次列出全部文件的全部问题。

    路径是定义文件或文件夹，- 表示从标准输入读一份；不写就是最近的 flows 文件夹。
    """
    from yizhangtu.build.checked import check_files
    from yizhangtu.cli.report import as_github, as_json, summary

    checked = check_files(paths, stdin=output.read_stdin(paths), villages=villages, period=period, on=on)
    found, missing = _with_ledger(checked)
    if form == "json":
        click.echo(as_json(found))
    elif form == "github":
        text = as_github(found)
        if text:
            click.echo(text)
    else:
        output.show_faults(found, checked.texts, err=False)
    if explain:
        _explain(checked.explained(), err=form != "text")
    if not quiet:
        counts = summary(found) or "没有问题"
        click.echo(f"检查了 {len(checked.guides)} 份定义：{counts}。", err=True)
    if missing:
        raise missing
    return output.exit_code(found, strict)


def _with_ledger(checked: Checked) -> tuple[tuple[Diagnostic, ...], MissingDependency | None]:
    """The diagnostics with those of content that changed since it was registered, and what was missing to find all."""
    from pathlib import Path

    from yizhangtu.system.outputs import is_there

    homes = {one.definition.home.folder: one.definition.home for one in checked.guides}.values()
    if not any(is_there(Path(home.folder) / str(home.project.ledger)) for home in homes if home.project.ledger):
        return checked.diagnostics, checked.missing  # without loading what reads ledgers
    from yizhangtu.commands.release import unregistered_changes
    from yizhangtu.model.diagnostics import in_order
    from yizhangtu.system.problem import MissingDependency

    try:
        more = unregistered_changes((*checked.guides, *checked.context))
    except MissingDependency as unreadable:
        return checked.diagnostics, checked.missing or unreadable
    named = {one.definition.file for one in checked.guides}
    own = [one for one in more if one.span and one.span.file in named]
    return (in_order((*checked.diagnostics, *own)) if own else checked.diagnostics), checked.missing


def _explain(explained: tuple[tuple[str, tuple[str, ...]], ...], *, err: bool) -> None:
    from yizhangtu.cli.report.columns import safe

    for file, lines in explained:
        click.echo(f"\n{safe(file)}", err=err)
        for line in lines:
            click.echo(f"  {safe(line)}", err=err)
