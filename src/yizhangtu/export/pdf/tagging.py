"""The tags that WeasyPrint makes of a page's elements → those that PDF/UA asks for.

It tags every element and every line of text. What is missing: pictures that say nothing are no part of the text, places
are in points, no heading is a level too low, links say where they lead, and nothing is empty.
"""

from __future__ import annotations

import re
from typing import Any

from yizhangtu.draw.part import Part

DECORATION = "—"  # alternative text of a picture that says nothing
SHEET = "yzt:sheet"  # of one that is a whole sheet, whose parts are tagged by themselves
PX = 0.75  # points in a CSS pixel
MM = 96 / 25.4  # CSS pixels in a mm
_HEADING = re.compile(r"/H([1-6])$")
_PAGE = re.compile(r"p(\d+)$")


def mend(pdf: Any) -> None:
    """Mend the tags of a whole document, in place."""
    elements = [one for one in pdf.objects if isinstance(one, dict) and one.get("Type") == "/StructElem"]
    elements = _sheets(pdf, elements)
    _decorations(pdf, elements)
    _empty(pdf, elements)
    _headings(elements)
    _places(pdf, elements)
    _links(pdf)


def _text(value: Any) -> str:
    """Of a PDF string."""
    return str(getattr(value, "string", value))


def _object(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(bytes(reference).split()[0])]


class Mark(dict):  # type: ignore[type-arg]
    """The property list of a part's marked content: its number on the page, known when the whole page is."""

    def __init__(self, part: Part) -> None:
        super().__init__()
        self.part = part

    def __str__(self) -> str:
        return f"<</MCID {self['MCID']}>>"


def _sheets(pdf: Any, elements: list[Any]) -> list[Any]:
    """All elements, in place of each sheet those of its parts."""
    found: list[Any] = []
    for element in elements:
        if element.get("S") == "/Figure" and _text(element.get("Alt", "")) == SHEET:
            found += _parts(pdf, element)
        else:
            found.append(element)
    return found


def _parts(pdf: Any, sheet: Any) -> list[Any]:
    """The elements of one sheet; what was marked as a picture is now marked part by part."""
    from pydyf import Array, Dictionary, String

    page = _object(pdf, sheet["Pg"])
    content, places = _object(pdf, page["Contents"]).stream, _places_of(pdf, page)
    _unmarked(content, sheet["K"][0])
    numbers = [sheet["K"][0], *range(len(places), len(content))]
    made: list[Any] = []
    for number, mark in zip(numbers, [one for one in content if isinstance(one, Mark)], strict=False):
        mark["MCID"], part = number, mark.part
        element = Dictionary(
            {"Type": "/StructElem", "S": f"/{part.kind}", "K": Array([number]), "Pg": sheet["Pg"], "P": sheet["P"]}
        )
        if part.alt:
            box = (part.x * MM, part.y * MM, (part.x + part.width) * MM, (part.y + part.height) * MM)
            element["A"] = Dictionary({"O": "/Layout", "BBox": Array(box)})
            element["Alt"] = String(part.alt)
        pdf.add_object(element)
        places[number : number + 1] = [element.reference]
        made.append(element)
    kids = _object(pdf, sheet["P"])["K"]
    at = kids.index(sheet.reference)
    kids[at : at + 1] = [element.reference for element in made]
    sheet.clear()
    return made


def _unmarked(content: list[Any], number: int) -> None:
    """Take away the marks round an image of this number, which holds marks of its own."""
    outer = ((at, one) for at, one in enumerate(content) if isinstance(one, dict) and not isinstance(one, Mark))
    first = next(at for at, one in outer if content[at - 1] == "/Figure" and one["MCID"] == number)
    depth, last = 1, first + 1
    while depth:
        last += 1
        depth += 1 if content[last] in (b"BDC", b"BMC") else -1 if content[last] == b"EMC" else 0
    del content[last]
    del content[first - 1 : first + 2]


def _places_of(pdf: Any, page: Any) -> Any:
    """Which element the marked content of each number belongs to."""
    tree = _object(pdf, _object(pdf, pdf.catalog["StructTreeRoot"])["ParentTree"])["Nums"]
    return tree[tree.index(page["StructParents"]) + 1]


def _decorations(pdf: Any, elements: list[Any]) -> None:
    """Pictures that say nothing leave the tree; on the page they are marked as artifacts."""
    by_page: dict[bytes, dict[int, Any]] = {}
    for element in elements:
        if element.get("S") == "/Figure" and _text(element.get("Alt", "")) == DECORATION:
            by_page.setdefault(bytes(element["Pg"]), {})[element["K"][0]] = element
    if not by_page:
        return
    for reference, found in by_page.items():
        page = _object(pdf, reference)
        content = _object(pdf, page["Contents"]).stream
        places = _places_of(pdf, page)
        for at, part in enumerate(content):
            if isinstance(part, dict) and content[at - 1] == "/Figure" and part.get("MCID") in found:
                content[at - 1 : at + 2] = ["/Artifact", b"", b"BMC"]
                places[part["MCID"]] = b"null"
        for element in found.values():
            _drop(pdf, element)


def _drop(pdf: Any, element: Any) -> None:
    _object(pdf, element["P"])["K"].remove(element.reference)
    element.clear()


def _empty(pdf: Any, elements: list[Any]) -> None:
    """Elements without content, from the innermost outwards (an element comes before those in it)."""
    for element in reversed(elements):
        if element and not element["K"] and element["S"] != "/Document":
            _drop(pdf, element)


def _headings(elements: list[Any]) -> None:
    """No level is left out: under a title comes a heading of the second level, whatever the page calls it."""
    level = 0
    for element in elements:
        match = _HEADING.match(element.get("S", ""))
        if match:
            level = min(int(match[1]), level + 1)
            element["S"] = f"/H{level}"


def _places(pdf: Any, elements: list[Any]) -> None:
    """Where figures stand, in points from the lower left corner."""
    for element in elements:
        if element.get("S") == "/Figure":
            top = _object(pdf, element["Pg"])["MediaBox"][3]
            x1, y1, x2, y2 = element["A"]["BBox"]
            element["A"]["BBox"][:] = [
                round(value, 2) for value in (x1 * PX, top - y2 * PX, x2 * PX, top - y1 * PX)
            ]  # fmt: skip


def _links(pdf: Any) -> None:
    """Links say where they lead, and are there on paper too (PDF/A)."""
    for one in pdf.objects:
        if isinstance(one, dict) and one.get("Subtype") == "/Link":
            one["F"] = 4
            match = _PAGE.match(_text(one.get("Contents", "")))
            if match:
                one["Contents"] = type(one["Contents"])(f"第{match[1]}页")
