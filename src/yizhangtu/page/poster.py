"""Sheets with their drawings → the HTML and CSS of a poster."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import cos, radians, sin
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from yizhangtu.model.drawing import Drawing, Item, Path, Symbol
from yizhangtu.model.guide import Guide
from yizhangtu.model.style import Medium, Theme
from yizhangtu.page.alternative import shared, words_of
from yizhangtu.page.frame import RIBBONS, Sheet
from yizhangtu.page.qr import qr_drawing
from yizhangtu.page.setting import Box, Setter, Setting
from yizhangtu.page.svg import svg
from yizhangtu.page.tagging import DECORATION
from yizhangtu.page.words import published


@dataclass(frozen=True)
class Printed:
    """A sheet, what is drawn on it (each drawing with its distance from the top of the flow's box in mm), and texts
    that stand on it instead. `section_title` replaces that of the sheet."""

    sheet: Sheet
    pictures: tuple[tuple[float, Drawing], ...]
    legend: Drawing | None
    texts: tuple[Box, ...] = ()
    section_title: str = ""


@dataclass(frozen=True)
class PosterWriter:
    """Writes posters of one medium and theme."""

    environment: Environment
    page: Mapping[str, Any]
    medium: Medium
    theme: Theme
    icons: Mapping[str, str]
    setter: Setter
    inline: bool = False  # drawings stand in the page as SVG, not as images of their own

    def css(self) -> str:
        """The style sheet: the same for all posters of this medium and theme."""
        return self.environment.get_template("poster.css.j2").render(
            width=self.medium.width_mm,
            height=self.medium.height_mm,
            c=self.theme.colours,
            t=self.theme.letterings,
            mono=self.theme.mono,
            series_border=self.mm(self.page["series"]["border"]),
            facts_rule=self.mm(self.page["facts"]["rule"]),
        )

    def mm(self, value: float) -> float:
        """A length of styles/page.yaml on this medium."""
        return round(value * self.medium.scale, 3)

    def html(self, guide: Guide, printed: Sequence[Printed], alt: str) -> str:
        """The document; `alt` is what its pictures show, a line for each step and row. All of the author's words pass
        through the template's escaping."""
        alts = iter(shared(alt, [drawing for one in printed for _, drawing in one.pictures]))
        sheets = [self._sheet(guide, one, number, alts) for number, one in enumerate(printed)]
        meta = {
            "author": str(guide.publication.issuer or ""),
            "description": " ".join(alt.split())[:300],
            "dcterms.created": published(guide),
        }
        return self.environment.get_template("poster.html.j2").render(
            title=str(guide.title), meta={k: v for k, v in meta.items() if v}, sheets=sheets, classes=Classes()
        )

    def drawings(self, printed: Sequence[Printed]) -> dict[str, tuple[Drawing, Theme, Mapping[str, str]]]:
        """What the document names as images, by URL."""
        found: dict[str, Drawing] = {}
        for number, one in enumerate(printed):
            found |= {f"yzt:flow-{number}-{at}": drawing for at, (_, drawing) in enumerate(one.pictures)}
            if one.legend:
                found[f"yzt:legend-{number}"] = one.legend
            if overlay := self._overlay(one):
                found[f"yzt:overlay-{number}"] = overlay
            if one.sheet.foot and one.sheet.foot.help and one.sheet.foot.help.url:
                found["yzt:qr"] = qr_drawing(one.sheet.foot.help.url, one.sheet.foot.help.qr)
        return {url: (drawing, self.theme, self.icons) for url, drawing in found.items()}

    def _overlay(self, one: Printed) -> Drawing | None:
        """Icons of the facts and boxes to tick as one picture over the sheet: few elements make a fast page."""
        sheet, side = one.sheet, self.mm(self.page["facts"]["icon"])
        items: list[Item] = [Symbol(c.x, sheet.facts_top + c.y, side, c.icon, "dark") for c in sheet.cells]
        foot = self.page["foot"]
        for box in sheet.foot.boxes if sheet.foot else ():
            x = sheet.margin + box.x + self.mm(foot["border"]) + self.mm(foot["pad_x"])
            top = sheet.foot_top + box.y + self.mm(foot["border"] + foot["head_height"] + foot["pad_y"])
            items += _squares(box.items, x, top, self.mm(foot["item_gap"]))
        for text in one.texts:
            items += _squares(text.data["items"], text.x, text.y + text.data["head"].height, 0.0)
        return Drawing(sheet.width, sheet.height, tuple(items), form="overlay") if items else None

    def _picture(self, drawing: Drawing | None, url: str, alt: str) -> Markup:
        if drawing is None:
            return Markup("")
        if self.inline:
            return Markup(svg(drawing, self.theme, self.icons, alt or DECORATION))
        size = f"width:{drawing.width:g}mm;height:{drawing.height:g}mm"
        return Markup('<img src="{}" alt="{}" style="{}">').format(url, alt or DECORATION, size)

    def _sheet(self, guide: Guide, one: Printed, number: int, alts: Iterator[str]) -> dict[str, Any]:
        page, sheet = self.page, one.sheet
        foot, series, facts, section = page["foot"], page["series"], page["facts"], page["section"]
        series_height = sum(s.height for s in sheet.series) + 2 * self.mm(series["pad_y"])
        data: dict[str, Any] = {
            "sheet": sheet,
            "empty": self.medium.empty_mm,
            "ribbon": None,
            "ribbon_top": 0.0,
            "watermark": None,
            "qr": "",
            "qr_column": 0.0,
            "band_pad": f"{self.mm(page['band']['top'])}mm {sheet.margin}mm 0",
            "series_inner": sheet.series_width - 2 * self.mm(series["pad_x"]),
            "series_pad": f"{self.mm(series['pad_y'])}mm {self.mm(series['pad_x'])}mm",
            "series_top": max(self.mm(5.5), (sheet.band_height - series_height) / 2),
            "facts_rule": self.mm(facts["rule"]),
            "fact_lead": self.mm(facts["icon"] + facts["icon_gap"]),
            "bar": self.mm(section["bar"]),
            "bar_gap": self.mm(section["bar_gap"]),
            "section_title": one.section_title or sheet.section_title,
            "box_border": self.mm(foot["border"]),
            "box_head": self.mm(foot["head"]),
            "box_head_height": self.mm(foot["head_height"]),
            "box_pad": self.mm(foot["pad_x"]),
            "box_pad_y": self.mm(foot["pad_y"]),
            "item_gap": self.mm(foot["item_gap"]),
            "texts": one.texts,
            "overlay": self._picture(self._overlay(one), f"yzt:overlay-{number}", ""),
            "pictures": [
                (sheet.flow_top + y, self._picture(drawing, f"yzt:flow-{number}-{at}", next(alts)))
                for at, (y, drawing) in enumerate(one.pictures)
            ],
            "legend": self._picture(one.legend, f"yzt:legend-{number}", _legend(one.legend)),
            "legend_top": sheet.section_top + (sheet.section.height - (one.legend.height if one.legend else 0.0)) / 2,
        }
        if sheet.foot and sheet.foot.help and sheet.foot.help.url:
            help_ = sheet.foot.help
            data["qr"] = self._picture(qr_drawing(help_.url, help_.qr), "yzt:qr", f"二维码：{help_.url}")
            data["qr_column"] = max(help_.qr, self.setter.width("扫码看办事指南", foot["caption"]) + 0.2)
        self._status(guide, sheet, data)
        return data

    def _status(self, guide: Guide, sheet: Sheet, data: dict[str, Any]) -> None:
        """征求意见稿 and 已废止 are written across the sheet; 试行 is said on a ribbon only."""
        publication = guide.publication
        status = str(publication.status or "")
        safe = self.page.get("safe", 0.0)
        ribbon = RIBBONS.get(status, "")
        if publication.comments_until and status == "征求意见":
            ribbon += f" · 请于{publication.comments_until}前提意见"
        if ribbon:
            page = self.page["ribbon"]
            data["ribbon"] = self.setter.set(ribbon, 999, page["text"], page["height"] / page["text"], True)
            if safe:  # the text keeps away from the edge, and the box below it makes room
                data["ribbon_top"] = round(max(0.0, safe - (data["ribbon"].line_height - data["ribbon"].size) / 2), 3)
                below = data["ribbon_top"] + data["ribbon"].line_height + self.mm(1)
                data["series_top"] = max(data["series_top"], below)
        mark = {"征求意见": "征求意见稿", "废止": "已废止"}.get(status, "")
        if mark:
            page = self.page["watermark"]
            angle = radians(abs(page["angle"]))
            across = 1.1 * len(mark)  # em: how long the word is; it is 1.2 em high
            wide = across * cos(angle) + 1.2 * sin(angle)
            high = across * sin(angle) + 1.2 * cos(angle)
            room_x, room_y = (min(0.96 * side, side - 2 * safe) for side in (sheet.width, sheet.height))
            size = min(page["size"] * sheet.width, room_x / wide, room_y / high)
            width = size * across
            left, top = (sheet.width - width) / 2, sheet.height / 2 - size * 0.6
            data["watermark"] = {
                "text": mark,
                "style": f"left:{left:.2f}mm;top:{top:.2f}mm;width:{width:.2f}mm;font-size:{size:.2f}mm;"
                f"line-height:1.2;transform:rotate({page['angle']}deg)",
            }


def _legend(legend: Drawing | None) -> str:
    return "图例：" + words_of(legend).replace("\n", "，") if legend else ""


def _squares(settings: Sequence[Setting], x: float, top: float, gap: float) -> list[Item]:
    """The box to tick before the first line of each entry that has one."""
    found: list[Item] = []
    for setting in settings:
        if setting.role == "tick":
            side = setting.size * 0.72
            y = top + (setting.line_height - side) / 2
            right, bottom = x + side, y + side
            d = f"M{x:.3f} {y:.3f}L{right:.3f} {y:.3f}L{right:.3f} {bottom:.3f}L{x:.3f} {bottom:.3f}Z"
            found.append(Path(d, "", "ink", 0.3))
        top += setting.height + gap
    return found


class Classes:
    """Sizes and weights of lines as a few style classes of one document, in place of a style on every line."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}

    def __call__(self, setting: Setting, kind: str = "", gap: float = 0.0) -> str:
        """The class attribute of a setting; `gap` mm below it, room for a box to tick before it."""
        rules = f"font-size:{setting.size:g}mm;line-height:{setting.line_height:g}mm"
        if setting.bold:
            rules += ";font-weight:700"
        if gap:
            rules += f";margin-bottom:{gap:g}mm"
        if setting.role == "tick":
            rules += f";padding-left:{setting.size * 1.35:.3f}mm"
        name = self._names.setdefault(rules, f"z{len(self._names)}")
        return f"set {name} {kind}".rstrip()

    def css(self) -> Markup:
        """The rules of all classes that were asked for: numbers only, nothing of the author's."""
        return Markup("".join(f".{name}{{{rules}}}" for rules, name in self._names.items()))
