"""The proof of a booklet + its guides → on which page each really begins, and whether everything that names pages
names these."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from yizhangtu.model.guide import Guide
from yizhangtu.model.listing import Listing
from yizhangtu.verify.counts import extent, handled
from yizhangtu.verify.faults import COUNT, LOST, POINTER, Fault
from yizhangtu.verify.letters import Letter, Page, Reading, folded
from yizhangtu.verify.proof import Proof

HEAD = 0.2  # of the height of a page, from above: where the title of a guide stands
FOOT = 0.9  # of the height: where the number of the page stands
LINE = 3.0  # mm
OUTER = 0.2  # of the width
CONTENTS, INDEX = "目录", "找谁办"
SAME = 0.9  # of the largest size of a title: also large


@dataclass(frozen=True)
class Book:
    """`starts`: stem of a guide → the page on which its title stands large at the head, the first of these."""

    proof: Proof
    guides: Sequence[Guide]
    starts: Mapping[str, int]

    def pages_of(self, guide: Guide) -> range:
        """The pages of a guide: up to the next one's."""
        first = self.starts.get(guide.stem, 0)
        later = [page for page in self.starts.values() if page > first]
        return range(first, min(later, default=self.last + 1)) if first else range(0)

    @property
    def last(self) -> int:
        """The last page that belongs to guides; behind it lies the index."""
        for page in self.proof.pages:
            if page.number > max(self.starts.values(), default=0) and _headed(page, INDEX):
                return page.number - 1
        return len(self.proof.pages)

    def faults(self, floor_pages: bool = True) -> Iterator[Fault]:
        """Titles that are nowhere, page numbers that are wrong: at the foot, in the contents, in the index."""
        for guide in self.guides:
            if guide.stem not in self.starts:
                yield LOST, guide.title.span, f"没有一页是“{guide.title}”的开头"
        if floor_pages:
            yield from self._feet()
        listed: dict[str, set[str]] = {}
        for page in self.proof.pages:
            own = Reading(page.letters)
            if _headed(page, CONTENTS):
                yield from self._contents(page, own, listed)
            elif page.number > self.last:
                yield from self._index(page, own)
        for guide in self.guides:
            right, said = self.starts.get(guide.stem, 0), listed.get(guide.stem)
            if not said:
                yield LOST, guide.title.span, f"目录里没有“{guide.title}”和它的页码"
            elif right and str(right) not in said:
                shown = "、".join(sorted(said))
                yield POINTER, guide.title.span, f"目录里“{guide.title}”写的是第 {shown} 页，实际在第 {right} 页"

    def pointed(self, planned: Mapping[str, int]) -> Iterator[Fault]:
        """Pages that posters and lists of the same run name."""
        for guide in self.guides:
            right, said = self.starts.get(guide.stem), planned.get(guide.stem)
            if right and said and said != right:
                yield POINTER, guide.title.span, f"海报上写的“{guide.title}”在手册第 {said} 页，实际在第 {right} 页"

    def _feet(self) -> Iterator[Fault]:
        for page in self.proof.pages[1:-1]:
            found = foot(page.letters, page.width, page.height)
            if found != page.number:
                shown = f"写着 {found}" if found else "没有写"
                yield POINTER, None, f"第{page.number}页的页脚{shown}页码，应当是 {page.number}"

    def _contents(self, page: Page, reading: Reading, listed: dict[str, set[str]]) -> Iterator[Fault]:
        """In a row of 目录 the page is the last number on the line of the title."""
        for guide, at in _titles(reading, self.guides):
            title = reading.letters[at]
            line = [one for one in page.letters if one.left > title.left and _level(one, title)]
            line.sort(key=lambda one: one.left)
            if not (said := numbers(line)):
                continue  # the head of a group has the same name
            listed.setdefault(guide.stem, set()).add(said[-1])
            count = extent(guide)
            words = "".join(one.char for one in line)
            other = re.search(r"(\d+项)", words)
            if count and other and count not in words:
                what = f"第{page.number}页目录里“{guide.title}”写的是 {other[1]}，实际有 {count}"
                yield COUNT, guide.title.span, what

    def _index(self, page: Page, reading: Reading) -> Iterator[Fault]:
        """Behind the guides, a page follows each title at once."""
        for guide, at in _titles(reading, self.guides):
            right = self.starts.get(guide.stem)
            said = reading.number_at(at + len(folded(guide.title)))
            if right and said and said != str(right):
                what = f"第{page.number}页“{guide.title}”写的是第 {said} 页，实际在第 {right} 页"
                yield POINTER, guide.title.span, what
        if _headed(page, INDEX):
            yield from self._handlers(page, reading)

    def _handlers(self, page: Page, reading: Reading) -> Iterator[Fault]:
        for name, count in handled(self.guides).items():
            for match in re.finditer(rf"(?<=[\d）查]){re.escape(name)}(\d+)项", reading.said):
                if int(match[1]) != count:
                    yield COUNT, None, f"第{page.number}页“{name}”写的是 {match[1]} 项，实际有 {count} 项"


def foot(letters: Sequence[Letter], width: float, height: float) -> int:
    """The number of a page: at the outer end of the lowest line, 0 where there is none."""
    low = [one for one in letters if one.top > FOOT * height]
    line = [one for one in low if one.bottom > max(other.bottom for other in low) - LINE]
    outer = [one for one in line if one.right < OUTER * width or one.left > (1 - OUTER) * width]
    return next((int(text) for text in numbers(outer)), 0)


