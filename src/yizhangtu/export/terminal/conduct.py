"""Standards of conduct → a table of 项目 by 场合, or a list by 场合, then what is encouraged and what is forbidden."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from yizhangtu.export.terminal.cell_grid import Paragraphs, grid
from yizhangtu.export.terminal.pen import Bit, Row, plain
from yizhangtu.export.terminal.terminal_rows import GUTTER, INDENT, Cell, Sheet, longest
from yizhangtu.model.conduct import Conduct, Standard, parted

NOTHING = "-"  # an item that has no standard on an occasion
ITEM_MOST = 28  # cells of the column of items in a list


def conduct_rows(body: Conduct, sheet: Sheet) -> Iterator[Row]:
    """标准, 提倡, 禁止, 奖惩, as far as there are any."""
    table = grid(_matrix(body), sheet) if _dense(body) else None
    if table is not None:
        yield from sheet.rule(f"标准（{len(body.standards)}条）")
        yield from table
    else:
        yield from _stacked(body, sheet)
    for head, texts, mark, role in (
        ("提倡", body.encouraged, "+", "plus"),
        ("禁止", body.forbidden, "x", "minus"),
        ("奖惩", body.consequences, "-", "badge"),
    ):
        if texts:
            yield from sheet.rule(head)
        for text in texts:
            yield from sheet.text((Bit(" " * GUTTER), Bit(mark, role), Bit(" ")), text)


def _dense(body: Conduct) -> bool:
    """Whether a table has more to say than blanks: more than one occasion, half of its cells filled."""
    occasions, items = body.occasions, body.items
    filled = len({(str(one.occasion or ""), str(one.item)) for one in body.standards})
    return len(occasions) > 1 and 2 * filled >= len(occasions) * len(items)


def _matrix(body: Conduct) -> list[list[Paragraphs]]:
    heads: list[Paragraphs] = [[("项目", "head")], *(_named(occasion) for occasion in body.occasions)]
    rows: list[list[Paragraphs]] = [heads]
    for item in body.items:
        cells = [_said(body.at(occasion, item)) or [(NOTHING, "head")] for occasion in body.occasions]
        rows.append([_named(item), *cells])
    return rows


def _named(text: str) -> Paragraphs:
    """A name, and its note in brackets on the next line."""
    text = plain(text)
    name = parted(text)[0]
    note = text[len(name) :].strip()
    return [(part, role) for part, role in ((name, "name"), (note, "")) if part]


def _said(standards: Sequence[Standard]) -> Paragraphs:
    """不超过15桌, 城：… and 乡：… each on its own line, then the notes."""
    found: list[tuple[str, str]] = []
    for one in standards:
        limits = [(label, plain(f"{limit.before}{limit.number}{limit.after}")) for label, limit in one.says]
        found += [(f"{label}：{text}" if label else text, "") for label, text in limits]
        if one.note:
            found.append((plain(one.note), "head" if limits else ""))
    return found


def _stacked(body: Conduct, sheet: Sheet) -> Iterator[Row]:
    """Each occasion with its items; the limits in one column."""
    limit_at = INDENT + max(8, longest([*body.items], min(ITEM_MOST, sheet.width // 2 - INDENT))) + GUTTER
    for occasion in body.occasions:
        own = [one for one in body.standards if str(one.occasion or "") == occasion]
        yield from sheet.rule(f"{plain(occasion) or '标准'}（{len(own)}条）")
        for one in own:
            first, *further = _said([one]) or [("", "")]
            yield from sheet.beside([Cell(INDENT, one.item, "name"), Cell(limit_at, *first)])
            for text, role in further:
                yield from sheet.text((Bit(" " * limit_at),), text, role)
