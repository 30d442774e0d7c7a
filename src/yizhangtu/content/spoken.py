"""A guide and its line of cards → plain text: for the village loudspeaker, for screen readers, to paste anywhere.

It holds all that the picture shows, in the same order; no arrow or colour is needed to follow it.
"""

from __future__ import annotations

from collections.abc import Iterator

from yizhangtu.content.facts import closing_texts, facts, helper, organisation
from yizhangtu.content.lists import list_boxes
from yizhangtu.content.notice import (
    RANK,
    SUBTOTAL,
    TOTAL,
    balance_texts,
    objection_way,
    sum_figures,
    sums_in_words,
)
from yizhangtu.flow.cards import numbered
from yizhangtu.model.conduct import Conduct
from yizhangtu.model.guide import Guide
from yizhangtu.model.line import Card, Exit, Line, Shape, Tone, Way
from yizhangtu.model.listing import Listing
from yizhangtu.model.notice.notice import Notice, NoticeTable
from yizhangtu.model.points import AwardGroup, Points, in_points
from yizhangtu.model.project import Project
from yizhangtu.model.words import numeral

STOPS = "。！？；"


def spoken(guide: Guide, line: Line, project: Project) -> str:
    """The whole guide; each paragraph ends with a newline."""
    before, after = paragraphs_around(guide, project)
    steps = ["", "操作流程", *steps_in_words(line)] if guide.steps else []
    return "\n".join([*before, *steps, *after]) + "\n"


def paragraphs_around(guide: Guide, project: Project) -> tuple[list[str], list[str]]:
    """What is said before and after the steps; an empty paragraph parts sections."""
    before: list[str] = [str(guide.title), *_subtitle(guide, project), ""]
    before += [f"{fact.key}：{ended('；'.join((fact.value, *fact.notes)))}" for fact in facts(guide, project)]
    after = [*body_in_words(guide)]
    for box in list_boxes(guide):
        after += ["", box.title]
        for item in box.items:
            if item.head:
                after.append(f"{item.text}：")
                continue
            marks = f"第{'、'.join(item.marks)}步：" if item.marks else ""
            after.append(f"· {marks}{ended(item.text)}")
    help_ = helper(guide, project)
    if help_ and (help_.name or help_.phone or help_.window):
        after += ["", "帮办代办", ended("，".join(text for text in (help_.window, help_.name, help_.phone) if text))]
    closing = closing_texts(guide, project)
    after += ["", *(f"{key}：{ended(text)}" for key, text in closing)] if closing else []
    return before, after


def ended(text: str) -> str:
    """A text on one line with a full stop, where a voice pauses."""
    text = " ".join(text.split())
    return text if text.endswith(tuple(STOPS)) else text + "。"


def _subtitle(guide: Guide, project: Project) -> Iterator[str]:
    parts = [str(guide.picture), str(guide.list_name or ""), f"编号 {guide.number}" if guide.number else ""]
    yield "，".join(part for part in parts if part)
    place = organisation(guide, project)
    if place:
        yield place


def steps_in_words(line: Line) -> Iterator[str]:
    """One paragraph for each step, blocks with their members after them, phases as headings."""
    phase: int | None = None
    for number, card in enumerate(line.cards):
        if card.phase != phase and card.phase is not None and line.phases[card.phase]:
            yield f"阶段：{line.phases[card.phase]}"
        phase = card.phase
        yield from _card(card, line.cards[number + 1].badge if number + 1 < len(line.cards) else "")


