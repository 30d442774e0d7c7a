"""`yizhangtu laws`: the table of laws, for people or tools."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from yizhangtu.cli import output as shown
from yizhangtu.cli.chinese import Command

if TYPE_CHECKING:
    from yizhangtu.law.instruments import Instrument


@click.command(cls=Command, short_help="查法规：现行的是哪一年，条文挪到哪里。")
@click.argument("word", required=False, default="", metavar="[名称]")
@click.option("--stale", is_flag=True, help="看本项目的定义里，哪些依据失效了、挪了位置、快要变了。")
@click.option("--review", is_flag=True, help="列出本项目每张图的依据：现行的是哪一年，下一次变化是哪天，还有几天。")
@click.option(
    "--on",
    metavar="日期",
    default="",
    help="和 --stale、--review 一起：按这一天看；默认 --stale 按各图的施行日期，--review 按今天。",
)
@click.option("-o", "--output", metavar="文件", default="", help="和 --review 一起：写成表格（.xlsx）。")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="json 给程序读。")
def laws(word: str, stale: bool, review: bool, on: str, output: str, form: str) -> int:
    """列出法规表；写名称就查一部，如 yizhangtu laws 村民委员会组织法。"""
    if output and not review:
        raise click.UsageError("-o 只和 --review 一起用")
    if stale and review:
        raise click.UsageError("--stale 和 --review 只写一个")
    if stale:
        return _stale(word, on, form)
    if review:
        return _review(word, on, output, form)
    from yizhangtu.commands.laws import as_data
    from yizhangtu.commands.laws import laws as found

    listed = found(word)
    if form == "json":
        click.echo(json.dumps([as_data(one) for one in listed], ensure_ascii=False, indent=2))
    elif len(listed) == 1:
        _one(listed[0])
    else:
        for one in listed:
            state = f"{one.repealed}失效" if one.repealed else f"现行 {one.versions[-1].begins} 起"
            region = "" if one.region == "全国" else f"〔{one.region}〕"
            click.echo(f"{one.title}{region}  {one.kind}  {state}")
        click.echo(f"共 {len(listed)} 部。", err=True)
    return 0


def _one(one: Instrument) -> None:
    """One instrument with all that is known of it."""
    click.echo(f"{one.title}（{one.kind}，{one.region}）{one.number}")
    for version in one.versions:
        articles = f"，共 {version.articles} 条" if version.articles else ""
        click.echo(f"  {version.passed} 通过，{version.begins} 起施行{articles}")
    if one.repealed:
        after = f"，由《{one.replaced_by}》代替" if one.replaced_by else ""
        click.echo(f"  {one.repealed} 失效{after}")
    if one.yields_to:
        click.echo(f"  同样的事，以《{one.yields_to}》为准")
    if one.moved:
        click.echo("  条文挪动：" + "，".join(f"{old}→{new}" for old, new in one.moved.items()))
    click.echo(f"  来源：{one.source}；{one.read} 核对")


def _stale(path: str, on: str, form: str) -> int:
    """What of the project's guides is affected."""
    from yizhangtu.cli.report import as_json, summary
    from yizhangtu.commands.law_review import stale

    found = stale([path] if path else (), on)
    if form == "json":
        click.echo(as_json(found.diagnostics))
    else:
        shown.show_faults(found.diagnostics, found.texts, err=False)
        click.echo(f"看了 {found.guides} 份定义的依据：{summary(found.diagnostics) or '没有问题'}。", err=True)
    return shown.exit_code(found.diagnostics, strict=False)


def _review(path: str, on: str, to: str, form: str) -> int:
    """The bases of the project's guides, those that change first at the top."""
    from yizhangtu.cli.report.columns import safe
    from yizhangtu.commands.law_review import HEADS, review, write_review

    day, lines = review([path] if path else (), on)
    if to:
        click.echo(shown.path_shown(write_review(lines, day, to)))
    elif form == "json":
        rows = [dict(zip(HEADS, one.row, strict=True)) for one in lines]
        click.echo(json.dumps({"日期": day, "依据": rows}, ensure_ascii=False, indent=2))
    else:
        for one in lines:
            left = "" if one.days_left is None else f"还有 {one.days_left} 天" if one.days_left >= 0 else "已经过了"
            change = f"{one.day}{one.change}" if one.day else ""
            reviewed = f"下次复核 {one.review}" if one.review else ""
            parts = (f"{one.number} {one.guide}".strip(), one.basis, one.in_force, change, reviewed, left)
            click.echo(safe("  ".join(part for part in parts if part)))
    click.echo(f"{day}：{len({one.guide for one in lines})} 张图，{len(lines)} 处依据。", err=True)
    return 0
