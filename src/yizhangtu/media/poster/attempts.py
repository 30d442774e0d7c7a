"""Ways to lay out a poster: the furniture around the picture, and how its foot is fitted to the picture's text."""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from yizhangtu.content.boxes import ListBox
from yizhangtu.layout.box import Box
from yizhangtu.layout.picture import Content
from yizhangtu.media.common.frame import FramePlanner
from yizhangtu.media.common.sheet_frame import picture_box
from yizhangtu.media.common.text_sheets import PlacedList, text_area, text_sheet
from yizhangtu.style.page.furniture import DetailsStyle

FURTHER_MOST = 60  # sheets of text counted before the layout, at most
TAIL_MOST = 0.6  # of the height for the picture, that of lists below it
TEXT_LEAST = 4  # lines of text: what a front must have room for to have any
FOOT, FOOT_LEAST = 0.92, 0.85  # the text in the foot as a share of that of the picture: aimed at, and at least
OVER = 0.02  # of the picture's text: a foot in letters larger by more is set anew
REFITS = 2  # such changes of a foot, at most: each lays out the picture once more


class PosterVariant(NamedTuple):
    """One way to lay out a poster: the furniture around the picture. `further` sheets of text follow those of the
    picture. With a `front`, facts and lists have a sheet of their own before these; a `tail` of lists, `tail_height` mm
    high, stands below the picture on its last sheet."""

    planner: FramePlanner
    style: DetailsStyle
    further: int
    front: bool = False
    tail: tuple[PlacedList, ...] = ()
    tail_height: float = 0.0

    @classmethod
    def of(cls, planner: FramePlanner, style: DetailsStyle, front: bool = False) -> "PosterVariant":
        """The variant with this furniture; `style` is that of the sheets of text."""
        texts = sum(1 for _ in islice(detail_sheets(planner, style, 1 + front, front), FURTHER_MOST))
        return cls(planner, style, texts - front, front)

    def with_tail(self) -> "PosterVariant | None":
        """The variant whose only sheet of text is the tail; None where there is not one, or it is too high."""
        planner, last = self.planner, 1 + self.front
        texts = list(islice(detail_sheets(planner, self.style, last, self.front), last + 1))[self.front :]
        if len(texts) != 1 or planner.apart:
            return None
        top = text_area(planner.sheet(last + 1, last, last + 1))[1]
        height = max((box.y + box.height for box in texts[0]), default=top) - top
        if height > planner.sheet(2, 2, 2).flow_height * TAIL_MOST:
            return None
        tail = tuple(box._replace(y=box.y - top) for box in texts[0])
        return self._replace(further=0, tail=tail, tail_height=height + planner.mm(planner.page.foot.top))

    @property
    def has_room(self) -> bool:
        """Whether a front has room for the line of its legend; the foot may fill the sheet."""
        return not self.front or self.planner.sheet(1, 2, 2).flow_height >= 0

    def boxes(self, count: int) -> list[Box]:
        """The space for the picture on each of `count` sheets. It depends on the total number of sheets, which is
        printed on each."""
        planner, last = self.planner, count + self.front
        numbers = range(1 + self.front, last + 1)
        sheets = (planner.sheet(number, last, last + self.further) for number in numbers)
        found = [picture_box(sheet, planner.medium, planner.page) for sheet in sheets]
        found[-1] = found[-1]._replace(height=max(1.0, found[-1].height - self.tail_height))
        return found

    @property
    def foot_height(self) -> float:
        """The height of the foot in mm, 0 where there is none."""
        return self.planner.foot.height if self.planner.foot else 0.0

    def with_text(self, size: float) -> "PosterVariant":
        """The same with text of `size` mm in the foot."""
        return PosterVariant.of(self.planner.with_foot(size), self.style, self.front)


class Attempt(NamedTuple):
    """A way to lay out a poster that may fail."""

    variant: PosterVariant
    lay: Callable[[PosterVariant], Content | None]
    content: Content | None

    @property
    def sheets(self) -> int:
        """The number of all sheets."""
        return (len(self.content.sheets) if self.content else 0) + self.variant.front + self.variant.further

    def fitted(self) -> "Attempt":
        """The attempt with its foot in the largest letters that the picture leaves room for: no larger than those of
        the picture, and hardly smaller."""
        found = self
        for _ in range(REFITS):
            better = found._refitted()
            if better is None:
                break
            found = better
        foot = found.variant.planner.foot
        if foot is None or found.content is None or not found.content.drawings:
            return found
        least, most = found.variant.planner.foot_sizes
        text = max(least, min(most, found.content.text_mm))
        planner = found.variant.planner.with_foot(fitted=(foot, text))
        return found._replace(variant=found.variant._replace(planner=planner))

    def _refitted(self) -> "Attempt | None":
        """The attempt with a foot for the text that the picture has; None where the foot suits it, or would cost a
        sheet. A foot that was planned for larger text leaves its room to the picture."""
        variant, foot, content = self.variant, self.variant.planner.foot, self.content
        if foot is None or content is None or not content.drawings:
            return None
        text, (least, most) = content.text_mm, variant.planner.foot_sizes
        small = foot.size < min(FOOT_LEAST * text, most) - 0.01
        if small:
            other = variant.with_text(min(most, FOOT * text))
            fits = other.further <= variant.further and other.has_room
        elif foot.size > max(least, text) * (1 + OVER):
            other = variant.with_text(max(least, text))
            fits = other.foot_height < foot.height
        else:
            return None
        laid = self.lay(other) if fits else None
        if laid is None or len(laid.sheets) > len(content.sheets) or (laid.text_mm < text and not small):
            return None
        return Attempt(other, self.lay, laid)


def detail_sheets(
    planner: FramePlanner, style: DetailsStyle, count: int, front: bool = False
) -> Iterator[list[PlacedList]]:
    """Sheets of text for what the sheets of the flow have no space for; the last one has the foot if it is `apart`.
    The first of them is the `front`."""
    rest: Sequence[ListBox] = planner.rest()
    if front:
        sheet = planner.sheet(1, count, count)
        placed: list[PlacedList] = []
        if sheet.flow_height > TEXT_LEAST * planner.mm(style.text) * style.leading:
            placed, rest = text_sheet(planner.setter, style, rest, text_area(sheet))
        yield placed
    if not rest and not planner.apart:
        return
    last = planner.sheet(count + 1, count, count + 1)
    area = text_area(planner.sheet(count + 1, count, count + 2) if planner.apart else last)
    low = last.height
    while rest:
        placed, rest = text_sheet(planner.setter, style, rest, area)
        low = max((box.y + box.height for box in placed), default=0.0)
        yield placed
    if planner.apart and low > last.flow_top + last.flow_height:
        yield []
