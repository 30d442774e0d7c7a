"""`yizhangtu export`: guides → files for other programs."""

from __future__ import annotations

import click

from yizhangtu.cli import output
from yizhangtu.cli.chinese import Command


@click.command(cls=Command, short_help="导出给别的程序用：Excel、Word、网页、draw.io、SVG、PNG、JSON。")
@click.argument("paths", nargs=-1, required=True, metavar="定义…")
@click.option("-f", "--format", "form", default="", metavar="格式",
              help="xlsx、docx、html、drawio、svg、png、dot、mermaid、plantuml、json；不写就看 -o。")  # fmt: skip
@click.option("-o", "--output", "to", required=True, metavar="文件或文件夹", help="写到哪里。")
@click.option("-m", "--medium", default="poster-a3", metavar="媒介", help="svg、png、drawio 照哪一种，默认 poster-a3。")
@click.option("--dpi", type=int, default=150, metavar="数", help="png 每英寸多少像素，默认 150。")
@click.option("--force", is_flag=True, help="已有的文件照样覆盖。")
def export(paths: tuple[str, ...], form: str, to: str, medium: str, dpi: int, force: bool) -> int:
    """把定义导出给别的程序用；图上的字一个不少。

    xlsx 在 Excel、WPS 里改好，再用 import 写回来，整个文件夹可以写成一个；docx 可以放进红头文件再改；
    html 是一张网页；drawio 在 draw.io 里接着画；svg、png 是海报的每一张；dot、mermaid、plantuml 是流程图的代码；
    json 给程序读（格式见 schema）。
    """
    from yizhangtu.commands.exchange.export_guides import ExportRequest, export_guides

    result = export_guides(ExportRequest(paths, form, to, medium, dpi, force))
    for path in result.written:
        click.echo(output.path_shown(path))
    output.show_faults(result.diagnostics, result.texts, err=True)
    return output.exit_code(result.diagnostics, strict=False)
