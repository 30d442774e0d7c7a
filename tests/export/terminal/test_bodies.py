"""Lists, points and standards in a terminal: nothing lost, nothing cut, nothing that a terminal obeys."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpers.cases import cases
from helpers.terminal_bodies import (
    AT,
    NO_STEPS,
    Body,
    all_streams,
    award,
    bodies,
    conducts,
    listing,
    listings,
    plain_minus,
    points,
    row,
    shown,
    standard,
    stated,
)
from helpers.terminal_lines import AMBIGUOUS, BOXES, COMMON, HOMESTEAD, HOMESTEAD_HEADING, cells, folded, texts
from yizhangtu.export.terminal.cells import clean
from yizhangtu.export.terminal.terminal import Terminal, TerminalHeading, render
from yizhangtu.model.conduct import Conduct, Limit
from yizhangtu.model.diagnostics import Text
from yizhangtu.model.listing import Channel, LinkedGuide
from yizhangtu.model.points import AwardGroup, Points, Reward, Tier

many = settings(max_examples=cases(20, 60), suppress_health_check=[HealthCheck.too_slow])
widths = st.integers(40, 200)
mixed = texts(COMMON + AMBIGUOUS, 60)
ATTACKS = ("\x1b[2J", "\x1b]0;x\x07", "\x9b31m", "\r", "\x08\x08", "\u202e")


@many
@given(bodies(mixed), widths)
def test_no_line_is_too_wide(body: Body, size: int) -> None:
    for line in shown(body, size).split("\n"):
        assert cells(line) <= size
        assert line == line.rstrip()
    for line in shown(body, size, wide_lines=True).split("\n"):
        assert cells(line, 2) <= size
    for line in shown(body, size, ascii_only=True).split("\n"):
        assert cells(line) <= size
        assert not BOXES.search(line)


def held(body: Body, size: int) -> None:
    found = all_streams(shown(body, size), body, size)
    for text in stated(body):
        assert any(folded(plain_minus(text)) in stream for stream in found), text


@many
@given(listings(texts(COMMON, 60)), widths)
def test_every_string_of_a_list_is_there(body: Body, size: int) -> None:
    held(body, size)


@many
@given(points(texts(COMMON, 60)), widths)
def test_every_string_of_points_is_there(body: Body, size: int) -> None:
    held(body, size)


@many
@given(conducts(texts(COMMON, 60)), widths)
def test_every_string_of_standards_is_there(body: Body, size: int) -> None:
    held(body, size)


@many
@given(bodies(texts("村民（）：，。1aB -")), widths)
def test_our_own_glyphs_have_one_width(body: Body, size: int) -> None:
    own = {char for char in BOXES.sub("", shown(body, size)) if not char.isascii()}
    assert {unicodedata.east_asian_width(char) for char in own} <= {"W", "F"}


@many
@given(bodies(st.text(max_size=30)), widths)
def test_no_data_reaches_the_terminal_as_a_command(body: Body, size: int) -> None:
    text = shown(body, size)
    assert clean(text) == text
    text.encode("utf-8")
    coloured = render(NO_STEPS, TerminalHeading("例"), Terminal(size, colour=True), body)
    assert re.sub("\x1b\\[[0-9;]*m", "", coloured) == text


@pytest.mark.parametrize("attack", ATTACKS)
@settings(max_examples=5)
@given(data=st.data())
def test_injected_commands_show(attack: str, data: st.DataObject) -> None:
    for kind in (listings, points, conducts):
        text = shown(data.draw(kind(st.just(f"甲{attack}乙"))), 80)
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", text)


# By hand.

LIST = listing(
    [
        row("高龄津贴申领", group=Text("民政救助"), handlers=(Text("村委会"),), oversight=(Text("镇民政办"),),
            flow=Text("高龄津贴申领"), linked=LinkedGuide("高龄津贴申领", "申领高龄津贴", "B-03")),
        row("临时救助", group=Text("民政救助"), handlers=(Text("镇人民政府"),), oversight=(Text("县民政局"),),
            note=Text("急难的先救助，后补手续"), flow=Text("临时救助")),
        row("村务公开", group=Text("村务"), handlers=(Text("村委会"),), oversight=(Text("镇纪委"),),
            channels=(Channel(Text("公开栏")), Channel(Text("微信群")), Channel(Text("广播"), False))),
    ]
)  # fmt: skip
LIST_SHOWN = """\
┏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┓
┃ 例                                                                   ┃
┗━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┛
    事项          办理主体    谁监督
─── 民政救助（2项） ────────────────────────────────────────────────────
  1 高龄津贴申领  村委会      镇民政办               > 高龄津贴申领 B-03
  2 临时救助      镇人民政府  县民政局                        > 临时救助
    备注：急难的先救助，后补手续
