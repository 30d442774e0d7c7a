"""The logo of a town → a drawing of it on a white ground."""

from __future__ import annotations

from yizhangtu.draw.shapes import rectangle
from yizhangtu.model.drawing import Drawing
from yizhangtu.model.page import Image, Path, Raster

LOGO = "标志"  # its alternative text
EDGE = 0.07  # of the height: the white margin


def logo_drawing(logo: Raster, height: float, widest: float) -> Drawing:
    """The logo in its proportions, at most `height` high and `widest` wide in mm with its white margin."""
    edge = height * EDGE
    scale = min((height - 2 * edge) / logo.height, (widest - 2 * edge) / logo.width)
    width, high = round(logo.width * scale + 2 * edge, 3), round(logo.height * scale + 2 * edge, 3)
    edge = round(edge, 3)
    shown = Image(edge, edge, round(logo.width * scale, 3), round(logo.height * scale, 3), logo.digest)
    return Drawing(width, high, (Path(rectangle(0.0, 0.0, width, high), "white"), shown), form="logo")
