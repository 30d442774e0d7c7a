"""`site`: definitions → a folder of web pages that any web space, CMS or stick can hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from yizhangtu.build.checked import Checked, CheckedGuide, check_loaded
from yizhangtu.build.jobs import shown_on, subjects_of
from yizhangtu.build.load import Home, load
from yizhangtu.build.notices import refuse_period
from yizhangtu.build.version_codes import versions_of, with_codes
from yizhangtu.commands.ledger.place import LedgerPlace
from yizhangtu.commands.release import version_list
from yizhangtu.commands.site.downloads import downloads
from yizhangtu.commands.site.folder import SiteFolder
from yizhangtu.ledger.versions import VersionList
from yizhangtu.media.registry import file_kinds, kind_of
from yizhangtu.model.diagnostics import Diagnostic, in_order, make, whole
from yizhangtu.model.errors import UsageError
from yizhangtu.read.guide.addresses import is_web_address
from yizhangtu.site.model import Site, SiteGuide, SiteVillage
from yizhangtu.site.pages import SitePages
from yizhangtu.style.styles import Styles
from yizhangtu.system.installation import Installation

FOLDER = "网站"  # of the site
NET = "text"  # the medium that shows guides as networks do: words, notices masked


class SiteRequest(NamedTuple):
    """`paths` of definitions; `output`: the folder, "" for the usual one; `base`: the address of the site, which may
    have a path; `villages`: names, or 全部; `period`: of the notices."""

    paths: tuple[str, ...] = ()
    output: str = ""
    base: str = ""
    villages: tuple[str, ...] = ()
    period: str = ""


class SiteResult(NamedTuple):
    """The files of the site, those that were written now, and all diagnostics."""

    files: tuple[Path, ...]
    written: tuple[Path, ...]
    diagnostics: tuple[Diagnostic, ...]
    texts: dict[str, str]


def make_site(request: SiteRequest, installation: Installation | None = None) -> SiteResult:
    """Make the site. A guide with errors is left out and reported, the others are shown. Raises UsageError for several
    projects or an address that is none, StyleError for a template with a mistake, MissingDependency where the folder
    cannot be written to."""
    base = _base(request.base)
    installation = installation or Installation()
    styles = installation.styles(file_kinds())
    loaded = load(list(request.paths))
    if len(loaded.homes) != 1:
        raise UsageError("一个网站只放一个辖区的定义", "一个文件夹一个文件夹地做，用 -o 分开放")
    home = loaded.homes[0]
    general = with_codes(check_loaded(loaded, (), installation, period=request.period))
    checks = [general]
    if request.villages:
        checks.append(with_codes(check_loaded(loaded, request.villages, installation, period=request.period)))
    refuse_period(request.period, (one.guide for checked in checks for one in checked.guides))
    versions = _versions(home)
    stems = [one.definition.stem for one in general.guides]
    offered, stale = downloads(request.paths, stems, styles, installation)
    site = Site(shown(general.guides, styles), _villages(checks[-1], styles), versions, offered, base)
    pages = SitePages(site, styles)
    folder = SiteFolder(Path(request.output or FOLDER))
    done = folder.write(pages.files())
    waiting = "Y840" if request.villages else ""  # a notice that waits for a village has one now
    found = [one for one in general.diagnostics if one.code != waiting]
    found += [one for checked in checks[1:] for one in checked.diagnostics]
    found += [*_renamed(pages), *_unreleased(general, versions), *_elsewhere(home, base), *stale, *done.diagnostics]
    return SiteResult(done.files, done.written, in_order(found), dict(general.texts))


def _base(text: str) -> str:
    """The address of the site with a / at its end. Raises UsageError where it is none."""
    if not text:
        return ""
    if not is_web_address(text) or "?" in text or "#" in text:
        hint = "写成 https://example.gov.cn/ 或者带文件夹的 https://example.gov.cn/bszn/，后面没有 ? 和 #"
        raise UsageError(f"“{text}”不是网站的地址", hint)
    return text if text.endswith("/") else f"{text}/"


def shown(guides: Sequence[CheckedGuide], styles: Styles) -> tuple[SiteGuide, ...]:
    """The sound guides as networks show them."""
    medium = styles.media[NET]
    subjects = shown_on(kind_of(medium), medium, subjects_of(guides, None, styles))
    return tuple(SiteGuide(one.guide, one.graph, one.project, one.theme) for one in subjects)


def _villages(checked: Checked, styles: Styles) -> tuple[SiteVillage, ...]:
    """The chosen villages, each with its guides."""
    found: dict[str, tuple[str, list[CheckedGuide]]] = {}
    for one in checked.guides:
        if one.village is not None:
            found.setdefault(str(one.village.name), (str(one.village.code or ""), []))[1].append(one)
    return tuple(SiteVillage(name, code, shown(own, styles)) for name, (code, own) in found.items())


def _versions(home: Home) -> VersionList | None:
    """The registered versions on the day of the last release, so that equal input makes equal pages on any day; None
    where none was registered."""
    if home.project.ledger is None:
        return None
    place = LedgerPlace(home)
    if not place.version_records:
        return None
    return version_list(place, max(one.moment[:10] for one in place.version_records), None)


def _unreleased(checked: Checked, versions: VersionList | None) -> Iterator[Diagnostic]:
    """A warning for each guide whose content is not that of its registered version: the site would say another thing
    than the prints that it calls in force."""
    registered = {one.guide: one for one in versions.current} if versions else {}
    for file, version in versions_of((*checked.guides, *checked.context)).items() if registered else ():
        known = registered.get(version.guide.stem)
        if known is not None and known.definition != version.digest:
            message = f"“{version.guide.title}”改了，还没有登记；登记过的是 {known.edition or '没写版本的'}"
            yield make("Y872", version.guide.title.span or whole(file), message, "先 yizhangtu release，再做网站。")


def _renamed(pages: SitePages) -> list[Diagnostic]:
    return [
        make(
            "Y874",
            guide.span,
            f"“{guide.title}”的网页和别的网页同名，名字后面加了几个字",
            "想要好记的地址，就给它写一个“编号”。",
        )
        for guide in dict.fromkeys(pages.renamed)
    ]


def _elsewhere(home: Home, base: str) -> list[Diagnostic]:
    """A warning where the QR codes of the prints lead to another place than the site."""
    address = home.project.verify_url or home.project.url
    if not base or address is None or "{{" in address or f"{address.partition('#')[0].rstrip('/')}/" == base:
        return []
    message = f"图上的二维码打开的是 {address}，不是这个网站 {base}"
    return [make("Y873", address.span or whole(home.file), message, "把辖区文件的“网址”改成网站的地址，再重新制作图。")]
