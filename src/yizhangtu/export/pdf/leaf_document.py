"""Leaves → the HTML and CSS of the booklet, and the drawings that they name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from jinja2 import Environment

from yizhangtu.content.alternative import shared, words_of
from yizhangtu.draw.leaf import Leaf
from yizhangtu.export.pdf.tagging import DECORATION
from yizhangtu.model.drawing import Drawing
from yizhangtu.model.style import Medium, Theme

Named = tuple[Drawing, Theme, Mapping[str, str]]


@dataclass(frozen=True)
class BookletWriter:
    """Writes booklets of one medium."""

    environment: Environment
    medium: Medium
    icons: Mapping[str, str]

    def css(self) -> str:
        """The style sheet: the same for all booklets of this medium."""
        template = self.environment.get_template("booklet.css.j2")
        return template.render(width=self.medium.width_mm, height=self.medium.height_mm)

    def html(self, title: str, author: str, pages: Sequence[Sequence[Leaf]], created: str = "") -> str:
        """The document: every page is one leaf, or several upon one another. Chapter titles are text of the page and
        pass through the template's escaping; all else is in the drawings. `created` is a date as YYYY-MM-DD."""
        alts = self._alts(pages)
        data = [self._page(number, leaves, alts) for number, leaves in enumerate(pages, 1)]
        template = self.environment.get_template("booklet.html.j2")
        return template.render(title=title, author=author, pages=data, created=created)

    def _alts(self, pages: Sequence[Sequence[Leaf]]) -> dict[str, str]:
        """What every image says in words, by URL: a text for several is shared out among them; of an image without one
        its own words."""
        found: dict[str, str] = {}
        told: dict[str, list[tuple[str, Drawing]]] = {}
        for number, leaves in enumerate(pages, 1):
            for url, _, _, (drawing, _, _), alt in self._images(number, leaves):
                if alt:
                    told.setdefault(alt, []).append((url, drawing))
                else:
                    found[url] = words_of(drawing) or DECORATION
        for alt, images in told.items():
            texts = shared(alt, [drawing for _, drawing in images])
            found |= {url: text for (url, _), text in zip(images, texts, strict=True)}
        return found

    def drawings(self, pages: Sequence[Sequence[Leaf]]) -> dict[str, Named]:
        """What the document names as images, by URL."""
        return {
            url: named for number, leaves in enumerate(pages, 1) for url, _, _, named, _ in self._images(number, leaves)
        }

    def _images(self, number: int, leaves: Sequence[Leaf]) -> list[tuple[str, float, float, Named, str]]:
        """(URL, x, y, drawing with its colours, alternative text) in the order they are painted."""
        found: list[tuple[str, float, float, Named, str]] = []
        for layer, leaf in enumerate(leaves):
            found.append((f"yzt:page-{number}-{layer}", leaf.left, 0.0, (leaf.drawing(), leaf.theme, self.icons), ""))
            for index, (x, y, drawing, alt) in enumerate(leaf.pictures):
                url = f"yzt:picture-{number}-{layer}-{index}"
                found.append((url, round(leaf.left + x, 3), y, (drawing, leaf.theme, self.icons), alt))
        return found

    def _page(self, number: int, leaves: Sequence[Leaf], alts: Mapping[str, str]) -> dict[str, Any]:
        images = []
        for url, x, y, (drawing, _, _), _ in self._images(number, leaves):
            if not drawing.items:
                continue
            images.append(
                {
                    "url": url,
                    "x": x,
                    "y": y,
                    "width": drawing.width,
                    "height": drawing.height,
                    "alt": alts[url],
                }
            )
        headings = [
            (replace(leaf.heading, x=round(leaf.left + leaf.heading.x, 3)), leaf.theme.lettering(leaf.heading.fill))
            for leaf in leaves
            if leaf.heading
        ]
        links = [link for leaf in leaves for link in leaf.links]
        return {"number": number, "images": images, "headings": headings, "links": links}
