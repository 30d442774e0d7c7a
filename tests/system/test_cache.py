"""What is kept for the next start: it is taken as it was put there, or not at all, and changes nothing."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from helpers.installed import installed_styles
from yizhangtu.export.pdf.declarations import parsed_once
from yizhangtu.media.registry import file_kinds
from yizhangtu.system import cache, places, style_files
from yizhangtu.system.packed import pack

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


OWN, OTHER = os.geteuid(), 12345


def never() -> bytes:
    raise AssertionError("worked out again")


def test_a_value_is_worked_out_once_for_each_key() -> None:
    assert cache.cached("kind", "a", lambda: b"one") == b"one"
    assert cache.cached("kind", "a", never) == b"one"
    assert cache.cached("kind", "b", lambda: b"two") == b"two"


@pytest.mark.parametrize("torn", [b"", b"short", b"\0" * 32 + b"one"])
def test_what_is_not_whole_is_not_believed(folder: Path, torn: bytes) -> None:
    cache.cached("kind", "a", lambda: b"one")
    (place,) = (folder / "kind").iterdir()
    place.write_bytes(torn)
    assert cache.cached("kind", "a", lambda: b"one") == b"one"
    assert cache.cached("kind", "a", never) == b"one"


def modes(folder: Path) -> set[int]:
    return {stat.S_IMODE(os.stat(path).st_mode) for path in (folder, folder.parent)}


def test_the_folder_and_those_above_it_are_created_for_the_user_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "new"))
    assert cache.folder() == tmp_path / "new/yizhangtu"
    assert modes(tmp_path / "new/yizhangtu") == {0o700}


def test_an_existing_folder_that_others_read_is_closed_to_them(folder: Path) -> None:
    folder.mkdir(0o755)
    assert cache.folder() == folder and stat.S_IMODE(os.stat(folder).st_mode) == 0o700


@pytest.mark.parametrize(
    ("mode", "above", "safe"),
    [
        (0o700, 0o700, True), (0o755, 0o755, True), (0o700, 0o1777, True), (0o770, 0o700, False), (0o702, 0o700, False),
        (0o1777, 0o700, False), (0o700, 0o775, False), (0o700, 0o777, False),
    ],
)  # fmt: skip
def test_a_folder_to_which_others_write_is_not_used(folder: Path, mode: int, above: int, safe: bool) -> None:
    cache.cached("kind", "a", lambda: b"planted")
    folder.chmod(mode), folder.parent.chmod(above)
    assert (cache.folder() is not None) == safe
    assert cache.cached("kind", "a", lambda: b"one") == (b"planted" if safe else b"one")


@pytest.mark.skipif(OWN != 0, reason="only root gives files away")
@pytest.mark.parametrize("whose", ["", ".."])
def test_a_folder_of_somebody_else_is_not_used(folder: Path, whose: str) -> None:
    cache.cached("kind", "a", lambda: b"planted")
    os.chown(folder / whose, OTHER, OTHER)
    assert cache.folder() is None
    assert cache.cached("kind", "a", lambda: b"one") == b"one"


@pytest.mark.skipif(OWN != 0, reason="only root becomes somebody else")
def test_a_user_does_not_use_the_folder_of_root(folder: Path) -> None:
    folder.mkdir(0o755)
    os.seteuid(OTHER)
    try:
        assert cache.folder() is None
    finally:
        os.seteuid(OWN)


def test_a_link_to_a_folder_that_others_replace_is_not_followed(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "shared/yizhangtu").mkdir(parents=True)
    (tmp_path / "shared").chmod(0o777)
    folder.symlink_to(tmp_path / "shared/yizhangtu")
    assert cache.folder() is None


def test_without_a_home_nothing_is_cached(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setattr(places, "home", lambda: None)
    assert cache.location() is None and cache.folder() is None
    assert cache.cached("kind", "a", lambda: b"one") == b"one"


@pytest.mark.skipif(OWN != 0, reason="only root becomes a user without an entry")
def test_a_user_without_home_and_entry_has_no_cache() -> None:
    script = (
        "import os; from yizhangtu.system import cache, places; os.setuid(12345); print(places.home(), cache.folder())"
    )
    environment = {name: value for name, value in os.environ.items() if name not in ("HOME", "XDG_CACHE_HOME")}
    stated = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=environment)
    assert stated.stdout == "None None\n", stated.stderr


def test_a_relative_place_is_ignored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "here")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert cache.location() == tmp_path / ".cache/yizhangtu"


def test_without_a_folder_it_is_worked_out(folder: Path) -> None:
    folder.write_text("a file where the folder should be")
    assert cache.cached("kind", "a", lambda: b"one") == b"one"


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


@pytest.mark.parametrize("data", [b"no tables", b"[]", b'{"_file": "x"}', b'{"_types": null}', b'{"_types": 5}'])
def test_declarations_that_are_not_valid_are_parsed_again(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    import cffi

    monkeypatch.setattr(cache, "cached", lambda *_: data)
    with parsed_once():
        ffi = cffi.FFI()
        ffi.cdef(TEXT)
        ffi.cdef("typedef int more;")
    assert ffi.sizeof("pair") == 8 and ffi.sizeof("more") == 4


def test_the_cache_of_declarations_holds_data(folder: Path) -> None:
    import cffi

    with parsed_once():
        cffi.FFI().cdef(TEXT)
    (path,) = (folder / "ffi").iterdir()
    assert json.loads(path.read_bytes()[32:]).keys() >= {"_version", "_types", "_globals"}


def test_weasyprint_takes_the_declarations_that_are_kept(folder: Path) -> None:
    script = "from yizhangtu.export.pdf import engine; engine.load(); import sys; print('pycparser' in sys.modules)"
    environment = {**os.environ, "XDG_CACHE_HOME": str(folder.parent)}
    stated = [subprocess.check_output([sys.executable, "-c", script], text=True, env=environment) for _ in range(2)]
    assert stated == ["True\n", "False\n"]


def test_styles_read_anew_and_those_kept_are_the_same() -> None:
    first = installed_styles()
    for other in (installed_styles(), style_files.unpacked(pack(places.styles()), file_kinds())):
        assert (first.flow, first.booklet, first.media) == (other.flow, other.booklet, other.media)
        assert (first.themes, first.icons.keywords) == (other.themes, other.icons.keywords)
