"""The body of a guide (清单, 积分, 规范, 公示) → tables and lists of a page, in the order of the poster."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from yizhangtu.content.notice import (
    RANK,
    SUBTOTAL,
    TOTAL,
    balance_texts,
    objection_way,
    sum_figures,
    sums_in_words,
)
from yizhangtu.model.conduct import Conduct
from yizhangtu.model.guide import Guide
from yizhangtu.model.listing import Listing, ListRow
from yizhangtu.model.notice.notice import NUMERIC, Notice, NoticeSection, NoticeTable
from yizhangtu.model.points import AwardGroup, Points, in_points

ITEMS, DATA = "事项", "公示内容"


class SiteCell(NamedTuple):
    """A cell. `stem` is the guide that it leads to, "" for none; `number`: it is aligned as numbers are."""

    text: str
    stem: str = ""
    number: bool = False


class SiteTable(NamedTuple):
    """A table with a head for each column, or a plain list (`heads` empty, one cell a row). `title` begins a section,
    "" goes on with that before; `part` is the heading of the table in its section, `notes` stand above it, `foot` are
    rows of sums."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[SiteCell, ...], ...]
    notes: tuple[str, ...] = ()
    foot: tuple[tuple[SiteCell, ...], ...] = ()
    ordered: bool = False
    part: str = ""


def body_tables(guide: Guide) -> tuple[SiteTable, ...]:
    """The tables of a guide; none for a 流程."""
    match guide.body:
        case Listing() as listing:
            return tuple(_listing(listing))
        case Points() as points:
            return tuple(_points(points))
        case Conduct() as conduct:
            return tuple(_conduct(conduct))
        case Notice(table=NoticeTable() as table) as notice:
            return (*_notice(table), *_way(guide), *_signatures(notice))
        case _:
            return ()


def _filled(title: str, heads: Sequence[str], rows: Sequence[Sequence[SiteCell]]) -> SiteTable:
    """The table without columns that are empty in all rows."""
    kept = [at for at in range(len(heads)) if any(row[at].text for row in rows)]
    return SiteTable(title, tuple(heads[at] for at in kept), tuple(tuple(row[at] for at in kept) for row in rows))


def _listing(listing: Listing) -> Iterator[SiteTable]:
    columns = listing.varying
    linked = any(row.linked for row in listing.rows)
    heads = ("序号", listing.head("事项"), *map(listing.head, columns), *(("看图",) if linked else ()))
    notes: tuple[str, ...] = ()
    if listing.common:
        first = listing.rows[0]
        shared = (f"{listing.head(column)}：{first.cell(column)}" for column in listing.common)
        notes = (f"各项相同：{'；'.join(shared)}",)
    title = ITEMS
    for name, rows in listing.groups:
        lines = [_list_row(row, columns, linked) for row in rows]
        yield SiteTable(title, heads, tuple(lines), notes, part=f"{name or ITEMS}（{len(rows)}项）")
        title, notes = "", ()


def _list_row(row: ListRow, columns: Sequence[str], linked: bool) -> tuple[SiteCell, ...]:
    cells = (
        SiteCell(str(row.number), number=True),
        SiteCell(str(row.item)),
        *(SiteCell(row.cell(column)) for column in columns),
    )
    if not linked:
        return cells
    link = row.linked
    if link is None:
        return (*cells, SiteCell(""))
    return (*cells, SiteCell(f"{link.title}（编号 {link.number}）" if link.number else link.title, link.stem))


def _points(points: Points) -> Iterator[SiteTable]:
    for title, groups in (("加分", points.rewards), ("扣分", points.penalties)):
        for place, group in enumerate(groups):
            yield _awards("" if place else title, group)
    if points.tiers:
        rows = [[SiteCell(str(part or "")) for part in (one.name, one.range, one.benefit)] for one in points.tiers]
        yield _filled("积分等级", ("等级", "范围", "待遇"), rows)
    if points.exchange:
        rows = [
            [SiteCell(in_points(one.points or "")), SiteCell(str(one.good)), SiteCell(str(one.note or ""))]
            for one in points.exchange
        ]
        yield _filled("积分换什么", ("积分", "换", "说明"), rows)


