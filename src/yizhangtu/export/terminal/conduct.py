"""Standards of conduct → a table of 项目 by 场合, or a list by 场合, then what is encouraged and forbidden."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from yizhangtu.export.terminal.cell_grid import Paragraphs, grid
from yizhangtu.export.terminal.pen import Row, Segment, plain
from yizhangtu.export.terminal.text_area import GUTTER, INDENT, PlacedText, TextArea, longest
from yizhangtu.model.conduct import Conduct, Standard, parted

NOTHING = "-"  # an item without a standard for an occasion
ITEM_MOST = 28  # cells of the column of items in a list


def conduct_rows(body: Conduct, area: TextArea) -> Iterator[Row]:
    """The sections 标准, 提倡, 禁止, 奖惩 that have entries."""
    table = grid(_matrix(body), area) if _dense(body) else None
    if table is not None:
        yield from area.rule(f"标准（{len(body.standards)}条）")
        yield from table
    else:
        yield from _stacked(body, area)
    for head, texts, mark, role in (
        ("提倡", body.encouraged, "+", "plus"),
        ("禁止", body.forbidden, "x", "minus"),
        ("奖惩", body.consequences, "-", "badge"),
    ):
        if texts:
            yield from area.rule(head)
        for text in texts:
            yield from area.text((Segment(" " * GUTTER), Segment(mark, role), Segment(" ")), text)


def _dense(body: Conduct) -> bool:
    """Whether a table is worthwhile: several occasions, and half of its cells filled."""
    occasions, items = body.occasions, body.items
    filled = len({(str(one.occasion or ""), str(one.item)) for one in body.standards})
    return len(occasions) > 1 and 2 * filled >= len(occasions) * len(items)


def _matrix(body: Conduct) -> list[list[Paragraphs]]:
    heads: list[Paragraphs] = [[("项目", "head")], *(_named(occasion) for occasion in body.occasions)]
    rows: list[list[Paragraphs]] = [heads]
    for item in body.items:
        cells = [_cell_texts(body.at(occasion, item)) or [(NOTHING, "head")] for occasion in body.occasions]
        rows.append([_named(item), *cells])
    return rows


def _named(text: str) -> Paragraphs:
    """A name, and its note in brackets on the next line."""
    text = plain(text)
    name = parted(text)[0]
    note = text[len(name) :].strip()
    return [(part, role) for part, role in ((name, "name"), (note, "")) if part]


def _cell_texts(standards: Sequence[Standard]) -> Paragraphs:
    """不超过15桌, 城：… and 乡：… each on its own line, then the notes."""
    found: list[tuple[str, str]] = []
    for one in standards:
        limits = [(label, plain(f"{limit.before}{limit.number}{limit.after}")) for label, limit in one.says]
        found += [(f"{label}：{text}" if label else text, "") for label, text in limits]
        if one.note:
            found.append((plain(one.note), "head" if limits else ""))
    return found


def _stacked(body: Conduct, area: TextArea) -> Iterator[Row]:
    """Each occasion with its items; the limits in one column."""
    limit_at = INDENT + max(8, longest([*body.items], min(ITEM_MOST, area.width // 2 - INDENT))) + GUTTER
    for occasion in body.occasions:
        own = [one for one in body.standards if str(one.occasion or "") == occasion]
        yield from area.rule(f"{plain(occasion) or '标准'}（{len(own)}条）")
        for one in own:
            first, *further = _cell_texts([one]) or [("", "")]
            yield from area.beside([PlacedText(INDENT, one.item, "name"), PlacedText(limit_at, *first)])
            for text, role in further:
                yield from area.text((Segment(" " * limit_at),), text, role)