def opened_at(proof: Proof, guides: Sequence[Guide]) -> Book:
    """Read from the pages where each guide begins."""
    found: dict[str, list[tuple[int, float]]] = {}
    for page in proof.pages[1:]:
        if _headed(page, CONTENTS):
            continue
        head = Reading(tuple(one for one in page.letters if one.top < HEAD * page.height))
        for guide, at in _titles(head, guides):
            found.setdefault(guide.stem, []).append((page.number, head.letters[at].height))
    starts: dict[str, int] = {}
    for stem, places in found.items():
        largest = max(height for _, height in places)
        starts[stem] = next(number for number, height in places if height > SAME * largest)
    return Book(proof, guides, starts)


def pointing(guide: Guide, starts: Mapping[str, int]) -> Guide:
    """A list whose rows point to the pages on which their guides really begin."""
    body = guide.body
    if not isinstance(body, Listing):
        return guide
    rows = tuple(
        replace(row, linked=replace(row.linked, page=starts.get(row.linked.stem))) if row.linked else row
        for row in body.rows
    )
    return replace(guide, body=replace(body, rows=rows))


def _titles(reading: Reading, guides: Sequence[Guide]) -> Iterator[tuple[Guide, int]]:
    """Every place where a title begins a text, and is not the beginning of another title there."""
    named = {folded(guide.title): guide for guide in guides}
    for title, guide in named.items():
        longer = [other for other in named if other != title and other.startswith(title)]
        for at in reading.places(title):
            if reading.letters[at].fresh and not any(reading.said.startswith(other, at) for other in longer):
                yield guide, at


def _headed(page: Page, word: str) -> bool:
    """Whether a page bears a word as its head: in the largest letters there are on it."""
    reading = Reading(tuple(one for one in page.letters if one.top < HEAD * page.height))
    largest = max((one.height for one in page.letters), default=0.0)
    return any(reading.letters[at].fresh and reading.letters[at].height > SAME * largest for at in reading.places(word))


def _level(one: Letter, other: Letter) -> bool:
    return abs((one.top + one.bottom) - (other.top + other.bottom)) < other.height * 0.8


def numbers(letters: Sequence[Letter]) -> list[str]:
    """The numbers that stand by themselves among letters."""
    found: list[str] = []
    before: Letter | None = None
    for one in letters:
        if not one.char.isascii() or not one.char.isdigit():
            before = None
            continue
        if before is not None and not one.fresh and found:
            found[-1] += one.char
        else:
            found.append(one.char)
        before = one
    return found


def trimmed(proof: Proof) -> Proof:
    """The pages as they are when a print shop has cut them."""
    pages: list[Page] = []
    for page in proof.pages:
        x, y, right, bottom = page.trim
        letters = (
            one._replace(left=one.left - x, top=one.top - y, right=one.right - x, bottom=one.bottom - y)
            for one in page.letters
        )
        size = (right - x, bottom - y)
        pages.append(Page(page.number, *size, (0.0, 0.0, *size), tuple(letters), page.strange))
    return replace(proof, pages=tuple(pages), reading=Reading(tuple(one for page in pages for one in page.letters)))


def parted(proof: Proof) -> Proof:
    """A booklet from its imposed sheets: the left and the right half of every side as pages of their own, in the order
    of the numbers at their feet; the two without are the cover and the back."""
    halves: list[Page] = []
    for page in proof.pages:
        middle = page.width / 2
        for left, right in ((0.0, middle), (middle, page.width)):
            own = tuple(
                one._replace(left=one.left - left, right=one.right - left)
                for one in page.letters
                if left <= (one.left + one.right) / 2 < right
            )
            halves.append(Page(page.number, middle, page.height, (0.0, 0.0, middle, page.height), own, page.strange))
    count = len(halves)
    order: dict[int, Page] = {}
    for number, half in enumerate(halves):
        said = foot(half.letters, half.width, half.height)
        order[said or (count if number % 2 == 0 else 1)] = half
    pages = tuple(
        replace(half, number=number, letters=tuple(one._replace(page=number) for one in half.letters))
        for number, half in sorted(order.items())
    )
    letters = tuple(one for page in pages for one in page.letters)
    return replace(proof, pages=pages, reading=Reading(letters))


def imposed_wrong(proof: Proof) -> Iterator[Fault]:
    """Whether sheets that are folded in the middle show their pages in order: on the front of the k-th sheet of a
    section from first to last stand last − 2k and first + 2k, on its back the ones between."""
    sides = [_side(page) for page in proof.pages]
    count = 2 * len(sides)
    at, first = 0, 1
    while at + 1 < len(sides):
        last = sides[at][0] or count  # the back of all has no number
        sheets = (last - first + 1) // 4
        if sheets < 1 or (last - first + 1) % 4 or at + 2 * sheets > len(sides):
            yield POINTER, None, f"拼版第{at + 1}面左边是第 {last} 页，折起来顺序不对"
            return
        for k in range(sheets):
            wanted = ((last - 2 * k, first + 2 * k), (first + 2 * k + 1, last - 2 * k - 1))
            for side, pair in zip(sides[at + 2 * k : at + 2 * k + 2], wanted, strict=True):
                if any(said and said != right for said, right in zip(side, pair, strict=True)):
                    yield POINTER, None, f"拼版的一面是第 {side[0]}、{side[1]} 页，应当是第 {pair[0]}、{pair[1]} 页"
        at, first = at + 2 * sheets, last + 1


def _side(page: Page) -> tuple[int, int]:
    """The numbers at the feet of both halves, 0 for none."""
    middle = page.width / 2
    left, right = ([one for one in page.letters if (one.left < middle) == first] for first in (True, False))
    moved = [one._replace(left=one.left - middle, right=one.right - middle) for one in right]
    return foot(left, middle, page.height), foot(moved, middle, page.height)