def _card(card: Card, following: str) -> Iterator[str]:
    """A card; `following` is the number of the one that its arrow leads to."""
    head = f"第{card.badge}步" if card.badge else ""
    title = "：".join(text for text in (head, card.title) if text)
    caption = f"（{card.caption}）" if card.caption else ""
    parts = [f"{title}{caption}"]
    parts += [f"{'您来办：' if card.mine else '办理：'}{card.handler}"] if card.handler else []
    parts += [f"时限：{card.deadline}"] if card.deadline else []
    text = "，".join(parts)
    for more in (card.detail, *(remark.text for remark in card.remarks)):
        if more:
            text = ended(text) + more
    for words, _ in ways_in_words(card, following):
        text = ended(text) + words
    yield ended(text)
    long = any(len(panel.rows) > 1 for panel in card.panels)
    for place, panel in enumerate(card.panels, 1):
        if panel.condition:
            yield "，".join(text for text in (f"如果{panel.condition}", panel.note) if text) + "："
        elif long:  # it must be heard where each member begins
            yield f"第{numeral(place)}路："
        for number, row in enumerate(panel.rows):
            yield from _card(row, panel.rows[number + 1].badge if number + 1 < len(panel.rows) else "")
    if card.panels:
        yield ended(closing_in_words(card, following))


def ways_in_words(card: Card, following: str) -> Iterator[tuple[str, Exit | None]]:
    """How it goes on from a card: a sentence for each way, with the exit or arrow that it tells, if it is one.
    `following` is the number of the card that its arrow leads to."""
    members = [exit_.badge for exit_ in card.exits] if card.shape is Shape.BLOCK and not card.panels else []
    if members:  # they stand among the steps that follow, the first of them next
        begun = dict.fromkeys([following, *members] if card.linked else members)
        yield f"同时从{'、'.join(f'第{badge}步' for badge in begun)}办起", None
    for exit_ in () if members else card.exits:
        yield _exit(exit_, following), exit_
    if card.arrow and card.arrow.label:
        yield f"{card.arrow_label}：{_onward(following)}", card.arrow
    if card.end and not card.panels:
        yield _finish(card.end), None


def closing_in_words(card: Card, following: str) -> str:
    """What is said after the panels of a card: that they are over, and what comes then."""
    count = len(card.panels)
    if not card.panels[0].condition:
        text = f"以上{numbered(count)}路同时办，都办完"
    elif count == 1:
        text = f"以上是“{card.panels[0].condition}”的情形"
    else:
        text = f"以上是第{card.badge}步的{numbered(count)}种情形"
    onward = next((panel.onward for panel in card.panels if panel.onward), None)
    if card.end:
        return f"{text}；{_finish(card.end)}"
    if card.arrow and card.arrow.label:
        return f"{text}；{card.arrow.label}的，{_onward(following)}"
    if onward and onward.target is not None:
        return f"{text}；接着{_onward(onward.badge)}"
    return text


def _finish(tone: Tone) -> str:
    return "到此为止" if tone is Tone.BAD else "到此办结"


def _onward(badge: str) -> str:
    return f"办第{badge}步" if badge else "办下一步"


def _exit(exit_: Exit, following: str) -> str:
    step = f"第{exit_.badge}步"
    words = "" if exit_.plain else exit_.words
    match exit_.way:
        case Way.BACK:
            return f"{words}，回到{step}" if words else f"回到{step}"
        case Way.ON | Way.CUT:
            return f"{words}，转到{step}" if words else f"接着办{step}"
        case Way.AGAIN:
            return f"{words}，从{step}办起"
        case Way.END:
            return f"{words}，{_finish(exit_.tone)}" if words else _finish(exit_.tone)
        case Way.NEXT:
            return f"{words}：{_onward(exit_.badge or following)}"


def body_in_words(guide: Guide) -> Iterator[str]:
    """The rows of a list, of points, of standards."""
    match guide.body:
        case Listing() as listing:
            yield from _listing(listing)
        case Points() as points:
            yield from _points(points)
        case Conduct() as conduct:
            yield from _conduct(conduct)
        case Notice(table=NoticeTable() as table) as notice:
            yield from _notice(table)
            yield from _way(guide)
            yield from _signatures(notice)


