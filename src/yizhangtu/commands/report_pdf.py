"""A template of styles/templates/ and its values → a PDF with the project's fonts: reports of the ledger."""

from __future__ import annotations

from collections.abc import Mapping

from jinja2 import Environment, FunctionLoader, StrictUndefined

from yizhangtu.export.pdf.document import print_document
from yizhangtu.media.registry import file_kinds
from yizhangtu.model.page import About
from yizhangtu.system.installation import Installation

LOOK = "document.css.j2"


def report_pdf(
    template: str,
    values: Mapping[str, object],
    about: About,
    images: Mapping[str, tuple[str, bytes]] | None = None,
    installation: Installation | None = None,
) -> bytes:
    """The PDF of a template; equal values give equal bytes. MissingDependency where fonts or WeasyPrint are missing."""
    installation = installation or Installation()
    styles = installation.styles(file_kinds())
    environment = Environment(loader=FunctionLoader(styles.template), autoescape=True, undefined=StrictUndefined)
    html = environment.get_template(template).render(**values)
    fonts = installation.fonts
    subset = fonts.subset("".join(sorted({char for char in html if ord(char) in fonts.coverage} | set("0123456789"))))
    return print_document(html, styles.template(LOOK), subset.regular, subset.bold, about, images)
