"""Arguments → a command → an exit code: 0 done, 1 errors in the input, 2 wrong usage or a broken environment."""

from __future__ import annotations

import click

from yizhangtu import __version__
from yizhangtu.cli.build_command import build
from yizhangtu.cli.check_command import check
from yizhangtu.cli.chinese import ChineseGroup
from yizhangtu.cli.coverage_command import coverage, due
from yizhangtu.cli.export_command import export
from yizhangtu.cli.import_command import import_
from yizhangtu.cli.laws_command import laws
from yizhangtu.cli.ledger_command import ledger
from yizhangtu.cli.library_command import library
from yizhangtu.cli.other_commands import doctor, icons, media, new, schema, themes
from yizhangtu.cli.preview_command import preview
from yizhangtu.cli.register_command import register
from yizhangtu.cli.serve_command import serve
from yizhangtu.cli.version_commands import diff, release, verify


@click.group(cls=ChineseGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="yizhangtu", message="%(prog)s %(version)s", help="显示版本。")
def main() -> None:
    """一张图：把一份村务办事定义做成海报、手册，也可以在终端里预览。

    定义是 flows 文件夹里的 .yaml 文件，一件事一个文件。
    """


for command in (
    build, check, preview, new, import_, export, media, themes, icons, laws, library, release, verify, diff, ledger,
    coverage, due, register, serve, schema, doctor,
):  # fmt: skip
    main.add_command(command)
