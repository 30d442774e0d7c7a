"""All guides of a project → the texts of its overview (总图), with counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from yizhangtu.content.boxes import ListBox, ListItem
from yizhangtu.content.chapters import PICTURES, arranged, main_deadline
from yizhangtu.content.facts import Fact, oversight_phones, oversight_text
from yizhangtu.content.publication import status_of
from yizhangtu.model.conduct import Conduct
from yizhangtu.model.deadline import DeadlineKind
from yizhangtu.model.guide import Assistant, Guide
from yizhangtu.model.listing import Listing
from yizhangtu.model.overview import Count, Overview, OverviewRow, PictureBlock, Section, counted
from yizhangtu.model.points import Points
from yizhangtu.model.project import Project

TITLE, PICTURE = "办事总图", "总图"
ASK = "您要办什么事"  # over the blocks
OTHERS = "其他流程"
AND_OTHERS = "等"  # behind the place where most is done


def overview_of(guides: Sequence[Guide], project: Project, pages: Mapping[str, int]) -> Overview:
    """The guides by picture and list. `pages`: stem → page in the booklet."""
    found: dict[str, list[Guide]] = {}
    for chapter in arranged(guides):
        found.setdefault(str(chapter.guide.picture), []).append(chapter.guide)
    icons = dict(PICTURES)
    order = sorted(found, key=lambda name: (list(icons).index(name) if name in icons else len(icons), name))
    return Overview(tuple(PictureBlock(name, icons.get(name, ""), _sections(found[name], pages)) for name in order))


def _sections(guides: Sequence[Guide], pages: Mapping[str, int]) -> tuple[Section, ...]:
    """The lists of a block: what gives the block its name first, flows of no list last."""
    named: dict[str, list[Guide]] = {}
    for guide in guides:
        named.setdefault(str(guide.list_name or (OTHERS if guide.kind == "流程" else "")), []).append(guide)
    if set(named) == {OTHERS}:
        named = {"": named[OTHERS]}
    order = sorted(named, key=lambda name: (name == OTHERS, name != ""))
    return tuple(_section(name, named[name], pages) for name in order)


def _section(name: str, guides: Sequence[Guide], pages: Mapping[str, int]) -> Section:
    """A list and the flows that belong to it. A list guide that is the only one of its name becomes their head."""
    lists = [guide for guide in guides if guide.kind == "清单"]
    head = lists[0] if len(lists) == 1 and name else None
    ordered = lists + [guide for guide in guides if guide.kind != "清单"]
    rows = tuple(_row(guide, pages) for guide in ordered if guide is not head)
    return Section(name, rows, _row(head, pages) if head else None)


def _row(guide: Guide, pages: Mapping[str, int]) -> OverviewRow:
    limit = main_deadline(guide)
    time = str(limit.text if limit else guide.deadline.note or "")
    at_once = limit is not None and limit.kind is DeadlineKind.AT_ONCE
    if isinstance(guide.body, Listing):
        time, at_once = "", False  # its rows have their own
    return OverviewRow(
        str(guide.title), guide.kind, str(guide.number or ""), pages.get(guide.stem), time, at_once, _counts(guide),
        status_of(guide),
    )  # fmt: skip


def _counts(guide: Guide) -> tuple[Count, ...]:
    """What the tables of a guide hold; counts of 0 are left out."""
    match guide.body:
        case Listing() as listing:
            found = [Count("", len(listing.rows), "项")]
        case Points() as points:
            found = [
                Count("加分", sum(len(group.awards) for group in points.rewards), "项"),
                Count("扣分", points.counted_penalties, "项"),
                Count("兑换", len(points.exchange), "种"),
            ]
        case Conduct() as conduct:
            found = [
                Count("", sum(1 for name in conduct.occasions if name), "种场合"),
                Count("标准", len(conduct.standards), "条"),
                Count("提倡", len(conduct.encouraged), "条"),
                Count("禁止", len(conduct.forbidden), "条"),
            ]
        case _:
            found = []
    return tuple(count for count in found if count.number)


def facts(overview: Overview, guides: Sequence[Guide], project: Project) -> tuple[Fact, ...]:
    """How many guides there are, where most of them are handled, who helps, and where to complain."""
    rows = overview.rows
    kinds = " ".join(f"{count.name}{count.number}" for count in counted(rows))
    found = [Fact("list-checks", "三张图", f"共{len(rows)}项", (kinds,))]
    place, hours, only = _place(guides)
    if place:
        found.append(Fact("map-pin", "在哪办", place if only else place + AND_OTHERS, (hours,) if hours else ()))
    who = assistant(guides, project)
    if who and who.phone:
        name = " ".join(str(text) for text in (who.name, who.window) if text)
        found.append(Fact("hand-heart", "帮办代办", str(who.phone), (name,) if name else ()))
    phone = str(project.hotline or "") or next((p for guide in guides for p, _ in oversight_phones(guide, project)), "")
    if phone:
        found.append(Fact("phone", "监督电话", phone))
    return tuple(found)


def _place(guides: Sequence[Guide]) -> tuple[str, str, bool]:
    """The place that most guides name, its hours, and whether there is no other place."""
    places = [str(place) for guide in guides for place in guide.place[:1]]
    place = _most(places)
    hours = _most(str(when) for guide in guides if str(place) in guide.place for when in guide.hours[:1])
    return place, hours, len(set(places)) < 2


def _most(texts: Iterable[str]) -> str:
    """The most frequent one, of equals the first; "" of none."""
    return next((text for text, _ in Counter(texts).most_common(1)), "")


def assistant(guides: Sequence[Guide], project: Project) -> Assistant | None:
    """The project's 帮办代办, else that of the first guide that has one."""
    return project.assistant or next((guide.assistant for guide in guides if guide.assistant), None)


def boxes(overview: Overview, guides: Sequence[Guide], project: Project) -> tuple[ListBox, ...]:
    """How to use the overview, and the oversight of the project."""
    what = "和".join(text for text, known in (("编号", overview.numbered), ("手册页码", overview.paged)) if known)
    steps = ["在图上找到您要办的事", *([f"记住{what}"] if what else [])]
    where = "看墙上同一编号的图" if overview.numbered else "看墙上这件事的图"
    steps.append(f"{where}，或翻到手册那一页" if overview.paged else where)
    items = [ListItem(text, (str(number),)) for number, text in enumerate(steps, 1)]
    who = assistant(guides, project)
    if who and who.phone:
        items.append(ListItem("图上找不到的事，打帮办代办的电话问"))
    watch = tuple(ListItem(oversight_text(entry)) for entry in project.oversight)
    return (ListBox("怎么用这张图", tuple(items)), *([ListBox("监督管理", watch)] if watch else []))
