"""A guide → its steps and rows as cards: what a card is known by, and what must stand on it and on no other one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from yizhangtu.model.conduct import Conduct
from yizhangtu.model.diagnostics import Span, span_of
from yizhangtu.model.guide import Entry, GoTo, Guide, Inline, Parallel, Step, walk
from yizhangtu.model.listing import Listing, ListRow
from yizhangtu.model.points import AwardGroup, Points
from yizhangtu.verify.letters import folded
from yizhangtu.verify.said import Wanted, badge_of, wanted


@dataclass(frozen=True)
class Card:
    """Something with a place of its own on a sheet. `badge` is its number ("" for none), `name` folded. `must`: words
    on it. `shared`: words that neighbours with the same may say once for all of them. `within`: how many of the cards
    behind it lie inside it. `leads`: numbers of the steps that it points to."""

    badge: str
    name: str
    span: Span | None
    called: str
    must: tuple[Wanted, ...] = ()
    shared: tuple[Wanted, ...] = ()
    within: int = 0
    leads: tuple[Wanted, ...] = ()


def steps(guide: Guide) -> tuple[Card, ...]:
    """The steps and named blocks in the order written."""
    entries = walk(guide.steps)
    numbers = {str(one.name): badge_of(one) for one in entries if one.name}
    return tuple(_step(one, numbers, _following(guide, one)) for one in entries if one.name)


def _step(entry: Entry, numbers: dict[str, str], onward: tuple[str, ...]) -> Card:
    badge, name = badge_of(entry), entry.name or ""
    called = f"第{badge}步“{name}”"
    must = [wanted(str(text), text, "内容") for text in (entry.detail,) if text]
    if entry.within:
        must.append(wanted(str(entry.within.text), entry.within.text, "时限"))
    if entry.by:
        must.append(wanted(str(entry.by), entry.by, "办理"))
    must += (wanted(str(one.name), one.name, "材料") for one in entry.materials)
    leads: list[Wanted] = []
    if isinstance(entry, Step):
        if entry.vote:
            texts = (entry.vote.quorum, entry.vote.majority)
            must += (wanted(str(text), text, "表决") for text in texts if text)
        if not isinstance(entry.notice, bool):
            must.append(wanted(str(entry.notice), entry.notice, "公示"))
        for branch in entry.branches:
            must.append(wanted(str(branch.outcome), branch.outcome, "判断"))
            if branch.note:
                must.append(wanted(str(branch.note), branch.note, "说明"))
    leads += _leads(entry, numbers, badge, onward)
    return Card(badge, folded(name), entry.span, called, tuple(must), within=_inside(entry), leads=tuple(leads))


def _leads(entry: Entry, numbers: dict[str, str], own: str, onward: tuple[str, ...]) -> Iterator[Wanted]:
    """Steps that are pointed to by their numbers; what an arrow leads to has none."""
    targets = [entry.next] if isinstance(entry.next, GoTo) else []
    if isinstance(entry, Step):
        targets += [branch.target for branch in entry.branches if isinstance(branch.target, GoTo)]
    for target in targets:
        badge = numbers.get(str(target.name), "")
        if badge and badge != own and badge not in onward:
            yield wanted(badge, target.name, "去处")


def _following(guide: Guide, entry: Entry) -> tuple[str, ...]:
    """The numbers of the steps that an arrow may lead to from here: the next one written, and the next that is not
    inside."""
    order = walk(guide.steps)
    at = next(number for number, one in enumerate(order) if one is entry)
    after = order[at + 1 : at + 2]
    found = [*after, *order[at + 1 + len(_nested(entry)) :][:1]]
    for outer in order[:at]:  # the last one inside leads to what follows the whole
        inner = _nested(outer)
        if any(one is entry for one in inner):
            place = next(number for number, one in enumerate(order) if one is outer)
            found += order[place + 1 + len(inner) :][:1]
    return tuple(badge_of(one) for one in found)


def _nested(entry: Entry) -> tuple[Entry, ...]:
    if isinstance(entry, Parallel):
        return tuple(one for member in entry.members for one in walk(member))
    inner = (branch.target.entries for branch in entry.branches if isinstance(branch.target, Inline))
    return tuple(one for entries in inner for one in walk(entries))


def _inside(entry: Entry) -> int:
    return sum(1 for one in _nested(entry) if one.name)


def rows(guide: Guide) -> tuple[Card, ...]:
    """The rows of a list, the items of points, the standards of conduct."""
    match guide.body:
        case Listing() as listing:
            return tuple(_row(one) for one in listing.rows)
        case Points() as points:
            return (*_awards(points.rewards), *_awards(points.penalties), *_goods(points))
        case Conduct() as conduct:
            return tuple(_standards(conduct))
    return ()


def _row(one: ListRow) -> Card:
    shared = [wanted(str(text), text, "办理主体") for text in one.who]
    if one.when:
        shared.append(wanted(str(one.when.text), one.when.text if one.within else one.item, "时限"))
    shared += (wanted(str(text), text if one.oversight else one.item, "监督") for text in one.watch)
    shared += (wanted(str(text).rstrip("；;。"), text, "依据") for text in one.basis)
    texts = ((one.department, "责任部门"), *((text, "村级职责") for text in one.roles), (one.note, "备注"))
    shared += (wanted(str(text), text, what) for text, what in texts if text)
    if one.assistant:
        parts = (one.assistant.name, one.assistant.phone, one.assistant.window)
        shared += (wanted(str(text), text, "帮办代办") for text in parts if text)
    shared += (wanted(str(text), text, name) for name, text in one.further)
    must: list[Wanted] = []
    if one.linked:
        must += (wanted(text, one.flow, "看图") for text in (one.linked.number,) if text)
        must += (wanted(f"{page}页", one.flow, "手册页码") for page in (one.linked.page,) if page)
    called = f"第{one.number}项“{one.item}”"
    return Card(str(one.number), folded(one.item), one.span, called, tuple(must), tuple(shared))


def _awards(groups: Sequence[AwardGroup]) -> Iterator[Card]:
    for group in groups:
        for one in group.awards:
            score = (wanted(f"{one.score.shown}{one.score.unit}", one.score.text, "分值"),) if one.score else ()
            further = [wanted(str(text), text, "备注") for text in (one.cap, one.evidence, one.note) if text]
            yield Card("", folded(one.item), one.span, f"“{one.item}”", (), (*score, *further))


def _goods(points: Points) -> Iterator[Card]:
    for one in points.exchange:
        cost = (wanted(str(one.points), one.points, "分值"),) if one.points else ()
        yield Card("", folded(one.good), one.span, f"“{one.good}”", (), cost)


def _standards(conduct: Conduct) -> Iterator[Card]:
    """One for each item: its limits on all occasions."""
    for item in conduct.items:
        said: list[Wanted] = []
        own = [one for one in conduct.standards if str(one.item) == item]
        for one in own:
            said += (wanted(f"{limit.before}{limit.number}{limit.after}", limit.text, "标准") for _, limit in one.says)
            said += (wanted(str(one.note), one.note, "说明") for _ in range(1) if one.note)
        yield Card("", folded(item), span_of(own[0].item), f"“{item}”", (), tuple(said))
