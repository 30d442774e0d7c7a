"""Everything in styles/: records that are made of checked values when they are first asked for."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from yizhangtu.model.theme import Theme
from yizhangtu.style.icons import IconSet, Keywords
from yizhangtu.style.medium import Medium
from yizhangtu.style.records import Plain, Record, merged, record_of

if TYPE_CHECKING:
    from yizhangtu.style.flow_style import FlowStyle
    from yizhangtu.style.notice_words import NoticeWords
    from yizhangtu.style.page.board_style import BoardStyle
    from yizhangtu.style.page.booklet_style import BookletStyle, ImposedStyle
    from yizhangtu.style.page.furniture import DetailsStyle, Furniture
    from yizhangtu.style.page.leaflet_style import LeafletStyle
    from yizhangtu.style.page.screen_style import ScreenStyle
    from yizhangtu.style.page.tiles_style import TilesStyle
    from yizhangtu.style.print_shop import Shop
    from yizhangtu.style.tables.conduct_style import ConductStyle
    from yizhangtu.style.tables.listing_style import ListingStyle
    from yizhangtu.style.tables.notice_style import NoticeStyle
    from yizhangtu.style.tables.overview_style import OverviewStyle
    from yizhangtu.style.tables.points_style import PointsStyle
    from yizhangtu.style.tones import Tones

FURNITURE = "page/furniture.yaml"
SHOP, INKS = "print/shop.yaml", "print/inks.yaml"
COMMON = "themes/common.yaml"
KEYWORDS, ICONS = "icons/keywords.yaml", "icons/icons.json"
WORDS, LEXICON = "words.txt", "lexicon/words.txt"
TONES = "tones.yaml"
NOTICE_WORDS = "lexicon/notice.yaml"
PICTURE_THEMES = {"清单制": "蓝", "积分制": "红", "移风易俗": "绿"}  # 一张图 of a guide → its theme


class Styles:
    """All that a designer decides. The modules of the records of a medium are imported where that medium is made."""

    def __init__(
        self,
        values: Mapping[str, Plain],
        read: Callable[[str], bytes],
        themes: Mapping[str, Theme] | None = None,
    ) -> None:
        """`values` are those of `checking.checked`; `read` gives the bytes of a file by its path below styles/;
        `themes` stand for those of the values."""
        self._values = values
        self._read = read
        self._themes = themes

    def record(self, name: str, record: type[Record]) -> Record:
        """The record of a file. One that `checking` does not know, of a kind of medium that brings its own style, is
        checked here; StyleError says what is wrong in it."""
        if name not in self._values:
            from yizhangtu.style.reading.reader import read_alone

            return record_of(record, read_alone(self._read(name), name, record))
        return record_of(record, self._values[name])

    def furniture(self, medium: Medium) -> Furniture:
        """What stands around the picture on a medium: the furniture of posters, in the medium's variant of it."""
        from yizhangtu.style.page.furniture import Furniture

        file = self._values[FURNITURE]
        assert isinstance(file, dict) and isinstance(file["variants"], dict)
        own = file["variants"][medium.page] if medium.page else {}
        return record_of(Furniture, merged(file["poster"], own))

    @cached_property
    def flow(self) -> FlowStyle:
        """The drawing of a flow."""
        from yizhangtu.style.flow_style import FlowStyle

        return self.record("flow.yaml", FlowStyle)

    @cached_property
    def details(self) -> DetailsStyle:
        """A sheet of text behind a poster."""
        from yizhangtu.style.page.furniture import DetailsStyle

        return self.record("page/details.yaml", DetailsStyle)

    @cached_property
    def booklet(self) -> BookletStyle:
        """The pages of a booklet."""
        from yizhangtu.style.page.booklet_style import BookletStyle

        return self.record("page/booklet.yaml", BookletStyle)

    @cached_property
    def imposed(self) -> ImposedStyle:
        """The sheets of a booklet."""
        from yizhangtu.style.page.booklet_style import ImposedStyle

        return self.record("page/imposed.yaml", ImposedStyle)

    @cached_property
    def leaflet(self) -> LeafletStyle:
        """A leaflet."""
        from yizhangtu.style.page.leaflet_style import LeafletStyle

        return self.record("page/leaflet.yaml", LeafletStyle)

    @cached_property
    def board(self) -> BoardStyle:
        """A board."""
        from yizhangtu.style.page.board_style import BoardStyle

        return self.record("page/board.yaml", BoardStyle)

    @cached_property
    def screen(self) -> ScreenStyle:
        """Slides."""
        from yizhangtu.style.page.screen_style import ScreenStyle

        return self.record("page/screen.yaml", ScreenStyle)

    @cached_property
    def tiles(self) -> TilesStyle:
        """A poster in pieces."""
        from yizhangtu.style.page.tiles_style import TilesStyle

        return self.record("page/tiles.yaml", TilesStyle)

    @cached_property
    def list_table(self) -> ListingStyle:
        """The table of a list (清单)."""
        from yizhangtu.style.tables.listing_style import ListingStyle

        return self.record("tables/list.yaml", ListingStyle)

    @cached_property
    def notice_table(self) -> NoticeStyle:
        """The tables of a notice (公示)."""
        from yizhangtu.style.tables.notice_style import NoticeStyle

        return self.record("tables/notice.yaml", NoticeStyle)

    @cached_property
    def notice_words(self) -> NoticeWords:
        """The words by which columns of notices are known."""
        from yizhangtu.style.notice_words import NoticeWords

        return self.record(NOTICE_WORDS, NoticeWords)

    @cached_property
    def points_table(self) -> PointsStyle:
        """The tables of points (积分)."""
        from yizhangtu.style.tables.points_style import PointsStyle

        return self.record("tables/points.yaml", PointsStyle)

    @cached_property
    def conduct_table(self) -> ConductStyle:
        """The tables of conduct (规范)."""
        from yizhangtu.style.tables.conduct_style import ConductStyle

        return self.record("tables/conduct.yaml", ConductStyle)

    @cached_property
    def overview_table(self) -> OverviewStyle:
        """The table of the overview (总图)."""
        from yizhangtu.style.tables.overview_style import OverviewStyle

        return self.record("tables/overview.yaml", OverviewStyle)

    @cached_property
    def shop(self) -> Shop:
        """What a print shop asks for, the profile of its printing condition included."""
        from yizhangtu.style.print_shop import ShopFile, shop_of

        own = self.record(SHOP, ShopFile)
        return shop_of(own, self._read(f"print/{own.profile}"))

    @cached_property
    def media(self) -> Mapping[str, Medium]:
        """Media by name."""
        media = self._values["media"]
        assert isinstance(media, dict)
        return {name: record_of(Medium, one) for name, one in media.items()}

    @cached_property
    def themes(self) -> Mapping[str, Theme]:
        """Themes by name."""
        if self._themes is not None:
            return self._themes
        themes = self._values["themes"]
        assert isinstance(themes, dict)
        return {name: record_of(Theme, one) for name, one in themes.items()}

    @cached_property
    def icons(self) -> IconSet:
        """Icons, and the words by which they are chosen."""
        outlines = json.loads(self._read(ICONS))
        paths = {name: outline["fill"] for name, outline in outlines.items()}
        return IconSet(paths, self.record(KEYWORDS, Keywords))

    @cached_property
    def tones(self) -> Tones:
        """Which outcomes are good or bad news."""
        from yizhangtu.style.tones import Tones, ToneWords

        return Tones(self.record(TONES, ToneWords))

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Words that lines are not broken in."""
        return tuple(self._read(WORDS).decode("utf-8").split())

    @cached_property
    def common_words(self) -> tuple[str, ...]:
        """Common words of the language, the most frequent first: lines are broken between them."""
        return tuple(self._read(LEXICON).decode("utf-8").split())

    def template(self, name: str) -> str:
        """The text of a template."""
        return self._read(f"templates/{name}").decode("utf-8")

    def for_print(self) -> Styles:
        """The same for a print shop: themes in inks, text kept away from the edge, a watermark in a light grey."""
        from yizhangtu.style.print_shop import ThemeInks, in_inks
        from yizhangtu.style.reading.theme_file import COMMON as SHARED
        from yizhangtu.style.reading.theme_file import CommonColours

        shop, common, inks = self.shop, self.record(COMMON, CommonColours), self._values[INKS]
        assert isinstance(inks, dict)
        matched = {name: record_of(ThemeInks, one) for name, one in inks.items()}
        themes = {
            name: in_inks(theme, shop, matched.get(name, ThemeInks()), matched[SHARED], common)
            for name, theme in self.themes.items()
        }
        poster: Plain = {"poster": {"safe": shop.safe, "watermark": {"alpha": shop.watermark}}}
        return Styles({**self._values, FURNITURE: merged(self._values[FURNITURE], poster)}, self._read, themes)
