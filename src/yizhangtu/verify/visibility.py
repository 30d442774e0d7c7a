"""The letters of a page + its picture → the visible letters; a picture → the contents of its QR codes.

A letter is visible if its box in the picture has dark and light pixels. Text that is covered, clipped or printed in the
colour of its background is not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple, cast

from yizhangtu.verify.letters import Letter, PageLetters

if TYPE_CHECKING:
    from PIL.Image import Image
    from pypdfium2 import PdfPage
    from zxingcpp import Barcode

CONTRAST = 48  # of 255: the least difference between ink and background
PIXELS = 7.0  # height of the smallest text in the picture
MODULE = 3.0  # px per module of a QR code in the picture
MODULES = 37  # modules of the largest code for an address, with its quiet zone


class QrCode(NamedTuple):
    """A QR code: its text, its page, and the width of one module in mm."""

    says: str
    page: int
    module: float


def scale_for(text_mm: float, code_mm: float) -> float:
    """Pixels per mm at which both the smallest text and the QR code are readable."""
    return max(PIXELS / max(text_mm, 0.5), MODULE * MODULES / code_mm if code_mm else 0.0)


def page_picture(page: PdfPage, scale: float) -> Image:
    """The greyscale picture of a page of an open document, `scale` pixels per mm."""
    picture: Image = page.render(scale=scale * 25.4 / 72).to_pil().convert("L")
    return picture


def visible_letters(page: PageLetters, picture: Image) -> tuple[Letter, ...]:
    """The letters of a page that are visible in its picture. Punctuation with little ink (，。·) follows the letter
    before it."""
    across, down = picture.width / page.width, picture.height / page.height
    found: list[Letter] = []
    shown = True
    after_gap = False
    for letter in page.letters:
        if letter.char.isalnum():
            shown = _is_visible(letter, picture, across, down)
        if shown:
            found.append(letter._replace(after_gap=True) if after_gap else letter)
            after_gap = False
        else:
            after_gap = True
    return tuple(found)


def _is_visible(letter: Letter, picture: Image, across: float, down: float) -> bool:
    inset = 0.22 * (letter.bottom - letter.top)  # leading inside the box
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


def read_qr_codes(picture: Image, page: int, scale: float) -> tuple[QrCode, ...]:
    """The QR codes in a picture of `scale` pixels per mm."""
    import zxingcpp  # only when codes are checked

    known = zxingcpp.BarcodeFormat  # since 3.0 QRCode stands for Micro QR as well, which is seen where there is none
    wanted = getattr(known, "QRCodeModel2", known.QRCode)
    found = zxingcpp.read_barcodes(picture, formats=wanted)  # type: ignore[arg-type]
    return tuple(_qr_codes(found, page, scale))


def _qr_codes(found: Sequence[Barcode], page: int, scale: float) -> Iterator[QrCode]:
    for one in found:
        corner, other = one.position.top_left, one.position.top_right
        side = ((corner.x - other.x) ** 2 + (corner.y - other.y) ** 2) ** 0.5
        modules = _modules(str(one.text))
        yield QrCode(str(one.text), page, float(side) / scale / modules)


def _modules(text: str) -> int:
    """Modules along a side of the smallest code of level M that holds a text (ISO/IEC 18004, table 7, bytes)."""
    size = len(text.encode("utf-8"))
    room = (14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287, 331, 362, 412, 450, 504, 560, 624, 666)
    version = next((number for number, most in enumerate(room, 1) if size <= most), len(room))
    return 17 + 4 * version