─── 村务（1项） ────────────────────────────────────────────────────────
  3 村务公开      村委会      镇纪委
    形式：公开栏、微信群；不用：广播
> 照这张流程图办
────────────────────────────────────────────────────────────────────────"""


def test_a_list() -> None:
    assert shown(LIST, 72) == LIST_SHOWN


def test_a_list_on_a_narrow_terminal_names_what_has_no_column() -> None:
    first, second = (
        row("高龄津贴申领", handlers=(Text("镇便民服务中心"),), oversight=(Text("镇民政办"),)),
        row("临时救助"),
    )
    rows = shown(listing([first, second]), 40).split("\n")[3:]
    assert rows[:4] == [
        "    事项          办理主体",
        "─── 事项（2项） ────────────────────────",
        "  1 高龄津贴申领  镇便民服务中心",
        "    谁监督：镇民政办",
    ]


def test_a_pointer_goes_where_it_has_room() -> None:
    rows = shown(LIST, 40).split("\n")[5:10]
    assert rows == [
        "  1 高龄津贴申领  村委会      镇民政办",
        "                     > 高龄津贴申领 B-03",
        "  2 临时救助      镇人民政府  县民政局",
        "    备注：急难的先救助，后补手续",
        "                              > 临时救助",
    ]
    long = shown(listing([row("甲", flow=Text("一个名字很长很长的定义文件" * 3))]), 40)
    assert "  1 甲\n    > 一个名字" in long


def test_an_item_of_many_lines_takes_the_full_width() -> None:
    item = "协助有关部门宣传法律法规和国家政策，" * 8
    text = shown(listing([row(item, handlers=(Text("村委会"),)), row("乙", handlers=(Text("村民小组"),))]), 80)
    rows = text.split("\n")
    assert max(map(cells, rows[5:9])) > 75
    assert "    办理主体：村委会\n  2 乙" in text


def test_what_all_rows_say_is_stated_once() -> None:
    body = listing([row(name, handlers=(Text("村委会"),), note=Text(name * 2)) for name in ("甲一", "乙二", "丙三")])
    text = shown(body, 80)
    assert "  各项相同  办理主体：村委会\n" in text and text.count("村委会") == 1
    assert "─── 事项（3项） ─" in text  # no 类别


def test_rows_of_no_group_beside_groups() -> None:
    text = shown(listing([row("甲"), row("乙", group=Text("村务")), row("丙")]), 60)
    assert [re.sub("[─ ]", "", line) for line in text.split("\n") if "（" in line] == [
        "其他（1项）",
        "村务（1项）",
        "其他（1项）",
    ]


def test_the_number_of_rows_is_counted() -> None:
    body = listing([row(f"第{n}件事", group=Text("甲" if n < 1200 else "乙")) for n in range(1500)])
    text = shown(body, 80)
    assert "甲（1200项）" in text and "乙（300项）" in text
    assert "\n 1500 第1499件事\n" in text and "\n    1 第0件事\n" in text


POINTS = Points(
    base=Text("100"),
    rewards=(
        AwardGroup(
            Text("美丽乡村"),
            (
                award("房前屋后干净", "+5", "/月", evidence=Text("每月检查")),
                award("带头参加村庄清洁，连着三个月都到场、都干完的", "+10", "/次", cap=Text("30分")),
            ),
            Text("每月最多20分"),
        ),
    ),
    penalties=(AwardGroup(None, (award("乱倒垃圾", "\u22125", "/次"), award("参与赌博", "一票否决"))),),
    tiers=(Tier(Text("红榜"), Text(">300"), Text("优先评先"), AT), Tier(Text("提醒"), Text("<60"), None, AT)),
)
POINTS_SHOWN = """\
─── 积分标准 ───────────────────────────────────────
  基础分：100分
─── 加分（2项） ────────────────────────────────────
  美丽乡村  每月最多20分
    房前屋后干净                            +5 /月
      认定：每月检查
    带头参加村庄清洁，连着三个月都到
    场、都干完的                           +10 /次
      上限：30分
─── 扣分（2项） ────────────────────────────────────
    乱倒垃圾                                -5 /次
    参与赌博                          一票否决
─── 等级（2级） ────────────────────────────────────
    红榜  >300  优先评先
    提醒  <60
