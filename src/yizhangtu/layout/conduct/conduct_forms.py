"""Standards and lists at a width → blocks in each form: matrix, panels, lists below or beside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from yizhangtu.layout.conduct.conduct_cell import Composer
from yizhangtu.layout.conduct.conduct_flow import Lane, LaneBlock, even
from yizhangtu.layout.conduct.conduct_gauge import Gauge
from yizhangtu.layout.conduct.conduct_lists import AGAINST, CONSEQUENCES, FOR, Lists, section
from yizhangtu.layout.conduct.conduct_matrix import CONTINUED, Matrix
from yizhangtu.layout.conduct.conduct_plan import ConductTable, tables
from yizhangtu.layout.measure import Measure
from yizhangtu.layout.table.piece import Piece, total
from yizhangtu.model.conduct import Conduct
from yizhangtu.style.icons import IconSet
from yizhangtu.style.tables.conduct_style import ConductStyle

STANDARDS = "办事标准"
Blocks = tuple[LaneBlock, ...]


class ConductForms:
    """The forms of the standards of one guide. Blocks are cached: the same widths recur."""

    def __init__(self, measure: Measure, style: ConductStyle, conduct: Conduct, icons: IconSet) -> None:
        self.measure = measure
        self.style = style
        self.conduct = conduct
        self.icons = icons
        self.composer = Composer(measure, style)
        self.lists = Lists(measure, style, conduct, icons)
        self._known: dict[tuple[str, float], Blocks | None] = {}

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The forms available for these standards, the most readable first."""
        return tuple(form for group in self.groups(1) for form in group)

    def groups(self, sheets: int) -> tuple[tuple[str, ...], ...]:
        """The forms for so many sheets in groups: those of a group are compared, the next group is for what does not
        fit in it. A matrix that suits the standards is not torn into panels where it fits whole. On several sheets the
        lists follow the matrix: beside it both would be torn."""
        dense = any(self._dense(table) for table in self.tables)
        lists = bool(self.conduct.encouraged or self.conduct.forbidden or self.conduct.consequences)
        panels = (*(f"panels {count}" for count in range(1, len(self.style.form.panels) + 1)), "cards")
        beside = ("beside 1", "beside 2") if lists else ()
        if dense and sheets > 1:
            return ("matrix 1", "matrix 2"), (*beside, *panels)
        if dense:
            return ("matrix 1", *beside, "matrix 2"), panels
        return (panels if self.tables else ("matrix 1", *panels),)

    @cached_property
    def tables(self) -> tuple[ConductTable, ...]:
        return tables(self.conduct, self.style)

    def _dense(self, table: ConductTable) -> bool:
        """Whether a matrix suits a table."""
        look = self.style.form
        return bool(1 < len(table.occasions) <= look.columns_most and table.filled >= look.filled)

    def blocks(self, form: str, width: float) -> Blocks | None:
        """The blocks of a form at a width in u; None if it is too narrow."""
        key = (form, round(width, 4))
        if key not in self._known:
            self._known[key] = self._blocks(form, width)
        return self._known[key]

    def _blocks(self, form: str, width: float) -> Blocks | None:
        look = self.style.form
        if width < look.least:
            return None
        match form.split():
            case ["matrix", count]:
                narrow = int(count) > 1 and self._each(width, int(count)) < look.matrix_least
                return None if narrow else self._over(self._standards(width, int(count), 0), width)
            case ["panels", count]:
                narrow = int(count) > 1 and self._each(width, int(count)) < look.panel_least
                return None if narrow else self._over(self._standards(width, 0, int(count)), width)
            case ["beside", count]:
                return self._beside(width, int(count)) if width >= look.wide else None
            case _:
                return self._cards(width) if width >= look.wide else None

    def _over(self, standards: list[LaneBlock] | None, width: float) -> Blocks | None:
        """Standards with the lists below them."""
        return None if standards is None else (*standards, *self._below(width))

    def _beside(self, width: float, columns: int) -> Blocks | None:
        """Standards at the left, lists at the right in one or two columns."""
        look = self.style.form
        best: tuple[float, LaneBlock] | None = None
        if columns > 1 and len(self.lists.sides()) < columns:
            return None
        for share in look.shares:
            left = round(width * share, 4)
            own = self._matrices(left)
            at = left + look.gutter
            each = (width - at - (columns - 1) * look.gutter) / columns
            if own is None or each < look.card_least:
                continue
            lists = self._columns(at, each) if columns > 1 else (Lane(at, self._column(each)),)
            lanes = (Lane(0.0, self._headed(STANDARDS, left, own)), *lists)
            height = max(total(lane.pieces) for lane in lanes)
            if best is None or height < best[0] + 0.3:
                best = (height, LaneBlock(lanes, matrix=True))
        return (best[1],) if best else None

    def _matrices(self, width: float) -> tuple[Piece, ...] | None:
        """All tables one below the other; None if they are too narrow."""
        pieces: list[Piece] = []
        for table in self.tables:
            gauge = self._gauge((table,), width, True)
            if not gauge.legible:
                return None
            own = Matrix(gauge, table, width).pieces()
            pieces += [replace(own[0], gap=self.style.gap if pieces else 0.0), *own[1:]]
        return tuple(pieces)

    def _cards(self, width: float) -> Blocks | None:
        """Panels and lists in columns."""
        look = self.style.form
        best: tuple[float, LaneBlock] | None = None
        for count in range(2, look.card_most + 1):
            each = self._each(width, count)
            if each < look.card_least:
                break
            standards = self._stack(each)
            pieces = (*standards, *self._column(each, self.style.gap))
            height = even(pieces, count)
            if pieces and (best is None or height < best[0] * look.narrower):
                again = (section(self.measure, self.style, STANDARDS + CONTINUED, width),)
                block = _dealt(pieces, each, count, look.gutter)
                best = (height, block._replace(again=again, under=len(standards)))
        return (best[1],) if best else None

    def _stack(self, width: float) -> tuple[Piece, ...]:
        """All occasions as panels one below the other, below the head of their section."""
        panels = [panel for table in self.tables for panel in table.panels()]
        pieces = self._stacked(panels, width) if panels else []
        return self._headed(STANDARDS, width, pieces) if pieces else ()

    def _headed(self, text: str, width: float, pieces: Sequence[Piece], gap: float = 0.0) -> tuple[Piece, ...]:
        """Pieces below the head of their section."""
        head = replace(section(self.measure, self.style, text, width), gap=gap)
        return (head, *pieces)

    def _stacked(self, panels: Sequence[ConductTable], width: float) -> list[Piece]:
        """Panels one below the other."""
        gauge = self._gauge(tuple(panels), width)
        pieces: list[Piece] = []
        for panel in panels:
            own = Matrix(gauge, panel, width).pieces()
            pieces += [replace(own[0], gap=self.style.gap if pieces else 0.0), *own[1:]] if own else []
        return pieces

    def _gauge(self, tables: tuple[ConductTable, ...], width: float, low: bool = False) -> Gauge:
        return Gauge(self.measure, self.style, self.composer, self.icons, tables, width, low)

    def _each(self, width: float, count: int) -> float:
        """The width of one of several equal columns."""
        return float((width - self.style.form.gutter * (count - 1)) / count)

    def _standards(self, width: float, matrices: int, panels: int) -> list[LaneBlock] | None:
        """办事标准: dense tables as matrices in a number of columns (0: no matrix), all other occasions as panels in a
        number of columns (0: the number that makes them lowest)."""
        found: list[LaneBlock] = []
        loose: list[ConductTable] = []
        for table in self.tables:
            if not matrices or not self._dense(table):
                loose += table.panels()
                continue
            found += self._loose(loose, width, panels)
            loose = []
            each = self._each(width, matrices)
            gauge = self._gauge((table,), each)
            if not gauge.legible or (matrices > 1 and table.tall):
                return None
            pieces = Matrix(gauge, table, each).pieces()
            found.append(
                _dealt(pieces, each, matrices, self.style.form.gutter)._replace(gap=self.style.gap, matrix=True)
            )
        found += self._loose(loose, width, panels)
        head = section(self.measure, self.style, STANDARDS, width)
        again = section(self.measure, self.style, STANDARDS + CONTINUED, width)
        return [
            block._replace(
                heads=((head,) if number == 0 else ()) + block.heads,
                again=(again, *block.again),
                top=(again,) if number else (),
            )
            for number, block in enumerate(found)
        ]

    def _loose(self, panels: Sequence[ConductTable], width: float, count: int) -> list[LaneBlock]:
        """Separate occasions, in `count` columns or in the number that makes them lowest: a single one across the whole
        width with its items in columns, several as panels."""
        if not panels:
            return []
        look = self.style.form
        counts = [c for c in range(2, len(look.panels) + 1) if self._each(width, c) >= look.panel_least]
        best: tuple[float, LaneBlock] | None = None
        for number in [count] if count else [1, *counts]:
            each = self._each(width, number)
            heads: tuple[Piece, ...] = ()
            again: tuple[Piece, ...] = ()
            if len(panels) == 1:
                whole = Matrix(self._gauge((panels[0],), width), panels[0], width)
                heads, again = tuple(whole.heads()), tuple(whole.heads(True))
                pieces = Matrix(self._gauge((panels[0],), each), panels[0], each, True).pieces()
            else:
                pieces = self._stacked(panels, each)
            block = _dealt(pieces, each, number, look.gutter)
            height = total(heads) + even(pieces, number)
            if best is None or height < best[0] - 0.01:
                best = (height, block._replace(heads=heads, again=again, gap=self.style.gap))
        return [best[1]] if best else []

    def _below(self, width: float) -> list[LaneBlock]:
        """The lists, side by side if they fit, and 奖惩 across below them or below the shorter one."""
        sides = self.lists.sides()
        each = self._each(width, 2)
        across = self._across(width)
        if len(sides) < 2 or each < self.style.listing.column_least:
            return [*([self._titled((Lane(0.0, self._sides(width)),), width)] if sides else []), *across]
        at = each + self.style.form.gutter
        lanes = [Lane(0.0, self.lists.side(0, each)), Lane(at, self.lists.side(1, each))]
        heights = [total(lane.pieces) for lane in lanes]
        if across:
            short = heights.index(min(heights))
            under = self._headed(CONSEQUENCES, each, self.lists.consequences(each, False), self.style.gap)
            apart = max(heights) + across[0].gap + total(across[0].heads) + total(across[0].lanes[0].pieces)
            if max(max(heights), min(heights) + total(under) + under[0].gap) < apart - 0.5:
                lanes[short] = Lane(lanes[short].x, lanes[short].pieces + under)
                across = []
        return [self._titled(tuple(lanes), width), *across]

    def _titled(self, lanes: tuple[Lane, ...], width: float) -> LaneBlock:
        """The lists below the head of their section."""
        title = self.lists.title
        heads = tuple(section(self.measure, self.style, text, width) for text in (title, title + CONTINUED))
        return LaneBlock(lanes, (), heads[:1], heads[1:], self.style.gap)

    def _across(self, width: float) -> list[LaneBlock]:
        """奖惩 over the whole width."""
        if not self.conduct.consequences:
            return []
        label = width >= self.style.consequence.label_least
        names = () if label else (CONSEQUENCES, CONSEQUENCES + CONTINUED)
        heads = tuple(section(self.measure, self.style, name, width) for name in names)
        pieces = self.lists.consequences(width, label)
        return [LaneBlock((Lane(0.0, pieces),), (), heads[:1], heads[1:], self.style.gap)]

    def _sides(self, width: float) -> tuple[Piece, ...]:
        """The lists one below the other."""
        gap = self.style.listing.gap
        count = len(self.lists.sides())
        return tuple(piece for at in range(count) for piece in self.lists.side(at, width, gap if at else 0.0))

    def _column(self, width: float, gap: float = 0.0) -> tuple[Piece, ...]:
        """Lists and 奖惩 in a narrow column, each below the head of its section."""
        pieces: tuple[Piece, ...] = ()
        if self.lists.sides():
            pieces = self._headed(self.lists.title, width, self._sides(width), gap)
        if self.conduct.consequences:
            rows = self.lists.consequences(width, False)
            pieces += self._headed(CONSEQUENCES, width, rows, self.style.gap if pieces else gap)
        return pieces

    def _columns(self, at: float, each: float) -> tuple[Lane, ...]:
        """提倡 and 反对 side by side, each below its head, and 奖惩 below the shorter one."""
        first = (*self._headed(FOR, each, self.lists.side(0, each)),)
        second = (*self._headed(AGAINST, each, self.lists.side(1, each)),)
        lists = [first, second]
        if self.conduct.consequences:
            rows = self.lists.consequences(each, False)
            short = 0 if total(first) < total(second) else 1
            lists[short] += self._headed(CONSEQUENCES, each, rows, self.style.gap)
        return tuple(Lane(at + n * (each + self.style.form.gutter), own) for n, own in enumerate(lists))


def _dealt(pieces: Sequence[Piece], each: float, count: int, gutter: float) -> LaneBlock:
    """Pieces in columns."""
    return LaneBlock((Lane(0.0, tuple(pieces)),), tuple(at * (each + gutter) for at in range(count)))
