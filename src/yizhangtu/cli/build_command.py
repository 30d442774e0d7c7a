"""`yizhangtu build`: arguments → a build, its diagnostics and results."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from yizhangtu.cli import output
from yizhangtu.cli.chinese import Command
from yizhangtu.model.notice.notice import ColumnType, Mask, MaskCount

if TYPE_CHECKING:
    from yizhangtu.build.request import BuildRequest, BuildResult

NAMES = {ColumnType.PERSON: "姓名"}  # types of columns that messages call otherwise
SAME = "没有改动"  # why something is not to be made


class CountRange(click.IntRange):
    """A number; the help does not show its bounds."""

    def _describe_range(self) -> str:
        return ""


@click.command(cls=Command, short_help="制作海报和手册。")
@click.argument("paths", nargs=-1, metavar="[路径]…")
@click.option(
    "-m",
    "--media",
    "media",
    multiple=True,
    metavar="媒介",
    help="做成什么：yizhangtu media 列出的名称，可以用逗号隔开或写几次；也可以写海报尺寸，如 600x900mm。",
)
@click.option("-t", "--theme", metavar="配色", help="配色：yizhangtu themes 列出的名称；不写就按“一张图”的类别。")
@click.option(
    "-o", "--output", "folder", metavar="文件夹", help="成品放在哪里，默认 output；写 - 就把一个文件输出到标准输出。"
)
@click.option(
    "--village",
    "villages",
    multiple=True,
    metavar="村名",
    help="按辖区文件里的村庄制作，可以写几次；“全部”是所有的村。",
)
@click.option(
    "--period",
    metavar="期",
    default="",
    help="公示是哪一期：2026-10、2026-Q4、2026-H2、2026，或者一批的名称。",
)
@click.option(
    "--copies",
    type=CountRange(1, 2000),
    metavar="份数",
    help="征求意见表、受理单做多少份，编上号：001、002……",
)
@click.option("--print", "print_shop", is_flag=True, help="给印刷厂：PDF/X-4，四色，3 毫米出血，裁切线。")
@click.option("--archive", is_flag=True, help="给档案：PDF/A。")
@click.option(
    "--tiles",
    type=click.Choice(["a4", "a3"], case_sensitive=False),
    metavar="a4|a3",
    help="给办公打印机：把海报分成几张 A4 或 A3，打印后拼起来；默认黑白。",
)
@click.option(
    "--verify/--no-verify",
    default=None,
    help="写文件以前再读一遍成品，和定义逐项核对；加了 --print 时默认核对，其余默认不核对。",
)
@click.option(
    "-j", "--jobs", "processes", type=CountRange(1, 64), metavar="数量", help="同时用几个进程，默认按处理器数。"
)
@click.option(
    "--engine",
    metavar="引擎",
    default="",
    help="在哪里制作：dask://主机:端口 或 tls://主机:端口（加密）是 Dask 集群；默认用这台电脑的进程。",
)
@click.option("--tls-ca", metavar="文件", default="", help="集群的根证书（PEM）；不写就用 Dask 自己的配置。")
@click.option("--tls-cert", metavar="文件", default="", help="这台电脑的证书（PEM）。")
@click.option("--tls-key", metavar="文件", default="", help="这台电脑的私钥（PEM）。")
@click.option("--insecure", is_flag=True, help="不在内网的集群，也允许不加密地连接。")
@click.option("--shared", is_flag=True, help="集群的工作进程自己写成品：各台机器的输出文件夹是同一个共享文件夹。")
@click.option("--force", is_flag=True, help="没有改动的也重新制作。")
@click.option("--dry-run", "dry_run", is_flag=True, help="只列出要做哪些、为什么做，什么都不写。")
@click.option("--watch", is_flag=True, help="做完不退出，定义一改就再做，按 Ctrl-C 停下。")
@click.option("--strict", is_flag=True, help="有警告也算没有通过（退出码 1）。")
@click.option("-q", "--quiet", is_flag=True, help="不显示进度和小结。")
def build(
    paths: tuple[str, ...],
    folder: str | None,
    tiles: str | None,
    watch: bool,
    strict: bool,
    quiet: bool,
    **options: Any,
) -> int:
    """制作海报和手册。

    路径是定义文件或文件夹，- 表示从标准输入读一份；不写就是最近的 flows 文件夹。
    先检查再制作：有错误的不做，其余照做；没有改动的不重做。

    成品是“输出文件夹/媒介/文件名.pdf”。手册只有一本，收全部定义；只写了个别文件时不重做手册，除非用 -m 写明。
    """
    from yizhangtu.build.request import BuildRequest

    to_stdout = folder == "-"
    if watch and (to_stdout or "-" in paths or options["dry_run"]):
        raise click.UsageError("--watch 不能和标准输入、-o -、--dry-run 一起用")
    request = BuildRequest(
        paths,
        output=None if to_stdout else folder,
        tiles=tiles or "",
        one_file=to_stdout,
        stdin=output.read_stdin(paths),
        **options,  # the other options have the names of the request's fields
    )
    if not watch:
        return _once(request, strict, quiet)
    from yizhangtu.system.desk import watching
    from yizhangtu.system.inputs import watched

    with contextlib.suppress(KeyboardInterrupt):
        _once(request, strict, quiet)
        for _ in watching.changes_now(watched(paths)):
            _once(request, strict, quiet)
    return 0


def _once(request: BuildRequest, strict: bool, quiet: bool) -> int:
    """Build, print what came of it, and return the exit code."""
    from yizhangtu.build.build import build_files

    bar = output.Bar(quiet)
    try:
        result = build_files(request, bar, None if quiet else output.say_waiting)
    finally:
        bar.close()
    output.show_faults(result.diagnostics, result.texts, err=True)
    if result.data is not None:
        sys.stdout.buffer.write(result.data)
        sys.stdout.buffer.flush()
    if request.dry_run:
        output.show_plan([(one.path, one.why or SAME) for one in result.plan])
    for one in result.outputs:
        if one.built:
            click.echo(output.path_shown(one.path))
    if not quiet:
        click.echo(_summary(result, request.dry_run), err=True)
    if result.missing:
        raise result.missing
    if request.one_file and result.data is None:
        return output.FAULTY
    return output.exit_code(result.diagnostics, strict)


def _summary(result: BuildResult, dry_run: bool) -> str:
    """制作 3 个文件，20 个没有改动；2 份有错误，没有制作."""
    built = sum(one.built for one in result.outputs) + (result.data is not None)
    kept = sum(not one.built for one in result.outputs)
    if dry_run:
        built, kept = sum(bool(one.why) for one in result.plan), sum(not one.why for one in result.plan)
    parts = [f"{'要制作' if dry_run else '制作了'} {built} 个文件"] if built or not kept else []
    if result.verified:
        parts.append(f"{result.verified} 个文件和定义核对过，没有不同")
    if kept:
        parts.append(f"{kept} 个文件没有改动，不用重做")
    if result.failed:
        parts.append(f"{_names(result.failed)}{'有错误，做不成' if dry_run else '没有做成'}")
    if result.left_out:
        parts.append(f"手册收全部定义，这次{'不' if dry_run else '没有'}重做（要做就加 -m {result.left_out[0]}）")
    if result.masked:
        parts.append(
            "，".join(f"{NAMES.get(one.type, one.type)} {one.cells} 处{_printed(one)}" for one in result.masked)
        )
    if not result.diagnostics:
        return "；".join(parts) + "。"
    from yizhangtu.cli.report import summary

    return f"{'；'.join(parts)}。共 {summary(result.diagnostics)}。"


def _printed(one: MaskCount) -> str:
    """What was done with cells: 原样, 不印, or how much of them is left."""
    return str(one.mask) if one.mask in (Mask.WHOLE, Mask.NONE) else f"只印{one.mask}"


def _names(files: Sequence[str]) -> str:
    from yizhangtu.cli.report.columns import safe

    return safe("、".join(files[:3]) + (f" 等 {len(files)} 份" if len(files) > 3 else " "))
