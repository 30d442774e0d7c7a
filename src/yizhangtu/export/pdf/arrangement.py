"""The parts of a tag, by their names (`draw.elements`) → a table, a table of contents or an index as elements."""

import re
from collections.abc import Iterator, Sequence

from yizhangtu.export.pdf.element import Element, Fragment, MarkedContent, fragments, made
from yizhangtu.export.pdf.table_elements import table_elements
from yizhangtu.model.page import CONTENTS, TABLE, Link, Tag

_ENTRY = re.compile(r"((?:contents-notice|contents|index)-\d+)\.(.+)")
_HANDLER = re.compile(r"handler-\d+\.")


def arranged(tag: Tag, scope: str, parts: Sequence[MarkedContent], links: Sequence[Link]) -> Element:
    """The element of a tag whose role is TABLE, CONTENTS or ENTRIES. `links` are those laid over its parts. Several
    tables or lists, and texts that belong to none, are in a section."""
    found = fragments(parts, scope)
    kids = table_elements(tag, found, links) if tag.role == TABLE else list(_lists(tag.role, found, links))
    name = scope if tag.name else ""
    return kids[0]._replace(name=name) if len(kids) == 1 else made("Sect", kids)._replace(name=name)


def _lists(role: str, found: Sequence[Fragment], links: Sequence[Link]) -> Iterator[Element]:
    """A list for each run of entries, with what is written above them as its caption."""
    left = list(links)
    caption: list[Element] = []
    entries: list[Element] = []
    at = 0
    while at < len(found):
        name = found[at].name
        if match := _ENTRY.match(name):
            end = at + _length(found[at:], match[1])
            link = next((one for one in left if one.element == match[1]), None)
            if link:
                left.remove(link)
            entries.append(_entry(role, [one.element for one in found[at:end]], link))
            at = end
            continue
        if entries:
            yield _list(role, caption, entries)
            caption, entries = [], []
        if name and not _HANDLER.match(name):
            yield made("P", [found[at].element])
        else:
            caption.append(found[at].element)
        at += 1
    if entries:
        yield _list(role, caption, entries)
    elif caption:
        yield made("P", caption)


def _length(found: Sequence[Fragment], entry: str) -> int:
    """The number of fragments of the entry that begins here: the next one may have the same name."""
    seen: set[str] = set()
    for number, one in enumerate(found):
        if not one.name.startswith(f"{entry}.") or one.name in seen:
            return number
        seen.add(one.name)
    return len(found)


def _list(role: str, caption: Sequence[Element], entries: Sequence[Element]) -> Element:
    return made(role, [*([made("Caption", caption)] if caption else []), *entries])


def _entry(role: str, kids: Sequence[Element], link: Link | None) -> Element:
    """An entry of a table of contents or of an index, with its link."""
    content = [made("Reference", [Element(link, "", tuple(kids))])] if link else kids
    return made("TOCI", content) if role == CONTENTS else made("LI", [made("LBody", content)])
