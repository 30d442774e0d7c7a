"""The rules of the code that README.md lists for engineers, read from the sources themselves."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from helpers.guides import ROOT

SOURCE = ROOT / "src" / "yizhangtu"
LONGEST = 350  # lines of a file
MOST_MODULES = 20  # of a folder
# The rooms from the lowest to the highest. A room imports from those before it, and from itself.
ROOMS = (
    "model", "style", "text", "draw", "system", "library", "read", "law", "flow", "check", "edit", "importers",
    "content", "interchange", "diff", "ledger", "register", "coverage", "layout", "export", "media", "verify", "build",
    "site", "commands", "web", "cli",
)  # fmt: skip
# Rooms that reach less far down than their place allows: what is finished is read again by other means.
ONLY = {"verify": ("model", "style", "text", "system")}
# Modules of Python that reach the machine, and the rooms (beside system/) that may use them.
# `cli` talks to a terminal: its width, its kind (environment), standard streams.
# `pathlib` above the rooms carries names about; what touches the disk is looked for below.
MACHINE = {
    "os": ("cli",), "sys": ("cli",), "shutil": ("cli",), "time": (),
    "pathlib": ("build", "media", "commands", "web", "cli"),
    "asyncio": ("web",),  # the loop of the server; sockets and processes are system's
    **dict.fromkeys(
        ("calendar", "concurrent", "ctypes", "datetime", "fcntl", "ftplib", "getpass", "glob", "http",
         "importlib", "locale", "logging", "mmap", "multiprocessing", "platform", "posix", "pty", "random", "secrets",
         "select", "signal", "smtplib", "socket", "sqlite3", "ssl", "subprocess", "tempfile", "threading", "urllib",
         "uuid", "webbrowser", "zoneinfo"),
        (),
    ),
}  # fmt: skip
# Arithmetic with names; an import when it is needed.
HARMLESS = ("pathlib.PurePosixPath", "pathlib.PurePath", "importlib.import_module", "urllib.parse.quote")
# Attributes of a path that ask the disk or the machine, and the like of other objects.
TOUCHES = {
    "absolute", "chmod", "cwd", "exists", "expanduser", "glob", "home", "is_dir", "is_file", "iterdir", "lstat",
    "mkdir", "open", "read_bytes", "read_text", "rename", "resolve", "rglob", "rmdir", "samefile", "stat",
    "symlink_to", "touch", "unlink", "walk", "write_bytes", "write_text",
}  # fmt: skip
# (rule, place, why it is there still): broken on purpose or waiting to be mended, never forgotten. Rules: import,
# medium, circle, modules, machine, disk, colour, long, docstring, print.
KNOWN: tuple[tuple[str, str, str], ...] = (
    ("machine", "cli/chinese.py: signal", "the program ends tidily on SIGTERM as on Ctrl-C"),
    ("machine", "export/pdf/engine.py: sys", "WeasyPrint is imported without fontTools, which it seldom needs"),
    (
        "machine",
        "read/tables/number_format.py: datetime",
        "the types of dates and times in cells; nothing asks the clock",
    ),
    ("disk", "export/pdf/form_marks.py: open", "pikepdf's word for reading a PDF from bytes in memory"),
    ("disk", "export/pdf/placed_pages.py: open", "pikepdf's word for reading a PDF from bytes in memory"),
    ("disk", "commands/ledger/copies.py: open", "the word of zipfile for reading a part of a ZIP in memory"),
    ("disk", "read/photo_codes.py: open", "Pillow's word for reading a picture from bytes in memory"),
    ("disk", "read/pixels.py: open", "Pillow's word for reading a picture from bytes in memory"),
    ("disk", "verify/image_files.py: open", "Pillow's word for reading a picture from bytes in memory"),
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


@cache
def imported(path: Path) -> tuple[str, ...]:
    """The full names of all modules (or what is imported from them) that a file imports, wherever in it."""
    return tuple(_imported(path))


def _imported(path: Path) -> Iterator[str]:
    package = ("yizhangtu", *path.relative_to(SOURCE).parts[:-1])
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(package[: len(package) - node.level + 1]) if node.level else ""
            whole = ".".join(part for part in (base, node.module or "") if part)
            yield from (f"{whole}.{name.name}" for name in node.names)


def module_name(path: Path) -> str:
    parts = path.relative_to(SOURCE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def runtime_imports(path: Path) -> Iterator[str]:
    """Modules of the program that a file imports when it runs: without `if TYPE_CHECKING`."""
    known = {module_name(one) for one in files()}
    skipped: set[int] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.If) and getattr(node.test, "id", "") == "TYPE_CHECKING":
            skipped |= {id(one) for part in node.body for one in ast.walk(part)}
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ImportFrom) and id(node) not in skipped and not node.level and node.module:
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                target = whole if whole in known else node.module
                if target in known and target != module_name(path):
                    yield target


def circles(graph: Mapping[str, Iterable[str]]) -> Iterator[list[str]]:
    """Strongly connected parts of more than one module (Tarjan 1972), each sorted."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []

    def visit(name: str) -> Iterator[list[str]]:
        index[name] = low[name] = len(index)
        stack.append(name)
        for other in sorted(graph.get(name, ())):
            if other not in index:
                yield from visit(other)
                low[name] = min(low[name], low[other])
            elif other in stack:
                low[name] = min(low[name], index[other])
        if low[name] == index[name]:
            part = stack[stack.index(name) :]
            del stack[stack.index(name) :]
            if len(part) > 1:
                yield sorted(part)

    for name in sorted(graph):
        if name not in index:
            yield from visit(name)


