"""The context of a machine with WeasyPrint's Pango, and of one without."""

from __future__ import annotations

from yizhangtu.export.pdf import engine
from yizhangtu.export.pdf.finishing import PdfTarget
from yizhangtu.export.pdf.pydyf_press import PydyfPress
from yizhangtu.media.context import Context
from yizhangtu.model.finish import Finish

PRESSES = ("weasyprint", "pydyf")


def with_press(context: Context, name: str) -> Context:
    """The context with one of PRESSES."""
    if name == "weasyprint":
        return context
    screen = engine.screen_profile() if context.finish is Finish.ARCHIVE else b""
    target = PdfTarget(context.finish, context.shop, screen)
    subset, icons = context.subset, context.styles.icons.paths
    return context.drawn_by(PydyfPress(subset.regular, subset.bold, icons, context.rasters, target))
