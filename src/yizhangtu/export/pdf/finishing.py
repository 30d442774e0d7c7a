"""A laid-out document and its finish → the PDF's tags, boxes, marks, output intent and what it says of itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from zlib import compress

from yizhangtu.export.pdf import tagging
from yizhangtu.export.pdf.crop_marks import PT, REGISTRATION, boxes, marks
from yizhangtu.export.pdf.missing_glyphs import only_own_glyphs
from yizhangtu.export.pdf.xmp import About, dated, iso_date, packet, pdf_date
from yizhangtu.model.finish import Finish, Shop

SRGB = "sRGB IEC61966-2.1"
_OPTIONS: Mapping[Finish, Mapping[str, Any]] = {
    Finish.SCREEN: {"pdf_version": "1.7", "pdf_tags": True},
    Finish.ARCHIVE: {"pdf_version": "1.7", "pdf_tags": True, "pdf_identifier": True},
    Finish.PRINT: {"pdf_version": "1.6", "pdf_identifier": True, "output_intent": "device-cmyk"},
}


def options(finish: Finish) -> Mapping[str, Any]:
    """What WeasyPrint is told."""
    return _OPTIONS[finish]


def finisher(finish: Finish, shop: Shop | None, screen: bytes) -> Callable[[Any, Any], None]:
    """What is done to WeasyPrint's document before it is written. A print shop's file needs a `shop`, one for the
    archive the profile of the `screen`."""

    def finish_document(document: Any, pdf: Any) -> None:
        only_own_glyphs(document)
        about = _about(document, pdf)
        if finish.tagged:
            tagging.mend(pdf)
        if finish is Finish.ARCHIVE:
            if not screen:
                raise ValueError("no profile of the screen to keep")
            _intent(pdf, "/GTS_PDFA1", screen, 3, {"OutputConditionIdentifier": SRGB, "Info": SRGB})
        if finish is Finish.PRINT:
            if shop is None:
                raise ValueError("no shop to print for")
            _for_shop(pdf, shop)
        _told(pdf, about, finish)
        _packed(pdf)

    return finish_document


def _packed(pdf: Any) -> None:
    """Compress streams as zlib does by default: pydyf's best compression takes three times as long for a hundredth."""
    for one in pdf.objects:
        if getattr(one, "compress", False):
            one.compress = False
            content = b"\n".join(part if isinstance(part, bytes) else _bytes(part) for part in one.stream)
            one.stream = [compress(content)]
            one.extra["Filter"] = "/FlateDecode"


def _bytes(part: Any) -> bytes:
    """A piece of a stream as pydyf writes it."""
    return part.data if hasattr(part, "data") else str(part).encode("ascii")


def _about(document: Any, pdf: Any) -> About:
    metadata = document.metadata
    return About(
        metadata.title or "",
        ", ".join(metadata.authors),
        metadata.description or "",
        iso_date(metadata.created or ""),
        str(pdf.info["Producer"].string),
    )


def _told(pdf: Any, about: About, finish: Finish) -> None:
    """Dates and the XMP packet, which says the same as the document's dictionary."""
    from pydyf import Stream, String

    date = dated(about, finish)
    for key in ("CreationDate", "ModDate"):
        pdf.info.pop(key, None)
        if date:
            pdf.info[key] = String(pdf_date(date))
    if finish is Finish.PRINT:
        pdf.info["Trapped"] = "/False"
    said = Stream([packet(about, finish)], {"Type": "/Metadata", "Subtype": "/XML"})
    pdf.add_object(said)
    pdf.catalog["Metadata"] = said.reference


def _for_shop(pdf: Any, shop: Shop) -> None:
    """Boxes and marks on every page; the printing condition with its profile; no links, which do not print."""
    from pydyf import Array, Dictionary

    tint = Dictionary({"FunctionType": 2, "Domain": Array([0, 1]), "C0": Array([0] * 4), "C1": Array([1] * 4), "N": 1})
    for reference in pdf.page_references:
        page = _object(pdf, reference)
        left, bottom, right, top = page["TrimBox"]
        width, height = (right - left) / PT, (top - bottom) / PT
        for name, box in boxes(width, height, shop).items():
            page[name] = Array(box)
        page.pop("Annots", None)
        # Where something is see-through, the inks of what lies below are mixed, not its lights.
        page["Group"] = Dictionary({"Type": "/Group", "S": "/Transparency", "CS": "/DeviceCMYK"})
        _object(pdf, page["Contents"]).stream.insert(0, marks(width, height, shop).encode())
        spaces = _object(pdf, _object(pdf, page["Resources"])["ColorSpace"])
        spaces.clear()
        spaces[REGISTRATION] = Array(["/Separation", "/All", "/DeviceCMYK", tint])
    said = {"OutputConditionIdentifier": shop.condition, "OutputCondition": shop.info, "Info": shop.info}
    _intent(pdf, "/GTS_PDFX", shop.profile, 4, {**said, "RegistryName": shop.registry})


def _intent(pdf: Any, kind: str, profile: bytes, inks: int, said: Mapping[str, str]) -> None:
    """The colours that the document means, with their profile."""
    from pydyf import Array, Dictionary, Stream, String

    held = Stream([profile], Dictionary({"N": inks}), compress=True)
    pdf.add_object(held)
    words = {key: String(text) for key, text in said.items()}
    intent = Dictionary({"Type": "/OutputIntent", "S": kind, **words, "DestOutputProfile": held.reference})
    pdf.catalog["OutputIntents"] = Array([intent])


def _object(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(bytes(reference).split()[0])]
