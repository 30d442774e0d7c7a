"""What a site is made of: guides, villages, the list of versions, downloads; and the files that it becomes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from yizhangtu.ledger.versions import VersionList
from yizhangtu.model.graph import Graph
from yizhangtu.model.guide import Guide
from yizhangtu.model.project import Project


class SiteGuide(NamedTuple):
    """A guide as networks show it: notices are masked already. `theme` is the name of its theme."""

    guide: Guide
    graph: Graph
    project: Project
    theme: str

    @property
    def key(self) -> tuple[str, str]:
        """What tells its page from all others of the same village: the file's stem and the period of a notice."""
        return self.guide.stem, getattr(self.guide.body, "period_code", "")


class SiteVillage(NamedTuple):
    """A village with its guides as they are filled in for it."""

    name: str
    code: str
    guides: tuple[SiteGuide, ...]


class Download(NamedTuple):
    """A finished file that is offered beside a page: how it is called, what tells it from the other files of the same
    guide (the name of a medium), the suffix of its name, its content."""

    title: str
    kind: str
    suffix: str
    data: bytes

    @property
    def size(self) -> str:
        """1.2 MB, 35 KB."""
        kilobytes = max(1, round(len(self.data) / 1000))
        return f"{kilobytes / 1000:.1f} MB" if kilobytes >= 1000 else f"{kilobytes} KB"


class Site(NamedTuple):
    """Everything that the pages show. `guides` are those in general terms; `versions` None where none was ever
    registered; `downloads` by the stem of their guide; `base` the address of the site, "" where it is not known."""

    guides: tuple[SiteGuide, ...]
    villages: tuple[SiteVillage, ...] = ()
    versions: VersionList | None = None
    downloads: Mapping[str, tuple[Download, ...]] = {}
    base: str = ""


class SiteFile(NamedTuple):
    """A file of the site by its path below the site's folder."""

    path: str
    data: bytes
