"""`yizhangtu ledger`: add, list, export, import, check."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from yizhangtu.cli import output
from yizhangtu.cli.chinese import ChineseGroup, Command

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yizhangtu.commands.ledger.add import RecordRequest
    from yizhangtu.ledger.table import Filter

YES = ("是", "y", "yes")
PROJECT = click.option("--project", metavar="路径", default="", help="定义在哪里，默认最近的 flows。")


@click.group(cls=ChineseGroup, short_help="台账：登记张贴，导出、合并、核对。")
def ledger() -> None:
    """什么时候、在哪里、挂了哪一版：一条一条记在台账里，只往后加。"""


@ledger.command(cls=Command, short_help="登记张贴、查看、撤下，或者更正。")
@click.argument("kind", required=False, default="张贴", metavar="[事]")
@click.option("--guide", metavar="编号", default="", help="哪张图：编号、文件名或名称。有照片就不用写。")
@click.option("--village", metavar="村名", default="", help="哪个村。")
@click.option("--period", metavar="期", default="", help="公示的哪一期。")
@click.option("--place", "location", metavar="地点", default="", help="挂在哪里。")
@click.option("--channel", metavar="形式", default="", help="公开栏、易拉宝、电子屏……")
@click.option("-m", "--medium", metavar="媒介", default="", help="哪种媒介。")
@click.option("--date", metavar="日期", default="", help="哪一天，默认照片上的那天，没有就是今天。")
@click.option("--by", metavar="经手人", default="", help="谁经手。")
@click.option("--photo", "photos", multiple=True, metavar="文件", help="照片，可以写几次。")
@click.option("--photos", "folder", metavar="文件夹", default="", help="把一个文件夹里的照片都登记上。")
@click.option("--from", "table", metavar="表格", default="", help="照自己的表格登记（.xlsx、.csv）。")
@click.option("--of", metavar="账:号", default="", help="更正哪一条。")
@click.option("--because", metavar="原因", default="", help="为什么撤下：换新、到期、破损、废止。")
@click.option("--note", metavar="文字", default="", help="备注。")
@click.option("--yes", is_flag=True, help="不再问，直接登记。")
@PROJECT
def add(
    kind: str, guide: str, village: str, period: str, location: str, channel: str, medium: str, date: str, by: str,
    photos: tuple[str, ...], folder: str, table: str, of: str, because: str, note: str, yes: bool, project: str,
) -> int:  # fmt: skip
    """登记一条：yizhangtu ledger add --photo a.jpg --place 村委会公开栏。照片里的码已经说了是哪张图、哪个村。"""
    from yizhangtu.commands.ledger.add import RecordRequest, add, correction, kind_of
    from yizhangtu.commands.ledger.batch import of_folder, of_table
    from yizhangtu.commands.ledger.place import ledger_place

    known = ledger_place(project, indexed=True)
    typed = RecordRequest(
        kind_of(kind), guide, village, period, location, channel, medium, date, by, note, because, of, photos
    )
    texts: dict[str, str] = {}
    skipped: tuple[str, ...] = ()
    if table:
        wanted, faults = of_table(table)
        if faults:
            output.show_faults(faults, texts, err=True)
            return output.FAULTY
    elif folder:
        wanted, skipped = of_folder(known, folder, typed)
    else:
        wanted = [correction(typed) if typed.kind == "更正" else typed]
    if len(wanted) > 1 and not yes and not _confirmed(wanted):
        click.echo("没有登记。", err=True)
        return output.FAULTY
    done = add(known, wanted)
    output.show_faults(done.diagnostics, texts, err=True)
    from yizhangtu.cli.report.columns import safe

    for record in done.records:
        words = [record.kind, *(record.text(key) for key in ("村", "编号", "图", "日期"))]
        click.echo(safe(f"{record.place}：{' '.join(word for word in words if word)}"))
    for line in skipped:
        click.echo(safe(line), err=True)
    click.echo(f"登记了 {len(done.records)} 条。", err=True)
    return output.FAULTY if skipped else output.exit_code(done.diagnostics, strict=False)


def _confirmed(wanted: Sequence[RecordRequest]) -> bool:
    """Show what is to be recorded, and ask once."""
    from yizhangtu.cli.report.columns import table_lines

    lines = [(one.kind, one.village, one.guide, one.date, "、".join(one.photos)) for one in wanted]
    for line in table_lines([("事", "村", "图", "日期", "照片"), *lines]):
        click.echo(f"  {line}", err=True)
    answer = click.prompt(f"登记这 {len(wanted)} 条？写“是”就登记", default="", show_default=False, err=True)
    return str(answer).strip().lower() in YES


def _filter(village: tuple[str, ...], guide: tuple[str, ...], kind: tuple[str, ...], since: str, until: str) -> Filter:
    from yizhangtu.commands.ledger.add import kind_of
    from yizhangtu.ledger.table import Filter
    from yizhangtu.model.errors import UsageError
    from yizhangtu.read.guide.dates import iso_date

    days = [iso_date(day) for day in (since, until)]
    for written, day in zip((since, until), days, strict=True):
        if written and not day:
            raise UsageError(f"“{written}”不是日期", "写成 2026-12-01")
    kinds = tuple(word if word in ("版本", "开账") else kind_of(word) for word in kind)
    return Filter(village, guide, kinds, *days)


FILTERS = (
    click.option("--village", multiple=True, metavar="村名", help="只看这些村。"),
    click.option("--guide", multiple=True, metavar="编号", help="只看这些图。"),
    click.option("--kind", multiple=True, metavar="事", help="只看这些事：张贴、查看、撤下、版本……"),
    click.option("--since", metavar="日期", default="", help="从哪天起。"),
    click.option("--until", metavar="日期", default="", help="到哪天止。"),
)


@ledger.command("list", cls=Command, short_help="列出记录。")
@FILTERS[0]
@FILTERS[1]
@FILTERS[2]
@FILTERS[3]
@FILTERS[4]
@click.option(
    "--format", "form", type=click.Choice(["text", "csv", "json"]), default="text", help="csv、json 给程序读。"
)
@PROJECT
def list_records(
    village: tuple[str, ...],
    guide: tuple[str, ...],
    kind: tuple[str, ...],
    since: str,
    until: str,
    form: str,
    project: str,
) -> int:
    """按日期列出记录；更正过的按更正后的列。"""
    from yizhangtu.cli.report.columns import safe
    from yizhangtu.commands.ledger.export import as_csv, listed, rows
    from yizhangtu.commands.ledger.place import ledger_place

    wanted = _filter(village, guide, kind, since, until)
    place = ledger_place(project, indexed=bool(village))
    if form == "csv":
        click.echo(as_csv(rows(place, wanted)), nl=False)
        return 0
    records = listed(place, wanted)
    if form == "json":
        data = [{"账": r.account, "号": r.number, "记": r.moment, "事": r.kind, **r.values} for r in records]
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
        return 0
    for record in records:
        known = [record.text(key) for key in ("村", "编号", "图", "版本", "地点", "核实")]
        words = [record.text("日期") or record.moment[:10], record.kind, *known, record.place]
        click.echo(safe("  ".join(word for word in words if word)))
    click.echo(f"共 {len(records)} 条。", err=True)
    return 0


@ledger.command(cls=Command, short_help="导出成表格，或者装上 U 盘带走的 zip。")
@click.argument("target", metavar="文件")
@FILTERS[0]
@FILTERS[1]
@FILTERS[2]
@FILTERS[3]
@FILTERS[4]
@click.option("--year", metavar="年", default="", help="这一年的，另附归档文件目录。")
@click.option("--originals", is_flag=True, help="zip 里带上照片原件。")
@click.option("--no-photos", is_flag=True, help="不带照片。")
@click.option("--empty", is_flag=True, help="空表：.pdf 用笔填，.xlsx、.csv 填好了用 ledger add --from 登记。")
@PROJECT
def export(
    target: str, village: tuple[str, ...], guide: tuple[str, ...], kind: tuple[str, ...], since: str, until: str,
    year: str, originals: bool, no_photos: bool, empty: bool, project: str,
) -> int:  # fmt: skip
    """写出台账：.xlsx、.csv、.pdf 给检查的人，.zip 给另一台电脑 ledger import。"""
    from yizhangtu.commands.ledger.export import Extent
    from yizhangtu.commands.ledger.export import export as run
    from yizhangtu.commands.ledger.place import ledger_place

    place = ledger_place(project)
    extent = Extent(not no_photos, originals, empty)
    path = run(place, target, _filter(village, guide, kind, since, until), year=year, extent=extent)
    click.echo(output.path_shown(path))
    return 0


@ledger.command("import", cls=Command, short_help="并入别的电脑、U 盘上的台账。")
@click.argument("words", nargs=-1, required=True, metavar="文件|文件夹…")
@PROJECT
def import_records(words: tuple[str, ...], project: str) -> int:
    """两边的记录合在一起，同样的只留一份；再来一次什么也不变。"""
    from yizhangtu.commands.ledger.copies import import_copies
    from yizhangtu.commands.ledger.place import ledger_place

    done = import_copies(ledger_place(project), words)
    output.show_faults(done.diagnostics, {}, err=True)
    click.echo(f"新的 {done.new} 条，已有的 {done.known} 条，照片和版本 {done.files} 个。", err=True)
    return output.exit_code(done.diagnostics, strict=False)


@ledger.command(cls=Command, short_help="核对台账：改过、少了、说不通的都指出来。")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="json 给程序读。")
@PROJECT
def check(form: str, project: str) -> int:
    """看每个文件的链、每条记录、每张照片。"""
    from yizhangtu.cli.report import as_json, summary
    from yizhangtu.commands.ledger.copies import check_ledger
    from yizhangtu.commands.ledger.place import ledger_place

    place = ledger_place(project)
    found = check_ledger(place)
    if form == "json":
        click.echo(as_json(found))
    else:
        output.show_faults(found, {}, err=False)
        click.echo(f"看了 {len(place.ledger.records)} 条记录：{summary(found) or '没有问题'}。", err=True)
    return output.exit_code(found, strict=False)
