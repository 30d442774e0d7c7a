"""Nothing is fetched, read outside the project, executed, or written outside the folder of results: no socket is
opened, no process is started but `dot`, and every file that is opened is known beforehand."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import sysconfig
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from helpers.guides import ROOT
from helpers.hostile_project import write_project
from helpers.installed import installed_styles
from yizhangtu.build.build import BuildRequest, build_files
from yizhangtu.build.checked import check_files
from yizhangtu.commands.preview import preview_picture, preview_text
from yizhangtu.system import places
from yizhangtu.system.fonts import font_files

MEDIA = "poster-a3,booklet-a5,large-print,640x480px,text"
COMMANDS = (
    ("check",),
    ("build", "-j", "1", "-q", "-m", MEDIA, "flows/敌.yaml"),
    ("build", "-j", "1", "-q", "-m", "poster-a3", "flows/敌.yaml", "--print"),
    ("preview", "--image", "flows/敌.yaml"),
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    folder.mkdir()
    write_project(folder)
    return folder


def environment(project: Path) -> dict[str, str]:
    """A home, a cache and a folder for temporary files of its own."""
    found = {**os.environ, "LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"}
    for name, folder in (("HOME", "home"), ("XDG_CACHE_HOME", "cache"), ("TMPDIR", "tmp")):
        (project.parent / folder).mkdir(exist_ok=True)
        found[name] = str(project.parent / folder)
    return found


def digests(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith(".")
    }


class Opened(Exception):
    """What must not be opened was."""


def test_no_socket_and_no_process_but_dot(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[str] = []
    popen = subprocess.Popen.__init__

    def refuse(*args: Any, **more: Any) -> Any:
        raise Opened(args)

    def only_ours(self: subprocess.Popen[bytes], args: Any, *rest: Any, **more: Any) -> None:
        started.append(args if isinstance(args, str) else args[0])
        popen(self, args, *rest, **more)

    monkeypatch.chdir(project)
    monkeypatch.setattr(socket.socket, "__init__", refuse)
    for name in "create_connection", "getaddrinfo", "gethostbyname", "gethostbyname_ex", "socketpair":
        monkeypatch.setattr(socket, name, refuse)
    for name in "system", "execv", "execve", "execvp", "posix_spawn", "fork", "forkpty":
        monkeypatch.setattr(os, name, refuse)
    monkeypatch.setattr(subprocess.Popen, "__init__", only_ours)
    assert len(check_files(()).guides) == 4
    result = build_files(BuildRequest(media=MEDIA.split(","), processes=1))
    assert len(result.outputs) > 15 and not result.failed and result.missing is None
    simple = min(Path("flows").glob("[a-z]*.yaml"))  # these finishes are the same work for every guide
    assert build_files(BuildRequest(paths=(simple,), media=("poster-a3",), print_shop=True, processes=1)).outputs
    assert build_files(BuildRequest(paths=(simple,), media=("poster-a3",), archive=True, processes=1)).outputs
    assert preview_text("flows/敌.yaml").text and preview_picture("flows/敌.yaml").pages
    assert set(started) <= {"dot", "fc-list"} and "dot" in started


def test_the_fetcher_knows_two_names(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not only addresses of the web: WeasyPrint asks it for whatever a page names."""
    from helpers.guides import LETTERS
    from yizhangtu.media.context import Context

    press = Context(LETTERS, installed_styles()).press
    fetcher = press._fetcher
    assert fetcher.fetch("yzt:regular") is not None
    for url in (
        "http://x.example/", "https://x.example/", "file:///etc/passwd", "/etc/passwd", "data:text/plain,x",
        "ftp://x.example/", "yzt:page", "yzt:regular/../x", "YZT:regular", "", "javascript:x", "//x.example/x",
    ):  # fmt: skip
        with pytest.raises(ValueError, match="not part of the document"):
            fetcher.fetch(url)


# The whole command, as a process.


def known_places(project: Path) -> list[str]:
    """Where a build may open files for reading: the project, the program, Python, the fonts, what it keeps itself."""
    above = project.parent
    found = [project, above / "cache", above / "tmp", places.package(), places.styles(), ROOT / "src", ROOT / "tests"]
    python = [sys.prefix, sys.base_prefix, *sysconfig.get_paths().values(), *filter(None, sys.path)]
    there = font_files.find_fonts()
    fonts_there = [str(Path(path).parent) for path, _ in (there.regular, there.bold)]
    system = ["/usr/lib", "/lib", "/usr/share/zoneinfo", "/etc/localtime", "/etc/mime.types", "/proc/self", "/dev"]
    return [os.path.realpath(one) for one in (*found, *python, *fonts_there, *system)]


