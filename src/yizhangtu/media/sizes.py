"""A free size such as 600x900mm or 1366x768px → a poster or a screen, between those of styles/media."""

from __future__ import annotations

import re
from collections.abc import Mapping

from yizhangtu.model.errors import UsageError
from yizhangtu.style.medium import Medium

SIZE = re.compile(r"\s*(\d+(?:\.\d+)?)\s*[x×X*]\s*(\d+(?:\.\d+)?)\s*([a-zA-Z\u4e00-\u9fff\"]*)\s*")
UNITS = {"mm": 1.0, "毫米": 1.0, "cm": 10.0, "厘米": 10.0, "m": 1000.0, "米": 1000.0}  # mm
PIXELS = ("px", "像素")
SHORTEST_MM = 140  # below A5 not even a handout can be read
LONGEST_MM = 5000  # PDF 2.0, annex C: a page is at most 14400 units (5080 mm)
SLIMMEST = 4.0  # long side by short side
SHORTEST_PX = 480  # below it a picture of a flow is no picture
LONGEST_PX = 7680  # 8K, the largest screens there are


def medium_of_size(name: str, media: Mapping[str, Medium]) -> Medium:
    """The medium of a size; UsageError where the unit is unknown or nothing could be read on it."""
    match = SIZE.fullmatch(name)
    assert match is not None
    unit = match[3].lower()
    if unit in PIXELS:
        return _screen(name.strip(), match[1], match[2], media)
    if unit not in UNITS:
        said = f"的单位“{match[3]}”不认识" if unit else "没有写单位"
        raise UsageError(
            f"尺寸“{name.strip()}”{said}", "海报写毫米或厘米，如 600x900mm、60x90cm；屏幕写像素，如 1366x768px"
        )
    return _poster(name.strip(), float(match[1]) * UNITS[unit], float(match[2]) * UNITS[unit], media)


def _screen(name: str, wide: str, high: str, media: Mapping[str, Medium]) -> Medium:
    """A screen like the one of styles/media that lies or stands alike and is nearest in size, all of it in
    proportion to the short side: screens are watched from a distance that grows with them."""
    width, height = float(wide), float(high)
    short, long = min(width, height), max(width, height)
    if width % 1 or height % 1 or short < SHORTEST_PX or long > LONGEST_PX or long > SLIMMEST * short:
        limits = f"短边不小于 {SHORTEST_PX} 像素，长边不大于 {LONGEST_PX} 像素，长边不超过短边的 {SLIMMEST:g} 倍"
        raise UsageError(f"尺寸“{name}”不能制作", f"屏幕图的{limits}，写整数")
    alike = [
        (abs(min(one.pixels) - short), one.name, one)
        for one in media.values()
        if one.kind == "screen" and one.pixels and (one.pixels[0] < one.pixels[1]) == (width < height)
    ]
    if not alike:
        raise UsageError(f"尺寸“{name}”不能制作", "styles/media 里没有可以参照的屏幕")
    base = min(alike)[2]
    assert base.pixels is not None
    factor = short / min(base.pixels)
    inch = base.width_mm / base.pixels[0]
    return base._replace(
        name=f"{width:g}x{height:g}px",
        title=f"{width:g}×{height:g} 屏幕",
        width_mm=round(width * inch, 6),
        height_mm=round(height * inch, 6),
        floor_mm=round(base.floor_mm * factor, 3),
        target_mm=round(base.target_mm * factor, 3),
        qr_mm=round(base.qr_mm * factor, 3),
        scale=round(base.scale * factor, 3),
        pixels=(int(width), int(height)),
        use="自定尺寸",
    )


def _poster(name: str, width: float, height: float, media: Mapping[str, Medium]) -> Medium:
    """A poster of a size in mm.

    The viewing distance grows with the sheet's short side, and the text and the furniture with the distance. So
    distance, smallest and aimed-at text, QR code and scale are those of the two standard posters (upright, of
    styles/media) with the nearest short sides, in proportion in between. Beyond the largest all of them grow like the
    short side; below the smallest the text stays as large as there, for it is then held in the hand.
    """
    short, long = min(width, height), max(width, height)
    if short < SHORTEST_MM or long > LONGEST_MM or long > SLIMMEST * short:
        limits = f"短边不小于 {SHORTEST_MM} 毫米，长边不大于 {LONGEST_MM} 毫米，长边不超过短边的 {SLIMMEST:g} 倍"
        raise UsageError(f"尺寸“{name}”不能制作", f"海报的{limits}")
    values = _between(short, _ladder(media))
    size = f"{width:g}x{height:g}mm"
    return Medium(size, f"{width:g}×{height:g} 毫米海报", "poster", width, height, *values, use="自定尺寸")


def _ladder(media: Mapping[str, Medium]) -> list[Medium]:
    """The upright posters by short side, but for those of a look of their own."""
    upright = [
        medium
        for medium in media.values()
        if medium.kind == "poster" and medium.height_mm >= medium.width_mm and not (medium.page or medium.form)
    ]
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
