"""A proof → what is wrong with its sheets as such: their numbers, references to them, codes, what cannot be read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from yizhangtu.verify.faults import CODE, LEGIBLE, NUMBER, POINTER, Fault, quoted
from yizhangtu.verify.letters import LEAST, Letter, Page, Reading, size_of
from yizhangtu.verify.proof import Proof

OF = re.compile(r"第(\d+)张共(\d+)张")
TO = re.compile(r"第(\d+)(张|页)(?!共)")
EDGE = 0.3  # mm that a letter's box may reach over the edge: letters do not fill their boxes
LEADING = 0.15  # of the box of a letter, above and below its ink
WORDS_ACROSS = "征求意见稿已废止"
ACROSS = 0.06  # of the width of a page: their letters are higher
INK = 0.25  # of the box of a letter, above and below its ink, where letters are held against each other
UPON = 0.25  # of the smaller of two letters: more is not legible
MODULE = 0.4  # mm of a module that phones still read in the light of a corridor
APART = 50.0  # mm between letters that do not stand together
RUN = 12  # letters of a place that a message quotes
BROKEN = "\x00\ufffd"


def numbered(proof: Proof) -> Iterator[Fault]:
    """第n张 共m张 on every sheet where there are several."""
    count = len(proof.pages)
    for page in proof.pages:
        said = Reading(page.letters).said
        found = {(int(number), int(total)) for number, total in OF.findall(said)}
        if count > 1 and (page.number, count) not in found:
            yield POINTER, None, f"第{page.number}页没有写“第{page.number}张 共{count}张”"
        for number, total in found - {(page.number, count)}:
            what = f"第{page.number}页写着“第{number}张 共{total}张”，实际是第{page.number}张、共{count}张"
            yield POINTER, None, what


def referring(proof: Proof, where: Mapping[str, set[int]], written: Sequence[str], unit: str) -> Iterator[Fault]:
    """第2张 10, 接8 第1张: the step is there. `where`: number of a step → pages on which it stands; `written` are the
    author's own texts, which may say such a thing, too."""
    for page in proof.pages:
        reading = Reading(page.letters)
        for match in TO.finditer(reading.said):
            if match[2] != unit or any(match[0] in text for text in written):
                continue
            step = _before(reading, match.start()) or reading.number_at(match.end())
            if not step:
                continue
            target = int(match[1])
            if step not in where:
                yield NUMBER, None, f"第{page.number}页写着“第{target}{unit} {step}”，没有第{step}步"
            elif target not in where[step]:
                stands = "、".join(map(str, sorted(where[step])))
                yield POINTER, None, f"第{page.number}页写着第{step}步在第{target}{unit}，实际在第{stands}{unit}"


def _before(reading: Reading, at: int) -> str:
    """The number between 接 and a place."""
    start = at
    while start > 0 and reading.said[start - 1] in "0123456789–":
        start -= 1
    return reading.number_at(start) if start < at and reading.said.endswith("接", 0, start) else ""


def codes(proof: Proof, url: str, each: bool, least: float = MODULE) -> Iterator[Fault]:
    """QR codes lead where they should, can be read, and are large enough."""
    for one in proof.codes:
        if one.says != url:
            yield CODE, None, f"第{one.page}页的二维码是{quoted(one.says)}" + (f"，应当是{quoted(url)}" if url else "")
        elif one.module < least:
            yield CODE, None, f"第{one.page}页的二维码太小，一格只有 {one.module:.2f} 毫米，手机扫不出来"
    if not url:
        return
    pages = {one.page for one in proof.codes if one.says == url}
    if each:
        for page in proof.pages:
            if page.number not in pages:
                yield CODE, None, f"第{page.number}页没有扫得出来的二维码（{quoted(url)}）"
    elif not pages:
        yield CODE, None, f"没有扫得出来的二维码（{quoted(url)}）"


