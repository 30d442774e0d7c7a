"""A reading + guides → findings about printed counts that differ from the definitions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from yizhangtu.model.conduct import Conduct
from yizhangtu.model.guide import Guide, walk
from yizhangtu.model.listing import Listing
from yizhangtu.model.points import AwardGroup, Points
from yizhangtu.verify.findings import COUNT, Finding
from yizhangtu.verify.letters import Reading, folded

TALLIES = {"清单": r"(\d+)张清单", "流程": r"(\d+)项(?:办事)?流程", "积分": r"(\d+)套积分", "规范": r"(\d+)套标准"}


def count_findings(reading: Reading, guide: Guide) -> Iterator[Finding]:
    """Check the counts on the sheets of one guide."""
    match guide.body:
        case Listing() as listing:
            yield from _list_findings(reading, guide, listing)
        case Points() as points:
            for head, groups in (("加分项", points.rewards), ("扣分项", points.penalties)):
                count = _scored(groups)
                yield from _stated_findings(reading, guide, rf"{head}共(\d+)项", count, head, False)


def _scored(groups: Sequence[AwardGroup]) -> int:
    """How many items of these groups give or take points: 一票否决 is not counted."""
    awards = [award for group in groups for award in group.awards]
    return sum(not award.score or award.score.kind != "veto" for award in awards)


def _list_findings(reading: Reading, guide: Guide, listing: Listing) -> Iterator[Finding]:
    count = len(listing.rows)
    yield from _stated_findings(reading, guide, r"清单事项：?(\d+)项", count, "清单事项", True)
    groups = len({str(row.group) for row in listing.rows if row.group})
    if groups > 1:
        yield from _stated_findings(reading, guide, rf"清单事项：?{count}项、(\d+)大类", groups, "大类", True)
    linked = sum(1 for row in listing.rows if row.linked)
    if linked:
        yield from _stated_findings(reading, guide, r"(\d+)项有流程图", linked, "有流程图的事项", True)
    sizes = Counter({name: len(rows) for name, rows in listing.groups if name})
    if len(sizes) == len(listing.groups):  # only where every group is contiguous
        for name, size in sizes.items():
            yield from _stated_findings(
                reading, guide, rf"{re.escape(folded(name))}（?(\d+)项", size, f"“{name}”", False
            )


def _stated_findings(
    reading: Reading, guide: Guide, pattern: str, count: int, what: str, must: bool
) -> Iterator[Finding]:
    """Compare every number that matches the pattern with `count`; `must`: report a missing number too."""
    found = {int(number) for number in re.findall(pattern, reading.text)}
    if count not in found and (must or found):
        stated = "、".join(map(str, sorted(found)))
        what = f"{what}写的是 {stated} 项" if found else f"没有写{what}有几项"
        yield COUNT, guide.title.span or guide.span, f"“{guide.title}”{what}，实际有 {count} 项"


def cover_findings(reading: Reading, guides: Sequence[Guide], pages: Sequence[int]) -> Iterator[Finding]:
    """Check the counts by kind on the cover of a booklet (`pages`)."""
    counts = Counter(guide.kind for guide in guides)
    stated = "".join(reading.page(page).text for page in pages)
    for kind, pattern in TALLIES.items():
        found = {int(number) for number in re.findall(pattern, stated)}
        if found and found != {counts[kind]}:
            shown = "、".join(map(str, sorted(found)))
            yield COUNT, None, f"封面写着{kind} {shown} 项，实际有 {counts[kind]} 项"


def overview_amounts(guide: Guide) -> tuple[str, ...]:
    """How much a guide contains in the wording of 总图: 加分12项, 标准14条. Zero counts are left out."""
    match guide.body:
        case Listing() as listing:
            found = [("", len(listing.rows), "项")]
        case Points() as points:
            found = [
                ("加分", sum(len(group.awards) for group in points.rewards), "项"),
                ("扣分", _scored(points.penalties), "项"),
                ("兑换", len(points.exchange), "种"),
            ]
        case Conduct() as conduct:
            found = [
                ("", len({str(one.occasion) for one in conduct.standards if one.occasion}), "种场合"),
                ("标准", len(conduct.standards), "条"),
                ("提倡", len(conduct.encouraged), "条"),
                ("禁止", len(conduct.forbidden), "条"),
            ]
        case _:
            found = []
    return tuple(f"{name}{count}{unit}" for name, count, unit in found if count)


def contents_amount(guide: Guide) -> str:
    """How much a guide contains in the wording of 目录: 28项."""
    match guide.body:
        case Listing() as listing:
            count = len(listing.rows)
        case Points() as points:
            count = sum(len(group.awards) for group in (*points.rewards, *points.penalties))
        case Conduct() as conduct:
            count = len(conduct.standards) or len(conduct.encouraged) + len(conduct.forbidden)
        case _:
            count = 0
    return f"{count}项" if count else ""


def guides_by_handler(guides: Sequence[Guide]) -> dict[str, int]:
    """Handler → number of guides that name it."""
    found: Counter[str] = Counter()
    for guide in guides:
        named = {str(name) for name in guide.handlers} | {str(one.by) for one in walk(guide.steps) if one.by}
        found.update(folded(name) for name in named)
    return dict(found)
