"""A checked guide → the PDF of its poster on one medium."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from yizhangtu.fold import fold
from yizhangtu.layout.card import CardBox
from yizhangtu.layout.choose import Box, Wish
from yizhangtu.layout.legend import legend
from yizhangtu.model.codes import make
from yizhangtu.model.diagnostics import Diagnostic
from yizhangtu.model.graph import Graph
from yizhangtu.model.guide import Guide
from yizhangtu.model.project import Project
from yizhangtu.model.style import Medium, Theme
from yizhangtu.model.words import shortened
from yizhangtu.page.frame import Framer, Sheet
from yizhangtu.page.poster import PosterWriter, Printed
from yizhangtu.page.setting import Box as PageBox
from yizhangtu.page.setting import Setter
from yizhangtu.page.sheets import text_sheet
from yizhangtu.page.words import ListBox
from yizhangtu.pipeline.flow import Flow, Layouter
from yizhangtu.pipeline.studio import Studio

MEASURE = 40.0  # u: the width at which steps are compared


@dataclass(frozen=True)
class Made:
    """A finished document, or none, and what is to be said about it."""

    pdf: bytes | None
    diagnostics: tuple[Diagnostic, ...] = ()
    flow: Flow | None = None


def wish_of(guide: Guide, level: int = 3) -> Wish:
    """版式 of the guide."""
    form = str(guide.layout.form) if guide.layout.form else None
    return Wish(form, guide.layout.columns, guide.layout.level or level)


def make_poster(studio: Studio, guide: Guide, graph: Graph, project: Project, medium: Medium, theme: Theme) -> Made:
    """Lay the flow out on as few sheets as keep it legible, and print them."""
    page = studio.styles.page["poster"]
    framer = Framer(studio.typesetter, page, medium, guide, project)

    def boxes(count: int) -> list[Box]:
        return [_box(framer.sheet(number, count), medium, page) for number in range(1, count + 1)]

    studio.kit.forget()
    layouter = Layouter(studio.kit, guide, graph, studio.styles.icons, studio.dot)
    flow = layouter.flow(boxes, wish_of(guide))
    if flow is None or len(flow.drawings) > 1:  # before a second sheet is taken, the furniture may be a little smaller
        tight = replace(medium, scale=medium.scale * page["tight"])
        close = Framer(studio.typesetter, page, tight, guide, project)
        single = layouter.single(_box(close.sheet(1, 1), tight, page), wish_of(guide))
        if single:
            framer, medium, flow = close, tight, single
    if flow is None:
        return Made(None, (too_large(studio, guide, graph, medium),))
    count = len(flow.drawings)
    setter = framer.setter
    pages = _details(studio, framer, count, setter)
    total = count + len(pages)
    printed = [_printed(studio, framer.sheet(n, count, total), flow, n - 1, medium) for n in range(1, count + 1)]
    for number, texts in enumerate(pages, start=count + 1):
        printed.append(Printed(framer.sheet(number, count, total), None, None, tuple(texts), "办理说明"))
    press = studio.press
    writer = PosterWriter(
        studio.environment, page, medium, theme, studio.styles.icons.paths, setter, inline=not press.paints
    )
    html = writer.html(guide, printed, alternative(guide, graph))
    notes = [_split_note(guide, medium, len(printed))] if len(printed) > 1 else []
    if not flow.as_wished:
        notes.append(_not_as_wished(guide, medium))
    return Made(press.print(html, writer.css(), writer.drawings(printed)), tuple(notes), flow)


def _box(sheet: Sheet, medium: Medium, page: dict[str, dict[str, float]]) -> Box:
    width = sheet.width - 2 * sheet.margin
    most = sheet.title.size * page["flow"]["most_of_title"]
    return Box(width, max(sheet.flow_height, 1.0), medium.floor_mm, medium.target_mm, max(most, medium.floor_mm * 1.2))


def _printed(studio: Studio, sheet: Sheet, flow: Flow, number: int, medium: Medium) -> Printed:
    drawing = flow.drawings[number]
    page = studio.styles.page["poster"]["section"]
    room = sheet.width - 2 * sheet.margin - 45 * medium.scale
    marks = legend(studio.kit, drawing.marks, page["legend"] * medium.scale, room)
    return Printed(sheet, drawing, marks)


def _details(studio: Studio, framer: Framer, count: int, setter: Setter) -> list[list[PageBox]]:
    """Sheets of text for what the sheets of the flow could not hold."""
    rest: Sequence[ListBox] = framer.rest(framer.sheet(count, count).foot)
    sheet = framer.sheet(count + 1, count, count + 1)
    area = (sheet.margin, sheet.flow_top, sheet.width - 2 * sheet.margin, sheet.flow_height)
    found: list[list[PageBox]] = []
    while rest:
        placed, rest = text_sheet(setter, studio.styles.page["details"], rest, area)
        found.append(placed)
    return found


def too_large(studio: Studio, guide: Guide, graph: Graph, medium: Medium) -> Diagnostic:
    """Y501: one step alone is more than a sheet holds at the floor; the step that takes most room is named."""
    cards = fold(guide, graph, studio.styles.icons, 0).cards
    largest = max(cards, key=lambda card: CardBox(studio.kit, card, MEASURE).height)
    entry = graph.nodes[largest.node].entry
    words = len(largest.title) + len(largest.detail) + sum(len(remark.text) for remark in largest.remarks)
    ways = f"，{len(largest.exits)} 个去处" if len(largest.exits) > 4 else ""
    media = studio.styles.media.values()
    area = medium.width_mm * medium.height_mm
    larger = [m.name for m in media if m.kind == "poster" and m.width_mm * m.height_mm > area * 1.5]
    hint = "请把这一步缩短，或分成几步"
    if larger:
        hint += f"；也可以用更大的纸（{'、'.join(larger[:3])}）"
    name = f"“{shortened(largest.title)}”" if largest.title else ""
    what = f"第 {largest.badge} 步{name}写得太多（{words} 个字{ways}）"
    message = f"{what}，{medium.title} 一张纸放不下，字再小就看不清了"
    return make("Y501", entry.name.span if entry.name else guide.span, message, hint)


def _split_note(guide: Guide, medium: Medium, count: int) -> Diagnostic:
    return make(
        "Y503", guide.title.span, f"“{guide.title}”在 {medium.title} 上分成了 {count} 张", "要一张放下，可以换更大的纸"
    )


def _not_as_wished(guide: Guide, medium: Medium) -> Diagnostic:
    return make(
        "Y502",
        guide.layout.form.span if guide.layout.form else guide.span,
        f"“{guide.title}”按指定的版式在 {medium.title} 上字会太小，已改用自动选的版式",
        "去掉“版式”，或换更大的纸",
    )


def alternative(guide: Guide, graph: Graph) -> str:
    """The flow in words, for those who cannot see the picture."""
    steps = [node.entry.name for node in graph.nodes if node.entry.name]
    return f"{guide.title}操作流程：" + "，".join(f"{i + 1} {name}" for i, name in enumerate(steps))
