"""Lines of cards to draw: one by hand, and any that hypothesis makes up; and what is read off a screen."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import TypeVar

from hypothesis import strategies as st

from yizhangtu.export.terminal.cells import width
from yizhangtu.export.terminal.terminal import TerminalHeading
from yizhangtu.model.guide import HANDLER
from yizhangtu.model.line import Card, Entrance, Exit, Line, Panel, Remark, Shape, Tone, Way

T = TypeVar("T")
BOXES = re.compile("[\u2500-\u257f]")


def card(badge: str, title: str, handler: str = "", deadline: str = "", **more: object) -> Card:
    result = Card(node=0, badge=badge, shape=Shape.STEP, title=title, handler=handler, deadline=deadline, linked=True)
    return result._replace(**more)  # type: ignore[arg-type]


def member(badge: str, title: str, handler: str) -> Panel:
    return Panel("", "", (card(badge, title, handler, "5个工作日", linked=False),))


def back(label: str, note: str, badge: str) -> tuple[Exit, ...]:
    return (Exit(label, note, Way.BACK, badge, 0, 1, Tone.BAD),)


def onward(label: str) -> Exit:
    """What the arrow to the next card says."""
    return Exit(label, "", Way.ON, "5", 0, 2, Tone.GOOD)


MEMBERS = (
    member("6", "查规划用地", "自然资源所"),
    member("7", "查申请资格", "农业农村办"),
    member("8", "查建房方案", "村镇建设办"),
)
CHECK = Shape.CHECK
FIVE = "5个工作日"
HOMESTEAD = Line(
    (
        card("1", "提出申请", "村民", "随时", mine=True, phase=0, starts=True),
        card("2", "小组讨论", "村民小组", FIVE, phase=0),
        card("3", "小组公示", "村民小组", "公示5天", phase=0, watched=True),
        card(
            "4",
            "村级审查",
            "村委会",
            FIVE,
            phase=0,
            shape=CHECK,
            exits=back("不齐全", "退回补正", "1"),
            arrow=onward("齐全"),
        ),
        card("5", "一窗受理", "镇便民服务中心", "当天", phase=1),
        card("6–8", "三部门同时审", "", FIVE, phase=1, shape=Shape.BLOCK, caption="同时办", panels=MEMBERS),
        card(
            "9",
            "到场联审",
            "镇联审小组",
            "3个工作日",
            phase=1,
            shape=CHECK,
            watched=True,
            exits=back("不通过", "退回重审", "4"),
            arrow=onward("通过"),
        ),
        card("10", "镇政府审批", "镇人民政府", FIVE, phase=2),
        card("11", "发证公布", "镇便民服务中心", "2个工作日", phase=2, watched=True),
        card("12", "放线开工", "镇联审小组", FIVE, phase=3),
        card("13", "竣工验收", "镇联审小组", FIVE, phase=3, watched=True),
        card("14", "办不动产证", "村民", "验收后30天", mine=True, phase=3, linked=False, end=Tone.GOOD),
    ),
    ("村里审", "镇里联审", "批准发证", "建房验收"),
)
HOMESTEAD_HEADING = TerminalHeading("农村宅基地审批", steps=14, deadline="约40个工作日", phones=("0000-1234567",))

COMMON = "村民提出申请材料审核公示五个工作日内，。（）、；：【】abcXYZ 0123456789/.-@"
AMBIGUOUS = "“”‘’—…×–①●→°±"


def texts(alphabet: str, most: int = 40) -> st.SearchStrategy[str]:
    return st.text(alphabet, max_size=most)


def cards(words: st.SearchStrategy[str]) -> st.SearchStrategy[Card]:
    """Cards with panels to any depth. Badges are numbers, as the fold makes them."""
    badges = st.one_of(
        st.integers(1, 999).map(str), st.tuples(st.integers(1, 99), st.integers(1, 99)).map(lambda p: f"{p[0]}–{p[1]}")
    )
    ways = st.sampled_from([way for way in Way if way is not Way.CUT])  # a terminal has no sheets
    exits = st.builds(Exit, words, words, ways, badges, st.just(0), added=st.sampled_from(["", "退回"]))
    remarks = st.builds(Remark, st.just("eye"), words, st.sampled_from(["notice", "vote", "materials", "phase"]))

    def one(panels: st.SearchStrategy[tuple[Panel, ...]]) -> st.SearchStrategy[Card]:
        flag = st.booleans()
        return st.builds(
            Card,
            node=st.just(0),
            badge=badges,
            shape=st.sampled_from(Shape),
            title=words,
            detail=words,
            caption=st.sampled_from(["", "同时办", "三选一"]),
            handler=words,
            mine=flag,
            deadline=words,
            watched=flag,
            remarks=tuples(remarks),
            exits=tuples(exits),
            entrances=tuples(st.builds(Entrance, badges, words)),
            panels=panels,
            starts=flag,
            end=st.sampled_from([None, *Tone]),
            linked=flag,
            arrow=st.none(),
        )

    return st.recursive(
        one(st.just(())), lambda inner: one(tuples(st.builds(Panel, words, words, tuples(inner)))), max_leaves=8
    )


def tuples(items: st.SearchStrategy[T]) -> st.SearchStrategy[tuple[T, ...]]:
    return st.lists(items, max_size=2).map(tuple)


def lines(words: st.SearchStrategy[str]) -> st.SearchStrategy[Line]:
    """Lines of up to four cards in up to three phases."""

    def phased(drawn: tuple[list[Card], list[int | None], list[str], list[str]]) -> Line:
        found, phases, names, labels = drawn
        arrows = (onward(label) if one.linked and label else None for one, label in zip(found, labels, strict=False))
        places = zip(found, phases, arrows, strict=False)
        return Line(tuple(c._replace(phase=phase, arrow=arrow) for c, phase, arrow in places), tuple(names))

    number = st.one_of(st.none(), st.integers(0, 2))
    return st.tuples(
        st.lists(cards(words), max_size=4),
        st.lists(number, min_size=4, max_size=4),
        st.lists(words, min_size=3, max_size=3),
        st.lists(words, min_size=4, max_size=4),
    ).map(phased)


def headings(words: st.SearchStrategy[str]) -> st.SearchStrategy[TerminalHeading]:
    some = st.lists(words, max_size=2).map(tuple)
    named = st.lists(st.tuples(words, some), max_size=2).map(tuple)
    return st.builds(
        TerminalHeading, title=words, number=words, steps=st.integers(0, 99), deadline=words, handlers=some,
        handler_label=st.just(HANDLER), oversight=some, phones=some, remarks=some, counts=st.just(()), details=named,
        closing=named,
    )  # fmt: skip


def said_by_card(card: Card) -> Iterator[str]:
    """Every string of a card that must be on the screen."""
    yield from (card.title, card.detail, card.caption, card.handler, card.deadline, card.arrow_label)
    yield from (remark.text for remark in card.remarks)
    yield from (text for exit_ in card.exits for text in (exit_.label, exit_.note))
    yield from (entrance.label for entrance in card.entrances)
    for panel in card.panels:
        yield from (panel.condition, panel.note)
        for row in panel.rows:
            yield from said_by_card(row)


def stated(line: Line, heading: TerminalHeading) -> Iterator[str]:
    yield from (heading.title, heading.number, heading.deadline)
    yield from (text for head, texts in (*heading.details, *heading.closing) if any(texts) for text in (head, *texts))
    yield from (*heading.handlers, *heading.oversight, *heading.phones, *heading.remarks)
    for found in line.cards:
        yield from said_by_card(found)
        if found.phase is not None:
            yield line.phases[found.phase]


def cells(line: str, box: int = 1) -> int:
    """Width of a line as the worst terminal counts it, its box lines `box` cells each."""
    found = len(BOXES.findall(line))
    return width(BOXES.sub("", line)) + box * found


def cut(line: str, start: int, end: int) -> str:
    """What stands in the cells from `start` to `end`."""
    taken, at = "", 0
    for char in line:
        if start <= at < end:
            taken += char
        at += width(char, 1)
    return taken


def folded(text: str) -> str:
    return "".join(BOXES.sub("", text).split())


def streams(text: str, size: int) -> list[str]:
    """The whole screen, and each of its columns from top to bottom."""
    at = (0, round(min(size, 120) * 0.475), round(min(size, 120) * 0.75), 999)
    rows = text.split("\n")
    columns = [folded("".join(cut(row, *span) for row in rows)) for span in itertools.pairwise(at)]
    return [folded(text), *columns]
