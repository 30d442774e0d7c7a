"""Measure and place the box with the QR codes of the addresses that the lists of a foot name."""

from collections.abc import Sequence
from math import ceil

from yizhangtu.content.boxes import AddressCode, ListBox
from yizhangtu.draw.qr import modules, qr_side
from yizhangtu.draw.text_block import TextBlock
from yizhangtu.media.common.foot import ROUNDING, FootBox, FootCode, FootType

TITLE = "扫码打开"


class CodesShape:
    """Codes of equal size with their captions below, in as many columns as there is room for."""

    def __init__(self, type_: FootType, codes: Sequence[AddressCode], qr_mm: float) -> None:
        self._type = type_
        self._codes = codes
        self._side = max(qr_side(code.url, qr_mm) for code in codes)
        self._captions = [self._caption(code.caption) for code in codes]
        self._caption_height = max(caption.height for caption in self._captions)
        self._gap = type_.mm(type_.page.pad_x)

    @property
    def least(self) -> float:
        title = self._type.width(TITLE, self._type.page.head, True) + ROUNDING
        return 2 * self._type.mm(self._type.page.pad_x) + max(self._side, title)

    @property
    def natural(self) -> float:
        codes = len(self._codes) * (self._side + self._gap) - self._gap
        return max(self.least, 2 * self._type.mm(self._type.page.pad_x) + codes)

    def height(self, width: float) -> float:
        return self._type.frame + ceil(len(self._codes) / self._columns(width)) * self._row

    def placed(self, x: float, y: float, width: float, height: float) -> FootBox:
        type_, columns = self._type, self._columns(width)
        spare = max(0.0, height - self.height(width))
        room = type_.inner(width) / columns
        top = type_.head_height + type_.mm(type_.page.pad_y) + spare / 2
        codes = tuple(
            FootCode(
                type_.mm(type_.page.pad_x) + number % columns * room,
                top + number // columns * self._row,
                room, self._side, code.url, caption,
            )
            for number, (code, caption) in enumerate(zip(self._codes, self._captions, strict=True))
        )  # fmt: skip
        return FootBox(TITLE, x, y, width, height, type_.head, type_.head_height, (), codes=codes)

    @property
    def _row(self) -> float:
        return self._side + self._caption_height

    def _columns(self, width: float) -> int:
        fitting = int((self._type.inner(width) + self._gap) / (self._side + self._gap))
        return max(1, min(len(self._codes), fitting))

    def _caption(self, text: str) -> TextBlock:
        type_ = self._type
        return type_.setter.block(text, self._side, type_.page.caption, type_.page.leading, fill="grey")


def readable_codes(boxes: Sequence[ListBox], qr_mm: float, least: float) -> tuple[AddressCode, ...]:
    """The codes of lists whose modules are at least `least` mm where the pattern is `qr_mm` wide; none where `qr_mm` is
    0, on media that nobody scans."""
    found = (code for box in boxes for code in box.codes)
    return tuple(code for code in found if qr_mm and qr_mm / len(modules(code.url)) >= least)
