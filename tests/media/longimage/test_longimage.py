"""The long picture for chats: cut between cards, small enough to be sent, nothing lost; and its cover."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from PIL import Image, ImageChops, ImageDraw

from helpers.guides import GuideGraph, guide_and_graph
from helpers.media_jobs import PX, image, job_of, named, plain
from yizhangtu.draw.text_block import TextSetter
from yizhangtu.export.png import page_images, smallest, suffix
from yizhangtu.media.context import Context
from yizhangtu.media.kind import Job
from yizhangtu.media.longimage import longimage
from yizhangtu.media.longimage.image_cuts import cuts
from yizhangtu.media.longimage.share_cover import share_cover
from yizhangtu.media.poster.poster import make_poster
from yizhangtu.media.result import Document, Result
from yizhangtu.model.page import Label
from yizhangtu.model.project import Project

MOST = int(1080 * longimage.PIECE)


@pytest.fixture(scope="module")
def job(context: Context, flows: list[GuideGraph], project: Project) -> Job:
    return job_of(context, project, named(flows, "最低生活保障"), "longimage")


@pytest.fixture(scope="module")
def output(context: Context, job: Job) -> Result:
    return job.kind.make(context, job)


@pytest.fixture(scope="module")
def poster(context: Context, job: Job) -> Document:
    return longimage.long_poster(context, job, make_poster)


def files(output: Result) -> list[tuple[str, bytes]]:
    return [(name, data) for name, data in output.files if isinstance(data, bytes)]


def test_pieces_are_small_named_in_order_and_give_the_whole(output: Result, poster: Document) -> None:
    *pieces, (cover, _) = files(output)
    stems = [name.rpartition(".")[0] for name, _ in pieces]
    assert stems == ["x/例", *(f"x/例-{number}" for number in range(2, len(pieces) + 1))]
    assert cover.startswith("x/例-封面.")
    assert len(pieces) >= 2 and all(len(data) < 1_000_000 for _, data in pieces)
    assert all(name.endswith(suffix(data)) for name, data in pieces)
    assert poster.pdf
    (whole,) = page_images(poster.pdf)
    pictures = [image(data) for _, data in pieces]
    assert {one.width for one in pictures} == {whole.width} == {1080}
    stacked = Image.new("RGB", whole.size)
    top = 0
    for one in pictures:
        stacked.paste(one, (0, top))
        top += one.height
    assert top == whole.height
    histogram = ImageChops.difference(stacked, whole).convert("L").histogram()
    assert sum(histogram[40:]) < whole.width * whole.height * 0.002  # a palette or JPEG changes colours a little
    heights = [one.height for one in pictures]
    assert max(heights) <= MOST and min(heights) >= sum(heights) / len(heights) * 0.4


def test_no_cut_goes_through_letters(poster: Document) -> None:
    """A line that is cut changes its brightness many times from left to right; rails and borders do so seldom."""
    assert poster.pdf
    (whole,) = page_images(poster.pdf)
    grey = whole.convert("L")
    rows = cuts(whole, MOST)
    assert rows and rows == sorted(set(rows))
    for row in rows:
        line = grey.crop((0, row, grey.width, row + 1)).tobytes()
        assert sum(abs(a - b) > 60 for a, b in pairwise(line)) <= 16


def test_text_is_large_enough_for_a_telephone(context: Context, job: Job, poster: Document) -> None:
    assert poster.content and job.subjects[0].guide
    assert min(drawing.min_text_mm for drawing in poster.content.drawings) >= 34 * PX - 1e-6
    assert len(poster.content.sheets) == 1
    assert poster.content.drawings[0].form == "rail"


@pytest.mark.slow
def test_equal_bytes_twice(context: Context, job: Job, output: Result) -> None:
    assert job.kind.make(context, job) == output


def test_the_cover(context: Context, output: Result, definitions: list[GuideGraph], project: Project) -> None:
    assert image(files(output)[-1][1]).size == (900, 383)
    for guide, _ in definitions:
        leaf = share_cover(TextSetter(context.typesetter), guide, project, context.styles.themes["蓝"], "list-checks")
        drawn = [item for item in leaf.items if isinstance(item, Label)]
        assert plain(str(guide.title)) in plain("".join(item.text for item in drawn))
        assert all(item.size_mm / PX >= 18 and 0 < item.y <= leaf.height for item in drawn)
        right = [item.x + context.typesetter.width(item.text, item.bold) * item.size_mm for item in drawn]
        assert max(right) <= leaf.width - 62  # beside the icon


def test_a_long_title_is_whole_on_the_cover(
    context: Context, project: Project, guide_of: Callable[..., GuideGraph]
) -> None:
    title = "关于" + "农村集体经济组织成员" * 8 + "的办理"
    guide, _ = guide_of("  - {步骤: 甲, 时限: 3日}", title)
    leaf = share_cover(TextSetter(context.typesetter), guide, project, context.styles.themes["蓝"], "list-checks")
    drawn = [item for item in leaf.items if isinstance(item, Label)]
    assert title in plain("".join(item.text for item in drawn))
    rows = sorted({item.y - item.size_mm * 0.88: item.y + item.size_mm * 0.12 for item in drawn}.items())
    assert rows[0][0] >= 2 and rows[-1][1] <= leaf.height - 2
    assert all(low <= top + 1e-6 for (_, low), (top, _) in pairwise(rows))


def cards(heights: list[int], gap: int) -> Image.Image:
    """Boxes full of strokes, `gap` rows of nothing between them."""
    picture = Image.new("RGB", (200, sum(heights) + gap * (len(heights) + 1)), "white")
    draw = ImageDraw.Draw(picture)
    y = gap
    for height in heights:
        for x in range(10, 190, 6):
            draw.rectangle((x, y, x + 2, y + height - 1), fill="black")
        y += height + gap
    return picture


@pytest.mark.parametrize("heights", [[90] * 12, [40, 170, 60, 150, 30, 120, 90, 160], [300], [60]])
def test_cuts_lie_in_gaps_and_share_evenly(heights: list[int]) -> None:
    picture = cards(heights, 12)
    rows = cuts(picture, 400)
    for row in rows:
        assert picture.crop((0, row - 2, 200, row + 2)).getextrema() == ((255, 255),) * 3
    ends = [0, *rows, picture.height]
    sizes = [b - a for a, b in pairwise(ends)]
    assert max(sizes) <= 400 and len(sizes) <= -(-picture.height // 400) + 1
    assert len(sizes) == 1 or min(sizes) >= 100


def test_what_has_no_gap_is_cut_all_the_same() -> None:
    picture = cards([2000], 5)
    ends = [0, *cuts(picture, 300), picture.height]
    assert all(0 < b - a <= 300 for a, b in pairwise(ends))


def test_noise_is_sent_as_jpeg_and_small() -> None:
    noise = Image.effect_noise((700, 700), 90).convert("RGB")
    data = smallest(noise, 400_000)
    assert suffix(data) == ".jpg" and len(data) < 400_000 and image(data).size == (700, 700)
    flat = smallest(Image.new("RGB", (700, 700), "#0B4A8F"), 400_000)
    assert suffix(flat) == ".png" and image(flat).getpixel((3, 3)) == (0x0B, 0x4A, 0x8F)


def test_what_is_to_be_stated_is_stated(context: Context, project: Project) -> None:
    head = "名称: 例\n办理主体: 村委会\n时间要求: 5个工作日\n监督管理: 村监委会\n版式: {形式: 竖排, 详略: 1}\n"
    drawn = guide_and_graph(f"{head}操作流程:\n  - {{步骤: 申请, 内容: 带身份证}}\n")
    output = longimage.make(context, job_of(context, project, drawn, "longimage"), make_poster)
    assert [one.code for one in output.diagnostics] == ["Y504"]
