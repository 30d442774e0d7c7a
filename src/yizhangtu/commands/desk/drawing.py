"""A definition as it stands in an editor → its faults, and the sheets of its picture. Made once, asked often."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from yizhangtu.build.check_memory import CheckMemory
from yizhangtu.build.checked import Checked, CheckedGuide, check_loaded
from yizhangtu.build.jobs import jobs_of, subjects_of
from yizhangtu.build.load import load_sources
from yizhangtu.build.sources import Sources, read_sources
from yizhangtu.build.version_codes import with_codes
from yizhangtu.commands.desk.answers import TERMINAL, Drawn, DrawRequest, Findings
from yizhangtu.commands.desk.encoding import decoded
from yizhangtu.commands.desk.places import places_of
from yizhangtu.commands.preview import BLOCKS, heading_of
from yizhangtu.content.characters import characters_of
from yizhangtu.edit.document import SourceDocument
from yizhangtu.edit.form import form
from yizhangtu.export.icon_paths import IconPaths
from yizhangtu.export.pdf.images import encoded
from yizhangtu.export.png import each_page, with_palette
from yizhangtu.export.sheets import SheetsTaken, SheetTaker
from yizhangtu.export.terminal.terminal import Terminal, render
from yizhangtu.flow.fold import fold
from yizhangtu.layout.layout_cache import LayoutCache
from yizhangtu.media.choice import medium_of
from yizhangtu.media.context import Context
from yizhangtu.media.kind import Job
from yizhangtu.media.registry import file_kinds, kind_of
from yizhangtu.model.diagnostics import Diagnostic, as_data, in_order, whole
from yizhangtu.model.errors import UsageError, internal
from yizhangtu.model.page import About, Raster
from yizhangtu.style.styles import Styles
from yizhangtu.system import garbage
from yizhangtu.system.fonts.hanzi import standard_characters
from yizhangtu.system.installation import Installation
from yizhangtu.text.tokens import Words

COLUMNS = 80
COLLECTED = 10  # checks and pictures, after which what they left in memory is freed
READINGS, LAYOUTS, LINES = 24, 12, 24  # that are kept: of the last text of a few guides; each key makes new ones
DRAWN = ("poster", "booklet", "leaflet", "screen", "longimage")  # kinds whose pages are shown as sheets
PICTURE = "/picture/{digest}-{mode}"  # the address of a picture of pixels in a sheet


class Desk:
    """Draws guides with one set of styles and fonts, which are loaded once.

    The font has all standard characters, so that it need not be cut anew for each that is typed; a character beyond
    them makes a new context. Advances do not depend on the other characters of a font, so positions are those of a
    build.
    """

    def __init__(self, installation: Installation | None = None) -> None:
        self.installation = installation or Installation()
        self._beyond: set[str] = set()  # characters that are no standard ones
        self._standard = frozenset("".join(standard_characters().values()))
        self._memory = CheckMemory(READINGS)
        self._answered = 0
        self._context: Context | None = None
        self._icons: IconPaths | None = None
        self._rasters: dict[str, Raster] = {}

    @property
    def styles(self) -> Styles:
        """The styles of the installation."""
        return self.installation.styles(file_kinds())

    @property
    def context(self) -> Context:
        """Styles, fonts and the tools of layouts."""
        return self._context_with(set())

    def warm(self) -> None:
        """Load styles and fonts before anything is asked."""
        self.context.typesetter.width("一张图", False)

    def check(self, request: DrawRequest) -> Findings:
        """The faults of the guide and its form: what is known long before the picture. Raises UsageError for a village
        that does not exist."""
        checked = with_codes(self._checked(request))
        one = _guide_of(checked, request.file)
        found = _own(checked, request.file)
        title = str(one.guide.title) if one and one.guide else ""
        return _with_form(Findings(found, title), request)

    def draw(self, request: DrawRequest) -> Drawn:
        """Draw the guide where it is sound. Raises UsageError for a medium or village that does not exist."""
        checked = with_codes(self._checked(request))
        one = _guide_of(checked, request.file)
        if one is None or one.guide is None or one.graph is None or not one.sound:
            return Drawn(sound=False)
        drawn = Drawn(places=places_of(one.guide, one.graph))
        if request.medium == TERMINAL:
            return drawn._replace(text=self._terminal(one))
        sheets, text, notes = self.sheets(one, request.medium)
        return drawn._replace(sheets=sheets, text=text, notes=_as_faults(notes, request))

    def thumbnail(self, request: DrawRequest, pixels: int) -> bytes | None:
        """The first sheet as a PNG so many pixels wide; None for a guide with errors."""
        checked = with_codes(self._checked(request))
        one = _guide_of(checked, request.file)
        if one is None or not one.sound:
            return None
        medium = medium_of(request.medium, self.styles.media)
        jobs, _ = jobs_of(subjects_of([one], None, self.styles), [medium])
        if not jobs:
            return None
        context, taker = self._context_for(one), SheetTaker()
        jobs[0].kind.make(context.drawn_by(taker), jobs[0])
        if not taker.pages:
            return None
        image = next(each_page(context.press.print(taker.pages[:1], About(""))))
        return with_palette(image.resize((pixels, round(image.height * pixels / image.width))))

    def picture(self, digest: str, mode: str) -> bytes | None:
        """A picture of pixels of one of the last sheets, as a PNG."""
        raster = self._rasters.get(digest)
        return encoded(raster, mode, b"") if raster and mode in ("RGB", "L") else None

    def _checked(self, request: DrawRequest) -> Checked:
        self._answered += 1
        if self._answered % COLLECTED == 0:
            garbage.collect_young()
        sources = _with_data(read_sources([request.file]), request.file, request.data)
        villages = (request.village,) if request.village else ()
        loaded = load_sources(sources)
        return check_loaded(loaded, villages, self.installation, period=request.period, memory=self._memory)

    def sheets(self, one: CheckedGuide, medium_name: str) -> tuple[tuple[str, ...], str, tuple[Diagnostic, ...]]:
        """The sheets of a guide without errors, its text for media of text, and what was found while drawing. Raises
        UsageError for a medium that does not exist."""
        medium = medium_of(medium_name, self.styles.media)
        if kind_of(medium).name not in (*DRAWN, "text"):
            raise UsageError(f"这里不能看“{medium.title}”", "用“做成文件”做出来看")
        jobs, _ = jobs_of(subjects_of([one], None, self.styles), [medium])
        if not jobs:
            return (), "", ()
        return self._made(jobs[0], self._context_for(one))

    def _made(self, job: Job, context: Context) -> tuple[tuple[str, ...], str, tuple[Diagnostic, ...]]:
        taker = SheetTaker(stops=job.kind.suffix == ".png")
        try:
            result = job.kind.make(context.drawn_by(taker), job)
        except SheetsTaken:
            result = None
        except UsageError:
            raise
        except Exception as error:
            return (), "", (internal(f"画“{job.guide.title}”", job.file, error),)
        assert self._icons is not None
        notes = result.diagnostics if result else ()
        if job.kind.suffix == ".txt":
            return (), (result.data or b"").decode("utf-8-sig") if result else "", notes
        return taker.sheets(self._icons, PICTURE), "", notes

    def _context_for(self, one: CheckedGuide) -> Context:
        """The context, which has all characters of the guide."""
        home = one.definition.home
        return self._context_with(
            set(characters_of([one.guide, one.guide and one.guide.texts, home.project])), home.raster
        )

    def _context_with(self, used: set[str], raster: Raster | None = None) -> Context:
        beyond = {char for char in used - self._standard if not char.isascii()}
        new_raster = raster is not None and raster.digest not in self._rasters
        if raster:
            self._rasters[raster.digest] = raster
        if self._context is None or new_raster or not beyond <= self._beyond:
            self._beyond |= beyond
            characters = "".join(sorted(self._standard | self._beyond))
            rasters = self._rasters.values()
            self._context = Context(characters, self.styles, self.installation, rasters=rasters)
            tools = self._context.layout_tools
            self._context.layout_tools = tools._replace(cache=LayoutCache(LAYOUTS, LINES))
            self._icons = IconPaths(self.styles.icons.paths)
        return self._context

    def _terminal(self, one: CheckedGuide) -> str:
        assert one.guide is not None and one.graph is not None
        terminal = Terminal(COLUMNS, False, False, False, Words(self.styles.words))
        line = fold(one.guide, one.graph, self.styles, BLOCKS)
        return render(line, heading_of(one.guide, one.definition.home.project), terminal, one.guide.body)


def _guide_of(checked: Checked, file: str) -> CheckedGuide | None:
    return next((guide for guide in checked.guides if guide.definition.file == file), None)


def _with_form(findings: Findings, request: DrawRequest) -> Findings:
    """With the form, if it is wanted, and the faults as data: those of the definition with their remedies."""
    own = [one for one in findings.diagnostics if one.span and one.span.file == request.file]
    others = tuple(as_data(one) for one in findings.diagnostics if one not in own)
    if not own and not request.form:
        return findings._replace(faults=others)
    found = _form(own, request)
    return findings._replace(faults=(*found["diagnostics"], *others), form=found if request.form else None)


def _as_faults(notes: Sequence[Diagnostic], request: DrawRequest) -> tuple[Mapping[str, Any], ...]:
    """What was found while drawing, as data with remedies."""
    return tuple(_form(in_order(notes), request)["diagnostics"]) if notes else ()


def _form(own: Sequence[Diagnostic], request: DrawRequest) -> dict[str, Any]:
    return form(SourceDocument(decoded(request.data).text, request.file), own)


def _with_data(sources: Sources, file: str, data: bytes) -> Sources:
    """The sources with other bytes of the named file."""
    named = tuple(one._replace(data=data, problem="") if one.file == file else one for one in sources.named)
    return sources._replace(named=named)


def _own(checked: Checked, file: str) -> tuple[Diagnostic, ...]:
    """The diagnostics of the definition and of its project."""
    homes = {one.definition.home.file for one in checked.guides if one.definition.home.file}
    found = (one if one.span else one._replace(span=whole(file)) for one in checked.diagnostics)
    return tuple(one for one in found if one.span and one.span.file in {file, *homes})
