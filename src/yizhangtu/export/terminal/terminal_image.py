"""A picture → text that shows it in a terminal: as half blocks in 24-bit colour, or by a graphics protocol."""

from __future__ import annotations

from base64 import standard_b64encode
from collections.abc import Iterator, Mapping
from typing import Literal

from PIL import Image

Protocol = Literal["kitty", "iterm2", "half-blocks"]

UPPER_HALF = "▀"  # upper pixel in the foreground colour, lower pixel in the background colour
RESET = "\x1b[0m"
CHUNK = 4096  # bytes of base64 per escape sequence of the kitty protocol
PAPER = (255, 255, 255, 255)  # background of transparent pictures

Colour = tuple[int, ...]


def protocol(env: Mapping[str, str]) -> Protocol:
    """The graphics protocol of the terminal with this environment. tmux and screen pass pictures on only if configured:
    there, and in doubt, half blocks."""
    term, program = env.get("TERM", ""), env.get("TERM_PROGRAM", "")
    if env.get("TMUX") or env.get("STY") or term.startswith(("tmux", "screen")):
        return "half-blocks"
    if env.get("KITTY_WINDOW_ID") or term in ("xterm-kitty", "xterm-ghostty") or program == "ghostty":
        return "kitty"
    if program in ("iTerm.app", "WezTerm", "mintty") or env.get("LC_TERMINAL") == "iTerm2":
        return "iterm2"
    return "half-blocks"


def half_blocks(image: Image.Image, columns: int) -> str:
    """The picture `columns` cells wide, two pixels per cell. A colour is written only where it changes."""
    columns = max(1, columns)
    rows = max(1, round(image.height * columns / image.width / 2))
    paper = Image.new("RGBA", image.size, PAPER)
    flat = Image.alpha_composite(paper, image.convert("RGBA")).convert("RGB")
    pixels = flat.resize((columns, 2 * rows), Image.Resampling.LANCZOS).tobytes()
    stride = 3 * columns
    lines = (pixels[at : at + 2 * stride] for at in range(0, len(pixels), 2 * stride))
    return "\n".join("".join(_blocks(line[:stride], line[stride:])) + RESET for line in lines)


def _blocks(upper: bytes, lower: bytes) -> Iterator[str]:
    before: tuple[Colour, Colour] | None = None
    for at in range(0, len(upper), 3):
        now = (tuple(upper[at : at + 3]), tuple(lower[at : at + 3]))
        codes = [
            f"{plane};2;{';'.join(map(str, colour))}"
            for plane, colour, old in zip((38, 48), now, before or (None, None), strict=True)
            if colour != old
        ]
        yield f"\x1b[{';'.join(codes)}m{UPPER_HALF}" if codes else UPPER_HALF
        before = now


def kitty(png: bytes, columns: int) -> str:
    """The kitty graphics protocol: shown at once, `columns` cells wide, no reply requested."""
    data = standard_b64encode(png).decode("ascii")
    chunks = [data[at : at + CHUNK] for at in range(0, len(data), CHUNK)] or [""]
    head = f"a=T,f=100,q=2,c={max(1, columns)},"
    return "".join(
        f"\x1b_G{'' if n else head}m={int(n + 1 < len(chunks))};{chunk}\x1b\\" for n, chunk in enumerate(chunks)
    )


def iterm2(png: bytes, columns: int) -> str:
    """The inline images protocol of iTerm2, WezTerm and mintty: `columns` cells wide."""
    data = standard_b64encode(png).decode("ascii")
    return f"\x1b]1337;File=inline=1;size={len(png)};width={max(1, columns)};preserveAspectRatio=1:{data}\x07"
