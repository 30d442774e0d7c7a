"""Diagnostics for people: the place, the line, the mark under the right columns; for tools: stable names."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yizhangtu.cli.report import Paint, as_github, as_json, as_text, excerpt, summary
from yizhangtu.cli.report.columns import safe, width
from yizhangtu.model.codes import Severity
from yizhangtu.model.diagnostics import Diagnostic, Related, Span, as_data, from_data, make

FILE = "flows/宅基地.yaml"


def span(line: int, column: int, end_column: int, end_line: int | None = None, file: str = FILE) -> Span:
    return Span(file, line, column, end_line or line, end_column)


def fault(place: Span | None, message: str = "不对", hint: str = "", related: tuple[Related, ...] = ()) -> Diagnostic:
    return Diagnostic("Y203", Severity.ERROR, place, message, hint, related)


@pytest.mark.parametrize(
    ("line", "columns", "shown", "mark"),
    [
        ("复核: 付款审批", (5, 9), "复核: 付款审批", "      ^~~~~~~~"),
        ("a: b", (4, 5), "a: b", "   ^"),
        ("a: b", (4, 4), "a: b", "   ^"),
        ("a: b", (9, 12), "a: b", "    ^"),
        ("\t步骤:\t审", (6, 7), "    步骤:   审", "            ^~"),
        ("a\x1b[31mb", (2, 3), "a␛[31mb", " ^"),
        ("a\u202eb", (3, 4), "a\ufffdb", "  ^"),
        ("e\u0301: x", (5, 6), "e\u0301: x", "   ^"),
        ("😀🙂x", (2, 3), "😀🙂x", "  ^~"),
        ("", (1, 2), "", "^"),
    ],
)
def test_mark_under_the_right_columns(line: str, columns: tuple[int, int], shown: str, mark: str) -> None:
    assert excerpt(line, span(1, *columns)) == (shown, mark)


def test_several_lines_are_marked_to_the_end_of_the_first() -> None:
    assert excerpt("甲: 乙丙", span(1, 4, 3, end_line=4))[1] == "    ^~~~"


def test_a_long_line_is_shown_around_the_mark() -> None:
    text, mark = excerpt("甲" * 500 + "乙" + "丙" * 500, span(1, 501, 502), 40)
    assert width(text) <= 40 and text[0] == text[-1] == "…"
    assert mark == " " * width(text[: text.index("乙")]) + "^~"


@given(st.text(max_size=300), st.integers(1, 310), st.integers(0, 20), st.integers(20, 120))
def test_never_wider_than_the_terminal_and_never_raw(line: str, column: int, length: int, widest: int) -> None:
    text, mark = excerpt(line, span(1, column, column + length), widest)
    assert width(text) <= widest and len(mark) <= widest + 2
    assert mark.strip(" ").strip("~") == "^"
    assert all(char.isprintable() or ord(char) >= 0xA0 for char in text)


def test_the_whole_report() -> None:
    first = Related(span(1, 1, 3), "第一次写在这里")
    faults = [fault(span(2, 6, 10), "没有这一步", "改名。", (first,)), fault(None)]
    text = as_text(faults, {FILE: "名称: x\r\n  复: 付款审批\r\n"})
    assert text.splitlines() == [
        "flows/宅基地.yaml:2:6 错误[Y203] 没有这一步",
        "    2 |   复: 付款审批",
        "      |       ^~~~~~~~",
        "  提示: 改名。",
        "  参见: flows/宅基地.yaml:1:1 第一次写在这里",
        "    1 | 名称: x",
        "      | ^~~~",
        "",
        "错误[Y203] 不对",
    ]


def test_a_fault_of_the_whole_file_shows_no_line() -> None:
    assert as_text([fault(span(1, 1, 1))], {FILE: "abc"}) == "flows/宅基地.yaml 错误[Y203] 不对"


def test_a_file_whose_text_is_unknown_shows_no_line() -> None:
    assert as_text([fault(span(7, 1, 2))], {}) == "flows/宅基地.yaml:7:1 错误[Y203] 不对"


def test_colour_only_when_asked_for() -> None:
    faults, texts = [fault(span(1, 1, 2))], {FILE: "abc"}
    assert "\x1b" not in as_text(faults, texts)
    assert "\x1b[1;31m错误[Y203]\x1b[0m" in as_text(faults, texts, Paint(True))


def test_messages_and_file_names_are_made_safe() -> None:
    place = span(1, 1, 2, file="a\x1b]0;x\x07\n.yaml")
    text = as_text([fault(place, "一\n二\x1b[31m", "三\r四")], {})
    assert text.splitlines() == ["a␛]0;x␇ .yaml:1:1 错误[Y203] 一 二␛[31m", "  提示: 三 四"]
    assert safe("\u2028\u200b\ud800") == "\ufffd" * 3


def test_summary() -> None:
    faults = [fault(None), Diagnostic("Y301", Severity.WARNING, None, ""), Diagnostic("Y503", Severity.INFO, None, "")]
    assert summary([*faults, faults[1]]) == "1 个错误，2 个警告，1 个提示"
    assert summary([]) == ""


def test_json_keeps_every_field_and_comes_back() -> None:
    one = fault(span(2, 3, 5), "甲“乙”", "丙", (Related(span(1, 1, 2), "丁"),))
    data = json.loads(as_json([one, fault(None)]))
    assert data[0] == {
        "file": FILE, "line": 2, "column": 3, "end_line": 2, "end_column": 5, "severity": "error", "code": "Y203",
        "message": "甲“乙”", "hint": "丙",
        "related": [{"file": FILE, "line": 1, "column": 1, "end_line": 1, "end_column": 2, "message": "丁"}],
    }  # fmt: skip
    assert data[1]["file"] is None
    assert [from_data(entry) for entry in data] == [one, fault(None)]
    assert as_data(one) == data[0]


def test_github_escapes() -> None:
    one = fault(span(2, 3, 5, file="a,b:c%.yaml"), "100%\n二", "提")
    assert as_github([one]) == (
        "::error file=a%2Cb%3Ac%25.yaml,line=2,col=3,endLine=2,endColumn=5,title=Y203::100%25%0A二%0A提示: 提"
    )
    warning = Diagnostic("Y301", Severity.WARNING, span(1, 1, 2, end_line=3), "x")
    assert as_github([warning]) == f"::warning file={FILE},line=1,col=1,endLine=3,title=Y301::x"
    assert as_github([Diagnostic("Y503", Severity.INFO, None, "x")]) == "::notice title=Y503::x"


def test_what_a_terminal_obeys_is_escaped_for_machines_too() -> None:
    bad = fault(span(1, 1, 2, file="甲\x9b.yaml"), "\x1b[31m\x9b2J\u202e\x7f")
    text = as_json([bad])
    assert all(char == "\n" or char.isprintable() for char in text)
    assert json.loads(text)[0]["message"] == bad.message
    assert all(char.isprintable() for char in as_github([bad]))


def test_many_faults_of_one_slip_are_reported_once() -> None:
    """The first with its line, the others by their lines; JSON and annotations have them all."""
    slips = [make("Y106", span(line, 3, 4), f"“键{line}”后面是全角冒号“：”", f"键{line}: 值") for line in range(1, 13)]
    text = as_text([*slips, make("Y203", span(20, 1, 2), "不对")], {})
    assert text.count("错误[Y106]") == 1 and text.count("错误[Y203]") == 1
    assert "还有 11 处: 第 2、3、4、5、6、7、8、9、10、11、12 行" in text
    assert as_text(slips[:3], {}).count("错误[Y106]") == 3
    assert len(json.loads(as_json(slips))) == 12


def test_different_faults_of_one_code_are_reported_one_by_one() -> None:
    faults = [make("Y203", span(line, 1, 2), f"没有步骤“{line}”") for line in range(1, 9)]
    assert as_text(faults, {}).count("错误[Y203]") == 8
    equal = [make("Y113", span(line, 1, 2), "步骤里没有“说明”这个键", "是不是“内容”？") for line in range(1, 9)]
    assert as_text(equal, {}).count("错误[Y113]") == 1