def _notice(table: NoticeTable) -> Iterator[str]:
    """Rows by group or board, then sums."""
    for section in table.sections:
        yield ""
        if section.name.strip():
            yield str(section.name)
        for row in section.rows:
            cells = [f"{head}：{cell}" for head, cell in zip(table.heads, row.cells, strict=True) if cell.strip()]
            rank = f"{RANK}{row.rank}，" if row.rank else ""
            yield f"{row.number}. {rank}" + ended("，".join(" ".join(text.split("\n")) for text in cells))
        sums = [(at, value) for at, value in enumerate(section.sums) if value is not None]
        if sums:
            yield ended(f"{SUBTOTAL}：" + "，".join(f"{table.heads[at]} {sum_figures(table, at, v)}" for at, v in sums))
    sums = [(at, value) for at, value in enumerate(table.sums) if value is not None]
    if sums:
        yield ""
        yield ended(
            f"{TOTAL}：" + "，".join(f"{table.heads[at]} {sum_figures(table, at, value)}" for at, value in sums)
        )
    yield from (ended(f"{one.label}：{one.words}") for one in sums_in_words(table))
    yield from map(ended, balance_texts(table))


def _way(guide: Guide) -> Iterator[str]:
    """How to object."""
    way = objection_way(guide)
    if way:
        yield from ("", "有异议怎么办")
    for number, step in enumerate(way, 1):
        yield f"第{number}步：" + ended("：".join(part for part in (step.name, step.detail) if part))


def _signatures(notice: Notice) -> Iterator[str]:
    if notice.signed_by:
        yield from ("", ended(f"签字：{'、'.join(notice.signed_by)}"))


def _listing(listing: Listing) -> Iterator[str]:
    if listing.common:
        row = listing.rows[0]
        shared = (f"{listing.head(column)}：{row.cell(column)}" for column in listing.common)
        yield from ("", "各项相同：" + "".join(map(ended, shared)))
    for name, rows in listing.groups:
        yield ""
        yield f"{name or '事项'}（{len(rows)}项）"
        for row in rows:
            cells = [(listing.head(column), row.cell(column)) for column in listing.varying]
            parts = [str(row.item), *(f"{head}：{text}" for head, text in cells if text)]
            if row.linked:
                number = f"（编号 {row.linked.number}）" if row.linked.number else ""
                page = f"，手册第{row.linked.page}页" if row.linked.page else ""
                parts.append(f"看图：{row.linked.title}{number}{page}")
            yield f"{row.number}. " + "".join(ended(part) for part in parts)


def _points(points: Points) -> Iterator[str]:
    for title, groups in (("加分", points.rewards), ("扣分", points.penalties)):
        if groups:
            yield ""
            yield title
        for group in groups:
            yield from _awards(group)
    if points.tiers:
        yield ""
        yield "积分等级"
        for tier in points.tiers:
            yield ended("：".join(str(part) for part in (tier.name, tier.range, tier.benefit) if part))
    if points.exchange:
        yield ""
        yield "积分换什么"
        for one in points.exchange:
            yield ended(
                "，".join(str(part) for part in (f"{in_points(one.points or '')}换{one.good}", one.note) if part)
            )


def _awards(group: AwardGroup) -> Iterator[str]:
    head = "，".join(str(part) for part in (group.name, group.cap and f"上限：{group.cap}") if part)
    if head:
        yield f"{head}："
    for award in group.awards:
        score = f"{award.score.shown}{award.score.unit}" if award.score else ""
        yield "· " + ended("，".join(part for part in (str(award.item), score, *award.remarks) if part))


def _conduct(conduct: Conduct) -> Iterator[str]:
    if conduct.standards:
        yield ""
        yield "办事标准"
    for one in conduct.standards:
        limits = [f"{label}{limit.before}{limit.number}{limit.after}" for label, limit in one.says]
        where = "，".join(str(part) for part in (one.occasion, one.item) if part)
        yield f"· {where}：" + ended("，".join([*limits, *([str(one.note)] if one.note else [])]))
    for title, texts in (
        ("提倡", conduct.encouraged),
        ("反对和禁止", conduct.forbidden),
        ("奖惩", conduct.consequences),
    ):
        if texts:
            yield ""
            yield title
            yield from (f"· {ended(str(text))}" for text in texts)
