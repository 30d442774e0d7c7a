"""A card of several steps: its panels stand where they are lowest, and fill the card that is drawn."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from helpers.boxes_drawn import BoxCanvas, DrawnBox
from helpers.guides import GuideGraph
from yizhangtu.flow.fold import fold
from yizhangtu.layout.card.card import CardBox
from yizhangtu.media.context import Context
from yizhangtu.model.line import Card
from yizhangtu.model.page import Label

WIDTH = 40.0

LONG_WAYS = """
  - 步骤: 承包对象
    办理: 发包方
    判断:
      成员家庭:
        - {步骤: 选举工作小组, 办理: 村民会议}
        - {步骤: 拟订方案, 内容: 依照法律、法规的规定拟订并公布承包方案, 办理: 工作小组}
        - {步骤: 讨论方案, 内容: 三分之二以上成员或者三分之二以上村民代表同意}
        - {步骤: 签订合同, 办理: 发包方与承包方}
      其他单位或者个人:
        - {步骤: 会议同意, 内容: 三分之二以上成员或者三分之二以上村民代表同意, 办理: 村民会议}
        - {步骤: 政府批准, 办理: 乡镇人民政府}
        - {步骤: 审查能力, 内容: 对承包方的资信情况和经营能力进行审查, 办理: 发包方}
  - 步骤: 登记
"""

LONG_HEAD = """
  - 步骤: 方案审查
    内容: 公布前逐条审查，看内容全不全、数字对不对；有异议的，五日内提出来。
    办理: 村务监督委员会
    判断:
      一般事项:
        - {步骤: 月底公布}
      重大事项:
        - {步骤: 当天公布}
      财务收支:
        - {步骤: 每月公布}
      联名要求:
        - {步骤: 及时公布}
  - 步骤: 登记
"""


@pytest.fixture
def block_of(context: Context, guide_of: Callable[[str], GuideGraph]) -> Callable[[str], Card]:
    def make(steps: str) -> Card:
        return fold(*guide_of(steps), context.styles).cards[0]

    return make


def drawn(context: Context, card: Card, more: float, width: float = WIDTH) -> tuple[list[Label], list[DrawnBox]]:
    """The labels and the panels of a card drawn higher than it must be."""
    canvas = BoxCanvas(context.typesetter, 1.0)
    box = CardBox(context.measure, card, width)
    box.paint(canvas, 0.0, 0.0, box.height + more)
    radius = context.measure.style.panel_radius
    return (
        [item for item in canvas.items if isinstance(item, Label)],
        [one for one in canvas.boxes if one.radius == radius],
    )


def test_long_ways_take_the_whole_width_below_the_name(context: Context, block_of: Callable[[str], Card]) -> None:
    card = block_of(LONG_WAYS)
    labels, panels = drawn(context, card, 0.0)
    name = next(one for one in labels if one.element == f"step-{card.node}.name")
    assert len(panels) == 2
    assert min(one.x for one in panels) < 1.0
    assert max(one.x + one.width for one in panels) > WIDTH - 1.0
    assert all(one.y > name.y for one in panels)
    handler = next(one for one in labels if one.element == f"step-{card.node}.handler")
    assert abs(handler.y - name.y) < 1.0


def test_short_ways_stand_beside_a_long_text(context: Context, block_of: Callable[[str], Card]) -> None:
    card = block_of(LONG_HEAD)
    labels, panels = drawn(context, card, 0.0, 33.0)
    own = [one for one in labels if one.element == f"step-{card.node}.detail"]
    left = min(one.x for one in panels)
    assert all(one.x < left for one in own)


WIDE_WAYS = """
  - 步骤: 提出采购
    内容: 报清买什么、花多少，按金额选办法
    办理: 村级组织
    时限: 随时
    判断:
      2000元以下:
        - {步骤: 社长同意, 内容: 小额采购，社长签字同意, 办理: 社长, 时限: 当天, 接着: 实施采购}
      2000(含)–5万元(不含):
        - 步骤: 联席会议研究
          内容: 村联席会议集体研究
          办理: 村联席会议
          时限: 按会议安排
          监督: 到场
          判断:
            未通过: {到: 提出采购, 说明: 重新提出}
            通过: 下一步
        - {步骤: 实施采购, 内容: 村集体自行组织采购, 办理: 村集体经济组织, 时限: 按采购方案}
      5万元(含)–20万元(不含):
        - 步骤: 代表会议研究
          内容: 开村民代表会议研究
          办理: 村民代表会议
          时限: 按会议安排
          监督: 到场
          判断:
            未通过: {到: 提出采购, 说明: 重新提出}
            通过: 下一步
        - {步骤: 镇中心采购, 内容: 镇交易中心组织采购, 办理: 镇公共资源交易中心, 时限: 按镇中心安排}
        - {步骤: 镇中心备案, 内容: 采购资料留存备案, 办理: 镇公共资源交易中心, 时限: 采购后}
      20万元(含)以上:
        - 步骤: 五议两公开
          内容: 按五议两公开程序决定
          办理: 村级组织
          时限: 按会议安排
          监督: 到场
          判断:
            未通过: {到: 提出采购, 说明: 重新提出}
            通过: 下一步
        - {步骤: 公开招投标, 内容: 进交易中心公开招标, 办理: 公共资源交易中心, 时限: 按招标公告}
  - 步骤: 登记
"""


def test_a_wide_card_is_not_a_third_white(context: Context, block_of: Callable[[str], Card]) -> None:
    _, panels = drawn(context, block_of(WIDE_WAYS), 0.0, 76.0)
    assert min(one.x for one in panels) < 1.0


@pytest.mark.parametrize("steps", [LONG_WAYS, LONG_HEAD])
def test_panels_grow_with_the_card_up_to_a_share(context: Context, block_of: Callable[[str], Card], steps: str) -> None:
    card = block_of(steps)
    least = [one.height for one in drawn(context, card, 0.0)[1]]
    high = [one.height for one in drawn(context, card, 60.0)[1]]
    stretch = context.measure.style.panel_stretch
    assert len(high) == len(least)
    assert all(low < one <= low * stretch + 0.01 for low, one in zip(least, high, strict=True))
