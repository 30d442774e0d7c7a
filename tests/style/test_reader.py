"""A YAML file against a record class: values, places, and what is stated about each fault."""

from collections.abc import Mapping
from typing import Annotated, Literal, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yizhangtu.model.errors import StyleError
from yizhangtu.style.quantities import Colour, Count, Degrees, Mm, Partial, Share
from yizhangtu.style.reading.reader import read, read_alone
from yizhangtu.style.records import merged, record_of


class Band(NamedTuple):
    """A part of a style."""

    height: Mm
    turn: Degrees
    rows: Count
    dash: tuple[Mm, Mm]


class Style(NamedTuple):
    """A style with every kind of value."""

    name: str
    colour: Colour
    band: Band
    shares: tuple[Share, ...]
    keep: Literal["first", "last"]
    papers: Mapping[str, tuple[Mm, Mm]]
    bands: tuple[Band, ...] = ()
    stack: bool = False
    note: str | None = None


class File(NamedTuple):
    """A style and its variants."""

    whole: Style
    variants: Mapping[str, Annotated[Style, Partial()]]


SOUND = """\
name: 横幅
colour: "#0b4A8F"
band: {height: 12, turn: -33, rows: 2, dash: [2.5, 1]}
shares: [0.25, 0.5]
keep: first
papers: {a4: [210, 297]}
"""


def test_values_become_a_record() -> None:
    reading = read(SOUND.encode(), "s.yaml", Style)
    style = record_of(Style, reading.values)
    assert reading.diagnostics == ()
    assert style == Style(
        "横幅", "#0b4A8F", Band(12.0, -33.0, 2, (2.5, 1.0)), (0.25, 0.5), "first", {"a4": (210.0, 297.0)}
    )
    assert type(style.band) is Band and type(style.band.height) is float and type(style.band.rows) is int


def test_a_list_of_records_and_optional_values() -> None:
    text = SOUND + "bands:\n  - {height: 1, turn: 0, rows: 1, dash: [0, 0]}\nstack: true\nnote: no\n"
    style = record_of(Style, read(text.encode(), "s.yaml", Style).values)
    assert style.bands == (Band(1.0, 0.0, 1, (0.0, 0.0)),) and style.stack and style.note == "no"


def test_a_variant_gives_only_what_differs() -> None:
    text = "whole:\n" + "".join(f"  {line}\n" for line in SOUND.splitlines())
    values = read(f"{text}variants:\n  small: {{band: {{height: 3}}}}\n".encode(), "s.yaml", File).values
    assert isinstance(values, dict) and isinstance(values["variants"], dict)
    small = record_of(Style, merged(values["whole"], values["variants"]["small"]))
    assert small.band == Band(3.0, -33.0, 2, (2.5, 1.0)) and small.name == "横幅"


