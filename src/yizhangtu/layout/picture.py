"""A guide and boxes in mm → the drawings on its sheets: the flow alone, or the flow as a strip above the tables of a
list, of points, of standards or of a notice."""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import NamedTuple, Protocol

from yizhangtu.content.notice import objection_way
from yizhangtu.layout.box import Box, Boxes, Wish
from yizhangtu.layout.flow.layouter import Layouter
from yizhangtu.layout.layout_cache import picture_key
from yizhangtu.layout.measure import Measure
from yizhangtu.layout.table.fit import Body, PaintSheet, filled, single
from yizhangtu.layout.tools import LayoutTools
from yizhangtu.model.conduct import Conduct
from yizhangtu.model.drawing import Drawing
from yizhangtu.model.graph import Graph
from yizhangtu.model.guide import Guide
from yizhangtu.model.listing import Listing
from yizhangtu.model.notice.notice import Notice
from yizhangtu.model.points import Points

SHARES = (0.12, 0.15, 0.18, 0.22, 0.27, 0.33, 0.4, 0.5)  # of a sheet's height for the strip, from the lowest on
GAP = 0.016  # of a sheet's height, between strip and tables
TABLE_MOST = 1.5  # times the target text size: the largest text in tables
EASY = 0.85  # times the target text size: legible enough for a strip


class Content(NamedTuple):
    """The drawings on each sheet, with their distance from the top of its box in mm. `as_wished` is False if the form
    that the author requested is illegible."""

    sheets: tuple[tuple[tuple[float, Drawing], ...], ...]
    as_wished: bool = True

    @property
    def drawings(self) -> tuple[Drawing, ...]:
        return tuple(drawing for sheet in self.sheets for _, drawing in sheet)

    @property
    def text_mm(self) -> float:
        """The smallest text in mm."""
        return min((drawing.min_text_mm for drawing in self.drawings), default=0.0)


class Picture(Protocol):
    """A layout of a guide on sheets."""

    def single(self, box: Box, wish: Wish) -> Content | None: ...

    def on_sheets(self, boxes: Boxes, wish: Wish) -> Content | None: ...

    def reaches(self, box: Box) -> bool: ...

    def expected(self, box: Box) -> float: ...

    def likely(self, boxes: Boxes, wish: Wish) -> float: ...


class FlowPicture(NamedTuple):
    """A guide of kind 流程."""

    layouter: Layouter

    def single(self, box: Box, wish: Wish) -> Content | None:
        """The flow on one sheet."""
        found = self.layouter.single(box, wish)
        return _plain(found.drawings) if found else None

    def on_sheets(self, boxes: Boxes, wish: Wish) -> Content | None:
        """The flow on as few sheets as keep it legible."""
        found = self.layouter.flow(boxes, wish)
        return _plain(found.drawings)._replace(as_wished=found.as_wished) if found else None

    def expected(self, box: Box) -> float:
        """About how large the text will be on one sheet, in mm."""
        return min(box.most, self.layouter.expected(box))

    def likely(self, boxes: Boxes, wish: Wish) -> float:
        """About how large the text will be on one sheet or on two, in mm; 0 where these are not enough."""
        return min(boxes(1)[0].most, self.layouter.likely(boxes, wish))

    def reaches(self, box: Box) -> bool:
        """Whether the text reaches the target on one sheet."""
        return self.layouter.reaches(box)


class GuideTables(Body, Protocol):
    """The tables of a guide. `intact`: whether each table that is read across rows and columns is whole in boxes."""

    def intact(self, boxes: Sequence[Box]) -> bool: ...


class NoTables:
    """What a 流程 whose 操作流程 is 无 has between its facts and its lists; implements `GuideTables`."""

    name = "none"

    def needed(self, unit: float, width: float) -> float:
        """No height."""
        return 0.0

    def sheets(self, unit: float, boxes: Sequence[Box]) -> Sequence[PaintSheet] | None:
        """One sheet with nothing on it."""
        return [lambda canvas: None]

    def intact(self, boxes: Sequence[Box]) -> bool:
        """Nothing is divided."""
        return True


