"""`yizhangtu preview`: arguments → the guide in the terminal, as text or as the picture of its poster."""

from __future__ import annotations

import io
import os
import sys
from typing import TYPE_CHECKING

import click

from yizhangtu.cli import output
from yizhangtu.cli.chinese import Command

if TYPE_CHECKING:
    from PIL.Image import Image


@click.command(cls=Command, short_help="在终端里看一份定义。")
@click.argument("path", metavar="路径")
@click.option(
    "--width", type=click.IntRange(20, 1000), metavar="列数", help="多少列宽，文字至少 40 列；默认是终端的宽度。"
)
@click.option("--image", is_flag=True, help="看真的海报：画出 PDF 的每一页。")
@click.option(
    "-m", "--media", "medium", default="poster-a3", metavar="媒介", help="和 --image 一起用：哪种媒介，默认 poster-a3。"
)
@click.option("-t", "--theme", metavar="配色", help="和 --image 一起用：哪种配色。")
@click.option("--ascii", "ascii_only", is_flag=True, help="线条只用 - | + 等字符。")
@click.option("--wide", "wide_lines", is_flag=True, help="终端把线条和引号显示成两列宽时用。")
@click.option("--village", metavar="村名", default="", help="看哪个村的，公示用。")
@click.option("--period", metavar="期", default="", help="看哪一期的，公示用，如 2026-10。")
def preview(
    path: str,
    width: int | None,
    image: bool,
    medium: str,
    theme: str | None,
    ascii_only: bool,
    wide_lines: bool,
    village: str,
    period: str,
) -> int:
    """在终端里看一份定义：默认用文字画出流程，--image 显示真的海报。"""
    from yizhangtu.commands.preview import PreviewOccasion, preview_picture, preview_text
    from yizhangtu.export.terminal.terminal_columns import LEAST
    from yizhangtu.model.errors import UsageError

    stdin = output.read_stdin([path])
    columns = width or output.columns()
    occasion = PreviewOccasion(village, period)
    if image:
        pictured = preview_picture(path, medium, theme=theme, stdin=stdin, occasion=occasion)
        output.show_faults(pictured.diagnostics, pictured.texts, err=True)
        if pictured.missing:
            raise pictured.missing
        for page in pictured.pages:
            click.echo(_drawn(page, columns), color=True)
        return output.exit_code(pictured.diagnostics, strict=False)
    if width is not None and width < LEAST:
        raise UsageError(f"--width {width} 太窄，文字画不下", f"至少写 {LEAST}；要更窄，就用 --image 看图")
    colour = output.wants_colour(sys.stdout)
    shown = preview_text(
        path, columns, colour=colour, ascii_only=ascii_only, wide_lines=wide_lines, stdin=stdin, occasion=occasion
    )
    output.show_faults(shown.diagnostics, shown.texts, err=True)
    if shown.text is not None:
        click.echo(shown.text, color=True)
    return output.exit_code(shown.diagnostics, strict=False)


def _drawn(page: Image, columns: int) -> str:
    """A page in the format that this terminal shows; in half blocks for a file or a pipe."""
    from yizhangtu.export.terminal.terminal_image import half_blocks, iterm2, kitty, protocol

    way = protocol(os.environ) if sys.stdout.isatty() else "half-blocks"
    if way == "half-blocks":
        return half_blocks(page, columns)
    stream = io.BytesIO()
    page.save(stream, "PNG")
    return kitty(stream.getvalue(), columns) if way == "kitty" else iterm2(stream.getvalue(), columns)
