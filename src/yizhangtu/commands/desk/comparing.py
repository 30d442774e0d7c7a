"""A definition against its last released version: what has changed, in words and marked on the poster."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from yizhangtu.commands.compare import Compared, compare
from yizhangtu.commands.desk.answers import DeskComparison
from yizhangtu.commands.desk.drawing import Desk
from yizhangtu.commands.marked_posters import KIND, marked_guide
from yizhangtu.media.choice import medium_of
from yizhangtu.model.diagnostics import as_data
from yizhangtu.model.errors import UsageError

POSTER = "poster-a3"  # where what is looked at is no poster


def compared(desk: Desk, file: str, medium: str) -> DeskComparison:
    """The changes of a definition, and its sheets on a medium with the changes marked. Raises UsageError where no
    version is registered."""
    found = compare(file)
    guides = tuple(_as_data(one) for one in found.guides)
    faults = tuple(as_data(one) for one in found.diagnostics)
    if not found.guides or found.guides[0].state:
        return DeskComparison(guides, faults)
    try:
        known = medium_of(medium, desk.styles.media)
        one = marked_guide(found, found.guides[0])
        sheets, _, _ = desk.sheets(one, known.name if known.kind == KIND else POSTER)
    except UsageError as wrong:
        return DeskComparison(guides, faults, problem=f"{wrong.message}。{wrong.hint}")
    return DeskComparison(guides, faults, sheets)


def _as_data(one: Compared) -> Mapping[str, Any]:
    return {"title": one.title, "old": one.old, "new": one.new, "changes": [change.text for change in one.changes]}
