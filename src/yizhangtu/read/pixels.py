"""An image file → the samples of its first picture on white, at most `SHARP` pixels wide or high.

Runs in a child process with limits (`read.child`). What would take long or much memory is refused by what the file says
of itself: the decoders need up to 24 bytes for a pixel of a progressive JPEG, 16 for one of WebP.
"""

from __future__ import annotations

import io
import json
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

WIDEST = 4096  # pixels of a side
WIDEST_OF = {"WEBP": 2048, "CMYK": 3500}  # WebP's decoder keeps four copies of all pixels; CMYK has four channels
SHARP = 600  # pixels of the longer side that are kept: 250 dots an inch on the largest poster
MOST_SCANS = 30  # of a progressive JPEG: programs write about ten, and each takes as long as a whole picture
FORMATS = ("PNG", "JPEG", "WEBP")
_STRIP = 128  # rows that are flattened at once, after the reduction


class _Refused(Exception):
    """Why a picture is not decoded, and the figures of the message."""


def pixels(data: bytes) -> bytes:
    """A line of JSON with the size, or with why the picture is refused; then the samples, three bytes a pixel."""
    try:
        with warnings.catch_warnings(), _strict():
            warnings.simplefilter("error")  # Pillow only warns of a picture that is nearly a decompression bomb
            picture = _picture(data)
    except _Refused as error:
        return json.dumps({"refused": error.args[0], "figures": error.args[1:]}).encode()
    return json.dumps({"size": picture.size}).encode() + b"\n" + picture.tobytes()


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


def _picture(data: bytes) -> Image:
    from PIL import Image, ImageOps

    try:
        file = Image.open(io.BytesIO(data), formats=FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _Refused("bomb") from None
    with file as opened:
        widest = min(WIDEST_OF.get(kind or "", WIDEST) for kind in (opened.format, opened.mode))
        if max(opened.size) > widest:
            raise _Refused("wide", *opened.size, widest)
        if opened.format == "JPEG":
            scans = data.count(b"\xff\xda")  # the marker of a scan; within a scan 0xff is followed by 0
            if scans > MOST_SCANS:
                raise _Refused("scans", scans, MOST_SCANS)
            opened.draft("RGB", (2 * SHARP, 2 * SHARP))  # decoded at 1/2, 1/4 or 1/8, never below this size
        opened.load()
        flat = _flat(opened)
        flat.thumbnail((SHARP, SHARP), Image.Resampling.LANCZOS)
        exif = opened.getexif()
        flat.getexif()[_ORIENTATION] = exif.get(_ORIENTATION, 1)
        return ImageOps.exif_transpose(flat)


_ORIENTATION = 0x0112  # EXIF tag


def _flat(picture: Image) -> Image:
    """The picture on white, reduced by a whole factor to at least 2 × `SHARP` pixels, strip by strip: a copy of all its
    pixels would take 64 MiB."""
    from PIL import Image

    width, height = picture.size
    factor = max(1, max(width, height) // (2 * SHARP))
    found = Image.new("RGB", (-(-width // factor), -(-height // factor)), "white")
    for top in range(0, height, factor * _STRIP):
        strip = picture.crop((0, top, width, min(height, top + factor * _STRIP)))
        strip.palette = picture.palette
        if strip.mode.startswith("I"):  # 16 bits, which Pillow would clip instead of scale
            strip = strip.convert("I").point(lambda value: value * (1 / 257)).convert("L")
        if "transparency" in picture.info:
            strip.info["transparency"] = picture.info["transparency"]
        strip = strip.convert("RGBA")
        strip = Image.alpha_composite(Image.new("RGBA", strip.size, "white"), strip).convert("RGB")
        found.paste(strip.reduce(factor) if factor > 1 else strip, (0, top // factor))
    return found