class TablePicture(NamedTuple):
    """A guide with tables; `layouter` draws its process if it has one."""

    measure: Measure
    body: GuideTables
    layouter: Layouter | None

    def single(self, box: Box, wish: Wish) -> Content | None:
        """Strip and tables on one sheet, shared so that the smaller of their texts is as large as can be."""
        if self.layouter is None:
            found = single(self.measure, self.body, _table_box(box))
            return _plain((found,)) if found else None
        best: tuple[float, Content] | None = None
        for share in SHARES:
            strip = self._strip(box, share, wish)
            if strip is None:
                continue
            top = strip.height + GAP * box.height
            table = single(self.measure, self.body, _table_box(box._replace(height=box.height - top)))
            if table is None:
                break
            least = min(strip.min_text_mm, table.min_text_mm)
            if best is None or least > best[0]:
                best = (least, Content((((0.0, strip), (top, table)),)))
            if strip.min_text_mm >= min(table.min_text_mm, box.target):
                break
        return best[1] if best else None

    def expected(self, box: Box) -> float:
        """About how large the text will be, in mm: tables fill a sheet after the other."""
        return box.target

    def likely(self, boxes: Boxes, wish: Wish) -> float:
        """About how large the text will be, in mm."""
        return boxes(1)[0].target

    def _strip(self, box: Box, share: float, wish: Wish) -> Drawing | None:
        assert self.layouter is not None
        found = self.layouter.single(box._replace(height=box.height * share), wish)
        return found.drawings[0] if found else None

    def on_sheets(self, boxes: Boxes, wish: Wish) -> Content | None:
        """As few sheets as keep all of it legible."""
        whole = self.single(boxes(1)[0], wish)
        if whole or self.layouter is None:
            found = None if whole else filled(self.measure, self.body, _table_boxes(boxes), 2, empty=True)
            return whole or (_plain(found) if found else None)
        strip = self._best_strip(boxes(2)[0], wish)
        if strip is None:
            return self._after_flow(boxes, wish)
        top = strip.height + GAP * boxes(2)[0].height

        def below(count: int) -> list[Box]:
            first, *rest = boxes(count)
            return [first._replace(height=max(1.0, first.height - top)), *rest]

        tables = filled(self.measure, self.body, _table_boxes(below), 2)
        if tables is None:
            apart = self._after_flow(boxes, wish)
            tables = None if apart else filled(self.measure, self.body, _table_boxes(below), 2, empty=True)
            if tables is None:
                return apart
        elif not self.body.intact(_table_boxes(below)(len(tables))):
            apart = self._after_flow(boxes, wish)
            if apart and len(apart.sheets) <= len(tables) and self._intact_after(apart, boxes):
                return apart
        first, *rest = tables
        return Content((((0.0, strip), (top, first)), *(((0.0, table),) for table in rest)))

    def reaches(self, box: Box) -> bool:
        """Whether the text reaches the target on one sheet."""
        found = self.single(box, Wish())
        return found is not None and found.text_mm >= box.target

    def _best_strip(self, box: Box, wish: Wish) -> Drawing | None:
        """The lowest strip with easily legible text, else the most legible one."""
        best: Drawing | None = None
        for share in SHARES:
            strip = self._strip(box, share, wish)
            if strip and (best is None or strip.min_text_mm > best.min_text_mm):
                best = strip
            if best and best.min_text_mm >= box.target * EASY:
                break
        return best

    def _intact_after(self, apart: Content, boxes: Boxes) -> bool:
        """Whether tables after the sheets of the flow are whole."""
        count = len(apart.sheets)
        used = sum(drawing.form != self.body.name for drawing in apart.drawings)
        return self.body.intact(_table_boxes(boxes)(count)[used:])

    def _after_flow(self, boxes: Boxes, wish: Wish) -> Content | None:
        """The flow on its own sheets, followed by the sheets of the tables."""
        assert self.layouter is not None
        alone = self.layouter.flow(lambda count: boxes(count + 1)[:-1], wish)
        if alone is None:
            return None
        used = len(alone.drawings)
        tables = filled(self.measure, self.body, _table_boxes(lambda count: boxes(used + count)[used:]), empty=True)
        if tables is None:
            return None
        return Content((*_plain(alone.drawings).sheets, *_plain(tables).sheets), alone.as_wished)


