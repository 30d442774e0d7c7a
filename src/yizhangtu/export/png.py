"""Pages of a PDF → pictures, pixel for pixel at 96 an inch; pictures → the smaller of PNG and JPEG."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from yizhangtu.model.units import POINTS_PER_PX

if TYPE_CHECKING:
    from PIL.Image import Image

QUALITIES = (90, 80, 70, 60)  # of JPEG: the first at which a picture is small enough
COLOURS = 256  # of a palette: flat colours and the edges of letters need no more


def page_images(pdf: bytes) -> list[Image]:
    """Every page at 96 pixels an inch, the very page that is printed."""
    return list(each_page(pdf))


def each_page(pdf: bytes) -> Iterator[Image]:
    """The same one by one: forty pictures of a large screen at once would take a gigabyte."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        for page in document:
            image = page.render(scale=1 / POINTS_PER_PX).to_pil().convert("RGB")
            width, height = (round(side / POINTS_PER_PX) for side in page.get_size())
            page.close()
            yield image.crop((0, 0, width, height)) if image.size != (width, height) else image
    finally:
        document.close()


def png(image: Image) -> bytes:
    """A PNG, pixel for pixel."""
    data = io.BytesIO()
    image.save(data, "PNG", compress_level=6)
    return data.getvalue()


def with_palette(image: Image) -> bytes:
    """A PNG of so few colours that the loss cannot be seen in flat drawings and letters."""
    from PIL.Image import Dither

    data = io.BytesIO()
    image.quantize(COLOURS, dither=Dither.NONE).save(data, "PNG", optimize=True)
    return data.getvalue()


def smallest(image: Image, most: int) -> bytes:
    """PNG or JPEG, whichever is smaller; below `most` bytes where JPEG can be made so small."""
    plain = with_palette(image)
    best = plain
    for quality in QUALITIES:
        data = io.BytesIO()
        image.save(data, "JPEG", quality=quality, subsampling=0, optimize=True)
        best = min(plain, data.getvalue(), key=len)
        if len(best) < most:
            break
    return best


def suffix(data: bytes) -> str:
    """.png or .jpg."""
    return ".png" if data.startswith(b"\x89PNG") else ".jpg"
