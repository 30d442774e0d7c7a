"""The size of a sheet and the requirements of a print shop → its page boxes, and the operators of the marks outside its
bleed."""

from __future__ import annotations

from yizhangtu.draw.shapes import placed, polyline, rectangle
from yizhangtu.export.pdf.painter import operators
from yizhangtu.model.units import POINTS_PER_MM
from yizhangtu.style.print_shop import Shop

REGISTRATION = "registration"  # name of the colour that is on every plate
Rect = tuple[float, float, float, float]


def boxes(width: float, height: float, shop: Shop) -> dict[str, Rect]:
    """Media, bleed and trim box in points, with the trimmed sheet of `width` × `height` mm at the origin."""

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
    centre, reach, r = shop.mark_gap + shop.mark_length / 2, shop.mark_length / 2, shop.cross
    middles = ((-centre, height / 2), (width + centre, height / 2), (width / 2, -centre), (width / 2, height + centre))
    circles = []
    for x, y in middles:
        lines += [(x - reach, y, x + reach, y), (x, y - reach, x, y + reach)]
        circles.append(rectangle(x - r, y - r, 2 * r, 2 * r, r))
    paths = [*circles, *(polyline(((x1, y1), (x2, y2))) for x1, y1, x2, y2 in lines)]
    strokes = (operators(placed(path, POINTS_PER_MM, 0.0, 0.0)) + "\nS" for path in paths)
    return "\n".join([f"q {_pt(shop.mark_width)} w 0 J [] 0 d /{REGISTRATION} CS 1 SCN", *strokes, "Q"])


def _pt(mm: float) -> float:
    return round(mm * POINTS_PER_MM, 3)
