"""Pages of finished PDFs → form objects on pages of another PDF: at their own size, as vectors, clipped, with shared
fonts."""

from collections.abc import Sequence
from contextlib import ExitStack
from io import BytesIO
from typing import NamedTuple

from pikepdf import Dictionary, Name, Object, Page, Pdf, Stream

from yizhangtu.model.page import About
from yizhangtu.model.units import POINTS_PER_MM

VERSION = "1.7"  # of PDF: the fonts need 1.6
Area = tuple[float, float, float, float]  # x, y, width, height in mm


class Placement(NamedTuple):
    """A page (from 0) of a source with its top left corner at (x, y) of the sheet, in mm from the sheet's corner; only
    the part inside `area` of the sheet is visible."""

    page: int
    x: float
    y: float
    area: Area
    scale: float = 1.0
    source: int = 0


def page_sizes(pdf: bytes) -> list[tuple[float, float]]:
    """The trimmed width and height of every page in mm."""
    with _opened(pdf) as document:
        return [_size(page) for page in document.pages]


def about_of(pdf: bytes) -> About:
    """Title and author of a document."""
    with _opened(pdf) as document:
        return About(str(document.docinfo.get("/Title", "")), str(document.docinfo.get("/Author", "")))


def place_pages(
    sheets: bytes, sources: Sequence[bytes], placed: Sequence[Sequence[Placement]], duplex: str = "/Simplex"
) -> bytes:
    """Draw pages of the sources below the content of the sheets; `placed` has the placements of each sheet.

    The PDF asks to be printed at its own size. Equal input gives equal bytes. The pieces of a picture have no reading
    order, so the structure tree is removed.
    """
    with ExitStack() as stack:
        target = stack.enter_context(_opened(sheets))
        forms: list[list[Object]] = []
        for source in sources:
            pages = stack.enter_context(_opened(source)).pages
            # Objects that the pages of a source share, such as fonts, are copied once.
            forms.append([target.copy_foreign(page.as_form_xobject()) for page in pages])
        for page, ones in zip(target.pages, placed, strict=True):
            _put(target, page, forms, ones)
        return _finished(target, duplex)


def _opened(data: bytes) -> Pdf:
    return Pdf.open(BytesIO(data))


def _size(page: Page) -> tuple[float, float]:
    left, bottom, right, top = (float(value) for value in page.trimbox)
    return round((right - left) / POINTS_PER_MM, 3), round((top - bottom) / POINTS_PER_MM, 3)


def _put(target: Pdf, page: Page, forms: Sequence[Sequence[Object]], placed: Sequence[Placement]) -> None:
    """Draw forms on a page, below its own content."""
    shown = Dictionary()
    lines: list[str] = []
    height = _size(page)[1]
    for one in placed:
        form = forms[one.source][one.page]
        left, _, _, top = (float(value) for value in form.BBox.as_list())
        x, y, width, high = one.area
        clip = (x, height - y - high, width, high)
        dx = one.x * POINTS_PER_MM - left * one.scale
        dy = (height - one.y) * POINTS_PER_MM - top * one.scale
        name = f"/Yzt{one.source}-{one.page}"
        shown[name] = form
        lines += [
            "q",
            f"{' '.join(_number(side * POINTS_PER_MM) for side in clip)} re W n",
            f"{one.scale:.6g} 0 0 {one.scale:.6g} {_number(dx)} {_number(dy)} cm",
            f"{name} Do",
            "Q",
        ]
    _with_resources(page, shown)
    page.contents_add(Stream(target, "\n".join(lines).encode()), prepend=True)


def _with_resources(page: Page, forms: Dictionary) -> None:
    """Add the forms to the page's own copy of its resources, which other pages may share."""
    own, known = Dictionary(), Dictionary()
    if "/Resources" in page.obj:
        for name, value in page.obj["/Resources"].items():
            own[name] = value
    if "/XObject" in own:
        for name, value in own["/XObject"].items():
            known[name] = value
    for name, form in forms.items():
        known[name] = form
    own["/XObject"] = known
    page.obj["/Resources"] = own


def _finished(pdf: Pdf, duplex: str) -> bytes:
    for name in ("/StructTreeRoot", "/MarkInfo", "/Metadata", "/OutputIntents"):
        if name in pdf.Root:
            del pdf.Root[name]
    for page in pdf.pages:
        for name in ("/StructParents", "/Tabs"):
            if name in page.obj:
                del page.obj[name]
    pdf.Root["/ViewerPreferences"] = Dictionary(PrintScaling=Name("/None"), Duplex=Name(duplex))
    out = BytesIO()
    pdf.save(out, deterministic_id=True, min_version=VERSION)
    return out.getvalue()


def _number(value: float) -> str:
    text = f"{value:.4f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text
