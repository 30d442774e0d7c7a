"""Visible content → findings about the sheets themselves: their numbers, references, QR codes and legibility."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from yizhangtu.verify.findings import CODE, LEGIBLE, NUMBER, REFERENCE, Finding, quoted
from yizhangtu.verify.letters import LEAST, Letter, PageLetters, Reading, em_mm
from yizhangtu.verify.visible_content import VisibleContent

OF = re.compile(r"第(\d+)张共(\d+)张")
TO = re.compile(r"第(\d+)(张|页)(?!共)")
EDGE = 0.3  # mm that a letter's box may cross the trim: letters do not fill their boxes
LEADING = 0.15  # share of the box of a letter, above and below its ink
WATERMARKS = "征求意见稿已废止"
MARGIN = 0.052  # share of the page width: letters of a watermark are in the margins
INK = 0.25  # share of the box of a letter, above and below its ink, when overlaps are computed
MOST_OVERLAP = 0.25  # share of the smaller of two letters above which both are illegible
MODULE = 0.4  # mm: the smallest module that phones read in a dim corridor
RUN_GAP = 50.0  # mm between letters of different runs
QUOTED = 12  # letters of a run in a message
NO_GLYPH = "\x00\ufffd"


def sheet_number_findings(content: VisibleContent) -> Iterator[Finding]:
    """Check 第n张 共m张 on every sheet of several."""
    count = len(content.pages)
    for page in content.pages:
        stated = Reading(page.letters).text
        found = {(int(number), int(total)) for number, total in OF.findall(stated)}
        if count > 1 and (page.number, count) not in found:
            yield REFERENCE, None, f"第{page.number}页没有写“第{page.number}张 共{count}张”"
        for number, total in found - {(page.number, count)}:
            what = f"第{page.number}页写着“第{number}张 共{total}张”，实际是第{page.number}张、共{count}张"
            yield REFERENCE, None, what


def reference_findings(
    content: VisibleContent, where: Mapping[str, set[int]], written: Sequence[str], unit: str
) -> Iterator[Finding]:
    """Check references such as 第2张 10 and 接8 第1张. `where`: number of a step → its pages; `written`: the author's
    own texts, which may contain such words."""
    for page in content.pages:
        reading = Reading(page.letters)
        for match in TO.finditer(reading.text):
            if match[2] != unit or any(match[0] in text for text in written):
                continue
            step = _number_before(reading, match.start()) or _number_behind(reading, match.end())
            if not step:
                continue
            target = int(match[1])
            if step not in where:
                yield NUMBER, None, f"第{page.number}页写着“第{target}{unit} {step}”，没有第{step}步"
            elif target not in where[step]:
                stands = "、".join(map(str, sorted(where[step])))
                yield REFERENCE, None, f"第{page.number}页写着第{step}步在第{target}{unit}，实际在第{stands}{unit}"


def _number_before(reading: Reading, at: int) -> str:
    """The number between 接 and a position."""
    start = at
    while start > 0 and reading.text[start - 1] in "0123456789–":
        start -= 1
    return reading.number_at(start) if start < at and reading.text.endswith("接", 0, start) else ""


def _number_behind(reading: Reading, at: int) -> str:
    """The number at a position, unless it is that of the next card or the name of the next outcome, which may be a
    number: where ways meet behind a block or a decision, the number of the step is not written."""
    if at < len(reading.letters) and reading.letters[at].element.endswith((".number", ".label")):
        return ""
    return reading.number_at(at)


def qr_findings(
    content: VisibleContent, urls: Sequence[str], each: bool, least: float = MODULE, further: Sequence[str] = ()
) -> Iterator[Finding]:
    """Check that QR codes contain one of the addresses, are readable and large enough (`least` mm per module). One of
    `urls` must be there; codes of `further` ones may be."""
    url = urls[0] if urls else ""
    for one in content.codes:
        if one.says not in (*urls, *further):
            yield CODE, None, f"第{one.page}页的二维码是{quoted(one.says)}" + (f"，应当是{quoted(url)}" if url else "")
        elif one.module < least:
            yield CODE, None, f"第{one.page}页的二维码太小，一格只有 {one.module:.2f} 毫米，手机扫不出来"
    if not url:
        return
    pages = {one.page for one in content.codes if one.says in urls}
    if each:
        for page in content.pages:
            if page.number not in pages:
                yield CODE, None, f"第{page.number}页没有扫得出来的二维码（{quoted(url)}）"
    elif not pages:
        yield CODE, None, f"没有扫得出来的二维码（{quoted(url)}）"


def legibility_findings(content: VisibleContent, least: float) -> Iterator[Finding]:
    """Report text that is hidden, beyond the trim, smaller than `least` mm (0.0: not checked) or in a font that is not
    embedded."""
    for page in content.pages:
        if page.foreign_font:
            yield LEGIBLE, None, f"第{page.number}页有字体没有嵌入，换一台电脑就变样"
        yield from _findings_beyond_trim(page)
        if least:
            yield from _findings_too_small(page, least)
        yield from _findings_overprinted(page)
    for place in runs([one for one in content.unseen if not _is_watermark(one, content.pages[one.page - 1])]):
        yield LEGIBLE, None, f"第{place[0].page}页的{quoted(_said(place))}被盖住了，或者和底色分不开"


def _findings_beyond_trim(page: PageLetters) -> Iterator[Finding]:
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
    if any(one.char in NO_GLYPH or unicodedata.category(one.char) in ("Co", "Cn") for one in page.letters):
        yield LEGIBLE, None, f"第{page.number}页有字体里没有的字，印成了方框"


def _is_watermark(letter: Letter, page: PageLetters) -> bool:
    """Whether a letter belongs to the watermark in the margins (征求意见稿), which is faint."""
    left, _, right, _ = page.trim
    margin = MARGIN * (right - left)
    return letter.char in WATERMARKS and (letter.right < left + margin or letter.left > right - margin)


def _findings_overprinted(page: PageLetters) -> Iterator[Finding]:
    """Report letters printed over others. Only letters in the same squares of a grid are compared."""
    letters = [one for one in page.letters if one.char.isalnum() and not _is_watermark(one, page)]
    side = sorted(one.height for one in letters)[len(letters) // 2] if letters else 1.0
    squares: dict[tuple[int, int], list[Letter]] = {}
    hit: list[Letter] = []
    for one in letters:
        inset = INK * one.height
        across = range(int(one.left / side), int(one.right / side) + 1)
        down = range(int((one.top + inset) / side), int((one.bottom - inset) / side) + 1)
        covered = [squares.setdefault((x, y), []) for x in across for y in down]
        if any(_overlap(one, other) > MOST_OVERLAP for square in covered for other in square):
            hit.append(one)
        for square in covered:
            square.append(one)
    for place in runs(hit):
        yield LEGIBLE, None, f"第{page.number}页的{quoted(_said(place))}印在了别的字上"


def _overlap(one: Letter, other: Letter) -> float:
    """The common ink of two letters as a share of the smaller one's."""
    wide = min(one.right, other.right) - max(one.left, other.left)
    if wide <= 0:
        return 0.0
    inset, outset = INK * one.height, INK * other.height
    high = min(one.bottom - inset, other.bottom - outset) - max(one.top + inset, other.top + outset)
    least = min((a.right - a.left) * a.height * (1 - 2 * INK) for a in (one, other))
    return wide * high / least if high > 0 and least > 0 else 0.0


def _findings_too_small(page: PageLetters, least: float) -> Iterator[Finding]:
    for place in runs([one for one in page.letters if 0 < em_mm(one) < least * LEAST]):
        size = min(em_mm(one) for one in place)
        yield LEGIBLE, None, f"第{page.number}页的{quoted(_said(place))}只有 {size:.1f} 毫米高，不到 {least:g} 毫米"


def runs(letters: Sequence[Letter]) -> list[list[Letter]]:
    """Split letters into runs of neighbours."""
    found: list[list[Letter]] = []
    for letter in letters:
        if found and _adjacent(found[-1][-1], letter):
            found[-1].append(letter)
        else:
            found.append([letter])
    return found


def _adjacent(one: Letter, other: Letter) -> bool:
    near = abs(other.top - one.top) < 3 * one.height
    return one.page == other.page and near and not (other.after_gap and abs(other.left - one.right) > RUN_GAP)


def _said(letters: Sequence[Letter]) -> str:
    text = "".join(letter.char for letter in letters)
    return text if len(text) <= QUOTED else text[:QUOTED] + "…"
