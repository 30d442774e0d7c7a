"""Arrange the boxes of a foot at the least height, and find the largest text for a foot of a given height."""

from collections.abc import Sequence
from math import fsum, inf

from yizhangtu.content.boxes import AddressCode, ListBox, ListItem
from yizhangtu.content.facts import Help
from yizhangtu.draw.text_block import TextSetter
from yizhangtu.media.common.foot import HELP, Bands, Columns, Foot, FootBox, FootRoom, FootType, FootWords
from yizhangtu.media.common.foot_boxes import BoxShape, HelpShape, ListShape
from yizhangtu.media.common.foot_codes import CodesShape, readable_codes
from yizhangtu.media.common.rates.box import RateShape, is_table
from yizhangtu.style.page.furniture import FurnitureFoot

GRID = 72  # steps in which the widths of boxes are tried
NEAR = 0.003  # of its height, the precision of a band
WORTH = 0.985  # a more divided foot is at most so high as a simpler one
FINE = 0.04  # mm, precision of the text size
MOST_TRIED = 7  # boxes of which all arrangements are tried; of more, the columns of the least height are sought
KEPT = ("要带的材料",)  # the lists that stay longest where there is no room for all


def plan_foot(setter: TextSetter, page: FurnitureFoot, words: FootWords, room: FootRoom, size: float) -> Foot | None:
    """The foot of the least height with text of `size` mm. Lists that do not fit go to `rest`."""
    boxes, help_ = list(words.boxes), words.help
    if not boxes and help_ is None:
        return None
    type_ = FootType(setter, page, size)
    rest: list[ListBox] = []
    if help_ and _shapes(type_, [], help_, room)[0].height(room.width) > room.most:
        rest += _in_words(help_)
        help_ = Help("", "", "", help_.url) if help_.url else None
    codes = words.codes
    while True:
        arrangement = _Arrangement(_shapes(type_, boxes, help_, room, codes), page.gap * setter.scale, room.width)
        height, found = arrangement.best()
        if height <= room.most or not (boxes or codes):
            break
        if not boxes:  # not even the codes have room: the lists have the addresses as text
            codes = ()
            continue
        out = max(boxes, key=lambda box: (box.title not in KEPT, sum(len(item.text) for item in box.items)))
        boxes.remove(out)
        rest.append(out)
    order = [box.title for box in words.boxes]
    rest.sort(key=lambda box: order.index(box.title) if box.title in order else len(order))
    return Foot(height, size, found, arrangement.placed(found, height), tuple(box.in_words() for box in rest))


def with_codes(setter: TextSetter, page: FurnitureFoot, words: FootWords, room: FootRoom, least: float) -> FootWords:
    """The words with the codes of their addresses, where a foot with text of `least` mm has room for them."""
    codes = readable_codes(words.boxes, room.qr_mm * page.code, page.code_module)
    coded = words._replace(codes=codes)
    foot = plan_foot(setter, page, coded, room, least) if codes else None
    fits = foot is not None and any(box.codes for box in foot.boxes) and foot.height <= room.most * page.code_most
    return coded if fits else words


def enlarged(
    setter: TextSetter, page: FurnitureFoot, words: FootWords, room: FootRoom, foot: Foot, most: float
) -> Foot:
    """The same foot with the largest text of at most `most` mm that keeps its height."""
    if foot.rest:
        return foot

    codes = words.codes if any(box.codes for box in foot.boxes) else ()

    def arranged(size: float) -> "_Arrangement":
        type_ = FootType(setter, page, size)
        shapes = _shapes(type_, words.boxes, words.help, room, codes)
        return _Arrangement(shapes, page.gap * setter.scale, room.width)

    def fitting(size: float) -> "_Arrangement | None":
        found = arranged(round(size, 3))
        return found if found.fits(foot.bands, foot.height + 1e-6) else None

    low, high, size, best = foot.size, most, foot.size, arranged(foot.size)
    if larger := fitting(most):
        low, size, best = most, round(most, 3), larger
    while high - low > FINE:
        middle = (low + high) / 2
        if larger := fitting(middle):
            low, size, best = middle, round(middle, 3), larger
        else:
            high = middle
    return foot._replace(size=size, boxes=best.placed(foot.bands, foot.height))


