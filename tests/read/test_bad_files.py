"""Files that are no definitions: each has a code and a place, and none takes long or raises."""

import time

import pytest

from helpers.reading import HEAD, read, reported


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["1:1 Y103"]),
        ("# 只有注释\n", ["1:1 Y103"]),
        ("---\n", ["1:1 Y103"]),
        ("~\n", ["1:1 Y103"]),
        ("- 甲\n- 乙\n", ["1:1 Y112"]),
        ("标题：甲\n", ["1:1 Y112"]),
        ("a: 1\n---\nb: 2\n", ["2:1 Y110"]),
        ("{a: " * 25_000, ["1:129 Y107"]),
        ("- " * 50_000, ["1:65 Y107"]),
        ("名称: *foo\n", ["1:5 Y111"]),
        ("a: &a [*a]\n", ["1:8 Y111"]),
        ("a: &a 1\nb: &a 2\n", ["2:4 Y111"]),
    ],
    ids=lambda value: value[:12] if isinstance(value, str) else None,
)
def test_place_and_code(text: str, expected: list[str]) -> None:
    result = read(text)
    assert reported(result) == expected
    assert result.guide is None


def test_nesting_on_one_line() -> None:
    """libyaml reads a thousand characters ahead: where it stops depends on its version."""
    result = read("[" * 100_000)
    assert [fault.code for fault in result.diagnostics] == ["Y107"]
    assert result.guide is None


def test_alias_bomb_is_refused_quickly() -> None:
    lines = ["a: &a [x,x,x,x,x,x,x,x,x]"]
    lines += [
        f"{name}: &{name} [{','.join(['*' + before] * 9)}]" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    ]
    start = time.process_time()
    result = read("\n".join(lines))
    assert time.process_time() - start < 1
    assert reported(result) == ["6:17 Y111"]


def test_modest_aliases_are_allowed() -> None:
    result = read(HEAD + "  - 步骤: 丁\n    材料: &m [身份证]\n所需材料: *m\n")
    assert reported(result) == []
    assert result.guide is not None
    assert [material.name for material in result.guide.materials] == ["身份证"]


def test_alias_chain_cannot_hide_depth() -> None:
    lines = ["a0: &a0 [x]"] + [f"a{n}: &a{n} [*a{n - 1}]" for n in range(1, 60)]
    assert [line.split()[1] for line in reported(read("\n".join(lines)))] == ["Y107"]


def test_tags_are_refused_and_reading_goes_on() -> None:
    result = read("名称: !!python/object/apply:os.system [x]\n标题: 乙\n")
    assert reported(result) == ["1:5 Y108", "1:5 Y116", "2:1 Y113"]


def test_merge_key() -> None:
    assert "6:5 Y109" in reported(read("名称: 甲\n备注: &x\n  - 乙\n操作流程:\n  - 步骤: 丙\n    <<: {内容: 丁}\n"))


def test_quoted_merge_sign_is_a_key_like_any_other() -> None:
    assert "Y109" not in str(reported(read('"<<": 甲\n')))


@pytest.mark.parametrize("size", [1024 * 1024 + 1, 5 * 1024 * 1024])
def test_too_large(size: int) -> None:
    assert reported(read(b"a" * size)) == ["- Y101"]


def test_one_megabyte_of_text_is_read() -> None:
    result = read("名称: 甲\n备注:\n" + f"  - {'字' * 10_000}\n" * 34)
    assert reported(result) == []
    assert result.guide is not None
    assert [len(note) for note in result.guide.notes] == [10_000] * 34


@pytest.mark.parametrize("form", ["备注: {}", "备注: '{}'", "备注: >-\n  {}", "备注: |\n  {}", "? {}"])
def test_a_text_that_nobody_would_read(form: str) -> None:
    faults = read("名称: 甲\n" + form.format("字" * 10_001) + "\n").diagnostics
    (fault,) = [one for one in faults if one.code == "Y128"]
    assert fault.span and fault.span.line == 2 and "10,001 个字" in fault.message


@pytest.mark.parametrize(
    "data",
    [
        HEAD.encode("gbk"),
        HEAD.encode("gb18030"),
        HEAD.encode("utf-16"),
        HEAD.encode("utf-16-le"),
        HEAD.encode("utf-16-be"),
        b"\xff\xfe\x00\x00" + HEAD.encode("utf-32-le"),
        b"PK\x03\x04rest",
        b"\xd0\xcf\x11\xe0rest",
        b"a: \xff\xff\xff\n",
    ],
)
def test_other_encodings(data: bytes) -> None:
    result = read(data)
    assert [fault.code for fault in result.diagnostics] == ["Y102"]
    assert result.guide is None


def test_gbk_says_how_to_convert() -> None:
    (fault,) = read("# abc\n名称: 甲\n".encode("gbk")).diagnostics
    assert fault.span is not None
    assert (fault.span.line, fault.span.column) == (2, 1)
    assert "iconv -f GB18030 -t UTF-8" in fault.hint
    assert "另存为" in fault.hint


