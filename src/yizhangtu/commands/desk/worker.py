"""What the processes of the desk do: draw, list, cut fonts. Each keeps styles, fonts and layouts for the next time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from yizhangtu.commands.desk.cards import GuideFolder, folder_of
from yizhangtu.commands.desk.drawing import Desk, Drawn, DrawRequest, failed
from yizhangtu.commands.desk.periods import NoticePeriods, periods_of
from yizhangtu.commands.desk.web_fonts import FontSlices, font_slices
from yizhangtu.model.errors import UsageError
from yizhangtu.system.workers import processes

if TYPE_CHECKING:
    from yizhangtu.commands.desk.comparing import DeskComparison


class DeskSetup(NamedTuple):
    """The folder of the guides, and the key by which a process is told from those of another desk."""

    folder: str

    @property
    def key(self) -> str:
        """The folder."""
        return self.folder


_desks: dict[str, Desk] = {}  # of this process: one


def ready(setup: DeskSetup | None) -> None:
    """Load what the first picture needs."""
    _desk(setup).warm()


def draw(setup: DeskSetup | None, request: DrawRequest) -> Drawn | UsageError:
    """What `Desk.draw` answers; a fault of the program is a diagnostic."""
    try:
        return _desk(setup).draw(request)
    except UsageError as wrong:
        return wrong
    except Exception as error:
        return failed(request.file, error)


def thumbnail(setup: DeskSetup | None, request: DrawRequest, pixels: int) -> bytes | None:
    """The first sheet as a PNG so many pixels wide; None where it cannot be drawn."""
    try:
        return _desk(setup).thumbnail(request, pixels)
    except Exception:
        return None


def comparison(setup: DeskSetup | None, file: str, medium: str) -> DeskComparison | UsageError:
    """The definition against its last released version."""
    from yizhangtu.commands.desk.comparing import compared  # most desks never compare

    try:
        return compared(_desk(setup), file, medium)
    except UsageError as wrong:
        return wrong


def walls(setup: DeskSetup | None, kinds: Sequence[str], period: str) -> Mapping[str, Any]:
    """What hangs in the villages; `kinds` and `period` of notices."""
    from yizhangtu.commands.desk.walls import wall_report  # most desks have no ledger

    return wall_report(Path((setup or _own()).folder), kinds, period)


def periods(setup: DeskSetup | None, file: str, village: str) -> NoticePeriods:
    """The periods that a definition can be looked at for."""
    return periods_of(Path(file), village)


def picture(setup: DeskSetup | None, digest: str, mode: str) -> bytes | None:
    """A picture of pixels on one of the last sheets."""
    return _desk(setup).picture(digest, mode)


def folder(setup: DeskSetup | None) -> GuideFolder:
    """The cards of the folder."""
    setup = setup or _own()
    return folder_of(Path(setup.folder), _desk(setup).installation)


def fonts(setup: DeskSetup | None, characters: str) -> FontSlices:
    """How the project's fonts are cut for a browser; `characters` are those of the guides."""
    return font_slices(_desk(setup).installation, characters)


def font(setup: DeskSetup | None, characters: str, bold: bool) -> bytes:
    """One slice of a font, for OpenType."""
    cut = _desk(setup).installation.fonts.subset(characters)
    return cut.bold if bold else cut.regular


def _own() -> DeskSetup:
    return cast(DeskSetup, processes.process_setup())


def _desk(setup: DeskSetup | None) -> Desk:
    key = (setup or _own()).key
    if key not in _desks:
        _desks[key] = Desk()
    return _desks[key]
