"""The options of a request → media, finish, theme and cluster; an unknown name is reported before a wrong path."""

from collections.abc import Iterable
from typing import NamedTuple

from yizhangtu.build.load import Loaded
from yizhangtu.build.request import BuildRequest
from yizhangtu.build.workers import engines
from yizhangtu.media.choice import DEFAULT_MEDIA, OFFICE_THEME, finish_of, media_of, medium_of, split_names
from yizhangtu.media.registry import TILES, kind_of
from yizhangtu.media.themes import theme_of
from yizhangtu.model.errors import UsageError
from yizhangtu.style.medium import Medium
from yizhangtu.style.styles import Styles
from yizhangtu.system.workers.address import ClusterAddress


class Options(NamedTuple):
    """The checked options of a request. `media` is empty for those of the project; `cluster` is the address of a
    cluster, None for the processes of this machine."""

    media: tuple[Medium, ...]
    finish: str
    theme: str | None
    cluster: ClusterAddress | None


def options_of(request: BuildRequest, styles: Styles) -> Options:
    """Raises UsageError for a name that does not exist and for options that exclude one another."""
    media = media_of(request.media, styles)
    finish = finish_of(request.print_shop, request.archive, request.tiles, media, styles)
    cluster = engines.address_of(request)
    if request.copies and media and not any(kind_of(medium).numbered for medium in media):
        names = "、".join(one.name for one in styles.media.values() if kind_of(one).numbered)
        raise UsageError(f"“{media[0].name}”不编号，不能用 --copies", f"可以编号的：{names}")
    if request.theme:
        theme_of(request.theme, styles)
    theme = request.theme or (OFFICE_THEME if finish in TILES else None)
    return Options(tuple(media), finish, theme, cluster)


def media_to_make(
    options: Options, loaded: Loaded, one_file: bool, styles: Styles
) -> tuple[list[Medium], tuple[str, ...]]:
    """The media to build, and the names of those left out: a booklet contains all guides of a folder, and is not
    overwritten by one of the named guides only. Raises UsageError if no medium supports the finish."""
    media, left_out = list(options.media), list[Medium]()
    if not media:
        media = project_media((str(name) for one in loaded.definitions for name in one.home.project.media), styles)
        if one_file:
            media = [medium for medium in media if not kind_of(medium).whole][:1]
        elif not loaded.complete:
            left_out = [medium for medium in media if kind_of(medium).whole]
    media = [
        medium
        for medium in media
        if medium not in left_out and (not options.finish or options.finish in kind_of(medium).finishes)
    ]
    if options.finish and not media:
        option = options.finish.partition("-")[0]
        raise UsageError(f"辖区文件里的媒介都不能用 --{option}", f"用 -m 写上媒介，如 -m poster-a1 --{option}")
    return media, tuple(medium.name for medium in left_out)


def project_media(names: Iterable[str], styles: Styles) -> list[Medium]:
    """The media that a project file names, else a poster and the booklet. Unknown names have a diagnostic already."""
    found: dict[str, Medium] = {}
    for name in split_names(names) or DEFAULT_MEDIA:
        try:
            medium = medium_of(name, styles.media)
        except UsageError:
            continue
        found.setdefault(medium.name, medium)
    return list(found.values())
