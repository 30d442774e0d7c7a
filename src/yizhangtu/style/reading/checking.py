"""All files of styles/ → their checked values, ready for a cache, or all faults of all of them at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from itertools import pairwise
from pathlib import PurePosixPath

from yizhangtu.model.diagnostics import Diagnostic, Related, Span, limited, make, whole
from yizhangtu.model.errors import StyleError
from yizhangtu.model.words import nearest
from yizhangtu.style.icons import IconRule, Keywords
from yizhangtu.style.print_shop import ShopFile, is_press_profile
from yizhangtu.style.reading import files
from yizhangtu.style.reading.medium_file import MediumFile, medium_of_file, wrong_lengths
from yizhangtu.style.reading.reader import FileReading, read, text_of
from yizhangtu.style.reading.templates import SUFFIX, VARIABLES, check_template
from yizhangtu.style.reading.theme_file import COMMON, CommonColours, ThemeFile, theme_of
from yizhangtu.style.records import Plain, record_of
from yizhangtu.style.styles import PICTURE_THEMES

UNREADABLE, MISMATCH, SAME_NAME = "Y610", "Y615", "Y616"
SUFFIXES = (".yaml", ".yml")
NEEDED_THEMES = (*PICTURE_THEMES.values(), "mono")
AGAIN = "从程序自带的样式文件夹复制过来，或者重新安装"


def checked(given: Mapping[str, bytes], kinds: Collection[str], folder: str = "styles") -> dict[str, Plain]:
    """The values of all files by name, and under "media" and "themes" those of all media and themes.

    `given` are the bytes of every file by its path below styles/, `kinds` the kinds of media that can be made, `folder`
    what messages call styles/. Raises StyleError with every fault that there is."""
    check = _StylesCheck(given, kinds, folder)
    values = check.values()
    if check.found:
        texts = {check.file(name): data.decode("utf-8-sig", "replace") for name, data in given.items()}
        wrong = {one.span.file for one in check.found if one.span}
        faults = limited(dict.fromkeys(check.found))
        raise StyleError(faults, {file: text for file, text in texts.items() if file in wrong})
    return values


class _StylesCheck:
    """Reads the files one after the other, then compares what must fit together."""

    def __init__(self, given: Mapping[str, bytes], kinds: Collection[str], folder: str) -> None:
        self.given = given
        self.kinds = kinds
        self.folder = folder
        self.found: list[Diagnostic] = []

    def file(self, name: str) -> str:
        """How messages call a file."""
        return f"{self.folder}/{name}"

    def values(self) -> dict[str, Plain]:
        """Everything; only meaningful where nothing was found."""
        self._needed((*files.RECORDS, files.WORDS, files.LEXICON, *(f"templates/{name}" for name in VARIABLES)))
        readings = {name: self._read(name, kind) for name, kind in files.RECORDS.items() if name in self.given}
        for words in (files.WORDS, files.LEXICON):
            self.found += text_of(self.given.get(words, b""), self.file(words))[1]
        self._templates()
        values = {name: reading.values for name, reading in readings.items() if name != files.ICONS}
        media, themes = self._named("media"), self._named("themes")
        common = themes.pop(COMMON, None)
        self._media(media, readings.get(files.FURNITURE))
        self._print_shop(readings.get(files.SHOP))
        self._inks(readings.get(files.INKS), themes)
        self._icons(readings.get(files.KEYWORDS), readings.get(files.ICONS))
        self._themes(themes)
        if not self.found and common:
            colours = record_of(CommonColours, values[files.COMMON])
            values["media"] = {name: _plain_medium(name, one) for name, (_, one) in media.items()}
            values["themes"] = {name: _plain_theme(name, colours, one) for name, (_, one) in themes.items()}
        return values

    def _read(self, name: str, kind: object) -> FileReading:
        reading = read(self.given[name], self.file(name), kind)
        self.found += reading.diagnostics
        return reading

    def _fault(self, span: Span, message: str, hint: str) -> None:
        self.found.append(make(MISMATCH, span, message, hint))

    def _needed(self, names: Iterable[str]) -> None:
        for name in names:
            if name not in self.given:
                self.found.append(make(UNREADABLE, whole(self.file(name)), "缺少这个文件", AGAIN))

    def _templates(self) -> None:
        for name, data in self.given.items():
            if name.startswith("templates/") and name.endswith(SUFFIX):
                text, faults = text_of(data, self.file(name))
                known = VARIABLES.get(PurePosixPath(name).name)
                self.found += faults or check_template(text, self.file(name), known)

    def _named(self, folder: str) -> dict[str, tuple[str, FileReading]]:
        """File and reading of everything in a folder, by its name without the suffix."""
        paths = [PurePosixPath(name) for name in sorted(self.given)]
        paths = [path for path in paths if str(path.parent) == folder and path.suffix in SUFFIXES]
        for one, other in pairwise(sorted(paths, key=lambda path: path.stem.casefold())):
            if one.stem.casefold() == other.stem.casefold():
                first = (Related(whole(self.file(str(one))), "另一个在这里"),)
                message = f"和“{one.name}”同名（大小写、.yaml 和 .yml 不算区别）"
                place = whole(self.file(str(other)))
                self.found.append(make(SAME_NAME, place, message, "改一个文件的名字，或者删去一个", first))
        kind = MediumFile if folder == "media" else ThemeFile
        return {
            path.stem: (str(path), self._read(str(path), CommonColours if str(path) == files.COMMON else kind))
            for path in paths
        }

    def _themes(self, themes: Mapping[str, object]) -> None:
        for name in NEEDED_THEMES:
            if name not in themes:
                file = self.file(f"themes/{name}.yaml")
                self.found.append(make(UNREADABLE, whole(file), "缺少这种配色的文件", AGAIN))

    def _media(self, media: Mapping[str, tuple[str, FileReading]], furniture: FileReading | None) -> None:
        variants: Collection[str] = ()
        if furniture and isinstance(furniture.values, dict) and isinstance(furniture.values["variants"], dict):
            variants = furniture.values["variants"]
        for file, reading in media.values():
            if reading.values is None:
                continue
            own = record_of(MediumFile, reading.values)
            for message, hint in wrong_lengths(own):
                self._fault(whole(self.file(file)), message, hint)
            places = reading.places
            if own.kind not in self.kinds:
                self._fault(places["kind",], f"没有“{own.kind}”这一类媒介", _meant(own.kind, self.kinds))
            if own.of and own.of not in media:
                self._fault(places["of",], f"没有“{own.of}”这种媒介", _meant(own.of, media))
            if own.page and own.page not in variants and furniture and furniture.values:
                hint = _meant(own.page, variants)
                self._fault(places["page",], f"{files.FURNITURE} 的 variants 里没有“{own.page}”", hint)

    def _print_shop(self, reading: FileReading | None) -> None:
        if reading and reading.values is not None:
            name = record_of(ShopFile, reading.values).profile
            profile = self.given.get(f"print/{name}")
            place = reading.places["profile",]
            if profile is None:
                self._fault(place, f"print 文件夹里没有“{name}”", "把印刷厂给的 .icc 文件放在这个文件旁边")
            elif not is_press_profile(profile):
                self._fault(place, f"“{name}”不是四色印刷的色彩特性文件", "向印刷厂要 CMYK 输出设备的 .icc 文件")

    def _inks(self, reading: FileReading | None, themes: Mapping[str, object]) -> None:
        if reading and isinstance(reading.values, dict):
            if COMMON not in reading.values:
                self._fault(whole(self.file(files.INKS)), f"缺少“{COMMON}”", "写上各种配色共用的油墨")
            for name in reading.values:
                if name not in (COMMON, *NEEDED_THEMES, *themes):
                    self._fault(reading.places[name,], f"没有“{name}”这种配色", _meant(name, themes))

    def _icons(self, reading: FileReading | None, icons: FileReading | None) -> None:
        """Every icon that a rule names is there."""
        if not reading or reading.values is None or not icons or not isinstance(icons.values, dict):
            return
        keywords = record_of(Keywords, reading.values)
        named: list[tuple[str, Span]] = []
        for field in Keywords._fields:
            value = getattr(keywords, field)
            if isinstance(value, str):
                named.append((value, reading.places[field,]))
                continue
            rules = [(at, rule) for at, rule in enumerate(value) if isinstance(rule, IconRule)]
            named += [(rule.icon, reading.places[field, at, "icon"]) for at, rule in rules]
        for icon, place in named:
            if icon not in icons.values:
                self._fault(place, f"没有“{icon}”这个图标", _meant(icon, icons.values))


def _plain_medium(name: str, reading: FileReading) -> Plain:
    medium = medium_of_file(name, record_of(MediumFile, reading.values))
    return {**medium._asdict(), "pixels": list(medium.pixels) if medium.pixels else None}


def _plain_theme(name: str, common: CommonColours, reading: FileReading) -> Plain:
    theme = theme_of(name, common, record_of(ThemeFile, reading.values))
    return {"name": name, "title": theme.title, "colours": dict(theme.colours), "mono": theme.mono}


def _meant(word: str, known: Collection[str]) -> str:
    """The hint of a word that names nothing."""
    close = nearest(word, known)
    return f"是不是“{close}”？" if close else f"可以写：{'、'.join(known)}" if len(known) <= 20 else "检查名字"
