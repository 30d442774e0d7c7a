"""Who may ask what: the gate in front of all routes, and the headers of every answer.

The server listens on this machine alone. A page of another site can still send requests there, and a name of another
site can be made to lead there (DNS rebinding): so the host has to be one of the server's own, what changes anything has
to come from a page of the server (Origin), and everything needs the token, first in the address, then in a cookie.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from starlette.datastructures import Headers, MutableHeaders, QueryParams
from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from yizhangtu.system.desk import tokens

TOKEN = "token"  # its name in an address
USER, ROLE = "x-remote-user", "x-remote-role"  # headers of a proxy
READ, WRITE = "read", "write"  # roles
LARGEST = 10 << 20  # bytes of a request
HERE = ("127.0.0.1", "::1", "localhost")
LONGEST_USER = 64


class Access(NamedTuple):
    """`hosts`: the names and ports by which the server is reached; `proxied`: a proxy on this machine says who asks;
    `read_only`: nobody may change anything."""

    token: str
    hosts: frozenset[str]
    port: int
    proxied: bool = False
    read_only: bool = False

    @property
    def cookie(self) -> str:
        """The name of the cookie: cookies do not know ports."""
        return f"yizhangtu_{self.port}"


class NotAdmitted(Exception):
    """A request that is not let through; the message says why."""

    def __init__(self, message: str, status: int = 403) -> None:
        super().__init__(message)
        self.message = message
        self.status = status


class Guard:
    """Lets through what may be asked, with `scope["user"]` and `scope["role"]`."""

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self._app = app
        self._access = access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The ASGI interface."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        nonce = tokens.new_token()
        scope["nonce"] = nonce
        try:
            answer = self._admitted(scope)
        except NotAdmitted as refused:
            answer = PlainTextResponse(f"{refused.message}\n", refused.status)
        host = Headers(scope=scope).get("host", "")
        guarded = _with_headers(send, nonce, host)
        if answer is None:
            await self._app(scope, _bounded(receive), guarded)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 4403, "reason": ""})
        else:
            await answer(scope, receive, guarded)

    def _admitted(self, scope: Scope) -> Response | None:
        """None for a request that goes on; else what is answered. NotAdmitted for one that may not be asked."""
        headers = Headers(scope=scope)
        if self._access.proxied:
            self._named_by_proxy(scope, headers)
        else:
            if headers.get("host", "") not in self._access.hosts:
                raise NotAdmitted("这个地址不是写作台的", 421)
            given = self._in_address(scope)
            if given is not None:
                return given
            if not tokens.same(_cookie(headers, self._access.cookie), self._access.token):
                raise NotAdmitted("要用 yizhangtu serve 打印的地址打开，地址里有口令", 403)
            scope["user"], scope["role"] = "", READ if self._access.read_only else WRITE
        self._same_site(scope, headers)
        if scope["type"] == "http" and scope["method"] not in ("GET", "HEAD") and scope["role"] != WRITE:
            raise NotAdmitted("只能看，不能改")
        length = headers.get("content-length", "")
        if length.isdecimal() and int(length) > LARGEST:
            raise NotAdmitted("文件太大，最大 10 MB", 413)
        return None

    def _in_address(self, scope: Scope) -> Response | None:
        """A redirection with the cookie for an address with the right token; None for one without."""
        if scope["type"] != "http" or scope["method"] != "GET":
            return None
        query = QueryParams(scope["query_string"]).multi_items()
        given = [value for name, value in query if name == TOKEN]
        if not given:
            return None
        if not tokens.same(given[0], self._access.token):
            raise NotAdmitted("口令不对：地址里的口令只在这一次运行里有效，请用现在打印的地址")
        rest = str(QueryParams([pair for pair in query if pair[0] != TOKEN]))
        path = scope["raw_path"].decode("latin-1").partition("?")[0]
        path = "/" + path.lstrip("/\\")  # never the address of another host
        answer = RedirectResponse(path + (f"?{rest}" if rest else ""), 303)
        answer.set_cookie(self._access.cookie, self._access.token, path="/", httponly=True, samesite="strict")
        return answer

    def _named_by_proxy(self, scope: Scope, headers: Headers) -> None:
        client = scope.get("client")
        if client is None or client[0] not in HERE:
            raise NotAdmitted("只接受这台电脑上的代理转来的请求")
        users = headers.getlist(USER)
        user = _decoded(users[0]) if len(users) == 1 else ""
        if not user:
            raise NotAdmitted(f"代理没有写明是谁：请求里要有一个 {USER}", 401)
        writes = headers.getlist(ROLE) == [WRITE] and not self._access.read_only
        scope["user"], scope["role"] = user[:LONGEST_USER], WRITE if writes else READ

    def _same_site(self, scope: Scope, headers: Headers) -> None:
        """Refuse what a page of another site sends: a change, or a connection that could bring one."""
        if scope["type"] == "http" and scope["method"] in ("GET", "HEAD"):
            if headers.get("sec-fetch-site", "none") in ("same-origin", "none"):
                return
            if headers.get("sec-fetch-mode") == "navigate":
                return  # a link to the desk on another page: Strict keeps the cookie back anyway
            raise NotAdmitted("别的网站不能用写作台")
        origin, host = headers.get("origin", ""), headers.get("host", "")
        schemes = ("http", "https") if self._access.proxied else ("http",)
        if origin not in {f"{scheme}://{host}" for scheme in schemes}:
            raise NotAdmitted("别的网站不能用写作台")


def _cookie(headers: Mapping[str, str], name: str) -> str:
    return cookie_parser(headers.get("cookie", "")).get(name, "")


def _decoded(value: str) -> str:
    """A name in a header: UTF-8, which ASGI hands over as Latin-1; without control characters."""
    try:
        text = value.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return ""
    return "".join(char for char in text if char.isprintable()).strip()


def _with_headers(send: Send, nonce: str, host: str) -> Send:
    """Add what tells the browser how little these pages may do."""
    policy = (
        "default-src 'none'; script-src 'self'; "
        f"style-src 'self' 'nonce-{nonce}'; img-src 'self' data: blob:; font-src 'self'; "
        f"connect-src 'self' {_sockets(host)}; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )

    async def guarded(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers["content-security-policy"] = policy
            headers["x-content-type-options"] = "nosniff"
            headers["referrer-policy"] = "no-referrer"
            headers["x-frame-options"] = "DENY"
            headers["cross-origin-opener-policy"] = "same-origin"
            headers["cross-origin-resource-policy"] = "same-origin"
            headers.setdefault("cache-control", "no-store")
        await send(message)

    return guarded


def _sockets(host: str) -> str:
    """The server's own sockets: 'self' does not include them in Chromium 87 and Firefox ESR."""
    plain = "".join(char for char in host if char.isascii() and (char.isalnum() or char in ".-:[]_"))
    return f"ws://{plain} wss://{plain}" if plain else ""


def _bounded(receive: Receive) -> Receive:
    """End a request that sends more than it may, whatever it said of its length."""
    got = 0

    async def bounded() -> Message:
        nonlocal got
        message = await receive()
        if message["type"] == "http.request":
            got += len(message.get("body", b""))
            if got > LARGEST:
                raise NotAdmitted("文件太大，最大 10 MB", 413)
        return message

    return bounded
