"""A desk that runs as a program of its own, and requests to it as a browser or an attacker sends them."""

from __future__ import annotations

import http.client
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote, urlsplit

from websockets.sync.client import ClientConnection, connect

WAIT_S = 30.0


class Answer(NamedTuple):
    """The answer to a request; header names in small letters."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def data(self) -> Any:
        """Its JSON."""
        return json.loads(self.body)


class RunningDesk(NamedTuple):
    """A server: its address with the token, and its process."""

    address: str
    process: subprocess.Popen[str]

    @property
    def host(self) -> str:
        """Its host and port."""
        return urlsplit(self.address).netloc

    @property
    def token(self) -> str:
        """The token in its address."""
        return self.address.partition("?token=")[2]

    @property
    def cookie(self) -> str:
        """The cookie that a browser sends."""
        return f"yizhangtu_{self.host.rpartition(':')[2]}={self.token}"

    @property
    def own(self) -> dict[str, str]:
        """The headers of a page of the desk itself."""
        return {"Cookie": self.cookie, "Origin": f"http://{self.host}"}

    def ask(self, path: str, headers: dict[str, str] | None = None, body: object = None, method: str = "") -> Answer:
        """A request with exactly these headers beside Host; a body is sent as JSON, bytes as they are."""
        connection = http.client.HTTPConnection(self.host, timeout=WAIT_S)
        data = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
        try:
            connection.request(method or ("GET" if body is None else "POST"), path, data, headers or {})
            answer = connection.getresponse()
            return Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())
        finally:
            connection.close()

    def socket(self, name: str, headers: dict[str, str] | None = None) -> ClientConnection:
        """The socket of a guide."""
        given = self.own if headers is None else headers
        return connect(
            f"ws://{self.host}/guide/{quote(name)}/socket", additional_headers=given, open_timeout=WAIT_S, max_size=None
        )


@contextmanager
def running(folder: Path, *options: str) -> Iterator[RunningDesk]:
    """A desk for a folder; it is stopped at the end."""
    command = [sys.executable, "-m", "yizhangtu", "serve", str(folder), *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield RunningDesk(process.stdout.readline().strip(), process)
        finally:
            process.terminate()
            process.wait(WAIT_S)


def received(socket: ClientConnection, kind: str, timeout: float = WAIT_S) -> dict[str, Any]:
    """The next message of a kind; others are passed over."""
    while True:
        message: dict[str, Any] = json.loads(socket.recv(timeout))
        if message["type"] == kind:
            return message


def sent(socket: ClientConnection, **message: object) -> None:
    """Send a message."""
    socket.send(json.dumps(message))
