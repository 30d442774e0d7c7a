"""Bytes of an image file (标志) → its pixels on white, and nothing else of the file.

An image file can be malicious: it can unpack to gigabytes, make a viewer run or fetch something, or reveal where it was
taken. Size and format are checked before anything is unpacked, and only the pixels of the first picture are used.
"""

from __future__ import annotations

import hashlib
import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from zlib import compress

from yizhangtu.model.diagnostics import Text
from yizhangtu.model.raster import Raster
from yizhangtu.model.words import shortened
from yizhangtu.read.faults import Faults

LARGEST = 4 * 1024 * 1024  # bytes of the file
WIDEST = 4096  # pixels of a side, from the header of the file
SHARP = 600  # pixels of the longer side that are kept: 250 dots an inch on the largest poster
FORMATS = ("PNG", "JPEG", "WEBP")

_OTHERS = (
    (b"%!PS", "EPS"), (b"\xc5\xd0\xd3\xc6", "EPS"), (b"%PDF", "PDF"), (b"GIF8", "GIF 动图"), (b"BM", "BMP"),
    (b"II*\x00", "TIFF"), (b"MM\x00*", "TIFF"), (b"8BPS", "Photoshop 文档"), (b"\x00\x00\x01\x00", "ICO"),
)  # fmt: skip
_AGAIN = "用画图软件打开，另存为 PNG，再改这里的文件名。"
_LESS = f"用画图软件缩小到每边 {SHARP} 像素左右，另存为 PNG。"


def read_picture(data: bytes, name: Text, faults: Faults) -> Raster | None:
    """The picture of a file; None with a diagnostic at the place where the file is named."""
    refused = _refused(data)
    if refused is None:
        try:
            with warnings.catch_warnings(), _strict():
                warnings.simplefilter("error")  # Pillow only warns of a picture that is nearly a decompression bomb
                return _pixels(data)
        except _Refused as error:
            refused = error.args
        except Exception:  # Pillow raises many kinds for damaged or malicious files
            refused = ("打不开，文件可能坏了", _AGAIN)
    faults.add("Y719", name.span, f"标志“{shortened(name)}”{refused[0]}", refused[1])
    return None


class _Refused(Exception):
    """Its arguments are the reason and the hint."""


def _refused(data: bytes) -> tuple[str, ...] | None:
    """Reason and hint where the first bytes show that the file cannot be used; else None."""
    if len(data) > LARGEST:
        return f"超过了 {LARGEST // 1024 // 1024} MiB", _LESS
    start = data[:256].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"<"):
        return "是 SVG 或网页，不是 PNG、JPEG 图片", _AGAIN
    found = next((what for mark, what in _OTHERS if data.startswith(mark)), None)
    if found is None and data[4:8] == b"ftyp":
        found = "手机照片（HEIC）或视频"
    return (f"是 {found}，不是 PNG、JPEG 图片", _AGAIN) if found else None


@contextmanager
def _strict() -> Iterator[None]:
    """Make Pillow reject truncated files, which WeasyPrint, once imported, makes it accept."""
    from PIL import ImageFile

    before = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _pixels(data: bytes) -> Raster:
    from PIL import Image, ImageOps  # slow to import: only where there is a picture

    try:
        file = Image.open(io.BytesIO(data), formats=FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _Refused(f"的像素太多，每边最多 {WIDEST} 像素", _LESS) from None
    with file as opened:
        if max(opened.size) > WIDEST:
            raise _Refused(f"有 {opened.width}×{opened.height} 像素，每边最多 {WIDEST} 像素", _LESS)
        opened.load()
        picture: Image.Image = ImageOps.exif_transpose(opened)
        if picture.mode.startswith("I"):  # 16 bits, which Pillow would clip instead of scale
            picture = picture.convert("I").point(lambda value: value * (1 / 257)).convert("L")
        picture = picture.convert("RGBA")
    white = Image.new("RGBA", picture.size, "white")
    picture = Image.alpha_composite(white, picture).convert("RGB")
    picture.thumbnail((SHARP, SHARP), Image.Resampling.LANCZOS)
    samples = picture.tobytes()
    digest = hashlib.sha256(b"%d %d " % picture.size + samples).hexdigest()[:32]
    return Raster(digest, picture.width, picture.height, compress(samples, 9))
