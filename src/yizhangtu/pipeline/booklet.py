"""All checked guides → one PDF: the A5 booklet. Every page is planned here, so every page number is known."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from yizhangtu.fold import fold
from yizhangtu.layout.choose import Box, Wish, choose, draw
from yizhangtu.layout.legend import legend
from yizhangtu.layout.order import source
from yizhangtu.layout.sample import sample
from yizhangtu.model.diagnostics import Diagnostic
from yizhangtu.model.drawing import Drawing
from yizhangtu.model.graph import Graph
from yizhangtu.model.guide import Assistant, Guide
from yizhangtu.model.line import Card, Line
from yizhangtu.model.project import Project
from yizhangtu.model.style import Medium, Theme
from yizhangtu.page.booklet import BookletWriter
from yizhangtu.page.booklet_back import back_cover, plan_index, plan_today, today
from yizhangtu.page.booklet_details import (
    CONDITIONS,
    MATERIALS,
    STEPS,
    Details,
    paint_rows,
    plan_details,
    section_rows,
    stacked,
)
from yizhangtu.page.booklet_format import Format, part_names
from yizhangtu.page.booklet_front import cover, plan_contents
from yizhangtu.page.booklet_how import Callout, how_to_read
from yizhangtu.page.booklet_leaf import Leaf
from yizhangtu.page.booklet_rows import Row, StepText
from yizhangtu.page.booklet_words import Chapter, arranged, status_line
from yizhangtu.pipeline.flow import BLOCKS, Layouter
from yizhangtu.pipeline.poster import Made, alternative, too_large
from yizhangtu.pipeline.studio import Studio

PAGES_MOST = 48  # of one guide
# level of detail of the flow → the sections that may stand below it, the first of these that helps
MOVES = ((3, ((), (MATERIALS,), (CONDITIONS, MATERIALS))), (1, ((), (STEPS,), (MATERIALS, STEPS))))
MARKS = ("mine", "staff", "check", "watched", "back", "on")
Pages = list[list[Leaf]]  # each page's leaves, the lowest first


@dataclass(frozen=True)
class Spread:
    """A guide's pages: its flow (and sections `below` it), its details, pages to write on, `total` in all (even)."""

    flow: tuple[Drawing, ...]
    details: Details
    below: tuple[Row, ...]
    total: int


def make_booklet(
    studio: Studio,
    guides: Sequence[tuple[Guide, Graph]],
    project: Project,
    medium: Medium,
    theme_for: Callable[[Guide], Theme],
) -> Made:
    """One booklet of all guides, or none and the guides that cannot be set legibly."""
    if not guides:
        return Made(None)
    graphs = {id(guide): graph for guide, graph in guides}
    chapters = arranged([guide for guide, _ in guides])
    groups = tuple(dict.fromkeys(chapter.group for chapter in chapters))
    format_ = Format(studio.styles.page["booklet"], medium, studio.typesetter, groups)
    _ask_dot(studio, guides)
    book = _Book(studio, format_, project, chapters, graphs, theme_for)
    pages = book.pages()
    if book.faults:
        return Made(None, tuple(book.faults))
    press = studio.press
    writer = BookletWriter(studio.environment, medium, studio.styles.icons.paths, inline=not press.paints)
    html = writer.html("村民办事手册", str(project.issuer or ""), pages)
    return Made(press.print(html, writer.css(), writer.drawings(pages)))


def _ask_dot(studio: Studio, guides: Sequence[tuple[Guide, Graph]]) -> None:
    """One run of dot for all guides, instead of one for each."""
    icons = studio.styles.icons
    studio.dot([source(studio.kit, fold(guide, graph, icons, most)) for guide, graph in guides for most in BLOCKS])


