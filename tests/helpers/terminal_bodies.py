"""Lists, points and standards that hypothesis makes up, what each must say, and the columns of their tables read off
a screen."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st

from helpers.terminal_lines import cut, folded, streams
from yizhangtu.export.terminal.listing import ListColumns
from yizhangtu.export.terminal.pen import Pen
from yizhangtu.export.terminal.terminal import Terminal, TerminalHeading, render
from yizhangtu.export.terminal.text_area import TextArea
from yizhangtu.model.conduct import Conduct, Limit, Standard
from yizhangtu.model.deadline import Deadline
from yizhangtu.model.diagnostics import Span, Text
from yizhangtu.model.guide import Assistant
from yizhangtu.model.line import Line
from yizhangtu.model.listing import STANDARD_COLUMNS, Channel, LinkedGuide, Listing, ListRow
from yizhangtu.model.points import Award, AwardGroup, Points, Reward, Score, ScoreKind, Tier

AT = Span("例.yaml", 1, 1, 1, 1)
NO_STEPS = Line(())
OWN = "公开范围"  # a column of the author's own
Body = Listing | Points | Conduct


def shown(body: Body, size: int, **more: bool) -> str:
    """The screen of a guide that has nothing but a body."""
    return render(NO_STEPS, TerminalHeading("例"), Terminal(size, **more), body)


def listing(rows: list[ListRow], ordered: tuple[str, ...] = ()) -> Listing:
    """A list with numbers and columns as the reader gives them."""
    numbered = tuple(row._replace(number=n) for n, row in enumerate(rows, start=1))
    columns = (*ordered, *(name for name in STANDARD_COLUMNS if name not in ordered))
    used = [name for name in columns if any(row.cell(name) for row in numbered)]
    return Listing(numbered, tuple(dict.fromkeys(("事项", *used))), tuple(map(Text, ordered)))


def row(item: str, **more: object) -> ListRow:
    return ListRow(0, Text(item), AT)._replace(**more)


def award(item: str, shown: str = "", unit: str = "", **more: object) -> Award:
    score = Score(Text(shown), ScoreKind.POINTS, shown=shown, unit=unit) if shown else None
    return Award(Text(item), score, AT)._replace(**more)


def standard(occasion: str, item: str, limit: str = "", **more: object) -> Standard:
    most = Limit(Text(limit), limit) if limit else None
    return Standard(Text(item), AT, Text(occasion) if occasion else None, most)._replace(**more)


# What hypothesis makes up. `words` are strings; some of them are empty, as a text of blanks alone is.


def built(kind: Any, *given: st.SearchStrategy[Any], **named: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Records of a kind with defaults for what is not given: hypothesis makes up all fields of a NamedTuple."""
    rest = {
        name: st.just(value) for name, value in kind._field_defaults.items() if name not in kind._fields[: len(given)]
    }
    return st.builds(kind, *given, **{**rest, **named})


def listings(words: st.SearchStrategy[str]) -> st.SearchStrategy[Listing]:
    text = words.map(Text)
    few = st.lists(text, max_size=2).map(tuple)
    maybe = st.one_of(st.none(), text)
    when = st.one_of(st.none(), text.map(Deadline))
    linked = built(LinkedGuide, words, words, words, few, when, few)
    rows = built(
        ListRow, number=st.just(0), item=text, span=st.just(AT), group=st.one_of(st.none(), st.sampled_from("甲乙")),
        handlers=few, within=when, oversight=few, basis=few,
        channels=st.lists(built(Channel, text, st.booleans()), max_size=2).map(tuple),
        flow=maybe, department=maybe, roles=few,
        assistant=st.one_of(st.none(), built(Assistant, maybe, maybe, maybe)),
        note=maybe, further=st.one_of(st.just(()), text.map(lambda t: ((OWN, t),))),
        linked=st.one_of(st.none(), linked),
    )  # fmt: skip
    return st.lists(rows, max_size=5).map(lambda found: listing(found, (OWN,)))


