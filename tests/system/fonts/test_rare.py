"""Ideographs that the project's fonts lack, from a font beside them."""

from __future__ import annotations

from pathlib import Path

import pytest
import uharfbuzz as hb

from helpers.guides import LETTERS
from helpers.installed import installed_styles
from helpers.rare_fonts import BEYOND, RARE, UNITS, WITHIN, Make, make_font, top_of
from yizhangtu.media.context import Context
from yizhangtu.system.fonts import glyph_merge, rare
from yizhangtu.system.fonts.fonts import Fonts


def box(data: bytes, char: str) -> tuple[int, int, int, int]:
    """Left, top, width and height of a glyph; of one that is missing all are 0."""
    font = hb.Font(hb.Face(data))
    glyph = font.get_nominal_glyph(ord(char))
    extents = font.get_glyph_extents(glyph) if glyph else None
    return (extents.x_bearing, extents.y_bearing, extents.width, -extents.height) if extents else (0, 0, 0, 0)


def scaled(top: int) -> tuple[int, int, int, int]:
    """The same of a box in a tiny font, in thousandths."""
    left, right, top = (round(edge * 1000 / UNITS) for edge in (200, 1800, top))
    return left, top, right - left, top


class TestWhatIsBorrowed:
    """Ideographs with ink in a font of a known name, and nothing else."""

    def test_nothing_without_a_font(self, machine: Path) -> None:
        assert Fonts().lenders == () and Fonts().source_of(BEYOND) is None
        assert not any(ord(char) in Fonts().coverage for char in RARE)

    def test_only_ideographs(self, borrowing: Make) -> None:
        signs = "\ue000\U000f0001\u2f00\uf9dc\U0002f800\u2611\u4dc0\U0001f600a"
        path = borrowing(RARE + signs)
        assert [one.path for one in Fonts().lenders] == [str(path)] and Fonts().lenders[0].name == "Tiny Han"
        assert all(Fonts().source_of(char) for char in RARE)
        assert [char for char in signs if Fonts().source_of(char)] == []

    def test_a_glyph_without_ink_is_none(self, borrowing: Make) -> None:
        borrowing(WITHIN, blank=BEYOND)
        assert Fonts().source_of(WITHIN) and Fonts().source_of(BEYOND) is None

    def test_the_best_font_that_has_it(self, borrowing: Make) -> None:
        own, one, other = borrowing(WITHIN), borrowing(RARE, "BabelStoneHan.ttf"), borrowing(RARE, "simsunb.ttf")
        borrowing(RARE, "HanaMinB.ttf")  # of Japanese forms
        assert [source.path for source in Fonts().lenders] == [str(own), str(one), str(other)]
        found = [Fonts().source_of(char) for char in RARE]
        assert [source and source.path for source in found] == [str(one), str(own)]

    def test_what_is_no_font_is_passed_over(self, machine: Path) -> None:
        (machine / "fallback.ttf").write_bytes(b"not a font")
        (machine / "fallback.otf").write_bytes(b"")
        (machine / "BabelStoneHan.ttf").mkdir()
        assert Fonts().lenders == ()

    @pytest.mark.parametrize(
        ("program", "stated"), [("apt-get", "apt-get install fonts-babelstone-han"), ("brew", "--cask"), ("", "下载")]
    )
    def test_how_to_get_one(self, program: str, stated: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(rare, "which", lambda name: name if name == program else None)
        assert stated in rare.how_to_install()


class TestJoined:
    """The project's fonts with what was borrowed."""

    @pytest.mark.parametrize("cubic", [False, True])
    def test_outlines_of_either_kind(self, borrowing: Make, cubic: bool) -> None:
        borrowing(name="fallback.otf" if cubic else "fallback.ttf", cubic=cubic)
        result = Fonts().subset(LETTERS + RARE)
        for number, char in enumerate(RARE, 1):
            assert box(result.regular, char) == pytest.approx(scaled(top_of(number)), abs=1)
            plain, bold = box(result.regular, char), box(result.bold, char)
            assert bold[2] > plain[2] + 20 and bold[3] > plain[3] + 20
            assert bold[1] - bold[3] / 2 == pytest.approx(plain[1] - plain[3] / 2, abs=2)  # on the same middle

    def test_all_other_glyphs_are_what_they_were(self, borrowing: Make) -> None:
        before = Fonts().subset(LETTERS)
        borrowing()
        after = Fonts().subset(LETTERS + RARE)
        for one, other in ((before.regular, after.regular), (before.bold, after.bold)):
            old, new = hb.Font(hb.Face(one)), hb.Font(hb.Face(other))
            assert new.face.glyph_count == old.face.glyph_count + len(RARE)
            for char in LETTERS:
                glyph = old.get_nominal_glyph(ord(char))
                assert glyph and new.get_nominal_glyph(ord(char)) == glyph
                assert new.get_glyph_h_advance(glyph) == old.get_glyph_h_advance(glyph)
                assert new.get_glyph_extents(glyph) == old.get_glyph_extents(glyph)

    def test_the_same_bytes_from_the_cache_and_made_anew(self, borrowing: Make, tmp_path: Path) -> None:
        borrowing()
        first = Fonts().subset(LETTERS + RARE)
        kept = list(tmp_path.rglob("*.otf"))
        assert kept and Fonts().subset(LETTERS + RARE) == first
        for path in kept:
            path.unlink()
        assert Fonts().subset(RARE + LETTERS) == first

    def test_a_font_that_has_changed_is_joined_anew(self, borrowing: Make) -> None:
        borrowing()
        first, marks = Fonts().subset(LETTERS + RARE), Fonts().borrowed_key(RARE)
        borrowing(WITHIN + BEYOND)
        assert Fonts().borrowed_key(RARE) != marks and Fonts().borrowed_key("甲") == "" == Fonts().borrowed_key("")
        assert Fonts().subset(LETTERS + RARE) != first

    def test_hairlines_are_made_darker(self, borrowing: Make) -> None:
        borrowing(name="BabelStoneHan.ttf")
        assert box(Fonts().subset(RARE).regular, BEYOND)[3] > scaled(top_of(1))[3] + 8

    @pytest.mark.parametrize("cubic", [False, True])
    def test_a_usual_font_of_another_kind(self, tmp_path: Path, cubic: bool) -> None:
        usual = make_font(tmp_path / "usual", "甲乙", cubic=cubic).read_bytes()
        other = rare.FontSource(str(make_font(tmp_path / "other", RARE, cubic=not cubic)), "Tiny Han", False)
        result = glyph_merge.merged(usual, dict.fromkeys(RARE, other), False)
        assert box(result, "乙") == box(usual, "乙")
        font = hb.Font(hb.Face(result))
        for number, char in enumerate(RARE, 1):
            assert box(result, char) == pytest.approx((200, top_of(number), 1600, top_of(number)), abs=2)
            assert font.get_glyph_h_advance(font.get_nominal_glyph(ord(char))) == UNITS

    def test_nothing_is_looked_for_where_nothing_is_rare(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(rare, "find_sources", lambda: pytest.fail("looked for"))
        assert Context(LETTERS, installed_styles()).subset.regular
