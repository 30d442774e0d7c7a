"""The files of styles/ by their paths there → what each holds. Imported only where files have changed."""

from __future__ import annotations

from collections.abc import Mapping

from yizhangtu.style.flow_style import FlowStyle
from yizhangtu.style.icons import Keywords, Outline
from yizhangtu.style.notice_words import NoticeWords
from yizhangtu.style.page.board_style import BoardStyle
from yizhangtu.style.page.booklet_style import BookletStyle, ImposedStyle
from yizhangtu.style.page.furniture import DetailsStyle, FurnitureFile
from yizhangtu.style.page.leaflet_style import LeafletStyle
from yizhangtu.style.page.screen_style import ScreenStyle
from yizhangtu.style.page.tiles_style import TilesStyle
from yizhangtu.style.print_shop import ShopFile, ThemeInks
from yizhangtu.style.reading.theme_file import CommonColours
from yizhangtu.style.styles import COMMON, FURNITURE, ICONS, INKS, KEYWORDS, LEXICON, NOTICE_WORDS, SHOP, TONES, WORDS
from yizhangtu.style.tables.conduct_style import ConductStyle
from yizhangtu.style.tables.listing_style import ListingStyle
from yizhangtu.style.tables.notice_style import NoticeStyle
from yizhangtu.style.tables.overview_style import OverviewStyle
from yizhangtu.style.tables.points_style import PointsStyle
from yizhangtu.style.tones import ToneWords

RECORDS: Mapping[str, object] = {
    "flow.yaml": FlowStyle,
    FURNITURE: FurnitureFile,
    "page/details.yaml": DetailsStyle,
    "page/booklet.yaml": BookletStyle,
    "page/imposed.yaml": ImposedStyle,
    "page/leaflet.yaml": LeafletStyle,
    "page/board.yaml": BoardStyle,
    "page/screen.yaml": ScreenStyle,
    "page/tiles.yaml": TilesStyle,
    "tables/list.yaml": ListingStyle,
    "tables/points.yaml": PointsStyle,
    "tables/conduct.yaml": ConductStyle,
    "tables/overview.yaml": OverviewStyle,
    "tables/notice.yaml": NoticeStyle,
    SHOP: ShopFile,
    INKS: Mapping[str, ThemeInks],
    COMMON: CommonColours,
    KEYWORDS: Keywords,
    TONES: ToneWords,
    NOTICE_WORDS: NoticeWords,
    ICONS: Mapping[str, Outline],
}
__all__ = ["COMMON", "FURNITURE", "ICONS", "INKS", "KEYWORDS", "LEXICON", "RECORDS", "SHOP", "TONES", "WORDS"]
