"""The table of laws that is shipped, and what it says of a day."""

from __future__ import annotations

import re

import pytest

from yizhangtu.law.instruments import Instrument, LawTable, Version, law_table

TABLE = law_table()
DAY = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")


def test_it_has_what_villages_cite_each_with_its_source() -> None:
    assert len(TABLE.instruments) >= 120
    titles = [one.title for one in TABLE.instruments]
    assert len(set(titles)) == len(titles)
    for one in TABLE.instruments:
        assert one.source and DAY.fullmatch(one.read), one.title
        days = [version.begins for version in one.versions]
        assert days == sorted(days) and len(set(days)) == len(days), one.title
        assert all(DAY.fullmatch(day) for version in one.versions for day in (version.passed, version.begins))
        assert not one.repealed or (DAY.fullmatch(one.repealed) and one.repealed > one.versions[0].begins)


def test_no_name_stands_for_two_and_what_follows_is_known() -> None:
    names = [name for one in TABLE.instruments for name in (one.title, *one.short)]
    assert len(set(names)) == len(names)
    for one in TABLE.instruments:
        if one.yields_to:
            assert TABLE.find(one.yields_to) is not None
        newest = one.versions[-1].articles
        assert all(1 <= new <= newest for new in one.moved.values()) if newest else not one.moved


def test_no_circle_of_replacements() -> None:
    for one in TABLE.instruments:
        seen, at = {one.title}, TABLE.find(one.replaced_by) if one.replaced_by else None
        while at is not None:
            assert at.title not in seen
            seen.add(at.title)
            at = TABLE.find(at.replaced_by) if at.replaced_by else None


@pytest.mark.parametrize("name", ["村组法", "中华人民共和国村民委员会组织法", "村民委员会组织法", "村民委员会 组织法"])
def test_a_law_has_several_names(name: str) -> None:
    found = TABLE.find(name)
    assert found is not None and found.title == "村民委员会组织法"


def test_by_its_number_and_with_other_brackets() -> None:
    assert TABLE.find("民发〔2021〕57号") is TABLE.find("最低生活保障审核确认办法")
    assert TABLE.find("浙江省实施〈村民委员会组织法〉办法") is not None


def test_the_version_of_a_day() -> None:
    one = Instrument(
        "甲法", "法律", "全国", (Version("2018-12-29", "2019-01-01", 41), Version("2025-10-28", "2026-01-01", 50))
    )
    assert one.on("2018-12-31") is None
    assert one.on("2025-12-31") == one.versions[0] and one.next("2025-12-31") == one.versions[1]
    assert one.on("2026-01-01") == one.versions[1] and one.next("2026-01-01") is None
    assert one._replace(repealed="2026-06-01").on("2026-06-01") is None
    assert LawTable([one]).find("乙法") is None
