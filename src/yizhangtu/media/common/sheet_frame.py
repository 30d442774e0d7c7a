"""The measured furniture of one sheet: `frame` plans it, the writers of pages paint it."""

from typing import NamedTuple

from yizhangtu.draw.text_block import TextBlock
from yizhangtu.layout.box import Box
from yizhangtu.media.common.facts_strip import FactCell
from yizhangtu.media.common.foot import Foot
from yizhangtu.model.drawing import Drawing
from yizhangtu.style.medium import Medium
from yizhangtu.style.page.furniture import Furniture


class SheetFrame(NamedTuple):
    """The measured furniture of one sheet. All lengths in mm from the sheet's top left corner."""

    width: float
    height: float
    margin: float
    org: TextBlock
    title: TextBlock
    suffix: float  # size of 一张图 behind the title, 0 where it has no room
    logo: Drawing | None  # 标志 on its white ground, left of both
    words_x: float  # where org and title begin
    band_height: float
    series: tuple[TextBlock, ...]
    series_width: float
    cells: tuple[FactCell, ...]
    facts_top: float
    facts_height: float
    section: TextBlock
    section_title: str  # "" where the picture has its own heads
    section_top: float
    flow_top: float
    flow_height: float
    foot: Foot | None
    foot_top: float
    meta: tuple[TextBlock, ...]
    meta_top: float
    slim: bool = False  # whether the band has title and number of the sheet only


def picture_box(sheet: SheetFrame, medium: Medium, page: Furniture) -> Box:
    """The box for the picture on a sheet; its text is at most a share of the title's size."""
    most = max(sheet.title.size * page.flow.most_of_title, medium.floor_mm * 1.2)
    return Box(sheet.width - 2 * sheet.margin, max(sheet.flow_height, 1.0), medium.floor_mm, medium.target_mm, most)
