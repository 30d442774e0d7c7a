"""Wrapping: no text lost, no line too wide, the rules of Chinese typesetting kept."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from helpers.guides import LETTERS
from yizhangtu.media.context import Context
from yizhangtu.text.tokens import NO_END, NO_START, Words, needs_gap, tokenize

TEXTS = st.text(alphabet=LETTERS, max_size=60)


def folded(text: str) -> str:
    return "".join(text.split())


@given(TEXTS, st.floats(1.2, 30), st.booleans(), st.booleans())
@settings(max_examples=300)
def test_every_character_is_set_once_in_order(
    context: Context, text: str, width: float, bold: bool, even: bool
) -> None:
    lines = context.typesetter.lines(text, width, bold, even)
    assert folded("".join(line.text for line in lines)) == folded(text)


@given(TEXTS, st.floats(1.2, 30), st.booleans())
@settings(max_examples=300)
def test_no_line_is_wider_than_asked(context: Context, text: str, width: float, bold: bool) -> None:
    for line in context.typesetter.lines(text, width, bold):
        single = len(line.text) == 1
        closing = len(line.text) > 1 and all(c in NO_START | NO_END or i == 0 for i, c in enumerate(line.text))
        assert line.width <= width + 1e-6 or single or closing, line


@given(TEXTS, st.floats(2.0, 30), st.booleans(), st.booleans())
@settings(max_examples=300)
def test_measuring_counts_the_lines_that_are_drawn(
    context: Context, text: str, width: float, bold: bool, even: bool
) -> None:
    assert context.typesetter.count(text, width, bold) == len(context.typesetter.lines(text, width, bold, even))


LONG = ("办", "3.14159265358979·", "申请A4表", "（", "https://a.cn/b?c=d&e", "，", " ", "号2")
LONG_WORDS = st.lists(st.sampled_from(LONG), max_size=9)


@given(LONG_WORDS.map("".join), st.floats(1.2, 14), st.floats(0.01, 4))
@example("办3.14159265358979·号2", 9.6, 0.01)
@settings(max_examples=400, deadline=None)
def test_a_wider_line_never_takes_more_lines(context: Context, text: str, width: float, more: float) -> None:
    assert context.typesetter.count(text, width + more) <= context.typesetter.count(text, width)


@given(st.text(alphabet="甲乙丙，。（）《》、申请", min_size=4, max_size=40), st.integers(6, 12))
@settings(max_examples=200)
def test_marks_stay_where_they_belong(context: Context, text: str, width: int) -> None:
    assume(not re.search("[，。（）《》、]{3}", text))  # a run of marks may be wider than the line itself
    lines = context.typesetter.lines(text, float(width))
    assert not any(line.text[0] in NO_START for line in lines[1:])
    assert not any(line.text[-1] in NO_END for line in lines[:-1])


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("自受理之日起20个工作日内办结", 8.0, ["自受理之日起", "20个工作日内", "办结"]),
        ("申请人向村民委员会提出，由村民委员会审查", 9.0, ["申请人向", "村民委员会提出，", "由村民委员会审查"]),
        ("《批准书》公布", 4.2, ["《批准", "书》公", "布"]),
    ],
)
def test_numbers_words_and_marks_hold_together(context: Context, text: str, width: float, expected: list[str]) -> None:
    lines = [line.text for line in context.typesetter.lines(text, width)]
    assert all(number not in "".join(line[-1:] for line in lines[:-1]) for number in "0123456789")
    assert "".join(lines) == "".join(expected)
    assert not any(line and line[0] in NO_START for line in lines)


def test_gap_between_chinese_and_western(context: Context) -> None:
    (line,) = context.typesetter.lines("公示5天", 99.0)
    assert [run.text for run in line.runs] == ["公示", "5", "天"]
    assert line.runs[1].x == pytest.approx(2.25, abs=0.001)  # a quarter em on both sides of a number
    assert line.runs[2].x == pytest.approx(2.25 + context.typesetter.advance("5", False) + 0.25, abs=0.001)
    assert needs_gap("示", "5") and not needs_gap("，", "5")


def test_a_listed_word_is_broken_last() -> None:
    tokens = tokenize("送村委会办", Words(("村委会",)))
    assert [(t.text, t.cost) for t in tokens] == [("送", 0.0), ("村", 0.0), ("委", 20.0), ("会", 20.0), ("办", 0.0)]


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("遗体火化费", 3.3, ["遗体", "火化费"]),
        ("骨灰寄存", 3.3, ["骨灰", "寄存"]),
        ("开收据、登记", 5.2, ["开收据、", "登记"]),
        ("提出调整", 3.3, ["提出", "调整"]),
        ("镇政务服务大厅民政窗口", 5.2, ["镇政务", "服务大厅", "民政窗口"]),
        ("“卫生文明户”评选", 7.0, ["“卫生文明户”", "评选"]),
        ("红榜（6个）", 4.2, ["红榜", "（6个）"]),
        ("其他优抚对象优待证申领", 7.0, ["其他优抚对象", "优待证申领"]),
        ("整治“红黑榜”", 6.0, ["整治", "“红黑榜”"]),
        ("二母龙村大寨子村民小组", 8.0, ["二母龙村", "大寨子村民小组"]),
    ],
)
def test_titles_are_broken_between_words_and_not_inside_marks(
    context: Context, text: str, width: float, expected: list[str]
) -> None:
    assert [line.text for line in context.typesetter.lines(text, width, True, True)] == expected


@pytest.mark.parametrize(("text", "width"), [("提出调整", 3.3), ("开收据、登记", 5.2)])
def test_running_text_is_broken_between_words(context: Context, text: str, width: float) -> None:
    lines = [line.text for line in context.typesetter.lines(text, width)]
    assert lines == [line.text for line in context.typesetter.lines(text, width, True, True)]


def test_the_empty_half_of_an_opening_mark_is_outside_the_line(context: Context) -> None:
    (line,) = context.typesetter.lines("“甲”乙", 99.0)
    assert line.runs[0].x == pytest.approx(-0.45) and line.width == pytest.approx(3.55)
    (inside,) = context.typesetter.lines("乙“甲”", 99.0)
    assert inside.runs[0].x == 0.0 and inside.width == pytest.approx(3.55)


def test_titles_are_balanced(context: Context) -> None:
    lines = context.typesetter.lines("甲乙丙丁戊己", 5.0, True, True)
    assert [line.text for line in lines] == ["甲乙丙", "丁戊己"]


def test_hanging_mark_counts_half(context: Context) -> None:
    (line,) = context.typesetter.lines("甲乙，", 99.0)
    assert line.width == pytest.approx(2.55)


@pytest.mark.parametrize("width", [9.5, 10.0, 11.0, 12.0, 13.0])
def test_a_limit_keeps_its_brackets_whole(context: Context, width: float) -> None:
    lines = context.typesetter.lines("5万元(含)–20万元(不含)：接第3面", width, True)
    assert any("(不含)" in line.text for line in lines)


def test_no_line_begins_with_a_slash(context: Context) -> None:
    first, _ = context.typesetter.lines("签订合同／合同备案", 5.2, True, True)
    assert first.text == "签订合同／"
