"""Import WeasyPrint and its Pango quickly, or report what is missing and how to install it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any

from yizhangtu.export.pdf.declarations import parsed_once
from yizhangtu.system.machine import PACKAGE, package_file
from yizhangtu.system.problem import MissingDependency

PANGO = (
    "请安装：sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
    "（Fedora：sudo dnf install pango；macOS：brew install pango；Windows：conda install -c conda-forge pango，"
    "或者装 MSYS2 后 pacman -S mingw-w64-x86_64-pango）"
)
WITHOUT = "没有 Pango：海报、手册、屏幕图照样能做，征求意见表、登记簿、台账和覆盖率的 PDF 做不了"


def load() -> str:
    """Import WeasyPrint and return its name and version. MissingDependency names what is not installed."""
    try:
        _import()
    except ImportError as error:
        raise MissingDependency(f"没有装 Python 库 {error.name or 'weasyprint'}", PACKAGE) from None
    except OSError:
        raise MissingDependency("没有找到排版表格和报告用的系统库 Pango", PANGO) from None
    from weasyprint import VERSION

    return f"WeasyPrint {VERSION}"


@cache
def prints_pages() -> bool:
    """Whether WeasyPrint is here with its Pango and with the private parts that a painted page needs."""
    try:
        load()
        from weasyprint.css.properties import INITIAL_VALUES
        from weasyprint.pdf.stream import Stream
        from weasyprint.text.line_break import split_first_line
    except (MissingDependency, ImportError):
        return False
    return hasattr(Stream, "add_font") and callable(split_first_line) and "font_family" in INITIAL_VALUES


def pango_version() -> int:
    """The version of Pango, major × 10000 + minor × 100 + micro; 0 where pages are printed without it."""
    if not prints_pages():
        return 0
    from weasyprint.text.ffi import pango

    return int(pango.pango_version())


def screen_profile() -> bytes:
    """The ICC profile of #rrggbb colours (sRGB), from WeasyPrint's own files; without importing it, which needs Pango.
    Raises MissingDependency where the package is not installed."""
    return package_file("weasyprint", "pdf/sRGB2014.icc")


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