def _table_box(box: Box) -> Box:
    """The box of a table, whose largest text is smaller than that of a short flow."""
    return box._replace(most=min(box.most, box.target * TABLE_MOST))


def _table_boxes(boxes: Boxes) -> Callable[[int], list[Box]]:
    return lambda count: [_table_box(box) for box in boxes(count)]


def _plain(drawings: Sequence[Drawing]) -> Content:
    return Content(tuple(((0.0, drawing),) for drawing in drawings))


class CachedPicture:
    """A guide's picture with a cache of layouts."""

    def __init__(self, tools: LayoutTools, guide: Guide, graph: Graph) -> None:
        self._tools = tools
        self._guide = guide
        self._graph = graph
        self._key = picture_key(guide, graph)

    @cached_property
    def _picture(self) -> Picture:
        return picture_of(self._tools, self._guide, self._graph)

    def single(self, box: Box, wish: Wish) -> Content | None:
        """On one sheet."""
        cache = self._tools.cache
        return cache.layout((self._key, wish, box), lambda _: [box], lambda _: self._picture.single(box, wish))

    def expected(self, box: Box) -> float:
        """About how large the text will be on one sheet, in mm."""
        return self._picture.expected(box)

    def likely(self, boxes: Boxes, wish: Wish) -> float:
        """About how large the text will be on one sheet or on two, in mm; 0 where these are not enough."""
        return self._picture.likely(boxes, wish)

    def on_sheets(self, boxes: Boxes, wish: Wish) -> Content | None:
        """On as few sheets as keep it legible. A poster may be laid out twice, so that each first box has its entry."""
        key = (self._key, wish, boxes(1)[0])
        return self._tools.cache.layout(key, boxes, lambda same: self._picture.on_sheets(same, wish))

    def reaches(self, box: Box) -> bool:
        """Whether the text reaches the target on one sheet."""
        cache = self._tools.cache
        return cache.layout((self._key, "reaches", box), lambda _: [box], lambda _: self._picture.reaches(box))


def picture_of(tools: LayoutTools, guide: Guide, graph: Graph) -> Picture:
    """The picture of a guide of any kind."""
    layouter = Layouter(tools, guide, graph)
    body = table_body(tools, guide)
    return (
        FlowPicture(layouter) if body is None else TablePicture(tools.measure, body, layouter if guide.steps else None)
    )


def table_body(tools: LayoutTools, guide: Guide) -> GuideTables | None:
    """The tables of a guide; None for a 流程 with steps."""
    # Imported when needed: a flow has no tables.
    measure, styles, icons = tools.measure, tools.styles, tools.styles.icons
    match guide.body:
        case Listing() as listing:
            from yizhangtu.layout.listing.listing import ListBody

            return ListBody(measure, styles.list_table, listing, icons)
        case Points() as points:
            from yizhangtu.layout.points.points import PointsBody

            return PointsBody(measure, styles.points_table, points, icons)
        case Conduct() as conduct:
            from yizhangtu.layout.conduct.conduct import ConductBody

            return ConductBody(measure, styles.conduct_table, conduct, icons)
        case Notice() as notice:
            from yizhangtu.layout.notice.notice import NoticeBody

            return NoticeBody(measure, styles.notice_table, styles.list_table, notice, objection_way(guide))
        case _:
            return None if guide.steps else NoTables()
