"""Guides → the texts of a booklet that belong to several of them: groups, index, phones, edition."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from yizhangtu.content.facts import oversight_phones
from yizhangtu.content.pinyin import dictionary_key, initial_of
from yizhangtu.flow.cards import is_reader
from yizhangtu.model.conduct import Conduct
from yizhangtu.model.deadline import Deadline, DeadlineKind, Quantity
from yizhangtu.model.guide import Guide, is_none, steps_of, walk
from yizhangtu.model.listing import Listing
from yizhangtu.model.points import Points
from yizhangtu.model.project import Project
from yizhangtu.read.guide.dates import iso_date
from yizhangtu.read.schema.keys import LISTS

FLOWS = "办事流程"  # the group of those that are in no list
GROUPS = (*LISTS, FLOWS, "积分制", "移风易俗")
TALLY = {
    "清单": "张清单",
    "流程": "项流程",
    "积分": "套积分",
    "规范": "套标准",
}  # kind → what its guides are counted in
SLOGAN = "一张图看懂，照着图办事"
ONLY_FLOWS = "项办事流程"
PICTURES = (("清单制", "list-checks"), ("积分制", "medal"), ("移风易俗", "handshake"))


class Chapter(NamedTuple):
    """A guide at its place in the booklet: `order` counts from 1, `slot` is its group's place among the groups."""

    guide: Guide
    order: int
    group: str
    slot: int


def group_of(guide: Guide) -> str:
    """所属清单; where it is in no list, the picture."""
    if guide.list_name:
        return str(guide.list_name)
    return FLOWS if guide.picture == PICTURES[0][0] else str(guide.picture)


def arranged(guides: Sequence[Guide]) -> tuple[Chapter, ...]:
    """Guides by group. In a group first the list (积分, 规范) that the others belong to, then by 编号 (2 before 10),
    then in the order given."""
    names = {group_of(guide) for guide in guides}
    groups = sorted(names, key=lambda name: (GROUPS.index(name) if name in GROUPS else GROUPS.index(FLOWS), name))
    ordered = sorted(
        enumerate(guides),
        key=lambda pair: (groups.index(group_of(pair[1])), pair[1].body is None, _number_key(pair[1]), pair[0]),
    )
    return tuple(
        Chapter(guide, order, group_of(guide), groups.index(group_of(guide)))
        for order, (_, guide) in enumerate(ordered, 1)
    )


def _number_key(guide: Guide) -> tuple[int, list[tuple[int, str]]]:
    if not guide.number:
        return 1, []
    parts = re.findall(r"\d+|\D+", str(guide.number))
    return 0, [(int(part), "") if part.isdecimal() else (-1, part) for part in parts]


def has_process(guide: Guide) -> bool:
    """Whether there are steps to draw."""
    return bool(guide.steps)


def extent(guide: Guide) -> str:
    """The number of entries of a guide with tables: 28项. "" for a 流程."""
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


def tally(guides: Iterable[Guide]) -> tuple[str, ...]:
    """The number of guides of each kind: 5张清单, 23项流程."""
    counts = Counter(guide.kind for guide in guides)
    if set(counts) == {"流程"}:
        return (f"{counts['流程']}{ONLY_FLOWS}",)
    return tuple(f"{counts[kind]}{unit}" for kind, unit in TALLY.items() if counts[kind])


def main_deadline(guide: Guide) -> Deadline | None:
    """承诺, else 法定; None where there is none, or it is 无."""
    limit = guide.deadline.promised or guide.deadline.statutory
    return None if limit is None or is_none(limit.text) else limit


def same_day(guide: Guide) -> bool:
    """Whether it is done at once or within one day, as promised. It is not where some time is not counted, or a step
    takes longer, such as a public notice."""
    limit = main_deadline(guide)
    slow = any(step.within and step.within.amount and not _in_a_day(step.within.amount) for step in walk(guide.steps))
    if limit is None or guide.deadline.excluded or slow:
        return False
    if limit.kind is DeadlineKind.AT_ONCE:
        return True
    amount = limit.amount
    if limit.kind is not DeadlineKind.WITHIN or amount is None or not limit.is_maximum:
        return False
    return _in_a_day(amount)


