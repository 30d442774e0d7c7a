"""HTML + CSS + the project's fonts → PDF bytes. Nothing is fetched: besides the page there are only the two fonts and
the pictures of pixels that were handed in."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from yizhangtu.draw.bleed import bled
from yizhangtu.draw.part import Bookmark, Composed
from yizhangtu.export.pdf.embedded_fonts import DocumentFonts, Faces
from yizhangtu.export.pdf.finishing import finisher, options
from yizhangtu.export.pdf.images import MODES, Pictures, address, encoded
from yizhangtu.export.pdf.painted_sheet import DrawnSheet
from yizhangtu.export.pdf.painter import PX, DrawnImage, Glyphs, has_hooks
from yizhangtu.export.svg import sheet_svg, svg
from yizhangtu.model.drawing import Drawing
from yizhangtu.model.finish import Finish, Shop
from yizhangtu.model.raster import Raster
from yizhangtu.model.style import Theme

SHEETS = 24  # style sheets that are kept: there is one for each theme and medium
FONTS = {"yzt:regular": 0, "yzt:bold": 1}


@contextmanager
def _without_collecting() -> Iterator[None]:
    """No garbage collection in between: a page is many small objects that all live until it is written."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


class Press:
    """Prints pages with one pair of fonts. Style sheets and fonts are parsed once and shared by all documents.

    `paints` says whether drawings are written by the project's own painter (fast), or else by WeasyPrint, as SVG. All
    documents have one `finish`; that for a print shop needs a `shop` and themes in inks, that for the archive the
    profile of the `screen`. `rasters` are the pictures of pixels that they may show.
    """

    def __init__(
        self,
        regular: bytes,
        bold: bytes,
        base_css: str,
        paints: bool = True,
        finish: Finish = Finish.SCREEN,
        shop: Shop | None = None,
        screen: bytes = b"",
        rasters: Sequence[Raster] = (),
    ) -> None:
        import weasyprint
        from weasyprint.text.fonts import FontConfiguration
        from weasyprint.urls import URLFetcher, URLFetcherResponse

        profile = shop.profile if shop else b""
        pictures = {address(one.digest, mode): (one, mode) for one in rasters for mode in MODES}

        class OnlyFonts(URLFetcher):  # type: ignore[misc]
            drawn: Mapping[str, str] = {}  # drawings of the page at hand as SVG, by URL

            def fetch(self, url: str, headers: Any = None) -> Any:
                if url in self.drawn:
                    return URLFetcherResponse(url, self.drawn[url].encode(), {"Content-Type": "image/svg+xml"})
                if url in pictures:
                    return URLFetcherResponse(url, encoded(*pictures[url], profile), {"Content-Type": "image/png"})
                if url not in FONTS:
                    raise ValueError(f"not part of the page: {url}")
                return URLFetcherResponse(url, (regular, bold)[FONTS[url]], {"Content-Type": "font/otf"})

        base = weasyprint.CSS(string=base_css)

        class Page(weasyprint.HTML):  # type: ignore[misc]
            """A page whose elements start from the project's few base rules instead of the hundreds for all of HTML."""

            def _ua_stylesheets(self, forms: bool = False) -> Any:
                return [base]

        self._page, self._css = Page, weasyprint.CSS
        self._fetcher = OnlyFonts()
        self._config = FontConfiguration()
        self._sheets: dict[str, Any] = {}
        self._faces = Faces(regular, bold)
        self._glyphs = Glyphs(self._faces.both)
        self._bleed = shop.bleed if shop else 0.0
        self._pictures = Pictures(rasters, profile)
        self._options = options(finish)
        self._finisher = finisher(finish, shop, screen)
        self.paints = paints and has_hooks()

    def print(
        self,
        html: str,
        css: str,
        drawings: Mapping[str, tuple[Drawing | Composed, Theme, Mapping[str, str]]] = {},
        bookmarks: Sequence[Sequence[Bookmark]] = (),
    ) -> bytes:
        """One PDF; equal input gives equal bytes. `drawings` are those that the page names as images: URL → drawing or
        whole sheet, theme, icons. `bookmarks` of each page come in place of those of its headings."""
        with _without_collecting():
            sheet = self._sheets.get(css)
            if sheet is None:
                sheet = self._css(string=css, font_config=self._config, url_fetcher=self._fetcher)
                if len(self._sheets) >= SHEETS:
                    del self._sheets[next(iter(self._sheets))]
                self._sheets[css] = sheet
            page = self._page(string=html, url_fetcher=self._fetcher, base_url="yzt:page")
            fonts = DocumentFonts(self._config, self._faces)
            images = {url: self._image(*named, fonts) for url, named in drawings.items()} if self.paints else {}
            self._fetcher.drawn = {} if self.paints else {url: _svg(*named) for url, named in drawings.items()}
            document = page.render(font_config=self._config, stylesheets=[sheet], cache=images, **self._options)
            for one, entries in zip(document.pages, bookmarks, strict=False):
                one.bookmarks = [(e.level, e.label, (e.x * PX, e.y * PX), "open") for e in entries]
            data: bytes = document.write_pdf(finisher=self._finisher, **self._options)
        return data

    def _image(
        self, drawing: Drawing | Composed, theme: Theme, icons: Mapping[str, str], fonts: DocumentFonts
    ) -> DrawnSheet | DrawnImage:
        if isinstance(drawing, Composed):
            return DrawnSheet(drawing.bled(self._bleed), theme, icons, self._glyphs, fonts, self._pictures)
        return DrawnImage(bled(drawing, self._bleed), theme, icons, self._glyphs, fonts, self._pictures)


def _svg(drawing: Drawing | Composed, theme: Theme, icons: Mapping[str, str]) -> str:
    return sheet_svg(drawing, theme, icons) if isinstance(drawing, Composed) else svg(drawing, theme, icons)
