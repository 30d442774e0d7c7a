"""积分 as read: groups, scores, bands, exchange; what a 分值 and a 范围 say."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.reading import guide_of, read, reported
from yizhangtu.model.diagnostics import Text
from yizhangtu.model.points import Points, Score
from yizhangtu.read.guide.score import Bounds, parse_range, parse_score

HEAD = "类型: 积分\n名称: 甲\n"  # what follows starts in line 3


def points(text: str) -> Points:
    body = guide_of(HEAD + text).body
    assert isinstance(body, Points)
    return body


def test_everything() -> None:
    made = points("""\
周期: 每月
基础分: 100
加分:
  - 类别: 平安
    上限: 每月20分
    项:
      - 内容: 巡逻
        分值: +3/次
        上限: 每年最多30分
        认定: 值班表
        备注: 夜里加倍
      - {内容: 调解, 分值: 5}
扣分:
  - 项: [{内容: 打架, 分值: 10}, {内容: 赌博, 分值: 一票否决}]
等级:
  - {名称: 好, 范围: 100（不含）–200, 待遇: 表扬}
  - {名称: 差, 范围: 看情况}
  - {名称: 免评}
兑换:
  - {物品: 肥皂, 分值: 10, 备注: 每人限1块}
""")
    assert (made.period, made.base) == ("每月", "100")
    (safety,), (bad,) = made.rewards, made.penalties
    assert (safety.name, safety.cap, bad.name) == ("平安", "每月20分", None)
    first, second = safety.awards
    assert (first.item, first.cap, first.evidence, first.note) == ("巡逻", "每年最多30分", "值班表", "夜里加倍")
    assert first.score is not None and (first.score.shown, first.score.unit) == ("+3", "/次")
    assert second.score is not None and second.score.shown == "+5"
    assert [award.score and (award.score.kind, award.score.shown) for award in bad.awards] == [
        ("points", "−10"),
        ("veto", "一票否决"),
    ]
    good, poor, exempt = made.tiers
    assert (good.parsed, good.low, good.high, good.low_in, good.high_in) == (True, 100, 200, False, True)
    assert (poor.parsed, poor.range, exempt.range) == (False, "看情况", None)
    assert [(one.good, one.points, one.note) for one in made.exchange] == [("肥皂", "10", "每人限1块")]


def test_texts_are_what_is_printed() -> None:
    guide = guide_of(HEAD + "扣分: [{类别: 乙, 项: [{内容: 丙, 分值: 10分/次}]}]\n等级: [{名称: 丁, 范围: 看情况}]\n")
    assert guide.texts == ("甲", "乙", "丙", "−10", "分/次", "丁", "看情况")


def test_english_keys_throughout() -> None:
    text = (
        "kind: points\ntitle: 甲\nperiod: 每月\nbase: 100\nrewards: [{group: 乙, cap: 9分, items: "
        "[{item: 丙, points: 5, cap: 8分, evidence: 丁, note: 戊}]}]\npenalties: [{items: [{item: 己, points: 5}]}]\n"
        "bands: [{name: 庚, range: '>5', benefit: 辛}]\nexchange: [{good: 壬, points: 5, note: 癸}]\n"
    )
    guide = guide_of(text)
    assert set(guide.texts) == {*"甲乙丙丁戊己庚辛壬癸", "每月", "100", "9分", "8分", "+5", "−5", "6分以上", "5"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("加分: [{类别: 乙}]\n", ["Y115 {类"]),
        ("加分: [{类别: 乙, 项: []}]\n", ["Y115 项:"]),
        ("加分: [{内容: 乙, 分值: 5}]\n", ["Y113 内容", "Y113 分值", "Y115 {内"]),
        ("加分: [乙]\n", ["Y116 乙]"]),
        ("加分: 乙\n", ["Y116 乙"]),
        (
            "加分: [{项: [{内容: 乙}, {分值: 5}, {内容: 丙, 分值: [6]}, 丁]}]\n",
            ["Y115 {内", "Y115 {分", "Y116 [6", "Y116 丁]"],
        ),
        ("等级: [{范围: 5}]\n", ["Y115 {范"]),
        ("兑换: [{物品: 丙}]\n", ["Y115 {物"]),
        ("加分: {项: {内容: 乙, 分值: 5, 级别: 村}}\n", ["Y113 级别"]),
    ],
)
def test_faults(text: str, expected: list[str]) -> None:
    """Codes, each with the two characters at its place."""
    places = [(fault.code, fault.span) for fault in read(HEAD + text).diagnostics]
    found = [f"{code} {text.strip()[span.column - 1 : span.column + 1]}" for code, span in places if span]
    assert sorted(found) == sorted(expected)


def test_too_many() -> None:
    rows = "".join(f"      - {{内容: 事{n}, 分值: {n % 9}}}\n" for n in range(3001))
    made = read(HEAD + "加分:\n  - 类别: 乙\n    项:\n" + rows)
    assert reported(made) == ["3006:9 Y802"] and made.guide is None
    fewer = rows[: rows.rindex("      - ")]
    assert reported(read(HEAD + "加分:\n  - 类别: 乙\n    项:\n" + fewer)) == []
    assert reported(read(HEAD + "加分:\n  - 类别: 乙\n    项:\n" + fewer + "兑换: [{物品: 丙, 分值: 5}]\n")) == [
        "3006:6 Y802"
    ]


class TestScores:
    """分值."""

    @pytest.mark.parametrize(
        ("text", "sign", "low", "high", "shown", "unit"),
        [
            ("5", 1, 5, 5, "+5", ""),
            ("5", -1, -5, -5, "−5", ""),
            ("+0.5", 1, 0.5, 0.5, "+0.5", ""),
            ("-10", -1, -10, -10, "−10", ""),
            ("－１０分", -1, -10, -10, "−10", "分"),
            ("+2/次", 1, 2, 2, "+2", "/次"),
            ("2 分 / 次", 1, 2, 2, "+2", "分/次"),
            ("3分每人", 1, 3, 3, "+3", "分每人"),
            ("+1,000", 1, 1000, 1000, "+1,000", ""),
            ("+1至+10", 1, 1, 10, "+1至+10", ""),
            ("1-10分", 1, 1, 10, "+1–10", "分"),
            ("-1至-2", -1, -2, -1, "−1至−2", ""),
            ("5—10", -1, -10, -5, "−5–10", ""),
            ("-5", 1, -5, -5, "−5", ""),
            ("+5", -1, 5, 5, "+5", ""),
            ("扣5分", -1, -5, -5, "扣5分", ""),
            ("每次加 5 分", 1, 5, 5, "每次加 5 分", ""),
            ("扣除3至15分", -1, -15, -3, "扣除3至15分", ""),
            ("降10分", -1, -10, -10, "降10分", ""),
        ],
    )
    def test_points(self, text: str, sign: int, low: float, high: float, shown: str, unit: str) -> None:
        score = parse_score(Text(text), sign)
        assert score == Score(Text(text), score.kind, low, high, shown, unit) and score.kind == "points"

    @pytest.mark.parametrize(
        ("text", "kind"),
        [
            ("降B级", "downgrade"),
            ("直接判为D级", "downgrade"),
            ("降一级", "downgrade"),
            ("一票否决", "veto"),
            ("当年一票否决，不得兑换", "veto"),
            ("看情况", "unknown"),
            ("1 000", "unknown"),
            ("5/5次", "unknown"),
            ("加-5", "unknown"),
            ("5分；累计不超过20分", "unknown"),
            ("5" + " " * 50 + "，还有别的", "unknown"),
            ("", "unknown"),
        ],
    )
    def test_words(self, text: str, kind: str) -> None:
        score = parse_score(Text(text), 1)
        assert (score.kind, score.shown, score.unit) == (kind, text.strip(), "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (">1060", Bounds(1060, None, False)),
        ("≥300分", Bounds(300, None)),
        ("1040–1060", Bounds(1040, 1060)),
        ("1040（不含）–1060", Bounds(1040, 1060, False)),
        ("200（含）–300（不含）", Bounds(200, 300, True, False)),
        ("≤800", Bounds(None, 800)),
        ("≤800 或直接判级", Bounds(None, 800)),
        ("低于60分，或被处罚", Bounds(None, 60, True, False)),
        ("60分以下（不含60分）", Bounds(None, 60, True, False)),
        ("90分及以上", Bounds(90, None)),
        ("80分以上不满90分", Bounds(80, 90, True, False)),
        ("80≤积分<90", Bounds(80, 90, True, False)),
        ("[80,90)", Bounds(80, 90, True, False)),
        ("（80，90］", Bounds(80, 90, False)),
        ("1,000–1,200", Bounds(1000, 1200)),
        ("-10至0", Bounds(-10, 0)),
        ("100", Bounds(100, 100)),
        ("990–800", None),
        ("前十名", None),
        ("", None),
        ("或", None),
    ],
)
def test_ranges(text: str, expected: Bounds | None) -> None:
    assert parse_range(text) == expected


SAID = st.text(
    alphabet=st.one_of(
        st.sampled_from("0123456789+-−–—~至到,，.分/次每户加扣降级一票否决≤≥<>=（）()[]含不以上下或 　５①"),
        st.characters(codec="utf-8"),
    ),
    max_size=50,
)


def digits(text: str) -> list[str]:
    return sorted(re.findall(r"\d", unicodedata.normalize("NFKC", text)))


@settings(max_examples=400)
@given(SAID, st.sampled_from([1, -1]))
def test_no_digit_of_a_score_is_lost(text: str, sign: int) -> None:
    score = parse_score(Text(text), sign)
    assert digits(score.shown + score.unit) == digits(text)
    assert score.low <= score.high
    if score.kind == "unknown":
        assert score.shown == text.strip()


@settings(max_examples=400)
@given(SAID)
def test_a_range_is_bounded_by_numbers_of_its_text(text: str) -> None:
    bounds = parse_range(text)
    if bounds is not None:
        found = [bound for bound in bounds[:2] if bound is not None]
        written = re.findall(r"\d+(?:\.\d+)?", unicodedata.normalize("NFKC", text).replace(",", ""))
        plain = {float(number) for number in (*written, *re.findall(r"\d+", unicodedata.normalize("NFKC", text)))}
        assert found and all(abs(bound) in plain for bound in found)
        assert found == sorted(found)


@pytest.mark.parametrize(
    ("written", "score", "shown"),
    [
        ("≥300", 5, "300分以上"),
        ("200（含）–300（不含）", 5, "200–299分"),
        ("1040（不含）–1060", 5, "1041–1060分"),
        ("<100", 5, "99分以下"),
        (">1060", 5, "1061分以上"),
        ("<100", 0.5, "不到100分"),
        ("≥300", 0.5, "300分以上"),
        ("200（含）–300（不含）", 0.5, "200（含）–300（不含）"),
        ("300分以上", 5, "300分以上"),
        ("60—80", 5, "60—80"),
        ("看情况", 5, "看情况"),
    ],
)
def test_a_range_of_signs_is_said_in_words(written: str, score: float, shown: str) -> None:
    made = points(f"加分: [{{类别: 乙, 项: [{{内容: 丙, 分值: {score}}}]}}]\n等级: [{{名称: 丁, 范围: '{written}'}}]\n")
    assert made.tiers[0].range == shown