def points(words: st.SearchStrategy[str]) -> st.SearchStrategy[Points]:
    text = words.map(Text)
    maybe = st.one_of(st.none(), text)
    numbers = st.sampled_from(["+5", "\u221210", "+1至+10", "降B级", "一票否决", "凭证书，由村民代表会议评定"])
    score = st.builds(
        lambda stated, shown, unit: Score(stated, ScoreKind.POINTS, shown=shown, unit=unit),
        text, numbers, st.sampled_from(["", "/次", "每户每年"]),
    )  # fmt: skip
    awards = built(Award, text, st.one_of(st.none(), score), st.just(AT), maybe, maybe, maybe)
    groups = st.lists(built(AwardGroup, maybe, st.lists(awards, max_size=3).map(tuple), maybe), max_size=2)
    tiers = st.lists(built(Tier, text, maybe, maybe, st.just(AT)), max_size=3)
    goods = st.lists(built(Reward, text, maybe, maybe, st.just(AT)), max_size=3)
    some = groups.map(tuple)
    return built(Points, maybe, maybe, some, some, tiers.map(tuple), goods.map(tuple))


def conducts(words: st.SearchStrategy[str]) -> st.SearchStrategy[Conduct]:
    text = words.map(Text)
    few = st.lists(text, max_size=3).map(tuple)
    maybe = st.one_of(st.none(), text)
    limit = st.one_of(st.none(), built(Limit, text, words, st.sampled_from(["", "15", "3-5"]), words))
    items = st.one_of(st.sampled_from(["宴席（每桌10人）", "礼金", "车辆"]).map(Text), text)
    occasions = st.one_of(st.none(), st.sampled_from(["婚事（结婚、出嫁）", "丧事", "其他"]).map(Text), text)
    standards = built(Standard, items, st.just(AT), occasions, limit, limit, limit, limit, maybe)
    return built(Conduct, st.lists(standards, max_size=7).map(tuple), few, few, few)


def bodies(words: st.SearchStrategy[str]) -> st.SearchStrategy[Body]:
    return st.one_of(listings(words), points(words), conducts(words))


# What must be on the screen.


def stated(body: Body) -> Iterator[str]:
    """Every string of a body."""
    match body:
        case Listing():
            for one in body.rows:
                yield from _said_row(one)
        case Points():
            yield from (body.period or "", body.base or "")
            for group in (*body.rewards, *body.penalties):
                yield from (group.name or "", group.cap or "")
                for earned in group.awards:
                    yield from (earned.item, earned.cap or "", earned.evidence or "", earned.note or "")
                    if earned.score:
                        yield from (earned.score.shown, earned.score.unit)
            for tier in body.tiers:
                yield from (tier.name, tier.range or "", tier.benefit or "")
            for good in body.exchange:
                yield from (good.good, good.points or "", good.note or "")
        case Conduct():
            yield from (*body.encouraged, *body.forbidden, *body.consequences)
            for one_of in body.standards:
                yield from (one_of.item, one_of.occasion or "", one_of.note or "")
                for label, limit in one_of.says:
                    yield from (label, f"{limit.before}{limit.number}{limit.after}")


def _said_row(one: ListRow) -> Iterator[str]:
    yield from (one.item, one.group or "", *one.who, *one.watch, *one.basis, one.department or "", *one.roles)
    yield from (one.when.text if one.when else "", one.note or "", *(channel.name for channel in one.channels))
    yield from (text for _, text in one.further)
    if one.assistant:
        yield from (one.assistant.name or "", one.assistant.phone or "", one.assistant.window or "")
    if one.linked:
        yield from (one.linked.stem, one.linked.number)
    else:
        yield one.flow or ""


def plain_minus(text: str) -> str:
    """The minus of the page is a hyphen in a terminal: − has another width on every other one."""
    return text.replace("\u2212", "-")


def all_streams(text: str, body: Body | None, size: int) -> list[str]:
    """The whole screen, the columns of its rail, of its list and of its tables, each from top to bottom, no blanks."""
    found = streams(text, size)
    if isinstance(body, Listing):
        wide = min(max(size, 40), 120)
        table = ListColumns.of(body, TextArea(Pen(), wide))
        at = [table.item_at, *(place for _, place in table.beside), wide]
        rows = text.split("\n")
        found += [folded("".join(cut(one, a, b) for one in rows)) for a, b in itertools.pairwise(at)]
    return found + list(grid_cells(text))


def grid_cells(text: str) -> Iterator[str]:
    """The text of each cell of the tables on a screen."""
    held: list[list[str]] = []
    inside = False
    for one in text.split("\n"):
        if one[:1] in "┌├└" and one[-1:] in "┐┤┘" and one:
            inside = one[0] != "└"
            yield from (folded("".join(parts)) for parts in zip(*held, strict=True))
            held = []
        elif inside:
            held.append(one.split("│")[1:-1])
