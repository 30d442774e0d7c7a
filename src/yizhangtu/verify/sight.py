"""Letters of a page + the picture of it → the letters that can be seen; a picture → what its QR codes say.

A letter is seen where its box holds dark and light: what is covered, cut off or printed in the colour of its ground is
not there for anybody who looks at the sheet.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from yizhangtu.verify.letters import Letter, Page

if TYPE_CHECKING:
    from PIL.Image import Image

CONTRAST = 48  # of 255: the least that is taken for ink on a ground
PIXELS = 7.0  # that the smallest text is high on the picture that is looked at
MODULE = 3.0  # pixels of a module of a QR code there
MODULES = 37  # of the largest code for an address, its quiet edge included


class Code(NamedTuple):
    """A QR code: what it says, on which page, and how wide one of its modules is in mm."""

    says: str
    page: int
    module: float


def scale_for(text_mm: float, code_mm: float) -> float:
    """Pixels for a mm, so that both the smallest text and the QR code can be made out."""
    return max(PIXELS / max(text_mm, 0.5), MODULE * MODULES / code_mm if code_mm else 0.0)


def drawn(page: Any, scale: float) -> Image:
    """The picture of a page of an open document, `scale` pixels for a mm."""
    picture: Image = page.render(scale=scale * 25.4 / 72).to_pil().convert("L")
    return picture


def seen(page: Page, picture: Image) -> tuple[Letter, ...]:
    """The letters of a page that its picture shows. Marks without much ink (，。·) go with the text around them."""
    across, down = picture.width / page.width, picture.height / page.height
    found: list[Letter] = []
    shown = True
    fresh = False
    for letter in page.letters:
        if letter.char.isalnum():
            shown = _shown(letter, picture, across, down)
        if shown:
            found.append(letter._replace(fresh=True) if fresh else letter)
            fresh = False
        else:
            fresh = True
    return tuple(found)


def _shown(letter: Letter, picture: Image, across: float, down: float) -> bool:
    inset = 0.22 * (letter.bottom - letter.top)  # the font's own leading
    box = (
        int(letter.left * across),
        int((letter.top + inset) * down),
        int(letter.right * across) + 1,
        int((letter.bottom - inset) * down) + 1,
    )
    if box[0] < 0 or box[1] < 0 or box[2] > picture.width + 1 or box[3] > picture.height + 1:
        return False
    low, high = cast(tuple[int, int], picture.crop(box).getextrema())
    return high - low >= CONTRAST


def codes(picture: Image, page: int, scale: float) -> tuple[Code, ...]:
    """The QR codes of a picture of `scale` pixels for a mm, as a phone reads them."""
    zxing: Any = import_module("zxingcpp")  # only where codes are looked for
    return tuple(_codes(zxing.read_barcodes(picture, formats=zxing.BarcodeFormat.QRCode), page, scale))


def _codes(found: Sequence[Any], page: int, scale: float) -> Iterator[Code]:
    for one in found:
        corner, other = one.position.top_left, one.position.top_right
        side = ((corner.x - other.x) ** 2 + (corner.y - other.y) ** 2) ** 0.5
        modules = _modules(str(one.text))
        yield Code(str(one.text), page, float(side) / scale / modules)


def _modules(text: str) -> int:
    """Modules along a side of the smallest code of level M that holds a text (ISO/IEC 18004, table 7, bytes)."""
    size = len(text.encode("utf-8"))
    room = (14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287, 331, 362, 412, 450, 504, 560, 624, 666)
    version = next((number for number, most in enumerate(room, 1) if size <= most), len(room))
    return 17 + 4 * version
