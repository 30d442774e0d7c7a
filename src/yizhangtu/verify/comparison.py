"""A finished file + what it should contain → diagnostics: missing and unexpected content."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from yizhangtu.model.diagnostics import Diagnostic
from yizhangtu.model.guide import Guide
from yizhangtu.verify import booklet_pages, counts, image_files, overview_sheet, sheets, tiled_poster
from yizhangtu.verify.expected_cards import steps
from yizhangtu.verify.expected_file import ExpectedFile, FinishedFiles
from yizhangtu.verify.findings import UNREADABLE, Finding, to_diagnostics
from yizhangtu.verify.guide_content import PlacedCards, guide_findings
from yizhangtu.verify.letters import Reading, folded, open_pdf, read_page
from yizhangtu.verify.visibility import page_picture, visible_letters
from yizhangtu.verify.visible_content import Unreadable, VisibleContent, read_pdf, read_text_file


def compare(subject: ExpectedFile, finished: FinishedFiles) -> tuple[Diagnostic, ...]:
    """Compare the files of one job with their definitions; no diagnostics if they agree."""
    try:
        findings = list(_findings(subject, finished))
    except Unreadable as error:
        findings = [(UNREADABLE, None, f"打不开，或者不是该有的样子（{error}）")]
    return to_diagnostics(findings, subject.target, subject.place)


def _findings(subject: ExpectedFile, finished: FinishedFiles) -> Iterator[Finding]:
    match subject.scope.form:
        case "text":
            yield from _guide_findings(read_text_file(finished.files[0][1]), subject, subject.guides[0])
        case "slides":
            yield from _slide_findings(
                subject, subject.guides[0], finished.sources[0], [data for _, data in finished.files]
            )
        case "loop":
            yield from _loop_findings(subject, finished)
        case "long":
            yield from _long_image_findings(subject, finished)
        case "book" | "imposed":
            yield from _booklet_findings(subject, finished.files[0][1])
        case _ if subject.tiles:
            yield from _tiled_findings(subject, finished.files[0][1])
        case _:
            yield from _sheet_findings(subject, read_pdf(finished.files[0][1], subject.resolution))


def _sheet_findings(subject: ExpectedFile, content: VisibleContent, measured: bool = True) -> Iterator[Finding]:
    """A file of sheets: poster, 总图, leaflet, board. `measured`: the sheets have their printed size, so sizes can be
    checked."""
    scope = subject.scope
    yield from sheets.legibility_findings(content, subject.floor_mm if measured else 0.0)
    yield from sheets.qr_findings(
        content, str(subject.project.url or ""), scope.code, sheets.MODULE if measured else 0.0
    )
    if scope.numbered:
        yield from sheets.sheet_number_findings(content)
    if scope.form == "overview":
        yield from overview_sheet.overview_findings(content.reading, subject.guides, subject.pages)
        return
    for guide in subject.guides:
        yield from _guide_findings(content, subject, guide)
    if measured and scope.flow_floor:
        for guide in subject.guides:
            yield from PlacedCards(content.reading, steps(guide), scope).size_findings(subject.flow_mm)
    if scope.numbered:
        where, texts = _pages_of_steps(content.reading, subject, subject.guides[0]), _texts(subject.guides[0])
        yield from sheets.reference_findings(content, where, texts, "张")


def _guide_findings(
    content: VisibleContent, subject: ExpectedFile, guide: Guide, whole_file: Reading | None = None
) -> Iterator[Finding]:
    yield from guide_findings(content.reading, guide, subject.project, subject.scope, whole_file)
    yield from counts.count_findings(content.reading, guide)


def _pages_of_steps(reading: Reading, subject: ExpectedFile, guide: Guide) -> dict[str, set[int]]:
    """Number of a step → the pages on which it stands."""
    found = steps(guide)
    deck = PlacedCards(reading, found, subject.scope)
    pages: dict[str, set[int]] = {}
    for card, spots in zip(found, deck.spots, strict=True):
        pages.setdefault(card.badge, set()).update(reading.letters[spot.start].page for spot in spots)
    return pages


def _texts(guide: Guide) -> list[str]:
    return [folded(text) for text in guide.texts]


def _booklet_findings(subject: ExpectedFile, data: bytes) -> Iterator[Finding]:
    content = read_pdf(data, subject.resolution)
    yield from sheets.legibility_findings(content, subject.floor_mm)
    yield from sheets.qr_findings(content, str(subject.project.url or ""), False)
    if subject.scope.form == "imposed":
        yield from booklet_pages.imposition_findings(content)
        content = booklet_pages.split_halves(content)
    else:
        content = booklet_pages.trimmed(content)
    book = booklet_pages.locate_guides(content, subject.guides)
    yield from book.findings()
    yield from book.reference_findings(subject.pages)
    yield from counts.cover_findings(content.reading, subject.guides, (1,))
    for guide in subject.guides:
        pages = book.pages_of(guide)
        own = VisibleContent(content.pages, Reading(tuple(one for one in content.letters if one.page in pages)))
        linked = booklet_pages.with_real_pages(guide, book.starts)
        yield from _guide_findings(own, subject, linked, content.reading)
        if pages:
            part = VisibleContent(tuple(page for page in content.pages if page.number in pages), own.reading)
            yield from sheets.reference_findings(
                part, _pages_of_steps(own.reading, subject, guide), _texts(guide), "页"
            )


def _tiled_findings(subject: ExpectedFile, data: bytes) -> Iterator[Finding]:
    """A poster in tiles, checked as one poster. Its assembly map is drawn small, so sizes are not checked."""
    found: list[tiled_poster.TileSheet] = []
    codes = read_pdf(data, subject.resolution).codes
    with open_pdf(data) as document:
        for number, page in enumerate(document, 1):
            one = read_page(page, number)
            shown = {letter[:6] for letter in visible_letters(one, page_picture(page, subject.resolution.scale))}
            at = frozenset(place for place, letter in enumerate(one.letters) if letter[:6] in shown)
            found.append(tiled_poster.TileSheet(one, at))
    pages = []
    for number, group in enumerate(tiled_poster.group_sheets(found), 1):
        yield from tiled_poster.findings(group, number)
        pages.append(tiled_poster.assemble(group, number)[0])
    yield from _sheet_findings(subject, VisibleContent(tuple(pages), tiled_poster.reading_of(pages), (), codes), False)


def _slide_findings(subject: ExpectedFile, guide: Guide, source: bytes, files: Sequence[bytes]) -> Iterator[Finding]:
    """The slides of a guide: the letters of the source pages, as far as the pictures show them."""
    images = [image_files.open_picture(data) for data in files]
    content = read_pdf(source, subject.resolution, images)
    if len(content.pages) != len(images):
        raise Unreadable(f"{len(images)} 张图，{len(content.pages)} 页")
    yield from sheets.legibility_findings(content, 0.0)
    yield from sheets.qr_findings(content, str(subject.project.url or ""), subject.scope.code, 0.0)
    yield from _guide_findings(content, subject, guide)


def _loop_findings(subject: ExpectedFile, finished: FinishedFiles) -> Iterator[Finding]:
    images = image_files.embedded_pictures(finished.files[0][1])
    if len(subject.guides) != len(finished.sources):
        raise Unreadable(f"{len(finished.sources)} 份定义的图，应当是 {len(subject.guides)} 份")
    at = 0
    for guide, source in zip(subject.guides, finished.sources, strict=True):
        with open_pdf(source) as document:
            count = len(document)
        yield from _slide_findings(subject, guide, source, images[at : at + count])
        at += count
    if at != len(images):
        raise Unreadable(f"{len(images)} 张图，应当是 {at} 张")


def _long_image_findings(subject: ExpectedFile, finished: FinishedFiles) -> Iterator[Finding]:
    """A long image: its pieces, joined, must equal the pages that they were cut from; the last picture is the cover."""
    *pieces, cover = [image_files.open_picture(data) for _, data in finished.files]
    *sources, last = finished.sources
    guide = subject.guides[0]
    for source in sources:
        with open_pdf(source) as document:
            heights = [page.get_height() / 72 * 96 for page in document]
        content = read_pdf(source, subject.resolution, image_files.join_pieces(pieces, heights))
        yield from sheets.legibility_findings(content, 0.0)
        yield from sheets.qr_findings(content, str(subject.project.url or ""), False, 0.0)
        yield from _guide_findings(content, subject, guide)
    front = read_pdf(last, subject.resolution, [cover])
    yield from sheets.legibility_findings(front, 0.0)
    if folded(guide.title) not in front.reading.text:
        yield "Y901", guide.title.span, f"封面缺“{guide.title}”"
