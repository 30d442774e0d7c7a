"""Import WeasyPrint and its Pango quickly, or report what is missing and how to install it."""

from __future__ import annotations

import pkgutil
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
    """Import WeasyPrint and return its name and version. MissingDependency names what is not installed."""
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


def screen_profile() -> bytes:
    """The ICC profile of #rrggbb colours (sRGB), from WeasyPrint's own files."""
    return pkgutil.get_data("weasyprint", "pdf/sRGB2014.icc") or b""


def _import() -> None:
    """Import WeasyPrint without what the project does not use. In brackets: the share of the CPU time of a cold poster
    that each saves, measured against importing it as it is.

    - C declarations are parsed once and cached (13 %). It also spares the linker processes that cffi's in-line mode
      starts for each library, but then only dlopen looks for them: where it finds none, cffi's in-line mode follows.
    - fontTools is imported when it is used (24 %): it subsets kinds of fonts that the project's own are not.
    - The style sheets for all of HTML are not parsed (8 %): the project's pages have a few rules of their own.
    """
    try:
        with _deferred_font_tools(), _no_html_style_sheets(), parsed_once():
            import weasyprint
    except OSError:
        with _deferred_font_tools(), _no_html_style_sheets():
            import weasyprint  # noqa: F401


# The modules of fontTools that WeasyPrint imports.
_FONT_TOOLS = ("fontTools.subset", "fontTools.ttLib", "fontTools.varLib.instancer")


@contextmanager
def _no_html_style_sheets() -> Iterator[None]:
    """Parse every style sheet as an empty one."""
    tinycss2 = import_module("tinycss2")
    parse = tinycss2.parse_stylesheet
    setattr(tinycss2, "parse_stylesheet", lambda *_, **__: [])  # noqa: B010
    try:
        yield
    finally:
        setattr(tinycss2, "parse_stylesheet", parse)  # noqa: B010


@contextmanager
def _deferred_font_tools() -> Iterator[None]:
    """Import modules of fontTools only when one of their names is used."""
    deferred = {name: _DeferredModule(name) for name in _FONT_TOOLS if name not in sys.modules}
    sys.modules.update(deferred)
    try:
        yield
    finally:
        for name in deferred:
            sys.modules.pop(name, None)


class _DeferredModule(ModuleType):
    """Replaces a module; its names are imported when they are used."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return Exception if name.endswith("Error") else _DeferredObject(self.__name__, name)


class _DeferredObject:
    """A function, class or module of a module that is not imported yet."""

    def __init__(self, module: str, name: str) -> None:
        self._place = module, name

    def _object(self) -> Any:
        module, name = self._place
        try:
            return import_module(f"{module}.{name}")
        except ImportError:
            return getattr(import_module(module), name)

    def __call__(self, *arguments: Any, **options: Any) -> Any:
        return self._object()(*arguments, **options)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._object(), name)
