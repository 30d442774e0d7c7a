"""The foot of a poster and its facts: how large they are, where they stand, what they keep on one sheet."""

from __future__ import annotations

import re

import pypdfium2
import pytest

from helpers.guides import GuideGraph, guide_and_graph
from helpers.media_jobs import named, subject_of
from helpers.pdf_letters import covered, letters
from yizhangtu.content.boxes import ListBox, ListItem, Phone
from yizhangtu.content.facts import Help
from yizhangtu.draw.text_block import TextSetter
from yizhangtu.layout.box import Wish
from yizhangtu.layout.picture import CachedPicture
from yizhangtu.media.common.foot import Foot, FootRoom, FootWords
from yizhangtu.media.common.foot_plan import enlarged, plan_foot
from yizhangtu.media.common.frame import FramePlanner
from yizhangtu.media.context import Context
from yizhangtu.media.poster.attempts import Attempt, PosterVariant
from yizhangtu.media.poster.poster import make_poster
from yizhangtu.media.result import Document
from yizhangtu.model.project import Project

LARGEST, PHONE = 6.5, 10.0  # mm on A3
HEAD = "办理主体: 村委会\n时间要求: 5日\n监督管理: [镇纪委]\n"


def poster(context: Context, drawn: GuideGraph, project: Project, medium: str = "poster-a3") -> Document:
    return make_poster(context, subject_of(drawn, project), context.styles.media[medium])


def size_of(pdf: bytes, words: str, last: bool = True) -> float:
    """The em in mm of a text, of its last place in the document."""
    found = [letter for page in pypdfium2.PdfDocument(pdf) for letter in letters(page)]
    text = "".join(letter.char for letter in found)
    at = text.rindex(words) if last else text.index(words)
    return found[at].size


def guide(text: str, project: Project) -> GuideGraph:
    return guide_and_graph(f"名称: 例\n{HEAD}{text}", project)


@pytest.mark.parametrize(
    ("stem", "item"),
    [
        ("高龄津贴申领", "一寸照片"),
        ("居住情况说明", "身份证"),
        ("土地承包", "户口簿"),
        ("残疾人两项补贴", "残疾人证"),
    ],
)
def test_the_foot_is_hardly_smaller_than_the_picture(
    context: Context, flows: list[GuideGraph], project: Project, stem: str, item: str
) -> None:
    made = poster(context, named(flows, stem), project)
    assert made.pdf and made.content
    least = min(0.85 * made.content.text_mm, LARGEST)
    assert least - 0.05 <= size_of(made.pdf, item) <= made.content.text_mm + 0.05


def test_phones_are_large(context: Context, flows: list[GuideGraph], project: Project) -> None:
    made = poster(context, named(flows, "高龄津贴申领"), project)
    assert made.pdf
    assert size_of(made.pdf, "138-0000-0000") >= PHONE and size_of(made.pdf, "0000-1234567") >= PHONE


@pytest.mark.parametrize("count", [1, 4, 17, 18, 24])
def test_many_materials_stay_on_one_sheet(context: Context, project: Project, count: int) -> None:
    steps = "".join(f"  - {{步骤: 办理{n}, 办理: 村委会, 时限: 1日}}\n" for n in range(6))
    papers = "".join(f"  - 第{n}种材料（身份证、户口簿、证明等）\n" for n in range(count))
    made = poster(context, guide(f"操作流程:\n{steps}所需材料:\n{papers}", project), project)
    assert made.pdf and made.diagnostics == ()
    (page,) = pypdfium2.PdfDocument(made.pdf)
    assert covered(page) == []
    words = re.sub(r"\s", "", page.get_textpage().get_text_range())
    assert all(f"第{n}种材料" in words for n in range(count))


def test_a_long_deadline_stands_in_a_box(context: Context, project: Project) -> None:
    long = "自受理之日起60日内办结（可延长30日）并书面答复"
    text = f"名称: 例\n办理主体: 村委会\n时间要求: {long}\n监督管理: [镇纪委]\n操作流程:\n  - 步骤: 申请\n"
    made = poster(context, guide_and_graph(text, project), project)
    assert made.pdf
    words = "".join(letter.char for page in pypdfium2.PdfDocument(made.pdf) for letter in letters(page))
    assert words.index("见下面专栏") < words.index("操作流程") < words.index(long)


def test_the_columns_of_the_facts_are_aligned(context: Context, flows: list[GuideGraph], project: Project) -> None:
    for name in ("poster-a3", "poster-a4-landscape", "poster-a5", "large-print"):
        medium = context.styles.media[name]
        for drawn in flows:
            cells = FramePlanner(
                context.typesetter, context.styles.furniture(medium), medium, drawn[0], project
            ).sheet(1, 1).cells  # fmt: skip
            rows: dict[float, list[float]] = {}
            for cell in cells:
                rows.setdefault(cell.y, []).append(cell.x)
            first = rows[min(rows)]
            assert all(row == first[: len(row)] for row in rows.values()), (name, drawn[0].stem)


