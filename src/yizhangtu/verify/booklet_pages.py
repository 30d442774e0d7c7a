"""The visible content of a booklet + its guides → the page on which each guide begins, and findings about every page
number that is printed: at the foot, in the contents, in the index."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from yizhangtu.model.guide import Guide
from yizhangtu.model.listing import Listing
from yizhangtu.verify.counts import contents_amount, guides_by_handler
from yizhangtu.verify.elements import Elements, leftover
from yizhangtu.verify.findings import COUNT, MISSING, REFERENCE, Finding
from yizhangtu.verify.guide_content import likeliest
from yizhangtu.verify.letters import Letter, PageLetters, Reading, folded
from yizhangtu.verify.visible_content import VisibleContent

PART = re.compile(r"（.+）")  # behind a title that goes on: （上）, （1/4）
CUT = "…"


def notice_findings(content: VisibleContent, named: Sequence[str]) -> Iterator[Finding]:
    """Notices that the contents do not list, or list without being asked to."""
    elements = Elements(content.letters)
    for number, name in enumerate((*map(folded, named), ""), 1):
        found = "".join(one.text for one in elements.of(f"contents-notice-{number}.title"))
        if found != name and not (found.endswith(CUT) and name.startswith(found.rstrip(CUT))):
            what = f"目录里没有公示“{name}”" if name else f"目录里多写了公示“{found}”"
            yield MISSING if name else COUNT, None, what


class BookletPages(NamedTuple):
    """A booklet and where its guides are. `scopes`: stem of a guide → the scope of its elements; `starts`: stem → the
    first page of that scope."""

    content: VisibleContent
    guides: Sequence[Guide]
    scopes: Mapping[str, str]
    starts: Mapping[str, int]

    def letters_of(self, guide: Guide) -> tuple[Letter, ...]:
        """The letters on the pages of a guide."""
        scope = self.scopes.get(guide.stem)
        return tuple(one for one in self.content.letters if scope and one.element.startswith(f"{scope}/"))

    def findings(self) -> Iterator[Finding]:
        """Missing titles, and wrong page numbers at the foot, in the contents and in the index."""
        for guide in self.guides:
            if guide.stem not in self.starts:
                yield MISSING, guide.title.span, f"没有一页是“{guide.title}”的开头"
        yield from self._foot_findings()
        elements = Elements(self.content.letters)
        if len(self.guides) > 1:
            yield from self._contents_findings(elements)
        yield from self._index_findings(elements)
        yield from self._handler_findings(elements)

    def reference_findings(self, planned: Mapping[str, int]) -> Iterator[Finding]:
        """Page numbers that posters and lists of the same run print (`planned`: stem → page) and that differ from the
        booklet."""
        for guide in self.guides:
            right, stated = self.starts.get(guide.stem), planned.get(guide.stem)
            if right and stated and stated != right:
                yield REFERENCE, guide.title.span, f"海报上写的“{guide.title}”在手册第 {stated} 页，实际在第 {right} 页"

    def _foot_findings(self) -> Iterator[Finding]:
        for page in self.content.pages[1:-1]:
            found = page_number(page.letters)
            if found != page.number:
                shown = f"写着 {found}" if found else "没有写"
                yield REFERENCE, None, f"第{page.number}页的页脚{shown}页码，应当是 {page.number}"

    def _contents_findings(self, elements: Elements) -> Iterator[Finding]:
        """Compare the rows of 目录."""
        for guide in self.guides:
            row = f"contents-{self.scopes.get(guide.stem, '').removeprefix('guide-')}"
            title = "".join(one.text for one in elements.of(f"{row}.title"))
            page = "".join(one.text for one in elements.of(f"{row}.page"))
            whole = folded(guide.title)
            if not page or not (title == whole or (title.endswith(CUT) and whole.startswith(title.rstrip(CUT)))):
                yield MISSING, guide.title.span, f"目录里没有“{guide.title}”和它的页码"
                continue
            if page != str(self.starts.get(guide.stem, "")):
                what = f"目录里“{guide.title}”写的是第 {page} 页，实际在第 {self.starts.get(guide.stem, 0)} 页"
                yield REFERENCE, guide.title.span, what
            count, time = contents_amount(guide), "".join(one.text for one in elements.of(f"{row}.time"))
            other = re.search(r"^(\d+项)", time)
            if count and other and other[1] != count:
                yield COUNT, guide.title.span, f"目录里“{guide.title}”写的是 {other[1]}，实际有 {count}"

    def _index_findings(self, elements: Elements) -> Iterator[Finding]:
        """Compare the page numbers of the indexes."""
        for guide in self.guides:
            scope, right = self.scopes.get(guide.stem, ""), self.starts.get(guide.stem)
            for one in elements.of(f"index-{scope.removeprefix('guide-')}.page") if scope else ():
                if leftover(one.text, [str(right)], "") != ([], ""):
                    what = f"第{one.page}页“{guide.title}”写的是第 {one.text} 页，实际在第 {right} 页"
                    yield REFERENCE, guide.title.span, what

    def _handler_findings(self, elements: Elements) -> Iterator[Finding]:
        counts = guides_by_handler(self.guides)
        for name in elements.names:
            if not (name.startswith("handler-") and name.endswith(".count")):
                continue
            heads = {one.page: one.text for one in elements.of(name.replace(".count", ".name"))}
            for one in elements.of(name):
                handler = heads.get(one.page, "")
                count = counts.get(handler)
                if count is not None and one.text != f"{count}项":
                    yield COUNT, None, f"第{one.page}页“{handler}”写的是 {one.text}，实际有 {count} 项"


def page_number(letters: Sequence[Letter]) -> int:
    """The page number that is printed; 0 if there is none."""
    text = "".join(one.char for one in letters if one.element.rpartition("/")[2] == "page")
    return int(text) if text.isdecimal() else 0


def locate_guides(content: VisibleContent, guides: Sequence[Guide]) -> BookletPages:
    """Find the scope of each guide by the title on its first page."""
    scopes: dict[str, str] = {}
    starts: dict[str, int] = {}
    for scope, elements in Elements(content.letters).scopes():
        found = elements.of("title")
        titled = [guide for guide in guides if scope and found and _is_title(found[0].text, folded(guide.title))]
        titled = [guide for guide in titled if guide.stem not in scopes]
        if titled:
            guide = likeliest(titled, "".join(one.char for one in elements.letters))
            scopes[guide.stem], starts[guide.stem] = scope, found[0].page
    return BookletPages(content, guides, scopes, starts)


def _is_title(text: str, title: str) -> bool:
    """Whether a text is a title, alone or with what it says of the part: （上）."""
    behind = text.removeprefix(title)
    return text.startswith(title) and (not behind or PART.fullmatch(behind) is not None)


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
        stated = page_number(half.letters)
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
    return page_number(left), page_number(right)
