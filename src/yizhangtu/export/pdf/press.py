"""Pages and the project's fonts → PDF bytes. Nothing is loaded but the pages, the two fonts and the given pictures."""

from __future__ import annotations

import weakref
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from yizhangtu.draw.bleed import bled
from yizhangtu.export.icon_paths import IconPaths
from yizhangtu.export.pdf.embedded_fonts import DocumentFonts, Faces, release_fonts
from yizhangtu.export.pdf.finishing import SCREEN, PdfTarget, finish_document
from yizhangtu.export.pdf.images import Pictures
from yizhangtu.export.pdf.missing_glyphs import FAMILY, only_own_glyphs
from yizhangtu.export.pdf.painter import Glyphs, PagePainter, PaintedPage
from yizhangtu.export.pdf.structure import TaggedPage
from yizhangtu.model.page import About, Bookmark, Page, Raster
from yizhangtu.model.units import PX_PER_MM

if TYPE_CHECKING:
    from pydyf import PDF
    from weasyprint import CSS
    from weasyprint.document import Document

KEPT_STYLE_SHEETS = 24  # one per page size
_FONTS = {"yzt:regular": 0, "yzt:bold": 1}
# A document is one image per page. WeasyPrint's style sheets for HTML are not loaded, so this one is complete.
_PAGE = (
    "@page {{ size: {width}mm {height}mm; margin: 0; bleed: {slug}mm }}"
    f"@font-face {{{{ font-family: {FAMILY}; font-weight: 400; src: url(yzt:regular) }}}}"
    f"@font-face {{{{ font-family: {FAMILY}; font-weight: 700; src: url(yzt:bold) }}}}"
    f"html {{{{ font-family: {FAMILY} }}}}"
    "head {{ display: none }} html, body, img {{ display: block; margin: 0 }}"
    "img {{ width: {width}mm; height: {height}mm; break-after: page }} img:last-child {{ break-after: auto }}"
)


class Press:
    """Writes PDFs with one pair of fonts. All documents share the parsed style sheets and fonts.

    `icons` is name → SVG path data, `rasters` are the pictures of pixels that pages may show.
    """

    def __init__(
        self,
        regular: bytes,
        bold: bytes,
        icons: Mapping[str, str],
        rasters: Sequence[Raster] = (),
        target: PdfTarget = SCREEN,
    ) -> None:
        import weasyprint
        from weasyprint.text.fonts import FontConfiguration
        from weasyprint.urls import URLFetcher, URLFetcherResponse

        shop = target.shop

        class OnlyFonts(URLFetcher):  # type: ignore[misc]
            def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
                if url not in _FONTS:
                    raise ValueError(f"not part of the document: {url}")
                return URLFetcherResponse(url, (regular, bold)[_FONTS[url]], {"Content-Type": "font/otf"})

        class BareHTML(weasyprint.HTML):  # type: ignore[misc]
            """Whether WeasyPrint has style sheets for HTML depends on who imported it first; bytes must not."""

            def _ua_stylesheets(self, forms: bool = False) -> list[weasyprint.CSS]:
                return []

        self._html, self._css = BareHTML, weasyprint.CSS
        self._fetcher = OnlyFonts()
        self._config = FontConfiguration()
        weakref.finalize(self, release_fonts, self._config)  # at exit at the latest
        self._style_sheets: dict[str, CSS] = {}
        self._faces = Faces(regular, bold)
        self._glyphs = Glyphs(self._faces.both)
        self._bleed, self._slug = (shop.bleed, shop.slug) if shop else (0.0, 0.0)
        self._pictures = Pictures(rasters, shop.profile if shop else b"")
        self._icons = IconPaths(icons)
        self._target = target

    def print(self, pages: Sequence[Page], about: About) -> bytes:
        """One PDF of pages of one size; equal input gives equal bytes."""
        pages = [bled(page, self._bleed) for page in pages]
        urls = [f"yzt:page-{number}" for number, _ in enumerate(pages)]
        fonts = DocumentFonts(self._config, self._faces)
        painter = PagePainter(self._icons, self._glyphs, self._pictures, fonts, self._target.finish.tagged)
        painted = [PaintedPage(page, painter) for page in pages]
        images = "".join(f'<img src="{url}" alt="">' for url in urls)
        html = self._html(
            string=f'<html lang="zh-CN"><body>{images}</body></html>',
            url_fetcher=self._fetcher,
            base_url="yzt:document",
        )
        document = html.render(
            font_config=self._config,
            stylesheets=[self._style_sheet(pages[0])],
            cache=dict(zip(urls, painted, strict=True)),
            **self._target.options,
        )
        for sheet, page in zip(document.pages, pages, strict=True):
            marks = (item for item in page.all() if isinstance(item, Bookmark))
            sheet.bookmarks = [(m.level, m.label, (m.x * PX_PER_MM, m.y * PX_PER_MM), "open") for m in marks]

        def finish(laid_out: Document, pdf: PDF) -> None:
            only_own_glyphs(laid_out)
            tagged = [TaggedPage(one.page, one.elements) for one in painted]
            finish_document(pdf, self._target, about, tagged)

        data: bytes = document.write_pdf(finisher=finish, **self._target.options)
        return data

    def _style_sheet(self, page: Page) -> CSS:
        """The style sheet of a page size, from a cache: a project has few sizes."""
        css = _PAGE.format(width=page.width, height=page.height, slug=self._slug)
        found = self._style_sheets.get(css)
        if found is None:
            found = self._css(string=css, font_config=self._config, url_fetcher=self._fetcher)
            if len(self._style_sheets) >= KEPT_STYLE_SHEETS:
                del self._style_sheets[next(iter(self._style_sheets))]
            self._style_sheets[css] = found
        return found
