"""Finished pictures as bytes → grey pictures to look at: from a file, from inside an HTML page, from pieces."""

from __future__ import annotations

import base64
import binascii
import io
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from yizhangtu.verify.proof import Unreadable

if TYPE_CHECKING:
    from PIL.Image import Image

INSIDE = re.compile(rb'"data:image/png;base64,([A-Za-z0-9+/=]+)"')
ROUND = 2  # pixels by which a height may differ from that of its page


def opened(data: bytes) -> Image:
    """A PNG or JPEG."""
    from PIL import Image as Pictures

    try:
        picture = Pictures.open(io.BytesIO(data))
        return picture.convert("L")
    except (OSError, ValueError, SyntaxError) as error:
        raise Unreadable(str(error)) from None


def inside(page: bytes) -> list[bytes]:
    """The pictures of an HTML page, in order."""
    try:
        return [base64.b64decode(match, validate=True) for match in INSIDE.findall(page)]
    except binascii.Error as error:
        raise Unreadable(str(error)) from None


def joined(pieces: Sequence[Image], heights: Sequence[float]) -> list[Image]:
    """Pieces one below the other, as pages of these heights in pixels again."""
    from PIL import Image as Pictures

    found: list[Image] = []
    left = list(pieces)
    for height in heights:
        own: list[Image] = []
        while left and sum(piece.height for piece in own) < height - ROUND:
            own.append(left.pop(0))
        total = sum(piece.height for piece in own)
        if abs(total - height) > ROUND:
            raise Unreadable(f"几段拼起来高 {total} 像素，应当是 {height:.0f} 像素")
        page = Pictures.new("L", (max(piece.width for piece in own), total))
        y = 0
        for piece in own:
            page.paste(piece, (0, y))
            y += piece.height
        found.append(page)
    if left:
        raise Unreadable(f"多出 {len(left)} 段")
    return found