def _awards(title: str, group: AwardGroup) -> SiteTable:
    head = "，".join(str(part) for part in (group.name, group.cap and f"上限：{group.cap}") if part)
    rows = [
        [
            SiteCell(str(one.item)),
            SiteCell(f"{one.score.shown}{one.score.unit}" if one.score else "", number=True),
            SiteCell("；".join(one.remarks)),
        ]
        for one in group.awards
    ]
    return _filled(title, ("事项", "分值", "说明"), rows)._replace(part=head)


def _conduct(conduct: Conduct) -> Iterator[SiteTable]:
    if conduct.standards:
        rows = [
            [
                SiteCell(str(one.occasion or "")),
                SiteCell(str(one.item)),
                SiteCell("，".join(f"{label}{limit.before}{limit.number}{limit.after}" for label, limit in one.says)),
                SiteCell(str(one.note or "")),
            ]
            for one in conduct.standards
        ]
        yield _filled("办事标准", ("场合", "项目", "标准", "说明"), rows)
    for title, texts in (
        ("提倡", conduct.encouraged), ("反对和禁止", conduct.forbidden), ("奖惩", conduct.consequences),
    ):  # fmt: skip
        if texts:
            yield SiteTable(title, (), tuple((SiteCell(str(text)),) for text in texts))


def _notice(table: NoticeTable) -> Iterator[SiteTable]:
    ranked = any(row.rank for row in table.rows)
    numeric = [one in NUMERIC for one in table.types]
    heads = ("序号", *((RANK,) if ranked else ()), *map(str, table.heads))
    for place, section in enumerate(table.sections, 1):
        foot = list(_sums(SUBTOTAL, table, section.sums, ranked))
        if place == len(table.sections):
            foot += _sums(TOTAL, table, table.sums, ranked)
        rows = tuple(_lines(section, ranked, numeric))
        yield SiteTable(DATA if place == 1 else "", heads, rows, foot=tuple(foot), part=str(section.name).strip())
    words = [*(f"{one.label}：{one.words}" for one in sums_in_words(table)), *balance_texts(table)]
    if words:
        yield SiteTable("", (), tuple((SiteCell(text),) for text in words))


def _lines(section: NoticeSection, ranked: bool, numeric: Sequence[bool]) -> Iterator[tuple[SiteCell, ...]]:
    for row in section.rows:
        cells = (SiteCell(str(cell), number=number) for cell, number in zip(row.cells, numeric, strict=True))
        yield (SiteCell(str(row.number), number=True), *((SiteCell(row.rank, number=True),) if ranked else ()), *cells)


def _sums(
    name: str, table: NoticeTable, sums: Sequence[Decimal | None], ranked: bool
) -> Iterator[tuple[SiteCell, ...]]:
    """A row of sums, its name in the first column."""
    if not any(value is not None for value in sums):
        return
    cells = [SiteCell("") if value is None else SiteCell(sum_figures(table, at, value), number=True)
             for at, value in enumerate(sums)]  # fmt: skip
    yield (SiteCell(name), *((SiteCell(""),) if ranked else ()), *cells)


def _way(guide: Guide) -> Iterator[SiteTable]:
    way = objection_way(guide)
    if way:
        texts = ("：".join(part for part in (step.name, step.detail) if part) for step in way)
        yield SiteTable("有异议怎么办", (), tuple((SiteCell(text),) for text in texts), ordered=True)


def _signatures(notice: Notice) -> Iterator[SiteTable]:
    if notice.signed_by:
        yield SiteTable("", (), ((SiteCell(f"签字：{'、'.join(notice.signed_by)}"),),))
