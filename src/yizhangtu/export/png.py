"""Pages of a PDF → pictures at 96 pixels per inch; pictures → PNG or JPEG, whichever is smaller."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from yizhangtu.model.units import POINTS_PER_PX

if TYPE_CHECKING:
    from PIL.Image import Image

QUALITIES = (90, 80, 70, 60)  # of JPEG, tried in this order
COLOURS = 256  # of a palette: enough for flat colours and the edges of letters


def page_images(pdf: bytes) -> list[Image]:
    """Every page of the PDF at 96 pixels per inch."""
    return list(each_page(pdf))


def each_page(pdf: bytes, scale: float = 1 / POINTS_PER_PX) -> Iterator[Image]:
    """The pages one by one: forty pictures of a large screen would need a gigabyte. `scale`: pixels a point."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        for page in document:
            image = page.render(scale=scale).to_pil().convert("RGB")
            width, height = (round(side * scale) for side in page.get_size())
            page.close()
            yield image.crop((0, 0, width, height)) if image.size != (width, height) else image
    finally:
        document.close()


def png(image: Image) -> bytes:
    """The picture as PNG in full colour."""
    data = io.BytesIO()
    image.save(data, "PNG", compress_level=6)
    return data.getvalue()


def with_palette(image: Image) -> bytes:
    """The picture as PNG with a palette; the loss is invisible in flat drawings and text."""
    from PIL.Image import Dither

    data = io.BytesIO()
    image.quantize(COLOURS, dither=Dither.NONE).save(data, "PNG", optimize=True)
    return data.getvalue()


def smallest(image: Image, most: int) -> bytes:
    """The smaller of PNG and JPEG, below `most` bytes if JPEG can reach that."""
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
    """The suffix of the file: .png or .jpg."""
    return ".png" if data.startswith(b"\x89PNG") else ".jpg"
