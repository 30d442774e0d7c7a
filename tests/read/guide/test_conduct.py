"""规范 as read: standards, and which part of a limit is printed large."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.reading import guide_of, read, reported
from yizhangtu.model.conduct import Conduct
from yizhangtu.model.diagnostics import Text
from yizhangtu.read.guide.conduct import LEAST_WORD, MOST_WORD, parse_limit

HEAD = "类型: 规范\n名称: 甲\n"  # what follows starts in line 3


def conduct(text: str) -> Conduct:
    body = guide_of(HEAD + text).body
    assert isinstance(body, Conduct)
    return body


def test_everything() -> None:
    made = conduct("""\
标准:
  - {场合: 婚事, 项目: 宴席, 上限: 15桌, 说明: 双方合计}
  - {场合: 婚事, 项目: 每桌, 城: ≤480元, 乡: 300元}
  - {场合: 丧事, 项目: 守灵, 下限: 1天}
  - {项目: 礼金, 说明: 不收}
提倡: [集体婚礼, 鲜花祭扫]
禁止: 高价彩礼
奖惩: [加10分]
""")
    assert made.occasions == ("婚事", "丧事", "") and made.items == ("宴席", "每桌", "守灵", "礼金")
    (feast,) = made.at("婚事", "宴席")
    assert feast.most is not None and (feast.most.before, feast.most.number, feast.most.after) == ("不超过", "15", "桌")
    assert feast.note == "双方合计"
    (table,) = made.at("婚事", "每桌")
    assert [(label, limit.before, limit.number) for label, limit in table.says] == [
        ("城", "不超过", "480"),
        ("乡", "不超过", "300"),
    ]
    (wake,) = made.at("丧事", "守灵")
    assert wake.least is not None and wake.least.before == "不少于"
    assert made.at("", "礼金")[0].says == ()
    assert (made.encouraged, made.forbidden, made.consequences) == (
        ("集体婚礼", "鲜花祭扫"),
        ("高价彩礼",),
        ("加10分",),
    )


def test_english_keys_throughout() -> None:
    guide = guide_of(
        "kind: conduct\ntitle: 甲\nstandards: [{occasion: 乙, item: 丙, limit: 5桌, at_least: 1桌, urban: 2, rural: 3, "
        "note: 丁}]\nencouraged: 戊\nforbidden: [己]\nconsequences: [庚]\n"
    )
    assert set(guide.texts) == {*"甲乙丙丁戊己庚", "不超过", "不少于", "5", "桌", "1", "2", "3"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("标准: [{场合: 乙}]\n", ["3:6 Y115"]),
        ("标准: [乙]\n", ["3:6 Y116"]),
        ("标准: [{项目: 乙, 上限: [5]}]\n", ["3:18 Y116"]),
        ("标准: [{项目: 乙, 不超过: 5桌}]\n", ["3:14 Y113"]),
        ("提倡: [{a: b}]\n", ["3:6 Y116"]),
        ("标准: {a: {b: [c]}}\n", ["3:5 Y115", "3:6 Y113"]),
    ],
)
def test_faults(text: str, expected: list[str]) -> None:
    assert reported(read(HEAD + text)) == expected


def test_too_many() -> None:
    rows = "".join(f"  - {{项目: 事{n}, 上限: {n}桌}}\n" for n in range(3000))
    assert reported(read(HEAD + "标准:\n" + rows)) == []
    made = read(HEAD + "标准:\n" + rows + "提倡: [乙]\n")
    assert reported(made) == ["3004:6 Y802"] and made.guide is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("15桌", ("不超过", "15", "桌")),
        ("不超过15桌", ("不超过", "15", "桌")),
        ("≤480元", ("不超过", "480", "元")),
        ("<= 3万元，不收见面礼", ("不超过", "3", "万元，不收见面礼")),
        ("每桌400元以内", ("每桌", "400", "元以内")),
        ("控制在15桌内", ("控制在", "15", "桌内")),
        ("每桌10人，不超过15桌", ("每桌10人，不超过", "15", "桌")),
        ("每桌10人，15桌以内", ("每桌10人，", "15", "桌以内")),
        ("每桌10人，15桌", ("每桌", "10", "人，15桌")),
        ("3—6万元", ("不超过", "3—6", "万元")),
        ("1,200.5元", ("不超过", "1,200.5", "元")),
        ("5年内不得超过3次", ("5年内不得超过", "3", "次")),
        ("只办1天", ("只办", "1", "天")),
        ("十五桌", ("十五桌", "", "")),
        ("不收礼金", ("不收礼金", "", "")),
        ("不超过", ("不超过", "", "")),
        ("≤", ("不超过", "", "")),
        ("1234567890123元", ("1234567890123元", "", "")),
    ],
)
def test_limits(text: str, expected: tuple[str, str, str]) -> None:
    limit = parse_limit(Text(text), MOST_WORD)
    assert (limit.before, limit.number, limit.after) == expected


def test_a_lower_limit() -> None:
    assert parse_limit(Text("3天"), LEAST_WORD).before == "不少于"
    assert parse_limit(Text("至少3天"), LEAST_WORD).before == "至少"


SAID = st.text(
    alphabet=st.one_of(
        st.sampled_from("0123456789,，.—–-~至≤≥<>=不超过每桌元万人以内限只年 　５"), st.characters(codec="utf-8")
    ),
    max_size=60,
)


@settings(max_examples=400)
@given(SAID, st.sampled_from([MOST_WORD, LEAST_WORD]))
def test_no_character_of_a_limit_is_lost(text: str, word: str) -> None:
    limit = parse_limit(Text(text), word)
    parts = limit.before + limit.number + limit.after
    assert re.findall(r"\d", parts) == re.findall(r"\d", text)
    signs = re.compile(r"\s|[≤≥<>=＜＞]|不超过|不少于|超过|少于")
    assert signs.sub("", parts) == signs.sub("", text)
