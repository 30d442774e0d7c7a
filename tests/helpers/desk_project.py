"""The project that the tests of the desk work in."""

from __future__ import annotations

from pathlib import Path

GUIDE = """\
名称: 开具居住证明
一张图: 清单制
所属清单: 服务群众
编号: B-20
办理主体: 村委会
时间要求: 5个工作日
监督管理: 村监委会
操作流程:
  - 步骤: 提出申请   # 到窗口
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
NAME = "居住证明.yaml"
PROJECT = "乡镇: ××镇\n监督电话: 0000-1234567\n村庄: [{村名: 甲村}, {村名: 乙村}]\n"
PUBLISHED = GUIDE + "发布: {版本: V1.0, 日期: 2024年3月15日, 状态: 正式}\n"
NOTICE = """\
类型: 公示
名称: 财务收支公开
一张图: 清单制
所属清单: 三务公开
办理主体: 村委会
监督管理: 村监委会
期: 月
数据: 收支-{{村名}}-{{期}}.csv
栏目: [日期, 项目, 收入]
公示期: {不少于: 15日}
"""


def project(folder: Path) -> Path:
    """A project of one guide; returns the folder of its definitions."""
    flows = folder / "flows"
    flows.mkdir()
    (flows / NAME).write_text(GUIDE, "utf-8")
    (flows / "辖区.yaml").write_text(
        "乡镇: ××镇\n监督电话: 0000-1234567\n村庄: [{村名: 甲村}, {村名: 乙村}]\n", "utf-8"
    )
    return flows
