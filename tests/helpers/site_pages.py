"""Pages of a site in memory: made of definitions, and what a reader finds on them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html.parser import HTMLParser

from helpers.guides import GuideGraph
from helpers.installed import installed_styles
from yizhangtu.media.themes import theme_for
from yizhangtu.model.project import Project
from yizhangtu.site.model import Site, SiteFile, SiteGuide
from yizhangtu.site.pages import SitePages

VOID = {"meta", "link", "input", "br", "path", "use", "img"}


def site_guide(pair: GuideGraph, project: Project) -> SiteGuide:
    """A guide in the theme of its picture."""
    guide, graph = pair
    return SiteGuide(guide, graph, project, theme_for(guide, None, installed_styles()).name)


def site_files(pairs: Iterable[GuideGraph], project: Project) -> dict[str, SiteFile]:
    """The pages of a site of these guides, by path."""
    site = Site(tuple(site_guide(pair, project) for pair in pairs))
    files = SitePages(site, installed_styles()).files()
    return {file.path: file for file in files if file.path.endswith(".html")}


class PageContent(HTMLParser):
    """What stands on a page: the text of its main part, its elements, links and identities. Fails where elements are
    not closed in order."""

    def __init__(self, page: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self._open: list[str] = []
        self.feed(page.decode())
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag, tag

    def handle_data(self, data: str) -> None:
        if "main" in self._open:
            self.parts.append(data)

    @property
    def text(self) -> str:
        """The main part without blanks."""
        return re.sub(r"\s+", "", "".join(self.parts))

    @property
    def links(self) -> list[str]:
        return [attributes.get("href") or "" for tag, attributes in self.elements if tag == "a"]

    @property
    def identities(self) -> list[str]:
        return [str(attributes["id"]) for _, attributes in self.elements if "id" in attributes]
