"""A guide → its rules as numbered points, each once, for villagers to agree or not (征求意见表)."""

from collections.abc import Iterable, Iterator
from itertools import count
from typing import NamedTuple

from yizhangtu.content.boxes import ListItem
from yizhangtu.content.facts import limit_texts, oversight_phones, oversight_text
from yizhangtu.content.provisions import afterwards, applying, condition_items, material_items
from yizhangtu.flow.cards import handler_of
from yizhangtu.model.conduct import Conduct, Standard
from yizhangtu.model.guide import Entry, Guide, Parallel, material_text, walk
from yizhangtu.model.listing import Listing, ListRow
from yizhangtu.model.points import AwardGroup, Points, in_points
from yizhangtu.model.project import Project

STEPS = "怎么办"


class Point(NamedTuple):
    """One rule: `number` counts from 1 through the whole guide; `note` says who, when and how."""

    number: int
    text: str
    note: str = ""

    @property
    def words(self) -> str:
        """The rule in one line."""
        return f"{self.text}（{self.note}）" if self.note else self.text


class PointGroup(NamedTuple):
    """Points below one head."""

    title: str
    points: tuple[Point, ...]


_Said = tuple[str, str]  # text and note of a point


def point_groups(guide: Guide) -> tuple[PointGroup, ...]:
    """Every rule of a guide once: those of its table, the steps, and what else it provides for."""
    numbers = count(1)
    return tuple(
        PointGroup(title, tuple(Point(next(numbers), text, note) for text, note in said))
        for title, found in _groups(guide)
        if (said := tuple(found))
    )


def opinions_go_to(guide: Guide, project: Project) -> tuple[str, ...]:
    """意见方式; where none is written, the window and phone of 帮办代办, and 监督电话."""
    who = guide.assistant
    helped = " ".join(str(part) for part in (who.window, who.phone) if part) if who else ""
    phones = (f"监督电话 {number}" for number, _ in oversight_phones(guide, project))
    return tuple(map(str, guide.publication.comments_to)) or tuple(text for text in (helped, *phones) if text)


def _groups(guide: Guide) -> Iterator[tuple[str, Iterable[_Said]]]:
    match guide.body:
        case Points() as points:
            yield from _of_points(points)
        case Conduct() as conduct:
            yield from _of_conduct(conduct)
        case Listing() as listing:
            for name, rows in listing.groups:
                yield name or "清单事项", ((str(row.item), _row_note(listing, row)) for row in rows)
    yield from _of_process(guide)
    for box in applying(guide):
        yield box.title, _said(box.items)
    fees = (("收费", guide.fee), ("办理结果", guide.result))
    yield "收费和结果", ((f"{head}：{text}", "") for head, texts in fees for text in texts)
    yield "谁来监督", ((oversight_text(one), "") for one in guide.oversight)
    for box in afterwards(guide):
        yield box.title, _said(box.items)
    yield "其他", ((str(text), "") for text in guide.notes)


def _of_process(guide: Guide) -> Iterator[tuple[str, Iterable[_Said]]]:
    """Who may apply, with what, by when, and the steps in the order written."""
    yield "谁能办", _said(condition_items(guide.conditions))
    yield "要带的材料", _said(material_items(guide.materials))
    handlers = [f"{guide.handler_label}：{'、'.join(guide.handlers)}"] if guide.handlers else []
    yield "谁办、多久", ((text, "") for text in (*handlers, *limit_texts(guide.deadline)))
    yield STEPS, (_step(entry, guide) for entry in walk(guide.steps) if entry.name)


def _step(entry: Entry, guide: Guide) -> _Said:
    """村级审查：看材料齐不齐, with who does it, until when, and the outcomes."""
    text = "：".join(str(part) for part in (entry.name, entry.detail) if part)
    parts = [handler_of(entry, guide), str(entry.within.text) if entry.within else ""]
    if not isinstance(entry, Parallel):
        if entry.vote:
            parts += [f"到会：{entry.vote.quorum}" if entry.vote.quorum else ""]
            parts += [f"通过：{entry.vote.majority}" if entry.vote.majority else ""]
        parts += [f"结果：{'／'.join(str(one.outcome) for one in entry.branches)}" if entry.branches else ""]
    parts += [f"材料：{'、'.join(map(material_text, entry.materials))}" if entry.materials else ""]
    parts += [f"监督：{'、'.join(entry.oversight)}" if entry.oversight else ""]
    return text, "；".join(part for part in parts if part)


def _said(items: Iterable[ListItem]) -> Iterator[_Said]:
    """Items of a list; what stands below a head has it before it, and what stands below two has both."""
    head, complete = "", True
    for item in items:
        if item.head:
            head = item.text if complete else f"{head}：{item.text}"
        complete = not item.head
        if complete:
            yield (f"{head}：{item.text}" if head else item.text), ""


def _row_note(listing: Listing, row: ListRow) -> str:
    """What a row says beside its item, column by column."""
    parts = ((listing.head(name), row.cell(name)) for name in listing.columns if name != "事项")
    return "；".join(f"{head}：{text}" for head, text in parts if text)


def _of_points(points: Points) -> Iterator[tuple[str, Iterable[_Said]]]:
    base = (("基础分", points.base), ("周期", points.period))
    yield "怎么算分", ((f"{head}：{text}", "") for head, text in base if text)
    for title, groups in (("加分", points.rewards), ("扣分", points.penalties)):
        for group in groups:
            yield " · ".join(part for part in (title, str(group.name or "")) if part), _awards(group)
    tiers = (
        (f"{one.name}：{one.range}" if one.range else str(one.name), str(one.benefit or "")) for one in points.tiers
    )
    yield "等级", tiers
    goods = (
        (f"{one.good}：{in_points(str(one.points))}" if one.points else str(one.good), str(one.note or ""))
        for one in points.exchange
    )
    yield "兑换", goods


def _awards(group: AwardGroup) -> Iterator[_Said]:
    """The items of a group; a cap for all of them is a point of its own."""
    for one in group.awards:
        yield (f"{one.item}：{one.score.text}" if one.score else str(one.item)), "；".join(one.remarks)
    if group.cap:
        yield f"这一类最多：{group.cap}", ""


def _of_conduct(conduct: Conduct) -> Iterator[tuple[str, Iterable[_Said]]]:
    for occasion in conduct.occasions:
        rows = [one for one in conduct.standards if str(one.occasion or "") == occasion]
        yield (
            occasion or "标准",
            (("：".join(part for part in (str(one.item), _limits(one)) if part), str(one.note or "")) for one in rows),
        )
    for title, texts in (
        ("提倡", conduct.encouraged),
        ("禁止", conduct.forbidden),
        ("奖惩", conduct.consequences),
    ):
        yield title, ((str(text), "") for text in texts)


def _limits(one: Standard) -> str:
    """不超过15桌; 城：不超过20桌，乡：不超过15桌."""
    return "，".join(f"{label}：{limit.text}" if label else str(limit.text) for label, limit in one.says)