def _shapes(
    type_: FootType, boxes: Sequence[ListBox], help_: Help | None, room: FootRoom, codes: Sequence[AddressCode] = ()
) -> list[BoxShape]:
    found: list[BoxShape] = [
        RateShape(type_, box, room.width) if is_table(box) else ListShape(type_, box) for box in boxes
    ]
    found += [CodesShape(type_, codes, room.qr_mm * type_.page.code)] if codes else []
    return found + ([HelpShape(type_, help_, room.qr_mm)] if help_ else [])


def _in_words(help_: Help) -> list[ListBox]:
    texts = [text for text in (help_.window, help_.name, help_.phone) if text]
    return [ListBox(HELP, tuple(map(ListItem, texts)))] if texts else []


class _Arrangement:
    """Boxes in bands of columns, in their order; a column holds boxes one below the other."""

    def __init__(self, shapes: Sequence[BoxShape], gap: float, width: float) -> None:
        self._shapes = shapes
        self._gap = gap
        self._width = width
        self._heights: dict[tuple[int, int], float] = {}
        self._known: dict[Columns, tuple[float, list[float]]] = {}

    def best(self) -> tuple[float, Bands]:
        """The least height of all arrangements, and that arrangement; simple ones are tried first."""
        if not self._shapes:  # where not even 帮办代办 has room
            return 0.0, ()
        best, found = inf, Bands()
        count = len(self._shapes)
        for bands in _arrangements(count) if count <= MOST_TRIED else self._lowest(count):
            limit = best * WORTH
            if self._least_height(bands) >= limit:
                continue
            if len(bands) == 1 and best < inf and self._narrowest(bands[0], limit) is None:
                continue
            height = self._height(bands)
            if height < limit or not found:
                best, found = height, bands
        return (best, found) if found else (0.0, ())

    def _lowest(self, count: int) -> list[Bands]:
        """The arrangements in one band, and with the first or the last box in a band of its own, whose columns are of
        about the least height."""
        cuts = (((0, count),), ((0, 1), (1, count)), ((0, count - 1), (count - 1, count)))
        return [tuple(self._divided(range(*run)) for run in runs) for runs in cuts]

    def _divided(self, boxes: range) -> Columns:
        """Consecutive boxes in the columns of about the least height."""
        low, high = max(self._at(box, GRID) for box in boxes), self._column(boxes, GRID)
        best: Columns = (tuple(boxes),)
        while high - low > NEAR * high:
            middle = (low + high) / 2
            found = self._columns_within(boxes, middle)
            if found is None:
                low = middle
            else:
                best, high = found, middle
        return best

    def _columns_within(self, boxes: range, height: float) -> Columns | None:
        """The columns of the least width of which none is higher; None where they do not fit side by side."""
        gap = self._gap * GRID / self._width
        least: list[tuple[float, Columns]] = [(-gap, ())]  # of the first boxes: the width in steps, and the columns
        for end in range(1, len(boxes) + 1):
            ways: list[tuple[float, Columns]] = []
            for start in range(end - 1, -1, -1):
                column = tuple(boxes[start:end])
                if self._column(column, GRID) > height:
                    break
                width, before = least[start]
                if width < inf:
                    ways.append((width + gap + self._least_steps(column, height), (*before, column)))
            least.append(min(ways, key=lambda way: way[0], default=(inf, ())))
        width, columns = least[-1]
        return columns if width <= GRID + 1e-6 else None

    def _least_steps(self, column: Sequence[int], height: float, most: int = GRID) -> int:
        """The least width in steps at which a column is not higher; it is not at `most` of them."""
        low, high = 1, most
        while low < high:
            middle = (low + high) // 2
            low, high = (low, middle) if self._fits(column, middle, height) else (middle + 1, high)
        return low

    def fits(self, bands: Bands, height: float) -> bool:
        """Whether a known arrangement is at most so high."""
        if self._least_height(bands) > height:
            return False
        if len(bands) > 1:
            return self._height(bands) <= height
        steps = self._narrowest(bands[0], height)
        if steps is None:
            return False
        self._known[bands[0]] = self._deepest(bands[0], steps), self._widths(bands[0], steps)
        return True

    def _least_height(self, bands: Bands) -> float:
        """What no arrangement in these columns is lower than: each of them as wide as the foot."""
        lowest = fsum(max(self._column(column, GRID) for column in band) for band in bands)
        return lowest + self._gap * (len(bands) - 1)

    def _height(self, bands: Bands) -> float:
        return fsum(self._band(band)[0] for band in bands) + self._gap * (len(bands) - 1)

    def _at(self, shape: int, step: int) -> float:
        """The height of a box at a step of the grid; endless where it is too narrow."""
        key = (shape, step)
        if key not in self._heights:
            width = self._width * step / GRID
            one = self._shapes[shape]
            self._heights[key] = one.height(width) if width >= one.least - 1e-6 or step == GRID else inf
        return self._heights[key]

    def _column(self, column: Sequence[int], step: int) -> float:
        return fsum(self._at(shape, step) for shape in column) + self._gap * (len(column) - 1)

    def _band(self, band: Columns) -> tuple[float, list[float]]:
        """The least height of a band and the widths of its columns."""
        if band not in self._known:
            self._known[band] = self._balanced(band)
        return self._known[band]

    def _room(self, band: Columns) -> float:
        return self._width - self._gap * (len(band) - 1)

    def _deepest(self, band: Columns, steps: Sequence[int]) -> float:
        return max(self._column(column, step) for column, step in zip(band, steps, strict=True))

    def _balanced(self, band: Columns) -> tuple[float, list[float]]:
        best = self._narrowest(band, inf)
        if best is None:
            return inf, []
        high = self._deepest(band, best)
        low = max(self._column(column, GRID) for column in band)
        while high - low > NEAR * high:
            middle = (low + high) / 2
            steps = self._narrowest(band, middle)
            if steps is None:
                low = middle
            else:
                best, high = steps, self._deepest(band, steps)
        return high, self._widths(band, best)

    def _widths(self, band: Columns, steps: Sequence[int]) -> list[float]:
        """The widths of columns that are at least so many steps wide: what is over goes to those that can use it."""
        widths = [self._width * step / GRID for step in steps]
        spare = self._room(band) - fsum(widths)
        wishes = [max(self._shapes[shape].natural for shape in column) for column in band]
        wanted = [max(0.0, wish - width) for wish, width in zip(wishes, widths, strict=True)]
        total = fsum(wanted)
        extra = [spare * (want / total if total else 1 / len(band)) for want in wanted]
        return [width + more for width, more in zip(widths, extra, strict=True)]

    def _narrowest(self, band: Columns, height: float) -> list[int] | None:
        """The least widths at which no column is higher, in steps; None where they do not fit side by side."""
        left = int(GRID * self._room(band) / self._width)
        found: list[int] = []
        for column in band:
            if left < 1 or not self._fits(column, left, height):
                return None
            found.append(self._least_steps(column, height, left))
            left -= found[-1]
        return found

    def _fits(self, column: Sequence[int], step: int, height: float) -> bool:
        high = self._column(column, step)
        return high <= height and high < inf

    def placed(self, bands: Bands, height: float) -> tuple[FootBox, ...]:
        """The boxes at their places; what is over in height goes to the boxes."""
        found: list[FootBox] = []
        y = 0.0
        spare = (height - self._height(bands)) / max(1, len(bands))
        for band in bands:
            deep, widths = self._band(band)
            deep += spare
            x = 0.0
            for column, width in zip(band, widths, strict=True):
                natural = [self._shapes[shape].height(width) for shape in column]
                more = (deep - fsum(natural) - self._gap * (len(column) - 1)) / len(column)
                top = y
                for shape, high in zip(column, natural, strict=True):
                    found.append(self._shapes[shape].placed(x, top, width, high + more))
                    top += high + more + self._gap
                x += width + self._gap
            y += deep + self._gap
        return tuple(found)


def _arrangements(count: int) -> list[Bands]:
    """All ways to place boxes in one band, then those with the first, or the last, in a band of its own."""
    numbers = tuple(range(count))
    found: list[Bands] = [(band,) for band in _divided(numbers)]
    for at in sorted({1, count - 1}) if count > 1 else ():
        found += [(one, two) for one in _divided(numbers[:at]) for two in _divided(numbers[at:])]
    return found


def _divided(numbers: tuple[int, ...]) -> list[Columns]:
    """All ways to split numbers into consecutive runs, most runs first."""
    ways: list[Columns] = [()]
    for number in numbers:
        ways = [
            more for way in ways for more in ((*way, (number,)), (*way[:-1], (*way[-1], number)) if way else ()) if more
        ]
    return sorted(ways, key=len, reverse=True)
