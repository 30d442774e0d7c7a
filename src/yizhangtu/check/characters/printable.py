"""A guide or project and the printable characters → diagnostics of characters without a glyph or with a look-alike."""

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from typing import NamedTuple

from yizhangtu.check.characters.glyphless import UNUSUAL, missing, unusual
from yizhangtu.model.diagnostics import Diagnostic, Span, Text, make, whole
from yizhangtu.model.guide import Guide, walk
from yizhangtu.model.project import Project, Village
from yizhangtu.model.words import did_you_mean, shortened

MOST = 20  # characters reported of one file
REPLACED = "\ufffd"  # in place of a control character, which the reader has reported

Lines = Callable[[str], Sequence[str]]  # a file's name → its lines


class Printable(NamedTuple):
    """What can be printed: the code points of the usual fonts, and ideographs that another font draws (`borrowed`).
    `lenders` gives the names of these other fonts."""

    usual: Container[int]
    borrowed: Callable[[str], bool] = lambda char: False
    lenders: Callable[[], Sequence[str]] = tuple

    def prints(self, char: str) -> bool:
        """Blanks need no glyph; variation selectors and joiners only choose between glyphs and leave nothing on
        paper."""
        if ord(char) in self.usual or char.isspace() or char == REPLACED or self.borrowed(char):
            return True
        return "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef" or char in "\u200c\u200d"


def missing_characters(
    texts: Iterable[Text], fonts: Printable, lines: Lines, file: str, village: Village | None = None
) -> list[Diagnostic]:
    """Y601 at the place of every character without a glyph, Y605 at every look-alike of another. What came
    by a variable is reported at its row of the villages."""
    places: dict[tuple[Span, str], Diagnostic] = {}
    usual = fonts.usual
    for text in texts:
        for char in dict.fromkeys(text):
            if ord(char) in usual and ord(char) not in UNUSUAL:
                continue  # nearly always
            lacking = not fonts.prints(char)
            if lacking or ord(char) in UNUSUAL:
                span, inside, column = _place(char, text, lines, file, village)
                if (span, char) not in places:
                    places[(span, char)] = (
                        missing(char, span, fonts.lenders(), inside, column) if lacking else unusual(char, span)
                    )
    return capped(list(places.values()), file)


def capped(found: list[Diagnostic], file: str) -> list[Diagnostic]:
    """The first of them, and how many more there are."""
    if len(found) > MOST:
        rest = f"这个文件里还有 {len(found) - MOST} 处印不出来的字没有列出"
        found[MOST:] = [make("Y125", whole(file), rest, "先改好上面这些，再检查一次。")]
    return found


def _place(char: str, text: Text, lines: Lines, file: str, village: Village | None) -> tuple[Span, str, str]:
    """The place of a character of a text; the text, where its place is all that is known; the column of the villages
    that it is from."""
    written = text.span or whole(file)
    span = find(char, written, lines(written.file))
    if span != written or len(text) < 2:
        return span, "", ""
    if village is not None:
        for column, value in columns_of(village):
            cell = cell_of(value, village)
            if char in value and cell is not None:
                return find(char, cell, lines(cell.file)), "", column
    return span, text, ""


def columns_of(village: Village) -> Iterator[tuple[str, str]]:
    """Every value of a village by its column; those that know their places first."""
    yield "村名", village.name
    if village.code is not None:
        yield "编码", village.code
    yield from village.columns


def cell_of(value: str, village: Village) -> Span | None:
    """The place of a village's value; in a table it is known only of some columns, and is the row's for others."""
    own = value.span if isinstance(value, Text) else None
    return own or village.name.span


def unprintable_villages(project: Project, used: Container[str], fonts: Printable, lines: Lines) -> list[Diagnostic]:
    """Y606 at every value in the `used` columns that some guide could not be printed with, of whatever village."""
    found: dict[tuple[Span, str], Diagnostic] = {}
    for village in project.villages:
        for column, value in columns_of(village):
            if column not in used or value.isascii():
                continue
            for char in dict.fromkeys(value):
                if ord(char) in fonts.usual or fonts.prints(char):
                    continue
                cell = cell_of(value, village) or whole(project.file or "")
                if (cell, char) not in found:
                    diagnostic = missing(char, find(char, cell, lines(cell.file)), fonts.lenders())
                    message = f"{village.name}的“{shortened(column, 20)}”：{diagnostic.message}"
                    found[(cell, char)] = make("Y606", diagnostic.span, message, diagnostic.hint)
    return capped(list(found.values()), project.file or "")


def find(char: str, span: Span, lines: Sequence[str]) -> Span:
    """The place of a character inside the place of its text; the place of the text where it is not found there."""
    for number in range(span.line, min(span.end_line, len(lines)) + 1):
        line = lines[number - 1]
        start = span.column - 1 if number == span.line else 0
        end = span.end_column - 1 if number == span.end_line else len(line)
        at = line.find(char, start, end)
        if at >= 0:
            return Span(span.file, number, at + 1, number, at + 2)
    return span


def project_texts(project: Project) -> Iterator[Text]:
    """What is printed of the project file on every guide; the address becomes a QR code."""
    who = project.assistant
    helping = (who.name, who.phone, who.window) if who else ()
    watching = (text for one in project.oversight for text in (one.by, one.how, one.phone))
    only = project.villages[0].name if len(project.villages) == 1 else None  # on the cover of its booklet
    for text in (project.town, project.county, project.issuer, project.hotline, *helping, *watching, only):
        if text is not None:
            yield text


def unknown_icons(guide: Guide, icons: Iterable[str]) -> list[Diagnostic]:
    """Y603 at every 图标 that is not in the set."""
    known = tuple(icons)
    found = []
    for entry in walk(guide.steps):
        if entry.icon is not None and entry.icon not in known:
            hint = did_you_mean(entry.icon, known, "运行 yizhangtu icons 可以看到全部图标。")
            found.append(make("Y603", entry.icon.span, f"没有“{shortened(entry.icon)}”这个图标", hint))
    return found