@dataclass
class _Book:
    """One booklet under construction."""

    studio: Studio
    format: Format
    project: Project
    chapters: tuple[Chapter, ...]
    graphs: dict[int, Graph]
    theme_for: Callable[[Guide], Theme]

    def __post_init__(self) -> None:
        self.faults: list[Diagnostic] = []
        self.theme = self.theme_for(self.chapters[0].guide)

    def pages(self) -> Pages:
        """All pages in order; their number is a multiple of four."""
        contents = plan_contents(self.format, self.chapters)
        todays = plan_today(self.format, self.chapters)
        front = 2 + len(contents.pages)  # cover, 目录, 这样看图: the first guide must come on a left page
        early = front % 2 == 0 and len(todays) == 1
        first = front + (1 if front % 2 == 0 else 0) + 1
        spreads, page_of = self._spreads(first)
        if self.faults:
            return []
        pages: Pages = [self._cover()]
        for index in range(len(contents.pages)):
            pages.append([contents.paint(index, len(pages) + 1, self.theme, page_of)])
        pages.append([self._how(len(pages) + 1)])
        if early:
            pages.append([today(self.format, len(pages) + 1, self.theme, todays[0], page_of, True)])
        elif front % 2 == 0:
            pages.append([self.format.notes(len(pages) + 1, self.theme)])
        for chapter, spread in zip(self.chapters, spreads, strict=True):
            pages += self._chapter(chapter, spread, len(pages) + 1)
        handlers = plan_index(self.format, self.chapters)
        for number in range(len(handlers.pages)):
            pages.append([handlers.paint(number, len(pages) + 1, self.theme, page_of)])
        for number, rows in enumerate(() if early else todays):
            pages.append([today(self.format, len(pages) + 1, self.theme, rows, page_of, number == 0)])
        while (len(pages) + 1) % 4:
            pages.append([self.format.notes(len(pages) + 1, self.theme)])
        pages.append([back_cover(self.format, len(pages) + 1, self.theme, self.chapters, self.project)])
        return pages

    def _cover(self) -> list[Leaf]:
        themes = {str(c.guide.picture): self.theme_for(c.guide) for c in reversed(self.chapters)}
        return cover(self.format, self.chapters, self.project, self.theme, themes)

    def _how(self, number: int) -> Leaf:
        style = self.format.page["how"]
        kit = self.studio.kit
        drawing, explained = sample(kit, style["unit"], style["sample"])
        marks = legend(kit, MARKS, style["callout"], self.format.width, left=True)
        assistant = self.project.assistant or self._assistant()
        callouts = [Callout(*one) for one in explained]
        return how_to_read(self.format, number, self.theme, drawing, callouts, marks, self.project, assistant)

    def _assistant(self) -> Assistant | None:
        return next((chapter.guide.assistant for chapter in self.chapters if chapter.guide.assistant), None)

    def _spreads(self, first: int) -> tuple[list[Spread], dict[int, int]]:
        """The pages of every guide, and the page on which each begins."""
        spreads: list[Spread] = []
        page_of: dict[int, int] = {}
        number = first
        for chapter in self.chapters:
            page_of[chapter.order] = number
            spread = self._spread(chapter, number)
            if spread is None:
                self.faults.append(too_large(chapter.guide, self.format.medium, self.studio))
                continue
            spreads.append(spread)
            number += spread.total
        return spreads, page_of

    def _spread(self, chapter: Chapter, first: int) -> Spread | None:
        """As few pages as can be; among these, what is said about a step stands on its card (level 3) before it stands
        in a table (level 1), and few pages of flow go before large letters. On two pages, sections that the right one
        has no room for may stand below the flow."""
        guide = chapter.guide
        layouter = Layouter(self.studio.kit, guide, self.graphs[id(guide)], self.studio.styles.icons, self.studio.dot)
        lines = layouter.lines()
        texts = step_texts(lines[0])
        for total in range(2, PAGES_MOST + 1, 2):
            for level, moves in MOVES:
                steps = () if level > 1 else texts
                for names in moves if total == 2 else moves[:1]:
                    details = plan_details(self.format, guide, self.project, steps, names)
                    rows = section_rows(self.format, guide, self.project, steps, names) if names else ()
                    if names and not rows:
                        continue
                    for count in range(1, total - len(details.pages) + 1):
                        flow = self._flow(layouter, lines, guide, first, count, level, rows)
                        if flow:
                            left = total - count
                            if left > len(details.pages):
                                details = plan_details(self.format, guide, self.project, steps, names, left)
                            return Spread(flow, details, rows, total)
        return None

    def _flow(
        self,
        layouter: Layouter,
        lines: Sequence[Line],
        guide: Guide,
        first: int,
        count: int,
        level: int,
        below: Sequence[Row],
    ) -> tuple[Drawing, ...] | None:
        """The flow on exactly `count` pages, or None where it does not fit at the floor."""
        boxes = [self._box(guide, name, below) for name in self._titles(guide, count)]
        wish = Wish("rail", None, level)
        if count == 1:
            found = [choose(self.studio.kit, line, boxes[0], wish) for line in lines]
            best = max((one for one in found if one), key=lambda one: one.plan.unit, default=None)
            return (draw(self.studio.kit, best, boxes[0]),) if best else None
        for line in lines:
            flow = layouter.on_sheets(line, boxes, wish, lambda number: f"第{first + number}页")
            if flow:
                return flow.drawings
        return None

    def _titles(self, guide: Guide, count: int) -> list[str]:
        """What stands above each page of a flow; a title of many lines is shortened from the second page on."""
        parts = part_names(count)
        short = self.format.short_title(str(guide.title), parts[-1], str(guide.number or ""))
        return [f"{short if number else guide.title}{part}" for number, part in enumerate(parts)]

    def _box(self, guide: Guide, title: str, below: Sequence[Row]) -> Box:
        fmt = self.format
        head = fmt.head_height(title, str(guide.number or ""), status_line(guide))
        height = max(1.0, fmt.bottom - fmt.top - head - self._below(below))
        return Box(fmt.width, height, fmt.medium.floor_mm, fmt.medium.target_mm, fmt.page["flow_most"])

    def _below(self, rows: Sequence[Row]) -> float:
        """Room that rows take below a flow."""
        style = self.format.page["section"]
        return float(stacked(rows, style["top"]) + 2 * style["top"]) if rows else 0.0

    def _chapter(self, chapter: Chapter, spread: Spread, first: int) -> Pages:
        fmt, guide = self.format, chapter.guide
        theme = self.theme_for(guide)
        pages: Pages = []
        alt = alternative(guide, self.graphs[id(guide)])
        for drawing, title in zip(spread.flow, self._titles(guide, len(spread.flow)), strict=True):
            leaf = fmt.leaf(first + len(pages), theme)
            name = "" if pages else str(guide.title)
            y = fmt.head(leaf, title, str(guide.number or ""), status_line(guide), name)
            leaf.picture(fmt.left(leaf.number), y, drawing, alt)
            if spread.below:
                y += drawing.height + 2 * fmt.page["section"]["top"]
                paint_rows(leaf, fmt.left(leaf.number), y, spread.below, fmt.page["section"]["top"])
            fmt.foot(leaf, "操作流程")
            fmt.tab(leaf, chapter.slot)
            pages.append([leaf])
        for index in range(len(spread.details.pages)):
            pages.append([spread.details.paint(index, first + len(pages), theme, chapter.slot)])
        while len(pages) < spread.total:
            pages.append([fmt.notes(first + len(pages), theme, slot=chapter.slot)])
        return pages


def step_texts(line: Line) -> tuple[StepText, ...]:
    """What a flow of level 1 leaves out, by step in the order of their numbers."""
    found: list[Card] = []

    def visit(card: Card) -> None:
        found.append(card)
        for panel in card.panels:
            for row in panel.rows:
                visit(row)

    for card in line.cards:
        visit(card)
    found.sort(key=lambda card: card.node)
    return tuple(
        StepText(card.badge, card.title, tuple(text for text in (card.detail, *(r.text for r in card.remarks)) if text))
        for card in found
    )
