"""The reading of 总图 + guides → findings about missing or wrong entries."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from yizhangtu.model.guide import Guide, is_none
from yizhangtu.model.listing import Listing
from yizhangtu.verify.counts import overview_amounts
from yizhangtu.verify.findings import COUNT, MISPLACED, MISSING, REFERENCE, Finding
from yizhangtu.verify.letters import Reading, folded

KINDS = ("清单", "流程", "积分", "规范", "公示")
STATUS = {"征求意见": "征求意见稿", "试行": "试行", "废止": "已废止"}


def overview_findings(reading: Reading, guides: Sequence[Guide], pages: Mapping[str, int]) -> Iterator[Finding]:
    """Check number, time, amounts and page of every guide, and the totals."""
    titles = [folded(guide.title) for guide in guides]
    starts = {guide.stem: _start(reading, guide, titles) for guide in guides}
    known = sorted(at for at in starts.values() if at >= 0)
    for guide in guides:
        at = starts[guide.stem]
        if at < 0:
            yield MISSING, guide.title.span, f"缺“{guide.title}”（编号 {guide.number or '无'}）"
            continue
        end = next((other for other in known if other > at), len(reading.text))
        part = reading.text[at:end]
        for words, what in _words(guide):
            if folded(words) not in part:
                yield MISPLACED, guide.title.span, f"“{guide.title}”没有写{what}“{words}”"
        page = pages.get(guide.stem)
        named = re.findall(r"(\d+)页", part)
        if page and str(page) not in named[:1]:
            shown = f"是第 {named[0]} 页" if named else "没有写"
            yield REFERENCE, guide.title.span, f"“{guide.title}”的手册页码{shown}，应当是第 {page} 页"
    yield from _count_findings(reading, guides)


def _start(reading: Reading, guide: Guide, titles: Sequence[str]) -> int:
    """Where the row of a guide begins: its 编号 precedes its title. A longer one of `titles` may begin with the same
    words."""
    title = folded(guide.title)
    longer = tuple(one for one in titles if one.startswith(title) and one != title)
    places = [
        at
        for at in reading.places(title)
        if (reading.letters[at].after_gap or reading.text[at - 1] == "：") and not reading.text.startswith(longer, at)
    ]
    if not guide.number:
        return min(places, default=-1)
    number = folded(guide.number)
    for at in places:
        before = reading.text.rfind(number, max(0, at - 40), at)
        if before >= 0:
            return before
    return -1


def _words(guide: Guide) -> Iterator[tuple[str, str]]:
    limit = guide.deadline.promised or guide.deadline.statutory
    time = limit.text if limit else guide.deadline.note
    if time and not is_none(time) and not isinstance(guide.body, Listing):
        yield str(time), "时间"
    yield from ((words, "") for words in overview_amounts(guide))
    if word := STATUS.get(str(guide.publication.status or "")):
        yield word, "状态"


def _count_findings(reading: Reading, guides: Sequence[Guide]) -> Iterator[Finding]:
    counts = Counter(guide.kind for guide in guides)
    if f"共{len(guides)}项" not in reading.text:
        yield COUNT, None, f"没有写“共{len(guides)}项”"
    words = "".join(f"{kind}{counts[kind]}" for kind in KINDS if counts[kind])
    if words not in reading.text:
        yield COUNT, None, f"各类的项数不对，应当是{words}"
