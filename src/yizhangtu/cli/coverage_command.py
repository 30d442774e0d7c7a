"""`yizhangtu coverage` and `due`: which village has which picture up, and what is to be done in a month."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from yizhangtu.cli import output
from yizhangtu.cli.chinese import Command

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yizhangtu.commands.coverage import CoverageReport


@click.command(cls=Command, short_help="覆盖率：哪个村挂了哪张图，还差哪些。")
@click.option("--village", "villages", multiple=True, metavar="村名", help="只看这些村。")
@click.option("--list", "group", metavar="清单", default="", help="只看这张清单里的；也可以写积分制、移风易俗。")
@click.option("--on", metavar="日期", default="", help="看哪一天的，默认今天。")
@click.option("--by", metavar="日期", default="", help="哪一天前应当挂好：按时的、晚了几天的、还没有的。")
@click.option("--period", metavar="期", default="", help="改看这一期的公示（如 2026-10）：公开了没有、迟了、撤早了。")
@click.option(
    "--target",
    type=click.IntRange(0, 100),
    default=None,
    metavar="百分数",
    help="目标，默认看辖区文件。",
)
@click.option("-o", "--output", "files", multiple=True, metavar="文件", help="写成 .xlsx 或 .pdf。")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="json 给程序读。")
@click.option("--project", metavar="路径", default="", help="定义在哪里，默认最近的 flows。")
def coverage(
    villages: tuple[str, ...], group: str, on: str, by: str, period: str, target: int | None, files: tuple[str, ...],
    form: str, project: str,
) -> int:  # fmt: skip
    """照台账数：每个村应挂的图，挂了没有、是不是现行的版本、有没有照片。没有到目标，退出码是 1。"""
    from yizhangtu.commands.coverage import as_data, write
    from yizhangtu.commands.coverage import coverage as run

    if period:
        return _of_period(project, villages, period, on, target, files, form)
    found = run(project, villages=villages, group=group, on=on, by=by, target=target)
    output.show_faults(found.diagnostics, {}, err=True)
    if form == "json":
        click.echo(json.dumps(as_data(found), ensure_ascii=False, indent=2))
    else:
        _show(found, bool(by))
    for name in files:
        click.echo(output.path_shown(write(found, name)))
    return 0 if found.summary.reached and not output.exit_code(found.diagnostics, strict=False) else output.FAULTY


def _of_period(
    project: str, villages: Sequence[str], period: str, on: str, target: int | None, files: Sequence[str], form: str
) -> int:
    """`coverage --period`."""
    from yizhangtu.cli.report.columns import safe
    from yizhangtu.commands.period_coverage import as_data, period_coverage, rule_words, write

    found = period_coverage(project, period=period, villages=villages, on=on, target=target)
    if form == "json":
        click.echo(json.dumps(as_data(found), ensure_ascii=False, indent=2))
    else:
        heads = ["村", *(f"{one.number} {one.title}".strip() for one in found.guides), "按规定公开"]
        lines = [heads]
        for name in found.villages:
            words = [found.cell(name, one.guide).words for one in found.guides]
            lines.append([name, *words, "/".join(map(str, found.good(name)))])
        click.echo(safe(f"{found.town}  {found.period}  到 {found.day}   {len(found.villages)} 个村"))
        _table(lines)
        good, total = found.good()
        click.echo(safe("  ".join(f"{state.value} {number}" for state, number in sorted(found.counts.items()))))
        click.echo(safe(f"按规定公开 {good}/{total}，目标 {found.target}%；{rule_words(found.rule)}"))
    for name in files:
        click.echo(output.path_shown(write(found, name)))
    return 0 if found.reached else output.FAULTY


def _table(rows: Sequence[Sequence[str]]) -> None:
    from yizhangtu.cli.report.columns import table_lines

    for line in table_lines(rows):
        click.echo(line)


def _show(found: CoverageReport, timed: bool) -> None:
    """The table of villages and lists, and what is missing in a line."""
    from yizhangtu.cli.report.columns import safe
    from yizhangtu.coverage.cells import State
    from yizhangtu.coverage.summary import SHORT, named

    summary = found.summary
    head = ["村", *(SHORT.get(group, group) for group in summary.groups), "已挂", "%"]
    rows = [head]
    for name in (*summary.villages, ""):
        total = summary.counted(name)
        counts = [str(summary.counted(name, group)) for group in summary.groups]
        rows.append([name or "合计", *counts, str(total), f"{total.rate:.1f}"])
    click.echo(safe(f"{found.town}  {summary.day}   {len(summary.villages)} 个村 × {len(summary.guides)} 张图"))
    _table(rows)
    click.echo(f"其中照片核实 {summary.photos}")
    parts = []
    for state in (State.OLD, State.EXPIRED, State.NOT_HUNG, State.NOT_MADE):
        own = [one for one in summary.cells if one.state is state]
        parts.append(f"{state.value} {len(own)}" + (f"（{named(own)}{' …' if len(own) > 1 else ''}）" if own else ""))
    if timed:
        late = [one for one in summary.cells if one.late]
        parts.append(f"超过期限 {len(late)}")
    click.echo(safe("  ".join(parts)))
    click.echo(f"目标 {summary.target}%" + ("，到了" if summary.reached else f"，还差 {summary.short_of}"))


@click.command(cls=Command, short_help="这个月要做的事：张贴、换新版、公开、汇总意见。")
@click.option("--month", metavar="月", default="", help="哪个月，如 2026-12，默认这个月。")
@click.option("--village", "villages", multiple=True, metavar="村名", help="只看这些村。")
@click.option("-o", "--output", "files", multiple=True, metavar="文件", help="写成 .xlsx 或 .pdf。")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="json 给程序读。")
@click.option("--project", metavar="路径", default="", help="定义在哪里，默认最近的 flows。")
def due(month: str, villages: tuple[str, ...], files: tuple[str, ...], form: str, project: str) -> int:
    """照三务公开清单的时限、发布的日期和台账，列出每个村这个月要做的事。"""
    from yizhangtu.cli.report.columns import safe
    from yizhangtu.commands.due import due as run
    from yizhangtu.commands.due import write

    found = run(project, month=month, villages=villages)
    if form == "json":
        data = {"month": found.month, "tasks": [one._asdict() for one in found.tasks],
                "apart": [one._asdict() for one in found.apart]}  # fmt: skip
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        for one in found.tasks:
            words = (one.village or "镇里", one.day, one.what, one.subject, f"（{one.why}）" if one.why else "")
            click.echo(safe("  ".join(word for word in words if word)))
        if found.apart:
            click.echo(safe(f"没有写明哪天的 {len(found.apart)} 件：" + "、".join(one.subject for one in found.apart)))
        click.echo(f"{found.month} 共 {len(found.tasks)} 件。", err=True)
    for name in files:
        click.echo(output.path_shown(write(found, name)))
    return 0
