"""The rules of publication: each has an article and a text that was read, and the longer time on the board holds."""

from __future__ import annotations

import re

from yizhangtu.law.disclosure import NATIONAL, disclosure, rule_of
from yizhangtu.law.instruments import law_table


def test_every_rule_has_its_source() -> None:
    file, known = disclosure(), {one.title for one in law_table().instruments}
    assert NATIONAL in file.sets
    for rules in file.sets.values():
        for one in rules:
            assert one.cite is not None and one.keep > 0
            assert one.cite.text in file.texts and one.cite.law in known
            assert re.fullmatch(r"\d{4}-\d\d-\d\d", file.texts[one.cite.text].read)


def test_the_longer_time_on_the_board_holds() -> None:
    """The law in force since 2026 asks for more days than the older rules of provinces."""
    for name in ("国家", "山东", "重庆"):
        rule = rule_of(name, "2026-11-28")
        assert rule.keep == 15 and rule.cite is not None and rule.cite.article == "第三十五条"
    assert [rule_of(name, "2025-12-31").keep for name in ("国家", "山东", "重庆")] == [0, 5, 10]
    assert (rule_of("重庆", "2026-11-28").month, rule_of("国家", "2026-11-28").month) == (15, 0)
