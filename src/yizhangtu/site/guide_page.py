"""A guide → the values of its page, in the reading order of its poster."""

from __future__ import annotations

from typing import NamedTuple

from yizhangtu.content.boxes import ListBox
from yizhangtu.content.facts import Fact, Help, closing_texts, facts, helper, organisation
from yizhangtu.content.lists import MATERIALS, list_boxes
from yizhangtu.content.publication import status_line
from yizhangtu.flow.fold import ANY, fold
from yizhangtu.site.model import SiteGuide
from yizhangtu.site.steps import SiteStep, steps_of_line
from yizhangtu.site.tables import SiteTable, body_tables
from yizhangtu.style.styles import Styles

STEPS, HELP = "操作流程", "帮办代办"


class ListGroup(NamedTuple):
    """The items of a list below one head ("" for none)."""

    head: str
    items: tuple[ListEntry, ...]


class ListEntry(NamedTuple):
    """An item of a list: the steps that it is about, and whether it can be ticked off."""

    text: str
    marks: tuple[str, ...]
    tick: bool


class TextList(NamedTuple):
    """A titled list with the internet addresses that it names: (caption, address)."""

    title: str
    groups: tuple[ListGroup, ...]
    links: tuple[tuple[str, str], ...]

    @property
    def ticked(self) -> bool:
        """Whether it is the list of what to bring."""
        return self.title == MATERIALS


class GuidePage(NamedTuple):
    """What the page of a guide shows. The sections stand in the order of the poster."""

    title: str
    organisation: str
    subtitle: str
    status: str
    facts: tuple[Fact, ...]
    steps: tuple[SiteStep, ...]
    tables: tuple[SiteTable, ...]
    lists: tuple[TextList, ...]
    help: Help | None
    closing: tuple[tuple[str, str], ...]

    @property
    def anchors(self) -> tuple[tuple[str, str], ...]:
        """The titles of the sections in their order, each with its identity on the page."""
        found = [(STEPS, "steps")] if self.steps else []
        found += [(one.title, f"table-{number}") for number, one in enumerate(self.tables, 1)]
        found += [(one.title, f"list-{number}") for number, one in enumerate(self.lists, 1)]
        found += [(HELP, "help")] if self.help else []
        return tuple((title, place) for title, place in found if title)


def guide_page(one: SiteGuide, styles: Styles) -> GuidePage:
    """The values of the page of a guide."""
    guide, project = one.guide, one.project
    line = fold(guide, one.graph, styles, ANY) if guide.steps else None
    who = helper(guide, project)
    number = f"编号 {guide.number}" if guide.number else ""
    subtitle = " · ".join(part for part in (str(guide.picture), str(guide.list_name or ""), number) if part)
    return GuidePage(
        str(guide.title), organisation(guide, project), subtitle, status_line(guide), facts(guide, project),
        steps_of_line(line) if line else (), body_tables(guide), tuple(map(text_list, list_boxes(guide))),
        who if who and any((who.name, who.phone, who.window)) else None, closing_texts(guide, project),
    )  # fmt: skip


def text_list(box: ListBox) -> TextList:
    """A box of the poster as a list, its items below their heads."""
    groups: list[tuple[str, list[ListEntry]]] = [("", [])]
    for item in box.in_words().items:
        if item.head:
            groups.append((item.text, []))
        else:
            groups[-1][1].append(ListEntry(item.text, item.marks, item.tick))
    kept = tuple(ListGroup(head, tuple(items)) for head, items in groups if head or items)
    return TextList(box.title, kept, tuple((one.caption or one.url, one.url) for one in box.codes))
