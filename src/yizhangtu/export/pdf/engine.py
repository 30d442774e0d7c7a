"""WeasyPrint and the Pango behind it: loaded fast, or what is missing and how to install it."""

from __future__ import annotations

import ctypes.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any

from yizhangtu.export.pdf.declarations import parsed_once
from yizhangtu.system.machine import PACKAGE
from yizhangtu.system.problem import MissingDependency

PANGO = (
    "请安装：sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
    "（Fedora：sudo dnf install pango；macOS：brew install pango）"
)


def load() -> str:
    """Import WeasyPrint once and give its version; Missing says what is not there."""
    try:
        _import()
    except ImportError as error:
        raise MissingDependency(f"没有装 Python 库 {error.name or 'weasyprint'}", PACKAGE) from None
    except OSError:
        raise MissingDependency("没有找到排版用的系统库 Pango", PANGO) from None
    from weasyprint import VERSION

    return f"WeasyPrint {VERSION}"


def pango_version() -> int:
    """The version of Pango, major × 10000 + minor × 100 + micro. Raises MissingDependency like `load`."""
    load()
    from weasyprint.text.ffi import pango

    return int(pango.pango_version())


def _import() -> None:
    """Without the dozens of linker processes that `find_library` starts for names that dlopen knows by itself; where
    it does not know them, once more with it."""
    find = ctypes.util.find_library
    setattr(ctypes.util, "find_library", lambda name: None)  # noqa: B010
    try:
        with _unneeded_left_out(), parsed_once():
            import weasyprint
    except OSError:
        setattr(ctypes.util, "find_library", find)  # noqa: B010
        import weasyprint  # noqa: F401
    finally:
        setattr(ctypes.util, "find_library", find)  # noqa: B010


# What WeasyPrint takes of fontTools: for fonts of kinds that the project's own are not. HarfBuzz cuts those.
_FONT_TOOLS = ("fontTools.subset", "fontTools.ttLib", "fontTools.varLib.instancer")


@contextmanager
def _unneeded_left_out() -> Iterator[None]:
    """While WeasyPrint is imported: fontTools is put off until something of it is used, and the style sheets for all of
    HTML are not parsed, for the project's pages start from a few rules of their own."""
    tinycss2 = import_module("tinycss2")
    parse = tinycss2.parse_stylesheet
    stand_ins = {name: _Later(name) for name in _FONT_TOOLS if name not in sys.modules}
    sys.modules.update(stand_ins)
    setattr(tinycss2, "parse_stylesheet", lambda *_, **__: [])  # noqa: B010
    try:
        yield
    finally:
        setattr(tinycss2, "parse_stylesheet", parse)  # noqa: B010
        for name in stand_ins:
            sys.modules.pop(name, None)


class _Later(ModuleType):
    """Stands in for a module; what is taken of it is imported when it is used."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return Exception if name.endswith("Error") else _Taken(self.__name__, name)


class _Taken:
    """A function, class or module within a module that is not imported yet."""

    def __init__(self, module: str, name: str) -> None:
        self._place = module, name

    def _real(self) -> Any:
        module, name = self._place
        try:
            return import_module(f"{module}.{name}")
        except ImportError:
            return getattr(import_module(module), name)

    def __call__(self, *given: Any, **named: Any) -> Any:
        return self._real()(*given, **named)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real(), name)
