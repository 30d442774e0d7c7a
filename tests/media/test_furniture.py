"""The program's own words on paper are in the fonts of every build, so that none can become a blank box."""

from __future__ import annotations

import pytest

from helpers.finished import build_job, make_files
from helpers.guides import GuideGraph, guide_and_graph
from helpers.installed import installed_styles
from yizhangtu.content.characters import characters_of
from yizhangtu.media.context import Context
from yizhangtu.model.page import About, Label, Page
from yizhangtu.model.project import Project
from yizhangtu.system.installation import Installation


def test_the_words_of_the_rooms_that_print_are_among_the_characters() -> None:
    """Words of a poster, of the booklet, of the tiles; of numbers; and of a template."""
    assert set("监督电话扫码看指南目录手册拼图说明①㊿÷—×□■") - {"÷"} <= set(Installation().printed_characters)


def test_a_context_has_the_glyphs_of_the_program() -> None:
    assert Context("", installed_styles()).subset == Context("监督电话", installed_styles()).subset


def test_a_character_without_a_glyph_is_never_drawn(context: Context) -> None:
    page = Page(20.0, 10.0, context.styles.themes["蓝"], (Label(1.0, 5.0, "鿕", 4.0),))
    with pytest.raises(ValueError, match="U\\+9FD5"):
        context.press.print([page], About("例"))


# Guides of every kind whose own texts have few characters: all others on paper are the program's.
BARE = "名称: 甲\n办理主体: 乙\n时间要求: 1日\n监督管理: 乙\n"
STEPS = "操作流程:\n  - {步骤: 丙, 判断: {丁: 丙, 戊: 下一步}}\n  - {步骤: 乙, 监督: 丁, 公示: 是}\n"
FEW = (
    f"{BARE}{STEPS}",
    f"类型: 清单\n所属清单: 三务公开\n{BARE}操作流程: 无\n事项: [{{类别: 财务, 事项: 丙, 时限: 每季度, 形式: 丁}}]\n",
    f"类型: 清单\n所属清单: 服务群众\n{BARE}{STEPS}帮办代办: {{姓名: 丁}}\n事项: [{{事项: 丙, 时限: 当场}}]\n",
    f"类型: 清单\n所属清单: 准入事项\n{BARE}操作流程: 无\n事项: [{{事项: 丙, 责任部门: 丁, 村级职责: 戊}}]\n",
    f"类型: 积分\n{BARE}{STEPS}加分: [{{项: [{{内容: 丙, 分值: 5}}]}}]\n等级: [{{名称: 戊, 范围: ≥5}}]\n"
    "兑换: [{物品: 丁, 分值: 5}]\n",
    f"类型: 规范\n{BARE}{STEPS}标准: [{{场合: 丙, 项目: 丁, 上限: 5, 城: 6, 乡: 7}}]\n提倡: 丙\n禁止: 戊\n奖惩: 丁\n",
)
ONE_BY_ONE = ("poster-a3", "screen-1920x1080", "longimage", "leaflet-trifold", "large-print")


@pytest.fixture(scope="module")
def few() -> list[GuideGraph]:
    return [guide_and_graph(text, file=f"{number}.yaml") for number, text in enumerate(FEW)]


@pytest.fixture(scope="module")
def bare(few: list[GuideGraph]) -> Context:
    """The fonts of a build of these guides."""
    return Context(characters_of([guide for guide, _ in few]), installed_styles())


@pytest.mark.slow
@pytest.mark.parametrize("number", range(len(FEW)))
def test_all_words_of_the_program_can_be_printed(number: int, few: list[GuideGraph], bare: Context) -> None:
    """Printing a character that is not in the fonts raises."""
    for medium in ONE_BY_ONE:
        assert make_files(bare, build_job(bare, Project(), few[number], medium)).data


@pytest.mark.slow
@pytest.mark.parametrize("medium", ["booklet-a5", "booklet-a4-imposed", "board-240x120"])
def test_all_words_of_the_program_for_many_guides_can_be_printed(
    medium: str, few: list[GuideGraph], bare: Context
) -> None:
    assert make_files(bare, build_job(bare, Project(), few, medium)).data