def legible(proof: Proof, least: float) -> Iterator[Fault]:
    """Nothing hidden, beyond the edge, too small (`least` mm; 0.0: on a screen) or in a font that is not inside."""
    for page in proof.pages:
        if page.strange:
            yield LEGIBLE, None, f"第{page.number}页有字体没有嵌入，换一台电脑就变样"
        yield from _beyond(page)
        if least:
            yield from _small(page, least)
        yield from _upon(page)
    for place in runs([one for one in proof.unseen if not _across(one, proof.pages[one.page - 1])]):
        yield LEGIBLE, None, f"第{place[0].page}页的{quoted(_said(place))}被盖住了，或者和底色分不开"


def _beyond(page: Page) -> Iterator[Fault]:
    left, top, right, bottom = page.trim
    out = [
        one
        for one in page.letters
        if one.left < left - EDGE
        or one.right > right + EDGE
        or one.top + LEADING * one.height < top - EDGE
        or one.bottom - LEADING * one.height > bottom + EDGE
    ]
    for place in runs(out):
        yield LEGIBLE, None, f"第{page.number}页的{quoted(_said(place))}出了纸边"
    if any(one.char in BROKEN or unicodedata.category(one.char) in ("Co", "Cn") for one in page.letters):
        yield LEGIBLE, None, f"第{page.number}页有字体里没有的字，印成了方框"


def _across(letter: Letter, page: Page) -> bool:
    """Whether it belongs to a word across the whole sheet (征求意见稿): pale, and other text stands upon it."""
    return letter.char in WORDS_ACROSS and letter.height > ACROSS * page.width


def _upon(page: Page) -> Iterator[Fault]:
    """Letters that are printed upon others: only those in the same squares of the page are held against each other."""
    letters = [one for one in page.letters if one.char.isalnum() and not _across(one, page)]
    side = sorted(one.height for one in letters)[len(letters) // 2] if letters else 1.0
    squares: dict[tuple[int, int], list[Letter]] = {}
    hit: list[Letter] = []
    for one in letters:
        inset = INK * one.height
        across = range(int(one.left / side), int(one.right / side) + 1)
        down = range(int((one.top + inset) / side), int((one.bottom - inset) / side) + 1)
        covered = [squares.setdefault((x, y), []) for x in across for y in down]
        if any(_overlap(one, other) > UPON for square in covered for other in square):
            hit.append(one)
        for square in covered:
            square.append(one)
    for place in runs(hit):
        yield LEGIBLE, None, f"第{page.number}页的{quoted(_said(place))}印在了别的字上"


def _overlap(one: Letter, other: Letter) -> float:
    """How much of the ink of the smaller of two letters they share."""
    wide = min(one.right, other.right) - max(one.left, other.left)
    if wide <= 0:
        return 0.0
    inset, outset = INK * one.height, INK * other.height
    high = min(one.bottom - inset, other.bottom - outset) - max(one.top + inset, other.top + outset)
    least = min((a.right - a.left) * a.height * (1 - 2 * INK) for a in (one, other))
    return wide * high / least if high > 0 and least > 0 else 0.0


def _small(page: Page, least: float) -> Iterator[Fault]:
    for place in runs([one for one in page.letters if 0 < size_of(one) < least * LEAST]):
        size = min(size_of(one) for one in place)
        yield LEGIBLE, None, f"第{page.number}页的{quoted(_said(place))}只有 {size:.1f} 毫米高，不到 {least:g} 毫米"


def runs(letters: Sequence[Letter]) -> list[list[Letter]]:
    """Letters that stand together."""
    found: list[list[Letter]] = []
    for letter in letters:
        if found and _together(found[-1][-1], letter):
            found[-1].append(letter)
        else:
            found.append([letter])
    return found


def _together(one: Letter, other: Letter) -> bool:
    near = abs(other.top - one.top) < 3 * one.height
    return one.page == other.page and near and not (other.fresh and abs(other.left - one.right) > APART)


def _said(letters: Sequence[Letter]) -> str:
    text = "".join(letter.char for letter in letters)
    return text if len(text) <= RUN else text[:RUN] + "…"
