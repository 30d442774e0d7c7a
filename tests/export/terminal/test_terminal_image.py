"""Pictures in a terminal."""

from __future__ import annotations

import re
from base64 import b64decode

import pytest
from PIL import Image

from yizhangtu.export.terminal.terminal_image import half_blocks, iterm2, kitty, protocol


def test_half_blocks_have_the_size_asked_for() -> None:
    text = half_blocks(Image.new("RGB", (200, 100), (10, 20, 30)), 40)
    lines = text.split("\n")
    assert len(lines) == 10
    for line in lines:
        assert line.count("▀") == 40
        assert line.startswith("\x1b[38;2;10;20;30;48;2;10;20;30m▀▀")
        assert line.endswith("\x1b[0m")


def test_half_blocks_upper_and_lower() -> None:
    image = Image.new("RGB", (1, 2), (255, 0, 0))
    image.putpixel((0, 1), (0, 0, 255))
    assert half_blocks(image, 1) == "\x1b[38;2;255;0;0;48;2;0;0;255m▀\x1b[0m"


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK"])
def test_half_blocks_of_any_mode(mode: str) -> None:
    assert half_blocks(Image.new(mode, (3, 5)), 3).count("▀") == 6


def test_transparent_is_paper() -> None:
    assert "38;2;255;255;255" in half_blocks(Image.new("RGBA", (4, 4), (0, 0, 0, 0)), 2)


@pytest.mark.parametrize("size", [0, 1, 3071, 3072, 3073, 9216, 10000])
def test_kitty(size: int) -> None:
    png = bytes(n % 251 for n in range(size))
    parts = re.findall(r"\x1b_G([^;]*);([^\x1b]*)\x1b\\", kitty(png, 80))
    assert b64decode("".join(data for _, data in parts)) == png
    assert "c=80" in parts[0][0] and "f=100" in parts[0][0]
    assert [keys[-3:] for keys, _ in parts] == ["m=1"] * (len(parts) - 1) + ["m=0"]
    assert all(len(data) <= 4096 for _, data in parts)


def test_iterm2() -> None:
    text = iterm2(b"\x89PNG", 60)
    assert text.startswith("\x1b]1337;File=inline=1;size=4;width=60;") and text.endswith("\x07")
    assert b64decode(text[:-1].split(":", 1)[1]) == b"\x89PNG"


@pytest.mark.parametrize(
    ("env", "name"),
    [
        ({}, "half-blocks"),
        ({"TERM": "xterm-256color"}, "half-blocks"),
        ({"TERM": "xterm-kitty"}, "kitty"),
        ({"KITTY_WINDOW_ID": "1", "TERM": "xterm-256color"}, "kitty"),
        ({"TERM": "xterm-ghostty"}, "kitty"),
        ({"TERM_PROGRAM": "iTerm.app"}, "iterm2"),
        ({"LC_TERMINAL": "iTerm2"}, "iterm2"),
        ({"TERM_PROGRAM": "WezTerm"}, "iterm2"),
        ({"TERM_PROGRAM": "iTerm.app", "TMUX": "/tmp/tmux"}, "half-blocks"),
        ({"TERM": "tmux-256color", "KITTY_WINDOW_ID": "1"}, "half-blocks"),
    ],
)
def test_protocol(env: dict[str, str], name: str) -> None:
    assert protocol(env) == name
