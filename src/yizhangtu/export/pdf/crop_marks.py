"""A sheet's size and what the shop asks for → its boxes, and the marks outside its bleed as page operators."""

from __future__ import annotations

from yizhangtu.model.units import POINTS_PER_MM
from yizhangtu.style.print_shop import Shop

KAPPA = 0.5523
REGISTRATION = "registration"  # name of the colour that is on every plate
Rect = tuple[float, float, float, float]


def boxes(width: float, height: float, shop: Shop) -> dict[str, Rect]:
    """Media, bleed and trim box in points, the trimmed sheet of `width` × `height` mm at the origin."""

    def box(out: float) -> Rect:
        return (_pt(-out), _pt(-out), _pt(width + out), _pt(height + out))

    return {"MediaBox": box(shop.slug), "BleedBox": box(shop.bleed), "TrimBox": box(0.0)}


def marks(width: float, height: float, shop: Shop) -> str:
    """Crop marks at the corners and registration marks in the middle of the sides, on all plates."""
    near, far = shop.mark_gap, shop.mark_gap + shop.mark_length
    lines: list[Rect] = []
    for x, out in ((0.0, -1), (width, 1)):
        lines += [(x + out * near, y, x + out * far, y) for y in (0.0, height)]
    for y, out in ((0.0, -1), (height, 1)):
        lines += [(x, y + out * near, x, y + out * far) for x in (0.0, width)]
    centre = shop.mark_gap + shop.mark_length / 2
    parts = [f"q {_pt(shop.mark_width)} w 0 J [] 0 d /{REGISTRATION} CS 1 SCN"]
    middles = ((-centre, height / 2), (width + centre, height / 2), (width / 2, -centre), (width / 2, height + centre))
    for x, y in middles:
        reach = shop.mark_length / 2
        lines += [(x - reach, y, x + reach, y), (x, y - reach, x, y + reach)]
        parts.append(_circle(x, y, shop.cross))
    parts += [f"{_pt(x1)} {_pt(y1)} m {_pt(x2)} {_pt(y2)} l S" for x1, y1, x2, y2 in lines]
    return "\n".join([*parts, "Q"])


def _circle(x: float, y: float, r: float) -> str:
    k = r * KAPPA
    curves = (
        (x + r, y + k, x + k, y + r, x, y + r),
        (x - k, y + r, x - r, y + k, x - r, y),
        (x - r, y - k, x - k, y - r, x, y - r),
        (x + k, y - r, x + r, y - k, x + r, y),
    )
    drawn = " ".join(" ".join(f"{_pt(part)}" for part in curve) + " c" for curve in curves)
    return f"{_pt(x + r)} {_pt(y)} m {drawn} s"


def _pt(mm: float) -> float:
    return round(mm * POINTS_PER_MM, 3)
