"""Facts about this machine for `doctor`: interpreter, libraries, locale, terminal."""

from __future__ import annotations

import locale
import os
import platform
import shutil
import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from yizhangtu.system.problem import MissingDependency

PACKAGE = "请重新安装：python -m pip install --force-reinstall yizhangtu"


def name() -> str:
    """The name of this machine in the network."""
    return platform.node() or "?"


def python() -> tuple[str, bool]:
    """The version of Python, and whether it is supported."""
    return f"{platform.python_version()}（{sys.executable}）", sys.version_info >= (3, 11)


def need_package(name: str, module: str) -> str:
    """The version of a Python library; MissingDependency where it is not installed."""
    from importlib import metadata  # brings half of `email` along

    try:
        import_module(module)
        return metadata.version(name)
    except ImportError:
        raise MissingDependency(f"没有装 Python 库 {name}", PACKAGE) from None


def language() -> str:
    """Locale and encoding of the terminal."""
    return f"{os.environ.get('LC_ALL') or os.environ.get('LANG') or '未设置'}，{sys.stdout.encoding or '未知编码'}"


def speaks_chinese() -> bool:
    """Whether the terminal can encode Chinese characters."""
    try:
        "一张图".encode(sys.stdout.encoding or locale.getpreferredencoding(False))
    except (LookupError, UnicodeEncodeError):
        return False
    return True


def terminal() -> tuple[int, str]:
    """Columns and kind of the terminal."""
    return shutil.get_terminal_size((80, 24)).columns, os.environ.get("TERM", "") or "未知"


def package_file(package: str, path: str) -> bytes:
    """A file of an installed package, read without importing it. Raises MissingDependency where it is not there."""
    spec = find_spec(package)
    try:
        return (Path((spec and spec.origin) or "").parent / path).read_bytes()
    except OSError:
        raise MissingDependency(f"没有装 Python 库 {package}", PACKAGE) from None
