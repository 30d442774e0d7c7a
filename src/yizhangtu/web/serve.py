"""The request of the command → a server that runs until it is interrupted."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from yizhangtu.commands.desk import PRELOADED
from yizhangtu.model.errors import UsageError
from yizhangtu.system import inputs
from yizhangtu.system.desk import server, tokens
from yizhangtu.system.workers import processes

LOCAL = ("127.0.0.1", "::1", "localhost")


class ServeRequest(NamedTuple):
    """`path`: the project or its folder of definitions, "" for the nearest; `port`: 0 for a free one; `host`: the
    address to listen on; `proxied`: a proxy on this machine says who asks."""

    path: str = ""
    port: int = 0
    host: str = LOCAL[0]
    read_only: bool = False
    proxied: bool = False


def serve(request: ServeRequest, started: Callable[[str], object]) -> None:
    """Serve the desk; `started` is called with its address, token included. Raises UsageError for a folder that is
    none and for an address that others can reach, MissingDependency for a port that is taken."""
    if request.host not in LOCAL and not request.proxied:
        raise UsageError(
            f"不能在 {request.host} 上打开写作台：同一个网络里的人都连得上，口令会在网上明着传",
            "只给自己用，去掉 --host；给县里大家用，前面放一个有 HTTPS 和登录的代理，加上 --behind-proxy",
        )
    folder = inputs.desk_folder(request.path)
    server.need_packages()
    processes.prepare(PRELOADED)  # while this process loads what it needs itself
    from yizhangtu.web.app import create_app
    from yizhangtu.web.guard import Access

    with server.listening(request.host, request.port) as listener:
        port = listener.getsockname()[1]
        names = {f"{name}:{port}" for name in ("127.0.0.1", "localhost", "[::1]")}
        access = Access(tokens.new_token(), frozenset(names), port, request.proxied, request.read_only)
        shown = f"[{request.host}]" if ":" in request.host else request.host
        address = f"http://{shown}:{port}/" + ("" if request.proxied else f"?token={access.token}")
        server.run(create_app(folder, access), listener, lambda: started(address))
