"""The guides of a folder → a card for each: what the start page shows and searches."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from yizhangtu.build.checked import CheckedGuide, check_loaded
from yizhangtu.build.load import load
from yizhangtu.commands.desk.answers import GuideCard, GuideFolder
from yizhangtu.content.pinyin import initials_of
from yizhangtu.model.codes import Severity
from yizhangtu.model.errors import UsageError
from yizhangtu.model.notice.notice import PERIODS, Notice
from yizhangtu.system.installation import Installation


def folder_of(folder: Path, installation: Installation) -> GuideFolder:
    """Check all guides of a folder; an empty one has no cards."""
    try:
        loaded = load([folder])
    except UsageError:
        return GuideFolder(())
    checked = check_loaded(loaded, (), installation)
    counts = Counter((one.span.file, one.severity) for one in checked.diagnostics if one.span)
    read = {one.definition.file: one for one in checked.guides}
    found = [_card(one.file, read.get(one.file), counts) for one in loaded.definitions]
    project = next((one.project for one in loaded.homes), None)
    if project is None:
        return GuideFolder(tuple(found))
    villages = tuple(str(one.name) for one in project.villages)
    bodies = [one.guide.body for one in checked.guides if one.guide is not None]
    kinds = {one.per for one in bodies if isinstance(one, Notice)}
    periods = tuple(kind for kind in PERIODS if kind in kinds)
    return GuideFolder(_in_order(found), str(project.town or ""), villages, tuple(map(str, project.media)), periods)


def villages_of(folder: Path) -> tuple[str, ...]:
    """The names of the project's villages; no guide is read for them."""
    try:
        homes = load([folder]).homes
    except UsageError:
        return ()
    return tuple(str(village.name) for home in homes for village in home.project.villages)


def _card(file: str, one: CheckedGuide | None, counts: Counter[tuple[str, Severity]]) -> GuideCard:
    path = Path(file)
    guide = one.guide if one else None
    title = str(guide.title) if guide else path.stem
    card = GuideCard(path.name, title, initials=initials_of(title))
    card = card._replace(errors=counts[file, Severity.ERROR], warnings=counts[file, Severity.WARNING])
    if guide is None:
        return card
    names = (guide.kind, guide.picture, guide.list_name, guide.number, guide.publication.status)
    kind, picture, list_name, number, state = (str(one or "") for one in names)
    return card._replace(kind=kind, picture=picture, list_name=list_name, number=number, state=state)


def _in_order(cards: Sequence[GuideCard]) -> tuple[GuideCard, ...]:
    """By picture and list as they come, then by number and name."""
    lists = {key: at for at, key in enumerate(dict.fromkeys((one.picture, one.list_name) for one in cards))}
    return tuple(
        sorted(cards, key=lambda one: (lists[one.picture, one.list_name], not one.number, one.number, one.name))
    )
