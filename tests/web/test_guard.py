"""Who may ask what: token, cookie, host, origin, roles, sizes and paths."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import pytest
from websockets.exceptions import InvalidStatus

from helpers.desk import RunningDesk, received, running, sent
from helpers.desk_project import GUIDE, NAME, project

OF_GUIDE = ("/guide/{}", "/guide/{}/history", "/thumbnail/{}", "/api/guide/{}/history", "/api/guide/{}/periods")
PAGES = ("/", "/api/cards", "/api/library", "/api/walls", "/fonts.css", *(one.format(quote(NAME)) for one in OF_GUIDE))


def test_the_address_is_the_first_line_and_only_this_machine_reaches_it(desk: RunningDesk) -> None:
    assert desk.address.startswith("http://127.0.0.1:") and len(desk.token) >= 32


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_shown_without_the_token(desk: RunningDesk, path: str) -> None:
    for headers in ({}, {"Cookie": "x"}, {"Cookie": desk.cookie + "x"}, {"Cookie": desk.cookie.partition("=")[0]}):
        answer = desk.ask(path, headers)
        assert answer.status == 403 and "居住" not in answer.body.decode()
    assert desk.ask(path, {"Cookie": desk.cookie}).status == 200


def test_the_token_becomes_a_cookie_that_scripts_and_other_sites_do_not_have(desk: RunningDesk) -> None:
    answer = desk.ask(f"/?token={desk.token}")
    assert answer.status == 303 and answer.headers["location"] == "/"
    flags = answer.headers["set-cookie"].lower()
    assert "httponly" in flags and "samesite=strict" in flags and desk.token in answer.headers["set-cookie"]
    assert desk.ask("/?token=" + "x" * 32).status == 403
    assert desk.ask(f"//evil.example/?token={desk.token}").headers["location"].startswith("/evil.example")


@pytest.mark.parametrize("host", ["evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1:1", "localhost.", ""])
def test_a_name_that_was_made_to_lead_here_is_refused(desk: RunningDesk, host: str) -> None:
    port = desk.host.rpartition(":")[2]
    answer = desk.ask("/", {"Host": host.format(port=port), "Cookie": desk.cookie})
    assert answer.status == 421 and "frame-ancestors 'none'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize("origin", [None, "null", "http://evil.example", "https://{host}", "http://localhost:1"])
def test_other_sites_change_nothing(desk: RunningDesk, origin: str | None) -> None:
    headers = {"Cookie": desk.cookie}
    if origin is not None:
        headers["Origin"] = origin.format(host=desk.host)
    answer = desk.ask("/api/guides", headers, {"kind": "流程", "name": "坏"})
    assert answer.status == 403
    with pytest.raises(InvalidStatus):
        desk.socket(NAME, headers)


def test_other_sites_do_not_read_pictures_either(desk: RunningDesk) -> None:
    headers = {"Cookie": desk.cookie, "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"}
    assert desk.ask(f"/thumbnail/{quote(NAME)}", headers).status == 403


def test_a_socket_needs_the_cookie(desk: RunningDesk) -> None:
    with pytest.raises(InvalidStatus):
        desk.socket(NAME, {"Origin": f"http://{desk.host}"})


@pytest.mark.parametrize("path", PAGES)
def test_pages_may_do_little(desk: RunningDesk, path: str) -> None:
    headers = desk.ask(path, desk.own).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy and "script-src 'self';" in policy and "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff" and headers["referrer-policy"] == "no-referrer"
    assert "access-control-allow-origin" not in headers


@pytest.mark.parametrize(
    "name",
    [
        "../辖区.yaml",
        "..%2f..%2fetc%2fpasswd",
        "%2e%2e%2f辖区.yaml",
        "/etc/passwd",
        "居住证明",
        "居住证明.yaml%00",
        ".",
    ],
)
@pytest.mark.parametrize("path", [*OF_GUIDE, "/static/x/{}", "/api/guide/{}/original"])
def test_paths_lead_to_files_of_the_folder_only(desk: RunningDesk, path: str, name: str) -> None:
    answer = desk.ask(path.format(quote(name, "%/")), desk.own)
    assert answer.status == 404 and b"root:" not in answer.body


@pytest.mark.parametrize("name", ["../外", "a/b", "..\\外", "/tmp/外", "外\0"])
def test_a_new_guide_lies_in_the_folder(desk: RunningDesk, name: str) -> None:
    answer = desk.ask("/api/guides", desk.own, {"kind": "流程", "name": name})
    assert answer.status == 400 and "斜线" in answer.data["message"]


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"1", b'{"kind": 1}', b"\xff"])
def test_a_request_that_makes_no_sense_is_told_so(desk: RunningDesk, body: bytes) -> None:
    answer = desk.ask("/api/guides", desk.own, body)
    assert answer.status == 400 and answer.data["message"]


def test_a_request_that_is_too_large_is_refused(desk: RunningDesk) -> None:
    assert desk.ask("/api/guides", {**desk.own, "Content-Length": str(11 << 20)}, b"").status == 413


def test_who_only_reads_changes_nothing(tmp_path: Path) -> None:
    flows = project(tmp_path)
    with running(flows, "--read-only") as desk:
        assert desk.ask("/api/guides", desk.own, {"kind": "流程", "name": "新"}).status == 403
        with desk.socket(NAME) as socket:
            hello = received(socket, "hello")
            assert not hello["writes"]
            sent(socket, type="push", version=0, updates=[{"client": "x", "changes": [[len(GUIDE)]]}])
            with pytest.raises(Exception, match="4400"):
                received(socket, "updates")
    assert (flows / NAME).read_text("utf-8") == GUIDE and sorted(one.name for one in flows.iterdir()) == [
        NAME,
        "辖区.yaml",
    ]


def test_behind_a_proxy_the_proxy_says_who_asks(tmp_path: Path) -> None:
    with running(project(tmp_path), "--behind-proxy") as desk:
        user = quote("张××").encode().decode()
        reader, writer = (
            {"X-Remote-User": user, "X-Remote-Role": "read"},
            {"X-Remote-User": user, "X-Remote-Role": "write"},
        )
        origin = {"Origin": f"http://{desk.host}"}
        new = {"kind": "流程", "name": "新"}
        assert "token" not in desk.address
        assert desk.ask("/").status == 401 and desk.ask("/", {"X-Remote-Role": "write"}).status == 401
        assert desk.ask("/", reader).status == 200
        assert desk.ask("/api/guides", {**reader, **origin}, new).status == 403
        assert desk.ask("/api/guides", writer, new).status == 403  # without an origin
        assert desk.ask("/api/guides", {**writer, **origin}, new).status == 200


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.1"])
def test_an_address_that_others_reach_is_refused_with_the_reason(tmp_path: Path, host: str) -> None:
    command = [sys.executable, "-m", "yizhangtu", "serve", str(project(tmp_path)), "--host", host]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == 2 and done.stdout == "" and "--behind-proxy" in done.stderr


def test_a_port_in_use_is_told(desk: RunningDesk, tmp_path: Path) -> None:
    port = desk.host.rpartition(":")[2]
    command = [sys.executable, "-m", "yizhangtu", "serve", str(project(tmp_path)), "--port", port]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == 2 and port in done.stderr and "--port" in done.stderr


def test_text_of_a_guide_is_text_on_every_page(tmp_path: Path) -> None:
    flows = project(tmp_path)
    bad = "</script><img src=x onerror=alert(1)>\"'{{7*7}}"
    (flows / "坏.yaml").write_text(GUIDE.replace("开具居住证明", json.dumps(bad.replace("{{7*7}}", ""))), "utf-8")
    with running(flows) as desk:
        for path in ("/", "/guide/" + quote("坏.yaml"), "/guide/" + quote(bad, "")):
            answer = desk.ask(path, desk.own)
            assert b"<img" not in answer.body
        assert desk.ask("/api/cards", desk.own).headers["content-type"].startswith("application/json")
