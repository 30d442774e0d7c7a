"""Two files → how they differ: pictures by pixels; PDFs by pixels, text, links and tags; other text by lines."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from difflib import unified_diff
from enum import Enum
from pathlib import Path

import pikepdf
import pypdfium2
from PIL import Image, ImageChops

PICTURES = (".png", ".jpg", ".jpeg")
MOST_LINES = 12  # that differ, of a text
SCALE = 1.0  # of a rendered page: 72 pixels per inch
TOLERANCE = 6  # of 255 in a channel: what a shift of an edge by a hundredth of a pixel makes, and no eye sees


class FileDifference(Enum):
    """What kind of difference there is between two files whose bytes differ."""

    BYTES = "same pictures and text, other bytes"
    CONTENT = "different"


def compare_files(new: Path, old: Path) -> tuple[FileDifference, list[str]]:
    """Compare what a reader sees of two files → the kind of difference, and a line for each difference seen."""
    if new.suffix == ".pdf":
        details = [*_page_differences(new, old), *_structure_differences(new, old)]
    elif new.suffix in PICTURES:
        with Image.open(new) as one, Image.open(old) as other:
            details = list(_picture_differences(one, other))
    elif new.suffix == ".txt" or not new.suffix:
        details = list(_line_differences(new, old))
    else:
        details = ["bytes differ"]
    return (FileDifference.CONTENT if details else FileDifference.BYTES), details


def differing_pixels(one: Image.Image, other: Image.Image) -> int:
    """How many pixels of two pictures of the same size differ, in any channel by more than the tolerance."""
    bands = ImageChops.difference(one.convert("RGBA"), other.convert("RGBA")).split()
    largest = bands[0]
    for band in bands[1:]:
        largest = ImageChops.lighter(largest, band)
    return sum(largest.histogram()[TOLERANCE + 1 :])


def _picture_differences(one: Image.Image, other: Image.Image) -> Iterator[str]:
    if one.size != other.size:
        yield f"size {one.size}, was {other.size}"
    elif number := differing_pixels(one, other):
        yield f"{number} of {one.width * one.height} pixels differ"


def _line_differences(new: Path, old: Path) -> Iterator[str]:
    """The first lines that differ between two texts."""
    one, other = (path.read_text("utf-8", "replace").splitlines() for path in (new, old))
    changes = [line for line in unified_diff(other, one, lineterm="", n=0) if not line.startswith(("---", "+++"))]
    yield from changes[:MOST_LINES] or ["bytes differ"]
    if len(changes) > MOST_LINES:
        yield f"… and {len(changes) - MOST_LINES} more lines"


def _page_differences(new: Path, old: Path) -> Iterator[str]:
    """Differences in the number of pages, and in the pixels and the text of each page."""
    with closing(pypdfium2.PdfDocument(new)) as one, closing(pypdfium2.PdfDocument(old)) as other:
        if len(one) != len(other):
            yield f"{len(one)} pages, were {len(other)}"
        for number, (page, before) in enumerate(zip(one, other, strict=False), 1):
            if page.get_size() != before.get_size():
                yield f"page {number}: size {page.get_size()}, was {before.get_size()}"
                continue
            for line in _picture_differences(_rendered(page), _rendered(before)):
                yield f"page {number}: {line}"
            if _text(page) != _text(before):
                yield f"page {number}: text differs"


def _rendered(page: pypdfium2.PdfPage) -> Image.Image:
    picture: Image.Image = page.render(scale=SCALE).to_pil()
    return picture


def _text(page: pypdfium2.PdfPage) -> str:
    """The text of a page in the order of its content."""
    return str(page.get_textpage().get_text_range())


def _structure_differences(new: Path, old: Path) -> Iterator[str]:
    """Differences in what a picture does not show: links, bookmarks, tags, boxes of pages, titles."""
    with pikepdf.open(new) as one, pikepdf.open(old) as other:
        for name, facts in STRUCTURE.items():
            if facts(one) != facts(other):
                yield f"{name} differ"


def _links(pdf: pikepdf.Pdf) -> list[object]:
    """Rectangle and target of each link, page by page."""
    return [
        (number, _rectangle(note), _target(pdf, note))
        for number, page in enumerate(pdf.pages)
        for note in page.obj.get("/Annots", [])
    ]


def _rectangle(note: pikepdf.Object) -> list[int]:
    """Left, low, right and high edge of a link in whole points."""
    left, low, right, high = (float(x) for x in note.Rect)
    return [round(x) for x in (min(left, right), min(low, high), max(left, right), max(low, high))]


def _target(pdf: pikepdf.Pdf, note: pikepdf.Object) -> str:
    """The address of a link, or the number of the page it leads to and the place on it."""
    action = note.get("/A", pikepdf.Dictionary())
    if "/URI" in action:
        return str(action["/URI"])
    destination = action.get("/D", note.get("/Dest", ""))
    if isinstance(destination, pikepdf.String):
        named = list(pdf.Root.Names.Dests.Names)
        destination = dict(zip(map(str, named[::2]), named[1::2], strict=True))[str(destination)]
    if not isinstance(destination, pikepdf.Array):
        return str(destination)
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    page, kind, *place = list(destination)
    return f"{numbers.get(page.objgen)} {kind} {' '.join(str(round(float(x))) for x in place)}"


def _bookmarks(pdf: pikepdf.Pdf) -> list[object]:
    """Level, title and target of each bookmark."""
    found: list[object] = []

    def collect(node: pikepdf.Object, level: int) -> None:
        child = node.get("/First")
        while child is not None:
            found.append((level, str(child.get("/Title", "")), _target(pdf, child)))
            collect(child, level + 1)
            child = child.get("/Next")

    collect(pdf.Root.get("/Outlines", pikepdf.Dictionary()), 0)
    return found


def _tags(pdf: pikepdf.Pdf) -> list[object]:
    """Level, type, alternative text and number of own pieces of content of each tag, in reading order."""
    found: list[object] = []

    def collect(node: pikepdf.Object, level: int) -> None:
        kids = node.get("/K", pikepdf.Array())
        children = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
        tags = [kid for kid in children if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
        words = (str(node.get(key, "")) for key in ("/S", "/Alt", "/ActualText", "/Lang"))
        found.append((level, *words, len(children) - len(tags)))
        for tag in tags:
            collect(tag, level + 1)

    collect(pdf.Root.get("/StructTreeRoot", pikepdf.Dictionary()), 0)
    return found


def _boxes(pdf: pikepdf.Pdf) -> list[object]:
    """The boxes of each page: the printer cuts by them."""
    names = ("/MediaBox", "/CropBox", "/BleedBox", "/TrimBox")
    return [[[float(x) for x in page.obj.get(name, [])] for name in names] for page in pdf.pages]


def _about(pdf: pikepdf.Pdf) -> list[object]:
    """Title, author and the like, and the language."""
    return [sorted((key, str(value)) for key, value in pdf.docinfo.items()), str(pdf.Root.get("/Lang", ""))]


STRUCTURE = {"links": _links, "bookmarks": _bookmarks, "tags": _tags, "boxes": _boxes, "titles": _about}
