"""Styles, fonts and tools → one object that every maker of media is handed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from yizhangtu.export.pdf import engine
from yizhangtu.export.pdf.finishing import PdfTarget
from yizhangtu.export.pdf.press import Press
from yizhangtu.export.pdf.pydyf_press import PydyfPress
from yizhangtu.layout.layout_cache import LayoutCache
from yizhangtu.layout.measure import Measure
from yizhangtu.layout.tools import LayoutTools
from yizhangtu.model.finish import Finish
from yizhangtu.model.page import About, Page, Raster
from yizhangtu.style.print_shop import Shop
from yizhangtu.style.styles import Styles
from yizhangtu.system.dot import graphviz
from yizhangtu.system.fonts.font_files import Subset
from yizhangtu.system.installation import Installation
from yizhangtu.text import Face, Typesetter, Words

if TYPE_CHECKING:
    from jinja2 import Environment

DOT_ANSWERS = 64  # that are kept


class Printer(Protocol):
    """What takes the pages of a document."""

    def print(self, pages: Sequence[Page], about: About) -> bytes:
        """The file of a document whose pages are of one size."""


class Context:
    """What the jobs of one build share: styles, fonts, text measuring, dot, the layout cache and the press.

    Made for each build or edit and passed to every maker; two contexts with different styles work side by side.
    """

    def __init__(
        self,
        characters: str,
        styles: Styles,
        installation: Installation | None = None,
        finish: Finish = Finish.SCREEN,
        rasters: Iterable[Raster] = (),
    ) -> None:
        """`characters`: all that the guides print. `installation`: where the fonts are from. `rasters`: the pictures
        of pixels."""
        self.characters = characters
        self.styles = styles
        self.installation = installation or Installation()
        self.finish = finish
        self.rasters = tuple(dict.fromkeys(rasters))
        self._others: dict[Finish, Context] = {}

    def finished(self, finish: Finish) -> Context:
        """The context that makes PDFs for another purpose: with its own press, and for a print shop with themes in
        inks. Fonts, text measuring, the layout cache and dot's answers are shared."""
        if finish is self.finish:
            return self
        if finish not in self._others:
            styles = self.styles.for_print() if finish is Finish.PRINT else self.styles
            other = Context(self.characters, styles, self.installation, finish, self.rasters)
            other.subset, other.typesetter, other.layout_tools = self.subset, self.typesetter, self.layout_tools
            self._others[finish] = other
        return self._others[finish]

    def drawn_by(self, press: Printer) -> Context:
        """The context whose documents another press takes: all else is shared."""
        other = Context(self.characters, self.styles, self.installation, self.finish, self.rasters)
        other.subset, other.typesetter, other.layout_tools = self.subset, self.typesetter, self.layout_tools
        other.press = press
        return other

    @cached_property
    def shop(self) -> Shop | None:
        """What a print shop asks for, where that is what PDFs are made for."""
        return self.styles.shop if self.finish is Finish.PRINT else None

    @cached_property
    def subset(self) -> Subset:
        """The fonts cut down to the characters of the guides and of the program itself."""
        fonts = self.installation.fonts
        own = (char for char in self.installation.printed_characters if ord(char) in fonts.coverage)
        return fonts.subset(self.characters + "".join(own))

    @cached_property
    def typesetter(self) -> Typesetter:
        return Typesetter(
            Face(self.subset.regular, self.subset.bold), Words(self.styles.words, self.styles.common_words)
        )

    @property
    def measure(self) -> Measure:
        return self.layout_tools.measure

    @cached_property
    def layout_tools(self) -> LayoutTools:
        """What layouts share."""
        measure = Measure(self.styles.flow, self.typesetter)
        return LayoutTools(measure, self.styles, self.dot, LayoutCache())

    @cached_property
    def environment(self) -> Environment:
        """Templates with escaping on. Jinja is imported when it is needed: most media do without templates."""
        from jinja2 import Environment, FunctionLoader, StrictUndefined

        loader = FunctionLoader(self.styles.template)
        return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True)

    @cached_property
    def _dot_answers(self) -> dict[str, graphviz.Answer | None]:
        return {}

    def dot(self, sources: Sequence[str]) -> list[graphviz.Answer | None]:
        """dot's answers, all new sources in one process. The last ones are kept: villages have the same graphs."""
        answers = self._dot_answers
        fresh = [source for source in dict.fromkeys(sources) if source not in answers]
        answers.update(zip(fresh, graphviz.layout(fresh), strict=True))
        found = [answers[source] for source in sources]
        for source in sources:
            answers[source] = answers.pop(source)  # the one used last stands last
        while len(answers) > DOT_ANSWERS:
            del answers[next(iter(answers))]
        return found

    @cached_property
    def press(self) -> Printer:
        """What makes PDFs: WeasyPrint, or pydyf alone where Pango is missing, as on most computers with Windows."""
        screen = engine.screen_profile() if self.finish is Finish.ARCHIVE else b""
        target = PdfTarget(self.finish, self.shop, screen)
        press = Press if engine.prints_pages() else PydyfPress
        return press(self.subset.regular, self.subset.bold, self.styles.icons.paths, self.rasters, target)