def test_byte_order_mark_does_not_shift_columns() -> None:
    text = HEAD + "  - 步骤: 甲\n"
    assert reported(read(b"\xef\xbb\xbf" + text.encode())) == []
    assert reported(read(b"\xef\xbb\xbf" + "标题: 甲\n".encode())) == ["1:1 Y113"]


def test_control_and_bidi_characters_each_have_a_place() -> None:
    result = read(HEAD + "  - 步骤: 甲\x00乙\u202e\n    内容: 丙\u2066丁\u200f戊\ufeff\u2028\n")
    assert reported(result) == [f"{place} Y602" for place in ("6:10", "6:12", "7:10", "7:12", "7:14", "7:15")]


def test_arabic_text_itself_is_fine() -> None:
    result = read("名称: 办理 عربي 事项\n")
    assert reported(result) == []
    assert result.guide is not None
    assert result.guide.title == "办理 عربي 事项"


def test_many_control_characters_are_summed_up() -> None:
    faults = [fault for fault in read("名称: " + "\x01" * 500 + "\n").diagnostics if fault.code == "Y602"]
    assert len(faults) == 21
    assert "480" in faults[-1].message


def test_five_thousand_steps_answer_quickly() -> None:
    start = time.process_time()
    result = read(HEAD + "".join(f"  - 步骤: 步{n}\n    办理: 村委会\n" for n in range(5000)))
    assert time.process_time() - start < 4
    assert reported(result) == ["1006:5 Y123"]
    assert result.guide is None


def test_five_hundred_steps_are_allowed() -> None:
    result = read(HEAD + "".join(f"  - 步骤: 步{n}\n" for n in range(500)))
    assert reported(result) == []


def test_a_file_wrong_throughout_is_cut_short() -> None:
    result = read("".join(f"k{n}: 1\n" for n in range(1000)))
    assert len(result.diagnostics) == 201
    assert result.diagnostics[-1].code == "Y125"


def test_escaped_control_characters_are_refused_like_raw_ones() -> None:
    result = read('名称: "甲\\e[31m\\x9b\\u202e"\n' + HEAD.split("\n", 1)[1])
    assert reported(result)[:3] == ["1:5 Y602"] * 3
    assert "反斜杠" in result.diagnostics[0].message
    assert result.guide is not None and result.guide.title == "甲\ufffd[31m\ufffd\ufffd"


def test_variation_selectors_and_joiners_leave_only_the_glyph() -> None:
    result = read("名称: 葛\U000e0100城\ufe00\u200d\n" + HEAD.split("\n", 1)[1] + "  - 步骤: 一\n")
    assert reported(result) == ["1:5 Y605", "1:5 Y605"]  # another form was meant than the one that is printed
    assert "“葛”" in result.diagnostics[0].message and "U+E0100" in result.diagnostics[0].message
    assert result.guide is not None and result.guide.title == "葛城"


def test_what_chooses_no_ideograph_goes_without_a_word() -> None:
    result = read("名称: 甲\u200d①\ufe0e村\n" + HEAD.split("\n", 1)[1] + "  - 步骤: 一\n")
    assert reported(result) == [] and result.guide is not None and result.guide.title == "甲①村"


@pytest.mark.parametrize(
    ("text", "place", "word"),
    [
        ("名称: 甲\n说明: >\n  先到村里\n  再到镇上\n", "2:5 Y134", "连成了一段"),
        ("名称: 甲\n依据: |\n  村规民约\n  镇里的办法\n", "2:5 Y134", "[村规民约, 镇里的办法]"),
        ("名称: 甲\n所需材料: |\n  身份证\n  户口簿\n", "2:7 Y134", "[身份证, 户口簿]"),
    ],
)
def test_lines_that_are_joined_are_told(text: str, place: str, word: str) -> None:
    found = [one for one in read(text).diagnostics if one.code == "Y134"]
    assert [f"{one.span.line}:{one.span.column} {one.code}" for one in found if one.span] == [place]
    assert word in found[0].message + found[0].hint


@pytest.mark.parametrize("text", ["备注: |\n  一行\n  两行\n", "说明: |\n  一行\n  两行\n", "说明: >\n  一行\n\n"])
def test_lines_that_are_kept_are_not(text: str) -> None:
    assert "Y134" not in " ".join(reported(read(f"名称: 甲\n{text}")))


def test_what_stands_behind_the_end_of_the_document() -> None:
    result = read("名称: 甲\n办理主体: 村委会\n...\n时间要求: 5日\n")
    assert reported(result) == ["3:1 Y104"] and "到此为止" in result.diagnostics[0].message


@pytest.mark.parametrize("sign", ["\u00ad", "\u034f", "\u115f", "\u180e", "\u2063", "\u3164", "\uffa0", "\ufffd"])
def test_invisible_signs_that_part_words_have_a_place(sign: str) -> None:
    assert reported(read(HEAD + f"  - 步骤: 审{sign}核\n")) == ["6:10 Y602"]
