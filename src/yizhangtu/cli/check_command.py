"""`yizhangtu check`: arguments → the diagnostics of all files, for people, tools or GitHub."""

from __future__ import annotations

import click

from yizhangtu.cli import output
from yizhangtu.cli.chinese import Command


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
    if form == "json":
        click.echo(as_json(checked.diagnostics))
    elif form == "github":
        text = as_github(checked.diagnostics)
        if text:
            click.echo(text)
    else:
        output.show_faults(checked.diagnostics, checked.texts, err=False)
    if explain:
        _explain(checked.explained(), err=form != "text")
    if not quiet:
        counts = summary(checked.diagnostics) or "没有问题"
        click.echo(f"检查了 {len(checked.guides)} 份定义：{counts}。", err=True)
    if checked.missing:
        raise checked.missing
    return output.exit_code(checked.diagnostics, strict)


def _explain(explained: tuple[tuple[str, tuple[str, ...]], ...], *, err: bool) -> None:
    from yizhangtu.cli.report.columns import safe

    for file, lines in explained:
        click.echo(f"\n{safe(file)}", err=err)
        for line in lines:
            click.echo(f"  {safe(line)}", err=err)
