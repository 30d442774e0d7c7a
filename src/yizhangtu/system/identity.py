"""This installation → what besides the definitions decides what a poster looks like: at a glance, and in full."""

import hashlib
import json
import os
import shutil
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from yizhangtu import __version__
from yizhangtu.system import cache, places
from yizhangtu.system.disk import mark_of, marks

if TYPE_CHECKING:  # heavy: only where a glance is not enough
    from yizhangtu.system.fonts.fonts import Fonts

SECOND_NS = 10**9  # file systems that keep no less count in seconds, some in two
LIBRARIES = ("weasyprint", "pydyf", "uharfbuzz", "segno", "jinja2", "pikepdf", "pypdfium2")


class Identity(NamedTuple):
    """`program`: version and sources of the program, its libraries, fonts and dot, in one hash. `styles`: the hash of
    every file in styles/ by its path there. `watched`: files whose coming, going or changing may change the program
    without being a part of it (where fonts are looked for)."""

    program: str
    styles: Mapping[str, str]
    watched: tuple[str, ...]


class Glance(NamedTuple):
    """`print` is the same as long as nothing can be seen to have changed. What was changed at the very moment `newest`
    (ns, as files say it) or later could have been changed once more and look the same."""

    print: str
    newest: int


def glance(styles: Path) -> Glance:
    """What can be seen without reading or starting anything: the same as last time means the same identity, as long as
    the `marks` of what is watched are the same, too. `styles`: the folder of styles."""
    parts = [
        __version__,
        sys.version,
        sys.prefix,
        str(places.home()),
        os.environ.get("YIZHANGTU_FONTS", ""),
        _dot_mark(),
    ]
    parts += [marks([entry]) for entry in sys.path if entry.endswith("-packages")]  # anything installed changes it
    newest = 0
    for folder in (places.package(), styles):
        for name, entry in _files(folder):
            size, time_ns = mark_of(entry.stat())
            parts.append(f"{name} {size} {time_ns}")
            newest = max(newest, time_ns + (0 if time_ns % SECOND_NS else 2 * SECOND_NS))
    return Glance(hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest(), newest)


def kept(seen: Glance, kind: str, key: str, work_out: Callable[[], bytes]) -> bytes:
    """What follows from the program's files and styles/ alone, worked out once for as long as they look the same. Of
    what was changed only just now, one more change could not be seen."""
    if time.time_ns() - seen.newest < 2 * SECOND_NS:
        return work_out()
    return cache.cached(kind, f"{key}\0{seen.print}", work_out)


def identity(seen: Glance, styles: Path, fonts: "Fonts") -> Identity:
    """All of it, read. MissingDependency where fonts or dot are not there."""
    printing = [f"{index} {marks([path])}" for path, index in fonts.pair]  # to read 40 MB takes longer than a poster
    total = hashlib.sha256()
    versions, sources, looks = _read(seen, places.package(), styles)
    for part in (__version__, sys.version, *versions, *printing, _dot_version()):
        total.update(part.encode("utf-8", "surrogatepass") + b"\0")
    for name, digest in sources.items():
        total.update(f"{name}\0{digest}".encode("utf-8", "surrogatepass"))
    return Identity(total.hexdigest(), looks, fonts.watched)


def _read(seen: Glance, package: Path, looks: Path) -> tuple[list[str], dict[str, str], dict[str, str]]:
    """The versions of the libraries, and the hashes of the sources and of styles/; read once, as long as they look the
    same."""

    def read() -> bytes:
        sources = {name: one for name, one in _digests(package).items() if not (package / name).is_relative_to(looks)}
        return json.dumps((list(map(_version, LIBRARIES)), sources, _digests(looks))).encode()

    versions, sources, styles = json.loads(kept(seen, "installation", f"{package}\0{looks}", read))
    return versions, sources, styles


def _files(folder: Path) -> list[tuple[str, os.DirEntry[str]]]:
    """The files in a folder and below, by their paths there, but for what Python keeps for itself."""
    found: list[tuple[str, os.DirEntry[str]]] = []
    below = [(str(folder), "")]
    while below:
        path, name = below.pop()
        with os.scandir(path) as entries:
            for entry in entries:
                if entry.is_file() and not entry.name.endswith(".pyc"):
                    found.append((name + entry.name, entry))
                elif entry.is_dir():
                    below.append((entry.path, f"{name}{entry.name}/"))
    return sorted(found, key=lambda pair: pair[0])


def _digests(folder: Path) -> dict[str, str]:
    return {name: hashlib.sha256(Path(entry.path).read_bytes()).hexdigest() for name, entry in _files(folder)}


def _version(name: str) -> str:
    from importlib import metadata  # imports half of `email`

    try:
        return f"{name} {metadata.version(name)}"
    except metadata.PackageNotFoundError:
        return name


def _dot_mark() -> str:
    """Which program `dot` is: to start it, only to ask for its version, takes as long as all the rest of a glance."""
    found = shutil.which("dot")
    return marks([os.path.realpath(found)]) if found else ""


def _dot_version() -> str:
    """The version of dot; asked once, and again when it is another file."""
    from yizhangtu.system.dot import graphviz

    mark = _dot_mark()
    if not mark:
        return graphviz.version()
    return cache.cached("dot", mark, lambda: graphviz.version().encode()).decode()
