"""What on this machine decides the bytes of a poster, by name: so that two machines can be held against each other."""

from __future__ import annotations

import hashlib
import platform
import zlib
from collections.abc import Mapping
from functools import lru_cache
from importlib import metadata

from yizhangtu import __version__
from yizhangtu.export.pdf import engine
from yizhangtu.system import graphviz, places
from yizhangtu.system.identity import LIBRARIES

MORE = ("fonttools", "pillow")


@lru_cache(maxsize=1)
def versions() -> Mapping[str, str]:
    """Name → version. Styles and fonts are not among them: they travel. Missing where something is not there."""
    engine.load()
    from weasyprint.text.ffi import pango

    number = pango.pango_version()
    found = {
        "一张图": f"{__version__}（{_sources()}）",
        "Python": ".".join(platform.python_version_tuple()[:2]),
        "Graphviz": graphviz.version().removeprefix("dot - graphviz version "),
        "Pango": f"{number // 10000}.{number // 100 % 100}.{number % 100}",
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
    }
    return found | {name: _version(name) for name in (*LIBRARIES, *MORE)}


def differences(ours: Mapping[str, str], theirs: Mapping[str, str]) -> list[str]:
    """What is not the same, as people say it."""
    return [
        f"{name} 那里是 {theirs.get(name, '无')}，这里是 {ours.get(name, '无')}"
        for name in sorted({*ours, *theirs})
        if ours.get(name) != theirs.get(name)
    ]


def _sources() -> str:
    """A few digits that tell the sources of two programs with the same version apart."""
    total = hashlib.sha256()
    package = places.package()
    for path in sorted(package.rglob("*.py")):
        total.update(path.relative_to(package).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()[:8]


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "无"
