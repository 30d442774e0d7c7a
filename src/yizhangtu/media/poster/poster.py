"""A checked guide → the PDF of its poster on one medium."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

from yizhangtu.content.alternative import in_words
from yizhangtu.content.facts import ListBox
from yizhangtu.flow.fold import fold
from yizhangtu.layout.box import Box, Wish
from yizhangtu.layout.card.card import CardBox
from yizhangtu.layout.flow.layouter import BLOCKS
from yizhangtu.layout.flow.legend import legend
from yizhangtu.layout.picture import CachedPicture, Content
from yizhangtu.media.common.cross_references import subjects_with_pages
from yizhangtu.media.common.frame import Framer
from yizhangtu.media.common.measured import Sheet
from yizhangtu.media.common.poster_writer import PosterWriter, Printed, about
from yizhangtu.media.common.text_sheets import TextSection, text_sheet
from yizhangtu.media.context import Context
from yizhangtu.media.kind import Job
from yizhangtu.media.result import Document, Result
from yizhangtu.model.diagnostics import Diagnostic
from yizhangtu.model.diagnostics import make as fault
from yizhangtu.model.drawing import Drawing
from yizhangtu.model.graph import Graph
from yizhangtu.model.guide import Guide
from yizhangtu.model.project import Project
from yizhangtu.model.style import Medium, Theme
from yizhangtu.model.words import shortened

FURTHER_MOST = 60  # sheets of text that are counted before anything is laid out
STEPS_TOLD = 5  # of those that a message names
DETAILS = "办理说明"  # title of the sheets of text
LEGEND_FROM = 45.0  # mm on A3: a legend leaves so much to the head beside it, or what that needs
SHORTENED = ("rows", "rail", "lanes")  # forms that leave out what 详略 leaves out
MEASURE = 40.0  # u: the width at which steps are compared


def wish_of(guide: Guide, form: str = "", level: int = 3) -> Wish:
    """版式 of the guide, else the form that the medium asks for."""
    form = str(guide.layout.form) if guide.layout.form else form
    return Wish(form or None, guide.layout.columns, guide.layout.level or level)


def make(context: Context, job: Job) -> Result:
    """The poster of one guide."""
    (one,) = subjects_with_pages(job)
    made = make_poster(context, one.guide, one.graph, one.project, job.medium, context.styles.themes[one.theme])
    return Result(made.pdf, made.diagnostics)


def make_poster(
    context: Context, guide: Guide, graph: Graph, project: Project, medium: Medium, theme: Theme
) -> Document:
    """Lay the flow out on as few sheets as keep it legible, and print them."""
    page = context.styles.furniture(medium)
    framer = Framer(context.typesetter, page, medium, guide, project)
    further = _further(context, framer)

    def boxes(count: int) -> list[Box]:
        return [_box(framer.sheet(number, count, count + further), medium, page) for number in range(1, count + 1)]

    picture = CachedPicture(context.layout_tools, guide, graph)
    wish = wish_of(guide, medium.form)
    content = None
    if medium.form and not guide.layout.form:  # another form than the medium's, if only that needs no second sheet
        first = boxes(1)[0]
        content = picture.single(first, wish) or picture.single(first, wish_of(guide))
    content = content or picture.on_sheets(boxes, wish)
    if content is None or len(content.sheets) > 1:  # before a second sheet, the furniture may be a little smaller
        tight = replace(medium, scale=medium.scale * page["tight"])
        close = Framer(context.typesetter, page, tight, guide, project)
        single = picture.single(_box(close.sheet(1, 1, 1 + _further(context, close)), tight, page), wish)
        if single:
            framer, medium, content = close, tight, single
    for apart in (False, True):
        if content is None:  # one card may need the room of facts and lists, or that of the foot: these go elsewhere
            framer = replace(framer, bare=True, apart=apart)
            further = _further(context, framer)
            content = picture.on_sheets(boxes, wish)
    if content is None:
        return Document(None, (too_large(context, guide, graph, medium),))
    count = len(content.sheets)
    pages = list(_details(context, framer, count))
    total = count + len(pages)
    printed = [
        _printed(context, framer.sheet(n, count, total), content.sheets[n - 1], medium, _marks(guide, content, n - 1))
        for n in range(1, count + 1)
    ]
    for number, texts in enumerate(pages, start=count + 1):
        printed.append(Printed(framer.sheet(number, count, total), (), None, tuple(texts), DETAILS))
    alt = alternative(context, guide, graph)
    sheets = PosterWriter(page, medium, theme, framer.setter).pages(guide, printed, alt)
    notes = [_split_note(guide, medium, len(printed))] if len(printed) > 1 else []
    if guide.layout.form and not content.as_wished:
        notes.append(_not_as_wished(guide, medium))
    if wish.level < 3 and any(drawing.form in SHORTENED for drawing in content.drawings):
        notes += _left_out(context, guide, graph, wish.level)
    return Document(context.press.print(sheets, about(guide, alt)), tuple(notes), content)


def _box(sheet: Sheet, medium: Medium, page: Mapping[str, Any]) -> Box:
    width = sheet.width - 2 * sheet.margin
    most = sheet.title.size * page["flow"]["most_of_title"]
    return Box(width, max(sheet.flow_height, 1.0), medium.floor_mm, medium.target_mm, max(most, medium.floor_mm * 1.2))


def _marks(guide: Guide, content: Content, number: int) -> tuple[str, ...]:
    """The marks that the legend of a sheet explains: of a flow its own, of tables those of all sheets on the first."""
    sheets = content.sheets[number : number + 1] if guide.body is None else content.sheets if number == 0 else ()
    return tuple(mark for sheet in sheets for _, drawing in sheet for mark in drawing.marks)


def _printed(
    context: Context,
    sheet: Sheet,
    drawings: Sequence[tuple[float, Drawing]],
    medium: Medium,
    marks: tuple[str, ...],
) -> Printed:
    page = context.styles.furniture(medium)["section"]
    title = len(sheet.section_title) * sheet.section.size + (page["bar"] + page["bar_gap"]) * medium.scale
    beside = max(LEGEND_FROM * medium.scale, title + page["legend"] * medium.scale)
    room = sheet.width - 2 * sheet.margin - beside
    return Printed(sheet, tuple(drawings), legend(context.measure, marks, page["legend"] * medium.scale, room))


def _further(context: Context, framer: Framer) -> int:
    """How many sheets of text there will be. How many sheets there are in all is written on each, and takes room."""
    return sum(1 for _ in islice(_details(context, framer, 1), FURTHER_MOST))


def _details(context: Context, framer: Framer, count: int) -> Iterator[list[TextSection]]:
    """Sheets of text for what those of the flow could not hold; the last of them has the foot, where it is apart."""
    rest: Sequence[ListBox] = framer.rest()
    if not rest and not framer.apart:
        return
    last = framer.sheet(count + 1, count, count + 1)
    sheet = framer.sheet(count + 1, count, count + 2) if framer.apart else last
    area = (sheet.margin, sheet.flow_top, sheet.width - 2 * sheet.margin, sheet.flow_height)
    low = last.height
    while rest:
        placed, rest = text_sheet(framer.setter, context.styles.page["details"], rest, area)
        low = max((box.y + box.height for box in placed), default=0.0)
        yield placed
    if framer.apart and low > last.flow_top + last.flow_height:
        yield []


def too_large(context: Context, guide: Guide, graph: Graph, medium: Medium) -> Diagnostic:
    """Y501: one step or row alone is more than a sheet holds at the floor; what takes most room is named."""
    if guide.body is not None:
        return _row_too_large(context, guide, medium)
    cards = fold(guide, graph, context.styles.icons, 0).cards
    largest = max(cards, key=lambda card: CardBox(context.measure, card, MEASURE).height)
    entry = graph.nodes[largest.node].entry
    words = len(largest.title) + len(largest.detail) + sum(len(remark.text) for remark in largest.remarks)
    ways = f"，{len(largest.exits)} 个去处" if len(largest.exits) > 4 else ""
    hint = "请把这一步缩短，或分成几步" + _larger(context, medium)
    name = f"“{shortened(largest.title)}”" if largest.title else ""
    what = f"第 {largest.badge} 步{name}写得太多（{words} 个字{ways}）"
    message = f"{what}，{medium.title} 一张纸放不下，字再小就看不清了"
    return fault("Y501", entry.name.span if entry.name else guide.span, message, hint)


def _row_too_large(context: Context, guide: Guide, medium: Medium) -> Diagnostic:
    longest = max(guide.texts, key=len)
    message = f"“{shortened(longest)}”这一段写得太多（{len(longest)} 个字），{medium.title} 一张纸放不下"
    return fault("Y501", longest.span, message, "请把它缩短，或分成几行" + _larger(context, medium))


def _larger(context: Context, medium: Medium) -> str:
    """The hint that names larger sheets, where there are any."""
    area = medium.width_mm * medium.height_mm
    media = context.styles.media.values()
    found = [m.name for m in media if m.kind == "poster" and m.width_mm * m.height_mm > area * 1.5]
    return f"；也可以用更大的纸（{'、'.join(found[:3])}）" if found else ""


def _split_note(guide: Guide, medium: Medium, count: int) -> Diagnostic:
    return fault(
        "Y503", guide.title.span, f"“{guide.title}”在 {medium.title} 上分成了 {count} 张", "要一张放下，可以换更大的纸"
    )


def _not_as_wished(guide: Guide, medium: Medium) -> Diagnostic:
    return fault(
        "Y502",
        guide.layout.form.span if guide.layout.form else guide.span,
        f"“{guide.title}”按指定的版式在 {medium.title} 上字会太小，已改用自动选的版式",
        "去掉“版式”，或换更大的纸",
    )


def _left_out(context: Context, guide: Guide, graph: Graph, level: int) -> list[Diagnostic]:
    """Y504: what the author's 详略 keeps off the sheet is told, so that nobody takes it for printed."""
    cards = fold(guide, graph, context.styles.icons, 0).cards
    steps = [card.badge for card in cards if card.detail or card.remarks]
    if not steps:
        return []
    more = f"等 {len(steps)} 步" if len(steps) > STEPS_TOLD else ""
    named = "、".join(steps[:STEPS_TOLD])
    message = f"“{guide.title}”写了“详略: {level}”，第 {named} 步{more}的内容、材料等没有印在图上"
    return [fault("Y504", guide.title.span, message, "要印出来，写“详略: 3”；手册、折页和文字版里照样有")]


def alternative(context: Context, guide: Guide, graph: Graph) -> str:
    """The picture in words, for those who cannot see it."""
    line = fold(guide, graph, context.styles.icons, BLOCKS[0]) if guide.steps else None
    return in_words(guide, line)
