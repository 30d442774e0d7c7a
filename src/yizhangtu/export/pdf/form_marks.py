"""Marks in a document → fields to fill in, or numbers of copies.

A template marks a place by a link whose address begins with `yzt:`: `yzt:number` for the number of a copy,
`yzt:text.NAME` and `yzt:tick.NAME` for fields. WeasyPrint writes it as an annotation with its rectangle.
"""

from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import NamedTuple

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, Stream, String

SCHEME = "yzt:"
NUMBER = "number"
VERSION = "1.7"
LEAST_DIGITS = 3  # of a number: 001
FONT = "GB1"  # the name of the fields' font in the form
TEXT_SIZE = 11  # points, of what is typed
PRINTED = 4  # flag of an annotation
MULTILINE = 1 << 12  # flag of a field
HIGH = 36  # points: a field this high takes several lines
# A predefined font: a viewer has it, or one like it. An embedded font would either lack what is typed or hold every
# character. Half of an em for CIDs 1–95, the ASCII characters (Adobe-GB1-6, Technical Note 5079).
_DESCRIPTOR = {
    "Type": Name.FontDescriptor, "FontName": Name("/STSong-Light"), "Flags": 6, "FontBBox": [-25, -254, 1000, 880],
    "ItalicAngle": 0, "Ascent": 880, "Descent": -120, "CapHeight": 880, "StemV": 93,
}  # fmt: skip


class Mark(NamedTuple):
    """A marked place on a page: `kind` is number, text or tick; `box` is left, bottom, right, top in points."""

    kind: str
    name: str
    box: tuple[float, float, float, float]
    annotation: Object


def numbered_copies(pdf: bytes, digits: bytes, count: int) -> bytes:
    """A document `count` times, each copy with its number at the marks. `digits` is a PDF of ten pages, 0 to 9. The
    copies share what they have in common, and begin on a new leaf where they are printed on both sides. Their pages
    have no structure tree. Equal input gives equal bytes."""
    with Pdf.open(BytesIO(pdf)) as document, Pdf.open(BytesIO(digits)) as figures:
        shapes = [document.copy_foreign(page.as_form_xobject()) for page in figures.pages]
        sheets = [(page, _taken(page, NUMBER)) for page in document.pages]
        _without(document.Root, "/StructTreeRoot", "/MarkInfo", "/Outlines")
        for page, _ in sheets:
            _without(page.obj, "/StructParents", "/Tabs")
            page.contents_add(Stream(document, b"q"), prepend=True)
            page.contents_add(Stream(document, b"Q"))
            for digit, shape in enumerate(shapes):
                page.add_resource(shape, Name.XObject, Name(f"/Digit{digit}"))
        size = sheets[0][0].mediabox
        leaf = len(sheets) > 1
        for number in range(1, count + 1):
            for page, marks in sheets:
                document.pages.append(page)
                document.pages[-1].contents_add(Stream(document, _figures(f"{number:0{LEAST_DIGITS}}", marks, shapes)))
            if leaf and len(sheets) % 2:
                document.add_blank_page(page_size=(float(size[2]), float(size[3])))
        del document.pages[: len(sheets)]
        duplex = Name.DuplexFlipLongEdge if leaf else Name.Simplex
        document.Root.ViewerPreferences = Dictionary(Duplex=duplex, PrintScaling=Name("/None"))
        return _saved(document)


def fillable(pdf: bytes, labels: Mapping[str, str]) -> bytes:
    """The document with its marked places as fields; `labels`: the name of each → what a reader is told it is. Places
    of one name show the same text."""
    with Pdf.open(BytesIO(pdf)) as document:
        fields: dict[str, Object] = {}
        for page in document.pages:
            for mark in _marks(page):
                field = fields.get(mark.name)
                if field is None:
                    field = document.make_indirect(_field(mark, labels[mark.name]))
                    fields[mark.name] = field
                _to_widget(document, page, mark, field)
        _name_structure(document)
        font = document.make_indirect(_font())
        document.Root.AcroForm = Dictionary(
            Fields=Array(fields.values()), DA=String(f"/{FONT} {TEXT_SIZE} Tf 0 g"),
            DR=Dictionary(Font=Dictionary({f"/{FONT}": font})), NeedAppearances=True,
        )  # fmt: skip
        return _saved(document)


def _marks(page: Page) -> Iterator[Mark]:
    """The marked places of a page in reading order."""
    for annotation in page.obj.get("/Annots", []):
        address = str(annotation.get("/A", Dictionary()).get("/URI", ""))
        if address.startswith(SCHEME):
            kind, _, name = address.removeprefix(SCHEME).partition(".")
            left, bottom, right, top = _box([float(one) for one in annotation.Rect])
            yield Mark(kind, name, (left, bottom, right, top), annotation)


def _without(owner: Object, *keys: str) -> None:
    """Remove the keys that a dictionary has."""
    for key in keys:
        if key in owner:
            del owner[key]


