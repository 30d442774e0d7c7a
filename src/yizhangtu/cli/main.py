"""Arguments → a command → an exit code: 0 done, 1 errors in the input, 2 wrong usage or a broken environment.

The module of a command is imported when the command is wanted: only its help shows all of them.
"""

from __future__ import annotations

import click

from yizhangtu import __version__
from yizhangtu.cli.chinese import ChineseGroup

Commands = tuple[click.Command, ...]


def _build() -> Commands:
    from yizhangtu.cli.build_command import build

    return (build,)


def _check() -> Commands:
    from yizhangtu.cli.check_command import check

    return (check,)


def _coverage() -> Commands:
    from yizhangtu.cli.coverage_command import coverage, due

    return coverage, due


def _export() -> Commands:
    from yizhangtu.cli.export_command import export

    return (export,)


def _import() -> Commands:
    from yizhangtu.cli.import_command import import_

    return (import_,)


def _laws() -> Commands:
    from yizhangtu.cli.laws_command import laws

    return (laws,)


def _ledger() -> Commands:
    from yizhangtu.cli.ledger_command import ledger

    return (ledger,)


def _library() -> Commands:
    from yizhangtu.cli.library_command import library

    return (library,)


def _other() -> Commands:
    from yizhangtu.cli.other_commands import doctor, icons, media, new, schema, themes

    return new, media, themes, icons, schema, doctor


def _preview() -> Commands:
    from yizhangtu.cli.preview_command import preview

    return (preview,)


def _register() -> Commands:
    from yizhangtu.cli.register_command import register

    return (register,)


def _serve() -> Commands:
    from yizhangtu.cli.serve_command import serve

    return (serve,)


def _site() -> Commands:
    from yizhangtu.cli.site_command import site

    return (site,)


def _versions() -> Commands:
    from yizhangtu.cli.version_commands import diff, release, verify

    return release, verify, diff


# In the order in which they are needed.
COMMANDS = {
    "build": _build, "check": _check, "preview": _preview, "new": _other, "import": _import, "export": _export,
    "media": _other, "themes": _other, "icons": _other, "laws": _laws, "library": _library, "release": _versions,
    "verify": _versions, "diff": _versions, "ledger": _ledger, "coverage": _coverage, "due": _coverage,
    "register": _register, "site": _site, "serve": _serve, "schema": _other, "doctor": _other,
}  # fmt: skip


class Program(ChineseGroup):
    """The program; its commands are imported when they are wanted."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in COMMANDS and cmd_name not in self.commands:
            for command in COMMANDS[cmd_name]():
                self.add_command(command)
        return super().get_command(ctx, cmd_name)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)


def _show_version(context: click.Context, _option: click.Parameter, wanted: bool) -> None:
    """Print the version of the program, and those of what else decides the bytes of its files."""
    if not wanted or context.resilient_parsing:
        return
    from yizhangtu.commands.doctor import versions

    click.echo(f"yizhangtu {__version__}")
    for name, version in versions().items():
        click.echo(f"{name} {version}")
    context.exit()


@click.group(cls=Program, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_show_version, help="显示版本。")
def main() -> None:
    """一张图：把一份村务办事定义做成海报、手册，也可以在终端里预览。

    定义是 flows 文件夹里的 .yaml 文件，一件事一个文件。
    """
