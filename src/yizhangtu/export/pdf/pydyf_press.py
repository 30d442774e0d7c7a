"""Pages and the project's fonts → PDF bytes by pydyf alone, for machines without WeasyPrint's Pango.

The painter writes the same operators, fonts, links and structure as for WeasyPrint; only what WeasyPrint adds around a
page (page dictionaries, font dictionaries, outline) is written here. A test compares both page by page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from typing import NamedTuple

import pydyf
from pydyf import PDF, Array, Dictionary, Stream, String

from yizhangtu.draw.bleed import bled
from yizhangtu.export.icon_paths import IconPaths
from yizhangtu.export.pdf.embedded_fonts import Faces, OwnFont
from yizhangtu.export.pdf.finishing import SCREEN, PdfTarget, finish_document
from yizhangtu.export.pdf.images import Pictures, Pixels
from yizhangtu.export.pdf.painter import Glyphs, PagePainter, PaintedPage
from yizhangtu.export.pdf.structure import TaggedPage
from yizhangtu.model.page import About, Bookmark, Page, Raster
from yizhangtu.model.units import POINTS_PER_MM, PX_PER_MM

POINTS_PER_PX = 0.75


class PydyfPress:
    """Writes PDFs with one pair of fonts, like `Press`."""

    def __init__(
        self,
        regular: bytes,
        bold: bytes,
        icons: Mapping[str, str],
        rasters: Sequence[Raster] = (),
        target: PdfTarget = SCREEN,
    ) -> None:
        shop = target.shop
        self._faces = Faces(regular, bold)
        self._glyphs = Glyphs(self._faces.both)
        self._bleed, self._slug = (shop.bleed, shop.slug) if shop else (0.0, 0.0)
        self._pictures = Pictures(rasters, shop.profile if shop else b"")
        self._icons = IconPaths(icons)
        self._target = target

    def print(self, pages: Sequence[Page], about: About) -> bytes:
        """One PDF of pages of one size; equal input gives equal bytes. Raises MissingGlyphs."""
        pdf = PDF()
        resources = _Resources(pdf)
        fonts = OwnFont(self._faces, False), OwnFont(self._faces, True)
        painter = PagePainter(self._icons, self._glyphs, self._pictures, lambda _: fonts, self._target.finish.tagged)
        painted = [PaintedPage(bled(page, self._bleed), painter) for page in pages]
        for one in painted:
            self._add_page(pdf, one, resources)
        _write_outline(pdf, [one.page for one in painted])
        resources.complete(fonts)
        pdf.info["Producer"] = String(f"pydyf {pydyf.VERSION}")
        pdf.catalog["Lang"] = String("zh-CN")
        finish_document(pdf, self._target, about, [TaggedPage(one.page, one.elements) for one in painted])
        output = BytesIO()
        options = self._target.options
        pdf.write(output, options["pdf_version"], options.get("pdf_identifier", False), compress=True)
        return output.getvalue()

    def _add_page(self, pdf: PDF, painted: PaintedPage, resources: _Resources) -> None:
        """Paint a page into a content stream and add both. The medium reaches `slug` mm beyond the trimmed page."""
        page = painted.page
        width, height, slug = (length * POINTS_PER_MM for length in (page.width, page.height, self._slug))
        stream = PydyfStream(resources)
        stream.set_matrix(1, 0, 0, -1, 0, height)
        stream.set_matrix(POINTS_PER_PX, 0, 0, POINTS_PER_PX, 0, 0)
        painted.draw(stream, page.width * PX_PER_MM, page.height * PX_PER_MM)
        pdf.add_object(stream)
        trim = Array([0, 0, width, height])
        entries = {
            "Type": "/Page",
            "Parent": pdf.pages.reference,
            "MediaBox": Array([-slug, -slug, width + slug, height + slug]),
            "TrimBox": trim,
            "BleedBox": trim,
            "Contents": stream.reference,
            "Resources": resources.reference,
        }
        pdf.add_page(Dictionary(entries))


class _Resources:
    """The resources that all pages of a document share."""

    def __init__(self, pdf: PDF) -> None:
        self._pdf = pdf
        self.states, self.images, self._fonts = Dictionary(), Dictionary(), Dictionary()
        self._spaces = Dictionary()
        parts = {"ExtGState": self.states, "XObject": self.images, "Font": self._fonts}
        pdf.add_object(self._spaces)
        own = Dictionary({**parts, "ColorSpace": self._spaces.reference})
        pdf.add_object(own)
        self.reference = own.reference

    def image(self, pixels: Pixels) -> str:
        """The name of an image; the first use adds it."""
        name = f"i{pixels.id}"
        if name not in self.images:
            image = pixels.get_x_object(False, 1)
            self._pdf.add_object(image)
            self.images[name] = image.reference
        return name

    def complete(self, fonts: Sequence[OwnFont]) -> None:
        """Add the fonts of which glyphs were used."""
        for font in fonts:
            if font.widths:
                self._fonts[font.hash] = font.add_to(self._pdf)


class PydyfStream(Stream):  # type: ignore[misc]
    """A content stream with what the painter needs beyond pydyf's."""

    def __init__(self, resources: _Resources) -> None:
        super().__init__(compress=True)
        self._resources = resources

    def set_alpha(self, alpha: float) -> None:
        """Set the opacity of fills."""
        name = f"a{alpha}"
        self._resources.states.setdefault(name, Dictionary({"ca": alpha}))
        self.set_state(name)

    def add_image(self, pixels: Pixels, _interpolate: bool, _ratio: float) -> str:
        """The name of an image; the first use adds it."""
        return self._resources.image(pixels)


class _Entry(NamedTuple):
    """An entry of the outline with those below it."""

    level: int
    object: Dictionary
    kids: list[_Entry]


def _write_outline(pdf: PDF, pages: Sequence[Page]) -> None:
    """Add the bookmarks of all pages as an outline (ISO 32000-1, 12.3.3), each level below the one before it."""
    top = _Entry(0, Dictionary({"Type": "/Outlines"}), [])
    above = [top]
    for reference, page in zip(pdf.page_references, pages, strict=True):
        for mark in _bookmarks(page):
            place = mark.x * POINTS_PER_MM, (page.height - mark.y) * POINTS_PER_MM
            entry = Dictionary({"Title": String(mark.label), "Dest": Array([reference, "/XYZ", *place, 0])})
            while above[-1].level >= mark.level:
                above.pop()
            one = _Entry(mark.level, entry, [])
            above[-1].kids.append(one)
            above.append(one)
    if top.kids:
        pdf.add_object(top.object)
        _link_entries(pdf, top)
        pdf.catalog["Outlines"] = top.object.reference


def _bookmarks(page: Page) -> Iterator[Bookmark]:
    return (item for item in page.all() if isinstance(item, Bookmark))


def _link_entries(pdf: PDF, entry: _Entry) -> int:
    """Add the entries below one and their references to one another; how many they are, with those below them."""
    for kid in entry.kids:
        pdf.add_object(kid.object)
    count = len(entry.kids)
    for before, after in zip(entry.kids, entry.kids[1:], strict=False):
        before.object["Next"], after.object["Prev"] = after.object.reference, before.object.reference
    for kid in entry.kids:
        kid.object["Parent"] = entry.object.reference
        count += _link_entries(pdf, kid)
    if entry.kids:
        entry.object["First"], entry.object["Last"] = entry.kids[0].object.reference, entry.kids[-1].object.reference
    entry.object["Count"] = count
    return count
