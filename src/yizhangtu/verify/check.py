"""A finished file + what it is about → diagnostics: all that is on it and should not be, and that is not and should."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from yizhangtu.model.diagnostics import Diagnostic
from yizhangtu.model.guide import Guide
from yizhangtu.verify import book, counts, overview, pictures, sheets, tiles
from yizhangtu.verify.cards import steps
from yizhangtu.verify.faults import UNREADABLE, Fault, told
from yizhangtu.verify.judge import Deck, judged
from yizhangtu.verify.letters import Reading, folded, opened, page_of
from yizhangtu.verify.proof import Proof, Unreadable, of_pdf, of_text
from yizhangtu.verify.sight import drawn, seen
from yizhangtu.verify.subject import Finished, Subject


def check(subject: Subject, finished: Finished) -> tuple[Diagnostic, ...]:
    """What does not agree; nothing where all does."""
    try:
        faults = list(_faults(subject, finished))
    except Unreadable as error:
        faults = [(UNREADABLE, None, f"打不开，或者不是该有的样子（{error}）")]
    return told(faults, subject.target, subject.place)


def _faults(subject: Subject, finished: Finished) -> Iterator[Fault]:
    match subject.scope.form:
        case "text":
            yield from _guide(of_text(finished.files[0][1]), subject, subject.guides[0])
        case "slides":
            yield from _slides(subject, subject.guides[0], finished.sources[0], [data for _, data in finished.files])
        case "loop":
            yield from _loop(subject, finished)
        case "long":
            yield from _long(subject, finished)
        case "book" | "imposed":
            yield from _booklet(subject, finished.files[0][1])
        case _ if subject.tiles:
            yield from _tiled(subject, finished.files[0][1])
        case _:
            yield from _sheets(subject, of_pdf(finished.files[0][1], subject.look))


def _sheets(subject: Subject, proof: Proof, measured: bool = True) -> Iterator[Fault]:
    """A file of sheets: a poster, 总图, a leaflet, boards; `measured`: at the size at which they are printed."""
    scope = subject.scope
    yield from sheets.legible(proof, subject.floor_mm if measured else 0.0)
    yield from sheets.codes(proof, str(subject.project.url or ""), scope.code, sheets.MODULE if measured else 0.0)
    if scope.numbered:
        yield from sheets.numbered(proof)
    if scope.form == "overview":
        yield from overview.judged(proof.reading, subject.guides, subject.pages)
        return
    for guide in subject.guides:
        yield from _guide(proof, subject, guide)
    if measured and scope.flow_floor:
        for guide in subject.guides:
            yield from Deck(proof.reading, steps(guide), scope).small(subject.flow_mm)
    if scope.numbered:
        where, texts = _where(proof.reading, subject, subject.guides[0]), _texts(subject.guides[0])
        yield from sheets.referring(proof, where, texts, "张")


def _guide(proof: Proof, subject: Subject, guide: Guide, around: Reading | None = None) -> Iterator[Fault]:
    yield from judged(proof.reading, guide, subject.project, subject.scope, around)
    yield from counts.of_guide(proof.reading, guide)


def _where(reading: Reading, subject: Subject, guide: Guide) -> dict[str, set[int]]:
    """The pages on which each step stands, by its number."""
    found = steps(guide)
    deck = Deck(reading, found, subject.scope)
    pages: dict[str, set[int]] = {}
    for card, spots in zip(found, deck.spots, strict=True):
        pages.setdefault(card.badge, set()).update(reading.letters[spot.start].page for spot in spots)
    return pages


def _texts(guide: Guide) -> list[str]:
    return [folded(text) for text in guide.texts]


def _booklet(subject: Subject, data: bytes) -> Iterator[Fault]:
    proof = of_pdf(data, subject.look)
    yield from sheets.legible(proof, subject.floor_mm)
    yield from sheets.codes(proof, str(subject.project.url or ""), False)
    if subject.scope.form == "imposed":
        yield from book.imposed_wrong(proof)
        proof = book.parted(proof)
    else:
        proof = book.trimmed(proof)
    opened_book = book.opened_at(proof, subject.guides)
    yield from opened_book.faults()
    yield from opened_book.pointed(subject.pages)
    yield from counts.tallies(proof.reading, subject.guides, (1,))
    for guide in subject.guides:
        pages = opened_book.pages_of(guide)
        own = Proof(proof.pages, Reading(tuple(one for one in proof.letters if one.page in pages)))
        pointed = book.pointing(guide, opened_book.starts)
        yield from _guide(own, subject, pointed, proof.reading)
        if pages:
            part = Proof(tuple(page for page in proof.pages if page.number in pages), own.reading)
            yield from sheets.referring(part, _where(own.reading, subject, guide), _texts(guide), "页")


def _tiled(subject: Subject, data: bytes) -> Iterator[Fault]:
    """A poster in pieces: as it is when they are put together. On the map it is small, so sizes are not looked at."""
    found: list[tiles.Sheet] = []
    codes = of_pdf(data, subject.look).codes
    with opened(data) as document:
        for number, page in enumerate(document, 1):
            one = page_of(page, number)
            shown = {letter[:6] for letter in seen(one, drawn(page, subject.look.scale))}
            at = frozenset(place for place, letter in enumerate(one.letters) if letter[:6] in shown)
            found.append(tiles.Sheet(one, at))
    pages = []
    for number, group in enumerate(tiles.groups(found), 1):
        yield from tiles.faults(group, number)
        pages.append(tiles.glued(group, number)[0])
    yield from _sheets(subject, Proof(tuple(pages), tiles.reading_of(pages), (), codes), False)


def _slides(subject: Subject, guide: Guide, source: bytes, files: Sequence[bytes]) -> Iterator[Fault]:
    """The slides of a guide: the letters of the pages that they were drawn from, as the pictures show them."""
    images = [pictures.opened(data) for data in files]
    proof = of_pdf(source, subject.look, images)
    if len(proof.pages) != len(images):
        raise Unreadable(f"{len(images)} 张图，{len(proof.pages)} 页")
    yield from sheets.legible(proof, 0.0)
    yield from sheets.codes(proof, str(subject.project.url or ""), subject.scope.code, 0.0)
    yield from _guide(proof, subject, guide)


def _loop(subject: Subject, finished: Finished) -> Iterator[Fault]:
    images = pictures.inside(finished.files[0][1])
    if len(subject.guides) != len(finished.sources):
        raise Unreadable(f"{len(finished.sources)} 份定义的图，应当是 {len(subject.guides)} 份")
    at = 0
    for guide, source in zip(subject.guides, finished.sources, strict=True):
        with opened(source) as document:
            count = len(document)
        yield from _slides(subject, guide, source, images[at : at + count])
        at += count
    if at != len(images):
        raise Unreadable(f"{len(images)} 张图，应当是 {at} 张")


def _long(subject: Subject, finished: Finished) -> Iterator[Fault]:
    """A long picture: its pieces put together are the pages that they were cut from; the last one is the cover."""
    *pieces, cover = [pictures.opened(data) for _, data in finished.files]
    *sources, last = finished.sources
    guide = subject.guides[0]
    for source in sources:
        with opened(source) as document:
            heights = [page.get_height() / 72 * 96 for page in document]
        proof = of_pdf(source, subject.look, pictures.joined(pieces, heights))
        yield from sheets.legible(proof, 0.0)
        yield from sheets.codes(proof, str(subject.project.url or ""), False, 0.0)
        yield from _guide(proof, subject, guide)
    front = of_pdf(last, subject.look, [cover])
    yield from sheets.legible(front, 0.0)
    if folded(guide.title) not in front.reading.said:
        yield "Y901", guide.title.span, f"封面缺“{guide.title}”"
