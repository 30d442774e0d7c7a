"""WeasyPrint and the Pango behind it: loaded fast, or what is missing and how to install it."""

from __future__ import annotations

import ctypes.util
from importlib import metadata

from yizhangtu.world.machine import PACKAGE
from yizhangtu.world.problem import Missing

PANGO = (
    "请安装：sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
    "（Fedora：sudo dnf install pango；macOS：brew install pango）"
)


def load() -> str:
    """Import WeasyPrint once and give its version; Missing says what is not there."""
    try:
        _import()
    except ImportError as error:
        raise Missing(f"没有装 Python 库 {error.name or 'weasyprint'}", PACKAGE) from None
    except OSError:
        raise Missing("没有找到排版用的系统库 Pango", PANGO) from None
    return f"WeasyPrint {metadata.version('weasyprint')}"


def _import() -> None:
    """Without the dozens of linker processes that `find_library` starts for names that dlopen knows by itself; where
    it does not know them, once more with it."""
    find = ctypes.util.find_library
    setattr(ctypes.util, "find_library", lambda name: None)  # noqa: B010
    try:
        import weasyprint
    except OSError:
        setattr(ctypes.util, "find_library", find)  # noqa: B010
        import weasyprint  # noqa: F401
    finally:
        setattr(ctypes.util, "find_library", find)  # noqa: B010
