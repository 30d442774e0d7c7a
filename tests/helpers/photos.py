"""Simulated photos of a poster on a wall, and the codes that are read in them.

Each photo is the whole sheet, turned, tilted, blurred, of low contrast, under uneven light, with noise, as a JPEG of
quality 55: as a messenger sends it. Equal seeds give equal photos.
"""

from __future__ import annotations

import io
import json
import math
import random
from collections.abc import Iterator
from typing import NamedTuple

import pypdfium2
from PIL import Image, ImageChops, ImageFilter

from yizhangtu.content.version_code import code_in
from yizhangtu.read.photo_codes import photo_codes

MM = 72 / 25.4
WALL = 200  # grey around the sheet
TURN, TILT = 30.0, 0.10  # degrees; share of a side that its corners move
QUALITY = 55
NOISE = (0.02, 0.06)  # share of even noise: a standard deviation of 1.5 to 4.4 of 255


class PhotoClass(NamedTuple):
    """Bounds of the photos of a class: pixels a mm, blur in pixels, contrast as a share."""

    scale: tuple[float, float]
    blur: tuple[float, float]
    contrast: tuple[float, float]


CLASSES = {
    "4–9 px/mm": PhotoClass((4.0, 9.0), (0.6, 1.1), (0.3, 0.6)),
    "3 px/mm": PhotoClass((3.0, 3.0), (0.6, 0.8), (0.45, 0.6)),
}


def sheet(pdf: bytes, scale: float) -> Image.Image:
    """The first page in grey, `scale` pixels a mm."""
    page = pypdfium2.PdfDocument(pdf)[0]
    return page.render(scale=scale / MM, grayscale=True).to_pil().convert("L")


def photo(pdf: bytes, of: PhotoClass, seed: int) -> bytes:
    """One photo of the class."""
    chance = random.Random(seed)
    scale = chance.uniform(*of.scale)
    flat = sheet(pdf, scale)
    width, height = flat.size
    angle = math.radians(chance.uniform(-TURN, TURN))
    moved = [chance.uniform(0, TILT) * side for side in (width, height) * 4]
    corners = [
        (moved[0], moved[1]), (width - moved[2], moved[3]), (width - moved[4], height - moved[5]),
        (moved[6], height - moved[7]),
    ]  # fmt: skip
    turned = [_turned(x - width / 2, y - height / 2, angle) for x, y in corners]
    left, top = min(x for x, _ in turned), min(y for _, y in turned)
    turned = [(x - left + 20, y - top + 20) for x, y in turned]
    size = int(max(x for x, _ in turned)) + 20, int(max(y for _, y in turned)) + 20
    plane = _plane(turned, [(0, 0), (width, 0), (width, height), (0, height)])
    taken = flat.transform(size, Image.Transform.PERSPECTIVE, plane, Image.Resampling.BICUBIC, fillcolor=WALL)
    taken = taken.filter(ImageFilter.GaussianBlur(chance.uniform(*of.blur)))
    share = chance.uniform(*of.contrast)
    dark = chance.uniform(30, 255 * (1 - share) - 20)
    taken = taken.point([round(dark + value * share) for value in range(256)])
    taken = ImageChops.multiply(taken, _light(size, chance))
    noise = Image.frombytes("L", size, chance.randbytes(size[0] * size[1]))
    taken = Image.blend(taken, noise, chance.uniform(*NOISE))
    data = io.BytesIO()
    taken.save(data, "JPEG", quality=QUALITY)
    return data.getvalue()


def _turned(x: float, y: float, angle: float) -> tuple[float, float]:
    return x * math.cos(angle) - y * math.sin(angle), x * math.sin(angle) + y * math.cos(angle)


def _light(size: tuple[int, int], chance: random.Random) -> Image.Image:
    """Light that falls off to one side, by up to a third."""
    ramp = Image.linear_gradient("L").rotate(chance.choice((0, 90, 180, 270)))
    least = chance.uniform(0.65, 0.9)
    return ramp.point([round(255 * (least + (1 - least) * value / 255)) for value in range(256)]).resize(size)


def _plane(source: list[tuple[float, float]], target: list[tuple[float, float]]) -> list[float]:
    """The eight numbers of the perspective that maps points of the photo to those of the sheet, by elimination."""
    rows = []
    for (x, y), (u, v) in zip(source, target, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y, u], [0, 0, 0, x, y, 1, -v * x, -v * y, v]]
    for at in range(8):
        best = max(range(at, 8), key=lambda number: abs(rows[number][at]))
        rows[at], rows[best] = rows[best], rows[at]
        rows[at] = [value / rows[at][at] for value in rows[at]]
        for number in range(8):
            if number != at:
                rows[number] = [a - rows[number][at] * b for a, b in zip(rows[number], rows[at], strict=True)]
    return [row[8] for row in rows]


def read(data: bytes) -> tuple[str, ...]:
    """The codes of versions in a photo."""
    found = json.loads(photo_codes(data))
    return tuple(code for text in found.get("codes", ()) if (code := code_in(text)))


def trials(pdf: bytes, code: str, of: PhotoClass, count: int) -> Iterator[bool | None]:
    """For each photo: True where its code is read, None where none is, False where another is."""
    for seed in range(count):
        codes = read(photo(pdf, of, seed))
        yield None if not codes else codes == (code,)
