"""The rail in a terminal: nothing lost, nothing cut, nothing that a terminal obeys."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpers.cases import cases
from helpers.terminal_lines import (
    AMBIGUOUS,
    BOXES,
    COMMON,
    HOMESTEAD,
    HOMESTEAD_HEADING,
    card,
    cells,
    folded,
    headings,
    lines,
    member,
    stated,
    streams,
    texts,
)
from yizhangtu.export.terminal.cells import clean, width
from yizhangtu.export.terminal.terminal import Terminal, TerminalHeading, render
from yizhangtu.model.line import Exit, Line, Panel, Shape, Tone, Way

SGR = re.compile("\x1b\\[[0-9;]*m")
PICTURE = """\
┏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┓
┃ 农村宅基地审批                                          共14步  约40个工作日 ┃
┗━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┛
  步骤                                谁来办                时间要求
─── 一、村里审 ─────────────────────────────────────────────────────────────────
  1  ─ 提出申请 【您来办】            村民                  随时
  │
  2  ─ 小组讨论                       村民小组              5个工作日
  │
  3  ─ 小组公示 〔监督点〕            村民小组              公示5天
  │
 <4> ─ 村级审查                       村委会                5个工作日
  │    x 不齐全：退回补正，回到第1步
  │  齐全，往下走
─── 二、镇里联审 ───────────────────────────────────────────────────────────────
  5  ─ 一窗受理                       镇便民服务中心        当天
  │
 6-8 ─ 三部门同时审 同时办                                  5个工作日
  │    ├─  6 查规划用地               自然资源所            5个工作日
  │    ├─  7 查申请资格               农业农村办            5个工作日
  │    └─  8 查建房方案               村镇建设办            5个工作日
  │
 <9> ─ 到场联审 〔监督点〕            镇联审小组            3个工作日
  │    x 不通过：退回重审，回到第4步
  │  通过，往下走
─── 三、批准发证 ───────────────────────────────────────────────────────────────
 10  ─ 镇政府审批                     镇人民政府            5个工作日
  │
 11  ─ 发证公布 〔监督点〕            镇便民服务中心        2个工作日
  │
─── 四、建房验收 ───────────────────────────────────────────────────────────────
 12  ─ 放线开工                       镇联审小组            5个工作日
  │
 13  ─ 竣工验收 〔监督点〕            镇联审小组            5个工作日
  │
 14  ─ 办不动产证 【您来办】          村民                  验收后30天
  ┴ 办结