def test_the_mark_of_a_draft_covers_nothing(context: Context, flows: list[GuideGraph], project: Project) -> None:
    for name in ("poster-a3", "poster-a4-landscape", "poster-a5"):
        made = poster(context, named(flows, "危房改造"), project, name)
        assert made.pdf
        for page in pypdfium2.PdfDocument(made.pdf):
            assert covered(page) == []


WORDS = FootWords(
    (
        ListBox("要带的材料", tuple(ListItem(f"第{n}样材料", tick=True) for n in range(7))),
        ListBox(
            "监督管理", (ListItem("村监委会全程参加", ("3", "5")),), (Phone("监督电话（镇纪委）", "0000-1234567"),)
        ),
        ListBox("要注意", (ListItem("不符合条件的，村委会当面说明原因"), ListItem("随到随办"))),
    ),
    Help("张××", "138-0000-0000", "村便民服务站", "https://example.com/1"),
)


def foot(context: Context, width: float, size: float = 5.0) -> tuple[Foot, FootRoom]:
    room = FootRoom(width, 250.0, 25.0)
    page = context.styles.furniture(context.styles.media["poster-a3"]).foot
    planned = plan_foot(TextSetter(context.typesetter), page, WORDS, room, size)
    assert planned is not None
    return planned, room


@pytest.mark.parametrize("width", [100.0, 130.0, 190.0, 277.0, 400.0])
def test_boxes_fill_the_foot_and_never_overlap(context: Context, width: float) -> None:
    planned, _ = foot(context, width)
    assert planned.rest == () and [box.title for box in planned.boxes][-1] == "帮办代办"
    for number, box in enumerate(planned.boxes):
        assert box.x >= 0 and box.x + box.width <= width + 0.01
        assert box.y >= 0 and box.y + box.height <= planned.height + 0.01
        for entry in box.entries:
            assert entry.y + entry.block.height <= box.height + 0.01
            assert entry.x + entry.block.width <= box.width + 0.01
        for other in planned.boxes[:number]:
            apart_x = box.x >= other.x + other.width or other.x >= box.x + box.width
            apart_y = box.y >= other.y + other.height or other.y >= box.y + box.height
            assert apart_x or apart_y
    assert max(box.y + box.height for box in planned.boxes) == pytest.approx(planned.height, abs=0.01)


@pytest.mark.parametrize("most", [4.0, 5.0, 5.6, 9.0])
def test_letters_grow_as_far_as_the_height_allows(context: Context, most: float) -> None:
    planned, room = foot(context, 277.0)
    page = context.styles.furniture(context.styles.media["poster-a3"]).foot
    larger = enlarged(TextSetter(context.typesetter), page, WORDS, room, planned, most)
    assert larger.height == planned.height and larger.rest == ()
    assert larger.size == most if most <= planned.size else planned.size <= larger.size <= most
    for box in larger.boxes:
        assert all(entry.y + entry.block.height <= box.height + 0.01 for entry in box.entries)


@pytest.mark.parametrize("size", [4.5, 5.5, 6.5])
@pytest.mark.parametrize("width", [80.0, 95.0, 125.0, 277.0])
def test_the_code_has_the_whole_height_of_its_box(context: Context, width: float, size: float) -> None:
    page = context.styles.furniture(context.styles.media["poster-a3"]).foot
    setter, words = TextSetter(context.typesetter), FootWords((), WORDS.help)
    planned = plan_foot(setter, page, words, FootRoom(width, 250.0, 25.0), size)
    assert planned is not None
    (box,) = planned.boxes
    code = box.code
    assert code and 0 < code.y < box.head_height and code.x + code.width < width
    assert box.head_width <= code.x  # the bar of the title ends before the code
    assert setter.width(box.title, box.head, True) <= box.head_width - page.pad_x
    end = code.y + code.side + code.caption.height
    assert end <= box.height
    for entry in box.entries:
        assert entry.y >= box.head_height and entry.y + entry.block.height <= box.height + 0.01
        assert entry.x + entry.block.width <= (code.x if entry.y < end - 0.01 else width) + 0.01
    if width > 120:  # wide enough for the phone beside the code, which alone makes the height
        assert planned.height <= code.side + code.caption.height + page.border + page.pad_y + 0.01


