"""A guide → its steps and rows as cards: what identifies a card, and the texts that must stand on it and on no
other."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from yizhangtu.model.conduct import Conduct
from yizhangtu.model.diagnostics import Span, span_of
from yizhangtu.model.guide import Entry, GoTo, Guide, Inline, Parallel, Step, walk
from yizhangtu.model.listing import Listing, ListRow
from yizhangtu.model.points import AwardGroup, Points
from yizhangtu.verify.expected_texts import ExpectedText, badge_of, expected_text
from yizhangtu.verify.letters import folded


class ExpectedCard(NamedTuple):
    """A step or row with a place of its own on a sheet. `badge`: its number ("" for none); `name`: without blanks;
    `required`: texts on the card; `shared`: texts that neighbouring cards with the same text may print once;
    `inner_cards`: how many of the following cards are inside this one; `links`: numbers of steps that it refers to."""

    badge: str
    name: str
    span: Span | None
    label: str
    required: tuple[ExpectedText, ...] = ()
    shared: tuple[ExpectedText, ...] = ()
    inner_cards: int = 0
    links: tuple[ExpectedText, ...] = ()


def steps(guide: Guide) -> tuple[ExpectedCard, ...]:
    """Steps and named blocks in the order of the definition."""
    entries = walk(guide.steps)
    numbers = {str(one.name): badge_of(one) for one in entries if one.name}
    return tuple(_step(one, numbers, _reached_by_arrow(guide, one)) for one in entries if one.name)


def _step(entry: Entry, numbers: dict[str, str], onward: tuple[str, ...]) -> ExpectedCard:
    badge, name = badge_of(entry), entry.name or ""
    label = f"第{badge}步“{name}”"
    required = [expected_text(str(text), text, "内容") for text in (entry.detail,) if text]
    if entry.within:
        required.append(expected_text(str(entry.within.text), entry.within.text, "时限"))
    if entry.by:
        required.append(expected_text(str(entry.by), entry.by, "办理"))
    required += (expected_text(str(one.name), one.name, "材料") for one in entry.materials)
    links: list[ExpectedText] = []
    if isinstance(entry, Step):
        if entry.vote:
            texts = (entry.vote.quorum, entry.vote.majority)
            required += (expected_text(str(text), text, "表决") for text in texts if text)
        if not isinstance(entry.notice, bool):
            required.append(expected_text(str(entry.notice), entry.notice, "公示"))
        for branch in entry.branches:
            required.append(expected_text(str(branch.outcome), branch.outcome, "判断"))
            if branch.note:
                required.append(expected_text(str(branch.note), branch.note, "说明"))
    links += _links(entry, numbers, badge, onward)
    return ExpectedCard(
        badge, folded(name), entry.span, label, tuple(required), inner_cards=_inner_cards(entry), links=tuple(links)
    )


def _links(entry: Entry, numbers: dict[str, str], own: str, onward: tuple[str, ...]) -> Iterator[ExpectedText]:
    """Steps that must be referred to by number; a target that an arrow reaches has no printed number."""
    targets = [entry.next] if isinstance(entry.next, GoTo) else []
    if isinstance(entry, Step):
        targets += [branch.target for branch in entry.branches if isinstance(branch.target, GoTo)]
    for target in targets:
        badge = numbers.get(str(target.name), "")
        if badge and badge != own and badge not in onward:
            yield expected_text(badge, target.name, "去处")


def _reached_by_arrow(guide: Guide, entry: Entry) -> tuple[str, ...]:
    """Numbers of the steps that an arrow may reach from here: the next one in the definition, and the next one
    outside."""
    order = walk(guide.steps)
    at = next(number for number, one in enumerate(order) if one is entry)
    after = order[at + 1 : at + 2]
    found = [*after, *order[at + 1 + len(_inner_entries(entry)) :][:1]]
    for outer in order[:at]:  # the last inner entry continues after the outer one
        inner = _inner_entries(outer)
        if any(one is entry for one in inner):
            place = next(number for number, one in enumerate(order) if one is outer)
            found += order[place + 1 + len(inner) :][:1]
    return tuple(badge_of(one) for one in found)


def _inner_entries(entry: Entry) -> tuple[Entry, ...]:
    if isinstance(entry, Parallel):
        return tuple(one for member in entry.members for one in walk(member))
    inner = (branch.target.entries for branch in entry.branches if isinstance(branch.target, Inline))
    return tuple(one for entries in inner for one in walk(entries))


def _inner_cards(entry: Entry) -> int:
    return sum(1 for one in _inner_entries(entry) if one.name)


def rows(guide: Guide) -> tuple[ExpectedCard, ...]:
    """The rows of a list, the items of points, the standards of conduct."""
    match guide.body:
        case Listing() as listing:
            return tuple(_row(one) for one in listing.rows)
        case Points() as points:
            return (*_awards(points.rewards), *_awards(points.penalties), *_goods(points))
        case Conduct() as conduct:
            return tuple(_standards(conduct))
    return ()


def _row(one: ListRow) -> ExpectedCard:
    shared = [expected_text(str(text), text, "办理主体") for text in one.who]
    if one.when:
        shared.append(expected_text(str(one.when.text), one.when.text if one.within else one.item, "时限"))
    shared += (expected_text(str(text), text if one.oversight else one.item, "监督") for text in one.watch)
    shared += (expected_text(str(text).rstrip("；;。"), text, "依据") for text in one.basis)
    texts = ((one.department, "责任部门"), *((text, "村级职责") for text in one.roles), (one.note, "备注"))
    shared += (expected_text(str(text), text, what) for text, what in texts if text)
    if one.assistant:
        parts = (one.assistant.name, one.assistant.phone, one.assistant.window)
        shared += (expected_text(str(text), text, "帮办代办") for text in parts if text)
    shared += (expected_text(str(text), text, name) for name, text in one.further)
    required: list[ExpectedText] = []
    if one.linked:
        required += (expected_text(text, one.flow, "看图") for text in (one.linked.number,) if text)
        required += (expected_text(f"{page}页", one.flow, "手册页码") for page in (one.linked.page,) if page)
    label = f"第{one.number}项“{one.item}”"
    return ExpectedCard(str(one.number), folded(one.item), one.span, label, tuple(required), tuple(shared))


def _awards(groups: Sequence[AwardGroup]) -> Iterator[ExpectedCard]:
    for group in groups:
        for one in group.awards:
            score = (expected_text(f"{one.score.shown}{one.score.unit}", one.score.text, "分值"),) if one.score else ()
            further = [expected_text(str(text), text, "备注") for text in (one.cap, one.evidence, one.note) if text]
            yield ExpectedCard("", folded(one.item), one.span, f"“{one.item}”", (), (*score, *further))


def _goods(points: Points) -> Iterator[ExpectedCard]:
    for one in points.exchange:
        cost = (expected_text(str(one.points), one.points, "分值"),) if one.points else ()
        yield ExpectedCard("", folded(one.good), one.span, f"“{one.good}”", (), cost)


def _standards(conduct: Conduct) -> Iterator[ExpectedCard]:
    """One card per item, with its limits on all occasions."""
    for item in conduct.items:
        texts: list[ExpectedText] = []
        own = [one for one in conduct.standards if str(one.item) == item]
        for one in own:
            texts += (
                expected_text(f"{limit.before}{limit.number}{limit.after}", limit.text, "标准") for _, limit in one.says
            )
            texts += (expected_text(str(one.note), one.note, "说明") for _ in range(1) if one.note)
        yield ExpectedCard("", folded(item), span_of(own[0].item), f"“{item}”", (), tuple(texts))
