"""The groups of a booklet: what an author writes is printed as the head of its group."""

from __future__ import annotations

import pytest

from yizhangtu.content.chapters import group_of
from yizhangtu.model.project import Project
from yizhangtu.read import read_guide

HEAD = "名称: 甲\n办理主体: 村委会\n时间要求: 每月\n监督管理: [村监委会]\n操作流程: [申报]\n"
POINTS = "类型: 积分\n加分: [{类别: 卫生, 项: [{内容: 打扫, 分值: +5}]}]\n"


@pytest.mark.parametrize(
    ("text", "group"),
    [
        (HEAD + POINTS, "积分制"),
        (HEAD + POINTS + "所属清单: 服务群众\n", "服务群众"),
        (HEAD + "所属清单: 三务公开\n", "三务公开"),
    ],
)
def test_the_group_is_the_list_or_else_the_picture(text: str, group: str) -> None:
    guide = read_guide(text.encode(), "甲.yaml", Project()).guide
    assert guide is not None and group_of(guide) == group
