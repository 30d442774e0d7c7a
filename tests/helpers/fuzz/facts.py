"""Pages, drawings and PDFs of a guide → what is wrong with them, as short texts; none where all is well."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from itertools import chain

import pypdfium2

from helpers import drawing_facts as facts
from helpers.fuzz.press import GAP, Page
from helpers.pdf_letters import covered as covered_letters
from helpers.pdf_letters import folded, letters, text_of
from yizhangtu.flow.fold import PHASE_MOST
from yizhangtu.model.conduct import parted
from yizhangtu.model.drawing import Drawing
from yizhangtu.model.graph import Graph
from yizhangtu.model.guide import Guide, Step, steps_of, walk
from yizhangtu.model.page import Label, Path
from yizhangtu.text import tokens

Width = Callable[[str, bool], float]
FEW = 3  # faults of a kind that are reported
LONG = 40  # characters: a text so long may be parted between two pages, with something else in between
PIECE = 6  # characters of the shortest piece of a parted text


def squeezed(text: object) -> str:
    """Without blanks."""
    return "".join(str(text).split())


def lost(texts: Sequence[str], written: str, kind: str) -> list[str]:
    """Texts that are not written, but for the mark that ends them: in a row of texts another stands in its place. A
    long one may be parted; of a 规范, its parts may stand in several cells."""
    found = []
    for text in (text.rstrip("；;。") for text in texts):
        words = parted(text) if kind == "规范" else (text,)
        if squeezed(text) not in written and not all(_there(squeezed(word), written) for word in words):
            found.append(f"lost: {text[:60]!r}")
    return found[:FEW]


def _there(text: str, written: str) -> bool:
    if text in written:
        return True
    if len(text) < LONG:
        return False
    at = 0
    while at < len(text):
        low, high = 0, len(text) - at
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if text[at : at + middle] in written else (low, middle - 1)
        if low < min(PIECE, len(text) - at):
            return False
        at += low
    return True


def counted(guide: Guide, written: str) -> list[str]:
    """Names of steps that do not stand there exactly once. They end with a number that no other text ends with."""
    found = []
    for step in steps_of(guide.steps):
        name = squeezed(step.name)
        count = written.count(name)
        if count != 1:
            found.append(f"{count} times: {name[:40]!r}")
    return found[:FEW]


def told_in_full(guide: Guide) -> Iterator[str]:
    """What only stands on the card of a step that is shown with all its details."""
    for entry in walk(guide.steps):
        notices = (getattr(entry, name, None) for name in ("notice", "announcement", "online"))
        vote = getattr(entry, "vote", None)
        phase = entry.phase if len(entry.phase or "") > PHASE_MOST else None
        votes = (vote.quorum, vote.majority) if vote else ()
        yield from (str(one) for one in (phase, entry.detail, *notices, *votes) if one)
        for one in entry.materials:
            yield from (
                str(part) for part in (one.name, one.copies, one.form, one.source, one.required, one.applies_to) if part
            )


def said_of_steps(graph: Graph) -> Iterator[str]:
    """Names, details, handlers, deadlines, outcomes with their notes."""
    for node in graph.nodes:
        entry = node.entry
        when = entry.within.text if entry.within else None
        yield from (str(one) for one in (entry.name, entry.detail, entry.by, when) if one)
        for branch in entry.branches if isinstance(entry, Step) else ():
            yield from (str(one) for one in (branch.outcome, branch.note) if one)


def wrong_flow(drawing: Drawing, floor: float, width_of: Width) -> list[str]:
    """What is wrong with the drawing of a flow or of tables."""
    found = [f"cards {a} and {b} overlap" for a, b in facts.overlapping(drawing.cards)]
    found += [f"outside the drawing: {one}"[:90] for one in facts.outside(drawing) if not within(one, drawing)][:FEW]
    found += [f"right of the drawing: {one[:60]!r}" for one in facts.right_ends(drawing, width_of)[:FEW]]
    if drawing.items and drawing.min_text_mm < floor - 1e-3:
        found.append(f"small: {drawing.min_text_mm} < {floor}")
    if drawing.form != "graph":
        if crossed := facts.crossings(drawing.arrows):
            found.append(f"{crossed} crossings")
        found += [f"arrow of {a} through card {b}" for a, b in facts.through_cards(drawing)[:FEW]]
    nodes = [card.node for card in drawing.cards]
    if len(nodes) != len(set(nodes)):
        found.append("a card twice")
    return [f"{drawing.form or 'drawing'}: {one}" for one in found]


def within(item: Label | Path, drawing: Drawing) -> bool:
    """Whether an item is one curve that stays inside, though the points that bend it do not."""
    if not isinstance(item, Path) or [op for op, _ in item.commands] != ["M", *"C" * (len(item.commands) - 1)]:
        return False
    points = [point for _, numbers in item.commands for point in zip(numbers[::2], numbers[1::2], strict=True)]
    for at in range(0, len(points) - 3, 3):
        for part in range(17):
            t = part / 16
            shares = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
            x, y = (sum(s * p[axis] for s, p in zip(shares, points[at : at + 4], strict=True)) for axis in (0, 1))
            if not (-0.3 <= x <= drawing.width + 0.3 and -0.3 <= y <= drawing.height + 0.3):
                return False
    return True


def wrong_page(page: Page, least: float, width: Width) -> list[str]:
    """What is wrong with a page: text outside it, too small, or over other text."""

    def width_of(text: str, bold: bool) -> float:
        words = text.split(GAP)
        return sum(width(word, bold) for word in words if word) + tokens.GAP * (len(words) - 1)

    found = []
    for label in page.labels:
        if not label.text.strip():
            continue
        right = label.x + width_of(label.text, label.bold) * label.size_mm
        if label.x < -0.01 or right > page.width + 0.46 * label.size_mm:
            found.append(f"beside the page: {label.text[:40]!r}")
        if label.y < 0.5 * label.size_mm or label.y > page.height + 0.01:
            found.append(f"above or below the page: {label.text[:40]!r}")
        if label.size_mm < least - 1e-3:
            found.append(f"small: {label.size_mm} < {least}: {label.text[:40]!r}")
    pairs = facts.covered(Drawing(page.width, page.height, page.items), width_of)
    found += [f"{a[:30]!r} over {b[:30]!r}" for a, b in pairs]
    return [f"page: {one}" for one in found[: 2 * FEW]]


def wrong_pdf(pdf: bytes, texts: Sequence[str], kind: str, least: float, across: bool) -> list[str]:
    """What a PDF read back has wrong: texts lost, letters outside the page, too small, or one over another. `across`:
    there is something written across the pages, or letters may lie beyond the edge."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        pages = list(document)
        written = "".join(text_of(page) for page in pages)
        found = lost([bare(text) for text in texts], bare(written), kind)
        for page in pages:
            width, height = (side * 25.4 / 72 for side in page.get_size())
            for letter in letters(page):
                if across:
                    continue
                if not (letter.left >= -0.3 and letter.right <= width + 0.3):
                    found.append(f"outside: {letter}")
                if not (letter.top >= -0.3 and letter.bottom <= height + 0.3):
                    found.append(f"outside: {letter}")
                if letter.size < least - 0.01:
                    found.append(f"small: {letter}")
            if not across:
                found += [f"{a} over {b}" for a, b in covered_letters(page)]
            page.close()
        return [f"PDF: {one}" for one in found[: 2 * FEW]]
    finally:
        document.close()


def bare(text: str) -> str:
    """Folded, without marks over letters and without hyphens: what reads a PDF may join the ones with their letter, and
    takes the others for such as part a word."""
    letters_ = unicodedata.normalize("NFD", folded(text))
    return "".join(char for char in letters_ if char not in "-\ufffe\x02" and not unicodedata.combining(char))


def written_on(pages: Sequence[Page]) -> str:
    """All text of pages in the order painted, blanks left out."""
    return squeezed("".join(chain.from_iterable((label.text for label in page.labels) for page in pages)))
