"""The programs and libraries of this machine that decide the bytes of a result, by name: to compare two machines."""

from __future__ import annotations

import hashlib
import platform
import zlib
from collections.abc import Mapping
from importlib import metadata

from yizhangtu import __version__
from yizhangtu.system import places
from yizhangtu.system.dot import graphviz
from yizhangtu.system.identity import LIBRARIES
from yizhangtu.system.problem import MissingDependency

MORE = ("fonttools", "pillow")
MISSING = "无"


def versions(pango: int) -> dict[str, str]:
    """Name → version. `pango` is Pango's own number, major × 10000 + minor × 100 + micro. Styles and fonts are not
    among them: they travel to the other machine. Raises MissingDependency without Graphviz."""
    return {
        "一张图": f"{__version__}（{_source_digest()}）",
        "Python": ".".join(platform.python_version_tuple()[:2]),
        "Graphviz": _dot(),
        **_libraries(pango),
    }


def others(pango: int) -> dict[str, str]:
    """The same without the program itself, for people to read: with the whole version of Python, and 无 where there is
    no Graphviz."""
    try:
        dot = _dot()
    except MissingDependency:
        dot = MISSING
    return {"Python": platform.python_version(), "Graphviz": dot, **_libraries(pango)}


def _dot() -> str:
    return graphviz.version().removeprefix("dot - ").removeprefix("graphviz version ")


def _libraries(pango: int) -> dict[str, str]:
    known = f"{pango // 10000}.{pango // 100 % 100}.{pango % 100}" if pango else MISSING
    return {
        "Pango": known,
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
        **{name: _version(name) for name in (*LIBRARIES, *MORE)},
    }


def differences(ours: Mapping[str, str], theirs: Mapping[str, str]) -> list[str]:
    """What is not the same, as text for users."""
    return [
        f"{name} 那里是 {theirs.get(name, MISSING)}，这里是 {ours.get(name, MISSING)}"
        for name in sorted({*ours, *theirs})
        if ours.get(name) != theirs.get(name)
    ]


def _source_digest() -> str:
    """Eight digits that differ where two programs of one version have different sources."""
    total = hashlib.sha256()
    package = places.package()
    for path in sorted(package.rglob("*.py")):
        total.update(path.relative_to(package).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()[:8]


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return MISSING