def broken(rule: str, found: list[str]) -> None:
    """Fail with what is broken and not known; also with what is known and no longer broken."""
    known = [place for name, place, _ in KNOWN if name == rule]
    assert sorted(set(found)) == sorted(known)


def test_the_folders_are_the_rooms() -> None:
    folders = {p.name for p in SOURCE.iterdir() if p.is_dir() and p.name not in ("__pycache__", "styles")}
    assert folders <= set(ROOMS)


def test_no_folder_holds_too_many_modules() -> None:
    counts = Counter(path.parent for path in files() if path.name != "__init__.py")
    found = [f"{one.relative_to(SOURCE)}: {count}" for one, count in counts.items() if count > MOST_MODULES]
    broken("modules", found)


def test_rooms_import_downwards_only() -> None:
    found = []
    for path in files():
        home = folder(path)
        for name in imported(path):
            parts = name.split(".")
            if not home or parts[0] != "yizhangtu" or parts[1] in ("__version__", home):
                continue
            lower = ONLY.get(home, ROOMS[: ROOMS.index(home)])
            if parts[1] not in lower:
                found.append(f"{path.relative_to(SOURCE)}: {parts[1]}")
    broken("import", found)


def test_no_kind_of_medium_imports_another() -> None:
    found = []
    kinds = {path.parent.name for path in (SOURCE / "media").glob("*/__init__.py")} - {"common"}
    for path in files():
        home = path.relative_to(SOURCE).parts
        for name in imported(path):
            parts = name.split(".")
            other = parts[2] if parts[:2] == ["yizhangtu", "media"] and len(parts) > 3 else ""
            if home[0] == "media" and len(home) == 3 and other in kinds - {home[1]}:
                found.append(f"{path.relative_to(SOURCE)}: {other}")
    broken("medium", found)


def test_no_circles_between_files() -> None:
    """Imports that only type checkers follow do not count; those inside functions do."""
    graph = {module_name(path): set(runtime_imports(path)) for path in files()}
    found = [" → ".join(circle) for circle in circles(graph)]
    broken("circle", found)


def test_only_system_reaches_the_machine() -> None:
    found = []
    for path in files():
        home = folder(path)
        for name in imported(path):
            top = name.split(".")[0]
            if name not in HARMLESS and home != "system" and top in MACHINE and home not in MACHINE[top]:
                found.append(f"{path.relative_to(SOURCE)}: {top}")
    broken("machine", found)


def test_only_system_touches_the_disk() -> None:
    found = []
    for path in files():
        if folder(path) == "system":
            continue
        for node in ast.walk(tree(path)):
            if not isinstance(node, ast.Call):
                continue
            called = node.func
            name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            if name == "open" or (isinstance(called, ast.Attribute) and name in TOUCHES):
                found.append(f"{path.relative_to(SOURCE)}: {name}")
    broken("disk", found)


def test_nothing_is_printed_but_by_the_command_line() -> None:
    found = []
    for path in files():
        for node in ast.walk(tree(path)):
            called = getattr(node.func, "id", "") if isinstance(node, ast.Call) else ""
            if called in ("print", "input", "exit", "quit", "breakpoint"):
                found.append(f"{path.relative_to(SOURCE)}: {called}")
        if folder(path) != "cli" and any(n.startswith("click") for n in imported(path)):
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


def test_no_class_name_stands_for_two_ideas() -> None:
    homes: dict[str, list[str]] = {}
    for path in files():
        for node in tree(path).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                homes.setdefault(node.name, []).append(path.relative_to(SOURCE).as_posix())
    broken("class name", [f"{name}: {', '.join(sorted(found))}" for name, found in homes.items() if len(found) > 1])


def test_every_module_says_what_it_is_for() -> None:
    found = []
    for path in files():
        first = (ast.get_docstring(tree(path)) or "").partition("\n")[0]
        if not first:
            found.append(f"{path.relative_to(SOURCE)}")
    broken("docstring", found)


def test_nothing_is_imported_that_is_not_declared() -> None:
    """Third-party modules are those of pyproject.toml, or come with them."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["serve"]]
    declared = {re.split(r"[^A-Za-z0-9_-]", one)[0].lower() for one in wanted}
    modules = {"yaml": "pyyaml", "PIL": "pillow", "markupsafe": "jinja2", "zxingcpp": "zxing-cpp",
               "docx": "python-docx", "python_calamine": "python-calamine"}  # fmt: skip
    own = {"yizhangtu", *sys.stdlib_module_names}
    used = {name.split(".")[0] for path in files() for name in imported(path)} - own
    assert {modules.get(name, name).lower() for name in used} <= declared


def patched(node: ast.AST) -> str:
    """The name that a call of setattr or an assignment from outside an object replaces; '' where it is neither."""
    if isinstance(node, ast.Call):
        called = node.func
        if (called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")) == "setattr":
            texts = [one.value for one in node.args[:2] if isinstance(one, ast.Constant) and isinstance(one.value, str)]
            return texts[0].rpartition(".")[2] if texts else ""
    elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
        return "" if getattr(node.value, "id", "") in ("self", "cls") else node.attr
    return ""


def test_no_test_patches_a_private_name() -> None:
    """Tests use arguments, contexts, the environment and programs on the path instead."""
    found = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in sorted((ROOT / "tests").rglob("*.py"))
        for node in ast.walk(tree(path))
        if re.match(r"_(?!_)", name := patched(node))
    ]
    assert found == []
