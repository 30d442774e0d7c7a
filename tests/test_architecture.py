"""The rules of the code that README.md tells engineers about, read from the sources themselves."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from conftest import ROOT

SOURCE = ROOT / "src" / "yizhangtu"
STAGES = ("read", "graph", "check", "fold", "layout", "page", "preview", "report", "verify")
LONGEST = 350  # lines of a file
# folder → the other folders that it may import from
MAY_IMPORT = {
    "model": (),
    "text": ("model",),
    **dict.fromkeys(STAGES, ("model", "text")),
    "world": ("model",),
    "pipeline": (*STAGES, "model", "text", "world"),
    "commands": ("pipeline", "report", "preview", "model", "world"),
}
# Modules of Python that reach the machine, and the folders (beside world/) that may use them.
# `commands` talks to a terminal: its width, its kind (environment), standard streams.
# `pathlib` in the pipeline and the commands carries names about; what touches the disk is looked for below.
MACHINE = {
    "os": ("commands",), "sys": ("commands",), "shutil": ("commands",), "time": (),
    "pathlib": ("pipeline", "commands"),
    **dict.fromkeys(
        ("asyncio", "calendar", "concurrent", "ctypes", "datetime", "fcntl", "ftplib", "getpass", "glob", "http",
         "importlib", "locale", "logging", "mmap", "multiprocessing", "platform", "posix", "pty", "random", "secrets",
         "select", "signal", "smtplib", "socket", "sqlite3", "ssl", "subprocess", "tempfile", "threading", "urllib",
         "uuid", "webbrowser", "zoneinfo"),
        (),
    ),
}  # fmt: skip
# Arithmetic with names; an import when it is needed.
HARMLESS = ("pathlib.PurePosixPath", "pathlib.PurePath", "importlib.import_module")
# Attributes of a path that ask the disk or the machine, and the like of other objects.
TOUCHES = {
    "absolute", "chmod", "cwd", "exists", "expanduser", "glob", "home", "is_dir", "is_file", "iterdir", "lstat",
    "mkdir", "open", "read_bytes", "read_text", "rename", "resolve", "rglob", "rmdir", "samefile", "stat",
    "symlink_to", "touch", "unlink", "walk", "write_bytes", "write_text",
}  # fmt: skip
# (rule, place, why it is there still): broken on purpose or waiting to be mended, never forgotten. Rules: import,
# machine, disk, colour, long, docstring, print.
KNOWN: tuple[tuple[str, str, str], ...] = (
    ("machine", "commands/chinese.py: signal", "the program ends tidily on SIGTERM as on Ctrl-C"),
    ("disk", "page/placed.py: open", "pikepdf's word for reading a PDF from bytes in memory"),
    ("disk", "read/picture.py: open", "Pillow's word for reading a picture from bytes in memory"),
    ("disk", "verify/pictures.py: open", "Pillow's word for reading a picture from bytes in memory"),
)


@cache
def files() -> tuple[Path, ...]:
    """All sources of the program."""
    return tuple(sorted(SOURCE.rglob("*.py")))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def folder(path: Path) -> str:
    """The stage that a file belongs to; '' for those that lie at the top."""
    parts = path.relative_to(SOURCE).parts
    return parts[0] if len(parts) > 1 else ""


def imported(path: Path) -> Iterator[str]:
    """The full names of all modules (or what is imported from them) that a file imports, wherever in it."""
    package = ("yizhangtu", *path.relative_to(SOURCE).parts[:-1])
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(package[: len(package) - node.level + 1]) if node.level else ""
            whole = ".".join(part for part in (base, node.module or "") if part)
            yield from (f"{whole}.{name.name}" for name in node.names)


def broken(rule: str, found: list[str]) -> None:
    """Fail with what is broken and not known; also with what is known and no longer broken."""
    known = [place for name, place, _ in KNOWN if name == rule]
    assert sorted(set(found)) == sorted(known)


def test_the_folders_are_the_stages_and_what_serves_them() -> None:
    folders = {p.name for p in SOURCE.iterdir() if p.is_dir() and p.name not in ("__pycache__", "styles")}
    assert folders == set(MAY_IMPORT)


def test_a_folder_imports_only_what_lies_below_it() -> None:
    found = []
    for path in files():
        home = folder(path)
        for name in imported(path):
            parts = name.split(".")
            if not home or parts[0] != "yizhangtu" or parts[1] in ("__version__", home):
                continue
            if parts[1] not in MAY_IMPORT[home]:
                found.append(f"{path.relative_to(SOURCE)}: {parts[1]}")
    broken("import", found)


def test_only_world_reaches_the_machine() -> None:
    found = []
    for path in files():
        home = folder(path)
        for name in imported(path):
            top = name.split(".")[0]
            if name not in HARMLESS and home != "world" and top in MACHINE and home not in MACHINE[top]:
                found.append(f"{path.relative_to(SOURCE)}: {top}")
    broken("machine", found)


def test_only_world_touches_the_disk() -> None:
    found = []
    for path in files():
        if folder(path) == "world":
            continue
        for node in ast.walk(tree(path)):
            if not isinstance(node, ast.Call):
                continue
            called = node.func
            name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            if name == "open" or (isinstance(called, ast.Attribute) and name in TOUCHES):
                found.append(f"{path.relative_to(SOURCE)}: {name}")
    broken("disk", found)


def test_nothing_is_printed_but_by_the_commands() -> None:
    found = []
    for path in files():
        for node in ast.walk(tree(path)):
            called = getattr(node.func, "id", "") if isinstance(node, ast.Call) else ""
            if called in ("print", "input", "exit", "quit", "breakpoint"):
                found.append(f"{path.relative_to(SOURCE)}: {called}")
        if folder(path) != "commands" and path.name != "cli.py" and any(n.startswith("click") for n in imported(path)):
            found.append(f"{path.relative_to(SOURCE)}: click")
    broken("print", found)


def test_no_looks_in_code() -> None:
    found = [
        f"{path.relative_to(SOURCE)}: {match.group()}"
        for path in files()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        for match in re.finditer(r"#(?:[0-9A-Fa-f]{8}|[0-9A-Fa-f]{6}|[0-9A-Fa-f]{3})\b", node.value)
    ]
    broken("colour", found)


def test_a_file_is_one_idea() -> None:
    lengths = {path: len(path.read_text("utf-8").splitlines()) for path in files()}
    found = [f"{path.relative_to(SOURCE)}" for path, lines in lengths.items() if lines > LONGEST]
    broken("long", found)


def test_every_module_says_what_it_is_for() -> None:
    found = []
    for path in files():
        first = (ast.get_docstring(tree(path)) or "").partition("\n")[0]
        if not first:
            found.append(f"{path.relative_to(SOURCE)}")
    broken("docstring", found)


def test_nothing_is_imported_that_is_not_declared() -> None:
    """Third-party modules are those of pyproject.toml, or come with them."""
    text = (ROOT / "pyproject.toml").read_text("utf-8").partition("[project.optional")[0]
    declared = {name.lower() for name in re.findall(r'^  "([A-Za-z0-9_-]+)', text, re.M)}
    modules = {"yaml": "pyyaml", "PIL": "pillow", "markupsafe": "jinja2", "zxingcpp": "zxing-cpp"}
    own = {"yizhangtu", *sys.stdlib_module_names}
    used = {name.split(".")[0] for path in files() for name in imported(path)} - own
    assert {modules.get(name, name).lower() for name in used} <= declared
