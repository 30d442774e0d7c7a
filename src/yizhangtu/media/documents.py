"""Documents: a template of styles/templates/ and its values → a PDF with the project's fonts; forms and reports."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from yizhangtu.content.facts import organisation
from yizhangtu.draw.qr import QUIET, modules
from yizhangtu.export.pdf.document import print_document
from yizhangtu.model.page import About
from yizhangtu.style.styles import Styles
from yizhangtu.system.fonts.fonts import Fonts

if TYPE_CHECKING:
    from jinja2 import Environment

    from yizhangtu.media.context import Context
    from yizhangtu.media.kind import Subject

LOOK = "document.css.j2"
QR = "yzt:qr"  # the URL of the QR code of a form
Images = Mapping[str, tuple[str, bytes]]  # URL → MIME type and bytes


class DocumentPress(NamedTuple):
    """What makes documents: the templates, the styles that they are part of, and the fonts."""

    environment: "Environment"
    styles: Styles
    fonts: Fonts

    def print(self, template: str, values: Mapping[str, object], about: About, images: "Images | None" = None) -> bytes:
        """The PDF of a template; equal values give equal bytes. The fonts are cut down to its own characters: a
        document quotes laws and tables that no guide of the build has. MissingDependency where fonts or WeasyPrint are
        missing, MissingGlyphs where a character cannot be printed."""
        html = self.environment.get_template(template).render(**values)
        look, fonts = self.styles.template(LOOK), self.fonts
        known = {char for char in html + look if ord(char) in fonts.coverage or fonts.source_of(char)}
        subset = fonts.subset("".join(sorted(known | set("0123456789"))))
        return print_document(html, look, subset.regular, subset.bold, about, images)


def document_press(context: "Context") -> DocumentPress:
    """The one of a build."""
    return DocumentPress(context.environment, context.styles, context.installation.fonts)


def heading_of(subject: "Subject") -> str:
    """Whose form it is: the town and issuer, and the village that it is made for."""
    issuer = organisation(subject.guide, subject.project)
    village = str(subject.village.name) if subject.village else ""
    return issuer if village in issuer else " · ".join(part for part in (issuer, village) if part)


def qr_image(text: str) -> tuple[str, bytes]:
    """A QR code as an SVG image with its quiet zone, dark on the paper: MIME type and bytes."""
    rows = modules(text)
    side = len(rows) + 2 * QUIET
    marks = "".join(
        f"M{x + QUIET} {y + QUIET}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark
    )
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{side}mm" height="{side}mm" viewBox="0 0 {side} {side}">'
        f'<path d="{marks}"/></svg>'
    )
    return "image/svg+xml", svg.encode()
