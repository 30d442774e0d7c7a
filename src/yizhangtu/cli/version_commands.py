"""`release`, `verify`, `diff`: arguments → versions registered, codes answered, changes told."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from yizhangtu.cli import output
from yizhangtu.cli.chinese import Command

if TYPE_CHECKING:
    from yizhangtu.commands.verify_versions import Answer

FORMAT = click.Choice(["text", "json"])


@click.command(cls=Command, short_help="登记新的版本，写出现行版本的名单和核验网页。")
@click.argument("paths", nargs=-1, metavar="[路径]…")
@click.option("--on", metavar="日期", default="", help="名单的日期，默认今天。")
@click.option("--note", metavar="文字", default="", help="记在台账里的备注。")
@click.option("-o", "--output", "folder", metavar="文件夹", default="", help="名单和网页写到哪里，默认 output。")
@click.option("--dry-run", is_flag=True, help="只看有哪些新版本，不登记。")
def release(paths: tuple[str, ...], on: str, note: str, folder: str, dry_run: bool) -> int:
    """检查定义，把新的版本登记进台账，写出 现行版本.json 和 核验.html。"""
    from yizhangtu.cli.report.columns import safe
    from yizhangtu.commands.release import release as run

    done = run(paths, on=on, note=note, output=folder, dry_run=dry_run)
    output.show_faults(done.diagnostics, done.texts, err=True)
    for one in done.new:
        click.echo(safe(f"新版本：{one.called} {one.edition}"))
    for path in done.files:
        click.echo(output.path_shown(path))
    registered = "要登记" if dry_run else "登记了"
    total = f"；现行的一共 {len(done.versions.current)} 张" if done.versions else ""
    click.echo(f"{registered} {len(done.new)} 个新版本{total}。", err=True)
    return output.exit_code(done.diagnostics, strict=False)


@click.command(cls=Command, short_help="核验码或照片：墙上的是不是现行的版本。")
@click.argument("words", nargs=-1, required=True, metavar="核验码|照片…")
@click.option("--against", metavar="文件", default="", help="和这份 现行版本.json 比，默认和台账比。")
@click.option("--on", metavar="日期", default="", help="按哪一天看，默认今天。")
@click.option("--village", metavar="村", default="", help="挂在哪个村：别的村的图会说出来。")
@click.option("--project", metavar="路径", default="", help="定义在哪里，默认最近的 flows。")
@click.option("--format", "form", type=FORMAT, default="text", help="json 给程序读。")
def verify(words: tuple[str, ...], against: str, on: str, village: str, project: str, form: str) -> int:
    """说清楚每个核验码、每张照片里的图是现行的、旧版，还是没有登记过的。"""
    from yizhangtu.cli.report.columns import safe
    from yizhangtu.commands.verify_versions import verify_versions

    done = verify_versions(words, against=against, on=on, project=project, village=village)
    if form == "json":
        click.echo(json.dumps([_as_data(one) for one in done.answers], ensure_ascii=False, indent=2))
    else:
        for one in done.answers:
            first, *rest = one.words.split("\n")
            click.echo(safe(f"{one.source}：{first}"))
            for line in (*rest, *one.changes):
                click.echo(safe(f"  {line}"))
        if done.stale:
            click.echo("这份名单过期了，请向发布单位要新的。", err=True)
        click.echo(f"对照的是{done.against}。", err=True)
    return 0 if all(one.good for one in done.answers) else 1


def _as_data(one: Answer) -> dict[str, object]:
    found = one.found
    return {
        "source": one.source, "code": one.code, "verdict": one.verdict, "good": one.good,
        "guide": found.version.guide if found else "", "number": found.version.number if found else "",
        "title": found.version.title if found else "", "village": found.village if found else "",
        "version": found.version.version if found else "", "message": one.words, "changes": list(one.changes),
    }  # fmt: skip


@click.command(cls=Command, short_help="两个版本改了什么。")
@click.argument("old", metavar="旧的")
@click.argument("new", required=False, default="", metavar="[新的]")
@click.option("--project", metavar="路径", default="", help="定义在哪里，默认最近的 flows。")
@click.option("--format", "form", type=FORMAT, default="text", help="json 给程序读。")
@click.option("--exit-code", "exits", is_flag=True, help="有改动时退出码是 1。")
@click.option("-m", "--medium", metavar="媒介", default="", help="另做一张标出改动的海报，如 poster-a3。")
@click.option("-t", "--theme", metavar="主题", default="", help="海报的主题，如 mono。")
@click.option("-o", "--output", "folder", metavar="文件夹", default="", help="海报放在哪里，默认 output。")
def diff(old: str, new: str, project: str, form: str, exits: bool, medium: str, theme: str, folder: str) -> int:
    """比较两份定义、两个文件夹、两个核验码；只写一个，就和现在的定义（或登记过的版本）比。"""
    from yizhangtu.cli.report.columns import safe
    from yizhangtu.commands.compare import compare

    done = compare(old, new, project=project)
    posters = None
    if medium:
        from yizhangtu.commands.marked_posters import marked_posters  # much that a comparison in words does not need

        posters = marked_posters(done, medium, folder, theme)
    if form == "json":
        data = [
            {"guide": one.guide, "title": one.title, "old": one.old, "new": one.new, "state": one.state,
             "changes": [change._asdict() for change in one.changes]}
            for one in done.guides
        ]  # fmt: skip
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        output.show_faults(done.diagnostics, done.texts, err=True)
        for one in done.guides:
            versions = f"（{one.old or '没写版本'} → {one.new or '没写版本'}）" if not one.state else f"：{one.state}"
            click.echo(safe(f"{one.title}{versions}"))
            for change in one.changes:
                click.echo(safe(f"  {change.text}"))
        if not done.guides and not done.diagnostics:
            click.echo("内容没有改动。", err=True)
    diagnostics = done.diagnostics
    if posters is not None:
        output.show_faults(posters.diagnostics, done.texts, err=True)
        for path in posters.files:
            click.echo(output.path_shown(path), err=form == "json")
        diagnostics = (*diagnostics, *posters.diagnostics)
    return 1 if exits and done.guides else output.exit_code(diagnostics, strict=False)
