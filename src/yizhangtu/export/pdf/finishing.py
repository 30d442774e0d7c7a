"""A laid-out document and its finish → the PDF's structure, page boxes, marks, output intent and metadata."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple
from zlib import compress

from pydyf import PDF, Array, Dictionary, Stream, String

from yizhangtu.export.pdf.crop_marks import REGISTRATION, boxes, marks
from yizhangtu.export.pdf.structure import TaggedPage, referenced, write_structure
from yizhangtu.export.pdf.xmp import dated, packet, pdf_date
from yizhangtu.model.finish import Finish
from yizhangtu.model.page import About
from yizhangtu.model.units import POINTS_PER_MM
from yizhangtu.read.guide.dates import iso_date
from yizhangtu.style.print_shop import Shop

SRGB = "sRGB IEC61966-2.1"
_OPTIONS: Mapping[Finish, Mapping[str, str | bool]] = {
    Finish.SCREEN: {"pdf_version": "1.7"},
    Finish.ARCHIVE: {"pdf_version": "1.7", "pdf_identifier": True},
    Finish.PRINT: {"pdf_version": "1.6", "pdf_identifier": True, "output_intent": "device-cmyk"},
}


class PdfTarget(NamedTuple):
    """The purpose of a PDF. PRINT needs a `shop`, ARCHIVE the ICC profile of the `screen`."""

    finish: Finish = Finish.SCREEN
    shop: Shop | None = None
    screen: bytes = b""

    @property
    def options(self) -> Mapping[str, str | bool]:
        """Options of WeasyPrint, and of pydyf."""
        return _OPTIONS[self.finish]


SCREEN = PdfTarget()


def finish_document(pdf: PDF, target: PdfTarget, about: About, pages: Sequence[TaggedPage]) -> None:
    """Complete a pydyf document before it is written."""
    if target.finish.tagged:
        write_structure(pdf, pages)
    if target.finish is Finish.ARCHIVE:
        if not target.screen:
            raise ValueError("no profile of the screen to keep")
        _intent(pdf, "/GTS_PDFA1", target.screen, 3, {"OutputConditionIdentifier": SRGB, "Info": SRGB})
    if target.finish is Finish.PRINT:
        if target.shop is None:
            raise ValueError("no shop to print for")
        _for_shop(pdf, target.shop)
    _describe(pdf, about._replace(created=iso_date(about.created)), target.finish)
    _compress(pdf)


def _compress(pdf: PDF) -> None:
    """Compress streams at zlib's default level: pydyf's best level takes 22 % more time for a poster after the first,
    to save 1 % of its size."""
    for one in pdf.objects:
        if getattr(one, "compress", False):
            one.compress = False
            content = b"\n".join(part if isinstance(part, bytes) else _bytes(part) for part in one.stream)
            one.stream = [compress(content)]
            one.extra["Filter"] = "/FlateDecode"


def _bytes(part: object) -> bytes:
    """A piece of a stream as pydyf writes it."""
    return part.data if hasattr(part, "data") else str(part).encode("ascii")


def _describe(pdf: PDF, about: About, finish: Finish) -> None:
    """Write the document information dictionary and the XMP packet with the same content."""
    for key, text in (("Title", about.title), ("Author", about.author), ("Subject", about.summary)):
        if text:
            pdf.info[key] = String(text)
    date = dated(about, finish)
    for key in ("CreationDate", "ModDate") if date else ():
        pdf.info[key] = String(pdf_date(date))
    if finish is Finish.PRINT:
        pdf.info["Trapped"] = "/False"
    metadata = Stream(
        [packet(about, str(pdf.info["Producer"].string), finish)], {"Type": "/Metadata", "Subtype": "/XML"}
    )
    pdf.add_object(metadata)
    pdf.catalog["Metadata"] = metadata.reference


def _for_shop(pdf: PDF, shop: Shop) -> None:
    """Add page boxes and marks to every page, and the printing condition with its profile."""
    tint = Dictionary({"FunctionType": 2, "Domain": Array([0, 1]), "C0": Array([0] * 4), "C1": Array([1] * 4), "N": 1})
    for reference in pdf.page_references:
        page = referenced(pdf, reference)
        left, bottom, right, top = page["TrimBox"]
        width, height = (right - left) / POINTS_PER_MM, (top - bottom) / POINTS_PER_MM
        for name, box in boxes(width, height, shop).items():
            page[name] = Array(box)
        # Blend transparent objects in CMYK, not in RGB.
        page["Group"] = Dictionary({"Type": "/Group", "S": "/Transparency", "CS": "/DeviceCMYK"})
        referenced(pdf, page["Contents"]).stream.insert(0, marks(width, height, shop).encode())
        spaces = referenced(pdf, referenced(pdf, page["Resources"])["ColorSpace"])
        spaces.clear()
        spaces[REGISTRATION] = Array(["/Separation", "/All", "/DeviceCMYK", tint])
    texts = {"OutputConditionIdentifier": shop.condition, "OutputCondition": shop.info, "Info": shop.info}
    _intent(pdf, "/GTS_PDFX", shop.profile, 4, {**texts, "RegistryName": shop.registry})


def _intent(pdf: PDF, kind: str, profile: bytes, inks: int, texts: Mapping[str, str]) -> None:
    """Add the output intent: the colour space of the document, with its profile."""
    embedded = Stream([profile], Dictionary({"N": inks}), compress=True)
    pdf.add_object(embedded)
    words = {key: String(text) for key, text in texts.items()}
    intent = Dictionary({"Type": "/OutputIntent", "S": kind, **words, "DestOutputProfile": embedded.reference})
    pdf.catalog["OutputIntents"] = Array([intent])
