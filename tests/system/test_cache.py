"""What is kept for the next start: it is taken as it was put there, or not at all, and changes nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from helpers.installed import installed_styles
from yizhangtu.export.pdf.declarations import parsed_once
from yizhangtu.system import cache, places, styles

TEXT = """
typedef struct { int x; unsigned char letters[4]; } pair;
typedef enum { NONE = 0, SOME = 7 } amount;
typedef ... unknown;
int abs(int value);
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "yizhangtu"


def never() -> bytes:
    raise AssertionError("worked out again")


def test_a_value_is_worked_out_once_for_each_key() -> None:
    assert cache.kept("kind", "a", lambda: b"one") == b"one"
    assert cache.kept("kind", "a", never) == b"one"
    assert cache.kept("kind", "b", lambda: b"two") == b"two"


@pytest.mark.parametrize("torn", [b"", b"short", b"\0" * 32 + b"one"])
def test_what_is_not_whole_is_not_believed(folder: Path, torn: bytes) -> None:
    cache.kept("kind", "a", lambda: b"one")
    (place,) = (folder / "kind").iterdir()
    place.write_bytes(torn)
    assert cache.kept("kind", "a", lambda: b"one") == b"one"
    assert cache.kept("kind", "a", never) == b"one"


def test_without_a_folder_it_is_worked_out(folder: Path) -> None:
    folder.write_text("a file where the folder should be")
    assert cache.kept("kind", "a", lambda: b"one") == b"one"


@pytest.mark.parametrize("times", [1, 2])
def test_declarations_parsed_before_are_the_same(folder: Path, times: int) -> None:
    import cffi

    for _ in range(times):
        with parsed_once():
            ffi = cffi.FFI()
            ffi.cdef(TEXT)
    usual = cffi.FFI()
    usual.cdef(TEXT)
    assert not isinstance(ffi, type(usual))
    for name in ("pair", "amount", "pair[3]", "unknown *"):
        assert ffi.sizeof(name) == usual.sizeof(name)
    value = ffi.new("pair *", {"x": 5})
    assert (value.x, ffi.cast("amount", 7) == 7) == (5, True)
    assert ffi.dlopen(None).abs(-3) == 3


def test_declarations_that_cannot_be_kept_are_parsed_as_ever(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import cffi

    monkeypatch.setattr(cache, "kept", lambda *_: b"no python")
    with parsed_once():
        ffi = cffi.FFI()
        ffi.cdef(TEXT)
        ffi.cdef("typedef int more;")
    assert ffi.sizeof("pair") == 8 and ffi.sizeof("more") == 4


def test_weasyprint_takes_the_declarations_that_are_kept(folder: Path) -> None:
    script = "from yizhangtu.export.pdf import engine; engine.load(); import sys; print('pycparser' in sys.modules)"
    environment = {**os.environ, "XDG_CACHE_HOME": str(folder.parent)}
    said = [subprocess.check_output([sys.executable, "-c", script], text=True, env=environment) for _ in range(2)]
    assert said == ["True\n", "False\n"]


def test_styles_read_anew_and_those_kept_are_the_same() -> None:
    assert installed_styles() == installed_styles() == styles.read(places.styles())
