"""A project's own table of laws: what it adds, what it stands for, and what is wrong with it."""

from __future__ import annotations

import pytest

from yizhangtu.law.instruments import law_table
from yizhangtu.law.own_table import merged, read_laws

GOOD = """\
法规:
  - 名称: 《甲市村务公开办法》
    简称: [甲市办法]
    类别: 规章
    地区: 甲市
    文号: 甲政发〔2024〕3号
    版本:
      - {通过: 2020年1月1日, 施行: 2020-03-01, 条数: 20}
      - {通过: 2024-03-01, 施行: 2024-05-01, 条数: 30}
    废止: 2027-01-01
    由何代替: 甲市村务公开条例
    条文挪动: ["5→6", 第6条至第8条]
    来源: 市政府网站
    核对: 2026-11-28
"""


def line(more: str, title: str = "甲办法", versions: str = "[{通过: 2020-01-01, 条数: 20}]") -> str:
    return f"  - 名称: {title}\n    版本: {versions}\n    来源: 甲\n    核对: 2026-11-28\n    {more}\n"


def faults(*lines: str) -> list[tuple[str, int, str]]:
    own = read_laws(("法规:\n" + "".join(lines)).encode(), "法规.yaml")
    found = (*own.diagnostics, *merged(own, law_table())[1])
    return [(one.code, one.span.line if one.span else 0, one.message) for one in found]


def test_an_instrument_is_read_and_found_by_all_its_names() -> None:
    own = read_laws(GOOD.encode(), "法规.yaml")
    table, found = merged(own, law_table())
    assert own.diagnostics == () and found == ()
    one = table.find("甲市办法")
    assert one is not None and one is table.find("甲市村务公开办法") and one is table.find("甲政发〔2024〕3号")
    assert [version.begins for version in one.versions] == ["2020-03-01", "2024-05-01"]
    assert one.moved == {5: 6, 6: 8} and one.region == "甲市" and one.replaced_by == "甲市村务公开条例"
    assert one.on("2024-04-30") == one.versions[0] and one.on("2027-01-01") is None


def test_it_stands_for_ours_of_the_same_title() -> None:
    own = read_laws(("法规:\n" + line("简称: 老年法", "老年人权益保障法")).encode(), "法规.yaml")
    table, found = merged(own, law_table())
    assert found == () and len(table.instruments) == len(law_table().instruments)
    one = table.find("老年人权益保障法")
    assert one is not None and one.versions[-1].articles == 20 and table.find("老年法") is one


@pytest.mark.parametrize(
    ("lines", "at", "stated"),
    [
        (
            [line("", versions="[{通过: 2020-01-01}, {通过: 2019-05-01, 施行: 2020-01-01}]")],
            3,
            "有两个版本都从",
        ),
        ([line("", versions="[{通过: 2023-02-29}]")], 3, "“2023-02-29”不是日期"),
        ([line("废止: 2026-13-01")], 6, "“2026-13-01”不是日期"),
        ([line("", versions="[{通过: 2020-01-01, 施行: 2019-01-01}]")], 3, "早于2020-01-01通过"),
        ([line("废止: 2019-01-01")], 2, "2020-01-01才施行，写的是2019-01-01失效"),
        ([line('条文挪动: ["5→21"]')], 6, "一共 20 条，没有第21条"),
        ([line("条文挪动: [五变六]")], 6, "看不懂“五变六”"),
        ([line(""), line("")], 7, "《甲办法》写了两次"),
        ([line("", "村组法")], 2, "《村组法》和《村民委员会组织法》的简称同名"),
        ([line("简称: 村组法")], 2, "简称“村组法”是《村民委员会组织法》的名称"),
        ([line("由何代替: 乙办法"), line("由何代替: 甲办法", "乙办法")], 2, "《甲办法》 → 《乙办法》 → 《甲办法》"),
    ],
)
def test_what_cannot_be_right_is_reported_at_its_place(lines: list[str], at: int, stated: str) -> None:
    code, where, message = faults(*lines)[0]
    assert (code, where) == ("Y849", at) and stated in message


def test_a_bad_line_does_not_stop_the_others() -> None:
    text = "法规:\n" + line("废止: 2019-01-01") + line("", "乙办法")
    own = read_laws(text.encode(), "法规.yaml")
    assert [one.title for one in own.instruments] == ["乙办法"]


def test_a_line_without_source_is_warned_of() -> None:
    own = read_laws("法规: [{名称: 甲办法, 版本: [{通过: 2020-01-01}]}]".encode(), "法规.yaml")
    assert [one.code for one in own.diagnostics] == ["Y850"] and len(own.instruments) == 1


@pytest.mark.parametrize(
    "text", ["", "甲: 1", "[]", "法规: 甲", "法规: [甲]", "法规: [{名称: 甲}]", "法规: [{名称: 甲"]
)
def test_any_text_is_answered(text: str) -> None:
    own = read_laws(text.encode(), "法规.yaml")
    assert (
        own.instruments == () and own.diagnostics and all(one.span is None or one.span.line for one in own.diagnostics)
    )
