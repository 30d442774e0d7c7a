"""`yizhangtu site`: definitions → a static web site."""

from __future__ import annotations

import click

from yizhangtu.cli import output
from yizhangtu.cli.chinese import Command


@click.command(cls=Command, short_help="做成网站：二维码打开的就是它；放在哪里都行，U 盘里也能看。")
@click.argument("paths", nargs=-1, metavar="[路径]…")
@click.option("-o", "--output", "folder", metavar="文件夹", default="", help="放在哪里，默认“网站”或“公众号”。")
@click.option("-f", "--format", "form", type=click.Choice(["html", "wechat"]), default="html",
              help="wechat 是公众号的正文，打开、全选、复制、粘贴。")  # fmt: skip
@click.option("--base", metavar="网址", default="", help="网站放好以后的地址，可以带文件夹；不写也能用。")
@click.option("--village", "villages", multiple=True, metavar="村名", help="另给这些村各做一页，写“全部”就是所有的村。")
@click.option("--period", metavar="期", default="", help="公示是哪一期的，如 2026-10。")
@click.option("--strict", is_flag=True, help="有警告时退出码也是 1。")
@click.option("-q", "--quiet", is_flag=True, help="不列出文件。")
def site(
    paths: tuple[str, ...],
    folder: str,
    form: str,
    base: str,
    villages: tuple[str, ...],
    period: str,
    strict: bool,
    quiet: bool,
) -> int:
    """做一个不用服务器程序的网站：开头页有查找，一件事一页，还有谁办什么、改了什么、核验、公示、各村的电话。

    没有改动的网页不重写；文件夹里别人的文件从来不动。
    """
    from yizhangtu.commands.site.articles import make_articles
    from yizhangtu.commands.site.make import SiteRequest, make_site

    request = SiteRequest(paths, folder, base, villages, period)
    done = make_articles(request) if form == "wechat" else make_site(request)
    output.show_faults(done.diagnostics, done.texts, err=True)
    if not quiet:
        for path in done.written:
            click.echo(output.path_shown(path))
    click.echo(f"一共 {len(done.files)} 个文件，写了 {len(done.written)} 个。", err=True)
    return output.exit_code(done.diagnostics, strict)
