"""Definitions of lists whose rows differ by village → the rows of every village, checked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from yizhangtu.build.checked import check_loaded
from yizhangtu.build.load import Loaded
from yizhangtu.build.version_codes import GuideVersion, own_rows
from yizhangtu.build.villages import ALL
from yizhangtu.model.diagnostics import Diagnostic
from yizhangtu.model.listing import ListRow


class VillageRows(NamedTuple):
    """For the file of each such list: a village's name → its rows, with variables as written. A village whose rows have
    errors, or that has none, is left out; `diagnostics` say why."""

    rows: Mapping[str, Mapping[str, tuple[ListRow, ...]]] = {}
    diagnostics: tuple[Diagnostic, ...] = ()


def village_rows(loaded: Loaded, versions: Mapping[str, GuideVersion]) -> VillageRows:
    """Read the rows of all villages for those of the definitions whose rows differ by village."""
    lists = [one for one in loaded.definitions if one.file in versions and versions[one.file].by_village]
    lists = [one for one in lists if one.home.project.villages]
    if not lists:
        return VillageRows()
    files = {one.file for one in lists}
    beside = (*loaded.beside, *(one for one in loaded.definitions if one.file not in files))
    checked = check_loaded(loaded._replace(definitions=tuple(lists), beside=beside, diagnostics=()), (ALL,))
    rows: dict[str, dict[str, tuple[ListRow, ...]]] = {file: {} for file in files}
    for one in checked.guides:
        if one.village is not None and one.guide is not None and one.sound and own_rows(one.guide):
            rows[one.definition.file][str(one.village.name)] = own_rows(one.guide)
    found = [one for guide in checked.guides for one in guide.diagnostics]
    return VillageRows(rows, tuple(dict.fromkeys(found)))
