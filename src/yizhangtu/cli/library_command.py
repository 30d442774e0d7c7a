"""`yizhangtu library`: the guides that a project can start from, for people or tools."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

import click

from yizhangtu.cli.chinese import Command

if TYPE_CHECKING:
    from yizhangtu.library.entries import LibraryEntry


@click.command(cls=Command, short_help="查定义库：现成的定义，复制来改。")
@click.argument("word", required=False, default="", metavar="[名称]")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="json 给程序读。")
def library(word: str, form: str) -> int:
    """列出定义库：地区和名称、哪张清单、版本、几处要本地填写、几条只读到转引。

    写名称就查一份，如 yizhangtu library 低保。复制到自己的项目里：yizhangtu new --from 名称。
    """
    from yizhangtu.commands.library import as_data
    from yizhangtu.commands.library import list_library as found

    listed = found(word)
    if form == "json":
        click.echo(json.dumps([as_data(one) for one in listed], ensure_ascii=False, indent=2))
    elif len(listed) == 1:
        _one(listed[0])
    else:
        click.echo("\n".join(map(_line, listed)))
        click.echo(f"共 {len(listed)} 份。复制一份来改：yizhangtu new --from 名称", err=True)
    return 0


def _line(one: LibraryEntry) -> str:
    """One entry on one line."""
    named = one.name if one.title == one.stem else f"{one.name}（{one.title}）"
    parts = [named, one.list_name, one.version]
    parts += [f"{len(one.blanks)} 处由本地填写"] if one.blanks else []
    parts += [f"{len(one.second_hand)} 条转引"] if one.second_hand else []
    return "  ".join(part for part in parts if part)


def _one(one: LibraryEntry) -> None:
    """One entry with all that is known of it."""
    click.echo(_line(one))
    for text in one.basis:
        click.echo(f"  依据：{text}")
    for words, count in Counter(one.blanks).items():
        click.echo(f"  由本地填写：{words or '（没有写填什么）'}{f'，{count} 处' if count > 1 else ''}")
    for text in one.second_hand:
        click.echo(f"  只读到转引：{text}")
    click.echo(f"复制来改：yizhangtu new --from {one.name}", err=True)
