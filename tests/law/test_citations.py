"""What a text of 依据 cites."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yizhangtu.law.citations import Citation, balanced, citations


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("《土地管理法》第六十二条", [Citation("土地管理法", "", (62,))]),
        (
            "《村民委员会组织法》（2025年修正）第三十五至三十七、三十九条",
            [Citation("村民委员会组织法", "2025", (35, 36, 37, 39))],
        ),
        (
            "《农村土地承包法》（2018年修正）第19、20、22–24条",
            [Citation("农村土地承包法", "2018", (19, 20, 22, 23, 24))],
        ),
        (
            "《社会救助法》（2026年）第十六条、第十七条和第四十三条至第四十五条",
            [Citation("社会救助法", "2026", (16, 17, 43, 44, 45))],
        ),
        (
            "《浙江省实施〈村民委员会组织法〉办法》（2020年修正）第八条",
            [Citation("浙江省实施〈村民委员会组织法〉办法", "2020", (8,))],
        ),
        (
            "《甲法》第二条；《乙条例》（2021年修订）第3条第二款",
            [Citation("甲法", "", (2,)), Citation("乙条例", "2021", (3,))],
        ),
        ("《民法典》第一千二百五十九条", [Citation("民法典", "", (1259,))]),
        ("《甲法》第三十至十二条", [Citation("甲法", "", (), ((30, 12),))]),
        ("《特困人员认定办法》（民发〔2021〕43号）", [Citation("特困人员认定办法", "2021")]),
        ("民发〔2021〕57号", [Citation("民发〔2021〕57号")]),
        ("国发〔2015〕52号（全面建立补贴制度）", [Citation("国发〔2015〕52号")]),
        ("本镇的做法", []),
        ("《", []),
    ],
)
def test_titles_years_and_articles(text: str, expected: list[Citation]) -> None:
    assert list(citations(text)) == expected


@pytest.mark.parametrize(("text", "sound"), [("《甲》《乙》", True), ("《甲", False), ("甲》", False), ("》《", False)])
def test_marks_of_titles_are_in_pairs(text: str, sound: bool) -> None:
    assert balanced(text) is sound


@given(st.text(st.sampled_from("《》〈〉（）()第条至、0129一十百甲法2025年〔〕号"), max_size=60))
def test_any_text_is_read(text: str) -> None:
    for one in citations(text):
        assert all(number >= 0 for number in one.articles)


def test_a_long_text_takes_no_time() -> None:
    assert len(citations("《甲法》第一条、" * 3000)) == 3000
    assert len(citations("《甲法》第1至999条")[0].articles) == 201
