"""HTML and CSS → a PDF: forms and reports, laid out by WeasyPrint. Nothing is loaded but the two fonts and the given
images; equal input gives equal bytes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from yizhangtu.export.pdf import engine
from yizhangtu.export.pdf.embedded_fonts import release_fonts
from yizhangtu.export.pdf.missing_glyphs import FAMILY, only_own_glyphs
from yizhangtu.model.page import About

if TYPE_CHECKING:
    from pydyf import PDF
    from weasyprint.document import Document

_FACES = (
    f"@font-face {{ font-family: {FAMILY}; font-weight: 400; src: url(yzt:regular) }}"
    f"@font-face {{ font-family: {FAMILY}; font-weight: 700; src: url(yzt:bold) }}"
    f"html {{ font-family: {FAMILY} }} @page {{ font-family: {FAMILY} }}"  # the margins of pages inherit nothing
)


def print_document(
    html: str,
    css: str,
    regular: bytes,
    bold: bytes,
    about: About,
    images: Mapping[str, tuple[str, bytes]] | None = None,
) -> bytes:
    """The PDF of a document. `css` is complete: no style sheet of a browser is loaded before it. `images`: URL → MIME
    type and bytes. MissingDependency where WeasyPrint or Pango is missing, MissingGlyphs where neither font has a
    character."""
    engine.load()
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    fonts = {"yzt:regular": ("font/otf", regular), "yzt:bold": ("font/otf", bold)}
    known = {**fonts, **(images or {})}

    class OnlyGiven(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
            if url not in known:
                raise ValueError(f"not part of the document: {url}")
            mime, data = known[url]
            return URLFetcherResponse(url, data, {"Content-Type": mime})

    class BareHTML(weasyprint.HTML):  # type: ignore[misc]
        """Without style sheets of a browser: whether WeasyPrint has them depends on who imported it first."""

        def _ua_stylesheets(self, forms: bool = False) -> list[weasyprint.CSS]:
            return []

    config, fetcher = FontConfiguration(), OnlyGiven()
    try:
        sheet = weasyprint.CSS(string=_FACES + css, font_config=config, url_fetcher=fetcher)
        document = BareHTML(string=html, url_fetcher=fetcher, base_url="yzt:document")
        data: bytes = document.write_pdf(
            stylesheets=[sheet], font_config=config, finisher=lambda laid_out, pdf: _describe(laid_out, pdf, about),
            pdf_version="1.7", pdf_tags=True,
        )  # fmt: skip
        return data
    finally:
        release_fonts(config)


def _describe(document: Document, pdf: PDF, about: About) -> None:
    """The document information, without a moment of writing. Raises MissingGlyphs before anything is written."""
    from pydyf import String

    only_own_glyphs(document)
    for key, text in (("Title", about.title), ("Author", about.author), ("Subject", about.summary)):
        if text:
            pdf.info[key] = String(text)
    for key in ("CreationDate", "ModDate"):
        pdf.info.pop(key, None)
