"""`new`, `media`, `themes`, `icons`, `schema`, `doctor`: arguments → short answers."""

from __future__ import annotations

import json
import shlex
import sys

import click

from yizhangtu.cli import output
from yizhangtu.cli.chinese import Command


def _table(rows: list[tuple[str, ...]]) -> str:
    """Rows in columns two blanks apart."""
    from yizhangtu.cli.report.columns import width

    widths = [max(width(row[number]) for row in rows) for number in range(len(rows[0]))]
    lines = []
    for row in rows:
        cells = [cell + " " * (room - width(cell)) for cell, room in zip(row, widths, strict=True)]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)


@click.command(cls=Command, short_help="新建一份定义。")
@click.argument("kind", required=False, default="", metavar="流程|清单|积分|规范|公示")
@click.argument("name", required=False, default="", metavar="名称")
@click.option(
    "--from", "source", metavar="名称", default="", help="从定义库复制一份，如 --from 低保；库里有什么：library。"
)
@click.option("--linked", is_flag=True, help="和 --from 一起：清单里写的流程图，项目里没有的也复制。")
@click.option("-o", "--to", "to", metavar="文件或文件夹", help="写到哪个文件（.yaml）或文件夹，默认 flows/名称.yaml。")
def new(kind: str, name: str, source: str, linked: bool, to: str | None) -> int:
    """新建一份可以直接检查、制作的定义，再照着改；加 --from 就从定义库复制一份。已有的文件不会被改动。"""
    from yizhangtu.cli.report.columns import safe
    from yizhangtu.commands.new import new_definition

    if source and kind:
        raise click.UsageError("写了 --from，就不写类型和名称")
    if source:
        return _copied(source, to, linked)
    if not (kind and name):
        raise click.UsageError("要写类型和名称，如 yizhangtu new 流程 居住证明；或者写 --from 低保")
    path = new_definition(kind, name, to)
    click.echo(output.path_shown(path))
    quoted = safe(shlex.quote(str(path)))
    click.echo(f"改好后运行：yizhangtu check {quoted}，再运行：yizhangtu preview {quoted}", err=True)
    return 0


def _copied(word: str, to: str | None, linked: bool) -> int:
    """Copy a guide of the library, and say what is still to be filled in, checked or copied."""
    from yizhangtu.cli.report.columns import safe
    from yizhangtu.commands.library import copy_definition

    copied = copy_definition(word, to, linked)
    for path in (copied.path, *copied.linked):
        click.echo(output.path_shown(path))
    entry = copied.entry
    parts = [f"{len(entry.blanks)} 处要本地填写"] if entry.blanks else []
    parts += [f"{len(entry.second_hand)} 条只读到转引，要核对"] if entry.second_hand else []
    say = f"有{'、'.join(parts)}。" if parts else ""
    if copied.lacking:
        more = "" if linked else "，一起复制就加 --linked"
        say += f"清单里的流程图还缺 {len(copied.lacking)} 份（{'、'.join(copied.lacking[:3])}…）{more}。"
    click.echo(f"{say}改好后运行：yizhangtu check {safe(shlex.quote(str(copied.path)))}", err=True)
    return 0


@click.command(cls=Command, short_help="列出可以制作的媒介。")
def media() -> int:
    """列出可以制作的媒介：名称、尺寸、在多远处看、流程图里最小的字、二维码的边长、用处。"""
    from yizhangtu.commands.catalogue import list_media as listed

    head = ("名称", "尺寸", "多远看", "字不小于", "二维码", "媒介", "用处")
    rows = [
        (
            one.name,
            one.size,
            f"{one.distance_m:g} 米",
            one.length(one.floor_mm),
            one.length(one.qr_mm),
            one.title,
            one.use,
        )
        for one in listed()
    ]
    own = ("600x900mm", "自定", "按尺寸", "按尺寸", "按尺寸", "自定尺寸的海报", "写上宽和高，毫米或厘米")
    screen = ("1366x768px", "自定", "按尺寸", "按尺寸", "按尺寸", "自定尺寸的屏幕图", "写上宽和高，像素")
    click.echo(_table([head, *rows, own, screen]))
    return 0


@click.command(cls=Command, short_help="列出配色。")
def themes() -> int:
    """列出配色：名称、说明。"""
    from yizhangtu.commands.catalogue import list_themes as listed

    click.echo(_table([(one.name, one.title) for one in listed()]))
    return 0


@click.command(cls=Command, short_help="列出图标。")
def icons() -> int:
    """列出步骤可以用的图标，以及哪些词会自动选用它。"""
    from yizhangtu.commands.catalogue import list_icons as listed

    click.echo(_table([(name, "、".join(words)) for name, words in listed()]))
    return 0


@click.command(cls=Command, short_help="输出定义文件的 JSON Schema。")
@click.option("--project", is_flag=True, help="输出辖区文件的。")
@click.option("--laws", is_flag=True, help="输出法规表 法规.yaml 的。")
def schema(project: bool, laws: bool) -> int:
    """输出定义文件的 JSON Schema，编辑器用它提示键名、标出错误。"""
    from yizhangtu.commands.catalogue import schema as exported

    click.echo(json.dumps(exported(project, laws), ensure_ascii=False, indent=2))
    return 0


@click.command(cls=Command, short_help="检查这台电脑缺什么。")
@click.option("--characters", is_flag=True, help="试着画出通用规范汉字表的每个字，和表外的生僻字。")
def doctor(characters: bool) -> int:
    """检查这台电脑缺什么：字体、程序、样式、写文件的权限；缺了什么，说明怎样装。"""
    if characters:
        return _characters()
    from yizhangtu.cli.report.columns import safe, width
    from yizhangtu.commands.doctor import doctor as look

    report = look()
    colour = output.wants_colour(sys.stdout)
    for one in report.findings:
        word = "有" if one.ok else ("缺" if one.needed else "注意")
        code = "32" if one.ok else ("31" if one.needed else "33")
        mark = f"\x1b[{code}m{word}\x1b[0m" if colour else word
        click.echo(f"{mark}{' ' * (4 - width(word))}  {safe(one.name)}：{safe(one.detail)}", color=True)
        if not one.ok and one.mend:
            click.echo(f"      {safe(one.mend)}")
    if report.healthy:
        return 0
    click.echo("这台电脑还缺东西，装好后再运行 yizhangtu doctor。", err=True)
    return output.BROKEN


def _characters() -> int:
    """Which ideographs can be printed on this machine."""
    from yizhangtu.commands.glyph_coverage import SetCoverage, coverage

    found = coverage()

    def line(one: SetCoverage) -> str:
        fonts = "，".join(f"{name} {count}" for name, count in one.by_font)
        return f"{one.name}：{one.total} 个，能印 {one.printed} 个{f'（{fonts}）' if fonts else ''}"

    click.echo("通用规范汉字表，每个字用常规和粗体各画一遍：")
    for one in found.levels:
        click.echo(f"  {line(one)}")
        if one.lacking:
            click.echo(f"      印不出来：{'、'.join(f'{char}（U+{ord(char):04X}）' for char in one.lacking)}")
    click.echo("表外的汉字，人名、地名里偶尔有：")
    for one in found.others:
        click.echo(f"  {line(one)}")
    if found.mend:
        click.echo(found.mend)
    return 0
