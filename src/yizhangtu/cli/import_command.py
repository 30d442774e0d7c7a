"""`yizhangtu import`: documents of Word, Excel or text → definitions."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import click

from yizhangtu.cli import output
from yizhangtu.cli.chinese import Command

if TYPE_CHECKING:
    from yizhangtu.commands.exchange.imported import ImportedGuide

LISTED = 12  # values of a kind that the report names


@click.command("import", cls=Command, short_help="把 Word、Excel 里的办事指南变成定义。")
@click.argument("files", nargs=-1, required=True, metavar="文件…")
@click.option("--kind", default="", metavar="流程|清单|积分|规范|公示", help="这是哪一类；不写就看内容。")
@click.option("-o", "--to", "to", metavar="文件或文件夹", help="写到哪个文件（.yaml）或文件夹，默认 flows/名称.yaml。")
@click.option("--dry-run", is_flag=True, help="不写文件：定义印到标准输出。")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="json 给程序读。")
def import_(files: tuple[str, ...], kind: str, to: str | None, dry_run: bool, form: str) -> int:
    """读 .docx、.xlsx、.xls、.ods、.csv、.txt、.md 文件，认出流程、清单、积分、红白事标准、电话表，写成定义。

    文件里的字一个不丢：认不出的写在定义的注释里。不替您编：猜的、要问的都注明，缺什么说什么。已有的文件不会被改动。

    export 写出的 .xlsx 改好以后写回原来的定义：只改变了的那几行，注释留着，导出以后别处改的也留着。
    """
    from yizhangtu.commands.exchange.import_guides import import_guides
    from yizhangtu.commands.exchange.imported import diagnostics_data, report

    result = import_guides(files, kind, to, dry_run)
    if form == "json":
        data = {"guides": [report(one) for one in result.guides], "diagnostics": diagnostics_data(result)}
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
        return output.exit_code(result.diagnostics, strict=False)
    for at, one in enumerate(result.guides):
        if dry_run:
            click.echo("---\n" * bool(at) + _shown(one.text), nl=False)
        _show(one, dry_run)
    output.show_faults(result.diagnostics, {}, err=True)
    return output.exit_code(result.diagnostics, strict=False)


def _shown(text: str) -> str:
    """A definition for stdout: unchanged in a file or pipe, without control characters on a terminal."""
    from yizhangtu.cli.report.columns import safe

    return "".join(f"{safe(line)}\n" for line in text.splitlines()) if sys.stdout.isatty() else text


def _show(one: ImportedGuide, dry_run: bool) -> None:
    """What became of one definition; on standard error where the definition itself is printed."""
    from yizhangtu.cli.report.columns import safe

    def say(text: str) -> None:
        click.echo(safe(text), err=dry_run)

    where = f" → {one.path}" if one.path else ""
    say(f"{one.file}{where}（{one.kind}：{one.title}）")
    if one.changes is not None:
        say(f"  改了：{_listed(list(one.changes))}" if one.changes else "  没有改动")
        return
    if not (one.found or one.unread):
        say("  新的定义，照工作簿写的")
        return
    stated = list(dict.fromkeys(f"{key}（{value.place}）" for key, value in one.found if "." not in key))
    rows = len({key.partition(".")[0] for key, _ in one.found if "." in key})
    say(f"  读到：{_listed(stated)}{f'；{rows} 行' if rows else ''}")
    guesses = [f"{key}：{value.text}，{value.guess}" for key, value in one.found if value.guess]
    if guesses:
        say(f"  猜的：{_listed(guesses)}")
    if one.missing:
        say(f"  没有：{'、'.join(one.missing)}，请补上")
    for question in one.questions:
        if question.key not in one.missing:
            say(f"  要问：{question.key}：{question.message}{f'（{question.place}）' if question.place else ''}")
    if one.unread:
        say(f"  没有认出（写在定义最后的注释里）：{_listed([cell.text for cell in one.unread])}")


def _listed(texts: list[str]) -> str:
    more = f"……共 {len(texts)} 处" if len(texts) > LISTED else ""
    return "；".join(" ".join(text.split()) for text in texts[:LISTED]) + more
