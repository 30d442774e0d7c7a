"""The visible content of a booklet + its guides → the page on which each guide begins, and findings about every page
number that is printed: at the foot, in the contents, in the index."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from yizhangtu.model.guide import Guide
from yizhangtu.model.listing import Listing
from yizhangtu.verify.counts import contents_amount, guides_by_handler
from yizhangtu.verify.findings import COUNT, MISSING, REFERENCE, Finding
from yizhangtu.verify.letters import Letter, PageLetters, Reading, folded
from yizhangtu.verify.visible_content import VisibleContent

HEAD = 0.2  # share of the page height, from the top: the zone of a guide's title
FOOT = 0.9  # share of the page height: below it stands the page number
LINE = 3.0  # mm
OUTER = 0.2  # share of the page width: the zone of the page number at either side
CONTENTS, INDEX = "目录", "找谁办"
SAME = 0.9  # share of the largest title size that still counts as large


class BookletPages(NamedTuple):
    """A booklet and where its guides begin. `starts`: stem of a guide → the first page that has its title in large
    letters at the head."""

    content: VisibleContent
    guides: Sequence[Guide]
    starts: Mapping[str, int]

    def pages_of(self, guide: Guide) -> range:
        """The pages of a guide: from its own start to the start of the next one."""
        first = self.starts.get(guide.stem, 0)
        later = [page for page in self.starts.values() if page > first]
        return range(first, min(later, default=self.last + 1)) if first else range(0)

    @property
    def last(self) -> int:
        """The last page that belongs to guides; the index follows it."""
        for page in self.content.pages:
            if page.number > max(self.starts.values(), default=0) and _has_heading(page, INDEX):
                return page.number - 1
        return len(self.content.pages)

    def findings(self) -> Iterator[Finding]:
        """Missing titles, and wrong page numbers at the foot, in the contents and in the index."""
        for guide in self.guides:
            if guide.stem not in self.starts:
                yield MISSING, guide.title.span, f"没有一页是“{guide.title}”的开头"
        yield from self._foot_findings()
        listed: dict[str, set[str]] = {}
        for page in self.content.pages:
            own = Reading(page.letters)
            if _has_heading(page, CONTENTS):
                yield from self._contents_findings(page, own, listed)
            elif page.number > self.last:
                yield from self._index_findings(page, own)
        for guide in self.guides:
            right, stated = self.starts.get(guide.stem, 0), listed.get(guide.stem)
            if not stated:
                yield MISSING, guide.title.span, f"目录里没有“{guide.title}”和它的页码"
            elif right and str(right) not in stated:
                shown = "、".join(sorted(stated))
                yield REFERENCE, guide.title.span, f"目录里“{guide.title}”写的是第 {shown} 页，实际在第 {right} 页"

    def reference_findings(self, planned: Mapping[str, int]) -> Iterator[Finding]:
        """Page numbers that posters and lists of the same run print (`planned`: stem → page) and that differ from the
        booklet."""
        for guide in self.guides:
            right, stated = self.starts.get(guide.stem), planned.get(guide.stem)
            if right and stated and stated != right:
                yield REFERENCE, guide.title.span, f"海报上写的“{guide.title}”在手册第 {stated} 页，实际在第 {right} 页"

    def _foot_findings(self) -> Iterator[Finding]:
        for page in self.content.pages[1:-1]:
            found = foot_number(page.letters, page.width, page.height)
            if found != page.number:
                shown = f"写着 {found}" if found else "没有写"
                yield REFERENCE, None, f"第{page.number}页的页脚{shown}页码，应当是 {page.number}"

    def _contents_findings(self, page: PageLetters, reading: Reading, listed: dict[str, set[str]]) -> Iterator[Finding]:
        """Compare the rows of 目录: the page is the last number on the line of the title."""
        for guide, at in _title_positions(reading, self.guides):
            title = reading.letters[at]
            line = [one for one in page.letters if one.left > title.left and _on_one_line(one, title)]
            line.sort(key=lambda one: one.left)
            if not (stated := standalone_numbers(line)):
                continue  # the heading of a group has the same words
            listed.setdefault(guide.stem, set()).add(stated[-1])
            count = contents_amount(guide)
            words = "".join(one.char for one in line)
            other = re.search(r"(\d+项)", words)
            if count and other and count not in words:
                what = f"第{page.number}页目录里“{guide.title}”写的是 {other[1]}，实际有 {count}"
                yield COUNT, guide.title.span, what

    def _index_findings(self, page: PageLetters, reading: Reading) -> Iterator[Finding]:
        """Compare the index after the guides: the page follows each title directly."""
        for guide, at in _title_positions(reading, self.guides):
            right = self.starts.get(guide.stem)
            stated = reading.number_at(at + len(folded(guide.title)))
            if right and stated and stated != str(right):
                what = f"第{page.number}页“{guide.title}”写的是第 {stated} 页，实际在第 {right} 页"
                yield REFERENCE, guide.title.span, what
        if _has_heading(page, INDEX):
            yield from self._handler_findings(page, reading)

    def _handler_findings(self, page: PageLetters, reading: Reading) -> Iterator[Finding]:
        for name, count in guides_by_handler(self.guides).items():
            for match in re.finditer(rf"(?<=[\d）查]){re.escape(name)}(\d+)项", reading.text):
                if int(match[1]) != count:
                    yield COUNT, None, f"第{page.number}页“{name}”写的是 {match[1]} 项，实际有 {count} 项"


def foot_number(letters: Sequence[Letter], width: float, height: float) -> int:
    """The page number at the outer end of the lowest line; 0 if there is none."""
    low = [one for one in letters if one.top > FOOT * height]
    line = [one for one in low if one.bottom > max(other.bottom for other in low) - LINE]
    outer = [one for one in line if one.right < OUTER * width or one.left > (1 - OUTER) * width]
    return next((int(text) for text in standalone_numbers(outer)), 0)


def locate_guides(content: VisibleContent, guides: Sequence[Guide]) -> BookletPages:
    """Find the page on which each guide begins."""
    found: dict[str, list[tuple[int, float]]] = {}
    for page in content.pages[1:]:
        if _has_heading(page, CONTENTS):
            continue
        head = Reading(tuple(one for one in page.letters if one.top < HEAD * page.height))
        for guide, at in _title_positions(head, guides):
            found.setdefault(guide.stem, []).append((page.number, head.letters[at].height))
    starts: dict[str, int] = {}
    for stem, places in found.items():
        largest = max(height for _, height in places)
        starts[stem] = next(number for number, height in places if height > SAME * largest)
    return BookletPages(content, guides, starts)


def with_real_pages(guide: Guide, starts: Mapping[str, int]) -> Guide:
    """A copy of a list whose rows link to the pages on which their guides really begin."""
    body = guide.body
    if not isinstance(body, Listing):
        return guide
    rows = tuple(
        row._replace(linked=row.linked._replace(page=starts.get(row.linked.stem))) if row.linked else row
        for row in body.rows
    )
    return guide._replace(body=body._replace(rows=rows))


def _title_positions(reading: Reading, guides: Sequence[Guide]) -> Iterator[tuple[Guide, int]]:
    """Every position at which a title begins a text and no longer title begins."""
    named = {folded(guide.title): guide for guide in guides}
    for title, guide in named.items():
        longer = [other for other in named if other != title and other.startswith(title)]
        for at in reading.places(title):
            if reading.letters[at].after_gap and not any(reading.text.startswith(other, at) for other in longer):
                yield guide, at


def _has_heading(page: PageLetters, word: str) -> bool:
    """Whether a page has a word as its heading, in the largest letters of the page."""
    reading = Reading(tuple(one for one in page.letters if one.top < HEAD * page.height))
    largest = max((one.height for one in page.letters), default=0.0)
    return any(
        reading.letters[at].after_gap and reading.letters[at].height > SAME * largest for at in reading.places(word)
    )


def _on_one_line(one: Letter, other: Letter) -> bool:
    return abs((one.top + one.bottom) - (other.top + other.bottom)) < other.height * 0.8


def standalone_numbers(letters: Sequence[Letter]) -> list[str]:
    """The runs of digits that are not part of a longer word."""
    found: list[str] = []
    before: Letter | None = None
    for one in letters:
        if not one.char.isascii() or not one.char.isdigit():
            before = None
            continue
        if before is not None and not one.after_gap and found:
            found[-1] += one.char
        else:
            found.append(one.char)
        before = one
    return found


def trimmed(content: VisibleContent) -> VisibleContent:
    """The pages after trimming: coordinates start at the trim box."""
    pages: list[PageLetters] = []
    for page in content.pages:
        x, y, right, bottom = page.trim
        letters = (
            one._replace(left=one.left - x, top=one.top - y, right=one.right - x, bottom=one.bottom - y)
            for one in page.letters
        )
        size = (right - x, bottom - y)
        pages.append(PageLetters(page.number, *size, (0.0, 0.0, *size), tuple(letters), page.foreign_font))
    return content._replace(pages=tuple(pages), reading=Reading(tuple(one for page in pages for one in page.letters)))


def split_halves(content: VisibleContent) -> VisibleContent:
    """The booklet inside its imposed sheets: both halves of every side as pages of their own, ordered by their page
    numbers. The two halves without a number are the cover and the back."""
    halves: list[PageLetters] = []
    for page in content.pages:
        middle = page.width / 2
        for left, right in ((0.0, middle), (middle, page.width)):
            own = tuple(
                one._replace(left=one.left - left, right=one.right - left)
                for one in page.letters
                if left <= (one.left + one.right) / 2 < right
            )
            halves.append(
                PageLetters(page.number, middle, page.height, (0.0, 0.0, middle, page.height), own, page.foreign_font)
            )
    count = len(halves)
    order: dict[int, PageLetters] = {}
    for number, half in enumerate(halves):
        stated = foot_number(half.letters, half.width, half.height)
        order[stated or (count if number % 2 == 0 else 1)] = half
    pages = tuple(
        half._replace(number=number, letters=tuple(one._replace(page=number) for one in half.letters))
        for number, half in sorted(order.items())
    )
    letters = tuple(one for page in pages for one in page.letters)
    return content._replace(pages=pages, reading=Reading(letters))


def imposition_findings(content: VisibleContent) -> Iterator[Finding]:
    """Check the page order of sheets that are folded in the middle. On the front of the k-th sheet of a section from
    `first` to `last` stand pages last − 2k and first + 2k, on its back the two between them."""
    sides = [_side_numbers(page) for page in content.pages]
    count = 2 * len(sides)
    at, first = 0, 1
    while at + 1 < len(sides):
        last = sides[at][0] or count  # the back cover has no number
        sheets = (last - first + 1) // 4
        if sheets < 1 or (last - first + 1) % 4 or at + 2 * sheets > len(sides):
            yield REFERENCE, None, f"拼版第{at + 1}面左边是第 {last} 页，折起来顺序不对"
            return
        for k in range(sheets):
            expected = ((last - 2 * k, first + 2 * k), (first + 2 * k + 1, last - 2 * k - 1))
            for side, pair in zip(sides[at + 2 * k : at + 2 * k + 2], expected, strict=True):
                if any(stated and stated != right for stated, right in zip(side, pair, strict=True)):
                    yield REFERENCE, None, f"拼版的一面是第 {side[0]}、{side[1]} 页，应当是第 {pair[0]}、{pair[1]} 页"
        at, first = at + 2 * sheets, last + 1


def _side_numbers(page: PageLetters) -> tuple[int, int]:
    """The page numbers of both halves, 0 for none."""
    middle = page.width / 2
    left, right = ([one for one in page.letters if (one.left < middle) == first] for first in (True, False))
    moved = [one._replace(left=one.left - middle, right=one.right - middle) for one in right]
    return foot_number(left, middle, page.height), foot_number(moved, middle, page.height)
