"""Pages → SVG documents for a browser: a printer that takes the pages of a document instead of writing a PDF."""

from __future__ import annotations

from collections.abc import Sequence

from yizhangtu.export.icon_paths import IconPaths
from yizhangtu.export.svg import page_svg
from yizhangtu.model.page import About, Page


class SheetsTaken(Exception):
    """Ends the making of a file that would be drawn from a PDF: its pages are all that was wanted."""


class SheetTaker:
    """Keeps the pages of the documents that it is given. `stops`: raises SheetsTaken after the first document, for
    makers that go on to draw pictures of it."""

    def __init__(self, stops: bool = False) -> None:
        self.pages: list[Page] = []
        self._stops = stops

    def print(self, pages: Sequence[Page], about: About) -> bytes:
        """Keep the pages; the file is empty."""
        self.pages += pages
        if self._stops:
            raise SheetsTaken
        return b""

    def sheets(self, icons: IconPaths, picture_address: str) -> tuple[str, ...]:
        """The pages as SVG, marks with the names of their elements. `picture_address` is the URL of a picture of pixels
        with {digest} and {mode}."""

        def address(digest: str, mode: str) -> str:
            return picture_address.format(digest=digest, mode=mode)

        return tuple(page_svg(page, icons, address, named=True) for page in self.pages)
