"""The command, run → every file, process and socket that Python was asked for (an audit hook, PEP 578)."""

from __future__ import annotations

import json
import sys

EVENTS = (
    "open", "os.listdir", "os.scandir", "os.exec", "os.fork", "os.forkpty", "os.posix_spawn", "os.system", "os.spawn",
    "os.mkdir", "os.remove", "os.rename", "os.link", "os.symlink", "os.rmdir", "os.chmod", "os.truncate",
    "subprocess.Popen", "socket.__new__", "socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname",
    "socket.sendto", "urllib.Request", "http.client.connect", "ftplib.connect", "pty.spawn", "webbrowser.open",
    "shutil.rmtree", "ctypes.dlopen",
)  # fmt: skip


def main(log: str, *args: str) -> None:
    """The command with `args`; what it asked for goes into the file `log`, one JSON list a line."""
    stream = open(log, "w", encoding="utf-8")  # noqa: SIM115  # open as long as the process lives

    def note(event: str, given: tuple[object, ...]) -> None:
        if event in EVENTS:
            stream.write(json.dumps([event, *(one if isinstance(one, int) else _said(one) for one in given)]) + "\n")
            stream.flush()

    sys.addaudithook(note)
    from yizhangtu.cli.main import main as command

    command(list(args))


def _said(value: object) -> str:
    if isinstance(value, list | tuple):
        return " ".join(map(_said, value))
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


if __name__ == "__main__":
    main(*sys.argv[1:])
