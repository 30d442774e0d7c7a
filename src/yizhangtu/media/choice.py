"""Names of media and of finishes → media, and the finish that all of them can have."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from yizhangtu.media.registry import kind_of
from yizhangtu.media.sizes import SIZE, medium_of_size
from yizhangtu.model.errors import UsageError
from yizhangtu.model.words import did_you_mean
from yizhangtu.style.medium import Medium
from yizhangtu.style.styles import Styles

OFFICE_THEME = "mono"  # what a village's laser printer prints best
DEFAULT_MEDIA = ("poster-a3", "booklet-a5")


def split_names(names: Iterable[str]) -> list[str]:
    """Comma lists and repetition, each name once."""
    return list(dict.fromkeys(word.strip() for text in names for word in re.split("[,，、]", text) if word.strip()))


def media_of(names: Iterable[str], known: Styles) -> list[Medium]:
    """The media of the names; UsageError at the first that there is not, or where only blanks were written."""
    names = tuple(names)
    if names and not split_names(names):
        raise UsageError("媒介没有写名称", "运行 yizhangtu media 可以看到全部媒介，如 -m poster-a3")
    found = [medium_of(name, known.media) for name in split_names(names)]
    return list({medium.name: medium for medium in found}.values())


def medium_of(name: str, media: Mapping[str, Medium]) -> Medium:
    """One medium: by its name, or by a size such as 600x900mm or 1366x768px."""
    if name in media:
        return media[name]
    if SIZE.fullmatch(name):
        return medium_of_size(name, media)
    otherwise = next((one for one in media if one.lower() == name.lower()), None)
    if otherwise:
        raise UsageError(f"没有“{name}”这种媒介", f"写成“{otherwise}”，大小写要一样")
    hint = did_you_mean(name, media, "运行 yizhangtu media 可以看到全部媒介；也可以写尺寸，如 600x900mm、1366x768px")
    raise UsageError(f"没有“{name}”这种媒介", hint)


def finish_of(print_shop: bool, archive: bool, tiles: str, media: Iterable[Medium], known: Styles) -> str:
    """The one finish that was asked for, "" for none; UsageError for two, or for media that cannot have it."""
    wanted = [name for name, asked in (("print", print_shop), ("archive", archive), (f"tiles-{tiles}", tiles)) if asked]
    if len(wanted) > 1:
        raise UsageError("--print、--archive、--tiles 一次只能写一个", "分几次制作")
    finish = wanted[0] if wanted else ""
    for medium in media:
        if finish and finish not in kind_of(medium).finishes:
            named = "、".join(one.name for one in known.media.values() if finish in kind_of(one).finishes)
            raise UsageError(f"“{medium.name}”不能用 --{finish.partition('-')[0]}", f"可以用的媒介：{named}")
    return finish
