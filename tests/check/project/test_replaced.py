"""由何代替 over all guides of a project."""

from __future__ import annotations

import pytest

from yizhangtu.check import check_project
from yizhangtu.model.guide import Guide
from yizhangtu.model.project import Project
from yizhangtu.read import read_guide


def guide(file: str, after: str = "") -> Guide:
    replaced = f", 由何代替: {after}" if after else ""
    text = f"名称: {file}办理\n办理主体: 村委会\n操作流程: [{{步骤: 办, 时限: 当场}}]\n发布: {{状态: 废止{replaced}}}\n"
    made = read_guide(text.encode(), f"{file}.yaml", Project()).guide
    assert made is not None
    return made


def faults(*guides: Guide, unread: tuple[str, ...] = ()) -> list[tuple[str, str, str]]:
    found = check_project(guides, complete=not unread, unread=unread)
    return [(one.span.file, one.message, one.hint) for one in found if one.code == "Y822" and one.span]


@pytest.mark.parametrize("name", ["乙", "乙.yaml", "flows/乙.yaml", "乙办理"])
def test_a_guide_is_named_by_its_file_or_by_its_title(name: str) -> None:
    assert faults(guide("甲", name), guide("乙")) == []


def test_a_guide_that_is_not_there() -> None:
    [(file, message, hint)] = faults(guide("甲", "宅基地审批2027"), guide("宅基地审批2026"))
    assert (file, message) == ("甲.yaml", "找不到代替它的图“宅基地审批2027”")
    assert hint.startswith("是不是“宅基地审批2026”？")
    assert faults(guide("甲", "丙"), unread=("丁",)) == []  # its title may be that name


def test_circles_are_reported_at_each_of_their_guides() -> None:
    found = faults(guide("甲", "乙"), guide("乙", "丙"), guide("丙", "甲"), guide("丁", "甲"))
    said = {file: message for file, message, _ in found}
    assert sorted(said) == sorted(("甲.yaml", "乙.yaml", "丙.yaml"))
    assert said["甲.yaml"] == "代替来代替去，绕成了圈：“甲” → “乙” → “丙” → “甲”"
    assert len(faults(guide("甲", "甲"))) == 1
