"""Finished files of the folder of results → what pages of a site offer to download."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath

from yizhangtu.build.build import build_files
from yizhangtu.build.cache.records import read_records
from yizhangtu.build.request import OUTPUT, BuildRequest
from yizhangtu.model.diagnostics import Diagnostic, make, whole
from yizhangtu.site.model import Download
from yizhangtu.style.styles import Styles
from yizhangtu.system import outputs
from yizhangtu.system.filenames import file_name
from yizhangtu.system.installation import Installation

# What readers take home, in the order in which it is offered. The site makes none of them: that takes minutes.
OFFERED = ("poster-a3", "poster-a4", "large-print", "leaflet-trifold", "text")


def downloads(
    paths: Sequence[str],
    stems: Sequence[str],
    styles: Styles,
    installation: Installation,
    offered: Sequence[str] = OFFERED,
) -> tuple[dict[str, tuple[Download, ...]], list[Diagnostic]]:
    """The files of each guide on the media that are offered, by stem, that lie in output/ and are as a build would make
    them now; a note where some are older than their definitions: a page never offers another text than its own."""
    folder = Path(OUTPUT)
    records = read_records(folder)
    media = [name for name in offered if any(target.startswith(f"{name}/") for target in records.results)]
    if not media:
        return {}, []
    plan = build_files(BuildRequest(paths, media, dry_run=True), installation=installation).plan
    known: Mapping[str, str] = {file_name(stem): stem for stem in stems}
    found: dict[str, tuple[Download, ...]] = {}
    stale = 0
    for one in plan:
        target = PurePosixPath(one.file)
        stem = known.get(target.stem)
        if stem is None or one.file not in records.results:
            continue
        if one.why:
            stale += 1
            continue
        title = styles.media[target.parts[0]].title
        for file in records.results[one.file].files:
            data = outputs.own(folder / file.target)
            if data is not None:
                suffix = PurePosixPath(file.target).suffix
                found[stem] = (*found.get(stem, ()), Download(title, target.parts[0], suffix, data))
    if not stale:
        return found, []
    message = f"{OUTPUT} 里有 {stale} 个成品比定义旧，没有放进网站"
    return found, [
        make("Y875", whole(folder.as_posix()), message, f"先 yizhangtu build -m {','.join(media)}，再做网站。")
    ]