【您来办】要您自己来  〔监督点〕有人监督  <n> 要审核  x 没通过
监督电话 0000-1234567"""

many = settings(max_examples=cases(16, 40), suppress_health_check=[HealthCheck.too_slow])
widths = st.integers(40, 200)
anything = st.text(max_size=30)
mixed = texts(COMMON + AMBIGUOUS)


def test_the_picture() -> None:
    assert render(HOMESTEAD, HOMESTEAD_HEADING, Terminal(80)) == PICTURE


@many
@given(lines(mixed), headings(mixed), widths)
def test_no_line_is_too_wide(line: Line, heading: TerminalHeading, size: int) -> None:
    for row in render(line, heading, Terminal(size)).split("\n"):
        assert cells(row) <= size
        assert row == row.rstrip()
    for row in render(line, heading, Terminal(size, wide_lines=True)).split("\n"):
        assert cells(row, 2) <= size
    for row in render(line, heading, Terminal(size, ascii_only=True)).split("\n"):
        assert cells(row) <= size


@many
@given(lines(texts(COMMON)), headings(texts(COMMON)), widths)
def test_every_string_is_there(line: Line, heading: TerminalHeading, size: int) -> None:
    found = streams(render(line, heading, Terminal(size)), size)
    for text in stated(line, heading):
        assert any(folded(text) in stream for stream in found), text


@many
@given(lines(mixed), headings(mixed), st.integers(40, 69))
def test_every_string_is_there_whatever_its_width(line: Line, heading: TerminalHeading, size: int) -> None:
    found = folded(render(line, heading, Terminal(size)))
    for text in stated(line, heading):
        assert folded(text) in found


@many
@given(lines(texts("村民（）：，。1aB -")), headings(texts("村民（）：，。1aB -")), widths)
def test_our_own_glyphs_have_one_width(line: Line, heading: TerminalHeading, size: int) -> None:
    text = render(line, heading, Terminal(size))
    own = {char for char in BOXES.sub("", text) if not char.isascii()}
    assert {unicodedata.east_asian_width(char) for char in own} <= {"W", "F"}
    bare = render(line, heading, Terminal(size, ascii_only=True))
    assert not BOXES.search(bare)


@many
@given(lines(anything), headings(anything), widths)
def test_no_data_reaches_the_terminal_as_a_command(line: Line, heading: TerminalHeading, size: int) -> None:
    text = render(line, heading, Terminal(size))
    assert clean(text) == text
    assert all(cells(row) <= size for row in text.split("\n"))
    text.encode("utf-8")
    assert SGR.sub("", render(line, heading, Terminal(size, colour=True))) == text


@pytest.mark.parametrize("attack", ["\x1b[2J", "\x1b]0;x\x07", "\x9b31m", "\r", "\x08\x08", "\u202e"])
def test_injected_commands_show(attack: str) -> None:
    bad = f"甲{attack}乙"
    line = Line((card("1", bad, bad, bad, detail=bad, phase=0),), (bad,))
    boxes = ((bad, (bad,)),)
    heading = TerminalHeading(
        bad, bad, 1, bad, (bad,), oversight=(bad,), phones=(bad,), remarks=(bad,), details=boxes, closing=boxes
    )
    text = render(line, heading, Terminal(80))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", text)


def test_narrower_than_the_least_is_the_least() -> None:
    assert render(HOMESTEAD, HOMESTEAD_HEADING, Terminal(7)) == render(HOMESTEAD, HOMESTEAD_HEADING, Terminal(40))


def test_below_seventy_who_and_when_stand_below() -> None:
    text = render(HOMESTEAD, HOMESTEAD_HEADING, Terminal(69))
    assert "  1  ─ 提出申请 【您来办】\n  │    村民  随时\n" in text


def test_ascii() -> None:
    text = render(HOMESTEAD, HOMESTEAD_HEADING, Terminal(80, ascii_only=True))
    assert "  |    +-  6 查规划用地 " in text and "  |    `-  8 查建房方案 " in text
    assert text.startswith("+=====")


def test_wide_lines_end_where_the_terminal_ends() -> None:
    text = render(HOMESTEAD, HOMESTEAD_HEADING, Terminal(80, wide_lines=True))
    assert [cells(row, 2) for row in text.split("\n")[:3]] == [80, 80, 80]
    rail = [row for row in text.split("\n") if "查规划用地" in row]
    assert width(rail[0].split("自然")[0]) == 38  # the columns stand where they stand with narrow lines


def test_ambiguous_text_keeps_the_columns() -> None:
    line = Line((card("1", "“五议”", "村“两委”", "随时"), card("2", "公开", "村委会", "当天")))
    rows = render(line, HOMESTEAD_HEADING, Terminal(80)).split("\n")
    assert [width(row.split(when)[0], 1) for row, when in ((rows[4], "随时"), (rows[6], "当天"))] == [60, 60]


def test_a_title_of_uncertain_width_has_no_side_borders() -> None:
    rows = render(Line(()), TerminalHeading("“五议两公开”", steps=9), Terminal(60)).split("\n")
    assert rows[:3] == ["━" * 60, "  “五议两公开”" + " " * 37 + "共9步", "━" * 60]


def test_branches_with_steps_of_their_own() -> None:
    below = Exit("成立", "", Way.NEXT, "7", 6, 1, Tone.GOOD)
    panels = (
        Panel("有异议", "查清再走", (card("5", "核查异议", "村委会"), card("6", "答复", exits=(below,)))),
        Panel("无异议", "", ()),
    )
    line = Line((card("4", "公示", "村委会", panels=panels, shape=Shape.CHECK), card("7", "办结", linked=False)))
    text = render(line, HOMESTEAD_HEADING, Terminal(80))
    assert "  │    ├─ 有异议：查清再走\n  │    │   5 核查异议" in text
    assert "\n  │    │   6 答复\n  │    │     成立，往下走\n  │    └─ 无异议：\n  │\n" in text


def test_the_rail_stops_where_nothing_leads_on() -> None:
    line = Line(
        (card("1", "甲", linked=False), card("2", "乙", linked=False, end=Tone.GOOD), card("3", "丙", starts=True))
    )
    rows = render(line, HOMESTEAD_HEADING, Terminal(80)).split("\n")[4:]
    assert rows[:6] == ["  1  ─ 甲", "", "  2  ─ 乙", "  ┴ 办结", "", "  ┬ 开始"]


@pytest.mark.parametrize("size", [40, 80, 200])
def test_any_depth(size: int) -> None:
    inner = card("99", "最里面的一步")
    for _ in range(40):
        inner = member("7", "外面", "村委会").rows[0]._replace(panels=(Panel("是", "", (inner,)),))
    text = render(Line((inner,)), HOMESTEAD_HEADING, Terminal(size))
    assert "最里面的一步" in folded(text)
    assert all(cells(row) <= size for row in text.split("\n"))


def test_the_legend_names_only_what_occurs() -> None:
    text = render(Line((card("1", "甲"),)), TerminalHeading("乙"), Terminal(80))
    assert "【您来办】" not in text and "<n>" not in text and "监督电话" not in text
