"""A guide's words and drawings → the slides of a screen: band, tabs, picture, foot; and slides of text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from yizhangtu.model.drawing import Drawing
from yizhangtu.model.guide import Guide
from yizhangtu.model.project import Project
from yizhangtu.model.style import Medium, Theme
from yizhangtu.page.booklet_leaf import Block, Leaf, Type
from yizhangtu.page.foot import item_text
from yizhangtu.page.qr import qr_side
from yizhangtu.page.words import Fact, basis_line, facts, helper, list_boxes, organisation, version_line
from yizhangtu.text import Typesetter

SCAN = ("右上角扫码", "看办事指南")
STATUS = {"征求意见": "征求意见稿", "试行": "试行", "废止": "已废止"}


def slide_name(number: int) -> str:
    """What a connector calls part `number` (from 0)."""
    return f"第{number + 1}屏"


@dataclass(frozen=True)
class Tab:
    """A part of the guide that has a slide of its own."""

    name: str


@dataclass(frozen=True)
class SlideMaker:
    """Makes the slides of one guide on one screen; `style` is the block `screen` of styles/page.yaml."""

    typesetter: Typesetter
    style: Mapping[str, Any]
    medium: Medium
    guide: Guide
    project: Project
    theme: Theme

    @property
    def type(self) -> Type:
        return Type(self.typesetter)

    @property
    def k(self) -> float:
        """How much larger than on 1080 pixels all furniture is."""
        return self.medium.scale

    @property
    def upright(self) -> bool:
        return self.medium.height_mm > self.medium.width_mm

    def mm(self, value: float) -> float:
        return value * self.k

    @property
    def least(self) -> float:
        """The smallest text of the furniture."""
        return self.medium.floor_mm

    def area(self, tabs: bool) -> tuple[float, float, float, float]:
        """(x, y, width, height) of the picture in mm."""
        margin = self.mm(self.style["margin"])
        top = self._band_height() + self.mm(self.style["top"])
        if tabs:
            top += self.mm(self.style["tabs"]["height"] + self.style["tabs"]["top"])
        bottom = self.medium.height_mm - self.mm(self.style["foot"]["height"]) - self.mm(self.style["top"]) * 0.6
        return margin, top, self.medium.width_mm - 2 * margin, bottom - top

    def slide(self, picture: Drawing | None, alt: str, tabs: Sequence[Tab] = (), active: int = -1) -> Leaf:
        """A slide with a drawing; with `tabs` the parts of the guide, the active one solid."""
        leaf = self._leaf()
        x, y, width, _ = self.area(bool(tabs))
        if tabs:
            self._tabs(leaf, x, width, tabs, active)
        if picture:
            leaf.picture(x, y, picture, alt)
        return leaf

    def _leaf(self) -> Leaf:
        leaf = Leaf(1, self.medium.width_mm, self.medium.height_mm, self.theme)
        leaf.rect(0, 0, leaf.width, leaf.height, "paper")
        self._band(leaf)
        self._foot(leaf)
        return leaf

    # The band.

    @property
    def _qr(self) -> float:
        url = str(self.project.url or "")
        return qr_side(url, self.mm(self.style["band"]["qr"])) if url else 0.0

    def _shown_facts(self) -> list[Fact]:
        return list(facts(self.guide, self.project))[: int(self.style["band"]["facts"])]

    def _band_height(self) -> float:
        band = self.style["band"]
        least = self._qr + self.mm(3)
        return float(max(self.mm(band["height"]) + (self._facts_height() if self.upright else 0.0), least))

    def _facts_height(self) -> float:
        band = self.style["band"]
        rows = -(-len(self._shown_facts()) // 2)
        return rows * self.mm((band["key"] + band["value"]) * 1.32 + 1.5) + self.mm(2)

    def _band(self, leaf: Leaf) -> None:
        band = self.style["band"]
        height = self._band_height()
        leaf.rect(0, 0, leaf.width, height, "band")
        if self.theme.mono:
            leaf.rule(0, height, leaf.width, "ink", self.mm(0.8))
        pad, right = self.mm(band["pad"]), leaf.width - self.mm(4)
        if self._qr:
            side = self._qr
            right -= side
            leaf.qr(right, self.mm(1.5) if self.upright else (height - side) / 2, side, str(self.project.url))
            right -= self.mm(band["gap"])
        found = self._shown_facts()
        if self.upright:
            self._title(leaf, pad, right - pad, self.mm(band["height"]))
            self._facts_grid(leaf, pad, self.mm(band["height"]) - self.mm(1), right - pad, found)
            return
        right = self._facts_row(leaf, right, height, found, pad + leaf.width * 0.3)
        self._title(leaf, pad, right - pad, height)

    def _title(self, leaf: Leaf, x: float, room: float, height: float) -> None:
        band = self.style["band"]
        org = organisation(self.guide, self.project)
        line = self.type.line(org, max(self.mm(band["key"]), self.least), 1.25, False, "on_band") if org else None
        if line and line.width > room:
            line = None
        most, least = self.mm(band["title"]), max(self.mm(band["title_least"]), self.least)
        if line:
            most = min(most, height - line.height - self.mm(3))
        title = self.type.largest(str(self.guide.title), room, most, least, 1.16)
        if title.height + (line.height if line else 0.0) > height - self.mm(2):
            line = None
        total = title.height + (line.height if line else 0.0)
        y = (height - total) / 2
        if line:
            y += leaf.block(x, y, line)
        leaf.block(x, y, title, fill="on_band")
        suffix = self.type.line("一张图", title.size * band["suffix"], 1.16, True, "on_band")
        if len(title.lines) == 1 and title.width + suffix.width + title.size * 0.3 <= room:
            leaf.block(x + title.width + title.size * 0.25, y + (title.height - suffix.height) * 0.72, suffix)

    def _facts_row(self, leaf: Leaf, right: float, height: float, found: Sequence[Fact], left: float) -> float:
        """Facts side by side, as many as there is room for between the title and the code; returns where they begin."""
        band = self.style["band"]
        gap = self.mm(band["gap"])
        cells = [self._fact(fact) for fact in found]
        while cells and sum(max(k.width, v.width) + 2 * gap for k, v in cells) > right - left:
            cells.pop()
        x = right - sum(max(k.width, v.width) + 2 * gap for k, v in cells)
        start = x
        for key, value in cells:
            total = key.height + value.height
            y = (height - total) / 2
            leaf.rect(x, y, self.mm(band["rule"]), total, "on_band")
            leaf.block(x + gap, y, key, fill="on_band")
            leaf.block(x + gap, y + key.height, value, fill="on_band")
            x += max(key.width, value.width) + 2 * gap
        return start

    def _facts_grid(self, leaf: Leaf, x: float, y: float, width: float, found: Sequence[Fact]) -> None:
        half = width / 2
        for number, fact in enumerate(found):
            key, value = self._fact(fact, half - self.mm(4))
            left = x + (number % 2) * half
            top = y + (number // 2) * (self.mm(1.5) + key.height + value.height)
            leaf.block(left, top, key, fill="on_band")
            leaf.block(left, top + key.height, value, fill="on_band")

    def _fact(self, fact: Fact, room: float = 1e6) -> tuple[Block, Block]:
        band = self.style["band"]
        key = self.type.line(fact.key, max(self.mm(band["key"]), self.least), 1.3)
        size = max(self.mm(band["value"]), self.least)
        value = self.type.line(fact.value, size, 1.3, True)
        if value.width > room:
            value = self.type.line(self.type.cut(fact.value, room, size, True), size, 1.3, True)
        return key, value

    # Tabs and foot.

    def _tabs(self, leaf: Leaf, x: float, width: float, tabs: Sequence[Tab], active: int) -> None:
        style = self.style["tabs"]
        gap = self.mm(style["gap"])
        height = self.mm(style["height"])
        y = self._band_height() + self.mm(style["top"])
        each = (width - gap * (len(tabs) - 1)) / len(tabs)
        for number, tab in enumerate(tabs):
            left = x + number * (each + gap)
            solid = number == active
            stroke = "dark" if self.theme.mono else ""
            leaf.rect(left, y, each, height, "dark" if solid else "tint", stroke, self.mm(0.4) if stroke else 0.0)
            name = self.type.largest(tab.name, each - gap * 2, self.mm(style["text"]), self.least, 1.1)
            if len(name.lines) > 1:
                cut = self.type.cut(tab.name, each - gap * 2, self.least, True)
                name = self.type.line(cut, self.least, 1.1, True)
            leaf.block(left, y + (height - name.height) / 2, name, each, 0.5, "white" if solid else "dark")

    def _foot(self, leaf: Leaf) -> None:
        style = self.style["foot"]
        height = self.mm(style["height"])
        y = leaf.height - height
        leaf.rect(0, y, leaf.width, height, "tint" if not self.theme.mono else "paper")
        leaf.rule(0, y, leaf.width, "dark", self.mm(style["rule"]))
        pad, size = self.mm(style["pad"]), max(self.mm(style["text"]), self.least)
        right = leaf.width - pad
        if self._qr:
            words = [self.type.line(text, size, style["leading"], True) for text in SCAN]
            wide = max(word.width for word in words)
            if not self.upright:
                top = y + (height - sum(word.height for word in words)) / 2
                for word in words:
                    top += leaf.block(right - wide, top, word, wide, 1.0)
                right -= wide + pad
        lines = [(key, text) for key, text in self._foot_lines() if text][:2]
        total = len(lines) * size * style["leading"]
        top = y + (height - total) / 2
        for key, text in lines:
            head = self.type.line(f"{key}：", size, style["leading"], True)
            leaf.block(pad, top, head)
            body = self.type.line(self.type.cut(text, right - pad - head.width, size), size, style["leading"])
            leaf.block(pad + head.width, top, body)
            top += head.height

    def _foot_lines(self) -> Iterator[tuple[str, str]]:
        names = [str(material.name) for material in self.guide.materials]
        if names:
            yield "要带", "、".join(names) + f"（共{len(names)}样）"
        help_ = helper(self.guide, self.project)
        if help_:
            yield "代办员", " ".join(text for text in (help_.name, help_.phone, help_.window) if text)
        yield "版本", version_line(self.guide, self.project)

    # Slides of text.

    def details(self) -> list[Leaf]:
        """Everything that the pictures do not say, in two columns (one on an upright screen), on as many slides as it
        takes."""
        style = self.style["details"]
        x, y, width, height = self.area(False)
        count = 1 if self.upright else 2
        each = (width - self.mm(style["column_gap"]) * (count - 1)) / count
        columns = self._columns(self._sections(each), height)
        leaves: list[Leaf] = []
        for start in range(0, len(columns), count):
            leaf = self._leaf()
            for number, column in enumerate(columns[start : start + count]):
                left = x + number * (each + self.mm(style["column_gap"]))
                top = y
                for indent, block, gap in column:
                    top += gap if top > y else 0.0
                    if indent and gap >= 0 and block.fill == "bullet":
                        r = block.size * style["bullet"] / 2
                        leaf.dot(left + r * 2, top + block.line_height / 2, r, "mid")
                    leaf.block(left + indent, top, block, fill="ink" if block.fill == "bullet" else "")
                    top += block.height
            leaves.append(leaf)
        return leaves

    def _sections(self, width: float) -> list[list[tuple[float, Block, float]]]:
        """Sections as rows of (indent, lines, gap above); the first row of each is its head."""
        style = self.style["details"]
        size = max(self.mm(style["text"]), self.least)
        indent = size * style["indent"]
        found: list[list[tuple[float, Block, float]]] = []

        def section(title: str, texts: Sequence[str]) -> None:
            head = self.type.line(title, max(self.mm(style["head"]), self.least), 1.3, True, "dark")
            rows = [(0.0, head, self.mm(style["gap"]))]
            for text in texts:
                block = self.type.block(text, width - indent, size, style["leading"], False, "bullet")
                for part in block.parts(9):
                    rows.append((indent, part, 0.0))
            found.append(rows)

        said = [f"{fact.key}：{'；'.join((fact.value, *fact.notes))}" for fact in facts(self.guide, self.project)]
        section("办理信息", said)
        for box in list_boxes(self.guide):
            section(box.title, [item_text(item) for item in box.items])
        help_ = helper(self.guide, self.project)
        if help_ and (help_.name or help_.phone or help_.window):
            section("帮办代办", ["，".join(text for text in (help_.window, help_.name, help_.phone) if text)])
        for title, text in (("依据", basis_line(self.guide)), ("版本", version_line(self.guide, self.project))):
            if text:
                section(title, [text])
        return found

    def _columns(
        self, sections: Sequence[Sequence[tuple[float, Block, float]]], height: float
    ) -> list[list[tuple[float, Block, float]]]:
        """Rows in columns of `height`; a head never stands last."""
        columns: list[list[tuple[float, Block, float]]] = [[]]
        used = 0.0
        for rows in sections:
            for number, (indent, block, gap) in enumerate(rows):
                need = block.height + (gap if columns[-1] else 0.0)
                ahead = rows[number + 1][1].height if number == 0 and len(rows) > 1 else 0.0
                if columns[-1] and used + need + ahead > height:
                    columns.append([])
                    used, need = 0.0, block.height
                columns[-1].append((indent, block, gap))
                used += need
        return columns
