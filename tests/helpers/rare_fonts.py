"""Tiny fonts with ideographs that Noto lacks, and a machine on which no others are installed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from yizhangtu.system.fonts import rare

UNITS = 2048
BEYOND = "\U0002a6a5"  # of the block B
WITHIN = "\u9ffa"  # of the basic block, whose characters fit two bytes
RARE = BEYOND + WITHIN

Make = Callable[..., Path]


def make_font(path: Path, chars: str, blank: str = "", cubic: bool = False, title: str = "Tiny Han") -> Path:
    """A font in which each of the characters is a box of a height of its own; `blank` ones have no outline."""
    from fontTools.fontBuilder import FontBuilder  # slow to load, and only a few tests need it
    from fontTools.pens.t2CharStringPen import T2CharStringPen
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    names = {ord(char): f"u{ord(char):X}" for char in chars + blank}
    builder = FontBuilder(UNITS, isTTF=not cubic)
    builder.setupGlyphOrder([".notdef", *names.values()])
    builder.setupCharacterMap(names)
    drawn: dict[str, object] = {}
    for number, name in enumerate([".notdef", *names.values()]):
        pen = T2CharStringPen(UNITS, None) if cubic else TTGlyphPen(None)
        if not blank or name not in {names[ord(char)] for char in blank}:
            _box(pen, top_of(number))
        drawn[name] = pen.getCharString() if cubic else pen.glyph()
    if cubic:
        builder.setupCFF(title.replace(" ", ""), {"FullName": title}, drawn, {})
    else:
        builder.setupGlyf(drawn)
    builder.setupHorizontalMetrics(dict.fromkeys(drawn, (UNITS, 200)))
    builder.setupHorizontalHeader(ascent=1800, descent=-248)
    builder.setupNameTable({"familyName": title, "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    builder.save(path)
    return path


def top_of(number: int) -> int:
    """The upper edge of the n-th glyph."""
    return 1000 + 40 * number


def _box(pen, top: int) -> None:  # type: ignore[no-untyped-def]
    pen.moveTo((200, 0))
    pen.lineTo((200, top))
    pen.lineTo((1800, top))
    pen.lineTo((1800, 0))
    pen.closePath()


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine without fonts to borrow from; the folder that YIZHANGTU_FONTS names on it."""
    folder = tmp_path / "own fonts"
    folder.mkdir()
    monkeypatch.setattr(rare, "FOLDERS", ())
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("YIZHANGTU_FONTS", str(folder))
    return folder


@pytest.fixture
def borrowing(machine: Path) -> Make:
    """Puts a font to borrow from into that folder."""

    def make(chars: str = RARE, name: str = "fallback.ttf", **wishes: object) -> Path:
        return make_font(machine / name, chars, **wishes)  # type: ignore[arg-type]

    return make
