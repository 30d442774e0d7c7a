"""A photo, picture or PDF → the texts of the QR codes in it, and when it was taken.

Runs in a child process with limits (`read.child`). A photo is turned as its EXIF says and read in grey; one of few
pixels is also read enlarged, by which codes of small modules are found.
"""

from __future__ import annotations

import io
import json
import re
import warnings
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PIXELS = 60_000_000
FEW_PIXELS = 3_000_000  # below which it is read enlarged, too
SCALES = (2, 3)
MOST_PAGES = 40
DPI = 150
COPY, QUALITY = 1600, 82  # pixels and JPEG quality of the copies that a ledger keeps
FORMATS = ("JPEG", "PNG", "WEBP")
TAKEN = (36867, 36868, 306)  # EXIF: DateTimeOriginal, DateTimeDigitized, DateTime
EXIF_PART = 0x8769
_MOMENT = re.compile(r"(\d{4})[:-](\d\d)[:-](\d\d)[ T](\d\d):(\d\d):(\d\d)")


def photo_codes(data: bytes) -> bytes:
    """JSON: `codes`, every text once; `taken`, an ISO moment or ""; or `refused`, why it is not read."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            found = _of_pdf(data) if data.startswith(b"%PDF") else _of_picture(data)
        except _Refused as refused:
            found = {"refused": str(refused)}
    return json.dumps(found).encode()


def photo_and_copy(data: bytes) -> bytes:
    """The same, a newline, and the small copy of a picture that is read; nothing behind it of others."""
    found = photo_codes(data)
    readable = "refused" not in json.loads(found) and not data.startswith(b"%PDF")
    return found + b"\n" + (small_copy(data) if readable else b"")


class _Refused(Exception):
    pass


def _of_picture(data: bytes) -> dict[str, Any]:
    from PIL import Image, ImageFile, ImageOps

    Image.MAX_IMAGE_PIXELS = None  # bounded here
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        file = Image.open(io.BytesIO(data), formats=FORMATS)
    except Exception as error:
        raise _Refused("open") from error
    if file.width * file.height > MOST_PIXELS:
        raise _Refused("large")
    taken = _taken(file)
    try:
        file.draft("L", file.size)
        picture = ImageOps.exif_transpose(file.convert("L"))
    except Exception as error:
        raise _Refused("open") from error
    return {"codes": list(dict.fromkeys(_read(picture))), "taken": taken}


def small_copy(data: bytes) -> bytes:
    """The first picture as a JPEG of at most COPY pixels, upright and without metadata."""
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    file = Image.open(io.BytesIO(data), formats=FORMATS)
    share = min(1.0, COPY / max(file.size))
    file.draft("RGB", (round(file.width * share), round(file.height * share)))  # a JPEG is decoded at 1/2, 1/4 or 1/8
    picture = ImageOps.exif_transpose(file).convert("RGB")
    picture.thumbnail((COPY, COPY))
    plain = Image.frombytes("RGB", picture.size, picture.tobytes())  # nothing of the file but its pixels
    out = io.BytesIO()
    plain.save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue()


def _taken(file: Any) -> str:
    """When the camera says that it was taken; "" where it does not say."""
    try:
        exif = file.getexif()
        values = [exif.get_ifd(EXIF_PART).get(tag) or exif.get(tag) for tag in TAKEN]
    except Exception:  # damaged EXIF is no reason not to read the code
        return ""
    for value in values:
        found = _MOMENT.match(str(value or ""))
        if found:
            return "{}-{}-{}T{}:{}:{}".format(*found.groups())
    return ""


def _read(picture: Image) -> Iterator[str]:
    from PIL import Image

    yield from (found := list(_codes(picture)))
    if found or picture.width * picture.height >= FEW_PIXELS:
        return
    for scale in SCALES:
        size = (picture.width * scale, picture.height * scale)
        larger = list(_codes(picture.resize(size, Image.Resampling.BICUBIC)))
        if larger:
            yield from larger
            return


def _codes(picture: Image) -> Iterator[str]:
    import zxingcpp

    known = zxingcpp.BarcodeFormat  # since 3.0 QRCode stands for Micro QR as well, which is seen where there is none
    wanted = getattr(known, "QRCodeModel2", known.QRCode)
    yield from (str(one.text) for one in zxingcpp.read_barcodes(picture, formats=wanted))  # type: ignore[arg-type]


def _of_pdf(data: bytes) -> dict[str, Any]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
        count = len(document)
    except Exception as error:
        raise _Refused("open") from error
    codes: list[str] = []
    for number in range(min(count, MOST_PAGES)):
        page = document[number]
        scale = min(DPI / 72, (MOST_PIXELS / max(page.get_width() * page.get_height(), 1.0)) ** 0.5)
        codes += _codes(page.render(scale=scale, grayscale=True).to_pil())
    return {"codes": list(dict.fromkeys(codes)), "taken": ""}
