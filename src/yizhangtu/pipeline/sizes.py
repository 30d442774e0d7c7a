"""A free size such as 600x900mm → a poster medium, between the standard sizes of styles/media."""

from __future__ import annotations

import re
from collections.abc import Mapping

from yizhangtu.model.style import Medium
from yizhangtu.pipeline.usage import WrongUsage

SIZE = re.compile(r"\s*(\d+(?:\.\d+)?)\s*[x×X*]\s*(\d+(?:\.\d+)?)\s*(mm|毫米|cm|厘米|px|像素)\s*", re.IGNORECASE)
SHORTEST_MM = 200  # below A4 nothing that hangs on a wall can be read
LONGEST_MM = 5000  # PDF 2.0, annex C: a page is at most 14400 units (5080 mm)
SLIMMEST = 4.0  # long side by short side


def poster_of_size(name: str, media: Mapping[str, Medium]) -> Medium:
    """The medium of a size.

    The viewing distance grows with the sheet's short side, and the text and the furniture with the distance. So
    distance, smallest and aimed-at text, QR code and scale are those of the two standard posters (upright, of
    styles/media) with the nearest short sides, in proportion in between. Beyond the largest all of them grow like the
    short side; below the smallest the text stays as large as there, for it is then held in the hand.
    """
    match = SIZE.fullmatch(name)
    assert match is not None
    unit = match[3].lower()
    if unit in ("px", "像素"):
        raise WrongUsage("屏幕图（px）还不能制作", "现在可以写毫米的海报尺寸，如 600x900mm")
    factor = 10.0 if unit in ("cm", "厘米") else 1.0
    width, height = float(match[1]) * factor, float(match[2]) * factor
    short, long = min(width, height), max(width, height)
    if short < SHORTEST_MM or long > LONGEST_MM or long > SLIMMEST * short:
        limits = f"短边不小于 {SHORTEST_MM} 毫米，长边不大于 {LONGEST_MM} 毫米，长边不超过短边的 {SLIMMEST:g} 倍"
        raise WrongUsage(f"尺寸“{name.strip()}”不能制作", f"海报的{limits}")
    values = _between(short, _ladder(media))
    size = f"{width:g}x{height:g}mm"
    return Medium(size, f"{width:g}×{height:g} 毫米海报", "poster", width, height, *values, use="自定尺寸")


def _ladder(media: Mapping[str, Medium]) -> list[Medium]:
    """The upright posters by short side."""
    upright = [medium for medium in media.values() if medium.kind == "poster" and medium.height_mm >= medium.width_mm]
    return sorted(upright, key=lambda medium: medium.width_mm)


def _between(short: float, ladder: list[Medium]) -> tuple[float, float, float, float, float]:
    """Distance, floor, target, QR side and scale for a short side."""
    least, most = ladder[0], ladder[-1]
    if short >= most.width_mm:
        return _rounded(tuple(value * short / most.width_mm for value in _values(most)))
    if short <= least.width_mm:
        distance, floor, target, qr, scale = _values(least)
        return _rounded((distance, floor, target, qr, scale * short / least.width_mm))
    upper = next(index for index, medium in enumerate(ladder) if medium.width_mm > short)
    below, above = ladder[upper - 1], ladder[upper]
    share = (short - below.width_mm) / (above.width_mm - below.width_mm)
    return _rounded(tuple(a + (b - a) * share for a, b in zip(_values(below), _values(above), strict=True)))


def _values(medium: Medium) -> tuple[float, float, float, float, float]:
    return medium.distance_m, medium.floor_mm, medium.target_mm, medium.qr_mm, medium.scale


def _rounded(values: tuple[float, ...]) -> tuple[float, float, float, float, float]:
    distance, floor, target, qr, scale = (round(value, 3) for value in values)
    return distance, floor, target, qr, scale
