"""A web server on one address of this machine: its socket, its loop, its end."""

from __future__ import annotations

import errno
import socket
from collections.abc import Callable
from importlib.util import find_spec
from typing import Any

from yizhangtu.system.problem import MissingDependency

BACKLOG = 128
PACKAGES = ("starlette", "uvicorn", "websockets", "watchfiles")


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens; port 0 takes a free one. MissingDependency where the port is in use or not allowed."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    found = socket.socket(family, socket.SOCK_STREAM)
    found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        found.bind((host, port))
    except (OSError, OverflowError) as error:
        found.close()
        number = getattr(error, "errno", 0)
        if number == errno.EADDRINUSE:
            what = f"端口 {port} 有别的程序在用"
        elif number == errno.EACCES:
            what = f"没有用端口 {port} 的权限"
        else:
            what = f"不能用地址 {host}:{port}"
        raise MissingDependency(what, "换一个端口，如 --port 8765；--port 0 自己找一个空的") from None
    found.listen(BACKLOG)
    return found


def need_packages() -> None:
    """MissingDependency where a library of the extra `serve` is not installed."""
    missing = [name for name in PACKAGES if find_spec(name) is None]
    if missing:
        what = f"没有安装打开写作台要用的库：{'、'.join(missing)}"
        raise MissingDependency(what, "运行：pip install 'yizhangtu[serve]'")


def run(app: Any, listener: socket.socket, started: Callable[[], object]) -> None:
    """Serve an ASGI application until the process is interrupted; `started` is called when it answers."""
    import uvicorn

    class Server(uvicorn.Server):  # type: ignore[misc,unused-ignore]
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            started()

    config = uvicorn.Config(
        app, log_level="error", access_log=False, server_header=False, date_header=False, ws="websockets-sansio",
        ws_max_size=8 << 20, proxy_headers=False, timeout_graceful_shutdown=3, lifespan="on",
    )  # fmt: skip
    Server(config).run([listener])