@pytest.mark.parametrize(
    ("old", "new", "place", "code", "message", "hint"),
    [
        ("height: 12", "height: 12mm", (3, 16), "Y614", "“band.height”不能写“12mm”：数后面不能带“mm”", "只写数，如 12"),
        ("height: 12", "height: 十二", (3, 16), "Y614", "“band.height”不能写“十二”", "写一个数"),
        ("height: 12", 'height: "12"', (3, 16), "Y614", "“band.height”不能写“12”", "写一个数"),
        ("height: 12", "height: -3", (3, 16), "Y614", "“band.height”不能写“-3”", "0 到 5000 之间的数，单位是毫米"),
        ("height: 12", "height: 1e9", (3, 16), "Y614", "“band.height”不能写“1e9”", "写一个数"),
        ("height: 12", "height: 123456", (3, 16), "Y614", "“band.height”不能写“123456”", "0 到 5000"),
        ("height: 12", "height: .nan", (3, 16), "Y614", "“band.height”不能写“.nan”", "写一个数"),
        ("keep: first", "keep:", (5, 6), "Y614", "“keep”不能写“”", "可以写：first、last"),
        ("height: 12", "height: [1]", (3, 16), "Y614", "“band.height”要写一个值", "键: 值"),
        ("rows: 2", "rows: 2.5", (3, 37), "Y614", "“band.rows”不能写“2.5”", "写一个整数"),
        ("rows: 2", "rows: 0", (3, 37), "Y614", "“band.rows”不能写“0”", "1 到 10000"),
        ("height: 12", "hieght: 12", (3, 8), "Y611", "没有“band.hieght”这个键", "是不是“height”？"),
        ("turn: -33, ", "", (3, 1), "Y612", "缺少“band.turn”", "补上"),
        ("keep: first\n", "", (1, 1), "Y612", "缺少“keep”", "补上"),
        ("rows: 2", "rows: 2, rows: 3", (3, 40), "Y613", "“band.rows”写了两次", "删去一处"),
        ("dash: [2.5, 1]", "dash: [2.5]", (3, 46), "Y614", "“band.dash”要写 2 个值，写了 1 个", "[值, 值]"),
        ("dash: [2.5, 1]", "dash: 2.5", (3, 46), "Y614", "“band.dash”要写成列表", "[值, 值]"),
        ("[0.25, 0.5]", "[0.25, 5]", (4, 16), "Y614", "“shares”第2个不能写“5”", "0 到 1"),
        ("[0.25, 0.5]", "[]", (4, 9), "Y614", "“shares”是空的", "至少写一个"),
        ("keep: first", "keep: frist", (5, 7), "Y614", "“keep”不能写“frist”", "是不是“first”？"),
        ("{height: 12, turn: -33, rows: 2, dash: [2.5, 1]}", "3", (3, 7), "Y614", "“band”要写成“键: 值”", ""),
        ('"#0b4A8F"', "#0b4A8F", (2, 8), "Y614", "“colour”不能写“”", "加引号"),
        ('"#0b4A8F"', "blue", (2, 9), "Y614", "“colour”不能写“blue”", "#rrggbb"),
        ("name: 横幅", "name: {a: 1}", (1, 7), "Y614", "“name”要写一个值", ""),
        ("name: 横幅", 'name: ""', (1, 7), "Y614", "“name”没有写", "写上"),
        ("name: 横幅", "name: 横幅\nstack: 是", (2, 8), "Y614", "“stack”不能写“是”", "true 或者 false"),
        ("name: 横幅", "name: 横幅\n[1]: 2", (2, 1), "Y611", "键要是一个词", ""),
        ("name: 横幅", "name: 横幅\n<<: {a: 1}", (2, 1), "Y611", "没有“<<”这个键", ""),
    ],
)  # fmt: skip
def test_faults(old: str, new: str, place: tuple[int, int], code: str, message: str, hint: str) -> None:
    reading = read(SOUND.replace(old, new).encode(), "s.yaml", Style)
    (one,) = reading.diagnostics
    assert reading.values is None and one.span is not None
    assert (one.span.file, one.span.line, one.span.column) == ("s.yaml", *place)
    assert one.code == code and message in one.message and hint in one.hint


def test_all_faults_at_once() -> None:
    text = SOUND.replace("12", "12mm").replace("keep", "kep").replace("rows: 2", "rows: x")
    assert [one.code for one in read(text.encode(), "s.yaml", Style).diagnostics] == ["Y614", "Y614", "Y611"]


@pytest.mark.parametrize(
    ("data", "line", "message"),
    [
        (b"", 1, "是空的"),
        (b"# nothing\n", 1, "是空的"),
        (b"\xff\xfe", 1, "UTF-8"),
        (b"a: 1\nb: \xe4\xb8\n", 2, "UTF-8"),
        (b"a: 'x\n", 2, "YAML"),
        (b"a: 1\n---\nb: 2\n", 2, "YAML"),
        (b"a: *b\n", 1, "YAML"),
        (b"a: \x00\n", 1, "YAML"),
        (b"a: " + b"[" * 20 + b"]" * 20, 1, "嵌套太深"),
        (b"&a [*a]", 1, "键: 值"),
        (b"- 1\n", 1, "键: 值"),
        (b"12\n", 1, "键: 值"),
    ],
)
def test_what_is_no_style_at_all(data: bytes, line: int, message: str) -> None:
    reading = read(data, "s.yaml", Style)
    one = reading.diagnostics[0]
    assert reading.values is None and one.span is not None and one.span.line == line and message in one.message


def test_a_file_of_a_kind_of_medium_by_itself() -> None:
    assert record_of(Style, read_alone(SOUND.encode(), "s.yaml", Style)).keep == "first"
    with pytest.raises(StyleError) as caught:
        read_alone(SOUND.replace("12", "12mm").encode(), "s.yaml", Style)
    assert caught.value.texts["s.yaml"].startswith("name: 横幅") and caught.value.diagnostics[0].code == "Y614"


@given(st.one_of(st.binary(max_size=60), st.text(max_size=60).map(lambda text: text.encode("utf-8", "replace"))))
def test_any_bytes_are_values_or_faults(data: bytes) -> None:
    reading = read(data, "s.yaml", Style)
    assert (reading.values is None) == bool(reading.diagnostics)


@given(st.data())
def test_any_damage_is_a_fault_with_a_place_or_none(data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(SOUND)))
    damaged = SOUND[:at] + data.draw(st.sampled_from([*"{}[]:,-#&*!|>'\"%@` \n\t0x", "", "mm", "键"])) + SOUND[at + 1 :]
    reading = read(damaged.encode(), "s.yaml", Style)
    assert all(one.span and one.message and one.hint for one in reading.diagnostics)
    if not reading.diagnostics:
        assert isinstance(record_of(Style, reading.values), Style)