────────────────────────────────────────────────────"""


def test_points() -> None:
    assert shown(POINTS, 52).split("\n", 3)[3] == POINTS_SHOWN


def test_points_end_in_one_column_whatever_they_belong_to() -> None:
    rows = shown(POINTS, 100).split("\n")
    ends = {cells(row[: found.end()]) for row in rows if (found := re.search(r"(?<= )[+-]\d+(?= /)|一票否决$", row))}
    assert len(ends) == 1


def test_points_too_long_for_their_column_stand_below() -> None:
    long = "凭证书由村民代表会议评定"
    body = Points(rewards=(AwardGroup(None, (award("见义勇为", long, "/次"), award("献血", "+20", "/次"))),))
    rows = shown(body, 60).split("\n")[4:7]
    assert rows == ["    见义勇为", f"      分值：{long}/次", "    献血      +20 /次"]


def test_points_of_uncertain_width_stay_on_the_screen() -> None:
    body = Points(exchange=(Reward(Text("大米" * 20), Text("°"), None, AT),))
    for size in range(40, 60):
        assert all(cells(line) <= size for line in shown(body, size).split("\n"))


MATRIX = Conduct(
    (
        standard("婚事（结婚）", "宴席（每桌10人）", "不超过15桌"),
        standard("丧事", "宴席（每桌10人）", "不超过10桌", note=Text("只办一天")),
        standard("婚事（结婚）", "礼金", urban=None, note=Text("随意")),
    ),
    (Text("喜事新办"),),
    (Text("大操大办"),),
    (Text("达标的加10分"),),
)
MATRIX_SHOWN = """\
─── 标准（3条） ────────────────────────────────
┌──────────────┬────────────┬────────────┐
│ 项目         │ 婚事       │ 丧事       │
│              │ （结婚）   │            │
├──────────────┼────────────┼────────────┤
│ 宴席         │ 不超过15桌 │ 不超过10桌 │
│ （每桌10人） │            │ 只办一天   │
├──────────────┼────────────┼────────────┤
│ 礼金         │ 随意       │ -          │
└──────────────┴────────────┴────────────┘
─── 提倡 ───────────────────────────────────────
  + 喜事新办
─── 禁止 ───────────────────────────────────────
  x 大操大办
─── 奖惩 ───────────────────────────────────────
  - 达标的加10分
────────────────────────────────────────────────"""
STACKED = """\
─── 婚事（结婚）（2条） ────────────────
    宴席（每桌10人）  不超过15桌
    礼金              随意
─── 丧事（1条） ────────────────────────
    宴席（每桌10人）  不超过10桌
                      只办一天
─── 提倡 ───────────────────────────────"""


def test_standards_by_occasion_and_item() -> None:
    assert shown(MATRIX, 48).split("\n", 3)[3] == MATRIX_SHOWN


def test_standards_where_a_table_has_no_room() -> None:
    assert STACKED in shown(MATRIX, 40)


def test_standards_of_which_a_table_would_hold_few() -> None:
    body = Conduct(tuple(standard(f"场合{n}", f"项目{n}", "不超过3桌") for n in range(4)))
    text = shown(body, 120)
    assert "┌" not in text and text.count("（1条）") == 4


def test_town_and_country() -> None:
    both = standard(
        "婚事", "每桌", urban=Limit(Text("480元"), "不超过", "480", "元"), rural=Limit(Text("按村规"), "按村规")
    )
    assert "    每桌      城：不超过480元\n              乡：按村规\n" in shown(Conduct((both,)), 60)


def test_lines_of_a_table_are_straight_with_wide_and_with_plain_lines() -> None:
    for box, more in ((2, {"wide_lines": True}), (1, {}), (1, {"ascii_only": True})):
        rows = shown(MATRIX, 70, **more).split("\n")
        first = next(n for n, line in enumerate(rows) if line[:1] in ("┌", "+") and n > 2)
        table = rows[first : first + 9]
        assert {cells(line, box) for line in table} == {cells(table[0], box)}
        assert all(line[-1] in "┐│┤┘|+" for line in table)


def test_the_table_gives_way_to_texts_of_uncertain_width() -> None:
    body = Conduct(
        tuple(
            standard(occasion, item, "“改口费”“见面礼”不收" * 2)
            for occasion in ("婚事", "丧事")
            for item in ("彩礼", "礼金")
        )
    )
    for size in range(40, 121):
        assert all(cells(line) <= size for line in shown(body, size).split("\n"))
    assert "┌" in shown(body, 110)


def test_the_steps_come_first() -> None:
    text = render(HOMESTEAD, HOMESTEAD_HEADING, Terminal(80), POINTS)
    assert text.index("办不动产证") < text.index("要您自己来") < text.index("加分（2项）") < text.index("监督电话")


def test_without_steps_there_is_no_rail() -> None:
    assert "步骤" not in shown(POINTS, 80) and "谁来办" not in shown(POINTS, 80)


def test_names_stand_out_where_the_terminal_can() -> None:
    assert "\x1b[1m高龄津贴申领\x1b[0m" in render(NO_STEPS, TerminalHeading("例"), Terminal(80, colour=True), LIST)
