"""A site → its files: the start page, a page for each guide and village, and the pages that lead to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from yizhangtu.content.chapters import PICTURES, arranged, extent, group_of, handlers_of, main_deadline, phones
from yizhangtu.content.publication import status_of
from yizhangtu.export.web_page import embedded_json
from yizhangtu.ledger.versions import Registered, VersionList
from yizhangtu.model.guide import Guide
from yizhangtu.model.notice.notice import Notice
from yizhangtu.model.project import Project
from yizhangtu.site.guide_page import guide_page
from yizhangtu.site.model import Download, Site, SiteFile, SiteGuide, SiteVillage
from yizhangtu.site.names import PageNames
from yizhangtu.site.render import SiteRenderer, theme_classes
from yizhangtu.site.search import search_text
from yizhangtu.site.spreadsheet import tables_workbook
from yizhangtu.site.verification import GUIDE, NOTICE, list_data, of_guide, unregistered_data
from yizhangtu.style.styles import PICTURE_THEMES, Styles

START, WHO, CHANGES, VERIFY, NOTICES = "index.html", "who.html", "changes.html", "verify.html", "notices.html"
VILLAGES, FILES = "cun", "files"  # folders of the pages of villages, and of what is offered to download
TABLE = "表格（Excel）"
OWN_NAMES = tuple(name.removesuffix(".html") for name in (START, WHO, CHANGES, VERIFY, NOTICES))
TITLE = "办事指南"


class GuideEntry(NamedTuple):
    """A guide in a list of guides: the path of its page, and the note beside its title."""

    title: str
    number: str
    path: str
    note: str
    status: str
    theme: str
    guide: Guide


class SitePages:
    """Makes the files of one site. `renamed` are the guides whose page could not have the name that it would have
    alone."""

    def __init__(self, site: Site, styles: Styles) -> None:
        self._site, self._styles = site, styles
        self._project = site.guides[0].project if site.guides else Project()
        self._classes = theme_classes(styles)
        self.renamed: list[Guide] = []
        self._paths = self._named(site.guides, "", OWN_NAMES)
        self._homes = self._village_homes()
        self._own = {one.name: self._named(self._distinct(one), self._homes[one.name][1]) for one in site.villages}
        town = "".join(str(part) for part in (self._project.county, self._project.town) if part)
        self._theme = PICTURE_THEMES[PICTURES[0][0]]
        shared = {
            "site_title": f"{town}{TITLE}", "nav": tuple(self._navigation()), "base": site.base,
            "phones": phones((one.guide for one in site.guides), self._project)[:2],
            "issuer": str(self._project.issuer or ""), "start": START, "verify": VERIFY,
        }  # fmt: skip
        self._renderer = SiteRenderer(styles, shared)

    def files(self) -> list[SiteFile]:
        """All files, the start page first."""
        return list(self._files())

    def _files(self) -> Iterator[SiteFile]:
        yield self._start()
        for one in self._site.guides:
            yield from self._guide(one, self._paths[one.key], self._paths, self._site.downloads.get(one.guide.stem, ()))
        yield self._who()
        if self._site.versions is not None:
            yield self._changes(self._site.versions)
            yield self._verify(self._site.versions)
        if self._notices:
            yield self._notice_list()
        for village in self._site.villages:
            yield from self._village(village)

    def _named(self, guides: Iterable[SiteGuide], folder: str, taken: Iterable[str] = ()) -> dict[tuple[str, str], str]:
        """The path of the page of each guide."""
        names, found = PageNames((*taken, "index")), {}
        for one in guides:
            stem, period = one.key
            name, other = names.give("" if period else str(one.guide.number or "").strip(), f"{stem} {period}".strip())
            if other:
                self.renamed.append(one.guide)
            found[one.key] = f"{folder}{name}.html"
        return found

    def _village_homes(self) -> dict[str, tuple[str, str]]:
        """Village → the path of its page and its folder."""
        names = PageNames()
        found = {}
        for village in self._site.villages:
            folder = f"{VILLAGES}/{names.give(village.code, village.name)[0]}/"
            found[village.name] = f"{folder}{START}", folder
        return found

    def _distinct(self, village: SiteVillage) -> list[SiteGuide]:
        """The guides that say something else for the village than in general terms."""
        general = {one.key: one for one in self._site.guides}

        def is_general(one: SiteGuide) -> bool:
            other = general.get(one.key)
            return (
                other is not None
                and one.project == other.project
                and one.guide._replace(code="", texts=()) == other.guide._replace(code="", texts=())
            )

        return [one for one in village.guides if not is_general(one)]

    def _navigation(self) -> Iterator[tuple[str, str]]:
        """(title, path) of the pages that lead to others."""
        yield "要办什么事", START
        yield "谁办什么", WHO
        if self._notices:
            yield "公示", NOTICES
        if self._site.versions is not None:
            yield "改了什么", CHANGES
            yield "核验", VERIFY

    @property
    def _themes(self) -> set[str]:
        return {one.theme for one in self._site.guides} | set(PICTURE_THEMES.values())

    @cached_property
    def _notices(self) -> list[tuple[str, list[GuideEntry]]]:
        """The notices of each village; first those of none."""
        general = [self._entry(one, self._paths) for one in self._site.guides if isinstance(one.guide.body, Notice)]
        found = [("", general)]
        for village in self._site.villages:
            own = self._own[village.name]
            notices = [one for one in village.guides if isinstance(one.guide.body, Notice) and one.key in own]
            found.append((village.name, [self._entry(one, own) for one in notices]))
        return [(name, entries) for name, entries in found if entries]

    def _entry(self, one: SiteGuide, paths: Mapping[tuple[str, str], str]) -> GuideEntry:
        guide = one.guide
        limit = main_deadline(guide)
        note = str(limit.text) if limit and guide.body is None else extent(guide)
        path = paths.get(one.key) or self._paths[one.key]
        return GuideEntry(
            str(guide.title), str(guide.number or ""), path, note, status_of(guide),
            self._classes[one.theme], guide,
        )  # fmt: skip

    def _blocks(
        self, guides: Sequence[SiteGuide], paths: Mapping[tuple[str, str], str]
    ) -> list[tuple[str, str, str, list[tuple[str, list[GuideEntry]]]]]:
        """The guides by picture and list: (picture, icon, class of its theme, lists)."""
        by_guide = {id(one.guide): one for one in guides}
        found: dict[str, dict[str, list[GuideEntry]]] = {}
        for chapter in arranged([one.guide for one in guides]):
            one = by_guide[id(chapter.guide)]
            lists = found.setdefault(str(chapter.guide.picture), {})
            lists.setdefault(chapter.group, []).append(self._entry(one, paths))
        icons = dict(PICTURES)
        order = sorted(found, key=lambda name: list(icons).index(name) if name in icons else len(icons))
        classes = self._classes
        return [(name, icons.get(name, ""), classes[PICTURE_THEMES[name]], list(found[name].items())) for name in order]

    def _start(self) -> SiteFile:
        guides = [one for one in self._site.guides if not isinstance(one.guide.body, Notice)]
        blocks = self._blocks(guides, self._paths)
        entries = [entry for _, _, _, lists in blocks for _, group in lists for entry in group]
        numbers: dict[str, str] = {}
        for entry in entries:
            if entry.number:
                numbers.setdefault(entry.number, entry.path)
        codes = {entry.guide.code: entry.path for _, own in self._notices for entry in own if entry.guide.code}
        data = {"codes": codes, "words": [_search_text(entry.guide) for entry in entries], "numbers": numbers,
                "verify": VERIFY if self._site.versions is not None else ""}  # fmt: skip
        values = {"blocks": blocks, "count": len(entries), "homes": self._home_links(), "data": embedded_json(data)}
        return self._renderer.page("start.html.j2", START, self._theme, values, themes=self._themes)

    def _home_links(self) -> list[tuple[str, str]]:
        return [(village.name, self._homes[village.name][0]) for village in self._site.villages]

    def _guide(
        self, one: SiteGuide, path: str, own: Mapping[tuple[str, str], str], downloads: Sequence[Download] = ()
    ) -> Iterator[SiteFile]:
        """The page of a guide, then the files that it offers; `own` are the pages of the same village."""
        up = "../" * path.count("/")
        links = {stem: up + target for (stem, _), target in {**self._paths, **own}.items()}
        page = guide_page(one, self._styles)
        table = tables_workbook(page.tables)
        if table:
            downloads = (*downloads, Download(TABLE, "table", ".xlsx", table))
        stem = path.removesuffix(".html")
        files = [SiteFile(f"{FILES}/{stem}.{each.kind}{each.suffix}", each.data) for each in downloads]
        values = {
            "page": page, "links": links, "data": embedded_json(self._codes(one, up)),
            "downloads": [
                (f"{each.title}（{each.size}）", file.path, f"{page.title}{each.suffix}")
                for each, file in zip(downloads, files, strict=True)
            ],
        }  # fmt: skip
        yield self._renderer.page("guide.html.j2", path, one.theme, values)
        yield from files

    def _codes(self, one: SiteGuide, up: str) -> dict[str, object]:
        """What the page of a guide knows of codes of its prints."""
        guide, versions = one.guide, self._site.versions
        homes = {name: up + home for name, (home, _) in self._homes.items()}
        if isinstance(guide.body, Notice):
            codes = {guide.body.village: guide.code} if guide.code else {}
            return {**unregistered_data(str(guide.title), str(guide.number or ""), codes, NOTICE), "homes": homes}
        if versions is not None and any(known.guide == guide.stem for known in versions.current):
            return {**list_data(of_guide(versions, guide.stem)), "homes": homes}
        codes = {"": guide.code} if guide.code else {}
        for village in self._site.villages:
            for own in village.guides:
                if own.key == one.key and own.guide.code:
                    codes[village.name] = own.guide.code
        return {**unregistered_data(str(guide.title), str(guide.number or ""), codes, GUIDE), "homes": homes}

    def _who(self) -> SiteFile:
        found: dict[str, list[GuideEntry]] = {}
        for one in self._site.guides:
            if not isinstance(one.guide.body, Notice):
                for name in handlers_of(one.guide):
                    found.setdefault(name, []).append(self._entry(one, self._paths))
        handlers = sorted(found.items(), key=lambda pair: -len(pair[1]))
        everyone = phones((one.guide for one in self._site.guides), self._project)
        values = {"handlers": handlers, "everyone": everyone}
        return self._renderer.page("who.html.j2", WHO, self._theme, values, themes=self._themes)

    def _changes(self, versions: VersionList) -> SiteFile:
        """What has changed, from the releases: the latest first."""
        pages = {stem: path for (stem, period), path in self._paths.items() if not period}
        by_guide = {one.guide: one for one in versions.current}
        found = [(old.until, old, by_guide[old.guide], pages.get(old.guide, "")) for old in versions.older]
        begun = [(one.day, None, one, pages.get(one.guide, "")) for one in versions.current]
        ordered = sorted([*found, *begun], key=lambda row: (row[0], row[1] is not None), reverse=True)
        days: dict[str, list[tuple[Registered | None, Registered, str]]] = {}
        replaced = {(old.until, old.guide) for old in versions.older}
        for day, old, new, path in ordered:
            if old is not None or (day, new.guide) not in replaced:
                days.setdefault(day, []).append((old, new, path))
        return self._renderer.page("changes.html.j2", CHANGES, self._theme, {"days": list(days.items())})

    def _verify(self, versions: VersionList) -> SiteFile:
        pages = {stem: path for (stem, period), path in self._paths.items() if not period}
        values = {"versions": versions, "data": embedded_json(list_data(versions, pages))}
        return self._renderer.page("verify.html.j2", VERIFY, self._theme, values)

    def _notice_list(self) -> SiteFile:
        values = {"notices": self._notices}
        return self._renderer.page("notices.html.j2", NOTICES, self._theme, values, themes=self._themes)

    def _village(self, village: SiteVillage) -> Iterator[SiteFile]:
        """The page of a village, and those of the guides that say something else for it."""
        path, _ = self._homes[village.name]
        own = self._own[village.name]
        project = village.guides[0].project if village.guides else self._project
        notices = [self._entry(one, own) for one in village.guides if isinstance(one.guide.body, Notice)]
        guides = [one for one in village.guides if not isinstance(one.guide.body, Notice)]
        windows = dict.fromkeys(
            str(one.guide.assistant.window) for one in guides if one.guide.assistant and one.guide.assistant.window
        )
        values = {
            "village": village.name, "phones_here": phones((one.guide for one in village.guides), project),
            "windows": list(windows), "notices": notices, "blocks": self._blocks(guides, own),
        }  # fmt: skip
        yield self._renderer.page("village.html.j2", path, self._theme, values, themes=self._themes)
        for one in village.guides:
            if one.key in own:
                yield from self._guide(one, own[one.key], own)


def _search_text(guide: Guide) -> str:
    return search_text(map(str, (guide.title, *guide.keywords, guide.number or "", group_of(guide))))
