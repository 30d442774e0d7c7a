"""A finished file + what it should contain → diagnostics: missing and unexpected content."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from yizhangtu.model.diagnostics import Diagnostic
from yizhangtu.model.guide import Guide
from yizhangtu.verify import booklet_pages, counts, image_files, overview_sheet, plain_text, sheets, tiled_poster
from yizhangtu.verify.elements import Elements
from yizhangtu.verify.expected_file import ExpectedFile, FinishedFiles
from yizhangtu.verify.findings import UNREADABLE, Finding, to_diagnostics
from yizhangtu.verify.guide_content import guide_findings, has_process, likeliest
from yizhangtu.verify.letters import Letter, Reading, folded, open_pdf, read_page
from yizhangtu.verify.step_elements import StepElements
from yizhangtu.verify.visibility import page_picture, visible_letters
from yizhangtu.verify.visible_content import Unreadable, VisibleContent, read_pdf, read_text_file

SUFFIX = "一张图"  # printed behind a title where there is room


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
            text = read_text_file(finished.files[0][1])
            yield from plain_text.findings(text, subject.guides[0], subject.project, subject.scope)
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
        case "document":
            yield from _document_findings(subject, read_pdf(finished.files[0][1], subject.resolution))
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
        content, subject.addresses, scope.code, sheets.MODULE if measured else 0.0, subject.further_addresses
    )
    if scope.numbered:
        yield from sheets.sheet_number_findings(content)
    if scope.form == "overview":
        yield from overview_sheet.overview_findings(content.reading, subject.guides, subject.pages)
        return
    for guide, letters in _parts(content, subject.guides):
        own = VisibleContent(content.pages, Reading(letters))
        yield from _guide_findings(own, subject, guide, content.reading)
        if measured and scope.flow_floor and has_process(guide):
            yield from _steps(own, subject, guide).size_findings(subject.flow_mm)
    if scope.numbered:
        where = _steps(content, subject, subject.guides[0]).pages()
        yield from sheets.reference_findings(content, where, _texts(subject.guides[0]), "张")


def _document_findings(subject: ExpectedFile, content: VisibleContent) -> Iterator[Finding]:
    """A form: it is legible, and names the guide, its version and its code."""
    yield from sheets.legibility_findings(content, subject.floor_mm)
    yield from sheets.qr_findings(content, subject.addresses, False, further=subject.further_addresses)
    guide = subject.guides[0]
    for text in filter(None, (guide.title, guide.publication.version)):
        if folded(text) not in content.reading.text:
            yield "Y901", text.span, f"缺“{text}”"
    if guide.code and guide.code not in content.reading.text.replace("-", ""):
        yield "Y901", guide.title.span, f"缺核验码 {guide.code}"


def _parts(content: VisibleContent, guides: Sequence[Guide]) -> Iterator[tuple[Guide, tuple[Letter, ...]]]:
    """The letters of each guide: of several on a sheet, those of the pages placed there that have its title."""
    if len(guides) == 1:
        yield guides[0], content.letters
        return
    placed: dict[tuple[int, int], list[Letter]] = {}
    for letter in content.letters:
        placed.setdefault((letter.page, letter.form), []).append(letter)
    own: dict[str, list[Letter]] = {guide.stem: [] for guide in guides}
    for letters in placed.values():
        title = "".join(one.text for one in Elements(letters).of("title"))
        titled = [guide for guide in guides if title in (folded(guide.title), folded(guide.title) + SUFFIX)]
        if titled:
            own[likeliest(titled, "".join(one.char for one in letters)).stem] += letters
    for guide in guides:
        yield guide, tuple(own[guide.stem])


def _guide_findings(
    content: VisibleContent, subject: ExpectedFile, guide: Guide, whole_file: Reading | None = None
) -> Iterator[Finding]:
    whole = whole_file or content.reading
    yield from guide_findings(content.letters, guide, subject.project, subject.scope, whole)
    yield from counts.count_findings(content.reading, guide)


def _steps(content: VisibleContent, subject: ExpectedFile, guide: Guide) -> StepElements:
    return StepElements(Elements(content.letters), content.reading, guide, subject.scope.once)


def _texts(guide: Guide) -> list[str]:
    return [folded(text) for text in guide.texts]


def _booklet_findings(subject: ExpectedFile, data: bytes) -> Iterator[Finding]:
    content = read_pdf(data, subject.resolution)
    yield from sheets.legibility_findings(content, subject.floor_mm)
    yield from sheets.qr_findings(content, subject.addresses, False, further=subject.further_addresses)
    if subject.scope.form == "imposed":
        yield from booklet_pages.imposition_findings(content)
        content = booklet_pages.split_halves(content)
    else:
        content = booklet_pages.trimmed(content)
    book = booklet_pages.locate_guides(content, subject.guides)
    yield from book.findings()
    yield from booklet_pages.notice_findings(content, subject.named)
    yield from book.reference_findings(subject.pages)
    yield from counts.cover_findings(content.reading, subject.guides, (1,))
    for guide in subject.guides:
        letters = book.letters_of(guide)
        numbers = {one.page for one in letters}
        pages = tuple(page for page in content.pages if page.number in numbers)
        own = VisibleContent(pages, Reading(tuple(one for page in pages for one in page.letters)))
        linked = booklet_pages.with_real_pages(guide, book.starts)
        yield from _guide_findings(own, subject, linked, content.reading)
        where = _steps(own, subject, guide).pages()
        yield from sheets.reference_findings(own, where, _texts(guide), "页")


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
    yield from sheets.qr_findings(content, subject.addresses, subject.scope.code, 0.0, subject.further_addresses)
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
        yield from sheets.qr_findings(content, subject.addresses, False, 0.0, subject.further_addresses)
        yield from _guide_findings(content, subject, guide)
    front = read_pdf(last, subject.resolution, [cover])
    yield from sheets.legibility_findings(front, 0.0)
    if folded(guide.title) not in front.reading.text:
        yield "Y901", guide.title.span, f"封面缺“{guide.title}”"
