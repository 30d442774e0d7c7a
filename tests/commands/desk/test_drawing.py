"""A text in an editor → the sheets that a build would print, its faults, and the lines that its elements come from."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest

from yizhangtu.build.checked import check_loaded
from yizhangtu.build.jobs import jobs_of, subjects_of
from yizhangtu.build.load import load
from yizhangtu.build.render import context_for
from yizhangtu.build.version_codes import with_codes
from yizhangtu.commands.desk.answers import TERMINAL, Drawn, DrawRequest, Findings
from yizhangtu.commands.desk.drawing import PICTURE, Desk
from yizhangtu.export.icon_paths import IconPaths
from yizhangtu.export.sheets import SheetTaker
from yizhangtu.model.errors import UsageError

TEXT = """\
名称: 开具居住证明
一张图: 清单制
办理主体: 村委会
时间要求: 5个工作日
监督管理: 村监委会
操作流程:
  - 步骤: 提出申请
    办理: 村民
    时限: 随时
  - 步骤: 核对材料
    时限: 当场
    判断:
      齐全: 下一步
      不齐: 提出申请
  - 步骤: 盖章出证
    时限: 1个工作日
"""


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk()


@pytest.fixture
def file(tmp_path: Path) -> str:
    (tmp_path / "甲.yaml").write_text(TEXT, "utf-8")
    return (tmp_path / "甲.yaml").as_posix()


def drawn(desk: Desk, file: str, text: str = TEXT, medium: str = "poster-a3") -> Drawn:
    return desk.draw(DrawRequest(file, text.encode(), medium))


def checked(desk: Desk, file: str, text: str = TEXT) -> Findings:
    return desk.check(DrawRequest(file, text.encode(), form=True))


@pytest.mark.parametrize("medium", ["poster-a3", "booklet-a5", "leaflet-trifold"])
def test_the_sheets_are_those_of_a_build(desk: Desk, file: str, medium: str) -> None:
    """The font of the desk has thousands of characters more, and no position depends on that."""
    checked = with_codes(check_loaded(load([file])))
    context = context_for(checked.printed)
    (job,), _ = jobs_of(subjects_of(checked.guides, None, context.styles), [context.styles.media[medium]])
    taker = SheetTaker()
    job.kind.make(context.drawn_by(taker), job)
    assert drawn(desk, file, medium=medium).sheets == taker.sheets(IconPaths(context.styles.icons.paths), PICTURE)


@pytest.mark.parametrize("medium", ["screen-1920x1080", "longimage"])
def test_pictures_of_pixels_are_shown_as_the_pages_that_they_are_drawn_from(desk: Desk, file: str, medium: str) -> None:
    assert all("开具居住证明" in sheet for sheet in drawn(desk, file, medium=medium).sheets[:1])


@pytest.mark.parametrize("medium", [TERMINAL, "text"])
def test_text_is_text(desk: Desk, file: str, medium: str) -> None:
    found = drawn(desk, file, medium=medium)
    assert not found.sheets and "核对材料" in found.text


def test_the_text_of_the_editor_counts_and_not_that_on_the_disk(desk: Desk, file: str) -> None:
    found = drawn(desk, file, TEXT.replace("核对材料", "查看材料"))
    assert "查看材料" in found.sheets[0] and "核对材料" not in found.sheets[0]


def test_elements_lead_to_their_lines(desk: Desk, file: str) -> None:
    found = drawn(desk, file)
    lines = TEXT.splitlines()
    for name, word in (
        ("step-1", "核对材料"),
        ("step-1.name", "核对材料"),
        ("step-1.outcome-2", "不齐"),
        ("title", "开具"),
    ):
        assert word in lines[found.places[name].line - 1]
        assert "step-" not in name or f'data-element="{name}' in found.sheets[0]
    assert found.places["step-1"].end_line == 14


def test_a_fault_has_no_picture_but_a_place(desk: Desk, file: str) -> None:
    text = TEXT.replace("不齐: 提出申请", "不齐: 提出申清")
    assert drawn(desk, file, text) == Drawn(sound=False)
    found = checked(desk, file, text)
    assert [one["remedies"][0]["title"] for one in found.faults] == ["改成“提出申请”"]
    assert [(one.code, one.span.line) for one in found.diagnostics if one.span] == [("Y203", 14)]


@pytest.mark.parametrize("text", ["", "名称: [", "\t- a", "甲", "- 1", "名称: 甲\n名称: 乙\n"])
def test_what_cannot_be_read_has_faults_and_a_form_that_says_so(desk: Desk, file: str, text: str) -> None:
    found = checked(desk, file, text)
    assert found.diagnostics and found.form is not None and not drawn(desk, file, text).sound


def test_the_form_is_that_of_the_text(desk: Desk, file: str) -> None:
    form = checked(desk, file).form
    assert form is not None
    assert cast(list[str], form["steps"])[:2] == ["提出申请", "核对材料"]


def test_what_drawing_finds_comes_with_the_picture(desk: Desk, file: str) -> None:
    steps = "".join(f"  - 步骤: 第{number}步办理\n    内容: {'核对材料，登记台账。' * 12}\n" for number in range(30))
    text = TEXT.partition("  - 步骤")[0] + steps
    found = drawn(desk, file, text)
    assert len(found.sheets) > 1 and [(one["code"], one["line"]) for one in found.notes] == [("Y503", 1)]
    assert "Y503" not in {one.code for one in checked(desk, file, text).diagnostics}


def test_a_character_beyond_the_standard_ones_is_drawn(desk: Desk, file: str) -> None:
    found = drawn(desk, file, TEXT.replace("村委会", "㐂村委会"))
    assert "㐂" in found.sheets[0]


def test_a_medium_that_is_none_is_refused(desk: Desk, file: str) -> None:
    with pytest.raises(UsageError):
        drawn(desk, file, medium="poster-a33")
    with pytest.raises(UsageError, match="做成文件"):
        drawn(desk, file, medium="booklet-a4-imposed")


def test_a_thumbnail_is_a_small_picture(desk: Desk, file: str) -> None:
    data = desk.thumbnail(DrawRequest(file, TEXT.encode(), "poster-a3"), 200)
    assert data is not None and data.startswith(b"\x89PNG")
