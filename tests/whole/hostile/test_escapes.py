"""ANSI escapes, bidi overrides and other signs that a terminal obeys, hides or reorders by: in texts, names of files,
villages and options they never reach one as they are, whatever the command."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from helpers.village_project import BROKEN, GUIDE, make_project
from yizhangtu.cli.report.columns import safe, visible
from yizhangtu.model.project import Project
from yizhangtu.read import read_guide

OURS = re.compile(r"\x1b\[[\d;]*m|\r\x1b\[K")  # colours, and the line of the progress
OBEYED = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f]"
)
STRANGE = "\x1b[2J\x1b]0;x\x07\x9b31m\u202eabc\u2066\u200b\x08\x7f\r一"
HIDDEN = "审\u00ad核"  # a hyphen that is not seen
NAME = STRANGE.replace("\x00", "")


def on_a_terminal(folder: Path, *args: str, stdin: bytes = b"") -> str:
    """What a terminal gets of a command that writes everything to it."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "yizhangtu", *args]
    env = {**os.environ, "TERM": "xterm", "LANG": "C.UTF-8"}
    env.pop("CI", None)
    with subprocess.Popen(command, cwd=folder, env=env, stdin=subprocess.PIPE, stdout=theirs, stderr=theirs) as process:
        os.close(theirs)
        assert process.stdin
        process.stdin.write(stdin)
        process.stdin.close()
        data = b""
        try:
            while piece := os.read(ours, 1 << 16):
                data += piece
        except OSError:  # the other end was closed
            pass
    os.close(ours)
    return data.decode("utf-8").replace("\r\n", "\n")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Definitions by strange names: one with texts that a terminal would obey, one with a fault of another kind."""
    escaped = json.dumps(STRANGE)  # YAML reads it as JSON does
    texts = GUIDE.format(title=f"甲{STRANGE}").replace("村监委", escaped)
    files = {
        f"字{NAME}.yaml": texts.encode("utf-8"),
        f"错{NAME}.yaml": BROKEN.format(title="乙"),
        f"好{NAME}.yaml": GUIDE.format(title="丙").replace("审核", HIDDEN),
        "辖区.yaml": f"村庄: 表.csv\n主题: {escaped}\n",
        "表.csv": f"村名,{STRANGE.replace(chr(13), '')}\n甲村{STRANGE.replace(chr(13), '')},x\n".encode(),
    }
    make_project(tmp_path, files)
    document = f"题{STRANGE}\n办理主体：{STRANGE}\n办理流程：甲→乙{STRANGE}→丙\n步骤\t时限{STRANGE}\n"
    (tmp_path / f"文{NAME}.txt").write_bytes(document.encode())
    return tmp_path


COMMANDS = (
    ("check",),
    ("check", "--format", "json"),
    ("check", "--format", "github"),
    ("check", "--explain"),
    ("build", "-m", "text"),
    ("build", "--dry-run"),
    ("build", "-m", "text", "-o", f"out{NAME}"),
    ("preview", f"flows/好{NAME}.yaml"),
    ("preview", f"flows/错{NAME}.yaml"),
    ("new", "流程", STRANGE),
    ("new", STRANGE, "甲"),
    ("import", f"文{NAME}.txt"),
    ("import", f"文{NAME}.txt", "--dry-run"),
    ("import", f"缺{NAME}.txt"),
    ("export", "flows", "-f", "dot", "-o", f"out{NAME}"),
    ("export", "flows", "-f", f"x{STRANGE}", "-o", "out"),
    ("new", "流程", "甲", "--to", f"flows/{NAME}.yaml"),
    ("build", "-m", STRANGE),
    ("build", "-t", STRANGE),
    ("build", "--village", STRANGE),
    ("check", STRANGE),
    (f"--{STRANGE}",),
    (STRANGE,),
    ("build", "-j", STRANGE),
    ("build", "--engine", STRANGE),
    ("release", "--dry-run"),
    ("release", "--on", STRANGE),
    ("verify", STRANGE),
    ("verify", "--against", STRANGE, "7K3QF9M2XDA5"),
    ("diff", STRANGE),
    ("diff", f"flows/好{NAME}.yaml", f"flows/字{NAME}.yaml"),
    ("ledger", "add", "--guide", STRANGE),
    ("ledger", "import", STRANGE),
    ("coverage", "--list", STRANGE),
    ("due", "--month", STRANGE),
    ("library", STRANGE),
    ("laws", STRANGE),
    ("new", "--from", STRANGE),
)


@pytest.mark.parametrize("args", COMMANDS, ids=lambda args: ascii(" ".join(args))[1:40])
def test_nothing_of_it_reaches_a_terminal(project: Path, args: tuple[str, ...]) -> None:
    stated = on_a_terminal(project, *args)
    assert stated.strip()
    assert OBEYED.findall(OURS.sub("", stated)) == []
    assert "Traceback" not in stated and "程序出错" not in stated


def test_nor_by_standard_input(tmp_path: Path) -> None:
    for data in GUIDE.format(title=STRANGE).encode(), b"\xff\x1b[2J: x\n", f"{STRANGE}: 1\n".encode():
        assert OBEYED.findall(OURS.sub("", on_a_terminal(tmp_path, "check", "-", stdin=data))) == []


def test_what_nobody_sees_is_a_fault_and_not_shown(tmp_path: Path) -> None:
    make_project(tmp_path, {f"好{NAME}.yaml": GUIDE.format(title="丙").replace("审核", HIDDEN)})
    stated = on_a_terminal(tmp_path, "preview", f"flows/好{NAME}.yaml")
    assert "Y602" in stated and not OBEYED.findall(OURS.sub("", stated))


def test_colours_are_the_only_sequences(project: Path) -> None:
    """Of our own, and only there where there are people."""
    stated = on_a_terminal(project, "check")
    assert "\x1b[1;31m" in stated
    assert set(OURS.findall(stated)) <= {f"\x1b[{code}m" for code in ("0", "1", "2", "36", "1;31", "1;33", "1;36")}


@pytest.mark.parametrize("sign", [chr(code) for code in (*range(0x20), *range(0x7F, 0xA0), 0x200E, 0x202E, 0x2066)])
def test_such_a_sign_in_a_definition_is_a_fault_and_never_printed(sign: str) -> None:
    if sign in "\t\n\r":
        return
    written = json.dumps(f"甲{sign}乙")
    for text in (f"名称: 甲{sign}乙\n", f"名称: {written}\n"):
        found = read_guide((text + GUIDE.partition("\n")[2]).encode(), "例.yaml", Project())
        assert "Y602" in [fault.code for fault in found.diagnostics]
        assert found.guide is None or sign not in found.guide.title


def test_whatever_is_made_visible_is_printable() -> None:
    for code in (*range(0x3000), *range(0xD800, 0xE000), *range(0xFE00, 0x10000), *range(0xE0000, 0xE0100)):
        shown = visible(chr(code))
        assert not OBEYED.search(shown) and not 0xD800 <= ord(shown) < 0xE000
    assert safe("一\r\n二\t三") == "一  二 三"
