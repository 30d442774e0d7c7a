"""Banners that stand on a floor, and large print: where things stand, and how large every letter is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from pypdfium2 import raw

import yizhangtu
from helpers.guides import FLOWS, GuideGraph, guide_and_graph
from helpers.media_jobs import named, plain, subject_of
from yizhangtu import BuildRequest
from yizhangtu.media.common.frame import FramePlanner
from yizhangtu.media.context import Context
from yizhangtu.media.poster.poster import make_poster
from yizhangtu.media.result import Document
from yizhangtu.model.project import Project

MM = 72 / 25.4
LARGE = 18.0  # points
TALL = 1.448  # from the lowest to the highest part of the font, in em


def poster(context: Context, drawn: GuideGraph, project: Project, medium: str) -> Document:
    styles = context.styles
    output = make_poster(context, subject_of(drawn, project), styles.media[medium])
    assert output.pdf
    return output


def text_of(pdf: bytes) -> str:
    return plain("".join(page.get_textpage().get_text_range() for page in pdfium.PdfDocument(pdf)))


def letters(page: pdfium.PdfPage) -> Iterator[tuple[str, float, float, float]]:
    """(letter, top and bottom in mm from the top of the page, em in points)."""
    texts, height = page.get_textpage(), page.get_height()
    for index in range(texts.count_chars()):
        letter = chr(raw.FPDFText_GetUnicode(texts.raw, index))
        if letter.strip() and letter != "\ufffe" and not raw.FPDFText_IsGenerated(texts.raw, index):
            _, bottom, _, top = texts.get_charbox(index, loose=True)
            yield letter, (height - top) / MM, (height - bottom) / MM, (top - bottom) / TALL


def place(page: pdfium.PdfPage, words: str) -> float:
    """How far from the top a run of letters stands, in mm."""
    found = list(letters(page))
    at = "".join(one[0] for one in found).index(words)
    return found[at][1]


@pytest.mark.parametrize("medium", ["banner-80x200", "banner-60x160"])
def test_what_one_reads_and_scans_stands_high(
    context: Context, flows: list[GuideGraph], project: Project, medium: str
) -> None:
    drawn = named(flows, "高龄津贴申领")
    output = poster(context, drawn, project, medium)
    assert output.pdf and output.content
    (page,) = pdfium.PdfDocument(output.pdf)
    size = context.styles.media[medium]
    assert (round(page.get_width() / MM), round(page.get_height() / MM)) == (size.width_mm, size.height_mm)
    order = [place(page, words) for words in ("办理主体", "帮办代办", "操作流程", "提出申请", "发放到账", "版本")]
    assert order == sorted(order)
    assert output.content.drawings[0].form == "rail"
    assert output.content.drawings[0].min_text_mm >= size.floor_mm
    planner = FramePlanner(context.typesetter, context.styles.furniture(size), size, drawn[0], project)
    sheet = planner.sheet(1, 1)
    assert sheet.foot and sheet.foot.help
    bottom = sheet.foot_top + sheet.foot.height
    assert bottom <= sheet.flow_top and sheet.height - bottom >= 1000  # the code is scanned standing, not kneeling
    text = text_of(output.pdf)
    assert [str(one) for one in drawn[0].texts if plain(str(one)) not in text] == []


@pytest.mark.parametrize("medium", ["banner-80x200", "banner-60x160"])
def test_the_lower_end_is_left_to_the_stand(
    context: Context, flows: list[GuideGraph], project: Project, medium: str
) -> None:
    output = poster(context, named(flows, "高龄津贴申领"), project, medium)
    assert output.pdf
    (page,) = pdfium.PdfDocument(output.pdf)
    size = context.styles.media[medium]
    assert size.empty_mm == 60
    assert max(bottom for _, _, bottom, _ in letters(page)) <= size.height_mm - size.empty_mm
    picture = page.render(scale=0.4 / MM * 2).to_pil().convert("RGB")  # 0.8 pixels a mm
    lower = picture.crop((0, round((size.height_mm - size.empty_mm) * 0.8) + 2, picture.width, picture.height - 1))
    assert len(lower.getcolors(1 << 16) or []) == 1


@pytest.mark.parametrize("stem", ["高龄津贴申领", "村级采购", "村民积分制"])
def test_large_print_has_no_small_letter_and_loses_none(
    context: Context, definitions: list[GuideGraph], project: Project, stem: str
) -> None:
    drawn = named(definitions, stem)
    output = poster(context, drawn, project, "large-print")
    assert output.pdf
    document = pdfium.PdfDocument(output.pdf)
    small = [
        (letter, round(size, 1)) for page in document for letter, _, _, size in letters(page) if size < LARGE - 0.1
    ]
    assert small == []
    text = text_of(output.pdf)
    assert [str(one) for one in drawn[0].texts if plain(str(one)) not in text] == []
    for page in document:
        assert all(top >= 0 and bottom <= 297.5 for _, top, bottom, _ in letters(page))


def test_a_front_has_room_for_the_line_of_its_legend(tmp_path: Path) -> None:
    """The foot fills its sheet: the legend would stand below the paper."""
    text = (FLOWS / "特困人员供养.yaml").read_text("utf-8") + "版式: {形式: 竖排, 详略: 2}\n"
    (tmp_path / "特困人员供养.yaml").write_text(text, "utf-8")
    (tmp_path / "辖区.yaml").write_text((FLOWS / "辖区.yaml").read_text("utf-8"), "utf-8")
    result = yizhangtu.build_files(BuildRequest([tmp_path], ["large-print"], output=tmp_path / "output", verify=True))
    assert not result.failed and result.verified == 1


def test_large_print_begins_with_facts_papers_and_phone(
    context: Context, flows: list[GuideGraph], project: Project
) -> None:
    output = poster(context, named(flows, "高龄津贴申领"), project, "large-print")
    assert output.pdf
    first = plain(pdfium.PdfDocument(output.pdf)[0].get_textpage().get_text_range())
    assert first.index("办理主体") < first.index("时间要求") < first.index("要带的材料")
    assert "138-0000-0000" in first and "0000-1234567" in first


@pytest.mark.parametrize("stem, most", [("村级采购", 5), ("人民调解", 6), ("土地承包", 5), ("高龄津贴申领", 3)])
def test_large_print_has_few_sheets_under_low_bands(
    context: Context, flows: list[GuideGraph], project: Project, stem: str, most: int
) -> None:
    """Sheets after the first have no more than title and number above their flow."""
    guide, _ = drawn = named(flows, stem)
    output = poster(context, drawn, project, "large-print")
    assert output.pdf and len(pdfium.PdfDocument(output.pdf)) <= most
    size = context.styles.media["large-print"]
    planner = FramePlanner(context.typesetter, context.styles.furniture(size), size, guide, project)
    assert planner.sheet(1, 4).band_height <= size.height_mm / 5
    assert planner.sheet(2, 4).flow_height >= 0.85 * size.height_mm


def test_sheets_are_numbered_from_the_first_on_connectors(
    context: Context, flows: list[GuideGraph], project: Project
) -> None:
    """Facts and lists have the first sheet, so the flow goes on from the second to the third."""
    output = poster(context, named(flows, "村级采购"), project, "large-print")
    assert output.pdf
    pages = [plain(page.get_textpage().get_text_range()) for page in pdfium.PdfDocument(output.pdf)]
    assert "提出采购" in pages[1] and "第3张" in pages[1] and "第1张" not in pages[2] and "第2张" in pages[2]


def test_a_card_that_needs_the_whole_sheet_has_it(context: Context, flows: list[GuideGraph], project: Project) -> None:
    """Beside facts and lists, the first step with its five ways on has no room on A4 in large print."""
    guide, _ = drawn = named(flows, "村级采购")
    size = context.styles.media["large-print"]
    planner = FramePlanner(context.typesetter, context.styles.furniture(size), size, guide, project)
    bare = FramePlanner(context.typesetter, context.styles.furniture(size), size, guide, project, bare=True)
    assert bare.sheet(1, 2).flow_height > planner.sheet(1, 2).flow_height + 40 and not bare.sheet(1, 2).cells
    titles, facts = [box.title for box in bare.rest()], bare.rest()[0].items
    assert titles[0] == "办事信息" and {"要带的材料", "监督管理", "要注意", "帮办代办"} <= set(titles)
    assert [fact.text.partition("：")[0] for fact in facts[:2]] == ["办理主体", "时间要求"]
    assert poster(context, drawn, project, "large-print").pdf


def test_the_narrow_foot_stacks_its_boxes(context: Context, flows: list[GuideGraph], project: Project) -> None:
    size = context.styles.media["longimage"]
    for drawn in flows:
        sheet = FramePlanner(context.typesetter, context.styles.furniture(size), size, drawn[0], project).sheet(1, 1)
        assert sheet.foot and sheet.foot.help
        for box in sheet.foot.boxes:
            assert box.width >= 60 and box.x >= 0.0 and box.x + box.width <= size.width_mm - 2 * sheet.margin + 0.01
            assert box.y >= 0.0 and box.y + box.height <= sheet.foot.height + 0.01
        assert len({round(box.x, 2) for box in sheet.foot.boxes}) <= 3


def test_the_word_behind_a_title_is_no_smaller(context: Context, project: Project) -> None:
    medium, found = context.styles.media["large-print"], []
    for count in range(4, 30):
        head = f"名称: {'办' * count}\n办理主体: 村委会\n时间要求: 5日\n监督管理: 镇纪委\n"
        guide, _ = guide_and_graph(f"{head}操作流程: [{{步骤: 申请}}]\n", project)
        sheet = FramePlanner(context.typesetter, context.styles.furniture(medium), medium, guide, project).sheet(1, 1)
        found.append((sheet.title.size, sheet.suffix))
    assert any(suffix and size * 0.62 < medium.floor_mm for size, suffix in found)
    assert all(not suffix or suffix >= medium.floor_mm for _, suffix in found)
