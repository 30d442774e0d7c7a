"""The bytes of finished pictures → greyscale pictures: from files, embedded in an HTML page, joined from pieces."""

from __future__ import annotations

import base64
import binascii
import io
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from yizhangtu.verify.visible_content import Unreadable

if TYPE_CHECKING:
    from PIL.Image import Image

EMBEDDED = re.compile(rb'"data:image/png;base64,([A-Za-z0-9+/=]+)"')
TOLERANCE = 2  # px by which a height may differ from that of its page


def open_picture(data: bytes) -> Image:
    """A PNG or JPEG as a greyscale picture."""
    from PIL import Image as Pictures

    try:
        picture = Pictures.open(io.BytesIO(data))
        return picture.convert("L")
    except (OSError, ValueError, SyntaxError) as error:
        raise Unreadable(str(error)) from None


def embedded_pictures(page: bytes) -> list[bytes]:
    """The PNG files embedded in an HTML page, in order."""
    try:
        return [base64.b64decode(match, validate=True) for match in EMBEDDED.findall(page)]
    except binascii.Error as error:
        raise Unreadable(str(error)) from None


def join_pieces(pieces: Sequence[Image], heights: Sequence[float]) -> list[Image]:
    """Join pieces vertically into pages of these heights (px)."""
    from PIL import Image as Pictures

    found: list[Image] = []
    left = list(pieces)
    for height in heights:
        own: list[Image] = []
        while left and sum(piece.height for piece in own) < height - TOLERANCE:
            own.append(left.pop(0))
        total = sum(piece.height for piece in own)
        if abs(total - height) > TOLERANCE:
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
