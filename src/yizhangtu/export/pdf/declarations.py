"""C declarations that cffi loads for a library → the same, parsed once and kept: that takes as long as a poster.

cffi calls this its out-of-line ABI mode. WeasyPrint uses the other, in which the text of some hundred declarations is
parsed by a parser in Python at every start, and again for every type that is named later.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from io import StringIO
from typing import Any

from yizhangtu.system import cache


@contextmanager
def parsed_once() -> Iterator[None]:
    """While a module is imported that declares with `cffi.FFI().cdef(…)` what it calls."""
    cffi = import_module("cffi")
    usual = cffi.FFI

    class Declared(_Declared):
        key = f"{cffi.__version__}|{usual.__qualname__}"
        whole = usual

    cffi.FFI = Declared  # type: ignore[attr-defined]
    try:
        yield
    finally:
        cffi.FFI = usual  # type: ignore[attr-defined]


class _Declared:
    """Stands in for `cffi.FFI` in a module that declares once, and then loads libraries and makes values."""

    key: str
    whole: Any

    def __init__(self) -> None:
        self._made: Any = None

    def cdef(self, text: str, **options: Any) -> None:
        """Where anything is other than it is today: cffi's usual way."""
        if self._made is None and not options:
            try:
                self._made = _run(cache.kept("declarations", f"{self.key}|{text}", lambda: self._source(text)))
                return
            except Exception:
                self._made = None
        self._made = self._made or self.whole()
        self._made.cdef(text, **options)

    def _source(self, text: str) -> bytes:
        """The module that cffi writes for declarations."""
        ffi = self.whole()
        ffi.cdef(text)
        written = StringIO()
        import_module("cffi.recompiler").make_py_source(ffi, "declarations", written)
        return written.getvalue().encode()

    def __getattr__(self, name: str) -> Any:
        found = getattr(self.__dict__["_made"], name)
        self.__dict__[name] = found  # the next time it is found at once
        return found


def _run(source: bytes) -> Any:
    made: dict[str, Any] = {}
    exec(compile(source, "<declarations>", "exec"), made)
    return made["ffi"]
