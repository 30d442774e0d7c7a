"""C declarations that a module passes to cffi → the same declarations, parsed once and cached as data.

WeasyPrint declares some hundred C functions in cffi's in-line ABI mode: a parser in Python reads them at every start.
cffi's out-of-line ABI mode reads them once, into tables that it writes as arguments in a Python module. Those tables
are cached as JSON; no code is.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from io import StringIO
from typing import Any

from yizhangtu.system import cache

_TABLES = frozenset(("_version", "_types", "_globals", "_struct_unions", "_enums", "_typenames"))


@contextmanager
def parsed_once() -> Iterator[None]:
    """Replace cffi.FFI by a class that uses the cache, while a module is imported that calls `cffi.FFI().cdef(…)`."""
    cffi = import_module("cffi")
    inline = cffi.FFI

    class CachedFFI(_CachedFFI):
        key = f"{cffi.__version__}|{inline.__qualname__}"
        inline_ffi = inline

    cffi.FFI = CachedFFI  # type: ignore[attr-defined]
    try:
        yield
    finally:
        cffi.FFI = inline  # type: ignore[attr-defined]


class _CachedFFI:
    """Replaces `cffi.FFI` in a module that declares once, and then loads libraries and creates values."""

    key: str
    inline_ffi: Any

    def __init__(self) -> None:
        self._ffi: Any = None

    def cdef(self, text: str, **options: Any) -> None:
        """Declare. A second call, options and invalid tables lead to cffi's in-line mode."""
        if self._ffi is None and not options:
            try:
                data = cache.cached("ffi", f"{self.key}|{text}", lambda: _tables(self.inline_ffi, text))
                self._ffi = _out_of_line_ffi(data)
                return
            except Exception:  # whatever another version of cffi raises
                self._ffi = None
        self._ffi = self._ffi or self.inline_ffi()
        self._ffi.cdef(text, **options)

    def __getattr__(self, name: str) -> Any:
        value = getattr(self.__dict__["_ffi"], name)
        self.__dict__[name] = value  # found without this method from now on
        return value


def _tables(inline_ffi: Any, text: str) -> bytes:
    """The tables of declarations as JSON. They are the literals in the module that cffi writes, which is not run."""
    import ast  # only where nothing is cached

    ffi, module = inline_ffi(), StringIO()
    ffi.cdef(text)
    import_module("cffi.recompiler").make_py_source(ffi, "declarations", module)
    assignment = ast.parse(module.getvalue()).body[-1]
    assert isinstance(assignment, ast.Assign) and isinstance(assignment.value, ast.Call)
    tables = {str(one.arg): ast.literal_eval(one.value) for one in assignment.value.keywords}
    return json.dumps(tables, default=lambda value: value.decode("latin-1")).encode()


def _out_of_line_ffi(data: bytes) -> Any:
    """An FFI made of tables. Raises ValueError or TypeError for invalid ones."""
    tables = json.loads(data)
    if not isinstance(tables, dict) or not tables.keys() <= _TABLES:
        raise ValueError("not the tables of cffi")
    return import_module("_cffi_backend").FFI("declarations", **{name: _decoded(one) for name, one in tables.items()})


def _decoded(value: Any) -> bytes | int | tuple[Any, ...]:
    """The bytes, int or tuple that JSON holds as text, integer or list. Raises ValueError for anything else."""
    if isinstance(value, str):
        return value.encode("latin-1")
    if isinstance(value, list):
        return tuple(map(_decoded, value))
    if isinstance(value, int):
        return value
    raise ValueError("neither text nor whole number nor list")
