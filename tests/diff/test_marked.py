"""A guide with its changes marked: the mark is on the step that has changed, nested steps included."""

from __future__ import annotations

from yizhangtu.content.canonical import canonical, definition_digest
from yizhangtu.diff import changes
from yizhangtu.diff.marked import marked
from yizhangtu.model.conduct import Conduct
from yizhangtu.model.guide import Guide, walk
from yizhangtu.model.listing import Listing
from yizhangtu.model.points import Points
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


HEAD = "名称: 样例\n办理主体: 村委会\n时间要求: 每月\n监督管理: [镇]\n操作流程: [申报]\n"
LISTING = (
    HEAD
    + """\
类型: 清单
所属清单: 三务公开
事项:
  - {事项: 财务收支, 时限: 每月22日前, 形式: [公开栏]}
  - {事项: 低保名单, 时限: 每季度, 形式: [公开栏]}
  - {事项: 村干部分工, 时限: 每年, 形式: [公开栏], 备注: 变了随时公开}
"""
)
POINTS = (
    HEAD
    + """\
类型: 积分
加分:
  - {类别: 卫生, 上限: 20, 项: [{内容: 打扫, 分值: +5}, {内容: 分类, 分值: +3, 认定: 保洁员}]}
  - {类别: 平安, 项: [{内容: 巡逻, 分值: +3}]}
扣分: [{项: [{内容: 烧秸秆, 分值: -10}]}]
等级: [{名称: 达标户, 范围: ≥100, 待遇: 正常兑换}]
兑换: [{物品: 毛巾, 分值: 20}]
"""
)
CONDUCT = (
    HEAD
    + """\
类型: 规范
标准:
  - {场合: 婚事, 项目: 酒席, 上限: 不超过20桌}
  - {场合: 婚事, 项目: 车辆, 上限: 不超过10辆, 说明: 不用豪车}
  - {场合: 丧事, 项目: 车辆, 上限: 不超过6辆}
"""
)


def compared(old: str, *edits: tuple[str, str]) -> Guide:
    """The marked guide after some replacements."""
    new = old
    for before, after in edits:
        assert before in new
        new = new.replace(before, after, 1)
    return marked(read(new), changes(canonical(read(old)), canonical(read(new))), "V1", "V2")


def test_rows_of_a_list_bear_marks() -> None:
    guide = compared(
        LISTING,
        ("每月22日前", "每月10日前"),
        ("  - {事项: 低保名单, 时限: 每季度, 形式: [公开栏]}\n", "  - {事项: 补贴发放, 时限: 当月, 形式: [广播]}\n"),
        ("形式: [公开栏], 备注", "形式: [公开栏, 广播], 备注"),
    )
    assert isinstance(guide.body, Listing)
    assert [(str(row.item), str(row.note or "")) for row in guide.body.rows] == [
        ("【改】财务收支", "原时限：每月22日前"),
        ("【新】补贴发放", ""),
        ("【改】村干部分工", "变了随时公开（原形式：公开栏）"),
    ]
    assert "备注" in guide.body.columns
    assert guide.revisions and guide.revisions.removed_rows == ("事项“低保名单”",) and not guide.revisions.removed
    assert len(guide.revisions.compared) == 2  # the versions, and what the marks mean


def test_rows_of_points_bear_marks_and_the_cap_of_a_group_is_told() -> None:
    guide = compared(
        POINTS,
        ("上限: 20", "上限: 30"),
        ("内容: 分类, 分值: +3", "内容: 垃圾分类, 分值: +4"),
        ("分值: +3}]}", "分值: +3}, {内容: 应急演练, 分值: +2}]}"),
        ("扣分: [{项: [{内容: 烧秸秆, 分值: -10}]}]\n", "扣分: [{项: [{内容: 乱倒垃圾, 分值: -1}]}]\n"),
        ("正常兑换", "正常兑换，可以评先"),
        ("分值: 20}]", "分值: 15}]"),
    )
    assert isinstance(guide.body, Points)
    awards = [award for group in (*guide.body.rewards, *guide.body.penalties) for award in group.awards]
    assert [(str(one.item), str(one.note or "")) for one in awards] == [
        ("打扫", ""),
        ("【改】垃圾分类", "原分值：+3；原名：分类"),
        ("巡逻", ""),
        ("【新】应急演练", ""),
        ("【新】乱倒垃圾", ""),
    ]
    (tier,), (good,) = guide.body.tiers, guide.body.exchange
    assert (tier.name, tier.benefit) == ("【改】达标户", "正常兑换，可以评先（原待遇：正常兑换）")
    assert (good.good, good.note) == ("【改】毛巾", "原分值：20")
    assert guide.revisions and guide.revisions.removed_rows == ("扣分“烧秸秆”",)
    assert guide.revisions.compared[2:] == ("加分“卫生·（这一类合计）”的上限：20 → 30",)


def test_standards_are_matched_by_occasion_and_item() -> None:
    guide = compared(
        CONDUCT,
        ("不超过20桌", "不超过15桌"),
        ("不用豪车", "不用豪华车"),
        ("  - {场合: 丧事, 项目: 车辆, 上限: 不超过6辆}\n", "  - {场合: 婚事, 项目: 车上装饰, 上限: 不超过6辆}\n"),
    )
    assert isinstance(guide.body, Conduct)
    assert [str(one.note or "") for one in guide.body.standards] == [
        "【改】原上限：不超过20桌",
        "不用豪华车（【改】原备注：不用豪车）",
        "【新】",
    ]
    assert guide.revisions and guide.revisions.removed_rows == ("标准“丧事·车辆”",)
