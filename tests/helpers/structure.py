"""The structure tree of a PDF read back: tables as grids of texts, entries of lists with the pages they lead to."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pikepdf

Texts = dict[int, str]  # number of marked content → its text


def kids(element: pikepdf.Object) -> list[pikepdf.Object]:
    found = element.get("/K", [])
    return list(found) if isinstance(found, pikepdf.Array) else [found]


def elements(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """All elements in reading order."""

    def walk(one: pikepdf.Object) -> Iterator[pikepdf.Object]:
        yield one
        for kid in kids(one):
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                yield from walk(kid)

    for top in pdf.Root.StructTreeRoot.K:
        yield from walk(top)


def tables(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    return [one for one in elements(pdf) if str(one.S) == "/Table"]


def grid(pdf: pikepdf.Pdf, table: pikepdf.Object) -> list[list[str]]:
    """The texts of all cells; a cell that spans rows or columns stands in each of its places."""
    rows: list[list[str]] = []
    waiting: dict[int, tuple[int, str]] = {}  # column → rows that a cell still spans, and its text
    for row in kids(table):
        assert str(row.S) == "/TR"
        found: list[str] = []
        begun: dict[int, tuple[int, str]] = {}
        for cell in [*kids(row), None]:
            while len(found) in waiting:
                left, text = waiting.pop(len(found))
                if left > 1:
                    begun[len(found)] = (left - 1, text)
                found.append(text)
            if cell is None:
                break
            assert str(cell.S) in ("/TD", "/TH")
            spans, text = cell.get("/A", {}), text_of(pdf, cell)
            for _ in range(int(spans.get("/ColSpan", 1))):
                if (down := int(spans.get("/RowSpan", 1))) > 1:
                    begun[len(found)] = (down - 1, text)
                found.append(text)
        waiting = begun
        rows.append(found)
    assert not waiting, "no cell spans more rows than there are"
    return rows


def listed(pdf: pikepdf.Pdf, role: str) -> list[tuple[str, int]]:
    """The text of each entry of this role, and the page that its link leads to."""
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
    found = []
    for one in elements(pdf):
        if str(one.S) != role:
            continue
        link = kids(one)[0]
        while str(link.S) != "/Link":
            link = kids(link)[0]
        annotation = next(kid.Obj for kid in kids(link) if isinstance(kid, pikepdf.Dictionary) and "/Obj" in kid)
        found.append((text_of(pdf, one), pages[annotation.Dest[0].objgen]))
    return found


def text_of(pdf: pikepdf.Pdf, element: pikepdf.Object) -> str:
    """The text of an element; what replaces it, where there is such a text."""
    for key in ("/ActualText", "/Alt"):
        if key in element:
            return str(element[key])
    page = next(page for page in pdf.pages if page.obj.objgen == element.Pg.objgen)
    marked = _marked(page)
    return "".join(
        marked.get(int(kid), "") if isinstance(kid, int) else text_of(pdf, kid) if "/S" in kid else ""
        for kid in kids(element)
    )


def texts_of(pdf: pikepdf.Pdf, page: pikepdf.Page) -> str:
    """All texts of a page that are no artifacts, in the order painted."""
    return "".join(_marked(page).values())


def _marked(page: pikepdf.Page) -> Texts:
    fonts = {name: _letters(font) for name, font in page.Resources.Font.items()}
    found: Texts = {}
    number: int | None = None
    font: dict[bytes, str] = {}
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name == "BDC":
            number = int(operands[1].MCID) if "/MCID" in operands[1] else None
        elif name in ("BMC", "EMC"):
            number = None
        elif name == "Tf":
            font = fonts[str(operands[0])]
        elif name in ("Tj", "TJ") and number is not None:
            for part in operands[0] if name == "TJ" else operands:
                if isinstance(part, pikepdf.String):
                    codes = bytes(part)
                    text = "".join(font[codes[at : at + 2]] for at in range(0, len(codes), 2))
                    found[number] = found.get(number, "") + text
    return found


def _letters(font: pikepdf.Object) -> dict[bytes, str]:
    """Code → text, as the font says it."""
    pairs = re.findall(rb"<([0-9a-fA-F]{4})>\s*<([0-9a-fA-F]+)>", font.ToUnicode.read_bytes())
    return {bytes.fromhex(code.decode()): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in pairs}