def test_a_foot_planned_for_larger_text_leaves_its_room_to_the_picture(
    context: Context, flows: list[GuideGraph], project: Project
) -> None:
    drawn, medium = named(flows, "村民建房审批"), context.styles.media["poster-a3"]
    subject = subject_of(drawn, project)
    planner = FramePlanner(context.typesetter, context.styles.furniture(medium), medium, drawn[0], project)
    variant = PosterVariant.of(planner.with_foot(6.0), context.styles.details)
    picture = CachedPicture(context.layout_tools, *subject[:2])
    tried = Attempt(variant, lambda one: picture.on_sheets(one.boxes, Wish()), None)
    first = tried._replace(content=tried.lay(variant))
    assert first.content and first.content.text_mm < 5.5
    fitted = first.fitted()
    assert fitted.content and fitted.variant.foot_height < variant.foot_height
    assert first.content.text_mm <= fitted.content.text_mm and first.sheets == fitted.sheets


def test_what_has_no_room_goes_on_a_sheet_of_text_with_its_phones(context: Context) -> None:
    page = context.styles.furniture(context.styles.media["poster-a3"]).foot
    planned = plan_foot(TextSetter(context.typesetter), page, WORDS, FootRoom(277.0, 0.0, 25.0), 5.0)
    assert planned is not None and [box.title for box in planned.rest] == [
        "要带的材料",
        "监督管理",
        "要注意",
        "帮办代办",
    ]
    assert planned.rest[1].items[-1].text == "监督电话（镇纪委）：0000-1234567"


@pytest.mark.parametrize("width", [60.0, 100.0, 190.0, 277.0])
def test_phones_and_their_labels_never_overlap(context: Context, width: float) -> None:
    phones = (Phone("第一行\n\n第二行：通知本人", "0000-1234567"), Phone("监督电话（镇纪委）", "0000-7654321"))
    page = context.styles.furniture(context.styles.media["poster-a3"]).foot
    words = FootWords((ListBox("监督管理", (ListItem("村监委会全程参加"),), phones[::-1]),), None)
    planned = plan_foot(TextSetter(context.typesetter), page, words, FootRoom(width, 250.0, 25.0), 5.0)
    assert planned is not None
    entries = planned.boxes[0].entries
    assert len(entries) == 5
    for number, one in enumerate(entries):
        for other in entries[:number]:
            apart_x = one.x >= other.x + other.block.width or other.x >= one.x + one.block.width
            apart_y = one.y >= other.y + other.block.height - 0.01 or other.y >= one.y + one.block.height - 0.01
            assert apart_x or apart_y


def test_many_boxes_stand_side_by_side_in_their_order(context: Context, project: Project) -> None:
    text = "".join(f"    - 第{n}条说明，写明什么时候、到哪里、找谁办理\n" for n in range(3))
    keys = ("申请条件", "不予办理", "待遇", "退出", "救济", "备注", "奖惩", "申请方式", "样表", "标准")
    drawn = guide("".join(f"{key}:\n{text}" for key in keys) + "操作流程: [申请, 办理]\n", project)
    medium = context.styles.media["poster-a3"]
    planner = FramePlanner(context.typesetter, context.styles.furniture(medium), medium, drawn[0], project)
    setter, page = planner.setter, planner.page.foot
    foot = plan_foot(setter, page, planner.foot_words, FootRoom(280.0, 400.0, 25.0), 4.0)
    assert foot and not foot.rest
    assert [box.title for box in foot.boxes][:-1] == [box.title for box in planner.foot_words.boxes]
    for at, one in enumerate(foot.boxes):
        assert one.x >= 0 and one.x + one.width <= 280.1 and one.y + one.height <= foot.height + 0.1
        for other in foot.boxes[at + 1 :]:
            beside = one.x + one.width <= other.x + 1e-6 or other.x + other.width <= one.x + 1e-6
            assert beside or one.y + one.height <= other.y + 1e-6
    area = sum(box.width * box.height for box in foot.boxes)
    assert area > 0.85 * 280.0 * foot.height


@pytest.mark.parametrize(
    ("texts", "url", "codes"),
    [
        ("窗口", "https://example.gov.cn/", ["https://example.gov.cn/"]),
        ("窗口", "tel:12345", []),  # no web address
        ("，".join(["办理村民委员会审核公示"] * 90), "https://example.gov.cn/", []),  # no room
        ("窗口", f"https://example.gov.cn/{'a' * 200}", []),  # modules too small
    ],
)
def test_small_codes_are_drawn_where_they_fit(
    context: Context, project: Project, texts: str, url: str, codes: list[str]
) -> None:
    ways = f"申请方式:\n  - {{方式: 窗口, 说明: {texts}}}\n  - {{方式: 网上, 网址: '{url}'}}\n"
    drawn = guide(f"{ways}操作流程: [申请, 办理]\n", project)
    medium = context.styles.media["poster-a3"]
    planner = FramePlanner(context.typesetter, context.styles.furniture(medium), medium, drawn[0], project)
    foot = planner.foot
    assert foot
    found = [code for box in foot.boxes for code in box.codes]
    assert [code.url for code in found] == codes
    assert all(code.side >= 18 for code in found)  # mm, with the quiet zone
    assert any(url in item.text for box in planner.foot_words.boxes for item in box.items)
