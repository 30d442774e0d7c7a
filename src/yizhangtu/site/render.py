"""Values → pages: the templates of styles/templates/site/, one style sheet and one script inside every page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property

from jinja2 import Environment, FunctionLoader, StrictUndefined, TemplateError
from markupsafe import Markup, escape

from yizhangtu.export.web_page import content_hash
from yizhangtu.model.diagnostics import make, whole
from yizhangtu.model.errors import StyleError
from yizhangtu.site.model import SiteFile
from yizhangtu.style.icons import VIEW_BOX
from yizhangtu.style.styles import Styles

FOLDER = "site/"
LOOK, SCRIPT, CODES = f"{FOLDER}look.css.j2", f"{FOLDER}site.js", "verification.js"
SEARCH = f"{FOLDER}start.js"
ICONS = "<!-- icons -->"  # where the outlines of the page's icons stand
_ICON = re.compile(r'href="#i-([a-z0-9-]+)"')
# Mobile numbers, numbers with an area code, and short ones (12345, 110) behind a word that makes them phones: a number
# of metres, days or yuan is none.
_PHONE = re.compile(
    r"(?<![\d-])(?:1\d{2}-?\d{4}-?\d{4}|0\d{2,3}[- ]\d{7,8}|[48]00-?\d{3}-?\d{4}"
    r"|(?:(?<=电话)|(?<=电话：)|(?<=热线)|(?<=热线：)|(?<=拨打)|(?<=拨))1[12]\d(?:\d\d)?)(?![\d-])"
)
# A field for a phone holds one whatever its form.
_FIELD = re.compile(r"\d[\d-]+\d")
_AROUND = re.compile(r"\s*([{};,])\s*")
_NUMBER = re.compile(r"\d+\.\d+")


class SiteRenderer:
    """Renders all pages of a site. `shared` are values that every template is given."""

    def __init__(self, styles: Styles, shared: Mapping[str, object]) -> None:
        self._styles = styles
        self._shared = shared
        self._classes = theme_classes(styles)
        self._looks: dict[tuple[str, ...], Markup] = {}
        self.environment = Environment(
            loader=FunctionLoader(styles.template), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
            lstrip_blocks=True,
        )  # fmt: skip
        self.environment.filters["dialled"] = dialled
        self.environment.filters["phone"] = phone_field

    def _look(self, names: Iterable[str]) -> Markup:
        """The style sheet with the colours of these themes."""
        wanted = tuple(sorted(names))
        if wanted not in self._looks:
            themes = [(self._classes[name], sorted(self._styles.themes[name].colours.items())) for name in wanted]
            text = _AROUND.sub(r"\1", _trimmed(self._rendered(LOOK, {"themes": themes})))
            self._looks[wanted] = Markup(text)
        return self._looks[wanted]

    @cached_property
    def _scripts(self) -> tuple[Markup, Markup, Markup]:
        """What all pages do, what pages that read codes do, what the start page does."""
        site, codes, start = (_trimmed(self._styles.template(name)) for name in (SCRIPT, CODES, SEARCH))
        return Markup(site), Markup(codes), Markup(start)

    def page(
        self, template: str, path: str, theme: str, values: Mapping[str, object], *, themes: Iterable[str] = ()
    ) -> SiteFile:
        """A page in a theme; `themes` are further ones that stand on it. StyleError where the template has a mistake
        that only shows when it is filled in."""
        given = {
            **self._shared, "up": "../" * path.count("/"), "path": path, "theme": self._classes[theme],
            "look": self._look({theme, *themes}), "script": self._scripts[0], "codes": self._scripts[1],
            "search": self._scripts[2], "digest": content_hash,
        }  # fmt: skip
        text = "\n".join(
            filter(None, map(str.strip, self._rendered(FOLDER + template, {**given, **values}).splitlines()))
        )
        return SiteFile(path, text.replace(ICONS, self._outlines(text)).encode("utf-8", "replace"))

    def fragment(self, template: str, path: str, values: Mapping[str, object]) -> SiteFile:
        """A piece of a page that stands alone. StyleError as for a page."""
        text = self._rendered(FOLDER + template, values)
        return SiteFile(path, "\n".join(filter(None, map(str.strip, text.splitlines()))).encode("utf-8", "replace"))

    def _outlines(self, text: str) -> str:
        """The outlines of the icons that a page uses."""
        paths = self._styles.icons.paths
        names = [name for name in dict.fromkeys(_ICON.findall(text)) if name in paths]
        symbols = (
            f'<symbol id="i-{name}" viewBox="0 0 {VIEW_BOX} {VIEW_BOX}"><path d="{_coarse(paths[name])}"/></symbol>'
            for name in names
        )
        return f'<svg class="outlines" aria-hidden="true">{"".join(symbols)}</svg>' if names else ""

    def _rendered(self, name: str, values: Mapping[str, object]) -> str:
        try:
            return self.environment.get_template(name).render(values)
        except TemplateError as error:
            file = f"styles/templates/{getattr(error, 'name', None) or name}"
            hint = "照程序自带的模板改回来，或者重新安装。"
            raise StyleError([make("Y618", whole(file), f"网页的模板填不进去（{error}）", hint)], {}) from error


def theme_classes(styles: Styles) -> dict[str, str]:
    """Theme → the class of its colours."""
    return {name: f"theme-{number}" for number, name in enumerate(sorted(styles.themes), 1)}


def _trimmed(text: str) -> str:
    """A script or style sheet without indentation, empty lines and lines of comment: a page is a third smaller."""
    lines = (line.strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("// "))


def _coarse(outline: str) -> str:
    """An outline to a whole unit of its 256: on a page an icon is 30 pixels wide."""
    return _NUMBER.sub(lambda number: str(round(float(number[0]))), outline)


def dialled(text: str) -> Markup:
    """A text with its phone numbers as links that dial."""
    return _linked(text, _PHONE)


def phone_field(text: str) -> Markup:
    """The text of a field for phones, every number in it as a link that dials."""
    return _linked(text, _FIELD)


def _linked(text: str, pattern: re.Pattern[str]) -> Markup:
    found, at = Markup(""), 0
    for match in pattern.finditer(text):
        number = re.sub(r"\D", "", match[0])
        found += escape(text[at : match.start()]) + Markup('<a class="tel" href="tel:{}">{}</a>').format(
            number, match[0]
        )
        at = match.end()
    return found + escape(text[at:])
