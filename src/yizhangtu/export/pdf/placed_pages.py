"""Pages of one PDF → forms upon the pages of another: at their own size, as vectors, whole or in part, fonts once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from pikepdf import Dictionary, Name, Object, Page, Pdf, Stream

from yizhangtu.model.units import POINTS_PER_MM

VERSION = "1.7"  # of PDF: the fonts need 1.6
Area = tuple[float, float, float, float]  # x, y, width, height in mm


@dataclass(frozen=True, slots=True)
class Placement:
    """A page of the source (from 0) with its top left corner at (x, y) of the sheet, in mm from the sheet's own; only
    what lies in `area` of the sheet is shown."""

    page: int
    x: float
    y: float
    area: Area
    scale: float = 1.0


def opened(data: bytes) -> Pdf:
    """A PDF from its bytes."""
    return Pdf.open(BytesIO(data))


def page_size(page: Page) -> tuple[float, float]:
    """Width and height in mm of a page as it is trimmed."""
    left, bottom, right, top = (float(value) for value in page.trimbox)
    return round((right - left) / POINTS_PER_MM, 3), round((top - bottom) / POINTS_PER_MM, 3)


def forms_of(target: Pdf, source: Pdf) -> list[Object]:
    """Every page of the source as a form inside the target. What they share, such as fonts, is copied once."""
    return [target.copy_foreign(page.as_form_xobject()) for page in source.pages]


def put(target: Pdf, page: Page, height: float, forms: Sequence[Object], placed: Sequence[Placement]) -> None:
    """Let forms stand on a page of `height` mm, below what is on it already."""
    shown = Dictionary()
    lines: list[str] = []
    for one in placed:
        form = forms[one.page]
        left, _, _, top = (float(value) for value in form.BBox.as_list())
        x, y, width, high = one.area
        dx = one.x * POINTS_PER_MM - left * one.scale
        dy = (height - one.y) * POINTS_PER_MM - top * one.scale
        name = f"/Yzt{one.page}"
        shown[name] = form
        clip = (x, height - y - high, width, high)
        lines += [
            "q",
            f"{' '.join(_number(side * POINTS_PER_MM) for side in clip)} re W n",
            f"{one.scale:.6g} 0 0 {one.scale:.6g} {_number(dx)} {_number(dy)} cm",
            f"{name} Do",
            "Q",
        ]
    _with_resources(page, shown)
    page.contents_add(Stream(target, "\n".join(lines).encode()), prepend=True)


def laid_under(sheets: bytes, source: bytes, placed: Sequence[Sequence[Placement]], duplex: str = "/Simplex") -> bytes:
    """The sheets with pages of another PDF under what is printed on them; `placed` has the placements of each."""
    with opened(sheets) as target, opened(source) as pages:
        forms = forms_of(target, pages)
        for page, ones in zip(target.pages, placed, strict=True):
            put(target, page, page_size(page)[1], forms, ones)
        return finished(target, duplex)


def _with_resources(page: Page, forms: Dictionary) -> None:
    """Name the forms in the page's own resources: those it has may be shared with other pages."""
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


def finished(pdf: Pdf, duplex: str) -> bytes:
    """The bytes of a PDF that is to be printed at its own size; equal PDFs are equal bytes. The parts of a picture
    have no reading order, so nothing is said of one."""
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
