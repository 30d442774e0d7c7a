"""A guide or project + what can be printed → a fault at every character and icon that cannot."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence

from yizhangtu.model.codes import make
from yizhangtu.model.diagnostics import Diagnostic, Span, Text
from yizhangtu.model.guide import Guide, walk
from yizhangtu.model.project import Project
from yizhangtu.model.words import shortened
from yizhangtu.pipeline.faults import whole
from yizhangtu.pipeline.usage import did_you_mean

MOST = 20  # characters told of one file
REPLACED = "\ufffd"  # stands where the reader has refused a control character, and has told so

Lines = Callable[[str], Sequence[str]]  # a file's name → its lines


def missing_characters(texts: Iterable[Text], coverage: frozenset[int], lines: Lines, file: str) -> list[Diagnostic]:
    """Y601 at the very place of every character that the fonts lack."""
    places: dict[tuple[Span, str], Text] = {}
    for text in texts:
        for char in dict.fromkeys(text):
            if not _printable(char, coverage):
                span = text.span or whole(file)
                places.setdefault((find(char, span, lines(span.file)), char), text)
    found = [_missing(char, span, text) for (span, char), text in places.items()]
    if len(found) > MOST:
        rest = f"这个文件里还有 {len(found) - MOST} 处印不出来的字没有列出"
        found[MOST:] = [make("Y125", whole(file), rest, "先改好上面这些，再检查一次。")]
    return found


def _printable(char: str, coverage: frozenset[int]) -> bool:
    """Blanks need no glyph; variation selectors and joiners only choose between glyphs and leave nothing on paper."""
    if ord(char) in coverage or char.isspace() or char == REPLACED:
        return True
    return "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef" or char in "\u200c\u200d"


def _missing(char: str, span: Span, text: Text) -> Diagnostic:
    shown = char if unicodedata.category(char)[0] in "LNPS" else "\u25a1"
    emoji = 0x1F000 <= ord(char) <= 0x1FAFF or 0x2600 <= ord(char) <= 0x27BF
    what = "表情符号" if emoji else "字"
    hint = "删去它，或者换成文字。" if emoji else "换一个写法（如通用字），或者用文字说明。"
    message = f"字体里没有“{shown}”（U+{ord(char):04X}），这个{what}印不出来"
    if text.span == span and len(text) > 1:  # not found where its text stands: it came by a variable or an escape
        hint += f"它在“{shortened(text, 20)}”里。"
    return make("Y601", span, message, hint)


def find(char: str, span: Span, lines: Sequence[str]) -> Span:
    """The place of a character inside the place of its text; the text's own where it does not stand there as such."""
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
    for text in (project.town, project.county, project.issuer, project.hotline, *helping, *watching):
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
