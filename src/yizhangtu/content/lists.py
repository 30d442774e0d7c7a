"""A guide → its titled lists: what to bring, who may apply, who watches."""

from yizhangtu.content.boxes import ListBox, ListItem, Phone
from yizhangtu.content.facts import TIME, facts, nobody_watches, oversight_phones, oversight_text, time_texts
from yizhangtu.content.provisions import afterwards, applying, condition_items, material_items
from yizhangtu.flow.cards import badge_of
from yizhangtu.model.guide import Guide, walk
from yizhangtu.model.project import Project

MATERIALS = "要带的材料"
OVERSIGHT = "监督管理"


def list_boxes(guide: Guide) -> tuple[ListBox, ...]:
    """All lists of a guide."""
    return (*lists_before(guide), *lists_after(guide))


def lists_before(guide: Guide) -> tuple[ListBox, ...]:
    """The lists that are read before the steps: 申请条件, 要带的材料, and what else one needs to know to apply."""
    boxes: list[ListBox] = []
    if guide.conditions:
        boxes.append(ListBox("申请条件", condition_items(guide.conditions)))
    if guide.materials:
        boxes.append(ListBox(MATERIALS, material_items(guide.materials)))
    return (*boxes, *applying(guide))


def lists_after(guide: Guide) -> tuple[ListBox, ...]:
    """The lists that are read after the steps: 监督管理 (with the steps that are watched), what follows, 要注意."""
    watched = watched_items(guide)
    entries = () if nobody_watches(guide) else guide.oversight
    items = (*watched, *(ListItem(oversight_text(entry)) for entry in entries))
    found = [ListBox(OVERSIGHT, items)] if items else []
    found += afterwards(guide)
    if guide.notes:
        found.append(ListBox("要注意", tuple(ListItem(str(text)) for text in guide.notes)))
    if guide.revisions:
        own = guide.revisions
        parts = (("改动", own.compared), ("删去的步骤", own.removed), ("删去的内容", own.removed_rows))
        found += (ListBox(title, tuple(ListItem(str(text)) for text in texts)) for title, texts in parts if texts)
    return tuple(found)


def foot_boxes(guide: Guide, project: Project) -> tuple[ListBox, ...]:
    """The lists at the foot of a poster: materials first, long deadlines as a list, the numbers of 监督管理 apart."""
    before, after = lists_before(guide), lists_after(guide)
    boxes = [box for box in before if box.title == MATERIALS]
    if any(fact.long for fact in facts(guide, project)):
        boxes.append(ListBox(TIME, tuple(map(ListItem, _time_lines(guide)))))
    boxes += (box for box in before if box.title != MATERIALS)
    phones = tuple(
        Phone(f"监督电话（{by}）" if by else "监督电话", number) for number, by in oversight_phones(guide, project)
    )
    if phones:
        entries = () if nobody_watches(guide) else guide.oversight
        texts = (oversight_text(entry._replace(phone=None)) for entry in entries)
        items = (*watched_items(guide), *(ListItem(text) for text in texts if text))
        after = (ListBox(OVERSIGHT, items, phones), *(box for box in after if box.title != OVERSIGHT))
    return (*boxes, *after)


def _time_lines(guide: Guide) -> list[str]:
    """The texts of 时间要求 as lines of a list: 承诺 has its name where 法定 stands below it."""
    first, *others = time_texts(guide)
    named = guide.deadline.promised and guide.deadline.statutory
    return [f"承诺：{first}" if named else first, *others]


def watched_items(guide: Guide) -> tuple[ListItem, ...]:
    """监督 of the steps: equal texts once, with the numbers of all their steps."""
    numbers: dict[str, list[str]] = {}
    for entry in walk(guide.steps):
        for text in entry.oversight:
            numbers.setdefault(str(text), []).append(badge_of(entry))
    return tuple(ListItem(text, tuple(marks)) for text, marks in numbers.items())