def _in_a_day(amount: Quantity) -> bool:
    """Whether a time is at most a day: 30分钟, 24小时, 1个工作日."""
    most = {"分钟": 24 * 60, "小时": 24, "工作日": 1, "日": 1}
    return amount.value <= most.get(amount.unit, 0)


def handlers_of(guide: Guide) -> tuple[str, ...]:
    """办理主体 and the handlers of the steps, without the reader."""
    named = [str(name) for name in guide.handlers] + [str(e.by) for e in walk(guide.steps) if e.by]
    return tuple(name for name in dict.fromkeys(named) if not is_none(name) and not is_reader(name, guide))


def at_home(guide: Guide) -> str:
    """The steps that are done without a visit, as their author says (线上), each with the way; "" where none is."""
    steps = [step for step in steps_of(guide.steps) if step.online]
    return "；".join(f"{step.name}：{'可以线上办' if step.online is True else step.online}" for step in steps)


def index_of(chapters: Sequence[Chapter]) -> list[tuple[str, list[Chapter]]]:
    """Handlers of several guides with these; who has most comes first, equals in order of appearance. The handler of a
    single guide is found in that guide."""
    found: dict[str, list[Chapter]] = {}
    for chapter in chapters:
        for name in handlers_of(chapter.guide):
            found.setdefault(name, []).append(chapter)
    several = [(name, own) for name, own in found.items() if len(own) > 1]
    return sorted(several, key=lambda pair: -len(pair[1]))


class Keyword(NamedTuple):
    """A word under which a guide is looked up: its title or one of its 关键词."""

    word: str
    chapter: Chapter


def keywords_of(chapters: Sequence[Chapter]) -> list[tuple[str, list[Keyword]]]:
    """Titles and 关键词 of all guides by the first letter of their pinyin, in the order of a dictionary."""
    found: dict[str, list[Keyword]] = {}
    words = {(str(word), chapter) for chapter in chapters for word in (chapter.guide.title, *chapter.guide.keywords)}
    for word, chapter in sorted(words, key=lambda pair: (dictionary_key(pair[0]), pair[1].order)):
        found.setdefault(initial_of(word), []).append(Keyword(word, chapter))
    return list(found.items())


def phones(guides: Iterable[Guide], project: Project) -> list[tuple[str, str]]:
    """(who, number) of every phone of the booklet, each number once: 帮办代办, 监督, then 咨询."""
    found: dict[str, str] = {}
    kept = list(guides)
    for who in [project.assistant, *(guide.assistant for guide in kept)]:
        if who and who.phone:
            window = f"（{who.window}）" if who.window else ""
            found.setdefault(str(who.phone), f"帮办代办 {who.name or ''}{window}".strip())
    for guide in kept:
        for number, by in oversight_phones(guide, project):
            found.setdefault(number, f"监督电话（{by}）" if by else "监督电话")
    if project.hotline:
        found.setdefault(str(project.hotline), "监督电话")
    asked: dict[str, list[str]] = {}
    for guide in kept:
        for phone in guide.phone:
            asked.setdefault(str(phone), []).append(str(guide.title))
    for number, titles in asked.items():
        found.setdefault(number, f"咨询：{titles[0]}" if len(titles) == 1 and len(kept) > 1 else "咨询电话")
    return [(who, number) for number, who in found.items()]


def edition(guides: Iterable[Guide]) -> str:
    """The month of the latest publication: 2026年11月版."""
    latest = max((iso_date(str(guide.publication.date or "")) for guide in guides), default="")
    return f"{latest[:4]}年{int(latest[5:7])}月版" if latest else ""


def place_name(project: Project) -> str:
    """Whose booklet it is: county, town, and the village where the project has only one."""
    village = str(project.villages[0].name) if len(project.villages) == 1 else ""
    return "".join(str(part) for part in (project.county, project.town, village) if part)
