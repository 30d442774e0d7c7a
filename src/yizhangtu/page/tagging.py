"""The tags that WeasyPrint makes of a page's elements → those that PDF/UA asks for.

It tags every element and every line of text. What is missing: pictures that say nothing are no part of the text, places
are in points, no heading is a level too low, links say where they lead, and nothing is empty.
"""

from __future__ import annotations

import re
from typing import Any

DECORATION = "—"  # alternative text of a picture that says nothing
PX = 0.75  # points in a CSS pixel
_HEADING = re.compile(r"/H([1-6])$")
_PAGE = re.compile(r"p(\d+)$")


def mend(pdf: Any) -> None:
    """Mend the tags of a whole document, in place."""
    elements = [one for one in pdf.objects if isinstance(one, dict) and one.get("Type") == "/StructElem"]
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


def _decorations(pdf: Any, elements: list[Any]) -> None:
    """Pictures that say nothing leave the tree; on the page they are marked as artifacts."""
    by_page: dict[bytes, dict[int, Any]] = {}
    for element in elements:
        if element.get("S") == "/Figure" and _text(element.get("Alt", "")) == DECORATION:
            by_page.setdefault(bytes(element["Pg"]), {})[element["K"][0]] = element
    if not by_page:
        return
    tree = _object(pdf, _object(pdf, pdf.catalog["StructTreeRoot"])["ParentTree"])["Nums"]
    for reference, found in by_page.items():
        page = _object(pdf, reference)
        content = _object(pdf, page["Contents"]).stream
        places = tree[tree.index(page["StructParents"]) + 1]
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
