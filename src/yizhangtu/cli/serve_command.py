"""`yizhangtu serve`: arguments → the author's desk in a browser."""

from __future__ import annotations

import click

from yizhangtu.cli.build_command import CountRange
from yizhangtu.cli.chinese import Command


@click.command(cls=Command, short_help="打开写作台：左边写，右边看海报。")
@click.argument("path", required=False, default="", metavar="[文件夹]")
@click.option("--port", type=CountRange(0, 65535), default=0, metavar="端口", help="端口，默认自己找一个空的。")
@click.option("--host", default="127.0.0.1", metavar="地址", help="在哪个地址上，默认只有这台电脑连得上。")
@click.option("--open", "shown", is_flag=True, help="打开浏览器。")
@click.option("--read-only", "read_only", is_flag=True, help="只能看，不能改。")
@click.option("--behind-proxy", "proxied", is_flag=True, help="前面有代理：谁在用、能不能改，听代理的。")
def serve(path: str, port: int, host: str, shown: bool, read_only: bool, proxied: bool) -> int:
    """打开写作台：在浏览器里写，海报跟着变，边写边存。

    第一行输出是地址，里面有口令，只在这一次运行里有效。按 Ctrl-C 停下。

    加 --behind-proxy，代理要在这台电脑上，每个请求写明 X-Remote-User（谁）和 X-Remote-Role（read 或 write）。
    """
    from yizhangtu.system.desk import browser
    from yizhangtu.web.serve import ServeRequest
    from yizhangtu.web.serve import serve as run

    def started(address: str) -> None:
        click.echo(address)
        if shown and not browser.show(address):
            click.echo("没有找到浏览器，把上面的地址复制到浏览器里打开。", err=True)

    run(ServeRequest(path, port, host, read_only, proxied), started)
    return 0