def _box(rect: list[float]) -> tuple[float, float, float, float]:
    """A rectangle given by two opposite corners as left, bottom, right, top."""
    return min(rect[0], rect[2]), min(rect[1], rect[3]), max(rect[0], rect[2]), max(rect[1], rect[3])


def _taken(page: Page, kind: str) -> list[Mark]:
    """The marks of a kind; no annotation of a mark is left on the page."""
    found = list(_marks(page))
    kept = [one for one in page.obj.get("/Annots", []) if not any(one == mark.annotation for mark in found)]
    if found:
        page.obj.Annots = Array(kept)
    return [mark for mark in found if mark.kind == kind]


def _figures(number: str, marks: list[Mark], shapes: list[Object]) -> bytes:
    """The content that draws a number at each mark, as high as the mark."""
    parts = []
    for mark in marks:
        left, bottom, _, top = mark.box
        box = [float(one) for one in shapes[0].BBox]
        scale = (top - bottom) / (box[3] - box[1])
        for at, figure in enumerate(number):
            x = left + at * (box[2] - box[0]) * scale
            parts.append(f"q {scale:.5f} 0 0 {scale:.5f} {x:.3f} {bottom:.3f} cm /Digit{figure} Do Q")
    return "\n".join(parts).encode()


def _field(mark: Mark, label: str) -> Dictionary:
    """A field without its places."""
    common = {"/T": String(mark.name), "/TU": String(label), "/Kids": Array()}
    if mark.kind == "tick":
        return Dictionary({**common, "/FT": Name.Btn, "/V": Name.Off})
    high = mark.box[3] - mark.box[1] > HIGH
    look = String(f"/{FONT} {TEXT_SIZE} Tf 0 g")
    return Dictionary({**common, "/FT": Name.Tx, "/Ff": MULTILINE if high else 0, "/DA": look})


def _to_widget(document: Pdf, page: Page, mark: Mark, field: Object) -> None:
    """Make the annotation of a mark a place of its field; its entry in the structure tree stays."""
    widget = mark.annotation
    _without(widget, "/A", "/Border", "/Contents", "/H")
    widget.Subtype, widget.Parent, widget.F, widget.P = Name.Widget, field, PRINTED, page.obj
    widget.Rect = Array(list(mark.box))
    widget.MK = Dictionary()
    if mark.kind == "tick":
        wide, high = mark.box[2] - mark.box[0], mark.box[3] - mark.box[1]
        off, on = (_appearance(document, wide, high, content) for content in (b"", _tick(wide, high)))
        widget.AP = Dictionary(N=Dictionary(Off=off, Yes=on))
        widget.AS = Name.Off
    field.Kids.append(widget)


def _appearance(document: Pdf, wide: float, high: float, content: bytes) -> Object:
    made = Stream(document, content)
    made.Type, made.Subtype, made.BBox, made.Resources = (
        Name.XObject,
        Name.Form,
        Array([0, 0, wide, high]),
        Dictionary(),
    )
    return document.make_indirect(made)


def _tick(wide: float, high: float) -> bytes:
    """✓ as lines."""
    points = [(0.2, 0.5), (0.42, 0.24), (0.82, 0.8)]
    path = " ".join(f"{x * wide:.2f} {y * high:.2f} {'l' if at else 'm'}" for at, (x, y) in enumerate(points))
    return f"q 1.4 w 1 J 1 j {path} S Q".encode()


def _name_structure(document: Pdf) -> None:
    """Links of the structure tree whose annotation has become a widget are of type Form (ISO 32000-1, 14.8.4.5)."""
    for item in document.objects:
        if not isinstance(item, Dictionary) or item.get("/S") != Name.Link:
            continue
        kids = item.get("/K", Array())
        each = list(kids) if isinstance(kids, Array) else [kids]
        owned = (kid.get("/Obj") for kid in each if isinstance(kid, Dictionary))
        if any(one is not None and one.get("/Subtype") == Name.Widget for one in owned):
            item.S = Name.Form


def _font() -> Dictionary:
    """The predefined font of Simplified Chinese, without a file."""
    descendant = Dictionary(
        Type=Name.Font, Subtype=Name.CIDFontType0, BaseFont=Name("/STSong-Light"), DW=1000,
        W=Array([1, 95, 500]), FontDescriptor=Dictionary({f"/{key}": value for key, value in _DESCRIPTOR.items()}),
        CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("GB1"), Supplement=5),
    )  # fmt: skip
    return Dictionary(
        Type=Name.Font, Subtype=Name.Type0, BaseFont=Name("/STSong-Light-UniGB-UTF16-H"),
        Encoding=Name("/UniGB-UTF16-H"), DescendantFonts=Array([descendant]),
    )  # fmt: skip


def _saved(document: Pdf) -> bytes:
    out = BytesIO()
    document.remove_unreferenced_resources()
    document.save(out, min_version=VERSION, deterministic_id=True)
    return out.getvalue()
