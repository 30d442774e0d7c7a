"""Elements of painted pages → the structure tree of a PDF (ISO 32000-1, 14.7) and its links, as PDF/UA-1 requires."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from pydyf import PDF, Array, Dictionary, String

from yizhangtu.export.pdf.element import Element
from yizhangtu.model.page import Link, Page, Tag
from yizhangtu.model.units import POINTS_PER_MM

_HEADING = re.compile(r"H([1-6])$")
PRINTED = 4  # flag of an annotation: it is printed (required by PDF/A)


class TaggedPage(NamedTuple):
    """A page of the document and its structure elements, in reading order."""

    page: Page
    elements: tuple[Element, ...]


def write_structure(pdf: PDF, pages: Sequence[TaggedPage]) -> None:
    """Add the structure tree and the links of all pages to a pydyf document."""
    _Writer(pdf, len(pages)).write(pages)


class _Writer:
    """One structure tree under construction."""

    def __init__(self, pdf: PDF, pages: int) -> None:
        self._pdf = pdf
        self._level = 0  # of the last heading
        self._next_parent = pages  # number of the next link in the parent tree
        self._links: list[int | bytes] = []
        self._names: list[tuple[str, bytes]] = []  # of identified elements, with their references
        self._names_used: dict[str, int] = {}

    def write(self, pages: Sequence[TaggedPage]) -> None:
        numbers = Array()
        root = self._added(Dictionary({"Type": "/StructTreeRoot"}))
        document = self._added(Dictionary({"Type": "/StructElem", "S": "/Document", "P": root.reference, "K": Array()}))
        for index, (page, elements) in enumerate(pages):
            target = referenced(self._pdf, self._pdf.page_references[index])
            target["Tabs"], target["StructParents"] = "/S", index
            owners: dict[int, bytes] = {}
            place = _Place(index + 1, self._pdf.page_references[index], page.height, owners)
            document["K"] += [self._element(one, document, place) for one in elements]
            numbers += [index, Array([owners[number] for number in sorted(owners)])]
        root["K"] = Array([document.reference])
        root["ParentTree"] = self._added(Dictionary({"Nums": Array([*numbers, *self._links])})).reference
        if self._names:
            names = Array([one for name, element in sorted(self._names) for one in (String(name), element)])
            root["IDTree"] = self._added(Dictionary({"Names": names})).reference
        self._pdf.catalog["StructTreeRoot"] = root.reference
        self._pdf.catalog["MarkInfo"] = Dictionary({"Marked": "true"})
        self._pdf.catalog["ViewerPreferences"] = Dictionary({"DisplayDocTitle": "true"})

    def _added(self, value: Dictionary) -> Dictionary:
        self._pdf.add_object(value)
        return value

    def _element(self, one: Element, parent: Dictionary, place: "_Place") -> bytes:
        """Add an element with its children; return its reference."""
        item = one.item
        role = "Link" if isinstance(item, Link) else self._role(item.role)
        element = self._added(
            Dictionary({"Type": "/StructElem", "S": f"/{role}", "P": parent.reference, "Pg": place.reference})
        )
        kids: list[int | bytes] = []
        for kid in one.kids:
            if isinstance(kid, int):
                place.owners[kid] = element.reference
            kids.append(kid if isinstance(kid, int) else self._element(kid, element, place))
        if isinstance(item, Link):
            kids.append(self._link(item, element, place))
        else:
            self._describe(item, element, place)
        if one.cell:
            element["A"] = Dictionary({"O": "/Table", **dict(one.cell)})
        if one.text:
            element["ActualText"] = String(one.text)
        if one.name:
            self._identify(one.name, element, place)
        element["K"] = Array(kids)
        return bytes(element.reference)

    def _role(self, role: str) -> str:
        """The role without gaps between heading levels: a heading below a title has the second level."""
        match = _HEADING.match(role)
        if match is None:
            return role
        self._level = min(int(match[1]), self._level + 1)
        return f"H{self._level}"

    def _describe(self, tag: Tag, element: Dictionary, place: "_Place") -> None:
        if tag.alt:
            element["Alt"] = String(tag.alt)
        if tag.box:
            box = place.rectangle(*tag.box)
            element["A"] = Dictionary({"O": "/Layout", "BBox": Array(box)})

    def _identify(self, name: str, element: Dictionary, place: "_Place") -> None:
        """Give an element its name, after the number of its page; further ones of a name on a page are counted."""
        whole = f"p{place.number}/{name}"
        count = self._names_used[whole] = self._names_used.get(whole, 0) + 1
        whole = f"{whole}~{count}" if count > 1 else whole
        element["ID"] = String(whole)
        self._names.append((whole, element.reference))

    def _link(self, link: Link, element: Dictionary, place: "_Place") -> bytes:
        """Add the annotation of a link; return its reference for the structure tree."""
        annotation = Dictionary(
            {
                "Type": "/Annot",
                "Subtype": "/Link",
                "Rect": Array(place.rectangle(link.x, link.y, link.width, link.height)),
                "BS": Dictionary({"W": 0}),
                "F": PRINTED,
                "Contents": String(link.text),
                "StructParent": self._next_parent,
            }
        )
        if isinstance(link.target, int):
            reference = self._pdf.page_references[link.target - 1]
            top = referenced(self._pdf, reference)["MediaBox"][3]
            annotation["Dest"] = Array([reference, "/XYZ", 0, top, 0])
        else:
            action = {"Type": "/Action", "S": "/URI", "URI": String(link.target)}
            annotation["A"] = Dictionary(action)
        self._added(annotation)
        referenced(self._pdf, place.reference).setdefault("Annots", Array()).append(annotation.reference)
        self._links += [self._next_parent, element.reference]
        self._next_parent += 1
        to = Dictionary({"Type": "/OBJR", "Obj": annotation.reference, "Pg": place.reference})
        return bytes(self._added(to).reference)


class _Place(NamedTuple):
    """A page (its number from 1) while its elements are written; `owners`: number of marked content → reference of its
    element."""

    number: int
    reference: bytes
    height: float
    owners: dict[int, bytes]

    def rectangle(self, x: float, y: float, width: float, height: float) -> list[float]:
        """A rectangle in points from the lower left corner."""
        top, low = self.height - y, self.height - y - height
        return [round(value * POINTS_PER_MM, 2) for value in (x, low, x + width, top)]


def referenced(pdf: PDF, reference: bytes) -> Dictionary:
    """The object of a reference in a pydyf document."""
    return pdf.objects[int(bytes(reference).split()[0])]
