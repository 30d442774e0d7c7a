"""What the processes of the desk are asked, and what they answer. Nothing is loaded for these records: the server,
which only hands them on, starts without the rest of the program."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from yizhangtu.model.diagnostics import Diagnostic, as_data
from yizhangtu.model.errors import internal

TERMINAL = "terminal"  # the name of the guide as text for a terminal, among the names of media


class DrawRequest(NamedTuple):
    """`file`: the path of the definition; `data`: its bytes as they are in the editor; `medium`: its name, or TERMINAL;
    `village`: "" for none; `period`: of a notice; `form`: a check gives the form's model too."""

    file: str
    data: bytes
    medium: str = ""
    village: str = ""
    period: str = ""
    form: bool = False


class ElementPlace(NamedTuple):
    """Lines from 1, the last one included; the column of the beginning."""

    line: int
    column: int
    end_line: int


class Findings(NamedTuple):
    """What a check finds. `diagnostics` are those of the definition and its project, `faults` the same as data, with
    remedies."""

    diagnostics: tuple[Diagnostic, ...]
    title: str = ""
    form: Mapping[str, Any] | None = None
    faults: tuple[Mapping[str, Any], ...] = ()


class Drawn(NamedTuple):
    """The sheets are SVG; `text` is there instead for media of text. Without either the definition has errors
    (`sound` is False), or cannot be drawn for the reason in `problem`. `notes` are what was found while drawing, as
    data with remedies."""

    sheets: tuple[str, ...] = ()
    text: str = ""
    places: Mapping[str, ElementPlace] = {}
    sound: bool = True
    problem: str = ""
    notes: tuple[Mapping[str, Any], ...] = ()


class GuideCard(NamedTuple):
    """A definition: its file name; title, kind, 一张图, list and number where it can be read; counts of faults."""

    name: str
    title: str
    kind: str = ""
    picture: str = ""
    list_name: str = ""
    number: str = ""
    initials: str = ""
    errors: int = 0
    warnings: int = 0
    state: str = ""


class GuideFolder(NamedTuple):
    """The cards of a folder by list and number, the project's name, and its villages."""

    cards: tuple[GuideCard, ...]
    town: str = ""
    villages: tuple[str, ...] = ()
    media: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()  # 期 of its notices: 月, 季, …


class FontSlices(NamedTuple):
    """The style sheet, and the characters of each slice by its name."""

    css: str
    slices: dict[str, str]


class PeriodChoice(NamedTuple):
    """A period: `code` as requests name it, `label` as it is printed; `there`: it has data."""

    code: str
    label: str
    there: bool


class NoticePeriods(NamedTuple):
    """`kind`: 月, 季, 半年, 年, 批, "" for a guide without periods; the periods, the newest first; `by_village`: each
    village has data of its own."""

    kind: str = ""
    choices: tuple[PeriodChoice, ...] = ()
    by_village: bool = False


class DeskComparison(NamedTuple):
    """The guides that have changed, as data; faults that stop the comparison; the sheets with the changes marked."""

    guides: tuple[Mapping[str, Any], ...] = ()
    faults: tuple[Mapping[str, Any], ...] = ()
    sheets: tuple[str, ...] = ()
    problem: str = ""  # why there are no sheets


def not_checked(file: str, error: BaseException | None) -> Findings:
    """The answer where the program itself fails; None: its process has died."""
    fault = internal("检查这一份", file, error)
    return Findings((fault,), faults=(as_data(fault),))


def not_drawn(file: str, error: BaseException | None) -> Drawn:
    """The answer where the program itself fails; None: its process has died."""
    return Drawn(sound=False, notes=(as_data(internal("画这一份", file, error)),))
