"""Where a poster is cut into tiles: in few pieces, through nothing that is read in one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pypdfium2 as pdfium
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.installed import installed_styles
from helpers.media_jobs import subject_of
from helpers.pdf_letters import text_of
from yizhangtu.media.context import Context
from yizhangtu.media.poster.poster import make_poster
from yizhangtu.media.tiles.tile_cuts import Cuts, InkSpan, TiledSide, cut
from yizhangtu.media.tiles.tile_ink import inks
from yizhangtu.media.tiles.tile_plan import NUMBER, SHORT, Ink, letters, plan_tiles
from yizhangtu.media.tiles.tiled import notes
from yizhangtu.model.project import Project

STYLE = installed_styles().tiles
A4, A3 = (210.0, 297.0), (297.0, 420.0)


def even(side: TiledSide) -> list[float]:
    return [side.length * number / side.count for number in range(1, side.count)]


def through(places: Sequence[float], spans: Sequence[InkSpan]) -> float:
    """What cuts at these places go through."""
    return sum(span.weight for place in places for span in spans if span.low < place < span.high)


def side_of(length: float, room: float = 193.0) -> TiledSide:
    return TiledSide(length, room, STYLE.overlap, STYLE.least, STYLE.clear, STYLE.ease)


@settings(max_examples=50)
@given(
    st.floats(200, 2000).map(lambda value: round(value, 1)),
    st.sampled_from((190.5, 193.0, 277.0, 280.0, 400.0)),
    st.lists(st.tuples(st.floats(0, 3000), st.floats(1, 70)), max_size=60),
)
def test_any_side_is_cut_into_the_fewest_pieces_that_fit(
    length: float, room: float, letters_: list[tuple[float, float]]
) -> None:
    side = side_of(length, room)
    spans = [InkSpan(low, low + size) for low, size in letters_ if low + size <= length]
    cuts, _ = cut(side, spans)
    assert cuts.edges[0] == 0 and cuts.edges[-1] == length and cuts.flaps[-1] == 0
    assert cuts.count == side.count
    if cuts.count > 1:
        assert (cuts.count - 1) * (room - side.overlap) + side.overlap < length  # with one less it would not do
    for index in range(cuts.count):
        start, end = cuts.piece(index)
        assert end - start >= min(side.least, length) - 1
        assert cuts.shown(index)[1] - start <= room + 1e-9
        assert cuts.flaps[index] >= side.overlap or index == cuts.count - 1
    assert through(cuts.edges[1:-1], spans) <= through(even(side), spans) or any(
        not cuts.whole(s.low, s.high) for s in spans
    )


def test_cuts_go_where_nothing_is() -> None:
    """Letters everywhere but for three gaps of 2 mm: the cuts are there, away from the ink on both sides."""
    gaps = (150.0, 300.0, 480.0)
    spans = [
        InkSpan(at, at + 4.2)
        for at in (n * 4.4 for n in range(136))
        if not any(gap - 4.2 < at < gap + 2 for gap in gaps)
    ]
    cuts, cost = cut(side_of(600), spans)
    assert cuts.count == 4 and cost < 1
    assert through(cuts.edges[1:-1], spans) == 0
    assert all(any(gap <= edge <= gap + 6 for gap in gaps) for edge in cuts.edges[1:-1])


def test_large_letters_stay_whole_or_get_a_larger_flap() -> None:
    """The cut of 350 mm must be between 157 and 183 mm."""
    side = side_of(350)
    avoided, _ = cut(side, [InkSpan(165, 220)])  # a sheet has no room for all of it beyond a cut through it
    assert avoided.edges[1] <= 165 and avoided.flaps == (10, 0)
    walled = [InkSpan(150, 160, 5.0), InkSpan(160, 190)]  # here there is, and elsewhere it costs more
    larger, _ = cut(side, walled)
    assert 160 < larger.edges[1] < 183 and larger.shown(0)[1] >= 190 and larger.whole(160, 190)
    hopeless, cost = cut(side, [InkSpan(100, 260)])
    assert not hopeless.whole(100, 260) and hopeless.flaps == (10, 0) and cost > 20


def test_a_code_is_spared_at_the_cost_of_letters() -> None:
    style = STYLE
    dense = [Ink(x, y, x + 3.6, y + 3.6) for x in range(0, 297, 4) for y in range(0, 420, 6)]
    code = Ink(120, 180, 160, 220, code=True)
    free = plan_tiles(297, 420, A4, style, dense)
    tiles = plan_tiles(297, 420, A4, style, [*dense, code])
    assert not tiles.columns.through(code.left, code.right) and not tiles.rows.through(code.top, code.bottom)
    assert tiles.cut_letters >= 60 and tiles.broken == 0
    assert free.count == tiles.count == 4


def test_a_phone_number_and_a_name_are_not_divided() -> None:
    """Also not between two letters, where a cut through the lines of running text around them costs nothing."""
    digits = [Ink(130 + 4 * n, 100, 133 + 4 * n, 106) for n in range(12)]
    phone = Ink(130, 100, 177, 106, word=NUMBER)
    tiles = plan_tiles(297, 420, A4, STYLE, [*digits, phone])
    assert tiles.columns.count == 2 and not tiles.columns.through(130, 177)
    assert tiles.cut_letters == 0


def test_numbers_and_short_texts_of_a_poster_are_found(poster: bytes) -> None:
    (page,) = inks(poster)
    assert any(ink.word == NUMBER for ink in page) and any(ink.word == SHORT for ink in page)
    assert all(ink.bottom - ink.top < 30 for ink in page if ink.word)


def test_a_poster_of_nothing_but_letters_is_parted_and_says_so() -> None:
    """Every cut goes through letters, each of them whole on a sheet."""
    style = STYLE
    dense = [Ink(x * 4.0, y * 4.0, x * 4.0 + 6.0, y * 4.0 + 6.0) for x in range(104) for y in range(147)]
    tiles = plan_tiles(420, 594, A4, style, dense)
    assert tiles.count == 8 and tiles.cut_letters > 200 and tiles.broken == 0
    first, second = notes([tiles], "A4", "满")
    assert first.code == "Y523" and second.code == "Y524" and str(tiles.cut_letters) in second.message


@pytest.mark.parametrize(
    ("size", "paper", "grid"),
    [
        ((210, 297), A4, (1, 1)),
        ((297, 210), A4, (1, 1)),
        ((148, 210), A4, (1, 1)),
        ((297, 420), A4, (2, 2)),
        ((297, 420), A3, (1, 1)),
        ((420, 594), A4, (2, 4)),
        ((594, 841), A4, (3, 5)),
        ((841, 1189), A4, (5, 5)),
        ((841, 1189), A3, (3, 5)),
        ((800, 2000), A4, (3, 12)),
        ((2400, 1200), A4, (9, 7)),
        ((200, 800), A4, (1, 5)),
        ((5000, 5000), A4, (28, 19)),
    ],
)
def test_grids(size: tuple[float, float], paper: tuple[float, float], grid: tuple[int, int]) -> None:
    tiles = plan_tiles(*size, paper, STYLE)
    assert (tiles.columns.count, tiles.rows.count) == grid
    assert sorted((tiles.paper.width, tiles.paper.height)) == sorted(paper)


def test_addresses() -> None:
    tiles = plan_tiles(594, 841, A4, STYLE)
    assert [tile.address for tile in tiles][:4] == ["A1", "B1", "C1", "A2"]
    assert [tile.number for tile in tiles] == list(range(1, 16))
    assert [letters(n) for n in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]
    assert tiles.address(2, 0) == "C1" and tiles.address(3, 0) == "" and tiles.address(0, 5) == ""


def test_pieces_cover_the_poster_once() -> None:
    tiles = plan_tiles(594, 841, A4, STYLE, [Ink(x, 400, x + 9, 409) for x in range(0, 580, 10)])
    assert sum(tile.width * tile.height for tile in tiles) == pytest.approx(594 * 841)
    for edges in (tiles.columns.edges, tiles.rows.edges):
        assert all(low < high for low, high in pairwise(edges))


def test_ink_of_a_poster(poster: bytes) -> None:
    """Letters at their places, the QR code as a whole; letters that stand aslant across the sheet are left out."""
    (page,) = inks(poster)
    (code,) = [ink for ink in page if ink.code]
    assert code.right - code.left == pytest.approx(33, abs=0.5)
    text = text_of(pdfium.PdfDocument(poster)[0])
    assert abs(len([ink for ink in page if not ink.code and not ink.word]) - len(text)) <= 3
    assert all(0 <= ink.left < ink.right <= 420 and 0 <= ink.top < ink.bottom <= 594 for ink in page)


def test_watermarks_are_not_spared(context: Context, guide_of: Any, project: Project) -> None:
    styles = context.styles
    steps = "  - 步骤: 申请\n    办理: 村民\n  - 步骤: 审核\n"
    pages = []
    for more in ("", "发布: {状态: 征求意见, 意见截止: 2026年}"):
        result = make_poster(context, subject_of(guide_of(steps, more=more), project), styles.media["poster-a3"])
        assert result.pdf
        pages.append(inks(result.pdf)[0])
    tallest = [max(ink.bottom - ink.top for ink in page if not ink.code) for page in pages]
    assert tallest[1] == pytest.approx(tallest[0], rel=0.5)


def test_notes_name_what_cannot_be_whole() -> None:
    tiles = plan_tiles(594, 841, A4, STYLE)
    many = replace(tiles, cut_letters=7, broken=2)
    first, second = notes([many, tiles], "A4", "图")
    assert "拼成 30 张 A4 纸（2 幅）" in first.message
    assert "避不开 7 个字；其中 2 个太大" in second.message
    assert [one.code for one in notes([tiles], "A4", "图")] == ["Y523"]


def test_cuts_tell_what_they_show() -> None:
    cuts = Cuts((0.0, 100.0, 200.0), (10.0, 0.0))
    assert cuts.shown(0) == (0.0, 110.0) and cuts.piece(0) == (0.0, 100.0)
    assert cuts.through(95, 105) and not cuts.through(100, 105)
    assert cuts.whole(95, 105) and not cuts.whole(95, 111)
