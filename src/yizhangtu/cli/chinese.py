"""Click in Chinese: help, messages about wrong commands, and the exit codes of the program."""

from __future__ import annotations

import io
import os
import re
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any

import click

from yizhangtu.model.words import nearest
from yizhangtu.system.garbage import collect_seldom

BROKEN = 2  # wrong usage, or something is missing on this machine
INTERRUPTED, TERMINATED = 130, 143  # as in shells: 128 and the number of the signal


class Command(click.Command):
    """A command with Chinese help."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = [piece.replace("[OPTIONS]", "[选项]") for piece in self.collect_usage_pieces(ctx)]
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix="用法：")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        _options(self, ctx, formatter)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        return _help(super().get_help_option(ctx))


class ChineseGroup(click.Group):
    """The program: Chinese help, exit codes, and a message instead of a traceback."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_usage(ctx.command_path, "命令 [选项] [参数]…", prefix="用法：")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        self.format_commands(ctx, formatter)
        _options(self, ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        commands = ((name, self.get_command(ctx, name)) for name in self.list_commands(ctx))
        rows = [(name, command.get_short_help_str(limit=200)) for name, command in commands if command]
        with formatter.section("命令"):
            formatter.write_dl(rows)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)  # in the order in which they are needed, not by letter

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        return _help(super().get_help_option(ctx))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            names = self.list_commands(ctx)
            close = nearest(args[0], names)
            hint = f"是不是“{close}”？" if close else f"可以用的命令：{'、'.join(names)}"
            raise click.UsageError(f"没有“{args[0]}”这个命令。{hint}", ctx)
        return super().resolve_command(ctx, args)

    def main(self, *args: Any, **extra: Any) -> Any:
        """Run and exit with the command's code."""
        run = partial(super().main, *args, **{**extra, "standalone_mode": False})
        if not extra.get("standalone_mode", True):
            return run()
        _in_utf8()
        collect_seldom()
        if signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
            signal.signal(signal.SIGTERM, _terminated)
        sys.stdout = sys.stdout or io.TextIOWrapper(io.BytesIO())  # None where it was closed
        sys.stderr = sys.stderr or io.TextIOWrapper(io.BytesIO())
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):  # a terminal that cannot show a character must not stop the work
                stream.reconfigure(errors="backslashreplace")
        sys.exit(_guarded(run))


class Terminated(KeyboardInterrupt):
    """SIGTERM, handled like Ctrl-C."""


def _terminated(number: int, frame: object) -> None:
    raise Terminated


def _in_utf8() -> None:
    """Start again in UTF-8 mode where file names are not UTF-8 (LC_ALL=POSIX with PYTHONUTF8=0)."""
    if os.name == "posix" and sys.getfilesystemencoding() != "utf-8" and not sys.flags.utf8_mode:
        os.execve(sys.executable, sys.orig_argv, {**os.environ, "PYTHONUTF8": "1"})


def _guarded(run: Callable[[], object]) -> int:
    """The exit code of a run; every exception becomes a message."""
    try:
        code = run()
        return code if isinstance(code, int) else 0
    except click.UsageError as error:
        if type(error).__name__ == "NoArgsIsHelpError":  # no command at all: the message is the help (click 8.2)
            _print_error(error.format_message())
            return BROKEN
        from yizhangtu.cli.report.columns import safe

        path = error.ctx.command_path if error.ctx else "yizhangtu"
        _print_error(f"用法不对：{safe(chinese_message(error))}\n运行“{path} --help”看说明。")
        return BROKEN
    except click.ClickException as error:
        from yizhangtu.cli.report.columns import safe

        _print_error(f"错误：{safe(error.format_message())}")
        return BROKEN
    except (click.Abort, KeyboardInterrupt) as error:
        _print_error("已中断。")
        return TERMINATED if isinstance(error.__cause__ or error, Terminated) else INTERRUPTED
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output has gone
        return 1
    except Exception as error:
        return _report(error)


def _print_error(text: str) -> None:
    """Print to stderr, which may be full or closed, or its reader interrupted like this program."""
    with suppress(OSError, ValueError):
        click.echo(text, err=True)


def _report(error: Exception) -> int:
    """Print what is wrong and what to do; exceptions that are not expected are bugs."""
    from yizhangtu.cli.output import show_faults
    from yizhangtu.cli.report.columns import safe
    from yizhangtu.model.errors import StyleError, UsageError
    from yizhangtu.system.inputs import BOTH, NUMBERS, WRITING, reason
    from yizhangtu.system.problem import MissingDependency

    if isinstance(error, StyleError):
        show_faults(error.diagnostics, error.texts, err=True)
        return BROKEN
    if isinstance(error, UsageError):
        what, hint = f"错误：{error.message}", error.hint
    elif isinstance(error, MissingDependency):
        what, hint = f"错误：{error.what}", error.mend
    elif isinstance(error, OSError) and error.filename is not None:
        what = f"错误：不能读写“{error.filename}”：{reason(error, BOTH)}"
        hint = "请检查磁盘和文件的权限；是程序自己的文件，就重新安装"
    elif isinstance(error, OSError) and error.errno in NUMBERS:  # a stream, not a file
        what, hint = f"错误：不能输出：{reason(error, WRITING)}", "请检查磁盘空间，或者换一个地方输出"
    else:
        what = f"程序出错（{type(error).__name__}: {error}）"
        hint = "这是程序的毛病，请把命令和这条信息发给维护者"
    _print_error(safe(what))
    if hint:
        _print_error(f"  提示: {safe(hint)}")
    return BROKEN


def chinese_message(error: click.UsageError) -> str:
    """Click's message in Chinese."""
    if isinstance(error, click.NoSuchOption):
        hint = f"。是不是 {'、'.join(error.possibilities)}？" if error.possibilities else ""
        return f"没有 {error.option_name} 这个选项{hint}"
    if isinstance(error, click.BadOptionUsage):
        return f"选项 {error.option_name} 后面要有一个值" if "requires an argument" in error.message else error.message
    if isinstance(error, click.MissingParameter):
        name = error.param.human_readable_name if error.param else ""
        return f"缺少参数 {name}"
    if isinstance(error, click.BadParameter):
        name = error.param.opts[-1] if error.param and error.param.opts else ""
        return f"{name} 的值不对：{_value(error)}"
    extra = re.match(r"Got unexpected extra arguments? \((.*)\)", error.message)
    return f"多了参数 {extra[1]}；名称里有空格时要加引号" if extra else error.message


def _value(error: click.BadParameter) -> str:
    kind = error.param.type if error.param else None
    if isinstance(kind, click.Choice):
        return f"只能是 {'、'.join(map(str, kind.choices))}"
    if isinstance(kind, click.IntRange):
        return f"要写 {kind.min} 到 {kind.max} 之间的整数" if kind.max else f"要写不小于 {kind.min} 的整数"
    return error.message


def _help(option: click.Option | None) -> click.Option | None:
    if option is not None:
        option.help = "显示这份说明。"
    return option


def _options(command: click.Command, ctx: click.Context, formatter: click.HelpFormatter) -> None:
    options = [param for param in command.get_params(ctx) if isinstance(param, click.Option)]
    records = [record for option in options if (record := option.get_help_record(ctx)) is not None]
    if records:
        with formatter.section("选项"):
            formatter.write_dl(records)