def inside(path: str, folders: Sequence[str]) -> bool:
    real = os.path.realpath(path)
    return any(real == folder or real.startswith(f"{folder}/") for folder in folders)


@pytest.mark.parametrize("args", COMMANDS, ids=lambda args: " ".join(args[:1] + args[-1:]))
def test_every_file_is_a_known_one(project: Path, args: tuple[str, ...]) -> None:
    log = project.parent / "log"
    command = [sys.executable, str(Path(__file__).parent / "watched.py"), str(log), *args]
    done = subprocess.run(command, cwd=project, env=environment(project), capture_output=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr.decode()
    assert os.listdir(project.parent / "tmp") == []
    events = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    readable = known_places(project)
    writable = [os.path.realpath(one) for one in (project / "output", project.parent / "cache", project.parent / "tmp")]
    opened = [event for event in events if event[0] == "open" and isinstance(event[1], str)]
    assert any("敌.yaml" in event[1] for event in opened)
    strange = [event[1] for event in opened if not inside(os.path.join(project, event[1]), readable)]
    assert strange == []
    changes = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
    for event in opened:
        if event[3] & changes and event[1] != os.devnull:
            assert inside(os.path.join(project, event[1]), writable), event
    for name, *given in events:
        if name in ("os.mkdir", "os.remove", "os.rename", "os.link", "os.rmdir", "os.truncate", "shutil.rmtree"):
            paths = [one for one in given[: 1 + (name in ("os.rename", "os.link"))] if isinstance(one, str)]
            in_a_folder = name in ("os.remove", "os.rmdir") and given[1] != -1  # of a tree that is looked at as a whole
            assert in_a_folder or all(inside(os.path.join(project, one), writable) for one in paths), (name, given)
    asked = {event[0] for event in events}
    assert not {name for name in asked if name.startswith(("socket", "urllib", "http", "ftplib", "os.exec", "os.sy"))}
    started = {str(event[1]) for event in events if event[0] == "subprocess.Popen"}
    assert {Path(name).name for name in started} <= {"dot", "fc-list"}


def works(*command: str) -> bool:
    """Whether a tool is there and may be used here."""
    try:
        return subprocess.run([*command, "true"], capture_output=True, timeout=20, check=False).returncode == 0
    except OSError:
        return False


@pytest.mark.skipif(not works("unshare", "-rn"), reason="no network namespaces here")
def test_the_same_bytes_without_any_network(project: Path) -> None:
    command = [sys.executable, "-m", "yizhangtu", "build", "-q", "-j", "1", "-m", "poster-a3,text", "flows/敌.yaml"]
    found = []
    for before in [], ["unshare", "-rn"]:
        shutil.rmtree(project / "output", ignore_errors=True)
        subprocess.run([*before, *command], cwd=project, env=environment(project), timeout=120, check=True)
        found.append(digests(project / "output"))
    assert found[0] == found[1] and len(found[0]) == 2


@pytest.mark.skipif(not works("strace", "-o", os.devnull, "-e", "trace=none"), reason="no strace here")
def test_the_system_is_asked_for_nothing_else(project: Path) -> None:
    """Also by the libraries behind Python: Pango, HarfBuzz, fontconfig, libyaml; and by dot."""
    log = project.parent / "log"
    watched = [
        "strace",
        "-f",
        "-qq",
        "-o",
        str(log),
        "-e",
        "trace=open,openat,creat,socket,connect,execve,rename,unlink",
    ]
    command = [sys.executable, "-m", "yizhangtu", "build", "-q", "-j", "1", "-m", "poster-a3", "flows/敌.yaml"]
    subprocess.run([*watched, *command], cwd=project, env=environment(project), timeout=300, check=True)
    calls = log.read_text("utf-8", "replace").splitlines()
    assert not [line for line in calls if re.search(r"\b(socket|connect)\(", line)]
    programs = {Path(name).name for name in re.findall(r'execve\("([^"]+)".*= 0$', "\n".join(calls), re.M)}
    assert programs - {Path(sys.executable).name, Path(os.path.realpath(sys.executable)).name} <= {"dot", "fc-list"}
    above = project.parent
    writable = [os.path.realpath(one) for one in (project / "output", above / "cache", above / "tmp")]
    for line in calls:
        found = re.search(r'(?:open|openat|creat)\((?:[^",]*, )?"([^"]+)", ([A-Z_|]+)', line)
        if found and re.search("O_WRONLY|O_RDWR|O_CREAT", found[2]) and " = -1 " not in line:
            path = found[1].encode("latin-1").decode("unicode_escape").encode("latin-1").decode("utf-8", "replace")
            assert path == os.devnull or inside(os.path.join(project, path), writable), line
    assert not [line for line in calls if re.search(r'"/etc/passwd"|x\.example', line)]  # that texts of it speak of
