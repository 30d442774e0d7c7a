"""A step or 并行 block → the words and marks of its card, without its place in the line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from yizhangtu.model.graph import Graph
from yizhangtu.model.guide import Entry, Guide, Parallel, Step, material_text, steps_of
from yizhangtu.model.line import Card, Remark, Shape
from yizhangtu.model.words import one_line
from yizhangtu.style.icons import IconSet

THEMSELVES = ("本人", "自己")
COUNTS = "零一二三四五六七八九十"


def badge_of(entry: Entry) -> str:
    """The number of a step; of a block the range of the steps in it."""
    if isinstance(entry, Step):
        return str(entry.number)
    numbers = [step.number for step in steps_of((entry,))]
    if not numbers:
        return "–"
    return str(numbers[0]) if len(numbers) == 1 else f"{numbers[0]}–{numbers[-1]}"


def handler_of(entry: Entry, guide: Guide) -> str:
    """谁来办: as written, else the guide's first handler; a block names one only if its author did."""
    if entry.by is not None:
        return one_line(entry.by)
    if isinstance(entry, Parallel) or not guide.handlers:
        return ""
    return one_line(guide.handlers[0])


def is_reader(handler: str, guide: Guide) -> bool:
    """Whether a handler is the reader: itself, or everyone of 村民, 申请人 … that it names. 脱贫户或监测户本人 is the
    reader by its last word."""
    if handler in guide.readers:
        return True
    parts = [part for part in re.split(r"[、，,/／和及与\s]+", handler) if part]
    return bool(parts) and all(_reads(part, guide.readers) for part in parts)


def _reads(part: str, readers: Sequence[str]) -> bool:
    if part.endswith(THEMSELVES):
        return True
    words = [word for word in re.split(r"[或（()）]+", part) if word]
    return bool(words) and all(word in readers for word in words)


def _remarks(entry: Entry) -> tuple[Remark, ...]:
    remarks: list[Remark] = []
    if isinstance(entry, Step):
        if isinstance(entry.notice, str):
            remarks.append(Remark("megaphone", str(entry.notice), "notice"))
        if isinstance(entry.announcement, str):
            remarks.append(Remark("megaphone", f"公布：{entry.announcement}", "announcement"))
        if entry.online:
            way = "可以线上办" if entry.online is True else f"线上：{entry.online}"
            remarks.append(Remark("device-mobile", way, "online"))
        if entry.vote:
            quorum, majority = entry.vote.quorum, entry.vote.majority
            parts = [f"到会：{quorum}" if quorum else "", f"通过：{majority}" if majority else ""]
            remarks.append(Remark("checks", "；".join(part for part in parts if part), "vote"))
    if entry.materials:
        text = "、".join(material_text(material) for material in entry.materials)
        remarks.append(Remark("file-text", f"材料：{text}", "materials"))
    return tuple(remarks)


def numbered(count: int) -> str:
    """How many, before a measure word: 两, 三 … 十, 11."""
    return "两" if count == 2 else COUNTS[count] if count < len(COUNTS) else str(count)


def caption_of(entry: Entry, panels: int) -> str:
    """同时办, or 三选一 for a decision of which several outcomes are panels."""
    if isinstance(entry, Parallel):
        return "同时办"
    if panels < 2:
        return ""
    count = len(entry.branches)
    return f"{COUNTS[count] if count < len(COUNTS) else count}选一"


def make_card(node: int, guide: Guide, graph: Graph, icons: IconSet, nested: bool) -> Card:
    """The card of a node, with neither exits nor panels yet. In a panel a phase is kept as a remark."""
    entry = graph.nodes[node].entry
    handler = handler_of(entry, guide)
    remarks = _remarks(entry)
    if nested and entry.phase:
        remarks = (Remark("flag", str(entry.phase), "phase"), *remarks)
    revision = entry.revision
    if revision is not None and revision.was:
        remarks = (Remark("clock", str(revision.was), "revision"), *remarks)
    title = one_line(entry.name) if entry.name else ("同时办理" if isinstance(entry, Parallel) else "")
    shape = Shape.BLOCK if isinstance(entry, Parallel) else Shape.CHECK if entry.branches else Shape.STEP
    return Card(
        node=node,
        badge=badge_of(entry),
        shape=shape,
        title=title,
        detail=str(entry.detail) if entry.detail else "",
        by_amount=isinstance(entry, Step) and bool(entry.branches) and all(one.band for one in entry.branches),
        handler=handler,
        handler_icon=icons.for_handler(handler) if handler else "",
        mine=is_reader(handler, guide),
        deadline=one_line(entry.within.text) if entry.within else "",
        watched=bool(entry.oversight),
        remarks=remarks,
        mark=str(revision.mark) if revision is not None else "",
        pictogram=icons.for_step(title, str(entry.icon) if entry.icon else None),
        nodes=(node,),
    )
