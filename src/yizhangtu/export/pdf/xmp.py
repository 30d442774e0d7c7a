"""Title, author, summary and date of a document → its XMP packet, dates and identifier; equal input gives equal
bytes."""

from __future__ import annotations

import hashlib
from html import escape

from yizhangtu.model.finish import Finish
from yizhangtu.model.page import About

UNDATED = "2000-01-01"  # where the document has no date and the format requires one
ZONE = "+08:00"  # China Standard Time

_NAMES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfxid": "http://www.npes.org/pdfx/ns/id/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
}
# PDF/A requires a description of every property outside its own schemas, such as the identification of PDF/UA.
_EXTENSION = """<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the document conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>"""


def pdf_date(date: str) -> str:
    """A date YYYY-MM-DD in PDF syntax."""
    return f"D:{date.replace('-', '')}000000{ZONE.replace(':', chr(39))}'"


def dated(about: About, finish: Finish) -> str:
    """The date of the document; PDF/X requires one."""
    return about.created or (UNDATED if finish is Finish.PRINT else "")


def identifier(about: About) -> str:
    """The identifier of the document in every finish: 32 hexadecimal digits."""
    words = "\0".join((about.title, about.author, about.summary, about.created))
    return hashlib.sha256(words.encode()).hexdigest()[:32]


def packet(about: About, producer: str, finish: Finish) -> bytes:
    """The XMP packet: the document's metadata and the standards it conforms to."""
    parts = [f"<dc:title>{_alternative(about.title)}</dc:title>"]
    if about.author:
        parts.append(f"<dc:creator><rdf:Seq><rdf:li>{escape(about.author)}</rdf:li></rdf:Seq></dc:creator>")
    if about.summary:
        parts.append(f"<dc:description>{_alternative(about.summary)}</dc:description>")
    parts.append("<dc:language><rdf:Bag><rdf:li>zh-CN</rdf:li></rdf:Bag></dc:language>")
    parts.append(f"<pdf:Producer>{escape(producer)}</pdf:Producer>")
    date = dated(about, finish)
    if date:
        names = ("CreateDate", "ModifyDate", "MetadataDate")
        parts += [f"<xmp:{name}>{date}T00:00:00{ZONE}</xmp:{name}>" for name in names]
    parts += _claims(about, finish)
    spaces = "".join(f' xmlns:{name}="{url}"' for name, url in _NAMES.items())
    return "\n".join(
        (
            '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>',
            '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
            f'<rdf:Description rdf:about=""{spaces}>',
            *parts,
            "</rdf:Description></rdf:RDF></x:xmpmeta>",
            '<?xpacket end="r"?>',
        )
    ).encode()


def _claims(about: About, finish: Finish) -> list[str]:
    found = ["<pdfuaid:part>1</pdfuaid:part>"] if finish.tagged else []
    if finish is Finish.ARCHIVE:
        found += ["<pdfaid:part>2</pdfaid:part>", "<pdfaid:conformance>A</pdfaid:conformance>", _EXTENSION]
    if finish is Finish.PRINT:
        found += [
            "<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>",
            "<pdf:Trapped>False</pdf:Trapped>",
            f"<xmpMM:DocumentID>xmp.did:{identifier(about)}</xmpMM:DocumentID>",
            "<xmpMM:RenditionClass>default</xmpMM:RenditionClass>",
            "<xmpMM:VersionID>1</xmpMM:VersionID>",
        ]
    return found


def _alternative(text: str) -> str:
    return f'<rdf:Alt><rdf:li xml:lang="x-default">{escape(text)}</rdf:li></rdf:Alt>'
