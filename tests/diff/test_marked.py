"""A guide with its changes marked: the mark is on the step that has changed, nested steps included."""

from __future__ import annotations

from yizhangtu.content.canonical import canonical, definition_digest
from yizhangtu.diff import changes
from yizhangtu.diff.marked import marked
from yizhangtu.model.guide import Guide, walk
from yizhangtu.model.project import Project
from yizhangtu.read import read_unfilled

OLD = """\
名称: 居住证明
办理主体: 村委会
时间要求: 5个工作日
监督管理: 镇
收费: 不收费
操作流程:
  - {步骤: 提出申请, 办理: 村民, 时限: 随时}
  - 步骤: 核对材料
    时限: 当场
    判断:
      齐全: 下一步
      要核实:
        - {步骤: 打电话问, 时限: 1个工作日}
  - 步骤: 入户核实
    并行:
      - {步骤: 上门核实, 时限: 2个工作日}
      - {步骤: 邻里走访, 时限: 2个工作日}
  - {步骤: 张榜公示, 公示: 公开栏, 时限: 不少于3日}
  - {步骤: 盖章出证, 时限: 1个工作日}
"""
NEW = (
    OLD.replace("邻里走访, 时限: 2", "邻里走访, 时限: 3")
    .replace("打电话问, 时限: 1", "打电话问, 时限: 2")
    .replace("  - {步骤: 张榜公示, 公示: 公开栏, 时限: 不少于3日}\n", "")
    .replace("收费: 不收费", "收费: 每件5元")
    .replace("1个工作日}\n", "1个工作日}\n  - {步骤: 回访, 办理: 镇里, 内容: 打电话问满意不满意}\n")
)


def read(text: str) -> Guide:
    guide = read_unfilled(text.encode(), "甲.yaml", Project()).guide
    assert guide is not None
    return guide


def test_each_step_bears_its_own_mark() -> None:
    found = marked(read(NEW), changes(canonical(read(OLD)), canonical(read(NEW))), "V1", "V2")
    marks = {
        str(one.name): (str(one.revision.mark), str(one.revision.was or ""))
        for one in walk(found.steps)
        if one.revision
    }
    assert marks == {
        "打电话问": ("改", "原：1个工作日"),
        "邻里走访": ("改", "原：2个工作日"),
        "回访": ("新", ""),
    }
    assert found.revisions
    assert found.revisions.removed == ("第6步“张榜公示”",)
    assert found.revisions.compared[0] == "V1 → V2" and found.revisions.compared[2:] == ("收费：不收费 → 每件5元",)


def test_marks_are_no_part_of_a_version() -> None:
    new = read(NEW)
    found = marked(new, changes(canonical(read(OLD)), canonical(new)), "", "")
    assert definition_digest(found) == definition_digest(new) and found.code == ""


def test_steps_are_called_by_the_number_that_is_printed() -> None:
    """A block has no number of its own: the steps after it would be one too high."""
    texts = [one.text for one in changes(canonical(read(OLD)), canonical(read(NEW)))]
    assert "第5步“邻里走访”的时限：2个工作日 → 3个工作日" in texts
    assert "新增第7步“回访”" in texts and "删去原来的第6步“张榜公示”" in texts
    renamed = OLD.replace("步骤: 入户核实", "步骤: 上门核实情况")
    assert [one.text for one in changes(canonical(read(OLD)), canonical(read(renamed)))] == [
        "第4–5步改名：“入户核实” → “上门核实情况”"
    ]


def test_a_step_that_leaves_its_block_has_moved() -> None:
    moved = OLD.replace("      - {步骤: 邻里走访, 时限: 2个工作日}\n", "  - {步骤: 邻里走访, 时限: 2个工作日}\n")
    assert [one.text for one in changes(canonical(read(OLD)), canonical(read(moved)))] == ["第5步“邻里走访”换了位置"]
