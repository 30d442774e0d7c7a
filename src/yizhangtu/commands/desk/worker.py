"""What the processes of the desk do: check, draw, list, cut fonts. Each keeps styles, fonts and layouts for the next
time.

The server names these functions and never runs them, so what they need is imported in them; the processes have it
before they start (`preload`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from yizhangtu.commands.desk.answers import (
    DeskComparison,
    Drawn,
    DrawRequest,
    Findings,
    FontSlices,
    GuideFolder,
    NoticePeriods,
    not_checked,
    not_drawn,
)
from yizhangtu.model.errors import UsageError
from yizhangtu.system import garbage
from yizhangtu.system.workers import processes

if TYPE_CHECKING:
    from yizhangtu.commands.desk.drawing import Desk


class DeskSetup(NamedTuple):
    """The folder of the guides, and the key by which a process is told from those of another desk."""

    folder: str

    @property
    def key(self) -> str:
        """The folder."""
        return self.folder


@lru_cache(maxsize=1)
def desk() -> Desk:
    """The desk of this process."""
    from yizhangtu.commands.desk.drawing import Desk

    return Desk()


def ready(setup: DeskSetup | None) -> None:
    """Load what the first picture needs."""
    desk().warm()


def tidy(setup: DeskSetup | None) -> None:
    """Give back the memory of what is not used any more, while nobody waits for an answer."""
    garbage.release()


def check(setup: DeskSetup | None, request: DrawRequest) -> Findings | UsageError:
    """What `Desk.check` answers; a fault of the program is a diagnostic."""
    try:
        return desk().check(request)
    except UsageError as wrong:
        return wrong
    except Exception as error:
        return not_checked(request.file, error)


def draw(setup: DeskSetup | None, request: DrawRequest) -> Drawn | UsageError:
    """What `Desk.draw` answers; a fault of the program is a diagnostic."""
    try:
        return desk().draw(request)
    except UsageError as wrong:
        return wrong
    except Exception as error:
        return not_drawn(request.file, error)


def thumbnail(setup: DeskSetup | None, request: DrawRequest, pixels: int) -> bytes | None:
    """The first sheet as a PNG so many pixels wide; None where it cannot be drawn."""
    try:
        return desk().thumbnail(request, pixels)
    except Exception:
        return None


def comparison(setup: DeskSetup | None, file: str, medium: str) -> DeskComparison | UsageError:
    """The definition against its last released version."""
    from yizhangtu.commands.desk.comparing import compared

    try:
        return compared(desk(), file, medium)
    except UsageError as wrong:
        return wrong


def walls(setup: DeskSetup | None, kinds: Sequence[str], period: str) -> Mapping[str, Any]:
    """What hangs in the villages; `kinds` and `period` of notices."""
    from yizhangtu.commands.desk.walls import wall_report

    return wall_report(_folder(setup), kinds, period)


def picture(setup: DeskSetup | None, digest: str, mode: str) -> bytes | None:
    """A picture of pixels on one of the last sheets."""
    return desk().picture(digest, mode)


def folder(setup: DeskSetup | None) -> GuideFolder:
    """The cards of the folder."""
    from yizhangtu.commands.desk.cards import folder_of

    return folder_of(_folder(setup), desk().installation)


def villages(setup: DeskSetup | None) -> tuple[str, ...]:
    """The names of the project's villages."""
    from yizhangtu.commands.desk.cards import villages_of

    return villages_of(_folder(setup))


def periods(setup: DeskSetup | None, file: str, village: str) -> NoticePeriods:
    """The periods that a definition can be looked at for."""
    from yizhangtu.commands.desk.periods import periods_of

    return periods_of(Path(file), village)


def media(setup: DeskSetup | None) -> dict[str, Any]:
    """The media that can be looked at and those that can be made."""
    from yizhangtu.commands.desk.page_data import media_lists

    return media_lists()


def schema(setup: DeskSetup | None, project: bool) -> dict[str, Any]:
    """The schema of guides or of the project file."""
    from yizhangtu.commands.catalogue import schema

    return schema(project)


def form_tables(setup: DeskSetup | None) -> dict[str, Any]:
    """The tables of keys that forms are made of."""
    from yizhangtu.edit.form import tables

    return tables()


def edited(setup: DeskSetup | None, file: str, text: str, edits: object) -> dict[str, Any]:
    """Edits of the form → what to replace in the text."""
    from yizhangtu.commands.desk.page_data import patches_of

    return patches_of(file, text, edits)


def fonts(setup: DeskSetup | None, characters: str) -> FontSlices:
    """How the project's fonts are cut for a browser; `characters` are those of the guides."""
    from yizhangtu.commands.desk.web_fonts import font_slices

    return font_slices(desk().installation, characters)


def font(setup: DeskSetup | None, characters: str, bold: bool) -> bytes:
    """One slice of a font, for OpenType."""
    cut = desk().installation.fonts.subset(characters)
    return cut.bold if bold else cut.regular


def _folder(setup: DeskSetup | None) -> Path:
    return Path((setup or cast(DeskSetup, processes.process_setup())).folder)
