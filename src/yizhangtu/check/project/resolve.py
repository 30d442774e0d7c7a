"""A list and the other guides of its project → the list with the guides of its rows (流程) linked."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

from yizhangtu.model.diagnostics import Text
from yizhangtu.model.guide import Guide
from yizhangtu.model.listing import LinkedGuide, Listing, ListRow, columns_of

SUFFIXES = (".yaml", ".yml")


def flow_name(written: str) -> str:
    """The stem of the definition in 流程: 高龄津贴申领, 高龄津贴申领.yaml or flows/高龄津贴申领.yaml."""
    name = PurePosixPath(written.strip().replace("\\", "/")).name
    for suffix in SUFFIXES:
        if name.lower().endswith(suffix):
            name = name[: -len(suffix)]
    return unicodedata.normalize("NFC", name.strip())


def by_stem(guides: Iterable[Guide]) -> dict[str, Guide]:
    """Guides by the name of their file; the first of equal ones."""
    found: dict[str, Guide] = {}
    for guide in guides:
        found.setdefault(unicodedata.normalize("NFC", guide.stem), guide)
    return found


def resolve(guide: Guide, others: Mapping[str, Guide]) -> Guide:
    """The guide; if it is a list, with `linked` of its rows from `others` (by stem). The texts that rows take from
    there are printed on the list, and so are added to its texts."""
    body = guide.body
    if not isinstance(body, Listing):
        return guide
    rows = tuple(_joined(row, others, guide) for row in body.rows)
    if rows == body.rows:
        return guide
    taken = dict.fromkeys(text for row in rows for text in taken_by(row))
    listing = body._replace(rows=rows, columns=columns_of(rows, body.ordered))
    return guide._replace(body=listing, texts=(*guide.texts, *(text for text in taken if text.strip())))


def taken_by(row: ListRow) -> tuple[Text, ...]:
    """The texts that a row takes from its guide."""
    linked = row.linked
    if linked is None:
        return ()
    when = (linked.within.text,) if row.within is None and linked.within else ()
    return (
        *(() if row.handlers else linked.handlers),
        *when,
        *(() if row.oversight else linked.oversight),
    )


def _joined(row: ListRow, others: Mapping[str, Guide], own: Guide) -> ListRow:
    """The row with its guide, where there is one."""
    found = None if row.flow is None else others.get(flow_name(row.flow))
    if row.flow is None or found is None or found.file == own.file:
        return row
    place = row.flow.span  # the texts get the place of 流程, so that diagnostics of them are in the list
    limit = found.deadline.promised or found.deadline.statutory
    linked = LinkedGuide(
        stem=found.stem,
        title=Text(found.title, place),
        number=Text(found.number or Text(""), place),
        handlers=tuple(Text(text, place) for text in found.handlers),
        within=limit and limit._replace(text=Text(limit.text, place)),
        oversight=tuple(Text(text, place) for text in watchers(found)),
    )
    return row._replace(linked=linked)


def watchers(guide: Guide) -> tuple[Text, ...]:
    """监督人, or else 方式."""
    named = [one.by for one in guide.oversight if one.by is not None and one.by.strip()]
    texts = named or [one.how for one in guide.oversight if one.how is not None and one.how.strip()]
    return tuple(dict.fromkeys(texts))
